/**
 * An operator's day: comes, calls, receives, pauses, goes. Whom the booth calls is the rules' word; how long it takes and
 * what happens is the visitor's plan.
 */
import type { Booth } from '../domain/booths.js';
import { addressedTo, waitingFor } from '../domain/lane.js';
import type { Visit } from '../domain/visit.js';
import { workAtDesk } from './desk.js';
import type { Hall, Life, Seat } from './hall.js';
import { receptionActs, type Act } from './reception.js';
import type { Today, World } from './world.js';
import { minuteOf } from './world.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** The operator asks once more after so long, and gives up after as long again. */
const patience = { from: 60, until: 100 };
/** From here on whoever has nobody to receive goes, whatever others still do. */
const goesByMinute = 18 * 60 + 50;

/** The operators of a day. Each of them is told to look up by `look`, once the hall is there. */
export function makeBooths(world: World, today: Today) {
  const { scene } = world;
  const { agenda, dice, office } = scene;
  let hall: Hall | null = null;
  const after = (low: number, high: number) => scene.now + Math.round(dice.between(low, high) * secondMs);

  const boothOf = (seat: Seat): Booth | undefined => office.booths.get(seat.boothId);
  const turnOf = (seat: Seat) => ({ turn: boothOf(seat)?.turn ?? -1 });
  const heldBy = (seat: Seat): Visit | undefined => office.visits.get(office.index.held.get(seat.boothId) ?? '');

  function freeIn(seat: Seat, low: number, high: number): void {
    seat.state = 'busy';
    agenda.add(after(low, high), () => look(seat));
  }

  function comes(seat: Seat): void {
    const taken = office.index.shiftOfBooth.has(seat.boothId);
    const heard = scene.press(
      'shift:open',
      // the second shift takes the booth over from the first, with whom it holds
      { boothId: seat.boothId, profileId: seat.profileId, takeOver: taken },
      seat.actor,
    );
    if (!heard.ok) {
      seat.state = 'gone';
      return;
    }
    freeIn(seat, 5, 25);
  }

  function goes(seat: Seat): void {
    if (scene.press('shift:close', turnOf(seat), seat.actor).ok) seat.state = 'gone';
    else freeIn(seat, 30, 60);
  }

  function mayGo(seat: Seat): boolean {
    if (seat.leavesAt !== null && scene.now >= seat.leavesAt) return true;
    if (office.day?.phase !== 'doorsClosed') return false;
    if (scene.now >= minuteOf(today, goesByMinute)) return true;
    return seat.parked.length === 0 && office.index.waiting === 0 && world.desk.length === 0;
  }

  function takesBack(seat: Seat): boolean {
    const at = seat.parked.findIndex(({ backAt }) => backAt <= scene.now);
    const [back] = at < 0 ? [] : seat.parked.splice(at, 1);
    const life = back === undefined ? undefined : hall?.lives.get(back.visitId);
    if (back === undefined || life === undefined) return false;
    if (office.visits.get(back.visitId)?.status !== 'parked') return false;
    if (!scene.press('visit:resume', { ...turnOf(seat), visitId: back.visitId }, seat.actor).ok) return false;
    run(seat, life, life.rest.splice(0), scene.now, 0);
    return true;
  }

  function rests(seat: Seat): boolean {
    const pause = seat.pauses[0];
    if (pause === undefined || scene.now < pause.from) return false;
    seat.pauses.shift();
    if (!scene.press('shift:pause', { ...turnOf(seat), reason: pause.reason }, seat.actor).ok) return false;
    seat.state = 'paused';
    agenda.add(scene.now + pause.ms + Math.round(dice.between(0, 90) * secondMs), () => {
      scene.press('shift:resume', turnOf(seat), seat.actor);
      freeIn(seat, 5, 25);
    });
    return true;
  }

  /** Looks at the screen and does the one thing that is due; otherwise waits for somebody to come. */
  function look(seat: Seat): void {
    if (seat.state === 'gone' || seat.state === 'paused') return;
    // handed over with the booth meanwhile
    if (office.index.shiftOfUser.get(seat.userId) === undefined) {
      seat.state = 'gone';
      return;
    }
    const held = heldBy(seat);
    if (held !== undefined) return takeOver(seat, held);
    seat.state = 'busy';
    if (takesBack(seat) || rests(seat)) return;
    if (mayGo(seat)) return goes(seat);
    // what came without a visitor is done the same day (п. 35)
    const isUrgent = world.desk.length > 0 && scene.now >= minuteOf(today, 16.2 * 60);
    if (isUrgent && workAtDesk(world, today, seat.actor, () => freeIn(seat, 5, 20))) return;
    if (office.index.waiting > 0 && calls(seat)) return;
    if (world.desk.length > 0 && workAtDesk(world, today, seat.actor, () => freeIn(seat, 5, 20))) return;
    seat.state = 'idle';
    seat.idleSince = scene.now;
    const next = Math.min(
      seat.pauses[0]?.from ?? Infinity,
      seat.leavesAt ?? Infinity,
      ...seat.parked.map((one) => one.backAt),
    );
    const wakesAt = Math.max(Math.min(next, scene.now + 20 * minuteMs), scene.now + secondMs);
    const since = seat.idleSince;
    agenda.add(office.day?.phase === 'doorsClosed' ? after(20, 60) : wakesAt, () => {
      if (seat.state === 'idle' && seat.idleSince === since) look(seat);
    });
  }

  function calls(seat: Seat): boolean {
    // asked before it is pressed: nobody presses a key that is grey
    const at = office.booths.get(seat.boothId);
    const shift = office.shifts.get(office.index.shiftOfBooth.get(seat.boothId) ?? '');
    if (at === undefined || shift === undefined || !mayCall(world, seat)) return false;
    if (!scene.press('visit:callNext', turnOf(seat), seat.actor).ok) return false;
    const visit = heldBy(seat);
    const life = hall?.lives.get(visit?.visitId ?? '');
    if (visit === undefined || life === undefined) return false;
    called(seat, life);
    return true;
  }

  function called(seat: Seat, life: Life): void {
    const { visitor } = life;
    if (visitor.story === 'withdrawn' && !life.isTold) {
      life.isTold = true;
      agenda.add(after(4, 12), () => {
        scene.press('visit:withdraw', turnOf(seat), seat.actor);
        hall?.someoneWaits(life.visitId);
        freeIn(seat, 60, 180);
      });
    } else if (life.answersCall === 'first') agenda.add(scene.now + visitor.walkMs, () => begins(seat, life));
    else agenda.add(after(patience.from, patience.until), () => callsAgain(seat, life));
  }

  const isCalledAt = (seat: Seat, life: Life) => {
    const held = heldBy(seat);
    return held?.visitId === life.visitId && held.status === 'called';
  };

  function callsAgain(seat: Seat, life: Life): void {
    if (!isCalledAt(seat, life)) return freeIn(seat, 5, 15);
    scene.press('visit:recall', turnOf(seat), seat.actor);
    if (life.answersCall === 'second') agenda.add(scene.now + life.visitor.walkMs, () => begins(seat, life));
    else
      agenda.add(after(patience.from * 0.6, patience.until * 0.8), () => {
        if (isCalledAt(seat, life)) {
          scene.press('visit:miss', turnOf(seat), seat.actor);
          hall?.missed(life);
        }
        freeIn(seat, 6, 20);
      });
  }

  function begins(seat: Seat, life: Life): void {
    if (!isCalledAt(seat, life)) return freeIn(seat, 5, 15);
    scene.press('visit:begin', turnOf(seat), seat.actor);
    if (life.visitor.story === 'unbegun' && !life.isTold) {
      life.isTold = true;
      agenda.add(after(8, 40), () => {
        scene.press('visit:unbegin', turnOf(seat), seat.actor);
        agenda.add(after(10, 30), () => begins(seat, life));
      });
    } else receives(seat, life);
  }

  function receives(seat: Seat, life: Life): void {
    if (hall === null) return;
    run(seat, life, receptionActs(world, today, hall, seat, life, { again: () => receives(seat, life) }), scene.now, 0);
  }

  /** Does the acts one after another; an act that leaves the visitor ends the row. */
  function run(seat: Seat, life: Life, acts: Act[], begunAt: number, from: number): void {
    const next = acts[from];
    if (next === undefined) return freeIn(seat, 8, 35);
    agenda.add(Math.max(scene.now, begunAt + next.afterMs), () => {
      // the booth was handed over: whoever took it goes on
      if (heldBy(seat)?.visitId !== life.visitId || office.index.shiftOfUser.get(seat.userId) === undefined)
        return look(seat);
      if (next.act() === 'goOn') return run(seat, life, acts, begunAt, from + 1);
      life.rest = acts.slice(from + 1).map(({ afterMs, act }) => ({ afterMs: afterMs - next.afterMs, act }));
    });
  }

  /** Takes over whom the first shift has left at the booth: the case is brought to its end. */
  function takeOver(seat: Seat, held: Visit): void {
    const life = hall?.lives.get(held.visitId);
    if (life === undefined) return;
    seat.state = 'busy';
    if (held.status === 'called') begins(seat, life);
    else receives(seat, life);
  }

  return {
    look,
    free: freeIn,
    sit(there: Hall): void {
      hall = there;
      for (const seat of there.seats) agenda.add(seat.comesAt, () => comes(seat));
    },
  };
}

/** Is there anybody whom this booth may call? Heads of lanes alone. */
function mayCall({ scene }: World, seat: Seat): boolean {
  const { office } = scene;
  const shift = office.shifts.get(office.index.shiftOfBooth.get(seat.boothId) ?? '');
  const profile = office.profiles.get(shift?.profileId ?? '');
  if (addressedTo(office, seat).some((lane) => lane.length > 0)) return true;
  return profile?.services.some(({ serviceId }) => waitingFor(office, serviceId) > 0) === true;
}

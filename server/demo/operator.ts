/**
 * An operator: looks at the screen, does the one thing that is due, and looks again later. What the screen shows decides,
 * never what was done before; so a person may take over booth or visitor by hand, and the play goes on.
 */
import { randomUUID } from 'node:crypto';
import { DeskView, type CommandName, type Payload } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Seat } from './cast.js';
import { workGoesOn } from './work.js';
import { lifeOf, pressed, stageOf, type Life, type Play } from './play.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

interface Pause {
  from: Instant;
  minutes: number;
  reason: 'lunch' | 'break' | 'documents';
}

/** When this operator comes, pauses and may go, as instants. */
export interface WorkDay {
  comesAt: Instant;
  pauses: Pause[];
  /** From then on everybody goes who has nobody to receive, whatever other booths still do. */
  goesBy: Instant;
}

type Current = NonNullable<DeskView['current']>;

export function playOperator(play: Play, seat: Seat, day: WorkDay): void {
  const { time, agenda, dice } = play;
  const { part, client } = seat;
  const boothId = `booth-${part.booth}`;
  const who = `окно ${part.booth}`;
  const seconds = (low: number, high: number) => Math.round(dice.between(low, high) * secondMs);
  const press = <N extends CommandName>(name: N, payload: Omit<Payload<N>, 'requestId'>) =>
    pressed(play, who, client, name, payload);

  const hand = { press, dice, now: time.now, newId: () => randomUUID() };

  let call: { visitId: string; comesAt: Instant | null; recalls: number } | null = null;
  let pausedUntil: Instant | null = null;
  let freeFrom: Instant = day.comesAt;
  let hasBegunWork = false;
  const pauses = [...day.pauses];
  /** Who was sent for something, and when they are back at the booth. */
  const parked = new Map<string, Instant>();

  /** Comes, or comes back when the one who took the booth over has gone. */
  async function sitDown(desk: DeskView): Promise<Instant | null> {
    const isOver = desk.day.phase === 'closed' || desk.day.phase === 'doorsClosed';
    if (hasBegunWork && isOver) return null;
    const isTaken = desk.booths.some((booth) => booth.boothId === boothId && booth.state !== 'closed');
    if (isTaken) return time.now() + minuteMs;
    const reply = await press('shift:open', { boothId, profileId: part.profileId });
    hasBegunWork ||= reply.ok;
    return time.now() + seconds(10, 30);
  }

  function begunStage(life: Life, at: Instant): void {
    life.stageBegunAt = at;
  }

  async function callGoesOn(desk: DeskView, current: Current): Promise<Instant> {
    const { visitId, number } = current.visit;
    const now = time.now();
    const life = lifeOf(play, visitId, number);
    if (call?.visitId !== visitId)
      call = { visitId, recalls: 0, comesAt: life.answersCall === 'first' ? now + life.plan.walkMs : null };
    if (call.comesAt !== null) {
      if (now < call.comesAt) return call.comesAt;
      const reply = await press('visit:begin', { turn: desk.turn });
      if (!reply.ok) return time.now() + seconds(3, 8);
      call = null;
      begunStage(life, time.now());
      return time.now();
    }
    // nobody comes: the screen asks after a while, the operator looks up and decides
    const decidesAt = current.promptAt + seconds(1, 12);
    if (now < current.promptAt) return decidesAt;
    if (call.recalls === 0) {
      call.recalls += 1;
      await press('visit:recall', { turn: desk.turn });
      if (life.answersCall === 'second') call.comesAt = time.now() + life.plan.walkMs;
      return time.now() + secondMs;
    }
    call = null;
    if ((await press('visit:miss', { turn: desk.turn })).ok) {
      life.isMissed = true;
      play.onMissed(life);
    }
    freeFrom = time.now() + seconds(8, 20);
    return freeFrom;
  }

  async function receptionGoesOn(desk: DeskView, current: Current): Promise<Instant> {
    const { visitId, number } = current.visit;
    call = null;
    const life = lifeOf(play, visitId, number);
    const stage = stageOf(life);
    // begun by another hand: it goes on from when it began
    if (life.stageBegunAt === null) begunStage(life, current.reception?.begunAt ?? time.now());
    const endsAt = (life.stageBegunAt ?? time.now()) + (stage?.lastsMs ?? 0);
    if (stage === undefined) return endsAt;
    const { turn } = desk;
    const { then } = stage;
    const outcome = then.do === 'finish' ? then.outcome : null;
    const goesOn = await workGoesOn(hand, life, current, life.stageBegunAt ?? time.now(), endsAt, outcome);
    if (goesOn !== null) return goesOn;
    if (time.now() < endsAt) return endsAt;
    const reply =
      then.do === 'finish'
        ? await press('visit:finish', { turn, outcome: then.outcome })
        : then.do === 'park'
          ? await press('visit:park', { turn, reason: 'снимает копии документов' })
          : await press('visit:transfer', { turn, visitId, serviceId: then.serviceId, note: 'отчётность проверена' });
    if (!reply.ok) return time.now() + seconds(3, 8);
    life.stageAt += 1;
    life.stageBegunAt = null;
    if (then.do === 'transfer') life.answersCall = 'first';
    if (then.do === 'park') parked.set(visitId, time.now() + then.awayMs);
    freeFrom = time.now() + seconds(10, 40);
    return freeFrom;
  }

  async function restsOn(desk: DeskView): Promise<Instant> {
    if (pausedUntil === null) return time.now() + minuteMs;
    if (time.now() < pausedUntil) return pausedUntil;
    await press('shift:resume', { turn: desk.turn });
    pausedUntil = null;
    freeFrom = time.now() + seconds(10, 40);
    return freeFrom;
  }

  /** Whoever was sent for something and is back comes first: straight, without the board. */
  async function takesBack(desk: DeskView): Promise<Instant | null> {
    for (const [visitId, backAt] of parked) {
      const resting = desk.parked.find((one) => one.visitId === visitId);
      if (resting === undefined) parked.delete(visitId);
      else if (backAt <= time.now()) {
        parked.delete(visitId);
        const reply = await press('visit:resume', { turn: desk.turn, visitId });
        if (!reply.ok) return time.now() + seconds(3, 8);
        begunStage(lifeOf(play, visitId, resting.number), time.now());
        return time.now();
      }
    }
    return null;
  }

  function mayGo(desk: DeskView): boolean {
    if (desk.day.phase !== 'doorsClosed' || desk.mine > 0 || parked.size > 0) return false;
    const isQuiet = desk.waiting === 0 && desk.parked.length === 0;
    const isAlone = desk.booths.every((booth) => booth.state !== 'called' && booth.state !== 'serving');
    return (isQuiet && isAlone) || time.now() >= day.goesBy;
  }

  async function freeNow(desk: DeskView): Promise<Instant | null> {
    call = null;
    if (time.now() < freeFrom) return freeFrom;
    const back = await takesBack(desk);
    if (back !== null) return back;
    const pause = pauses[0];
    if (pause !== undefined && time.now() >= pause.from) {
      pauses.shift();
      const reply = await press('shift:pause', { turn: desk.turn, reason: pause.reason });
      if (reply.ok) pausedUntil = time.now() + pause.minutes * minuteMs + seconds(0, 90);
      return pausedUntil ?? time.now() + minuteMs;
    }
    if (desk.next !== null) {
      const reply = await press('visit:callNext', { turn: desk.turn });
      return time.now() + (reply.ok ? 0 : seconds(3, 8));
    }
    if (mayGo(desk)) {
      const reply = await press('shift:close', { turn: desk.turn });
      return reply.ok ? null : time.now() + minuteMs;
    }
    // nobody waits: a look at the screen now and then
    return time.now() + seconds(15, 45);
  }

  function due(desk: DeskView): Promise<Instant | null> {
    if (desk.shift === null) return sitDown(desk);
    if (desk.shift.paused !== null) return restsOn(desk);
    if (desk.current === null) return freeNow(desk);
    return desk.current.status === 'called' ? callGoesOn(desk, desk.current) : receptionGoesOn(desk, desk.current);
  }

  async function glance(): Promise<void> {
    let nextAt: Instant | null = time.now() + 30 * secondMs;
    try {
      nextAt = await due(DeskView.parse(await client.look('desk')));
    } finally {
      if (nextAt !== null) agenda.add(nextAt, glance);
    }
  }
  agenda.add(day.comesAt, glance);
}

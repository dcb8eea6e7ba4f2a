/** One day of a history, from the manager who opens it to the closing: who sits where, who comes, what time rules. */
import type { Actor } from '../domain/decide.js';
import { makeBooths } from './booth.js';
import type { HistoryDay } from './days.js';
import { planArrivals } from './desk.js';
import { playHall, type Seat } from './hall.js';
import { planLetters } from './letters.js';
import { userActor } from './scene.js';
import { planVisitors, type Returning } from './visitors.js';
import type { Today, World } from './world.js';
import { minuteOf } from './world.js';

const minuteMs = 60_000;
/** Minutes that a visitor takes of a booth all told, and that a booth has in a day. */
const perVisitor = 15.9;
const perBooth = 468;
/** Of those who come, so many hand in again at most; who is over comes tomorrow. */
const againAtMost = 0.16;
/** By telecom channel, as a share of the visitors. */
const electronicShare = 0.04;
/** Where many wait, everybody works a little faster. */
const crowdedPace = 0.95;
/** Below so few booths everybody does everything. */
const fewBooths = 6;

/** How many booths a day needs: its load, and some over, because people do not come in turn. */
function boothsFor({ visitors, missing }: HistoryDay, most: number): number {
  const load = (visitors * perVisitor) / perBooth;
  const needed = Math.round(load + 0.62 * Math.sqrt(load) + 0.15) - missing;
  return Math.max(Math.min(2, most), Math.min(most, needed));
}

function pausesOf(world: World, today: Today, place: number, isWhole: boolean): Seat['pauses'] {
  const { dice } = world.scene;
  const at = (minute: number) => minuteOf(today, minute);
  if (!isWhole) return [{ from: at(dice.between(10.8, 11.8) * 60), ms: 10 * minuteMs, reason: 'break' }];
  // lunch goes in turn
  const lunch = 12 * 60 + ((place * 37) % 5) * 33 + dice.between(0, 8);
  const pauses: Seat['pauses'] = [{ from: at(lunch), ms: 45 * minuteMs, reason: 'lunch' }];
  if (dice.between(0, 1) < 0.75)
    pauses.push({ from: at(dice.between(15.2, 16.6) * 60), ms: 10 * minuteMs, reason: 'break' });
  const other = dice.between(0, 1);
  if (other < 0.1) pauses.push({ from: at(dice.between(9.6, 11.4) * 60), ms: 9 * minuteMs, reason: 'documents' });
  else if (other < 0.13) pauses.push({ from: at(dice.between(9.6, 16) * 60), ms: 14 * minuteMs, reason: 'technical' });
  else if (other < 0.16) pauses.push({ from: at(dice.between(10, 11) * 60), ms: 20 * minuteMs, reason: 'meeting' });
  return pauses.sort((one, other_) => one.from - other_.from);
}

/** Who sits where: some booths have two shifts; who is not needed has a day off. */
function seatsOf(world: World, today: Today, count: number): Seat[] {
  const { scene, staff } = world;
  const { dice, office } = scene;
  const booths = [...office.booths.values()].slice(0, count);
  const free = dice.shuffle(staff.operators);
  const nobody = { state: 'away' as const, idleSince: 0, parked: [] };
  return booths.flatMap(({ boothId }, place): Seat[] => {
    const profileId = booths.length < fewBooths ? 'profile-all' : null;
    const seat = (comes: number, leaves: number | null, isWhole: boolean): Seat[] => {
      const person = free.pop();
      if (person === undefined) return [];
      return [
        {
          ...nobody,
          parked: [],
          actor: userActor(person.userId, ['operator']),
          userId: person.userId,
          boothId,
          profileId,
          comesAt: minuteOf(today, comes),
          leavesAt: leaves === null ? null : minuteOf(today, leaves),
          pauses: pausesOf(world, today, place, isWhole),
        },
      ];
    };
    const hasTwo = free.length > booths.length - place && dice.between(0, 1) < 0.12;
    if (!hasTwo) return seat(8 * 60 + dice.between(52, 59), null, true);
    const change = dice.between(13.2, 13.9) * 60;
    // the second takes over from the first, or sits down where the first has left
    const takesOver = dice.between(0, 1) < 0.5;
    return [
      ...seat(8 * 60 + dice.between(52, 59), takesOver ? null : change, false),
      ...seat(takesOver ? change : change + 45, null, false),
    ];
  });
}

/** A manager's word now and then: one is called or moved out of the order, a service is closed for a while. */
function planManager(world: World, today: Today, manager: Actor): void {
  const { scene } = world;
  const { dice, agenda, office } = scene;
  if (dice.between(0, 1) < 0.4)
    agenda.add(minuteOf(today, dice.between(10.5, 16) * 60), () => {
      const lane = [...office.index.lanes.values()].find((visits) => visits.length > 2);
      const visit = lane?.at(-1);
      if (visit === undefined) return;
      const sent = { visitId: visit.visitId, place: 'first' as const, reason: 'приехал по вызову отдела' };
      scene.press('visit:move', sent, manager);
    });
  if (dice.between(0, 1) < 0.06)
    agenda.add(minuteOf(today, dice.between(11, 15) * 60), () => {
      const reason = { ru: 'Нет связи с личным кабинетом', en: 'The cabinet cannot be reached' };
      const until = scene.now + Math.round(dice.between(20, 60) * minuteMs);
      scene.press('service:close', { serviceId: world.serviceId('cabinet-password'), reason, until }, manager);
    });
}

/** Was the protocol of somebody who comes again answered by now? */
function isAnswered({ scene }: World, { protocolId }: Returning): boolean {
  const protocol = scene.books.row('protocol', protocolId);
  const submission = scene.books.row('submission', protocol?.submissionId ?? '');
  return submission === null || submission.resubmittedBy !== null || protocol?.state === 'replaced';
}

/**
 * Plays a day.
 * @param before the day that was played before it, or the one on which the office was made
 * @param onClosed prints the closing sheet, in the same breath
 */
export function playHistoryDay(world: World, of: HistoryDay, before: string, onClosed: () => void): void {
  const { scene, staff } = world;
  const { agenda, dice, office } = scene;
  scene.passNights(before, of.day);
  const today: Today = { ordinal: of.ordinal, day: of.day, midnight: scene.wall.midnight(of.day) };
  const at = (minute: number) => minuteOf(today, minute);
  const manager = userActor(staff.managers[of.ordinal % 5 === 4 ? 1 : 0]?.userId ?? '', ['manager']);

  const coming = world.comingAgain(of.ordinal).filter((who) => !isAnswered(world, who));
  const most = Math.floor(of.visitors * againAtMost);
  const here: Returning[] = coming.filter(({ isElectronic }) => !isElectronic);
  for (const late of here.splice(most)) world.comesAgain(of.ordinal + 1, late);
  const visitors = planVisitors(dice, {
    midnight: today.midnight,
    count: of.visitors,
    returning: here,
    pace: of.isCrowded ? crowdedPace : 1,
  });

  const seats = seatsOf(world, today, boothsFor(of, office.booths.size));
  agenda.add(at(8 * 60 + 50), () => scene.press('day:open', {}, manager));
  const booths = makeBooths(world, today);
  const hall = playHall(world, today, visitors, seats, booths.look);
  booths.sit(hall);
  planArrivals(
    world,
    today,
    Math.floor(of.visitors * electronicShare + dice.between(0, 1)),
    coming.filter(({ isElectronic }) => isElectronic),
  );
  planLetters(world, today, of.visitors, seats);
  planManager(world, today, manager);
  for (const { minute, act } of world.dueOn(of.ordinal)) agenda.add(at(minute), act);
  for (let minute = 9 * 60; minute <= 18 * 60 + 30; minute += 30) agenda.add(at(minute) + 250, scene.tick);

  const close = (): void => {
    const isOpen = seats.some(({ state }) => state !== 'gone');
    if (isOpen && scene.now < at(21 * 60)) agenda.add(scene.now + minuteMs, close);
    else if (scene.press('day:close', {}, manager).ok) onClosed();
    else agenda.add(scene.now + minuteMs, close);
  };
  agenda.add(at(18 * 60 + 4), close);
  agenda.run(scene.setNow);
  // who was to hand in again and went as he came tries another day
  for (const { visitor } of hall.lives.values())
    if (visitor.returning !== null && !isAnswered(world, visitor.returning))
      world.comesAgain(of.ordinal + 1 + Math.floor(dice.between(0, 3)), visitor.returning);
}

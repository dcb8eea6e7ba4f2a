/** The summons: call next, call by name, recall, withdraw, miss, and the way back of one who was missed. */
import type { CallRule } from '../../contract/index.js';
import {
  atBooth,
  decide,
  freeBooth,
  isRefused,
  noteOf,
  refuse,
  turned,
  visitEntry,
  type AtBooth,
  type Context,
  type Rule,
  type Ruling,
} from '../decide.js';
import type { Booth } from '../booths.js';
import { laneFor } from '../lane.js';
import { mayTake, profileOf, whoIsNext } from '../next.js';
import type { Office } from '../office.js';
import type { Instant } from '../instant.js';
import type { Passing, Undo, Visit } from '../visit.js';
import { leaveReception } from '../reception.js';

const minuteMs = 60_000;

/** How many of those passed an entry names; the rest it counts. */
const passedNamed = 10;

/** A visit as called to a booth. */
function calledTo(visit: Visit, at: AtBooth, rule: CallRule, now: Instant): Visit {
  return {
    ...visit,
    status: 'called',
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    // what was received before, and parked, ended with this call
    receptionId: null,
    callRule: rule,
    times: 1,
    firstCalledAt: visit.firstCalledAt ?? now,
    calledAt: now,
    undo: null,
  };
}

/** The ordinary tickets that an out-of-turn call passes, as its entry tells them. */
function passedBy(
  office: Office,
  called: Visit,
  serviceIds: readonly string[],
): { passed: string[]; passedCount: number } {
  const passed: string[] = [];
  let passedCount = 0;
  for (const serviceId of serviceIds)
    for (const visit of laneFor(office, 'line', serviceId)) {
      if (visit.placeAt >= called.placeAt) break;
      passedCount += 1;
      if (passed.length < passedNamed) passed.push(visit.number);
    }
  return { passed, passedCount };
}

/**
 * Calls the next visitor of this booth. The rule that chose the ticket stands in the entry, so that
 * «почему В012 раньше меня» always has an answer. Refuses: noShift, stale, dayClosed, paused, busy, nobodyWaits.
 */
export const callNext: Rule<'visit:callNext'> = (office, press, context) => {
  const at = freeBooth(office, press, context);
  if (isRefused(at)) return at;
  if (office.day === null) return refuse('dayClosed');
  const choice = whoIsNext(office, at.booth, at.shift, context.now);
  if (choice === null) return refuse('nobodyWaits');
  let visit = calledTo(choice.visit, at, choice.rule, context.now);
  let more: Record<string, unknown> = { rule: choice.rule };
  if (choice.rule === 'outOfTurn') {
    const serviceIds = profileOf(office, at.booth.boothId)?.profile.services.map((service) => service.serviceId) ?? [];
    visit = {
      ...visit,
      passing: {
        at: context.now,
        placeAt: visit.placeAt,
        serviceIds,
        boothId: at.booth.boothId,
        userId: at.shift.userId,
        bound: choice.bound ?? null,
        earlier: earlierPassings(visit.passing),
      },
    };
    more = { ...more, ...passedBy(office, visit, serviceIds) };
  }
  return decide({
    patches: [{ table: 'visit', row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:called', choice.visit, visit, more)],
    reply: { visitId: visit.visitId },
  });
};

/**
 * Calls one by name: an exception from the order, with a reason unless the visitor was missed or parked here.
 * A manager may call to any booth that is free. Refuses: notFound, noShift, stale, paused, busy, notYours, notNow, reasonNeeded.
 */
export const callByName: Rule<'visit:call'> = (office, press, context) => {
  const isManager = context.actor.roles.includes('manager');
  const elsewhere = isManager && press.boothId !== null ? atBoothOf(office, press.boothId) : null;
  const at = elsewhere ?? atBooth(office, press, context);
  if (isRefused(at)) return at;
  if (office.day === null) return refuse('dayClosed');
  const before = office.visits.get(press.visitId);
  if (before === undefined) return refuse('notFound', { field: 'visitId' });
  if (at.shift.pausedAt !== null) return refuse('paused');
  if (at.held !== null) return refuse('busy');
  if (before.status !== 'waiting' && before.status !== 'missed' && before.status !== 'parked') return refuse('notNow');
  if (before.status === 'waiting' && !isManager && !mayTake(office, at.booth.boothId, before))
    return refuse('notYours');
  if (before.status === 'waiting' && press.reason.length < 3) return refuse('reasonNeeded');
  const note = noteOf(context, before.visitId, press.reason);
  // a parked reception will not be resumed as it is: it ends here, the visit goes on
  const change = leaveReception(office, before, 'transferred', context.now);
  const visit = backFrom(calledTo(before, at, 'byName', context.now), before, context.now);
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, turned(at.booth, null), ...note.patches],
    entries: [
      visitEntry(context, 'visit:called', before, visit, {
        rule: 'byName',
        ...change.told,
        ...note.told,
      }),
    ],
    reply: { visitId: visit.visitId },
  });
};

function atBoothOf(office: Office, boothId: string): AtBooth | null {
  const booth = office.booths.get(boothId);
  const shift = office.shifts.get(office.index.shiftOfBooth.get(boothId) ?? '');
  if (booth === undefined || shift === undefined) return null;
  return { booth, shift, held: office.visits.get(office.index.held.get(boothId) ?? '') ?? null };
}

/** Time away until now, of one who was missed: it does not count as waiting. After the first reception no wait runs. */
function awayAfter({ awayMs, firstBegunAt, missedAt }: Visit, now: Instant): number {
  return firstBegunAt !== null || missedAt === null ? awayMs : awayMs + (now - missedAt);
}

/** One called back from missed. */
function backFrom(visit: Visit, before: Visit, now: Instant): Visit {
  return { ...visit, awayMs: awayAfter(before, now), missedAt: null, parkedAt: null };
}

/**
 * Calls again the one who was called: the board speaks again, not more often than the office says.
 * Refuses: noShift, stale, notNow, callSoon (seconds until then).
 */
export const recall: Rule<'visit:recall'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  if (at.held?.status !== 'called') return refuse('notNow');
  const early = (at.held.calledAt ?? 0) + office.settings.recallGapSeconds * 1000 - context.now;
  if (early > 0) return refuse('callSoon', { seconds: Math.ceil(early / 1000) });
  const visit: Visit = { ...at.held, times: at.held.times + 1, calledAt: context.now };
  return decide({
    patches: [{ table: 'visit', row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:recalled', at.held, visit)],
    reply: { visitId: visit.visitId },
  });
};

function earlierPassings(passing: Passing | null): Passing['earlier'] {
  if (passing === null) return [];
  const { earlier, ...newest } = passing;
  return [newest, ...earlier];
}

/** The passings of a visit without its present call: a call that is taken back has passed nobody. */
function withoutThisCall({ callRule, passing }: Visit): Passing | null {
  if (callRule !== 'outOfTurn' || passing === null) return passing;
  const [newest, ...earlier] = passing.earlier;
  return newest === undefined ? null : { ...newest, earlier };
}

/** A visit back in the line with its place kept: a wrong press, a pause, an operator lost. */
export function withdrawn(visit: Visit): Visit {
  const passing = withoutThisCall(visit);
  return { ...visit, status: 'waiting', boothId: null, shiftId: null, callRule: null, passing, undo: null };
}

/** Takes a call back; the place in the line is kept. Refuses: noShift, stale, notNow. */
export const withdraw: Rule<'visit:withdraw'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  if (at.held?.status !== 'called') return refuse('notNow');
  const visit = withdrawn(at.held);
  return decide({
    patches: [{ table: 'visit', row: visit }, turned(at.booth, context.now)],
    entries: [visitEntry(context, 'visit:withdrawn', at.held, visit)],
    reply: { visitId: visit.visitId },
  });
};

/** What may be taken back for a minute: the visit as it was, and its reception. */
export function undoOf(office: Office, verb: Undo['verb'], visit: Visit, context: Context): Undo {
  const { undo: _, ...before } = visit;
  return {
    verb,
    until: context.now + office.settings.undoSeconds * 1000,
    boothId: visit.boothId,
    visit: before,
    reception: office.receptions.get(visit.receptionId ?? '') ?? null,
  };
}

/** One who was called and did not come; the booth is free. Can be undone for a minute. */
export function missed(
  office: Office,
  { booth, held }: { booth: Booth; held: Visit },
  context: Context,
): Ruling<{ visitId: string }> {
  const visit: Visit = {
    ...held,
    status: 'missed',
    missedAt: context.now,
    boothId: null,
    shiftId: null,
    undo: undoOf(office, 'miss', held, context),
  };
  return decide({
    patches: [{ table: 'visit', row: visit }, turned(booth, context.now)],
    entries: [visitEntry(context, 'visit:missed', held, visit, { boothId: booth.boothId })],
    reply: { visitId: visit.visitId },
  });
}

/**
 * Nobody came to the call, and it was repeated as often as the office promises.
 * Refuses: noShift, stale, notNow, callAgain (times, least).
 */
export const miss: Rule<'visit:miss'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  const { booth, held } = at;
  if (held?.status !== 'called') return refuse('notNow');
  const least = office.settings.leastCalls;
  if (held.times < least) return refuse('callAgain', { times: held.times, least });
  return missed(office, { booth, held }, context);
};

/**
 * A missed visitor came back: within `returnMinutes` the place is kept, later it is the time of return.
 * The time away does not count as waiting. Refuses: notFound, notNow, dayClosed.
 */
export const comeBack: Rule<'visit:return'> = (office, press, context) => {
  const before = office.visits.get(press.visitId);
  if (before === undefined) return refuse('notFound', { field: 'visitId' });
  if (office.day === null) return refuse('dayClosed');
  if (before.status !== 'missed' || before.missedAt === null) return refuse('notNow');
  const away = context.now - before.missedAt;
  const isInTime = away <= office.settings.returnMinutes * minuteMs;
  const visit: Visit = {
    ...before,
    status: 'waiting',
    placeAt: isInTime ? before.placeAt : context.now,
    awayMs: awayAfter(before, context.now),
    missedAt: null,
    callRule: null,
    undo: null,
  };
  return decide({
    patches: [{ table: 'visit', row: visit }],
    entries: [visitEntry(context, 'visit:returned', before, visit, { isInTime })],
    reply: { visitId: visit.visitId },
  });
};

/** The day and its services: opening, the three moments that end it, and what the passing of time rules. */
import type { Answer } from '../../contract/index.js';
import { asksOfDay } from '../asks.js';
import {
  decide,
  noteOf,
  refuse,
  turned,
  visitEntry,
  type Context,
  type Decision,
  type Rule,
  type Ruling,
} from '../decide.js';
import { addressedTo } from '../lane.js';
import type { Day, Office } from '../office.js';
import type { Entry } from '../patch.js';
import type { Instant } from '../instant.js';
import type { Shift } from '../booths.js';
import type { Visit } from '../visit.js';
import { leaveReception } from '../reception.js';
import { registerDeadline } from '../submission.js';
import { passTerms } from '../terms.js';
import { withdrawn } from './call.js';
import { parkDesktop } from './desktop.js';
import { passCalls } from './missing.js';
import { openPlanned } from './takingeffect.js';
import { fallBack, shiftEntry } from './shift.js';

const minuteMs = 60_000;

/** Today as the schedule has it, in instants. */
export interface Schedule {
  day: string;
  /** Null on a day without reception. */
  opensAt: Instant | null;
  lastTicketAt: Instant;
  doorsCloseAt: Instant;
  /** A day that nobody closed is closed then, at latest 23:59. */
  closeBy: Instant;
}

function dayEntry(context: Context, kind: string, day: Day, more: Record<string, unknown> = {}): Entry {
  return {
    at: context.now,
    kind,
    actor: context.actor.actorId,
    visitId: null,
    data: { day: day.day, phase: day.phase, ...more },
  };
}

/**
 * The law of a day, told with its opening: which regulation each service is under, and how long one may wait for it.
 * Whoever judges the day later judges it by this, whatever is in force by then.
 */
function lawOf({ services, regulations, settings }: Office): Record<string, unknown>[] {
  const byPack = new Map<string, string[]>();
  for (const { serviceId, packId } of services.values()) byPack.set(packId, [...(byPack.get(packId) ?? []), serviceId]);
  return [...byPack].map(([packId, of]) => {
    const regulation = regulations.get(packId);
    const { minutes, ref } = regulation?.waitNorm ?? settings.waitNorm;
    return { packId, packVersion: regulation?.version ?? '', waitMinutes: minutes, waitRef: ref, services: of };
  });
}

/**
 * Opens the day, or opens it again when it was closed too early; a new day begins with what waited for it.
 * Refuses: dayOpen, tooLate.
 */
export function openDay(office: Office, schedule: Schedule, context: Context): Ruling<Answer<'day:open'>> {
  if (office.day !== null && office.day.phase !== 'closed') return refuse('dayOpen', { day: office.day.day });
  if (context.now >= schedule.closeBy) return refuse('tooLate');
  const day: Day = {
    day: schedule.day,
    phase: 'open',
    openedAt: office.day?.day === schedule.day ? office.day.openedAt : context.now,
    lastTicketAt: schedule.lastTicketAt,
    doorsCloseAt: schedule.doorsCloseAt,
    closeBy: schedule.closeBy,
    closedAt: null,
  };
  const again = office.day?.day === schedule.day;
  const begun = again ? { office, patches: [], entries: [] } : openPlanned(office, schedule.day, context);
  return decide({
    patches: [...begun.patches, { table: 'day', row: day }],
    entries: [...begun.entries, dayEntry(context, 'day:opened', day, { again, law: lawOf(begun.office) })],
    reply: { day: day.day },
  });
}

function expired(visit: Visit, now: Instant): Visit {
  return { ...visit, status: 'expired', boothId: null, shiftId: null, parkedAt: null, endedAt: now, undo: null };
}

/** Ends what a booth still holds when the day is closed by the clock: a call is withdrawn, a reception finished as forgotten. */
function letGo(office: Office, before: Visit, context: Context, into: Decision): Visit {
  if (before.status === 'called') {
    const visit = withdrawn(before);
    into.entries.push(visitEntry(context, 'visit:withdrawn', before, visit, { isForced: true }));
    into.patches.push({ table: 'visit', row: visit });
    return visit;
  }
  const change = leaveReception(office, before, 'finished', context.now);
  const visit: Visit = { ...before, status: 'served', boothId: null, endedAt: context.now, undo: null };
  into.patches.push(...change.patches, { table: 'visit', row: visit });
  // a forgotten reception never blocks closing: it is listed and told as what it is
  into.entries.push(visitEntry(context, 'visit:finished', before, visit, { isForced: true, ...change.told }));
  return visit;
}

/** How many of what was not registered an entry names; the rest it counts. */
const unregisteredNamed = 20;

/** п. 35: what was handed in and is not registered. It blocks nothing: it is listed, and its term tells the breach. */
function unregistered(office: Office): { unregistered: number; unregisteredOf: string[] } {
  const of: string[] = [];
  for (const { code, subject } of office.terms.values()) if (code === registerDeadline) of.push(subject.id);
  return { unregistered: of.length, unregisteredOf: of.slice(0, unregisteredNamed) };
}

/**
 * Closes the day: who still waits expires (or is kept overnight by setting), shifts close, the head is anchored after.
 * By a person's act it refuses while somebody is called or received (`dayUnfinished`); the clock closes all the same.
 */
export function closeDay(office: Office, context: Context, isForced: boolean): Ruling<Answer<'day:close'>> {
  const { day } = office;
  if (day === null || day.phase === 'closed') return refuse('dayClosed');
  const held = [...office.index.held.values()];
  if (!isForced && held.length > 0) return refuse('dayUnfinished', { count: held.length });
  const into: Decision<Answer<'day:close'>> = { patches: [], entries: [], reply: { day: day.day } };
  const counts = { served: 0, expired: 0, kept: 0, cancelled: 0, missed: 0 };
  for (const before of [...office.visits.values()]) {
    const visit =
      before.status === 'called' || before.status === 'serving' ? letGo(office, before, context, into) : before;
    if (visit.status === 'served') counts.served += 1;
    else if (visit.status === 'cancelled') counts.cancelled += 1;
    else if (visit.status === 'waiting' && office.settings.keepOvernight) {
      counts.kept += 1;
      if (visit.addressedBoothId === null && visit.addressedUserId === null) continue;
      // every shift closes below: nobody knows who sits where tomorrow
      const after: Visit = { ...visit, addressedBoothId: null, addressedUserId: null };
      into.patches.push({ table: 'visit', row: after });
      into.entries.push(visitEntry(context, 'visit:fellBack', visit, after));
    } else if (visit.status === 'waiting' || visit.status === 'missed' || visit.status === 'parked') {
      if (visit.status === 'missed') counts.missed += 1;
      counts.expired += 1;
      const change = leaveReception(office, visit, 'finished', context.now);
      const after = expired(visit, context.now);
      into.patches.push(...change.patches, { table: 'visit', row: after });
      into.entries.push(visitEntry(context, 'visit:expired', visit, after, change.told));
    }
  }
  // work without a visit goes on another day
  const aside = parkDesktop(office, null, context);
  into.patches.push(...aside.patches);
  into.entries.push(...aside.entries);
  for (const shiftId of [...office.index.shiftOfBooth.values()]) {
    const before = office.shifts.get(shiftId);
    const booth = before && office.booths.get(before.boothId);
    if (before === undefined || booth === undefined) continue;
    const shift: Shift = { ...before, closedAt: context.now, pauseReason: null, pausedAt: null };
    into.patches.push({ table: 'shift', row: shift }, turned(booth, null));
    into.entries.push(shiftEntry(context, 'shift:closed', shift, { isForced: true }));
  }
  const asks = asksOfDay(office, context);
  into.patches.push(...asks.patches);
  into.entries.push(...asks.entries);
  const closed: Day = { ...day, phase: 'closed', closedAt: context.now };
  into.patches.push({ table: 'day', row: closed });
  into.entries.push(dayEntry(context, 'day:closed', closed, { isForced, ...counts, ...unregistered(office) }));
  return decide(into);
}

/** Opens a service to new tickets. Refuses: notFound, notNow. */
export const openService: Rule<'service:open'> = (office, press, context) => {
  const before = office.services.get(press.serviceId);
  if (before === undefined) return refuse('notFound', { field: 'serviceId' });
  if (before.isOpen) return refuse('notNow');
  return decide({
    patches: [{ table: 'service', row: { ...before, isOpen: true, closedReason: null, closedUntil: null } }],
    entries: [
      {
        at: context.now,
        kind: 'service:opened',
        actor: context.actor.actorId,
        visitId: null,
        data: { serviceId: press.serviceId },
      },
    ],
    reply: { visitId: null },
  });
};

/** Closes a service to new tickets, saying why and until when; who waits is served. Refuses: notFound, notNow, badAnswer. */
export const closeService: Rule<'service:close'> = (office, press, context) => {
  const before = office.services.get(press.serviceId);
  if (before === undefined) return refuse('notFound', { field: 'serviceId' });
  if (!before.isOpen) return refuse('notNow');
  if (press.until !== null && press.until <= context.now) return refuse('badAnswer', { field: 'until' });
  const note = noteOf(context, null, [press.reason.ru, press.reason.en].filter((text) => text !== '').join('\n'));
  return decide({
    patches: [
      { table: 'service', row: { ...before, isOpen: false, closedReason: press.reason, closedUntil: press.until } },
      ...note.patches,
    ],
    entries: [
      {
        at: context.now,
        kind: 'service:closed',
        actor: context.actor.actorId,
        visitId: null,
        data: { serviceId: press.serviceId, until: press.until, ...note.told },
      },
    ],
    reply: { visitId: null },
  });
};

/**
 * What time alone rules now, or null when it rules nothing: the day's own moments first, then the terms of the
 * regulation, which run whether a day is open or not.
 */
export function passTime(office: Office, schedule: Schedule, context: Context): Ruling | null {
  return passDay(office, schedule, context) ?? passTerms(office, context);
}

/** Phases, forced closing, addresses of long pauses, services that open again, calls that nobody answers. */
function passDay(office: Office, schedule: Schedule, context: Context): Ruling | null {
  const { day } = office;
  const { now } = context;
  if (day === null || day.phase === 'closed') {
    const isTime = schedule.opensAt !== null && now >= schedule.opensAt && now < schedule.lastTicketAt;
    return isTime && day?.day !== schedule.day ? openDay(office, schedule, context) : null;
  }
  if (now >= day.closeBy) return closeDay(office, context, true);
  const phase = now >= day.doorsCloseAt ? 'doorsClosed' : now >= day.lastTicketAt ? 'lastTicket' : 'open';
  if (phase !== day.phase) {
    const turnedDay: Day = { ...day, phase };
    return decide({
      patches: [{ table: 'day', row: turnedDay }],
      entries: [dayEntry(context, `day:${phase}`, turnedDay)],
      reply: null,
    });
  }
  for (const service of office.services.values())
    if (!service.isOpen && service.closedUntil !== null && now >= service.closedUntil)
      return decide({
        patches: [{ table: 'service', row: { ...service, isOpen: true, closedReason: null, closedUntil: null } }],
        entries: [
          {
            at: now,
            kind: 'service:opened',
            actor: context.actor.actorId,
            visitId: null,
            data: { serviceId: service.serviceId },
          },
        ],
        reply: null,
      });
  for (const shiftId of office.index.shiftOfBooth.values()) {
    const shift = office.shifts.get(shiftId);
    if (shift === undefined || shift.pausedAt === null) continue;
    const isLong = now - shift.pausedAt > office.settings.addressedMinutes * minuteMs;
    const hasAny = addressedTo(office, shift).some((lane) => lane.length > 0);
    if (isLong && hasAny) return decide({ ...fallBack(office, shift, context), reply: null });
  }
  return passCalls(office, context);
}

/** The reception: begin, begun by mistake, finish, reopen, park, resume, transfer. */
import {
  atBooth,
  decide,
  freeBooth,
  isRuling,
  noteOf,
  refuse,
  turned,
  visitEntry,
  type AtBooth,
  type Context,
  type Refused,
  type Rule,
} from '../decide.js';
import type { Office, Patch, Reception, Service, Visit } from '../office.js';
import { endedReception, leaveReception, receptionPatch } from '../reception.js';
import { undoOf } from './call.js';

function newReception(office: Office, at: AtBooth, visit: Visit, service: Service, context: Context): Reception {
  let ordinal = 1;
  for (const other of office.receptions.values())
    if (other.visitId === visit.visitId && other.state !== 'void') ordinal += 1;
  return {
    receptionId: context.id(),
    visitId: visit.visitId,
    serviceId: visit.serviceId,
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    userId: at.shift.userId,
    ordinal,
    begunAt: context.now,
    finishedAt: null,
    parkedAt: null,
    parkedMs: 0,
    state: 'open',
    outcome: null,
    normMinutes: service.norm?.minutes ?? null,
    normRef: service.norm?.ref ?? null,
    // the pack version of the day it began: an old case keeps its norms
    packId: service.packId,
    packVersion: service.packVersion,
    steps: [],
    carriedMs: 0,
    submissionId: null,
  };
}

/** Begins the reception of the one who was called: the wait of п. 34 ends here. Refuses: noShift, stale, notNow. */
export const begin: Rule<'visit:begin'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRuling(at)) return at;
  if (at.held?.status !== 'called') return refuse('notNow');
  const service = office.services.get(at.held.serviceId);
  if (service === undefined) return refuse('notFound', { field: 'serviceId' });
  const reception = newReception(office, at, at.held, service, context);
  const change = receptionPatch(reception);
  const visit: Visit = {
    ...at.held,
    status: 'serving',
    receptionId: reception.receptionId,
    firstBegunAt: at.held.firstBegunAt ?? context.now,
  };
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:begun', at.held, visit, change.told)],
    reply: { visitId: visit.visitId },
  });
};

interface Serving extends AtBooth {
  held: Visit;
  reception: Reception;
}

/** The booth of a press that is about the reception going on there. */
function servingAt(office: Office, press: { turn: number }, context: Context): Serving | Refused {
  const at = atBooth(office, press, context);
  if (isRuling(at)) return at;
  const { held } = at;
  const reception = office.receptions.get(held?.receptionId ?? '');
  return held?.status === 'serving' && reception !== undefined ? { ...at, held, reception } : refuse('notNow');
}

/** Begun by mistake: within a minute the reception is void and the visitor is called as before. Refuses: noShift, stale, notNow, tooLate. */
export const unbegin: Rule<'visit:unbegin'> = (office, press, context) => {
  const at = servingAt(office, press, context);
  if (isRuling(at)) return at;
  const { reception } = at;
  if (context.now > reception.begunAt + office.settings.unbeginSeconds * 1000) return refuse('tooLate');
  const isFirst = at.held.firstBegunAt === reception.begunAt;
  const visit: Visit = {
    ...at.held,
    status: 'called',
    receptionId: null,
    firstBegunAt: isFirst ? null : at.held.firstBegunAt,
  };
  const change = receptionPatch(endedReception(reception, 'void', context.now));
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:unbegun', at.held, visit, change.told)],
    reply: { visitId: visit.visitId },
  });
};

/** Finishes the reception, and the visit with it. Can be undone for a minute. Refuses: noShift, stale, notNow, badAnswer (outcome). */
export const finish: Rule<'visit:finish'> = (office, press, context) => {
  const at = servingAt(office, press, context);
  if (isRuling(at)) return at;
  const { reception } = at;
  const outcomes = office.services.get(at.held.serviceId)?.outcomes ?? [];
  if (press.outcome !== null && !outcomes.includes(press.outcome)) return refuse('badAnswer', { field: 'outcome' });
  const note = noteOf(context, at.held.visitId, press.note);
  const ended = endedReception({ ...reception, outcome: press.outcome }, 'finished', context.now);
  const change = receptionPatch(ended);
  const visit: Visit = {
    ...at.held,
    status: 'served',
    boothId: null,
    endedAt: context.now,
    undo: undoOf(office, 'finish', at.held, context),
  };
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, turned(at.booth, context.now), ...note.patches],
    entries: [visitEntry(context, 'visit:finished', at.held, visit, { ...change.told, ...note.told })],
    reply: { visitId: visit.visitId },
  });
};

/**
 * Reopens a served visit: its operator, the same day, with a reason. The time between counts as parked.
 * Refuses: noShift, stale, busy, paused, notFound, notNow, notYours, reasonNeeded.
 */
export const reopen: Rule<'visit:reopen'> = (office, press, context) => {
  const at = freeBooth(office, press, context);
  if (isRuling(at)) return at;
  const before = office.visits.get(press.visitId);
  const reception = office.receptions.get(before?.receptionId ?? '');
  if (before === undefined || reception === undefined) return refuse('notFound', { field: 'visitId' });
  if (before.status !== 'served' || reception.finishedAt === null) return refuse('notNow');
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  if (press.reason.length < 3) return refuse('reasonNeeded');
  const note = noteOf(context, before.visitId, press.reason);
  const change = receptionPatch({
    ...reception,
    state: 'open',
    finishedAt: null,
    outcome: null,
    parkedMs: reception.parkedMs + (context.now - reception.finishedAt),
  });
  const visit: Visit = {
    ...before,
    status: 'serving',
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    endedAt: null,
    undo: null,
  };
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, turned(at.booth, null), ...note.patches],
    entries: [visitEntry(context, 'visit:reopened', before, visit, { ...change.told, ...note.told })],
    reply: { visitId: visit.visitId },
  });
};

/** Parks the one being received: out of the line, the booth is free. Refuses: noShift, stale, notNow. */
export const park: Rule<'visit:park'> = (office, press, context) => {
  const at = servingAt(office, press, context);
  if (isRuling(at)) return at;
  const { reception } = at;
  const note = noteOf(context, at.held.visitId, press.reason);
  const change = receptionPatch({ ...reception, state: 'parked', parkedAt: context.now });
  const visit: Visit = { ...at.held, status: 'parked', boothId: null, parkedAt: context.now };
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, turned(at.booth, context.now), ...note.patches],
    entries: [visitEntry(context, 'visit:parked', at.held, visit, { ...change.told, ...note.told })],
    reply: { visitId: visit.visitId },
  });
};

/**
 * Goes on with a parked visit, straight back and without the board; any operator whose booth is free may.
 * Refuses: noShift, stale, busy, paused, notFound, notNow.
 */
export const resume: Rule<'visit:resume'> = (office, press, context) => {
  const at = freeBooth(office, press, context);
  if (isRuling(at)) return at;
  const before = office.visits.get(press.visitId);
  const reception = office.receptions.get(before?.receptionId ?? '');
  if (before === undefined || reception === undefined) return refuse('notFound', { field: 'visitId' });
  if (before.status !== 'parked' || before.parkedAt === null) return refuse('notNow');
  const change = receptionPatch({
    ...reception,
    state: 'open',
    parkedAt: null,
    parkedMs: reception.parkedMs + (context.now - before.parkedAt),
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    userId: at.shift.userId,
  });
  const visit: Visit = {
    ...before,
    status: 'serving',
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    callRule: 'resumed',
    parkedAt: null,
  };
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:resumed', before, visit, change.told)],
    reply: { visitId: visit.visitId },
  });
};

/**
 * Transfers to a service, or to one booth or person; number and place in the line are kept.
 * An operator transfers whom the own booth holds (then the turn is asked) or what is parked; hall staff anyone who waits.
 * Refuses: notFound, noShift, stale, notYours, notNow, dayClosed.
 */
export const transfer: Rule<'visit:transfer'> = (office, press, context) => {
  const before = office.visits.get(press.visitId);
  const service = office.services.get(press.serviceId);
  if (before === undefined) return refuse('notFound', { field: 'visitId' });
  if (service === undefined) return refuse('notFound', { field: 'serviceId' });
  if (press.boothId !== null && !office.booths.has(press.boothId)) return refuse('notFound', { field: 'boothId' });
  if (press.userId !== null && !office.people.has(press.userId)) return refuse('notFound', { field: 'userId' });
  if (office.day === null) return refuse('dayClosed');
  const isHeld = before.status === 'called' || before.status === 'serving';
  if (!isHeld && before.status !== 'waiting' && before.status !== 'parked') return refuse('notNow');
  const patches: Patch[] = [];
  if (isHeld) {
    const at = atBooth(office, { turn: press.turn ?? -1 }, context);
    if (isRuling(at)) return at;
    if (at.held?.visitId !== before.visitId) return refuse('notYours');
    patches.push(turned(at.booth, context.now));
  } else if (
    before.status === 'waiting' &&
    !context.actor.roles.some((role) => role === 'attendant' || role === 'manager')
  )
    return refuse('notYours');
  // its work is done here, its steps go with the visit
  const change = leaveReception(office, before, 'transferred', context.now);
  const note = noteOf(context, before.visitId, press.note);
  const visit: Visit = {
    ...before,
    status: 'waiting',
    serviceId: service.serviceId,
    addressedBoothId: press.boothId,
    addressedUserId: press.userId,
    boothId: null,
    shiftId: null,
    receptionId: null,
    callRule: null,
    parkedAt: null,
    noteId: note.noteId,
    undo: null,
  };
  return decide({
    patches: [...change.patches, ...patches, { table: 'visit', row: visit }, ...note.patches],
    entries: [
      visitEntry(context, 'visit:transferred', before, visit, {
        from: { serviceId: before.serviceId, boothId: before.boothId },
        ...change.told,
        ...note.told,
      }),
    ],
    reply: { visitId: visit.visitId },
  });
};

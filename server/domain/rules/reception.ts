/** The reception: begin, begun by mistake, finish, reopen, park, resume, transfer. */
import {
  atBooth,
  decide,
  isRuling,
  noteOf,
  refuse,
  turned,
  visitEntry,
  type AtBooth,
  type Context,
  type Rule,
} from '../decide.js';
import type { Office, Patch, Reception, Service, Visit } from '../office.js';
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
  };
}

/** What the journal tells of a reception. */
function receptionTold(reception: Reception): Record<string, unknown> {
  const {
    receptionId,
    serviceId,
    boothId,
    userId,
    ordinal,
    state,
    begunAt,
    finishedAt,
    parkedMs,
    normMinutes,
    outcome,
    packVersion,
  } = reception;
  return {
    reception: {
      receptionId,
      serviceId,
      boothId,
      userId,
      ordinal,
      state,
      begunAt,
      finishedAt,
      parkedMs,
      normMinutes,
      outcome,
      packVersion,
    },
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
  const visit: Visit = {
    ...at.held,
    status: 'serving',
    receptionId: reception.receptionId,
    firstBegunAt: at.held.firstBegunAt ?? context.now,
  };
  return decide({
    patches: [{ table: 'reception', row: reception }, { table: 'visit', row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:begun', at.held, visit, receptionTold(reception))],
    reply: { visitId: visit.visitId },
  });
};

/** Begun by mistake: within a minute the reception is void and the visitor is called as before. Refuses: noShift, stale, notNow, tooLate. */
export const unbegin: Rule<'visit:unbegin'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRuling(at)) return at;
  const reception = office.receptions.get(at.held?.receptionId ?? '');
  if (at.held?.status !== 'serving' || reception === undefined) return refuse('notNow');
  if (context.now > reception.begunAt + office.settings.unbeginSeconds * 1000) return refuse('tooLate');
  const isFirst = at.held.firstBegunAt === reception.begunAt;
  const visit: Visit = {
    ...at.held,
    status: 'called',
    receptionId: null,
    firstBegunAt: isFirst ? null : at.held.firstBegunAt,
  };
  const ended: Reception = { ...reception, state: 'void', finishedAt: context.now };
  return decide({
    patches: [{ table: 'reception', row: ended }, { table: 'visit', row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:unbegun', at.held, visit, receptionTold(ended))],
    reply: { visitId: visit.visitId },
  });
};

/** Finishes the reception, and the visit with it. Can be undone for a minute. Refuses: noShift, stale, notNow. */
export const finish: Rule<'visit:finish'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRuling(at)) return at;
  const reception = office.receptions.get(at.held?.receptionId ?? '');
  if (at.held?.status !== 'serving' || reception === undefined) return refuse('notNow');
  const note = noteOf(context, at.held.visitId, press.note);
  const ended: Reception = { ...reception, state: 'finished', finishedAt: context.now, outcome: press.outcome };
  const visit: Visit = {
    ...at.held,
    status: 'served',
    boothId: null,
    endedAt: context.now,
    undo: undoOf(office, 'finish', at.held, context),
  };
  return decide({
    patches: [
      { table: 'reception', row: ended },
      { table: 'visit', row: visit },
      turned(at.booth, context.now),
      ...note.patches,
    ],
    entries: [visitEntry(context, 'visit:finished', at.held, visit, { ...receptionTold(ended), ...note.told })],
    reply: { visitId: visit.visitId },
  });
};

/**
 * Reopens a served visit: its operator, the same day, with a reason. The time between counts as parked.
 * Refuses: noShift, stale, busy, paused, notFound, notNow, notYours, reasonNeeded.
 */
export const reopen: Rule<'visit:reopen'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRuling(at)) return at;
  if (at.held !== null) return refuse('busy');
  if (at.shift.pausedAt !== null) return refuse('paused');
  const before = office.visits.get(press.visitId);
  const reception = office.receptions.get(before?.receptionId ?? '');
  if (before === undefined || reception === undefined) return refuse('notFound', { field: 'visitId' });
  if (before.status !== 'served' || reception.finishedAt === null) return refuse('notNow');
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  if (press.reason.length < 3) return refuse('reasonNeeded');
  const note = noteOf(context, before.visitId, press.reason);
  const again: Reception = {
    ...reception,
    state: 'open',
    finishedAt: null,
    outcome: null,
    parkedMs: reception.parkedMs + (context.now - reception.finishedAt),
  };
  const visit: Visit = {
    ...before,
    status: 'serving',
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    endedAt: null,
    undo: null,
  };
  return decide({
    patches: [
      { table: 'reception', row: again },
      { table: 'visit', row: visit },
      turned(at.booth, null),
      ...note.patches,
    ],
    entries: [visitEntry(context, 'visit:reopened', before, visit, { ...receptionTold(again), ...note.told })],
    reply: { visitId: visit.visitId },
  });
};

/** Parks the one being received: out of the line, the booth is free. Refuses: noShift, stale, notNow. */
export const park: Rule<'visit:park'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRuling(at)) return at;
  const reception = office.receptions.get(at.held?.receptionId ?? '');
  if (at.held?.status !== 'serving' || reception === undefined) return refuse('notNow');
  const note = noteOf(context, at.held.visitId, press.reason);
  const resting: Reception = { ...reception, state: 'parked', parkedAt: context.now };
  const visit: Visit = { ...at.held, status: 'parked', boothId: null, parkedAt: context.now };
  return decide({
    patches: [
      { table: 'reception', row: resting },
      { table: 'visit', row: visit },
      turned(at.booth, context.now),
      ...note.patches,
    ],
    entries: [visitEntry(context, 'visit:parked', at.held, visit, { ...receptionTold(resting), ...note.told })],
    reply: { visitId: visit.visitId },
  });
};

/**
 * Goes on with a parked visit, straight back and without the board; any operator whose booth is free may.
 * Refuses: noShift, stale, busy, paused, notFound, notNow.
 */
export const resume: Rule<'visit:resume'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRuling(at)) return at;
  if (at.held !== null) return refuse('busy');
  if (at.shift.pausedAt !== null) return refuse('paused');
  const before = office.visits.get(press.visitId);
  const reception = office.receptions.get(before?.receptionId ?? '');
  if (before === undefined || reception === undefined) return refuse('notFound', { field: 'visitId' });
  if (before.status !== 'parked' || before.parkedAt === null) return refuse('notNow');
  const again: Reception = {
    ...reception,
    state: 'open',
    parkedAt: null,
    parkedMs: reception.parkedMs + (context.now - before.parkedAt),
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    userId: at.shift.userId,
  };
  const visit: Visit = {
    ...before,
    status: 'serving',
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    callRule: 'resumed',
    parkedAt: null,
  };
  return decide({
    patches: [{ table: 'reception', row: again }, { table: 'visit', row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:resumed', before, visit, receptionTold(again))],
    reply: { visitId: visit.visitId },
  });
};

/** The reception of a visit that goes elsewhere: its work is done here, its steps go with the visit. */
function handedOn(office: Office, before: Visit, context: Context): Reception | null {
  const reception = office.receptions.get(before.receptionId ?? '');
  if (reception === undefined || (reception.state !== 'open' && reception.state !== 'parked')) return null;
  const parked = reception.parkedAt === null ? 0 : context.now - reception.parkedAt;
  return {
    ...reception,
    state: 'transferred',
    finishedAt: context.now,
    parkedAt: null,
    parkedMs: reception.parkedMs + parked,
  };
}

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
  const reception = handedOn(office, before, context);
  if (reception !== null) patches.unshift({ table: 'reception', row: reception });
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
    patches: [...patches, { table: 'visit', row: visit }, ...note.patches],
    entries: [
      visitEntry(context, 'visit:transferred', before, visit, {
        from: { serviceId: before.serviceId, boothId: before.boothId },
        ...(reception === null ? {} : receptionTold(reception)),
        ...note.told,
      }),
    ],
    reply: { visitId: visit.visitId },
  });
};

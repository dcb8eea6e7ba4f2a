/** The reception: begin, begun by mistake, park, resume, transfer. How it ends stands in `finish.ts`. */
import { beginReception, behindOf, earlierOf, followSubmission } from '../beginning.js';
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
  type Refused,
  type Rule,
} from '../decide.js';
import type { Office } from '../office.js';
import type { Patch } from '../patch.js';
import type { Reception } from '../reception.js';
import type { Visit } from '../visit.js';
import {
  endedReception,
  goingReception,
  handedIn,
  leaveReception,
  parkedReception,
  receptionPatch,
  type Place,
} from '../reception.js';
import { noEffects, together } from '../terms.js';
import { parkDesktop } from './desktop.js';

/** Where and by whom a reception at this booth is held. */
export function placeOf({ booth, shift }: AtBooth): Place {
  return { boothId: booth.boothId, shiftId: shift.shiftId, userId: shift.userId };
}

/** Begins the reception of the one who was called: the wait of п. 34 ends here. Refuses: noShift, stale, notNow. */
export const begin: Rule<'visit:begin'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  if (at.held?.status !== 'called') return refuse('notNow');
  const service = office.services.get(at.held.serviceId);
  if (service === undefined) return refuse('notFound', { field: 'serviceId' });
  const { ordinal, handedOver } = behindOf(office, at.held.visitId);
  const { reception, effects } = beginReception(
    office,
    { visit: at.held, service, place: placeOf(at), ordinal, from: handedOver, submissionId: null },
    context,
  );
  const change = receptionPatch(reception);
  const visit: Visit = {
    ...at.held,
    status: 'serving',
    receptionId: reception.receptionId,
    firstBegunAt: at.held.firstBegunAt ?? context.now,
  };
  const aside = parkDesktop(office, at.shift.userId, context);
  const begun = {
    patches: [...change.patches, { table: 'visit' as const, row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:begun', at.held, visit, change.told)],
  };
  return decide({ ...together(aside, begun, effects), reply: { visitId: visit.visitId } });
};

/** A booth and the reception going on there. */
export interface Serving extends AtBooth {
  held: Visit;
  reception: Reception;
}

/** The booth of a press that is about the reception going on there. */
export function servingAt(office: Office, press: { turn: number }, context: Context): Serving | Refused {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  const { held } = at;
  const reception = office.receptions.get(held?.receptionId ?? '');
  return held?.status === 'serving' && reception !== undefined ? { ...at, held, reception } : refuse('notNow');
}

/**
 * Begun by mistake: within a minute the reception is void and the visitor is called as before; what was handed over by
 * an earlier one goes back to it. Another payer's reception is no beginning, and what was handed in is no mistake.
 * Refuses: noShift, stale, notNow, tooLate.
 */
export const unbegin: Rule<'visit:unbegin'> = (office, press, context) => {
  const at = servingAt(office, press, context);
  if (isRefused(at)) return at;
  const { reception } = at;
  if (context.now > reception.begunAt + office.settings.unbeginSeconds * 1000) return refuse('tooLate');
  const before = earlierOf(office, reception);
  if (before?.state === 'finished') return refuse('notNow');
  const isHandedBack = before !== null && before.submissionId === reception.submissionId;
  if (handedIn(office, reception) !== null && !isHandedBack) return refuse('notNow');
  const isFirst = at.held.firstBegunAt === reception.begunAt;
  const visit: Visit = {
    ...at.held,
    status: 'called',
    receptionId: null,
    firstBegunAt: isFirst ? null : at.held.firstBegunAt,
  };
  const change = receptionPatch(endedReception(reception, 'void', context.now));
  const unbegun = {
    patches: [...change.patches, { table: 'visit' as const, row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:unbegun', at.held, visit, change.told)],
  };
  const back = isHandedBack ? followSubmission(office, context, before) : noEffects;
  return decide({ ...together(unbegun, back), reply: { visitId: visit.visitId } });
};

/** Parks the one being received: out of the line, the booth is free. Refuses: noShift, stale, notNow. */
export const park: Rule<'visit:park'> = (office, press, context) => {
  const at = servingAt(office, press, context);
  if (isRefused(at)) return at;
  const { reception } = at;
  const note = noteOf(context, at.held.visitId, press.reason);
  const change = receptionPatch(parkedReception(reception, context.now));
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
  if (isRefused(at)) return at;
  const before = office.visits.get(press.visitId);
  const reception = office.receptions.get(before?.receptionId ?? '');
  if (before === undefined || reception === undefined) return refuse('notFound', { field: 'visitId' });
  if (before.status !== 'parked' || before.parkedAt === null) return refuse('notNow');
  const resumed = goingReception(reception, context.now, placeOf(at));
  const change = receptionPatch(resumed);
  const visit: Visit = {
    ...before,
    status: 'serving',
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    callRule: 'resumed',
    parkedAt: null,
  };
  const goesOn = {
    patches: [...change.patches, { table: 'visit' as const, row: visit }, turned(at.booth, null)],
    entries: [visitEntry(context, 'visit:resumed', before, visit, change.told)],
  };
  const aside = parkDesktop(office, at.shift.userId, context);
  return decide({
    ...together(aside, goesOn, followSubmission(office, context, resumed)),
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
  // what was taken out of the offer would hold a ticket that no list shows
  if (!service.own.isOffered && service.serviceId !== before.serviceId) return refuse('serviceClosed');
  if (press.boothId !== null && !office.booths.has(press.boothId)) return refuse('notFound', { field: 'boothId' });
  const to = press.userId === null ? null : office.people.get(press.userId);
  if (to === undefined || to?.isClosed === true) return refuse('notFound', { field: 'userId' });
  if (office.day === null) return refuse('dayClosed');
  const isHeld = before.status === 'called' || before.status === 'serving';
  if (!isHeld && before.status !== 'waiting' && before.status !== 'parked') return refuse('notNow');
  const patches: Patch[] = [];
  if (isHeld) {
    const at = atBooth(office, { turn: press.turn ?? -1 }, context);
    if (isRefused(at)) return at;
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

/** How a reception ends: finish, another payer of the same visitor, and the way back of a served visit. */
import { beginReception, behindOf, isTakenOn } from '../beginning.js';
import {
  decide,
  freeBooth,
  isRefused,
  noteOf,
  refuse,
  turned,
  visitEntry,
  type Refused,
  type Rule,
} from '../decide.js';
import type { Office } from '../office.js';
import type { Reception } from '../reception.js';
import type { Visit } from '../visit.js';
import {
  endedReception,
  goingReception,
  handedIn,
  missingStep,
  closingOutcome,
  procedureOf,
  receptionPatch,
} from '../reception.js';
import { together } from '../terms.js';
import { undoOf } from './call.js';
import { parkDesktop } from './desktop.js';
import { placeOf, servingAt } from './reception.js';

/** Shorter words are no reason. */
const reasonLetters = 3;

/**
 * May this reception be left? A report that is not registered (п. 35), or has no protocol that says what it says (п. 48),
 * is left only with a note that says why: it stays so, and shows it. Refuses: unregistered, protocolOutdated (about: the
 * step that is missing).
 */
function leaving(
  office: Office,
  reception: Reception,
  note: string,
): { ok: true; told: { missing?: string } } | Refused {
  const missing = missingStep(office, reception);
  if (missing === null) return { ok: true, told: {} };
  const { key, step } = missing;
  return note.length < reasonLetters ? refuse(key, { step }) : { ok: true, told: { missing: step } };
}

/**
 * Finishes the reception, and the visit with it. One of a report ends as its submission says. Can be undone for a minute.
 * Refuses: noShift, stale, notNow, badAnswer (outcome), unregistered, protocolOutdated.
 */
export const finish: Rule<'visit:finish'> = (office, press, context) => {
  const at = servingAt(office, press, context);
  if (isRefused(at)) return at;
  const { reception } = at;
  const outcomes = office.services.get(at.held.serviceId)?.outcomes ?? [];
  if (press.outcome !== null && !outcomes.includes(press.outcome)) return refuse('badAnswer', { field: 'outcome' });
  const left = leaving(office, reception, press.note);
  if (!left.ok) return left;
  const note = noteOf(context, at.held.visitId, press.note);
  const outcome = closingOutcome(office, reception, press.outcome);
  const change = receptionPatch({ ...endedReception(reception, 'finished', context.now), outcome });
  const visit: Visit = {
    ...at.held,
    status: 'served',
    boothId: null,
    endedAt: context.now,
    undo: undoOf(office, 'finish', at.held, context),
  };
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, turned(at.booth, context.now), ...note.patches],
    entries: [visitEntry(context, 'visit:finished', at.held, visit, { ...change.told, ...left.told, ...note.told })],
    reply: { visitId: visit.visitId },
  });
};

/**
 * Another payer of the same visitor: this reception is finished as `finish` does it, and the next begins with steps, a
 * norm, a protocol and a journal number of its own. The visit goes on, and its wait has been counted.
 * Refuses: noShift, stale, notNow (also where no procedure is prescribed), unregistered, protocolOutdated.
 */
export const nextPayer: Rule<'reception:nextPayer'> = (office, press, context) => {
  const at = servingAt(office, press, context);
  if (isRefused(at)) return at;
  const { reception, held } = at;
  const service = office.services.get(held.serviceId);
  if (service === undefined || procedureOf(office, reception) === null) return refuse('notNow');
  const left = leaving(office, reception, press.note);
  if (!left.ok) return left;
  const note = noteOf(context, held.visitId, press.note);
  const outcome = closingOutcome(office, reception, null);
  const ended = receptionPatch({ ...endedReception(reception, 'finished', context.now), outcome });
  const { ordinal } = behindOf(office, held.visitId);
  const begun = beginReception(
    office,
    { visit: held, service, place: placeOf(at), ordinal, from: null, submissionId: null },
    context,
  );
  const { receptionId } = begun.reception;
  const change = receptionPatch(begun.reception);
  const visit: Visit = { ...held, receptionId, undo: null };
  const next = {
    patches: [
      ...ended.patches,
      ...change.patches,
      { table: 'visit' as const, row: visit },
      turned(at.booth, null),
      ...note.patches,
    ],
    entries: [
      // two receptions change: each is told by an entry of its own
      visitEntry(context, 'reception:finished', held, held, { ...ended.told, ...left.told, ...note.told }),
      visitEntry(context, 'reception:nextPayer', held, visit, change.told),
    ],
  };
  return decide({ ...together(next, begun.effects), reply: { receptionId } });
};

/**
 * Reopens a served visit: its operator, the same day, with a reason, while no protocol is issued. The time between
 * counts as parked. Refuses: noShift, stale, busy, paused, notFound, notNow, notYours, reasonNeeded.
 */
export const reopen: Rule<'visit:reopen'> = (office, press, context) => {
  const at = freeBooth(office, press, context);
  if (isRefused(at)) return at;
  const before = office.visits.get(press.visitId);
  const reception = office.receptions.get(before?.receptionId ?? '');
  if (before === undefined || reception === undefined) return refuse('notFound', { field: 'visitId' });
  if (before.status !== 'served' || reception.finishedAt === null) return refuse('notNow');
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  const submission = handedIn(office, reception);
  // after its protocol a case is corrected by another protocol, and one that went on without its visitor goes on there
  if (submission !== null && submission.protocol !== null) return refuse('notNow');
  if (isTakenOn(context, reception)) return refuse('notNow');
  if (press.reason.length < reasonLetters) return refuse('reasonNeeded');
  const note = noteOf(context, before.visitId, press.reason);
  const change = receptionPatch(goingReception(reception, context.now, placeOf(at)));
  const visit: Visit = {
    ...before,
    status: 'serving',
    boothId: at.booth.boothId,
    shiftId: at.shift.shiftId,
    endedAt: null,
    undo: null,
  };
  const reopened = {
    patches: [...change.patches, { table: 'visit' as const, row: visit }, turned(at.booth, null), ...note.patches],
    entries: [visitEntry(context, 'visit:reopened', before, visit, { ...change.told, ...note.told })],
  };
  const aside = parkDesktop(office, at.shift.userId, context);
  return decide({ ...together(aside, reopened), reply: { visitId: visit.visitId } });
};

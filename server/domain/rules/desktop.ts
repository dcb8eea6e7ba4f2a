/** Receptions without a visit: work on what came by telecom channel, or was left unfinished when its visitor had gone. */
import type { Submission } from '../cases.js';
import { beginReception, followSubmission } from '../beginning.js';
import { boothOf, decide, entryOf, noteOf, refuse, type Context, type Refused, type Rule } from '../decide.js';
import type { Office } from '../office.js';
import type { Reception } from '../reception.js';
import type { Service } from '../services.js';
import {
  endedReception,
  goingReception,
  missingStep,
  closingOutcome,
  parkedReception,
  receptionPatch,
  type Place,
} from '../reception.js';
import { together, type Effects } from '../terms.js';
import { lawOf } from '../lawof.js';

function putAside(context: Context, reception: Reception): Effects {
  const change = receptionPatch(parkedReception(reception, context.now));
  return { patches: change.patches, entries: [entryOf(context, 'reception:parked', change.told)] };
}

/**
 * Parks the work without a visit that an operator has open: a visitor comes first, and one person's clock runs once.
 * @param userId null: of everybody
 */
export function parkDesktop(office: Office, userId: string | null, context: Context): Effects {
  const parts: Effects[] = [];
  for (const reception of office.receptions.values())
    if (reception.visitId === null && reception.state === 'open' && (userId === null || reception.userId === userId))
      parts.push(putAside(context, reception));
  return together(...parts);
}

/** Where an operator may work without a visitor now. Refuses: noShift, paused, busy (a visitor is received). */
function freeDesk(office: Office, context: Context): { ok: true; place: Place } | Refused {
  const at = boothOf(office, context.actor.actorId);
  if (at === null) return refuse('noShift');
  if (at.shift.pausedAt !== null) return refuse('paused');
  if (at.held?.status === 'serving') return refuse('busy', { number: at.held.number });
  const { boothId, shiftId, userId } = at.shift;
  return { ok: true, place: { boothId, shiftId, userId } };
}

/** The reception without a visit of a press. Refuses: notFound, notNow, notYours. */
function ownWork(
  office: Office,
  { receptionId }: { receptionId: string },
  states: readonly Reception['state'][],
  context: Context,
): { ok: true; reception: Reception } | Refused {
  const reception = office.receptions.get(receptionId);
  if (reception === undefined) return refuse('notFound', { field: 'receptionId' });
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  if (reception.visitId !== null || !states.includes(reception.state)) return refuse('notNow');
  return { ok: true, reception };
}

/** The service that a channel's submissions are worked on as: of the channel itself, or of its procedure. */
function serviceOf(office: Office, submission: Submission): Service | null {
  const { channel, packId } = submission;
  const procedure = lawOf(office, submission)?.channels.get(channel)?.procedure ?? null;
  const services = [...office.services.values()].filter((service) => service.packId === packId);
  const own = services.find((service) => service.channel === channel);
  return own ?? services.find((service) => procedure !== null && service.procedure === procedure) ?? null;
}

/** Nothing is left to do on a submission in these states. */
const settled: readonly Submission['state'][] = ['void', 'included', 'resubmitted'];
/** A visitor in one of these states brings the case back to a booth by coming. */
const stillHere = ['waiting', 'called', 'serving', 'parked', 'missed'];

/**
 * Begins work on a submission without its visitor (п. 47, 49): by telecom channel or the portal, or left behind when
 * the visit was over. What somebody parked is taken over. The clock is the procedure's, steps done today stay done.
 * Refuses: noShift, paused, busy, notFound, notNow.
 */
export const openWork: Rule<'reception:open'> = (office, press, context) => {
  const desk = freeDesk(office, context);
  if (!desk.ok) return desk;
  const submission = context.file.row('submission', press.submissionId);
  if (submission === null) return refuse('notFound', { field: 'submissionId' });
  if (submission.erased !== null) return refuse('erased');
  if (settled.includes(submission.state)) return refuse('notNow');
  const visit = office.visits.get(submission.visitId ?? '');
  const before = office.receptions.get(submission.receptionId ?? '') ?? null;
  if (before?.state === 'open') return refuse('notNow');
  const aside = parkDesktop(office, context.actor.actorId, context);
  if (before?.state === 'parked' && before.visitId === null) {
    const taken = goOn(office, before, desk.place, context);
    return decide({ ...together(aside, taken), reply: { receptionId: before.receptionId } });
  }
  if (visit !== undefined && stillHere.includes(visit.status)) return refuse('notNow');
  const service = office.services.get(before?.serviceId ?? '') ?? serviceOf(office, submission);
  if (service === null) return refuse('notFound', { field: 'serviceId' });
  const { submissionId } = submission;
  const { reception, effects } = beginReception(
    office,
    { visit: null, service, place: desk.place, ordinal: 1, from: before, submissionId },
    context,
  );
  const change = receptionPatch(reception);
  const opened = { patches: change.patches, entries: [entryOf(context, 'reception:opened', change.told)] };
  return decide({ ...together(aside, opened, effects), reply: { receptionId: reception.receptionId } });
};

function goOn(office: Office, before: Reception, place: Place, context: Context): Effects {
  const reception = goingReception(before, context.now, place);
  const change = receptionPatch(reception);
  const resumed = { patches: change.patches, entries: [entryOf(context, 'reception:resumed', change.told)] };
  return together(resumed, followSubmission(office, context, reception));
}

/** Puts the own work without a visit aside. Refuses: notFound, notYours, notNow. */
export const parkWork: Rule<'reception:park'> = (office, press, context) => {
  const own = ownWork(office, press, ['open'], context);
  if (!own.ok) return own;
  return decide({ ...putAside(context, own.reception), reply: { visitId: null } });
};

/** Goes on with it; other work of the kind is put aside meanwhile. Refuses: noShift, paused, busy, notFound, notYours, notNow. */
export const resumeWork: Rule<'reception:resume'> = (office, press, context) => {
  const own = ownWork(office, press, ['parked'], context);
  if (!own.ok) return own;
  const desk = freeDesk(office, context);
  if (!desk.ok) return desk;
  const aside = parkDesktop(office, context.actor.actorId, context);
  return decide({
    ...together(aside, goOn(office, own.reception, desk.place, context)),
    reply: { visitId: null },
  });
};

/**
 * Ends it; the outcome is the submission's. Refuses: notFound, notYours, notNow, unregistered or protocolOutdated (about:
 * the step that is missing) unless a note says why it is left so.
 */
export const closeWork: Rule<'reception:close'> = (office, press, context) => {
  const own = ownWork(office, press, ['open', 'parked'], context);
  if (!own.ok) return own;
  const { reception } = own;
  const missing = missingStep(office, reception);
  if (missing !== null && press.note.length < 3) return refuse(missing.key, { step: missing.step });
  const note = noteOf(context, null, press.note);
  const outcome = closingOutcome(office, reception, null);
  const change = receptionPatch({ ...endedReception(reception, 'finished', context.now), outcome });
  return decide({
    patches: [...change.patches, ...note.patches],
    entries: [
      entryOf(context, 'reception:closed', {
        ...change.told,
        ...(missing === null ? {} : { missing: missing.step }),
        ...note.told,
      }),
    ],
    reply: { visitId: null },
  });
};

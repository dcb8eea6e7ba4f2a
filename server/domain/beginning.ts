/** How a reception begins: with the steps of its service's procedure, or going on from one that handed them over. */
import { next } from './cases.js';
import type { Context } from './decide.js';
import type { Office } from './office.js';
import type { Reception } from './reception.js';
import type { Service } from './services.js';
import type { Visit } from './visit.js';
import { procedureOf, spentInAll, type Place } from './reception.js';
import { openSteps, stepEntries, takeOverSteps } from './steps.js';
import { noEffects, termIdOf, together, type Effects } from './terms.js';
import { lawOf } from './lawof.js';

/** A reception that begins; what else changes with it and is told stands in `effects`. */
export interface Begun {
  reception: Reception;
  effects: Effects;
}

/** The receptions of a visit that count, newest first: those begun by mistake are left out. */
function receptionsOf(office: Office, visitId: string): Reception[] {
  const own: Reception[] = [];
  for (const reception of office.receptions.values())
    if (reception.visitId === visitId && reception.state !== 'void') own.push(reception);
  return own.sort((a, b) => b.ordinal - a.ordinal);
}

/** The ordinal of a visit's next reception, and the one whose steps it goes on with: transferred, and none ended since. */
export function behindOf(office: Office, visitId: string): { ordinal: number; handedOver: Reception | null } {
  // most visits begin here, and a day has hundreds of receptions
  if (office.visits.get(visitId)?.firstBegunAt === null) return { ordinal: 1, handedOver: null };
  const own = receptionsOf(office, visitId);
  const lastEnded = own.findIndex(({ state }) => state !== 'transferred');
  const transferred = lastEnded < 0 ? own : own.slice(0, lastEnded);
  return { ordinal: own.length + 1, handedOver: transferred.find(({ steps }) => steps.length > 0) ?? null };
}

/** The reception of the same visit before this one; null for the first. */
export function earlierOf(office: Office, { visitId, ordinal }: Reception): Reception | null {
  if (visitId === null) return null;
  return receptionsOf(office, visitId).find((other) => other.ordinal < ordinal) ?? null;
}

/**
 * A reception of a service from now, its norm the procedure's limit (п. 36, 37) or the service's. With `from`, steps
 * that both procedures have go on: what was done stays done by whom it was done (п. 57), the submission comes along,
 * and the time spent so far is judged together with what follows.
 */
export function beginReception(
  office: Office,
  spec: {
    visit: Visit | null;
    service: Service;
    place: Place;
    ordinal: number;
    from: Reception | null;
    /** What is worked on, when it is known already. */
    submissionId: string | null;
  },
  context: Context,
): Begun {
  const { visit, service, place, ordinal } = spec;
  const { serviceId } = service;
  // what is worked on already goes on under the version of the day on which it began
  const workedOn = spec.submissionId ?? spec.from?.submissionId ?? null;
  const known = workedOn === null ? null : context.file.row('submission', workedOn);
  const { packId, packVersion } = known ?? service;
  const procedure = procedureOf(office, { serviceId, packId, packVersion });
  const isShared = spec.from?.steps.some(({ step }) => procedure?.steps.some((one) => one.step === step)) === true;
  const from = isShared ? spec.from : null;
  const steps =
    procedure === null
      ? []
      : from === null
        ? openSteps(procedure, office.settings, context.now)
        : takeOverSteps(procedure, office.settings, from.steps, context.now);
  const norm = procedure?.norm ?? service.norm;
  const reception: Reception = {
    receptionId: context.id(),
    visitId: visit?.visitId ?? null,
    serviceId,
    ...place,
    ordinal,
    begunAt: context.now,
    finishedAt: null,
    parkedAt: null,
    parkedMs: 0,
    state: 'open',
    outcome: null,
    normMinutes: norm?.minutes ?? null,
    normRef: norm?.ref ?? null,
    // the pack version of the day it began: an old case keeps its norms
    packId,
    packVersion,
    steps,
    carriedMs: from === null ? 0 : spentInAll(from),
    submissionId: spec.submissionId ?? from?.submissionId ?? null,
  };
  const entries = stepEntries(context, reception, [], steps);
  return { reception, effects: together({ patches: [], entries }, followSubmission(office, context, reception)) };
}

/**
 * The submission of a reception follows it: who works on it, and the channel of the service while it is not registered.
 * Whoever works on it answers for its terms too (п. 57).
 */
export function followSubmission(office: Office, context: Context, reception: Reception): Effects {
  const before = context.file.row('submission', reception.submissionId ?? '');
  if (before === null) return noEffects;
  const { receptionId, userId } = reception;
  const { visitId, submissionId } = before;
  const own = reception.visitId === null ? null : (office.services.get(reception.serviceId)?.channel ?? null);
  const channel = before.registered === null ? (own ?? before.channel) : before.channel;
  if (before.receptionId === receptionId && before.userId === userId && before.channel === channel) return noEffects;
  const into: Effects = {
    patches: [{ table: 'submission', row: next(before, { receptionId, userId, channel }) }],
    entries: [
      {
        at: context.now,
        kind: 'submission:handedOver',
        actor: context.actor.actorId,
        visitId,
        data: { submissionId, receptionId, userId, channel },
      },
    ],
  };
  for (const code of lawOf(office, before)?.deadlines.keys() ?? []) {
    const term = office.terms.get(termIdOf(code, submissionId));
    if (term !== undefined && term.userId !== userId) into.patches.push({ table: 'term', row: next(term, { userId }) });
  }
  return into;
}

/** Did somebody go on with the submission of a reception that is over? */
export function isTakenOn(context: Context, { receptionId, submissionId }: Reception): boolean {
  const submission = context.file.row('submission', submissionId ?? '');
  return submission !== null && submission.state !== 'void' && submission.receptionId !== receptionId;
}

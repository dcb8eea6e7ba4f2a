/** Norms of one ticket against what it took: the wait, each reception and step, the terms of what was handed in. */
import type { Norm as Prescribed, Report, TermFace } from '../contract/index.js';
import type { Protocol, Step, Submission } from '../domain/cases.js';
import type { Instant } from '../domain/instant.js';
import { protocolTerms } from '../domain/protocol.js';
import { registerDeadline } from '../domain/submission.js';
import { termIdOf } from '../domain/terms.js';
import { waitedMs } from '../domain/wait.js';
import type { ToldLaw } from './facts/told.js';
import type { Seen } from './proof.js';
import type { Received } from './receptions.js';
import { termsOf } from './terms.js';
import type { World } from './world.js';
import { lawOf } from '../domain/lawof.js';

type Norm = Report<'proof'>['norms'][number];

const minuteMs = 60_000;
const waitTitle = { ru: 'Ожидание в очереди', en: 'Waiting in the queue' };

/**
 * Was a norm kept? One that still runs is passed, or nothing can be said yet; an office's own target (no paragraph) is
 * judged by nobody.
 */
function judged(limitMinutes: number | null, ref: string | null, tookMs: number, isOver: boolean): boolean | null {
  if (limitMinutes === null || ref === null) return null;
  if (tookMs > limitMinutes * minuteMs) return false;
  return isOver ? true : null;
}

interface Said {
  seq: number;
  at: string;
  kind: string;
  serviceId: string | null;
}

/**
 * How long one might wait for what a visit was received for, by the law of the day on which it came into that line, as
 * the opening of the day tells it. Null where the journal does not tell it.
 */
function waitNormThen({ archive, officeId }: World, { visitId, firstBegunAt }: Seen): Prescribed | null {
  const said = archive.all<Said>(
    `select seq, at, kind, json_extract(data, '$.visit.serviceId') as serviceId from "Journal"
     where officeId = ? and visitId = ? order by seq`,
    [officeId, visitId],
  );
  const begun = said.find(({ kind, at }) => kind === 'visit:begun' && archive.instant(at) === firstBegunAt);
  const came = said.findLast(({ seq, serviceId }) => serviceId !== null && seq < (begun?.seq ?? Infinity));
  if (came === undefined) return null;
  const opened = archive.get<{ data: string }>(
    `select data from "Journal"
     where officeId = ? and kind = 'day:opened' and seq < ? order by seq desc limit 1`,
    [officeId, came.seq],
  );
  const { law: laws } = archive.object<{ law?: ToldLaw[] }>(opened?.data ?? '{}');
  const law = laws?.find(({ services }) => services.includes(came.serviceId ?? ''));
  return law === undefined ? null : { minutes: law.waitMinutes, ref: law.waitRef };
}

/**
 * The wait of п. 34: start to first begun, less the time away. Who left, was missed or expired had waited until then,
 * and counts as not kept when that was too long, as nothing when it was not.
 */
export function waitNorm(world: World, visit: Seen, packId: string, received: readonly Received[]): Norm {
  const norm = waitNormThen(world, visit) ?? world.law.waitNorms.get(packId) ?? null;
  const tookMs = waitedMs(visit, visit.firstBegunAt ?? visit.endedAt ?? world.now);
  const limitMinutes = norm?.minutes ?? null;
  const ref = norm?.ref ?? null;
  return {
    key: 'wait',
    title: waitTitle,
    ref,
    limitMinutes,
    tookMs,
    isKept: judged(limitMinutes, ref, tookMs, visit.firstBegunAt !== null),
    by: received[0] === undefined ? '' : world.shortOf(received[0].userId),
  };
}

/** When an intake was done: its first protocol was issued (п. 36, 37). Null for what has none. */
function issuedAt(reception: Received, protocols: readonly Protocol[]): Instant | null {
  const issued = protocols.find(({ receptionId, replaces }) => {
    return receptionId === reception.receptionId && replaces === null;
  });
  return issued?.issuedAt ?? null;
}

function stepNorm(world: World, reception: Received, row: Step): Norm {
  const steps = lawOf(world, reception)?.procedures.get(reception.procedure ?? '')?.steps;
  const title = steps?.find(({ step }) => step === row.step)?.title ?? { ru: row.step, en: row.step };
  const tookMs = row.spentMs + (row.since === null ? 0 : Math.max(0, world.now - row.since));
  return {
    key: 'step',
    title,
    ref: row.ref,
    limitMinutes: row.normMinutes,
    tookMs,
    // a step that was not needed kept no norm and passed none
    isKept: row.state === 'notNeeded' ? null : judged(row.normMinutes, row.ref, tookMs, row.state === 'done'),
    // each step is its own officer's (п. 57)
    by: world.shortOf(row.doneBy ?? reception.userId),
  };
}

const isSameCase = (one: Received, other: Received) =>
  one.submissionId !== null && one.submissionId === other.submissionId;

/** Is this the reception whose time a later one carries: the last before that one whose time comes to what it carries? */
function isCarriedOn(reception: Received, all: readonly Received[]): boolean {
  return all.some(
    (later, place) =>
      later.carriedMs > 0 &&
      all.slice(0, place).findLast((one) => {
        const isHandedOn = one.state === 'transferred' || (one.state === 'finished' && isSameCase(one, later));
        const spentMs = one.carriedMs + (one.finishedAt ?? one.begunAt) - one.begunAt - one.parkedMs;
        return isHandedOn && spentMs === later.carriedMs;
      }) === reception,
  );
}

/**
 * A reception and its steps. Time in park is no service; what the reception before it had spent is carried on, and both
 * are judged together by the last (`carriedMs`).
 */
export function receptionNorms(
  world: World,
  reception: Received,
  all: readonly Received[],
  protocols: readonly Protocol[],
): Norm[] {
  const { normMinutes, normRef, begunAt, parkedMs, carriedMs } = reception;
  const doneAt = issuedAt(reception, protocols) ?? reception.finishedAt;
  const until = doneAt ?? reception.parkedAt ?? world.now;
  const tookMs = Math.max(0, until - begunAt - parkedMs) + carriedMs;
  // by the next officer of the visit, or later without the visitor on the same submission
  const isPartOfAnother = isCarriedOn(reception, all);
  const whole: Norm = {
    key: 'reception',
    title: reception.title,
    ref: normRef,
    limitMinutes: normMinutes,
    tookMs,
    isKept: isPartOfAnother ? null : judged(normMinutes, normRef, tookMs, doneAt !== null),
    by: world.shortOf(reception.userId),
  };
  // steps that were handed over stand with the reception that took them over
  return [whole, ...(isPartOfAnother ? [] : reception.steps.map((step) => stepNorm(world, reception, step)))];
}

const keyOf = (term: TermFace): Norm['key'] =>
  term.code === registerDeadline ? 'register' : term.code === protocolTerms.handOver ? 'protocol' : 'term';

function isTermKept({ state, standing }: TermFace): boolean | null {
  if (state === 'kept') return true;
  return state === 'late' || standing === 'overdue' ? false : null;
}

/**
 * The terms of what was handed in and of its protocols: registered the same day (п. 35), handed over the same day (п. 48)
 * and the others. Between two instants that are known stands how long it took.
 */
export function daysNorms(world: World, submissions: readonly Submission[], protocols: readonly Protocol[]): Norm[] {
  const subjects = [
    ...submissions.map(({ submissionId }) => submissionId),
    ...protocols.map(({ protocolId }) => protocolId),
  ];
  const running = termsOf(world, subjects);
  const took = new Map<string, number>();
  for (const { submissionId, receivedAt, registered } of submissions)
    if (registered !== null) took.set(termIdOf(registerDeadline, submissionId), registered.at - receivedAt);
  for (const { protocolId, issuedAt, signedAt, refusedAt, handedOverAt } of protocols)
    if (handedOverAt !== null)
      took.set(termIdOf(protocolTerms.handOver, protocolId), handedOverAt - (signedAt ?? refusedAt ?? issuedAt));
  return subjects
    .flatMap((subject) => running.get(subject) ?? [])
    .filter(({ state }) => state !== 'void')
    .map((term) => ({
      key: keyOf(term),
      title: term.title,
      ref: term.ref,
      limitMinutes: null,
      tookMs: took.get(term.termId) ?? null,
      isKept: isTermKept(term),
      by: term.operator,
    }));
}

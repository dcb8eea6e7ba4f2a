/**
 * A reception: an officer's timed work on one matter. What is patched of it is told, so that the journal read back has
 * every reception.
 */
import type { Step } from './cases.js';
import type { Instant } from './instant.js';
import type { Office } from './office.js';
import type { Patch } from './patch.js';
import type { Procedure } from './regulation.js';
import { pauseSteps, resumeSteps } from './steps.js';
import type { SubmissionFace } from './submission.js';
import type { Visit } from './visit.js';
import { lawOf } from './lawof.js';

export interface Reception {
  receptionId: string;
  visitId: string | null;
  serviceId: string;
  boothId: string;
  shiftId: string;
  userId: string;
  /** 1 for the first of its visit. */
  ordinal: number;
  begunAt: Instant;
  finishedAt: Instant | null;
  parkedAt: Instant | null;
  parkedMs: number;
  /** `void` was begun by mistake and counts nowhere; `transferred` was handed on. */
  state: 'open' | 'parked' | 'finished' | 'transferred' | 'void';
  outcome: string | null;
  normMinutes: number | null;
  normRef: string | null;
  packId: string;
  packVersion: string;
  /** The prescribed steps; empty where none are. */
  steps: Step[];
  /** Time that the reception which handed its steps over had spent: the norm judges both together. */
  carriedMs: number;
  submissionId: string | null;
}

/** Length of a reception as its norm judges it: begun → finished, less parked time. */
export function lengthOf(reception: Reception): number {
  return (reception.finishedAt ?? reception.begunAt) - reception.begunAt - reception.parkedMs;
}

/** A change of a reception: its patch, and what the entry beside it tells. Nothing for no reception. */
export interface ReceptionChange {
  patches: Patch[];
  told: Record<string, unknown>;
}

/** A reception changed by what is told elsewhere: its steps have entries of their own. */
export function stepsPatch(reception: Reception, steps: Reception['steps']): Patch {
  return { table: 'reception', row: { ...reception, steps } };
}

/** The one way in which a rule changes anything else of a reception; `told` goes into the entry of the same ruling. */
export function receptionPatch(reception: Reception | null): ReceptionChange {
  if (reception === null) return { patches: [], told: {} };
  // steps are told by their own entries, and a submission by its own
  const { visitId: _visit, parkedAt: _parked, normRef: _ref, packId: _pack, steps: _steps, ...told } = reception;
  return { patches: [{ table: 'reception', row: reception }], told: { reception: told } };
}

/** A reception that ends: one that was parked ended when it was parked, so its length has no pause to take off. */
export function endedReception(
  reception: Reception,
  state: 'finished' | 'transferred' | 'void',
  now: Instant,
): Reception {
  const finishedAt = reception.parkedAt ?? now;
  return { ...reception, state, finishedAt, parkedAt: null, steps: pauseSteps(reception.steps, finishedAt) };
}

/** A reception put aside: its clock and its step's stand still. */
export function parkedReception(reception: Reception, now: Instant): Reception {
  return { ...reception, state: 'parked', parkedAt: now, steps: pauseSteps(reception.steps, now) };
}

/** Where and by whom a reception is held. */
export interface Place {
  boothId: string;
  shiftId: string;
  userId: string;
}

/** A parked or finished reception that goes on; the time between counts as parked. */
export function goingReception(reception: Reception, now: Instant, place: Place): Reception {
  const stoodAt = reception.parkedAt ?? reception.finishedAt ?? now;
  return {
    ...reception,
    ...place,
    state: 'open',
    finishedAt: null,
    parkedAt: null,
    outcome: null,
    parkedMs: reception.parkedMs + (now - stoodAt),
    steps: resumeSteps(reception.steps, now),
  };
}

/** The reception of a visit that is received or parked now. */
export function runningReception(office: Office, visit: Visit): Reception | null {
  const reception = office.receptions.get(visit.receptionId ?? '');
  return reception?.state === 'open' || reception?.state === 'parked' ? reception : null;
}

/** Ends the reception that a visit leaves behind by going elsewhere, by being cancelled or by the day's end. */
export function leaveReception(
  office: Office,
  visit: Visit,
  state: 'finished' | 'transferred',
  now: Instant,
): ReceptionChange {
  const reception = runningReception(office, visit);
  if (reception === null) return receptionPatch(null);
  const ended = endedReception(reception, state, now);
  return receptionPatch(state === 'finished' ? { ...ended, outcome: closingOutcome(office, reception, null) } : ended);
}

/** The procedure that the steps of a reception are of; null where none is prescribed. */
export function procedureOf(
  office: Office,
  reception: Pick<Reception, 'serviceId' | 'packId' | 'packVersion'>,
): Procedure | null {
  const service = office.services.get(reception.serviceId);
  const law = lawOf(office, reception);
  // a version that does not know the service has its procedure by the code that it has today
  const code = (law?.services.get(service?.code ?? '') ?? service)?.procedure ?? null;
  return code === null ? null : (law?.procedures.get(code) ?? null);
}

/** Time that a reception and those which handed their steps over to it have spent, in milliseconds. */
export function spentInAll(reception: Reception): number {
  return reception.carriedMs + lengthOf(reception);
}

/** Nothing was done: a visitor who handed nothing in, a case that was left as it is. */
export const notDone = 'NOT_DONE';

/** What was handed in at a reception; null when nothing was, or it was taken back. */
export function handedIn(office: Office, reception: Reception): SubmissionFace | null {
  const submission = office.submissions.get(reception.submissionId ?? '');
  return submission === undefined || submission.state === 'void' ? null : submission;
}

/**
 * How a reception ends. One of a report ends as its submission says, whatever was pressed; what nobody registered is
 * not settled, and neither is a visit at which nothing was handed in.
 */
export function closingOutcome(office: Office, reception: Reception, pressed: string | null): string | null {
  const service = office.services.get(reception.serviceId);
  if (service?.matter !== 'intake') return pressed;
  const submission = handedIn(office, reception);
  if (submission !== null && submission.registered !== null && submission.outcome !== null) return submission.outcome;
  return service.outcomes.includes(notDone) ? notDone : null;
}

/** Why a report must not be left: what a refusal says, and the step that is missing. */
export interface Missing {
  key: 'unregistered' | 'protocolOutdated';
  step: string;
}

/**
 * Without what a report must not be left: its registration the same day (п. 35), then its protocol, which is always
 * produced (п. 48) and says what the submission says. Null when nothing is missing.
 */
export function missingStep(office: Office, reception: Reception): Missing | null {
  const submission = handedIn(office, reception);
  if (submission === null) return null;
  const procedure = procedureOf(office, reception);
  if (submission.registered === null) return { key: 'unregistered', step: procedure?.journalStep ?? 'JOURNAL' };
  const step = procedure?.protocolStep ?? 'PROTOCOL';
  if (submission.protocol === null) return { key: 'unregistered', step };
  return submission.isOutdated ? { key: 'protocolOutdated', step } : null;
}

/** A reception as its entries tell it, with the steps completed in it, and which of them carried another one on. */
import type { Instant } from '../../domain/instant.js';
import type { StoredTale, Told, ToldReception } from './told.js';

/** A completed step; the last completion counts. */
export interface StepDone {
  at: Instant;
  user: string;
  spentMs: number;
  normMinutes: number;
}

/** Plain data, so that it may be kept overnight. */
export interface ReceptionTale {
  /** As its first entry says: later ones may be about the visit of its case. */
  visit: string | null;
  last: ToldReception;
  /** Its first protocol was issued then; 0: none was. */
  issuedAt: Instant;
  steps: Record<string, StepDone>;
  /** Steps that came done from another reception: of which. */
  taken: Record<string, string>;
  /** Those of them that were taken up again here: they are no longer done there. */
  retaken: Record<string, string>;
}

export function newReception(visit: string | null, last: ToldReception): ReceptionTale {
  return { visit, last, issuedAt: 0, steps: {}, taken: {}, retaken: {} };
}

/** Finished or handed on; one begun by mistake counts nowhere. */
export function hasEnded({ last: { state } }: ReceptionTale): boolean {
  return state === 'finished' || state === 'transferred';
}

/** Begun to finished, less parked time. */
export function lengthOf({ begunAt, finishedAt, parkedMs }: ToldReception): number {
  return (finishedAt ?? begunAt) - begunAt - parkedMs;
}

/** What its norm judges: for an intake until its first protocol (п. 36, 37), what was carried over included. */
export function judgedOf({ last, issuedAt }: ReceptionTale): number {
  const until = issuedAt !== 0 ? issuedAt : (last.finishedAt ?? last.begunAt);
  return Math.max(0, until - last.begunAt - last.parkedMs) + last.carriedMs;
}

/** Are they receptions of the same visit, or of the same case? */
function isNear(one: ReceptionTale, other: ReceptionTale): boolean {
  return (one.visit !== null && one.visit === other.visit) || isSameCase(one, other);
}

function isSameCase(one: ReceptionTale, other: ReceptionTale): boolean {
  return one.last.submissionId !== null && one.last.submissionId === other.last.submissionId;
}

/** The receptions that later ones carried on: what these carry is the time that those had spent. In the order of their beginning. */
export function carriedOn(receptions: readonly ReceptionTale[]): Set<ReceptionTale> {
  const found = new Set<ReceptionTale>();
  receptions.forEach((later, place) => {
    const { carriedMs, state } = later.last;
    if (carriedMs <= 0 || state === 'void') return;
    for (let before = place - 1; before >= 0; before -= 1) {
      const one = receptions[before];
      if (one === undefined || !hasEnded(one) || one.last.carriedMs + lengthOf(one.last) !== carriedMs) continue;
      if (!(one.last.state === 'transferred' ? isNear(one, later) : isSameCase(one, later))) continue;
      found.add(one);
      break;
    }
  });
  return found;
}

/** Takes in what an entry tells of a step. `receptions` in the order of their beginning. */
export function tellStep(
  receptions: ReadonlyMap<string, ReceptionTale>,
  { kind, at, actor }: Pick<StoredTale, 'kind' | 'at' | 'actor'>,
  told: Told,
): void {
  const reception = receptions.get(told.receptionId ?? '');
  const { step } = told;
  if (reception === undefined || step === undefined) return;
  if (kind === 'step:completed') {
    reception.steps[step] = { at, user: actor, spentMs: told.spentMs ?? 0, normMinutes: told.normMinutes ?? -1 };
  } else if (kind === 'step:reopened') {
    delete reception.steps[step];
    const source = reception.taken[step];
    if (source !== undefined) reception.retaken[step] = source;
  } else if (kind === 'step:takenOver' && told.state === 'done') {
    const source = sourceOf(receptions, reception, step);
    if (source !== null) reception.taken[step] = source;
  }
}

/** Where a step was done that a reception takes over: the last one before it that knows the step as done says so. */
function sourceOf(receptions: ReadonlyMap<string, ReceptionTale>, into: ReceptionTale, step: string): string | null {
  let source: string | null = null;
  for (const [receptionId, one] of receptions) {
    if (one === into) break;
    if (one.last.state === 'void' || !isNear(one, into)) continue;
    if (one.steps[step] !== undefined) source = receptionId;
    else if (one.taken[step] !== undefined && one.retaken[step] === undefined) source = one.taken[step];
  }
  return source;
}

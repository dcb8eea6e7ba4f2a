/** The proof of a ticket told in words: how each norm was kept, and its entries as the journal's page reads them. Pure. */
import type { ProofPage } from '@contract';
import type { JournalEntry } from '../journal/entry';
import { minutesToMs } from '../time';

export type NormRow = ProofPage['norms'][number];

/** `running`: not over yet; `none`: nothing prescribes it. */
export type Verdict = 'kept' | 'passed' | 'running' | 'none';

export function verdictOf(norm: NormRow): Verdict {
  if (norm.isKept !== null) return norm.isKept ? 'kept' : 'passed';
  return norm.limitMinutes === null && norm.tookMs !== null ? 'none' : 'running';
}

/** By how much a norm was passed, in milliseconds; null when it was kept, or when nobody can say yet. */
export function passedMs(norm: NormRow): number | null {
  if (norm.isKept !== false || norm.limitMinutes === null || norm.tookMs === null) return null;
  // a norm that was passed by a moment is passed by a second: «+00:00» would say nothing
  return Math.max(1000, norm.tookMs - minutesToMs(norm.limitMinutes));
}

/** Entries as the journal's page has them. */
export function entriesOf(proof: ProofPage): JournalEntry[] {
  return proof.entries.map((entry) => ({ ...entry, visitId: proof.visitId, number: proof.number, words: null }));
}

/** How the norms were kept, counted. */
export function counted(norms: readonly NormRow[]): Record<Verdict, number> {
  const counts = { kept: 0, passed: 0, running: 0, none: 0 };
  for (const norm of norms) counts[verdictOf(norm)] += 1;
  return counts;
}

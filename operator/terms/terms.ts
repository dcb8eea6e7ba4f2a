/** A term as its list shows it: what stands beside its day, where it leads, and what can be done about it here. Pure. */
import type { RouteLocationRaw } from 'vue-router';
import type { TermFace } from '@contract';
import type { StaffRole } from '@contract/vocabulary';

export const shows = ['open', 'soon', 'overdue', 'undetermined', 'ended'] as const;
export type Show = (typeof shows)[number];

export type Tone = 'serve' | 'warn' | 'over' | 'line';

export function toneOf(term: TermFace): Tone {
  switch (term.standing) {
    case 'soon':
      return 'warn';
    case 'overdue':
      return 'over';
    case 'running':
    case 'undetermined':
      return 'line';
    case 'ended':
      return term.state === 'late' ? 'over' : term.state === 'kept' ? 'serve' : 'line';
  }
}

/** Key of the word under `terms.standings`: an ended term says how it ended. */
export function standingKey(term: TermFace): string {
  return term.standing === 'ended' ? term.state : term.standing;
}

/**
 * Where the label leads: the complaint, the consultations, what came without a visit and is not registered, or the proof
 * of the ticket or of what came without one; null: it has no page.
 */
export function placeOf(term: TermFace): RouteLocationRaw | null {
  const { kind, id } = term.subject;
  if (kind === 'complaint') return { name: 'complaint', params: { complaintId: id } };
  if (kind === 'consultation') return { name: 'consultations' };
  if (term.visitId === null && term.code === 'REGISTER_REPORT') return { name: 'inbox' };
  if (term.visitId !== null) return { name: 'proof', params: { visitId: term.visitId } };
  return kind === 'submission' ? { name: 'proofOfSubmission', params: { submissionId: id } } : null;
}

/** What can be pressed in the row itself; the rest is done where the case is open. */
export type TermAct = 'include' | 'return' | 'handOver';

const acts: Record<string, { act: TermAct; by: readonly StaffRole[]; of: TermFace['subject']['kind'] }> = {
  PROCESS_REPORT: { act: 'include', by: ['operator', 'manager'], of: 'submission' },
  RETURN_WITH_ERRORS: { act: 'return', by: ['operator', 'manager'], of: 'submission' },
  PROTOCOL_HANDOVER: { act: 'handOver', by: ['operator'], of: 'protocol' },
};

/** `accepted`: the submissions that can be entered in the accounts; before its protocol says so none can (п. 23). */
export function actOf(term: TermFace, roles: readonly string[], accepted: readonly string[]): TermAct | null {
  const found = acts[term.code];
  if (found === undefined || term.state !== 'open' || found.of !== term.subject.kind) return null;
  if (found.act === 'include' && !accepted.includes(term.subject.id)) return null;
  return found.by.some((role) => roles.includes(role)) ? found.act : null;
}

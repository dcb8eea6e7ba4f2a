/** What is held about somebody, as the page of a person speaks of it. Pure. */
import type { HeldPage, HeldRow } from '@contract';

export type Subject = { payerId: string } | { complaintId: string } | { consultationId: string };

/** Whom an address names; null: nobody. */
export function subjectIn(query: Record<string, unknown>): Subject | null {
  const { payerId, complaintId, consultationId } = query;
  if (typeof payerId === 'string') return { payerId };
  if (typeof complaintId === 'string') return { complaintId };
  return typeof consultationId === 'string' ? { consultationId } : null;
}

/** The address of a record that is a person's case of its own. */
export function subjectOf({ kind, id }: Pick<HeldRow, 'kind' | 'id'>): Subject | null {
  if (kind === 'complaint') return { complaintId: id };
  return kind === 'consultation' ? { consultationId: id } : null;
}

/** Why a record stays, or that it may go: what nothing goes over comes first. The words of each stand under `privacy.person`. */
export type Standing = 'erased' | 'forEver' | 'keptUntil' | 'shared' | 'may' | 'open';

export function standingOf(row: HeldRow): Standing {
  if (row.isErased) return 'erased';
  if (row.mayErase) return 'may';
  if (row.isOpen) return 'open';
  if (row.keepUntil === null) return 'forEver';
  // a ground is named of what is kept, and of nothing else
  if (row.ref !== null) return 'keptUntil';
  return 'shared';
}

export const nameOf = ({ kind, id }: Pick<HeldRow, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Chosen rows as they are sent; those that went meanwhile are left out. */
export function chosenOf(page: HeldPage, names: ReadonlySet<string>): HeldRow[] {
  return [...page.rows, ...page.alike].filter((row) => names.has(nameOf(row)) && !row.isErased);
}

/** Erasing words about people: what is ordered, what is erased at once, what keeps a record longer. */
import type { DataKind, DataSubject, ErasedFace, ErasureBasis, ErasureState } from '../contract/index.js';
import type { Instant } from './instant.js';

/** On a record whose words are destroyed: by which erasure, and when. */
export interface Erased {
  erasureId: string;
  at: Instant;
}

/** What stands beside records and goes with them: drafts that are typed, kept answers. */
export interface Traces {
  drafts: number;
  answers: number;
}

/** An erasure from its order to its end; the act is composed from it. It names records, and no person. */
export interface Erasure {
  erasureId: string;
  revision: number;
  state: ErasureState;
  basis: ErasureBasis;
  /** Of the act: yearly, without gaps. */
  year: number;
  number: number;
  orderedAt: Instant;
  /** Who ordered it: a manager, or the clockwork when the term of keeping ended. */
  by: string;
  /** In the order in which they are erased. */
  records: DataSubject[];
  /** How many of them are erased: where an interrupted one goes on. */
  done: number;
  /** What went with these; none where an older program, or a restore, did it. */
  traces?: Traces;
  counts: Partial<Record<DataKind, number>>;
  /** What was asked for and stays: `until` is the first day on which it may go; null: nobody can say. */
  kept: (DataSubject & { until: string | null })[];
  doneAt: Instant | null;
  /** The reason, in a manager's words. */
  noteId: string | null;
}

/** A record that is kept longer than its rule says. */
export interface Hold {
  /** `<kind>:<id>`, so that a rule finds it without looking. */
  holdId: string;
  revision: number;
  subject: DataSubject;
  /** The first day on which it may go, `YYYY-MM-DD`; null: lifted. */
  until: string | null;
  by: string;
  at: Instant;
  noteId: string | null;
}

/** What was handed in at a visit: whose it is, and whether its words stand. */
export interface FiledAt {
  submissionId: string;
  /** Null: of a payer without a card. */
  payerId: string | null;
  isErased: boolean;
}

/** Who was received at a visit, each once; of whom there is no card is told by what was handed in. */
const payersAt = (filed: readonly FiledAt[]) => new Set(filed.map((one) => one.payerId ?? one.submissionId));

/** Was more than one payer received at this visit, one after another? Its notes and answers may name any of them. */
export function isOfSeveral(filed: readonly FiledAt[]): boolean {
  return payersAt(filed).size > 1;
}

/**
 * Do words of a visit still belong to others too? They go when all that was handed in there goes with them (`going`), or
 * when the words of one payer alone are left.
 */
export function isShared(filed: readonly FiledAt[], going: ReadonlySet<string>): boolean {
  const left = filed.filter((one) => !one.isErased);
  return isOfSeveral(left) && left.some(({ submissionId }) => !going.has(submissionId));
}

/** So many records at most are erased in one commit: a protocol is long to read and to write. */
export const sliceAtMost = 20;

/** Records that are erased in one commit. */
export interface ErasedSlice {
  erasureId: string;
  at: Instant;
  records: readonly DataSubject[];
}

/** What a page says of a record whose words are destroyed: when, and by which act. `find` gives the erasure. */
export function erasedFace(
  erased: Erased | null,
  find: (erasureId: string) => Pick<Erasure, 'year' | 'number'> | null,
): ErasedFace | null {
  const act = erased && find(erased.erasureId);
  return act === null || erased === null ? null : { at: erased.at, year: act.year, number: act.number };
}

/** The name under which the hold of a record stands. */
export function holdIdOf({ kind, id }: DataSubject): string {
  return `${kind}:${id}`;
}

/** How many of each kind. */
export function countsOf(records: readonly DataSubject[]): Partial<Record<DataKind, number>> {
  const counts: Partial<Record<DataKind, number>> = {};
  for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

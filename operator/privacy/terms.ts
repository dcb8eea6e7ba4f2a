/** Terms of keeping as they are typed. Pure; which are allowed the office says. */
import type { Period, Report } from '@contract';
import { longestKeeping, type RetentionCode } from '@contract/vocabulary';

export type TermRow = Report<'retention'>['rows'][number];

/** A term under somebody's hands: what is typed, and its unit. */
export interface TypedTerm {
  n: string;
  unit: Period['unit'];
}
export type TypedTerms = Partial<Record<RetentionCode, TypedTerm>>;

export function typedOf({ keep }: TermRow): TypedTerm {
  return { n: String(keep?.n ?? 1), unit: keep?.unit ?? 'year' };
}

/** The period that was typed; null when it is no whole number, or more than is taken. */
export function periodTyped({ n, unit }: TypedTerm): Period | null {
  const found = /^[1-9]\d{0,4}$/.test(n.trim()) ? Number(n) : 0;
  return found === 0 || found > longestKeeping[unit] ? null : { n: found, unit };
}

const isSame = (one: Period | null, other: Period | null) => one?.n === other?.n && one?.unit === other?.unit;

/** What is sent: changed terms alone; what is as the rule has it goes back to the rule. */
export function changeOf(rows: readonly TermRow[], typed: TypedTerms): Partial<Record<RetentionCode, Period | null>> {
  const change: Partial<Record<RetentionCode, Period | null>> = {};
  for (const row of rows) {
    const written = typed[row.code];
    const period = written === undefined ? null : periodTyped(written);
    if (period === null || isSame(period, row.keep)) continue;
    change[row.code] = isSame(period, row.usual) ? null : period;
  }
  return change;
}

/** Terms that are typed and are no number, or differ from what stands. */
export function touchedOf(
  rows: readonly TermRow[],
  typed: TypedTerms,
): { bad: RetentionCode[]; changed: RetentionCode[] } {
  const [bad, changed]: RetentionCode[][] = [[], []];
  for (const row of rows) {
    const written = typed[row.code];
    if (written === undefined) continue;
    const period = periodTyped(written);
    if (period === null) bad?.push(row.code);
    else if (!isSame(period, row.keep)) changed?.push(row.code);
  }
  return { bad: bad ?? [], changed: changed ?? [] };
}

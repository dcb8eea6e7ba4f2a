/** Periods of reports: which codes a year has, and how each is called. The years and codes are the regulation's. */
import type { LawPage } from '@contract';

type Periods = LawPage['periods'];

/** Period codes of a year, the year itself last; none for a year that the regulation does not know. */
export function codesOf(periods: Periods, year: number): readonly string[] {
  const found = periods.find((one) => year >= one.fromYear && (one.toYear === null || year <= one.toYear));
  return found?.codes ?? [];
}

/**
 * The word's key of a period: the same code means a half-year in 2010, a quarter in 2012 and months since 2014, as the
 * other codes of its year tell.
 */
export function periodKey(codes: readonly string[], code: string): string {
  if (code === '0') return 'year';
  if (codes.includes('9')) return `months${code}`;
  return codes.includes('4') ? `quarter${code}` : `half${code}`;
}

/** Years that may be chosen, newest first: from the regulation's first to the office's present one. */
export function yearsOf(periods: Periods, thisYear: number): number[] {
  const first = Math.min(thisYear, ...periods.map((one) => one.fromYear));
  return Array.from({ length: thisYear - first + 1 }, (_, index) => thisYear - index);
}

/** How the registration journal is told: periods, sums, numbers, and how a submission stands. Pure. */
import type { RegistrationRow } from '@contract';
import type { Language, SubmissionState } from '@contract/vocabulary';

export interface PeriodWords {
  /** Key under `registrations.periods`. */
  key: 'year' | 'quarter' | 'half' | 'months' | 'other';
  n: string;
  year: number;
}

/**
 * A reporting period in words. Codes changed with the years: half-years in 2010, quarters to 2013, running months from
 * 2014 («3, 6, 9»); «0» is the year. Null: the year is not said.
 */
export function periodWords(year: number | null, period: string | null): PeriodWords | null {
  if (year === null) return null;
  const n = period ?? '';
  if (n === '0' || n === '') return { key: 'year', n, year };
  if (!/^\d{1,2}$/.test(n)) return { key: 'other', n, year };
  if (year <= 2010) return { key: 'half', n, year };
  return { key: year <= 2013 ? 'quarter' : 'months', n, year };
}

/** Kopecks as a reader writes them: «1 234,56». */
export function roubles(kopecks: number, language: Language): string {
  return new Intl.NumberFormat(language === 'ru' ? 'ru' : 'en', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(kopecks / 100);
}

/** «ИНН/КПП» as they stand on a form; one that is missing leaves no stroke. */
export function innAndKpp(row: Pick<RegistrationRow, 'inn' | 'kpp'>): string {
  return [row.inn, row.kpp].filter((part) => part !== '').join('/');
}

export type Tone = 'serve' | 'warn' | 'over' | 'line';

/** Colour beside the word of a state: never alone. */
export function toneOf(state: SubmissionState): Tone {
  switch (state) {
    case 'accepted':
    case 'included':
    case 'resubmitted':
      return 'serve';
    case 'errors':
    case 'returned':
      return 'warn';
    case 'overdue':
    case 'refused':
      return 'over';
    case 'draft':
    case 'registered':
    case 'void':
      return 'line';
  }
}

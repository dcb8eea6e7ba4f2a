/**
 * Which days a report is of, and which it is compared with. Pure: today and the first day of the books come in.
 * A comparison must be fair: days of the month with the same days of the month before, a day with the same weekday.
 */
import type { Language } from '@contract/vocabulary';
import { addDays, addMonths, firstOfMonth, lengthOf, monthsOf, weekdayOf, type Stretch } from './calendar';

export const presets = [
  'today',
  'yesterday',
  'week',
  'month',
  'lastMonth',
  'quarter',
  'year',
  'fiveYears',
  'all',
] as const;
export type Preset = (typeof presets)[number];
export const comparisons = ['before', 'year', 'own', 'none'] as const;
export type Comparison = (typeof comparisons)[number];

/** The days of a preset, up to today; `firstDay` is the first of the books, null while they are empty. */
export function stretchOf(preset: Preset, today: string, firstDay: string | null): Stretch {
  const month = firstOfMonth(today);
  switch (preset) {
    case 'today':
      return { from: today, until: today };
    case 'yesterday':
      return { from: addDays(today, -1), until: addDays(today, -1) };
    case 'week':
      return { from: addDays(today, 1 - weekdayOf(today)), until: today };
    case 'month':
      return { from: month, until: today };
    case 'lastMonth':
      return { from: addMonths(month, -1), until: addDays(month, -1) };
    case 'quarter':
      return { from: addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3)), until: today };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, until: today };
    case 'fiveYears':
      return { from: addDays(addMonths(today, -60), 1), until: today };
    case 'all':
      return { from: firstDay !== null && firstDay < today ? firstDay : today, until: today };
  }
}

/** How many months a preset's days are moved back; null: by what the days themselves are. */
const monthsBack: Partial<Record<Preset, number>> = { month: 1, lastMonth: 1, quarter: 3, year: 12, fiveYears: 60 };

function shiftMonths({ from, until }: Stretch, months: number): Stretch {
  return { from: addMonths(from, months), until: addMonths(until, months) };
}

/** The period before: as long, and of the same days of week or month where that can be. */
export function stretchBefore(stretch: Stretch, preset: Preset | null): Stretch {
  const days = lengthOf(stretch);
  if (days === 1) return { from: addDays(stretch.from, -7), until: addDays(stretch.until, -7) };
  const months = preset === null ? undefined : monthsBack[preset];
  if (months !== undefined) return shiftMonths(stretch, -months);
  if (preset !== 'week' && stretch.from.endsWith('-01')) return shiftMonths(stretch, -monthsOf(stretch));
  const back = days <= 7 ? 7 : days;
  return { from: addDays(stretch.from, -back), until: addDays(stretch.until, -back) };
}

export function stretchYearBefore(stretch: Stretch): Stretch {
  return shiftMonths(stretch, -12);
}

/** «1–21 ноября 2014», «28 окт. – 3 нояб. 2014», «22.11.2009–21.11.2014»; the year is left out where `isYearKnown`. */
export function stretchWords({ from, until }: Stretch, language: Language, isYearKnown: boolean): string {
  const isOneMonth = from.slice(0, 7) === until.slice(0, 7);
  const locale = language === 'ru' ? 'ru' : 'en-GB';
  const start = Date.parse(`${from}T00:00:00Z`);
  const end = Date.parse(`${until}T00:00:00Z`);
  // two years in words are cut off in the key of the period
  if (from.slice(0, 4) !== until.slice(0, 4)) {
    const plainDay = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
    });
    return `${plainDay.format(start)}–${plainDay.format(end)}`;
  }
  const words = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: isOneMonth ? 'long' : 'short',
    ...(isYearKnown ? {} : { year: 'numeric' }),
  }).formatRange(start, end);
  const plain = words.replace(/\s?г\./gu, '').replace(/[\u2009\u202f]/gu, ' ');
  return isOneMonth ? plain.replace(/\s–\s/u, '–') : plain;
}

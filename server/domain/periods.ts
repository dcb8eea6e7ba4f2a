/**
 * Reporting periods: which codes a year has is the pack's; what a code means follows from them. Codes that count from
 * one are equal parts of the year, others are the months that end them; «0» is the calendar year.
 */
import { nextWorkingDay, type Due, type WorkingCalendar } from './calendar.js';
import type { Regulation } from './regulation.js';

/** The code of the whole calendar year. */
export const wholeYear = '0';

/** The codes of a year; null when the regulation knows no reports of that year. */
export function codesOf(regulation: Regulation, year: number): readonly string[] | null {
  const range = regulation.periods.find(
    ({ fromYear, toYear }) => year >= fromYear && (toYear === null || year <= toYear),
  );
  return range?.codes ?? null;
}

/** The last month of a period, 1 to 12; null when the year has no such code. */
export function lastMonth(regulation: Regulation, year: number, period: string): number | null {
  const codes = codesOf(regulation, year);
  if (codes === null || !codes.includes(period)) return null;
  if (period === wholeYear) return 12;
  const parts = codes.filter((code) => code !== wholeYear).map(Number);
  const isCounted = Math.max(...parts) === parts.length;
  return isCounted ? (Number(period) * 12) / parts.length : Number(period);
}

/** A month of a year as a day of it; months beyond December are the next year's. */
function dayIn(year: number, month: number, date: number): string {
  const over = Math.floor((month - 1) / 12);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${year + over}-${two(((month - 1) % 12) + 1)}-${two(date)}`;
}

/** The first day after a period; null when there is no such period. Which forms are in force is asked as of it. */
export function dayAfter(regulation: Regulation, year: number, period: string): string | null {
  const month = lastMonth(regulation, year, period);
  return month === null ? null : dayIn(year, month + 1, 1);
}

/** When the report of a period had to be handed in (п. 28): a day off moves it on. Null when there is no such period. */
export function dueOfPeriod(
  regulation: Regulation,
  calendar: WorkingCalendar,
  year: number,
  period: string,
): Due | null {
  const month = lastMonth(regulation, year, period);
  if (month === null) return null;
  const { day, month: after } = regulation.filing;
  return nextWorkingDay(calendar, dayIn(year, month + after, day));
}

/** The stretches of a trend: days up to two months, weeks from Monday up to a year, months beyond. */
import { addCalendarDays, weekdayOf } from '../../domain/calendar.js';

export interface Stretches {
  /** Of every stretch its first and last day, cut to the period. */
  list: { from: string; until: string }[];
  /** The stretch of a day of the period. */
  of(day: string): number;
}

const dayMs = 86_400_000;
const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs;

/** How many days a period has, the last one included. */
export const daysIn = (from: string, until: string) => Math.max(0, number(until) - number(from) + 1);

function begins(day: string, days: number): string {
  if (days <= 62) return day;
  if (days > 366) return `${day.slice(0, 7)}-01`;
  return addCalendarDays(day, 1 - weekdayOf(day));
}

/** Stretches are made as days come. */
export function stretchesOf(from: string, until: string): Stretches {
  const days = daysIn(from, until);
  const list: Stretches['list'] = [];
  const known = new Map<string, number>();
  return {
    list,
    of(day) {
      const start = begins(day, days);
      const found = known.get(start);
      if (found !== undefined) return found;
      const next = days <= 62 ? addCalendarDays(start, 1) : nextAfter(start, days);
      const last = addCalendarDays(next, -1);
      const at = list.push({ from: start < from ? from : start, until: last > until ? until : last }) - 1;
      known.set(start, at);
      return at;
    },
  };
}

function nextAfter(start: string, days: number): string {
  if (days <= 366) return addCalendarDays(start, 7);
  // the 28th and five days more is always in the month that follows
  return `${addCalendarDays(`${start.slice(0, 7)}-28`, 5).slice(0, 7)}-01`;
}

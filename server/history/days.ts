/** Which days a history has, and how busy each is: seasons of reporting, Mondays, days on which all goes wrong. */
import { addCalendarDays, isWorkingDay, weekdayOf, type WorkingCalendar } from '../domain/calendar.js';
import { makeDice } from '../demo/dice.js';

export interface HistoryDay {
  day: string;
  visitors: number;
  /** How many of the booths that the day needs are not opened: somebody is ill. */
  missing: number;
  /** More come than on most days. */
  isCrowded: boolean;
  /** The next working day; after the last one the day on which it would be. */
  ordinal: number;
}

/** The last `count` working days before a day, oldest first. Throws a sentence where the calendar does not reach. */
export function workingDays(calendar: WorkingCalendar, before: string, count: number): string[] {
  const days: string[] = [];
  for (let day = addCalendarDays(before, -1); days.length < count; day = addCalendarDays(day, -1)) {
    const working = isWorkingDay(calendar, day);
    if (typeof working !== 'boolean')
      throw new Error(`The working calendar has no year ${working.undetermined}: the history cannot reach so far.`);
    if (working) days.push(day);
  }
  return days.reverse();
}

const usualSeason = 0.97;
/** Reports of a quarter are handed in until the middle of its second month after: the nearer, the more. */
function seasonOf(day: string): number {
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  const place = (month - 1) % 3;
  if (place === 0) return usualSeason + 0.03 * (date / 31);
  if (place === 1 && date <= 16) return 1 + 0.07 * (date / 16);
  return usualSeason - 0.01;
}

const weekdays = [1, 1.03, 1.01, 1, 0.985, 0.975, 0.8, 0.8] as const;
const shares = { crowded: 0.03, shortHanded: 0.04 };

/** How many come on each day; all together exactly `visits` a day on the average. */
export function busyDays(seed: number, days: readonly string[], visits: number): HistoryDay[] {
  const dice = makeDice(seed * 7919 + 17);
  const weights = days.map((day) => {
    const chance = dice.between(0, 1);
    const crowd = chance < shares.crowded ? dice.between(1.05, 1.1) : 1;
    return seasonOf(day) * (weekdays[weekdayOf(day)] ?? 1) * crowd * dice.about(1, 0.02, 0.95, 1.05);
  });
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let owed = 0;
  return days.map((day, ordinal) => {
    owed += ((weights[ordinal] ?? 0) / all) * visits * days.length;
    // the last day takes what rounding left
    const visitors = ordinal === days.length - 1 ? Math.round(owed) : Math.floor(owed);
    owed -= visitors;
    const isCrowded = visitors > visits * 1.05;
    return { day, visitors, isCrowded, missing: dice.between(0, 1) < shares.shortHanded ? 1 : 0, ordinal };
  });
}

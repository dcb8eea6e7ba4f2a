/** A year of the working calendar as people give it: four lists of days, and the sum that proves them. */
import type { CalendarLists } from '../contract/index.js';
import { addCalendarDays, daysOfYear, isWorkingDay, weekdayOf, yearOf, type WorkingCalendar } from './calendar.js';

/** Years by their number, as people gave them. */
export type GivenYears = ReadonlyMap<number, CalendarLists>;

/** The calendar out of its lists. */
export function calendarOf(years: GivenYears): WorkingCalendar {
  return new Map([...years].map(([year, given]) => [year, yearOf(given)]));
}

/** What is wrong with the lists of a year. */
export interface YearFault {
  field: keyof CalendarLists;
  /** Place in its list; null for the sum. */
  at: number | null;
  /** The day that is wrong; null for the sum. */
  day: string | null;
  why: string;
}

/** Lists whose days are of one half of the week. */
const half = { nonWorkingWeekdays: 'weekday', holidaysOnWeekend: 'weekend', workingWeekends: 'weekend' } as const;
const lists = ['nonWorkingWeekdays', 'holidaysOnWeekend', 'workingWeekends', 'shortDays'] as const;

/** So many days before it is needed, a year that is missing is asked for. */
const aheadDays = 60;

/** Years that terms of these days need and nobody gave, the nearest first. Without any calendar no term counts by one. */
export function missingYears(calendar: WorkingCalendar, today: string): number[] {
  if (calendar.size === 0) return [];
  const needed = new Set([today, addCalendarDays(today, aheadDays)].map((day) => Number(day.slice(0, 4))));
  return [...needed].filter((year) => !calendar.has(year));
}

/** How many days of a year these lists leave to work. */
export function workingDaysOf(year: number, given: CalendarLists): number {
  const calendar = new Map([[year, yearOf(given)]]);
  let count = 0;
  let day = `${year}-01-01`;
  for (let n = 0; n < daysOfYear(year); n += 1, day = addCalendarDays(day, 1))
    if (isWorkingDay(calendar, day) === true) count += 1;
  return count;
}

/** Everything that is wrong with a year: a day of another one, a weekend among the weekdays, a sum that is not theirs. */
export function faultsOfYear(year: number, given: CalendarLists): YearFault[] {
  const faults: YearFault[] = [];
  const calendar = new Map([[year, yearOf(given)]]);
  for (const field of lists) {
    const days = given[field];
    const seen = new Set<string>();
    days.forEach((day, at) => {
      const fault = (why: string) => void faults.push({ field, at, day, why: `${day} ${why}` });
      if (!day.startsWith(`${year}-`)) return fault(`is not in ${year}`);
      if (seen.has(day)) fault('stands here twice');
      seen.add(day);
      const isWeekend = weekdayOf(day) > 5;
      if (field === 'shortDays') {
        if (isWorkingDay(calendar, day) !== true) fault('is not a working day');
      } else if (isWeekend !== (half[field] === 'weekend')) fault(`is ${isWeekend ? '' : 'not '}on a weekend`);
    });
  }
  const count = workingDaysOf(year, given);
  if (count !== given.workingDays5) {
    const why = `the lists make ${count} working days, not ${given.workingDays5}`;
    faults.push({ field: 'workingDays5', at: null, day: null, why });
  }
  return faults;
}

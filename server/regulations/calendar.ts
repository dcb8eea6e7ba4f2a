/**
 * The working calendar, read from its file. What is malformed stops the start and is named; a year that is missing
 * never does: its terms are stored as undetermined until the year is loaded.
 */
import * as z from 'zod';
import { addCalendarDays, daysOfYear, isWorkingDay, weekdayOf, yearOf } from '../domain/calendar.js';
import type { CalendarYear, WorkingCalendar } from '../domain/calendar.js';

const Days = z.array(z.iso.date());
const Year = z.strictObject({
  nonWorkingWeekdays: Days,
  holidaysOnWeekend: Days,
  workingWeekends: Days,
  shortDays: Days,
  /** How many working days the year has in all: the sum that proves the lists. */
  workingDays5: z.number().int(),
});
const CalendarFile = z.record(z.string().regex(/^\d{4}$/, 'a year has four digits'), Year);

/** A calendar that cannot be trusted. The message names the place. */
export class CalendarRefused extends Error {
  constructor(name: string, faults: readonly string[]) {
    super([`The working calendar ${name} is malformed:`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.name = 'CalendarRefused';
  }
}

/**
 * Reads a calendar.
 * @param name of the file, for the message
 * @throws CalendarRefused naming every place: a date outside its year, a weekend among the weekdays, a wrong sum
 */
export function loadCalendar(name: string, json: unknown): WorkingCalendar {
  const parsed = CalendarFile.safeParse(json);
  if (!parsed.success) {
    throw new CalendarRefused(
      name,
      parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'the whole file'}: ${issue.message}`),
    );
  }
  const faults: string[] = [];
  const calendar = new Map<number, CalendarYear>();
  for (const [year, lists] of Object.entries(parsed.data)) {
    const look = (
      list: 'nonWorkingWeekdays' | 'workingWeekends' | 'holidaysOnWeekend' | 'shortDays',
      onWeekend?: boolean,
    ) =>
      lists[list].forEach((day, n) => {
        const place = `${year}.${list}.${n}`;
        if (!day.startsWith(year)) faults.push(`${place}: ${day} is not in ${year}`);
        if (lists[list].indexOf(day) !== n) faults.push(`${place}: ${day} stands here twice`);
        if (onWeekend !== undefined && weekdayOf(day) > 5 !== onWeekend) {
          faults.push(`${place}: ${day} is ${onWeekend ? 'not ' : ''}on a weekend`);
        }
      });
    look('nonWorkingWeekdays', false);
    look('holidaysOnWeekend', true);
    look('workingWeekends', true);
    look('shortDays');
    calendar.set(Number(year), yearOf(lists));
    const working = countWorkingDays(calendar, Number(year));
    if (working !== lists.workingDays5) {
      faults.push(`${year}.workingDays5: the lists make ${working} working days, not ${lists.workingDays5}`);
    }
    lists.shortDays.forEach((day, n) => {
      if (day.startsWith(year) && isWorkingDay(calendar, day) !== true) {
        faults.push(`${year}.shortDays.${n}: ${day} is not a working day`);
      }
    });
  }
  if (faults.length > 0) throw new CalendarRefused(name, faults);
  return calendar;
}

function countWorkingDays(calendar: WorkingCalendar, year: number): number {
  let count = 0;
  let day = `${year}-01-01`;
  for (let n = 0; n < daysOfYear(year); n += 1, day = addCalendarDays(day, 1)) {
    if (isWorkingDay(calendar, day) === true) count += 1;
  }
  return count;
}

/**
 * Calendar days and working days, as terms of the law are counted. A day is `YYYY-MM-DD` in the office's zone;
 * the day of the event is not counted. Pure arithmetic: no clock, no zone, no `Date`.
 */

/** One year's exceptions from Monday to Friday. */
export interface CalendarYear {
  /** Weekdays that are days off. */
  off: ReadonlySet<string>;
  /** Weekend days that are working days. */
  on: ReadonlySet<string>;
  /** Working days that end an hour earlier. */
  short: ReadonlySet<string>;
}

/** A year out of the lists in which people give it. */
export function yearOf(lists: {
  nonWorkingWeekdays: readonly string[];
  workingWeekends: readonly string[];
  shortDays: readonly string[];
}): CalendarYear {
  return {
    off: new Set(lists.nonWorkingWeekdays),
    on: new Set(lists.workingWeekends),
    short: new Set(lists.shortDays),
  };
}

/** By year. A year that is not here is not "Monday to Friday": its terms are undetermined. */
export type WorkingCalendar = ReadonlyMap<number, CalendarYear>;

/** The calendar has no such year. */
export interface Undetermined {
  undetermined: number;
}

/** When a term ends, or for want of which year that cannot be said yet. */
export type Due = { due: string } | Undetermined;

/** A term of days, as a pack writes it. */
export interface Term {
  n: number;
  unit: 'calendarDay' | 'workingDay';
  /** The day of the event: not counted. */
  from: string;
}

/** Is it a working day? Undetermined when the calendar lacks its year. */
export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean | Undetermined {
  const year = calendar.get(Number(day.slice(0, 4)));
  if (!year) return { undetermined: Number(day.slice(0, 4)) };
  return weekdayOf(day) <= 5 ? !year.off.has(day) : year.on.has(day);
}

/** The day that many calendar days later (earlier when negative). */
export function addCalendarDays(day: string, days: number): string {
  return dayOfNumber(numberOfDay(day) + days);
}

/** The n-th working day after `day`; `day` itself when n is 0. */
export function addWorkingDays(calendar: WorkingCalendar, day: string, n: number): Due {
  let due = day;
  for (let left = n; left > 0;) {
    due = addCalendarDays(due, 1);
    const working = isWorkingDay(calendar, due);
    if (typeof working !== 'boolean') return working;
    if (working) left -= 1;
  }
  return { due };
}

/** When a term ends. A calendar term that ends on a day off is not moved: only some laws do that, by `nextWorkingDay`. */
export function term(calendar: WorkingCalendar, { n, unit, from }: Term): Due {
  return unit === 'workingDay' ? addWorkingDays(calendar, from, n) : { due: addCalendarDays(from, n) };
}

/** The day itself if it is a working day, else the next one: where the law moves the end of a term (filing dates). */
export function nextWorkingDay(calendar: WorkingCalendar, day: string): Due {
  let due = day;
  for (;;) {
    const working = isWorkingDay(calendar, due);
    if (typeof working !== 'boolean') return working;
    if (working) return { due };
    due = addCalendarDays(due, 1);
  }
}

/** The calendar with an office's own days: a regional holiday, a Saturday on which it receives. */
export function withOwnDays(
  calendar: WorkingCalendar,
  own: { off: readonly string[]; on: readonly string[] },
): WorkingCalendar {
  return new Map(
    [...calendar].map(([year, { off, on, short }]) => {
      const mine = (days: readonly string[]) => days.filter((day) => Number(day.slice(0, 4)) === year);
      const nowOff = mine(own.off);
      const nowOn = mine(own.on);
      return [
        year,
        {
          off: new Set([...off, ...nowOff].filter((day) => !nowOn.includes(day))),
          on: new Set([...on, ...nowOn].filter((day) => !nowOff.includes(day))),
          short,
        },
      ];
    }),
  );
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  // 1970-01-01 was a Thursday
  return ((((numberOfDay(day) + 3) % 7) + 7) % 7) + 1;
}

/** 365 or 366. */
export function daysOfYear(year: number): number {
  return numberOfDay(`${year + 1}-01-01`) - numberOfDay(`${year}-01-01`);
}

/** Days since 1970-01-01 in the Gregorian calendar; years begin in March here, so that a leap day is the last. */
function numberOfDay(day: string): number {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dayOfNumber(number: number): string {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

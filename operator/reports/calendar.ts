/** Days of the calendar as «YYYY-MM-DD», counted without any zone: a day of the office has no hours here. Pure. */
const DAY_MS = 86_400_000;

/** From the first day to the last, both included. */
export interface Stretch {
  from: string;
  until: string;
}

const parse = (day: string) => Date.parse(`${day}T00:00:00Z`);
const write = (at: number) => new Date(at).toISOString().slice(0, 10);
const two = (value: number) => String(value).padStart(2, '0');

export function addDays(day: string, days: number): string {
  return write(parse(day) + days * DAY_MS);
}

/** How many days, both ends counted. */
export function lengthOf({ from, until }: Stretch): number {
  return Math.round((parse(until) - parse(from)) / DAY_MS) + 1;
}

/** 1 is Monday. */
export function weekdayOf(day: string): number {
  return ((Math.round(parse(day) / DAY_MS) + 3) % 7) + 1;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function isLastOfMonth(day: string): boolean {
  return addDays(day, 1).endsWith('-01');
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The same day so many months on; the 31st becomes the last day of a shorter month, the last day stays the last. */
export function addMonths(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = (count % 12) + 1;
  const longest = daysInMonth(year, month);
  const date = isLastOfMonth(day) ? longest : Math.min(Number(day.slice(8)), longest);
  return `${year}-${two(month)}-${two(date)}`;
}

/** How many months a stretch touches. */
export function monthsOf({ from, until }: Stretch): number {
  const count = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(until) - count(from) + 1;
}

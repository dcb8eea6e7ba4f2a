/**
 * A year of the working calendar under somebody's hands: which days differ from their weekday, and how many working
 * days that makes. Pure; the office checks the same again.
 */
import type { CalendarLists } from '@contract';

/** `short`: a working day that ends an hour earlier. */
export const dayKinds = ['off', 'short', 'work'] as const;
export type DayKind = (typeof dayKinds)[number];

/** Days that are not listed are as their weekday has it; a day off on a weekend is a holiday that falls there. */
export interface YearForm {
  days: Readonly<Record<string, DayKind>>;
  /** As the published calendar says: the sum that proves the marks. */
  workingDays5: number;
}

const DAY_MS = 86_400_000;
const atOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10);

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string) => new Date(atOf(day)).getUTCDay() || 7;
export const dayAfter = (day: string, days: number) => dayAt(atOf(day) + days * DAY_MS);
const usualOf = (day: string): DayKind => (weekdayOf(day) > 5 ? 'off' : 'work');

/** Every day of a month; January is 1. */
export function daysOfMonth(year: number, month: number): string[] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = dayAt(Date.UTC(year, month - 1, 1));
  return Array.from({ length: count }, (_, n) => dayAfter(first, n));
}

const monthsOf = (year: number) => Array.from({ length: 12 }, (_, n) => daysOfMonth(year, n + 1));

export function kindOf({ days }: YearForm, day: string): { kind: DayKind; isUsual: boolean } {
  const kind = days[day];
  return kind === undefined ? { kind: usualOf(day), isUsual: true } : { kind, isUsual: false };
}

/**
 * The day as the brush leaves it: what it was already goes back to what its weekday is, and a weekend day off becomes a
 * holiday that falls there.
 */
export function painted(form: YearForm, day: string, brush: DayKind): YearForm {
  const { [day]: was, ...others } = form.days;
  const isBack = was === brush || (brush === 'work' && usualOf(day) === 'work');
  return { ...form, days: isBack ? others : { ...others, [day]: brush } };
}

/** Working days by the marks. */
export function workingDaysOf(year: number, form: YearForm): number {
  return monthsOf(year)
    .flat()
    .filter((day) => kindOf(form, day).kind !== 'off').length;
}

export function formOf(lists: CalendarLists): YearForm {
  const days: Record<string, DayKind> = {};
  for (const day of [...lists.nonWorkingWeekdays, ...lists.holidaysOnWeekend]) days[day] = 'off';
  for (const day of lists.workingWeekends) days[day] = 'work';
  for (const day of lists.shortDays) days[day] = 'short';
  return { days, workingDays5: lists.workingDays5 };
}

export function listsOf(form: YearForm): CalendarLists {
  const marked = Object.keys(form.days).sort();
  const are = (kind: DayKind, isWeekend: boolean) =>
    marked.filter((day) => form.days[day] === kind && weekdayOf(day) > 5 === isWeekend);
  return {
    nonWorkingWeekdays: are('off', false),
    holidaysOnWeekend: are('off', true),
    workingWeekends: marked.filter((day) => weekdayOf(day) > 5 && form.days[day] !== 'off'),
    shortDays: marked.filter((day) => form.days[day] === 'short'),
    workingDays5: form.workingDays5,
  };
}

/** Mine over theirs, day by day: a mark that another has set elsewhere in the year stays. */
export function mergedYear(seen: YearForm, typed: YearForm, newest: YearForm): YearForm {
  const days: Record<string, DayKind> = { ...newest.days };
  for (const day of new Set([...Object.keys(seen.days), ...Object.keys(typed.days)])) {
    const mine = typed.days[day];
    if (mine === seen.days[day]) continue;
    if (mine === undefined) delete days[day];
    else days[day] = mine;
  }
  const isMine = typed.workingDays5 !== seen.workingDays5;
  return { days, workingDays5: isMine ? typed.workingDays5 : newest.workingDays5 };
}

/** How many of the last years must agree on a holiday, so that it is proposed. */
const yearsThatAgree = 5;

/**
 * A year that nobody has given yet, to begin with: days that were marked off by name in each of the last years. Days
 * that the government moves are not among them, nor is the sum: both come from the published calendar.
 */
export function proposed(year: number, known: readonly { year: number; lists: CalendarLists }[]): YearForm {
  const last = known
    .filter((one) => one.year < year)
    .sort((one, other) => other.year - one.year)
    .slice(0, yearsThatAgree)
    .map(({ lists }) => new Set([...lists.nonWorkingWeekdays, ...lists.holidaysOnWeekend].map((day) => day.slice(5))));
  if (last.length < yearsThatAgree) return { days: {}, workingDays5: 0 };
  const agreed = monthsOf(year)
    .flat()
    .filter((day) => last.every((dates) => dates.has(day.slice(5))));
  return { days: Object.fromEntries(agreed.map((day) => [day, 'off'])), workingDays5: 0 };
}

const listNames = ['nonWorkingWeekdays', 'holidaysOnWeekend', 'workingWeekends', 'shortDays'] as const;

const isDay = (day: unknown): day is string =>
  typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(atOf(day)) && dayAt(atOf(day)) === day;

/** Lists of one year as a file has them; null when it is none, be it for one day that is no day. */
function listsRead(value: unknown): CalendarLists | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [nonWorkingWeekdays, holidaysOnWeekend, workingWeekends, shortDays] = listNames.map((name) => {
    const list = fields.get(name);
    return Array.isArray(list) && list.every(isDay) ? list : null;
  });
  const sum = fields.get('workingDays5');
  if (!nonWorkingWeekdays || !holidaysOnWeekend || !workingWeekends || !shortDays) return null;
  if (typeof sum !== 'number' || !Number.isInteger(sum)) return null;
  return { nonWorkingWeekdays, holidaysOnWeekend, workingWeekends, shortDays, workingDays5: sum };
}

/**
 * What a file says of a year: its lists alone, or a file of several years (`{ "2027": { … } }`). Null when it says
 * nothing of that year, or is no calendar.
 */
export function yearRead(text: string, year: number): YearForm | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const lists = listsRead(new Map<string, unknown>(Object.entries(value)).get(String(year)) ?? value);
  if (lists === null || listNames.some((name) => lists[name].some((day) => !day.startsWith(`${year}-`)))) return null;
  return formOf(lists);
}

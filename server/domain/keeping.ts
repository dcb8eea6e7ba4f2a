/** Until when a record is kept: its rule, what the office set over it, and a hold that only lengthens. */
import type { DataSubject, Period, RetentionCode, Words } from '../contract/index.js';
import { addCalendarDays } from './calendar.js';
import { isSame } from './change.js';
import type { Hold } from './erasure.js';
import type { Instant } from './instant.js';
import type { Office } from './office.js';
import type { Settings } from './settings.js';

/** A term of keeping as the retention rules have it. */
export interface RetentionRule {
  code: RetentionCode;
  title: Words;
  /** From which event it counts. */
  from: Words;
  /** Null: for ever. */
  keep: Period | null;
  /** Nothing shorter may be set; null: an office cannot change it. */
  least: Period | null;
  /** An act prescribes it; otherwise it is proposed, and the office puts it right. */
  isPrescribed: boolean;
  /** The act, or why so long. */
  ref: Words;
}

/** The rules by their codes; each code has one. */
export type RetentionRules = ReadonlyMap<RetentionCode, RetentionRule>;

/** The period in force: the office's own, or the rule's; null: for ever. */
export function periodOf({ code, keep }: RetentionRule, settings: Pick<Settings, 'retention'>): Period | null {
  return settings.retention[code] ?? keep;
}

/** Days are compared as they are written, with years of four digits: what is later than these is never. */
const [firstYear, lastYear] = [1, 9999];

const isYear = (year: number) => year >= firstYear && year <= lastYear;

/** A year as a day has it. */
const written = (year: number) => String(year).padStart(4, '0');

/**
 * The first day on which a record may go; null: never. `from` is the day of the event that the rule counts from; years
 * count from 1 January of the year after it.
 */
export function keepUntil(from: string, period: Period | null, hold: Pick<Hold, 'until'> | null): string | null {
  if (period === null) return null;
  const until = dayAfter(from, period);
  if (until === null) return null;
  return hold !== null && hold.until !== null && hold.until > until ? hold.until : until;
}

/**
 * The last day whose records may go on this one, as `keepUntil` counts; null: none ever. Whoever looks for what is past
 * its term asks here, so that nobody counts it otherwise.
 */
export function lastDayPast(today: string, period: Period | null): string | null {
  if (period === null) return null;
  const { n, unit } = period;
  const [year = 0, month = 1] = today.split('-').map(Number);
  if (!isYear(year - 1 - yearsOf(period))) return null;
  if (unit === 'day') return addCalendarDays(today, -n);
  if (unit === 'year') return `${written(year - n - 1)}-12-31`;
  // a month is as long as its days: tried from the last of that month
  let day = addCalendarDays(firstOf(year, month - n + 1), -1);
  while ((dayAfter(day, period) ?? today) > today) day = addCalendarDays(day, -1);
  return day;
}

/** Whole years that a period is not longer than. */
function yearsOf({ n, unit }: Period): number {
  return Math.ceil(n / { day: 365, month: 12, year: 1 }[unit]);
}

/** Null: later than any day that can be written. */
function dayAfter(from: string, period: Period): string | null {
  const { n, unit } = period;
  const [year = 0, month = 1] = from.split('-').map(Number);
  if (!isYear(year + 1 + yearsOf(period))) return null;
  if (unit === 'year') return `${written(year + 1 + n)}-01-01`;
  if (unit === 'day') return addCalendarDays(from, n);
  const last = addCalendarDays(firstOf(year, month + n + 1), -1);
  const same = `${last.slice(0, 8)}${from.slice(8)}`;
  // a month without that day ends before it
  return same < last ? same : last;
}

/** The first day of a month; months are counted on over the end of the year. */
function firstOf(year: number, month: number): string {
  const months = year * 12 + month - 1;
  return `${written(Math.floor(months / 12))}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

/** A record of words about people as the keeping sees it: what it is, from when it is kept, and whether work on it is open. */
export interface KeptRecord {
  subject: DataSubject;
  /** Its rule. */
  code: RetentionCode;
  /** 0 for what has none; it changes with the erasure too. */
  revision: number;
  /** The event that its rule counts from: an instant, or a day where only the day is known. */
  from: Instant | string;
  /** It is worked on, or a term of it runs. */
  isOpen: boolean;
  isErased: boolean;
  visitId: string | null;
}

/** How long things are kept here: the rules, and what the office set over them. */
export interface Keeping {
  rules: RetentionRules;
  settings: Pick<Settings, 'retention'>;
  dayOf: (at: Instant) => string;
}

/** The first day on which a record may go; null: never. */
export function recordUntil(record: KeptRecord, keeping: Keeping, hold: Pick<Hold, 'until'> | null): string | null {
  const rule = keeping.rules.get(record.code);
  // what no rule speaks of is not ours to destroy
  if (rule === undefined) return null;
  const period = periodOf(rule, keeping.settings);
  const from = typeof record.from === 'string' ? record.from : dayFor(record.from, period, keeping);
  return keepUntil(from, period, hold);
}

const dayMs = 24 * 3_600_000;

/** The day of an instant; of years only the year counts, and away from its end no zone is needed to know it. */
function dayFor(at: Instant, period: Period | null, { dayOf }: Keeping): string {
  if (period?.unit !== 'year') return dayOf(at);
  const day = addCalendarDays('1970-01-01', Math.floor(at / dayMs));
  return day.endsWith('-12-31') || day.endsWith('-01-01') ? dayOf(at) : day;
}

/** The terms that an office has settled: what is past them may go by itself. */
export interface SettledTerms {
  at: Instant;
  /** An actor's id. */
  by: string;
  /** Every term as it was shown then. */
  terms: Partial<Record<RetentionCode, Period | null>>;
}

/** Every term in force, by its code. */
export function termsInForce(rules: RetentionRules, settings: Pick<Settings, 'retention'>): SettledTerms['terms'] {
  return Object.fromEntries([...rules.values()].map((rule) => [rule.code, periodOf(rule, settings)]));
}

/**
 * Has the office settled its terms as they are in force? Ours are proposals: until somebody of the office has seen every
 * one and said so, nothing goes by itself; nor after a term changed, by a press or with a new version of the program.
 */
export function isSettled(rules: RetentionRules, settings: Pick<Settings, 'retention' | 'settledTerms'>): boolean {
  const { settledTerms } = settings;
  return settledTerms !== null && isSame(settledTerms.terms, termsInForce(rules, settings));
}

/**
 * May what is past its term go by itself now? Not while a day is open: years of records would stand in the way of its
 * presses. And never before the office has settled its own terms: what is destroyed does not come back.
 */
export function maySweep({ day, retention, settings }: Pick<Office, 'day' | 'retention' | 'settings'>): boolean {
  return (day === null || day.phase === 'closed') && isSettled(retention, settings);
}

/** Days that a term may begin on, for a comparison of two: a year's end, a short month, a leap day. */
const anyDays = ['2025-01-01', '2025-01-31', '2024-02-29', '2025-12-31'];

/** Later than every day. */
const never = '9999-99';

/** Is a period shorter than another one, whatever day it counts from? */
export function isShorter(period: Period, least: Period): boolean {
  const until = (day: string, of: Period) => keepUntil(day, of, null) ?? never;
  return anyDays.some((day) => until(day, period) < until(day, least));
}

/**
 * The working calendar, read from its file. What is malformed stops the start and is named; a year that is missing
 * never does: its terms are stored as undetermined until the year is loaded.
 */
import * as z from 'zod';
import { CalendarLists } from '../contract/index.js';
import { faultsOfYear, type GivenYears } from '../domain/yearlists.js';

const CalendarFile = z.record(z.string().regex(/^\d{4}$/, 'a year has four digits'), CalendarLists);

/** A calendar that cannot be trusted. The message names the place. */
export class CalendarRefused extends Error {
  constructor(name: string, faults: readonly string[]) {
    super([`The working calendar ${name} is malformed:`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.name = 'CalendarRefused';
  }
}

/**
 * Reads a calendar: its years as their lists.
 * @param name of the file, for the message
 * @throws CalendarRefused naming every place: a date outside its year, a weekend among the weekdays, a wrong sum
 */
export function loadCalendar(name: string, json: unknown): GivenYears {
  const parsed = CalendarFile.safeParse(json);
  if (!parsed.success) {
    throw new CalendarRefused(
      name,
      parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'the whole file'}: ${issue.message}`),
    );
  }
  const years = Object.entries(parsed.data);
  const faults = years.flatMap(([year, lists]) =>
    faultsOfYear(Number(year), lists).map(
      ({ field, at, why }) => `${year}.${field}${at === null ? '' : `.${at}`}: ${why}`,
    ),
  );
  if (faults.length > 0) throw new CalendarRefused(name, faults);
  return new Map(years.map(([year, lists]) => [Number(year), lists]));
}

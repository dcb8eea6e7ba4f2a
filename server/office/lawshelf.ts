/** The law of an office as the pages of its settings tell it: years of the working calendar. */
import type { Report } from '../contract/index.js';
import type { Office } from '../domain/office.js';
import { missingYears } from '../domain/yearlists.js';
import { marksOf } from './changefaces.js';

/** Every year that is known, and for want of which ones terms are not determined. */
export function calendarPage(office: Office, today: string): Report<'calendars'> {
  const { programYears, ownYears, calendar, terms } = office;
  const years = [...new Set([...programYears.keys(), ...ownYears.keys()])].sort((one, other) => one - other);
  const waits = [...terms.values()].flatMap(({ due }) => ('due' in due ? [] : [due.undetermined]));
  const missing = new Set([...missingYears(calendar, today), ...waits.filter((year) => !calendar.has(year))]);
  return {
    years: years.flatMap((year) => {
      const own = ownYears.get(year)?.lists;
      const lists = own ?? programYears.get(year);
      return lists === undefined ? [] : [{ year, source: own === undefined ? 'built-in' : 'own', lists }];
    }),
    missing: [...missing].sort((one, other) => one - other),
    undetermined: waits.length,
    marks: marksOf(office),
  };
}

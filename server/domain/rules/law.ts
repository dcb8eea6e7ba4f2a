/** Which pack is in force from which day, and the years of the working calendar. */
import type { CalendarLists } from '../../contract/index.js';
import { change, type Judged } from '../edit.js';
import { refuse, type Refused, type Rule } from '../decide.js';
import { faultsOfYear, workingDaysOf } from '../yearlists.js';

/** Refuses: notFound, editedMeanwhile, tooLate, packUnfit (service), inUse. */
export const forcePack: Rule<'pack:force'> = () => refuse('notNow');

/** Refuses: notFound, editedMeanwhile, tooLate. */
export const dropPack: Rule<'pack:drop'> = () => refuse('notNow');

/** As marks name a year of the calendar. */
export const yearThing = (year: number): string => `calendar:${year}`;

/** Of a year that nobody gave. */
const noYear: Partial<CalendarLists> = {};

/**
 * A year of the working calendar, at once: terms that waited for it are determined by the clockwork after it. What was
 * determined already stays as it was told to people on paper.
 * Refuses: editedMeanwhile, badAnswer (field, and the day or how many days the lists make).
 */
export const setYear: Rule<'calendar:set'> = (office, press, context) => {
  const { year, lists, seen } = press;
  const thing = yearThing(year);
  const judge = (): Judged | Refused => {
    const [fault] = faultsOfYear(year, lists);
    if (fault !== undefined) {
      const { field, day } = fault;
      return refuse('badAnswer', day === null ? { field, count: workingDaysOf(year, lists) } : { field, day });
    }
    return {
      thing,
      kind: 'calendar:set',
      about: { year },
      before: office.ownYears.get(year)?.lists ?? office.programYears.get(year) ?? noYear,
      after: lists,
      later: [],
      write: () => [{ table: 'calendarYear', row: { year, lists } }],
      plan: null,
    };
  };
  return change(office, { thing, seen }, judge, context);
};

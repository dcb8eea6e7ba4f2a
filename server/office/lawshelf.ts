/** The law of an office as the pages of its settings tell it: its packs, and the years of the working calendar. */
import type { Report } from '../contract/index.js';
import { lawDay } from '../domain/law.js';
import type { Office } from '../domain/office.js';
import { missingYears } from '../domain/yearlists.js';
import type { Pack } from '../regulations/pack.js';
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

type PackRow = Report<'packs'>['packs'][number];

/** Every pack of the ids under which the office works: the program's own, then those handed in, the newest first. */
export function packsPage(office: Office, builtIn: ReadonlyMap<string, Pack>, today: string): Report<'packs'> {
  const day = lawDay(office, today);
  const isInForce = (packId: string, version: string) => office.regulations.get(packId)?.version === version;
  const own = [...builtIn.values()].filter(({ id }) => office.regulations.has(id));
  const handedIn = [...office.packs.values()].sort((one, other) => other.uploadedAt - one.uploadedAt);
  return {
    packs: [
      ...handedIn.map(({ packRowId, packId, version, title, hash, uploadedAt, uploadedBy, fromDay }): PackRow => {
        const by = office.people.get(uploadedBy)?.short ?? uploadedBy;
        const hasCome = fromDay !== null && fromDay <= day;
        const ahead = fromDay === null ? 'checked' : 'planned';
        const state = !hasCome ? ahead : isInForce(packId, version) ? 'inForce' : 'past';
        return { packRowId, packId, version, title, hash, uploadedAt, by, fromDay, state };
      }),
      ...own.map(({ id: packId, version, title, hash }): PackRow => {
        const none = { packRowId: null, uploadedAt: null, by: null, fromDay: null };
        return { ...none, packId, version, title, hash, state: isInForce(packId, version) ? 'inForce' : 'past' };
      }),
    ],
    marks: marksOf(office),
  };
}

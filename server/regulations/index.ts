/**
 * THE LAW AS DATA: the packs that this program knows, and the working calendar. A new order is a new file in this list.
 */
import type { WorkingCalendar } from '../domain/calendar.js';
import { calendarOf, type GivenYears } from '../domain/yearlists.js';
import type { FileFormat } from '../domain/format.js';
import type { RetentionRules } from '../domain/keeping.js';
import type { FindingRule } from '../domain/regulation.js';
import { loadCalendar } from './calendar.js';
import { joined, loadCatalogue } from './formats/catalogue.js';
import checks from './formats/checks.json' with { type: 'json' };
import { findingRulesOf, loadFormats } from './formats/format.js';
import { loadPack, type Pack } from './pack.js';
import retentionRu from './retention-ru.json' with { type: 'json' };
import { loadRetention } from './retention.js';
import pfr196n from './ru.pfr.196n-2012.json' with { type: 'json' };
import calendarRu from './working-calendar-ru.json' with { type: 'json' };

const files: Record<string, unknown> = { 'ru.pfr.196n-2012.json': pfr196n };

export interface Law {
  /** By id. */
  packs: ReadonlyMap<string, Pack>;
  calendar: WorkingCalendar;
  /** The same by the lists in which it was given. */
  years: GivenYears;
  /** Rules of the file formats that a finding may name. */
  findingRules: readonly FindingRule[];
  /** Formats of payers' files that can be read. */
  formats: FileFormat[];
  /** How long every kind of record is kept. */
  retention: RetentionRules;
}

/** Reads packs and calendar; throws with every place that is wrong, and then the office must not start. */
export function loadLaw(sha256: (text: string) => string): Law {
  const packs = Object.entries(files).map(([name, json]) => loadPack(name, json, sha256));
  const formats = loadFormats();
  const years = loadCalendar('working-calendar-ru.json', calendarRu);
  return {
    packs: new Map(packs.map((pack) => [pack.id, pack])),
    calendar: calendarOf(years),
    years,
    findingRules: joined(loadCatalogue('formats/checks.json', checks), ...formats.map(findingRulesOf)),
    formats,
    retention: loadRetention('retention-ru.json', retentionRu),
  };
}

/** The visits behind a number: the same filter, the same standings, the same hours as the figures, row by row. */
import type { TicketFilter } from '../../contract/index.js';
import type { DayFacts } from '../facts/dayfacts.js';
import { Names, whoseOf } from './filter.js';
import { cellOf, isPassed, lawsOf, verdictOf, verdicts, type Laws } from './gather.js';
import type { Known } from './known.js';
import { minuteOf } from './lines.js';
import { counted, shown, standingOf } from './standing.js';

/** Finds the visits of a filter, a day at a time. */
export interface Finder {
  /** Rows of the day's visits, in the order of the day. */
  rowsIn(day: DayFacts): number[];
  /** The standing of a visit. */
  standingOf(day: DayFacts, row: number): number;
  /** What became of a reception against its norm. */
  verdictOf(day: DayFacts, row: number): number;
}

export function finderOf(known: Known, filter: TicketFilter, offsetOf: (at: number) => number): Finder {
  const names = new Names(whoseOf(filter));
  const laws = lawsOf(known, names);
  const wanted = shown[filter.show];
  let last: { day: DayFacts; codes: Uint16Array } | null = null;
  const codesOf = (day: DayFacts) => (last?.day === day ? last : (last = { day, codes: names.of(day) })).codes;

  const standing = ({ visits }: DayFacts, row: number, codes: Uint16Array) =>
    standingOf(visits, row, laws.waitMs[codes[visits.service[row] ?? 0] ?? 0] ?? 0);

  function isAt({ visits }: DayFacts, row: number): boolean {
    const { weekday, hour, minute } = filter;
    if (weekday === undefined && hour === undefined && minute === undefined) return true;
    if (minute !== undefined) {
      if ((visits.begunAt[row] ?? 0) === 0 || minuteOf(visits.waitMs[row] ?? 0) !== minute) return false;
      if (weekday === undefined && hour === undefined) return true;
    }
    const startAt = visits.startAt[row] ?? 0;
    const cell = cellOf(startAt, offsetOf(startAt));
    return (
      (weekday === undefined || Math.floor(cell / 24) + 1 === weekday) && (hour === undefined || cell % 24 === hour)
    );
  }

  function rowsIn(day: DayFacts): number[] {
    const codes = codesOf(day);
    const { visits } = day;
    // a reception is its own booth's and operator's: its visit is found by it
    const over = filter.show === 'overNorm' ? overNorm(day, codes, names, laws) : null;
    const rows: number[] = [];
    for (let row = 0; row < visits.seq.length; row += 1) {
      const isIn =
        over === null
          ? isPassed(
              names.passes,
              codes[visits.service[row] ?? 0] ?? 0,
              codes[visits.user[row] ?? 0] ?? 0,
              codes[visits.booth[row] ?? 0] ?? 0,
              codes[visits.channel[row] ?? 0] ?? 0,
              codes[visits.category[row] ?? 0] ?? 0,
            )
          : over.has(row);
      if (isIn && wanted[standing(day, row, codes)] === 1 && isAt(day, row)) rows.push(row);
    }
    return rows;
  }

  return {
    rowsIn,
    standingOf: (day, row) => standing(day, row, codesOf(day)),
    verdictOf(day, row) {
      const service = codesOf(day)[day.receptions.service[row] ?? 0] ?? 0;
      return verdictOf(day.receptions, row, laws.isByLaw[service] === 1);
    },
  };
}

/** Rows of visits of which a reception that the filter lets pass was longer than its norm. */
function overNorm({ receptions }: DayFacts, codes: Uint16Array, names: Names, laws: Laws): Set<number> {
  const visits = new Set<number>();
  for (let row = 0; row < receptions.visit.length; row += 1) {
    const service = codes[receptions.service[row] ?? 0] ?? 0;
    const passed = isPassed(
      names.passes,
      service,
      codes[receptions.user[row] ?? 0] ?? 0,
      codes[receptions.booth[row] ?? 0] ?? 0,
      codes[receptions.channel[row] ?? 0] ?? 0,
      codes[receptions.category[row] ?? 0] ?? 0,
    );
    if (passed && verdictOf(receptions, row, laws.isByLaw[service] === 1) === verdicts.passed)
      visits.add(receptions.visit[row] ?? -1);
  }
  return visits;
}

/** Was the wait within its norm? Null: nothing can be said (yet). */
export function isInTime(standing: number): boolean | null {
  if (counted.inTime[standing] === 1) return true;
  return counted.late[standing] === 1 ? false : null;
}

/** The visits behind a number: the same filter, the same standings, the same hours as the figures, row by row. */
import type { TicketFilter } from '../../contract/index.js';
import type { DayFacts } from '../facts/dayfacts.js';
import { Names, whoseOf, type Lots } from './filter.js';
import type { World } from '../world.js';
import { cellOf, verdictOf, verdicts } from './gather.js';
import { Laws } from './laws.js';
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

/** A day's lots, and which of them (1) are judged by a norm of the law. */
interface OfLots {
  lots: Lots;
  isByLaw: Uint16Array;
}

export function finderOf(world: World, known: Known, filter: TicketFilter): Finder {
  const { offsetOf } = world;
  const names = new Names(whoseOf(filter));
  const laws = new Laws(world, known, names);
  const wanted = shown[filter.show];
  let last: (OfLots & { day: DayFacts }) | null = null;
  function ofDay(day: DayFacts): OfLots {
    if (last?.day === day) return last;
    const lots = names.lotsOf(day, names.of(day));
    last = { day, lots, isByLaw: laws.placesOf(lots).map((place) => (laws.list[place]?.isByLaw === true ? 1 : 0)) };
    return last;
  }

  const standing = ({ visits }: DayFacts, row: number, { services }: Lots) =>
    standingOf(visits, row, laws.waitMs[services[visits.lot[row] ?? 0] ?? 0] ?? 0);

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
    const { lots, isByLaw } = ofDay(day);
    const { visits } = day;
    // a reception is its own booth's and operator's: its visit is found by it
    const over = filter.show === 'overNorm' ? overNorm(day, lots, isByLaw) : null;
    const rows: number[] = [];
    for (let row = 0; row < visits.seq.length; row += 1) {
      const isIn = over === null ? lots.passes[visits.lot[row] ?? 0] === 1 : over.has(row);
      if (isIn && wanted[standing(day, row, lots)] === 1 && isAt(day, row)) rows.push(row);
    }
    return rows;
  }

  return {
    rowsIn,
    standingOf: (day, row) => standing(day, row, ofDay(day).lots),
    verdictOf: (day, row) => verdictOf(day.receptions, row, ofDay(day).isByLaw[day.receptions.lot[row] ?? 0] === 1),
  };
}

/** Rows of visits of which a reception that the filter lets pass was longer than its norm. */
function overNorm({ receptions }: DayFacts, { passes }: Lots, isByLaw: Uint16Array): Set<number> {
  const visits = new Set<number>();
  for (let row = 0; row < receptions.visit.length; row += 1) {
    const lot = receptions.lot[row] ?? 0;
    if (passes[lot] !== 1) continue;
    if (verdictOf(receptions, row, isByLaw[lot] === 1) === verdicts.passed) visits.add(receptions.visit[row] ?? -1);
  }
  return visits;
}

/** Was the wait within its norm? Null: nothing can be said (yet). */
export function isInTime(standing: number): boolean | null {
  if (counted.inTime[standing] === 1) return true;
  return counted.late[standing] === 1 ? false : null;
}

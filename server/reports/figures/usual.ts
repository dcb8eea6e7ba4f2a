/** What a usual day like today had reached by this time: the last eight days of reception of the same weekday. */
import { visitStatuses, type Report } from '../../contract/index.js';
import { addCalendarDays } from '../../domain/calendar.js';
import type { DayFacts } from '../facts/dayfacts.js';
import type { Facts } from '../facts/days.js';
import type { World } from '../world.js';
import { whoseOf, Names } from './filter.js';
import { readKnown } from './known.js';
import { Laws } from './laws.js';
import { counted, standingOf } from './standing.js';

const served = visitStatuses.indexOf('served');
const most = 8;
/** Half a year back, and no further: a day of reception falls out on holidays only. */
const weeks = 26;

interface Reached {
  served: number;
  within: number;
  of: number;
}

/** What a day had reached by an instant: visits served, and waits judged, by then. */
function reachedBy({ visits, lots }: DayFacts, codes: Uint16Array, laws: Laws, at: number): Reached {
  const reached: Reached = { served: 0, within: 0, of: 0 };
  for (let row = 0; row < visits.seq.length; row += 1) {
    const standing = standingOf(visits, row, laws.waitMs[codes[lots.service[visits.lot[row] ?? 0] ?? 0] ?? 0] ?? 0);
    const begunAt = visits.begunAt[row] ?? 0;
    const endedAt = visits.endedAt[row] ?? 0;
    const isOver = endedAt > 0 && endedAt <= at;
    if (isOver && visits.status[row] === served) reached.served += 1;
    if (counted.judged[standing] !== 1 || !(begunAt > 0 ? begunAt <= at : isOver)) continue;
    reached.of += 1;
    if (counted.inTime[standing] === 1) reached.within += 1;
  }
  return reached;
}

export function usual(world: World, days: Facts): Report<'usual'> {
  const names = new Names(whoseOf({}));
  const laws = new Laws(world, readKnown(world), names);
  const { today, now, wallOf } = world;
  // by the wall: at ten past two, whatever the clocks were then
  const wall = Date.parse(`${wallOf(now)}Z`) - Date.parse(`${today}T00:00:00Z`);
  const reached: Reached[] = [];
  for (let week = 1; week <= weeks && reached.length < most; week += 1) {
    const day = addCalendarDays(today, -7 * week);
    for (const facts of days.between(day, day)) {
      const local = Date.parse(`${day}T00:00:00Z`) + wall;
      const at = local - world.offsetOf(local - world.offsetOf(local));
      reached.push(reachedBy(facts, names.of(facts), laws, at));
    }
  }
  if (reached.length === 0) return { days: 0, served: null, inTime: null };
  const sum = (of: (one: Reached) => number) => reached.reduce((total, one) => total + of(one), 0);
  return {
    days: reached.length,
    served: sum(({ served }) => served) / reached.length,
    inTime: { within: sum(({ within }) => within), of: sum(({ of }) => of) },
  };
}

/** Booths' and operators' time: shifts, pauses by reason, time with a visitor and time between a call and its beginning. */
import { pauseReasons, type PauseReason, type WorkTime } from '../../contract/index.js';
import type { ShiftFacts } from '../facts/dayfacts.js';
import { passOf, type Names } from './filter.js';

/** By `operator:<code>` and `booth:<code>` of the names. */
export type Works = Map<string, WorkTime>;

const nothing = (): WorkTime => ({
  shifts: 0,
  openMs: 0,
  pausedMs: { lunch: 0, break: 0, documents: 0, technical: 0, meeting: 0 } satisfies Record<PauseReason, number>,
  busyMs: 0,
  calledMs: 0,
});

function workOf(works: Works, key: string): WorkTime {
  const known = works.get(key);
  if (known !== undefined) return known;
  const made = nothing();
  works.set(key, made);
  return made;
}

/** Adds a day's shifts. A shift belongs to its operator and its booth; service, channel and category do not choose. */
export function addShifts(works: Works, shifts: ShiftFacts, codes: Uint16Array, names: Names, now: number): void {
  const { passes } = names;
  for (let row = 0; row < shifts.user.length; row += 1) {
    const user = codes[shifts.user[row] ?? 0] ?? 0;
    const booth = codes[shifts.booth[row] ?? 0] ?? 0;
    if (((passes[user] ?? 0) & passOf.operator) === 0 || ((passes[booth] ?? 0) & passOf.booth) === 0) continue;
    const closedAt = shifts.closedAt[row] ?? 0;
    const openMs = Math.max(0, (closedAt === 0 ? now : closedAt) - (shifts.openedAt[row] ?? 0));
    for (const key of [`operator:${user}`, `booth:${booth}`]) {
      const work = workOf(works, key);
      work.shifts += 1;
      work.openMs += openMs;
      work.busyMs += shifts.busyMs[row] ?? 0;
      work.calledMs += shifts.calledMs[row] ?? 0;
      pauseReasons.forEach((reason, at) => {
        work.pausedMs[reason] = (work.pausedMs[reason] ?? 0) + (shifts.paused[at]?.[row] ?? 0);
      });
    }
  }
}

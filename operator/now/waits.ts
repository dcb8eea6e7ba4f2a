/** Who waits, against the norm of waiting (п. 34): who has passed it, who will, and on what scale. Pure. */
import type { HallView, VisitRow } from '@contract';
import { minutesToMs } from '../time';

export interface Wait {
  row: VisitRow;
  ageMs: number;
  /** Forecast of the whole wait, never less than what was waited already; null when nobody can call. */
  wholeMs: number | null;
}

export interface Waits {
  /** Have waited longer than the norm, the longest first. */
  passed: Wait[];
  /** Will pass it as things stand, the worst first; who can be called by nobody comes before them. */
  willPass: Wait[];
  /** Have waited for `soonMs` and will be in time. */
  soon: Wait[];
}

/** A wait at this moment of office time. */
export function waitOf(row: VisitRow, now: number): Wait {
  const ageMs = Math.max(0, now - row.startAt);
  return { row, ageMs, wholeMs: row.forecastMs === null ? null : Math.max(row.forecastMs, ageMs) };
}

/** Each visitor in one list at most. `soonMs`: the wait that is looked at before the norm is passed; null is off. */
export function waitsOf(queue: readonly VisitRow[], now: number, normMs: number, soonMs: number | null): Waits {
  const waits: Waits = { passed: [], willPass: [], soon: [] };
  for (const row of queue) {
    const wait = waitOf(row, now);
    if (wait.ageMs > normMs) waits.passed.push(wait);
    else if (row.willPass || row.stranded || (wait.wholeMs ?? 0) > normMs) waits.willPass.push(wait);
    else if (soonMs !== null && wait.ageMs >= soonMs) waits.soon.push(wait);
  }
  const longest = (one: Wait, other: Wait) => other.ageMs - one.ageMs;
  waits.passed.sort(longest);
  waits.soon.sort(longest);
  waits.willPass.sort((one, other) => (other.wholeMs ?? Infinity) - (one.wholeMs ?? Infinity) || longest(one, other));
  return waits;
}

/** The scale ends at so many norms: what is longer is as bad, and the tick of the norm stays where it can be seen. */
const NORMS = 3;

/** The width of the scale in milliseconds, one for all rows: a third more than the norm, or the longest in fives. */
export function scaleOf(waits: readonly Wait[], normMs: number): number {
  const fiveMs = minutesToMs(5);
  const longest = Math.max(normMs, ...waits.map(({ wholeMs, ageMs }) => wholeMs ?? ageMs));
  return Math.min(normMs * NORMS, Math.max((normMs * 4) / 3, Math.ceil(longest / fiveMs) * fiveMs));
}

export interface HallFigures {
  oldest: Wait | null;
  /** The worst forecast; null while nobody waits or nobody can be called. */
  worst: (Wait & { wholeMs: number }) | null;
  /** Booths by what goes on there; `open` are all but the closed ones. */
  booths: Record<HallView['booths'][number]['state'] | 'open', number>;
}

export function figuresOf(view: Pick<HallView, 'queue' | 'booths'>, now: number): HallFigures {
  let oldest: Wait | null = null;
  let worst: HallFigures['worst'] = null;
  for (const row of view.queue) {
    const wait = waitOf(row, now);
    if (oldest === null || wait.ageMs > oldest.ageMs) oldest = wait;
    const { wholeMs } = wait;
    if (wholeMs !== null && (worst === null || wholeMs > worst.wholeMs)) worst = { ...wait, wholeMs };
  }
  const booths = { closed: 0, free: 0, called: 0, serving: 0, paused: 0, open: 0 };
  for (const { state } of view.booths) {
    booths[state] += 1;
    if (state !== 'closed') booths.open += 1;
  }
  return { oldest, worst, booths };
}

/** What waits for one service: how many, who longest, the worst forecast. */
export interface QueueFigures {
  oldest: Wait | null;
  worstMs: number | null;
}

export function queuesOf(queue: readonly VisitRow[], now: number): Map<string, QueueFigures> {
  const found = new Map<string, QueueFigures>();
  for (const row of queue) {
    const wait = waitOf(row, now);
    const before = found.get(row.serviceId) ?? { oldest: null, worstMs: null };
    found.set(row.serviceId, {
      oldest: before.oldest !== null && before.oldest.ageMs >= wait.ageMs ? before.oldest : wait,
      worstMs: wait.wholeMs === null ? before.worstMs : Math.max(wait.wholeMs, before.worstMs ?? 0),
    });
  }
  return found;
}

/** By how many percentage points a share differs from the usual one, to a tenth; null where either is of nothing. */
export function pointsOver(
  today: { within: number; of: number },
  usual: { within: number; of: number } | null,
): number | null {
  if (usual === null || usual.of === 0 || today.of === 0) return null;
  return Math.round((today.within / today.of - usual.within / usual.of) * 1000) / 10;
}

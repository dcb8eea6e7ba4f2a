/**
 * Exact medians and percentiles of many groups at once: the lengths are put in order one time, and each grouping is one
 * walk over that order. Nothing is sampled.
 */
import type { Spread } from '../../contract/index.js';

/** Two digits of eleven bits hold 70 minutes in milliseconds, three whatever 32 bits hold. */
const digit = 2048;
const digitBits = 11;

/** Lengths in their order, the shortest first, and whose each is. */
export interface Ordered {
  lengths: Int32Array;
  rows: Uint32Array;
}

/** Puts lengths in order; a row with a negative length has none and is left out. */
export function ordered(lengths: Int32Array): Ordered {
  let size = 0;
  let longest = 0;
  for (let row = 0; row < lengths.length; row += 1) {
    const length = lengths[row] ?? -1;
    if (length >= 0) size += 1;
    if (length > longest) longest = length;
  }
  let from = { lengths: new Int32Array(size), rows: new Uint32Array(size) };
  let to = { lengths: new Int32Array(size), rows: new Uint32Array(size) };
  let put = 0;
  for (let row = 0; row < lengths.length; row += 1) {
    const length = lengths[row] ?? -1;
    if (length < 0) continue;
    from.lengths[put] = length;
    from.rows[put] = row;
    put += 1;
  }
  for (let shift = 0; shift < 32 && longest >>> shift > 0; shift += digitBits) {
    sortByDigit(from, to, shift);
    [from, to] = [to, from];
  }
  return from;
}

/** One pass of a radix sort: stable, from the lowest digit up. */
function sortByDigit(from: Ordered, to: Ordered, shift: number): void {
  const { lengths, rows } = from;
  const places = new Uint32Array(digit);
  for (let at = 0; at < lengths.length; at += 1) {
    const value = ((lengths[at] ?? 0) >>> shift) & (digit - 1);
    places[value] = (places[value] ?? 0) + 1;
  }
  let place = 0;
  for (let value = 0; value < digit; value += 1) {
    const count = places[value] ?? 0;
    places[value] = place;
    place += count;
  }
  for (let at = 0; at < lengths.length; at += 1) {
    const length = lengths[at] ?? 0;
    const value = (length >>> shift) & (digit - 1);
    const put = places[value] ?? 0;
    to.lengths[put] = length;
    to.rows[put] = rows[at] ?? 0;
    places[value] = put + 1;
  }
}

export const noSpread: Spread = { count: 0, meanMs: null, medianMs: null, p90Ms: null, maxMs: null };

/** Rank of the nearest-rank 90th percentile among so many, from 0. */
const rankOf90 = (count: number) => Math.ceil((count * 9) / 10) - 1;

/**
 * The spread of each group's lengths.
 * @param groupOf each row's group, below `groups`; null puts all rows into group 0
 */
export function spreadsOf({ lengths, rows }: Ordered, groupOf: Uint16Array | null, groups: number): Spread[] {
  if (groupOf === null) return [spreadOf(lengths)];
  const counts = new Uint32Array(groups);
  const sums = new Float64Array(groups);
  for (let at = 0; at < rows.length; at += 1) {
    const group = groupOf[rows[at] ?? 0] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    sums[group] = (sums[group] ?? 0) + (lengths[at] ?? 0);
  }
  // how many of a group are still to come: the walk passes its lower and upper middle, its ninetieth and its last
  const left = counts.slice();
  const lows = counts.map((count) => count - ((count - 1) >> 1));
  const ups = counts.map((count) => count - (count >> 1));
  const nineties = counts.map((count) => count - rankOf90(count));
  const low = new Int32Array(groups);
  const up = new Int32Array(groups);
  const ninetieth = new Int32Array(groups);
  const longest = new Int32Array(groups);
  for (let at = 0; at < rows.length; at += 1) {
    const group = groupOf[rows[at] ?? 0] ?? 0;
    const rest = left[group] ?? 0;
    const length = lengths[at] ?? 0;
    if (rest === lows[group]) low[group] = length;
    if (rest === ups[group]) up[group] = length;
    if (rest === nineties[group]) ninetieth[group] = length;
    if (rest === 1) longest[group] = length;
    left[group] = rest - 1;
  }
  return Array.from(counts, (count, group) =>
    count === 0
      ? noSpread
      : {
          count,
          meanMs: (sums[group] ?? 0) / count,
          medianMs: ((low[group] ?? 0) + (up[group] ?? 0)) / 2,
          p90Ms: ninetieth[group] ?? 0,
          maxMs: longest[group] ?? 0,
        },
  );
}

/** Of lengths that are in order. */
function spreadOf(lengths: Int32Array): Spread {
  const count = lengths.length;
  if (count === 0) return noSpread;
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum += lengths[at] ?? 0;
  return {
    count,
    meanMs: sum / count,
    medianMs: ((lengths[(count - 1) >> 1] ?? 0) + (lengths[count >> 1] ?? 0)) / 2,
    p90Ms: lengths[rankOf90(count)] ?? 0,
    maxMs: lengths[count - 1] ?? 0,
  };
}

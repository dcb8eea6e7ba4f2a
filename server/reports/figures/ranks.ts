/**
 * Exact medians and percentiles of many groups at once. Lengths are put into boxes, each a hundredth or so wide; counting
 * the boxes of a group tells in which one its middle lies, and only what is in that box is put in order. Nothing is
 * sampled, and years of rows are walked from the first to the last, twice.
 */
import type { Spread } from '../../contract/index.js';

/** A length below this has a box of its own; each doubling beyond has as many boxes. */
const boxesOfDoubling = 128;
const doublingBits = 7;
/** The box of a row without a length. */
const noBox = 0xffff;

/** Counts at once: what the processor keeps near. */
const countsAtMost = 2 ** 17;
const countsAtLeast = 2 ** 10;
/** A question asks some thirty times: the counts lie where they lay. */
const counting = new Uint32Array(countsAtMost);

/** Lengths, and the box of each. */
export interface Boxed {
  lengths: Int32Array;
  boxes: Uint16Array;
  /** Whose they are, where most rows have none; null: all rows stand here. */
  rows: Uint32Array | null;
  /** The last box that has a length in it. */
  last: number;
}

/** Puts lengths into their boxes; a row with a negative length has none and is left out. */
export function boxed(all: Int32Array): Boxed {
  const rows = fewRows(all);
  const lengths = rows === null ? all : Int32Array.from(rows, (row) => all[row] ?? -1);
  const boxes = new Uint16Array(lengths.length);
  let last = 0;
  for (let row = 0; row < lengths.length; row += 1) {
    const length = lengths[row] ?? -1;
    let box = noBox;
    if (length >= 0) {
      box = length;
      if (length >= boxesOfDoubling) {
        const doublings = 31 - doublingBits - Math.clz32(length);
        box = doublings * boxesOfDoubling + (length >>> doublings);
      }
      if (box > last) last = box;
    }
    boxes[row] = box;
  }
  return { lengths, boxes, rows, last };
}

/** The rows that have a length, where they are the smaller part. */
function fewRows(lengths: Int32Array): Uint32Array | null {
  let count = 0;
  for (let row = 0; row < lengths.length; row += 1) if ((lengths[row] ?? -1) >= 0) count += 1;
  if (count * 2 > lengths.length) return null;
  const rows = new Uint32Array(count);
  let put = 0;
  for (let row = 0; put < count; row += 1) {
    if ((lengths[row] ?? -1) < 0) continue;
    rows[put] = row;
    put += 1;
  }
  return rows;
}

export const noSpread: Spread = { count: 0, meanMs: null, medianMs: null, p90Ms: null, maxMs: null };

/** Ranks of the lower and upper middle, the nearest-rank 90th percentile and the longest among so many, from 0. */
const ranksOf = (count: number) => [(count - 1) >> 1, count >> 1, Math.ceil((count * 9) / 10) - 1, count - 1];

/** A box in which a rank lies: where its lengths are put, and how many the group has in shorter boxes. */
interface Wanted {
  box: number;
  from: number;
  size: number;
  before: number;
}

/** The boxes in which the ranks of a group lie, rank by rank; their lengths are put from `room` on. */
function wantedIn(inBox: Uint32Array, room: number): Wanted[] {
  let count = 0;
  for (let box = 0; box < inBox.length; box += 1) count += inBox[box] ?? 0;
  if (count === 0) return [];
  let [box, before, from] = [0, 0, room];
  let last: Wanted | null = null;
  return ranksOf(count).map((rank) => {
    for (; before + (inBox[box] ?? 0) <= rank; box += 1) before += inBox[box] ?? 0;
    const size = inBox[box] ?? 0;
    if (last?.box === box) return last;
    last = { box, from, size, before };
    from += size;
    return last;
  });
}

/**
 * The spread of each group's lengths.
 * @param groupOf each row's group, below `groups`; null puts all rows into group 0
 */
export function spreadsOf(of: Boxed, groupOfAll: Uint16Array | null, groups: number): Spread[] {
  const { lengths, boxes, rows, last } = of;
  const groupOf =
    rows === null || groupOfAll === null ? groupOfAll : Uint16Array.from(rows, (row) => groupOfAll[row] ?? 0);
  const most = Math.min(countsAtMost, Math.max(countsAtLeast, lengths.length >> 1));
  // neighbours share a count where there are too many
  let shared = 0;
  while (groups * ((last >> shared) + 1) > most && last >> shared > 0) shared += 1;
  const width = (last >> shared) + 1;
  const inBox =
    groups * width > counting.length ? new Uint32Array(groups * width) : counting.subarray(0, groups * width);
  inBox.fill(0);
  const sums = new Float64Array(groups);
  for (let row = 0; row < lengths.length; row += 1) {
    const box = boxes[row] ?? noBox;
    if (box === noBox) continue;
    const group = groupOf === null ? 0 : (groupOf[row] ?? 0);
    const at = group * width + (box >> shared);
    inBox[at] = (inBox[at] ?? 0) + 1;
    sums[group] = (sums[group] ?? 0) + (lengths[row] ?? 0);
  }
  /** By group and rank. */
  const found: Wanted[][] = [];
  let room = 1;
  for (let group = 0; group < groups; group += 1) {
    const own = inBox.subarray(group * width, (group + 1) * width);
    const wanted = wantedIn(own, room);
    found.push(wanted);
    // from here on: where the box's next length is put; none is wanted from those that are 0
    own.fill(0);
    for (const { box, from, size } of wanted) {
      own[box] = from;
      room = from + size;
    }
  }
  const picked = new Int32Array(room);
  for (let row = 0; row < lengths.length; row += 1) {
    const box = boxes[row] ?? noBox;
    if (box === noBox) continue;
    const at = (groupOf === null ? 0 : (groupOf[row] ?? 0)) * width + (box >> shared);
    const next = inBox[at] ?? 0;
    if (next === 0) continue;
    picked[next] = lengths[row] ?? 0;
    inBox[at] = next + 1;
  }
  return found.map((wanted, group) => {
    const longestBox = wanted.at(-1);
    if (longestBox === undefined) return noSpread;
    const count = longestBox.before + longestBox.size;
    for (const { from, size } of new Set(wanted)) picked.subarray(from, from + size).sort();
    const [low = 0, up = 0, ninetieth = 0, longest = 0] = ranksOf(count).map((rank, place) => {
      const { from = 0, before = 0 } = wanted[place] ?? {};
      return picked[from + rank - before] ?? 0;
    });
    return {
      count,
      meanMs: (sums[group] ?? 0) / count,
      medianMs: (low + up) / 2,
      p90Ms: ninetieth,
      maxMs: longest,
    };
  });
}

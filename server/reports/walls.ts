/** Wall times of a zone for many instants: a register has three in every row, and asking the zone is slow. */
import type { Instant } from '../domain/instant.js';

const dayMs = 86_400_000;

/** The instant whose UTC reading is this wall time. */
const readAsUtc = (wall: string) => Date.parse(`${wall}Z`);

/** Offsets change at a full quarter of an hour. */
const quarterMs = 900_000;

/** Offsets and wall times of a zone. */
export interface Walls {
  /** Milliseconds that the zone is ahead of UTC. */
  offsetOf(at: Instant): number;
  /** «2013-02-15T10:05:00» */
  wallOf(at: Instant): string;
}

/**
 * The same answers as `wallOf`, which is asked for each midnight of UTC: where the zone's offset is the same at both
 * ends of the day it is the same within (no zone went there and back in a day); else it is asked for each quarter.
 */
export function wallsOf(wallOf: (at: Instant) => string): Walls {
  /** By the number of the UTC day: the offset in milliseconds; null where it changes that day. */
  const offsets = new Map<number, number | null>();
  const quarters = new Map<number, number>();
  /** Rows come in their order: the day of the one before is most often the day of this one. */
  let last: { day: number; offset: number | null } = { day: NaN, offset: null };

  const asked = (at: Instant) => readAsUtc(wallOf(at)) - at;

  /** By the number of the UTC day: the offset with which it begins. */
  const beginnings = new Map<number, number>();
  function beginningOf(day: number): number {
    const known = beginnings.get(day) ?? asked(day * dayMs);
    beginnings.set(day, known);
    return known;
  }

  function offsetOn(day: number): number | null {
    if (last.day === day) return last.offset;
    let offset = offsets.get(day);
    if (offset === undefined) {
      const begins = beginningOf(day);
      offset = begins === beginningOf(day + 1) ? begins : null;
      offsets.set(day, offset);
    }
    last = { day, offset };
    return offset;
  }

  function offsetOf(at: Instant): number {
    const offset = offsetOn(Math.floor(at / dayMs));
    if (offset !== null) return offset;
    const quarter = Math.floor(at / quarterMs);
    const known = quarters.get(quarter) ?? asked(quarter * quarterMs);
    quarters.set(quarter, known);
    return known;
  }

  return { offsetOf, wallOf: (at) => new Date(at + offsetOf(at)).toISOString().slice(0, 19) };
}

const kept = new WeakMap<object, Map<string, Walls>>();

/** Those of a zone, kept over questions: five years of midnights are a tenth of a second. */
export function wallsIn(zones: { wallOf(at: Instant, zone: string): string }, zone: string): Walls {
  const own = kept.get(zones) ?? new Map<string, Walls>();
  kept.set(zones, own);
  const walls = own.get(zone) ?? wallsOf((at) => zones.wallOf(at, zone));
  own.set(zone, walls);
  return walls;
}

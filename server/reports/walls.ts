/** Wall times of a zone for many instants: a register has three in every row, and asking the zone is slow. */
import type { Instant } from '../domain/office.js';

const dayMs = 86_400_000;

/** The instant whose UTC reading is this wall time. */
const readAsUtc = (wall: string) => Date.parse(`${wall}Z`);

/**
 * The same answers as `wallOf`, «2013-02-15T10:05:00», which is asked twice a day of UTC: where the zone's offset is the
 * same at both ends of the day it is the same within (no zone went there and back in a day).
 */
export function wallsOf(wallOf: (at: Instant) => string): (at: Instant) => string {
  /** By the number of the UTC day: the offset in milliseconds; null where it changes that day. */
  const offsets = new Map<number, number | null>();

  function offsetOn(day: number): number | null {
    const known = offsets.get(day);
    if (known !== undefined) return known;
    const [begins, ends] = [day, day + 1].map((one) => readAsUtc(wallOf(one * dayMs)) - one * dayMs);
    const offset = begins !== undefined && begins === ends ? begins : null;
    offsets.set(day, offset);
    return offset;
  }

  return (at) => {
    const offset = offsetOn(Math.floor(at / dayMs));
    return offset === null ? wallOf(at) : new Date(at + offset).toISOString().slice(0, 19);
  };
}

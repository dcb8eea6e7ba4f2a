/**
 * How an instant stands in the database: exactly the text that Prisma's adapter writes, so that rows written by the
 * commit and by Prisma compare, sort and read alike.
 */
import type { Instant } from '../domain/instant.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const two = Array.from({ length: 60 }, (_, part) => String(part).padStart(2, '0'));

// the instants that are written together are of one day: its text is made once
let knownDay = 0;
let dayText = '1970-01-01T';

/** Milliseconds since the epoch → `2026-11-21T09:30:00.000+00:00`. Throws RangeError on a fraction of a millisecond. */
export function instantText(at: Instant): string {
  if (!Number.isSafeInteger(at)) throw new RangeError(`Not an instant in whole milliseconds: ${at}`);
  const day = Math.floor(at / dayMs);
  if (day !== knownDay) {
    dayText = new Date(day * dayMs).toISOString().slice(0, -'00:00:00.000Z'.length);
    knownDay = day;
  }
  const ofDay = at - day * dayMs;
  const hour = two[Math.floor(ofDay / hourMs)] ?? '';
  const minute = two[Math.floor(ofDay / minuteMs) % 60] ?? '';
  const second = two[Math.floor(ofDay / secondMs) % 60] ?? '';
  return `${dayText}${hour}:${minute}:${second}.${String(ofDay % secondMs).padStart(3, '0')}+00:00`;
}

/** The reverse. Throws RangeError on a text that is no instant. */
export function textInstant(text: string): Instant {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`Not an instant: ${text}`);
  return at;
}

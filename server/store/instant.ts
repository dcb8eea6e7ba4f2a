/**
 * How an instant stands in the database: exactly the text that Prisma's adapter writes, so that rows written by the
 * commit and by Prisma compare, sort and read alike.
 */
import type { Instant } from '../domain/instant.js';

/** Milliseconds since the epoch → `2026-11-21T09:30:00.000+00:00`. Throws RangeError on a fraction of a millisecond. */
export function instantText(at: Instant): string {
  if (!Number.isSafeInteger(at)) throw new RangeError(`Not an instant in whole milliseconds: ${at}`);
  return `${new Date(at).toISOString().slice(0, -1)}+00:00`;
}

/** The reverse. Throws RangeError on a text that is no instant. */
export function textInstant(text: string): Instant {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new RangeError(`Not an instant: ${text}`);
  return at;
}

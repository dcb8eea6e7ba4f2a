/** What a question about a period must keep, beyond the shapes of its fields. */
import * as z from 'zod';

interface Period {
  from: string;
  until: string;
}
interface Compared extends Period {
  compare: 'before' | 'none';
  compareFrom?: string | undefined;
  compareUntil?: string | undefined;
}

/** A period that ends before it begins is a question mistyped: answered with nothing it would look like an empty month. */
export const isForward = ({ from, until }: Period) => from <= until;
/** How that is refused. */
export const backward = { path: ['until'], error: 'before from' };

/** The days of this calendar have years of four digits: the period before the asked one must begin in such a year. */
export function hasRoomBefore({ from, until, compare, compareFrom }: Compared): boolean {
  if (compare === 'none' || compareFrom !== undefined) return true;
  const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
  const dayMs = 24 * 60 * 60_000;
  return at(from) - (at(until) - at(from)) - dayMs >= at('1000-01-01');
}

/** A whole number as an address has it: what is empty there or stands twice is none, and coerced would be 0. */
const isNumber = (said: unknown) => typeof said === 'number' || (typeof said === 'string' && /^\d{1,9}$/.test(said));

/** A whole number in a query, from the least to the most of them. */
export const whole = (least: number, most: number) =>
  z.preprocess((said) => (isNumber(said) ? Number(said) : NaN), z.number().int().min(least).max(most));

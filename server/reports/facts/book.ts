/** A day's book: what the fold has heard of the day so far, before it is told as columns. */
import type { Counted } from './events.js';
import type { ReceptionTale } from './reception.js';
import type { ShiftTale } from './shift.js';
import type { VisitTale } from './visit.js';

/** Events that say the same of the same person: how many, and their amounts together. */
export interface EventTale extends Counted {
  user: string;
  count: number;
}

/** What is known of a day. */
export interface Book {
  day: string;
  visits: ReadonlyMap<string, VisitTale>;
  receptions: ReadonlyMap<string, ReceptionTale>;
  shifts: ReadonlyMap<string, ShiftTale>;
  events: ReadonlyMap<string, EventTale>;
}

/** Adds an event to those that say the same. */
export function addEvent(events: Map<string, EventTale>, counted: Counted, user: string): void {
  const { kind, first, second, amount } = counted;
  const key = `${kind}\n${first}\n${second}\n${user}`;
  const known = events.get(key);
  if (known === undefined) events.set(key, { ...counted, user, count: 1 });
  else {
    known.count += 1;
    known.amount += amount;
  }
}

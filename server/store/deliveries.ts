/**
 * What is told to the webhook's address. A row is written by the commit of its alert; here is what becomes of it: heard,
 * tried again later, or given up. Instants are real time.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import { instantText, textInstant } from './instant.js';

/** One that waits; `body` is the JSON text that is sent. */
export interface Waiting {
  deliveryId: string;
  body: string;
  attempts: number;
  madeAt: Instant;
}

export interface Deliveries {
  /** Those whose time has come, the oldest first. */
  dueDeliveries: (officeId: string, now: Instant, limit: number) => Waiting[];
  /** When the next of them is due; null when none waits. */
  nextDelivery: (officeId: string) => Instant | null;
  delivered: (deliveryId: string, at: Instant) => void;
  /** It was not heard: tried again at `nextAt`, or given up by `null` at `now`. */
  undelivered: (deliveryId: string, now: Instant, nextAt: Instant | null) => void;
  /** Of more than `most` that wait, the oldest are given up. */
  boundDeliveries: (officeId: string, now: Instant, most: number) => void;
  /** Those that wait after an attempt, and those given up since. */
  countDeliveries: (officeId: string, since: Instant) => { waiting: number; failed: number };
  /** What is over since before then is forgotten. */
  forgetDeliveries: (officeId: string, before: Instant) => void;
}

interface Row {
  id: string;
  body: string;
  attempts: number;
  madeAt: string;
}

/** Prepares the look-ups and the small writes, on the writing connection and outside of the clerk's line. */
export function makeDeliveries(db: Database): Deliveries {
  const due = db.prepare<[string, string, number], Row>(
    `select id, body, attempts, madeAt from "Delivery"
     where officeId = ? and state = 'waiting' and nextAt <= ? order by nextAt, madeAt, id limit ?`,
  );
  const next = db.prepare<[string], { at: string | null }>(
    `select min(nextAt) as at from "Delivery" where officeId = ? and state = 'waiting'`,
  );
  const settle: Statement<Value[]> = db.prepare(
    `update "Delivery" set state = ?, attempts = attempts + 1, nextAt = ? where id = ? and state = 'waiting'`,
  );
  const bound: Statement<Value[]> = db.prepare(
    `update "Delivery" set state = 'failed', nextAt = ? where id in (
       select id from "Delivery" where officeId = ? and state = 'waiting' order by madeAt desc, id desc limit -1 offset ?)`,
  );
  const count = db.prepare<[string, string], { waiting: number; failed: number }>(
    `select count(case when state = 'waiting' and attempts > 0 then 1 end) as waiting,
            count(case when state = 'failed' and nextAt >= ? then 1 end) as failed
     from "Delivery" where officeId = ?`,
  );
  const forget: Statement<Value[]> = db.prepare(
    `delete from "Delivery" where officeId = ? and state in ('sent', 'failed') and nextAt < ?`,
  );
  return {
    dueDeliveries: (officeId, now, limit) =>
      due.all(officeId, instantText(now), limit).map(({ id, body, attempts, madeAt }) => ({
        deliveryId: id,
        body,
        attempts,
        madeAt: textInstant(madeAt),
      })),
    nextDelivery(officeId) {
      const at = next.get(officeId)?.at ?? null;
      return at === null ? null : textInstant(at);
    },
    delivered: (deliveryId, at) => void settle.run('sent', instantText(at), deliveryId),
    undelivered(deliveryId, now, nextAt) {
      settle.run(nextAt === null ? 'failed' : 'waiting', instantText(nextAt ?? now), deliveryId);
    },
    boundDeliveries: (officeId, now, most) => void bound.run(instantText(now), officeId, most),
    countDeliveries: (officeId, since) => count.get(instantText(since), officeId) ?? { waiting: 0, failed: 0 },
    forgetDeliveries: (officeId, before) => void forget.run(officeId, instantText(before)),
  };
}

/**
 * What the books keep only for a while: answers, failed sign-ins, pairings, sessions, drafts, alerts that are over and
 * what was told of them. The journal never.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import { instantText } from './instant.js';

/** Each instant says: what is older goes. Pairings and sessions go when their own time ended before it. */
export interface Purge {
  answersBefore: Instant;
  failedSignInsBefore: Instant;
  pairingsBefore: Instant;
  sessionsBefore: Instant;
  draftsBefore: Instant;
}

/** Prepares the purge; one transaction. */
export function makePurge(db: Database): (purge: Purge) => void {
  const answers: Statement<Value[]> = db.prepare('delete from "Answer" where at < ?');
  const failed: Statement<Value[]> = db.prepare('delete from "FailedSignIn" where at < ?');
  const pairings: Statement<Value[]> = db.prepare('delete from "Pairing" where expiresAt < ?');
  const sessions: Statement<Value[]> = db.prepare('delete from "Session" where expiresAt < ? or closedAt < ?');
  // what a person keeps on purpose (saved views of the reports) is no draft of anything
  const drafts: Statement<Value[]> = db.prepare(
    `delete from "Draft" where changedAt < ? and substr(key, 1, 5) <> 'kept:'`,
  );
  return db.transaction((purge: Purge) => {
    answers.run(instantText(purge.answersBefore));
    failed.run(instantText(purge.failedSignInsBefore));
    pairings.run(instantText(purge.pairingsBefore));
    const before = instantText(purge.sessionsBefore);
    sessions.run(before, before);
    drafts.run(instantText(purge.draftsBefore));
  });
}

/**
 * Prepares the purge of alerts that ended before an instant and of what was told then, whether it was heard or not; what
 * the journal says of them stays. At most `most` rows of each go at once, in one transaction; how many went.
 */
export function makePurgeTold(db: Database): (officeId: string, before: Instant, most: number) => number {
  const alerts: Statement<Value[]> = db.prepare(
    `delete from "Alert" where id in (
       select id from "Alert" where officeId = ? and endedAt < ? order by endedAt limit ?)`,
  );
  const deliveries: Statement<Value[]> = db.prepare(
    `delete from "Delivery" where id in (
       select id from "Delivery" where officeId = ? and state in ('waiting', 'sent', 'failed') and nextAt < ? limit ?)`,
  );
  return db.transaction((officeId: string, before: Instant, most: number) => {
    const values = [officeId, instantText(before), most];
    return alerts.run(...values).changes + deliveries.run(...values).changes;
  });
}

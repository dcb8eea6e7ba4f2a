/**
 * What the books keep only for a while: answers, failed sign-ins, pairings, sessions, drafts, alerts that are over and
 * what was told of them. The journal never.
 */
import type { Database, Statement } from 'better-sqlite3';
import { emptyPaper } from '../domain/erase.js';
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
  /** Drafts of what was asked in a reception that ended before: what was saved of them is in the books. */
  askedBefore: Instant;
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
  const asked: Statement<Value[]> = db.prepare(
    `delete from "Draft" where substr(key, 1, 13) = 'consultation:' and changedAt < ?
       and exists (select 1 from "Reception" r where r.id = substr(key, 14) and r.finishedAt < ?)`,
  );
  return db.transaction((purge: Purge) => {
    answers.run(instantText(purge.answersBefore));
    failed.run(instantText(purge.failedSignInsBefore));
    pairings.run(instantText(purge.pairingsBefore));
    const before = instantText(purge.sessionsBefore);
    sessions.run(before, before);
    drafts.run(instantText(purge.draftsBefore));
    const askedBefore = instantText(purge.askedBefore);
    asked.run(askedBefore, askedBefore);
  });
}

/** Words that nobody needs when their day is over: until when they go, by office time. */
export interface PassedWords {
  /** Answers given at the kiosk on these days and before. */
  visitsUntil: string;
  /** What came out of printers before. */
  printedBefore: Instant;
}

/**
 * Prepares the emptying of what visitors answered at the kiosk and of what was printed: rows stay, because the journal
 * names them. A slice at a time; false when nothing is left. What was looked at is not looked at again until a restart.
 */
export function makePurgeWords(db: Database): (officeId: string, passed: PassedWords, most: number) => boolean {
  const nextDay = db
    .prepare<[string, string, string], string>(
      `select day from "Day" where officeId = ? and closedAt is not null and day > ? and day <= ? order by day limit 1`,
    )
    .pluck();
  const answers: Statement<Value[]> = db.prepare(
    // what a finish can be taken back to is a copy of the visit and its reception
    `update "Visit" set answers = '{}', undo = null where id in (
       select id from "Visit" where officeId = ? and day = ? and (answers <> '{}' or undo is not null)
         and status not in ('booked', 'waiting', 'called', 'serving', 'missed', 'parked') limit ?)`,
  );
  const empty = JSON.stringify(emptyPaper);
  const printed = db.prepare<[string, string, string, number], { id: string; changedAt: string; isEmpty: number }>(
    `select id, changedAt, document = '${empty}' as isEmpty from "PrintJob"
     where officeId = ? and changedAt > ? and changedAt < ? order by changedAt limit ?`,
  );
  const blank: Statement<Value[]> = db.prepare(
    `update "PrintJob" set document = '${empty}' where id = ? and state not in ('queued', 'printing')`,
  );
  const daysDone = new Map<string, string>();
  const jobsDone = new Map<string, string>();

  function emptyVisits(officeId: string, until: string, most: number): boolean {
    const day = nextDay.get(officeId, daysDone.get(officeId) ?? '', until);
    if (day === undefined) return false;
    if (answers.run(officeId, day, most).changes < most) daysDone.set(officeId, day);
    return true;
  }

  function emptyJobs(officeId: string, before: string, most: number): boolean {
    // a millisecond is shared by the copies of one protocol: they are looked at together, with one more beside them
    const found = printed.all(officeId, jobsDone.get(officeId) ?? '', before, most + 1);
    const last = found.length > most ? found.at(-1)?.changedAt : undefined;
    const whole = found.filter(({ changedAt }) => changedAt !== last);
    const now = whole.length > 0 ? whole : found;
    for (const { id, isEmpty } of now) if (isEmpty === 0) blank.run(id);
    const done = now.at(-1)?.changedAt;
    if (done !== undefined) jobsDone.set(officeId, done);
    return last !== undefined;
  }

  return db.transaction((officeId: string, { visitsUntil, printedBefore }: PassedWords, most: number) => {
    const hasDays = emptyVisits(officeId, visitsUntil, most);
    const hasJobs = emptyJobs(officeId, instantText(printedBefore), most);
    return hasDays || hasJobs;
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

/**
 * THE SUMMARIES: a file beside the books with one row for each day's book that is closed. It may be thrown away at any
 * time, because it is made from the journal again; so it is never in the books, and the clerk never waits for its lock.
 * Threads and a command write it at once: a row is added only to the row that it was folded from.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';

/** Where a summary stands in the journal, and the hash of its last entry: another journal has another one. */
export interface SummaryPlace {
  day: string;
  seqFrom: number;
  seqTo: number;
  hash: string;
  /** Of the fold that made it. */
  version: number;
}

/** What goes on after it, as JSON text, and the facts themselves. */
export interface Summary extends SummaryPlace {
  carry: string;
  facts: Uint8Array;
}

export interface Summaries {
  /** The newest; null while there is none. */
  last(officeId: string): (SummaryPlace & { carry: string }) | null;
  /** First and last day that have one. */
  span(officeId: string): { firstDay: string; lastDay: string; days: number } | null;
  /** Adds the one that follows the newest; false when another thread was faster. */
  add(officeId: string, summary: Summary): boolean;
  /** Puts one in the place of all that it overlaps. */
  replace(officeId: string, summary: Summary): void;
  /** Drops what stands after an entry. */
  dropAfter(officeId: string, seq: number): void;
  /** Facts of the days of a period whose book begins before an entry, in the order of the journal, one by one. */
  between(officeId: string, from: string, until: string, beforeSeq: number): Iterable<Uint8Array>;
  close(): void;
}

/** How long a thread waits for another one's row. */
const waitsMs = 10_000;

/** A day is 100 KB: larger pages are fewer links to follow. Of a new file only. */
const pageBytes = 16_384;

const table = `create table if not exists "Summary" (
  "id" integer primary key, "officeId" text not null, "seqFrom" integer not null, "seqTo" integer not null,
  "day" text not null, "hash" text not null, "version" integer not null, "carry" text not null, "facts" blob not null
);
create unique index if not exists "Summary_officeId_seqFrom" on "Summary" ("officeId", "seqFrom");
create index if not exists "Summary_officeId_day" on "Summary" ("officeId", "day", "seqFrom");`;

/** The summaries that belong to the books of a file. */
export function summariesFile(booksFile: string): string {
  return join(dirname(booksFile), 'summaries.db');
}

function open(file: string): Database {
  const db: Database = new Sqlite(file, { timeout: waitsMs });
  try {
    db.pragma(`page_size = ${pageBytes}`);
    db.pragma('journal_mode = WAL');
    // a crash may take the newest rows away, which are made again, but leaves no broken file
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -4096');
    db.exec(table);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** Was the file found to be no database, or a broken one? Then another one takes its place. */
export function isBroken(error: unknown): boolean {
  return (
    error instanceof Sqlite.SqliteError &&
    ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].some((code) => error.code.startsWith(code))
  );
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

function openOrMake(file: string): Database {
  try {
    return open(file);
  } catch (error) {
    if (!isBroken(error)) throw error;
    remove(file);
    return open(file);
  }
}

/** Reads a whole file and removes it when it is broken: a page in the middle is met by whoever asks for that day. */
export function removeBroken(file: string): void {
  const db = openOrMake(file);
  let isSound = false;
  try {
    isSound = db.pragma('integrity_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    if (!isBroken(error)) throw error;
  } finally {
    db.close();
  }
  if (!isSound) remove(file);
}

/** Opens the summaries of a file, or makes them. */
export function openSummaries(file: string): Summaries {
  const db = openOrMake(file);
  const places = 'day, seqFrom, seqTo, hash, version';
  const last = db.prepare<[string], SummaryPlace & { carry: string }>(
    `select ${places}, carry from "Summary" where officeId = ? order by seqFrom desc limit 1`,
  );
  const span = db.prepare<[string], { firstDay: string | null; lastDay: string | null; days: number }>(
    'select min(day) as firstDay, max(day) as lastDay, count(*) as days from "Summary" where officeId = ?',
  );
  const insert = db.prepare<[string, number, number, string, string, number, string, Uint8Array]>(
    `insert into "Summary" (officeId, seqFrom, seqTo, day, hash, version, carry, facts) values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const dropOverlapping = db.prepare<[string, number, number]>(
    'delete from "Summary" where officeId = ? and seqTo >= ? and seqFrom <= ?',
  );
  const dropAfter = db.prepare<[string, number]>('delete from "Summary" where officeId = ? and seqTo > ?');
  const between = db.prepare<[string, string, string, number], Uint8Array>(
    'select facts from "Summary" where officeId = ? and day between ? and ? and seqFrom < ? order by seqFrom',
  );
  between.pluck();

  const write = (officeId: string, { seqFrom, seqTo, day, hash, version, carry, facts }: Summary) =>
    insert.run(officeId, seqFrom, seqTo, day, hash, version, carry, facts);
  const add = db.transaction((officeId: string, summary: Summary): boolean => {
    if ((last.get(officeId)?.seqTo ?? 0) !== summary.seqFrom - 1) return false;
    write(officeId, summary);
    return true;
  });
  const replace = db.transaction((officeId: string, summary: Summary) => {
    dropOverlapping.run(officeId, summary.seqFrom, summary.seqTo);
    write(officeId, summary);
  });

  return {
    last: (officeId) => last.get(officeId) ?? null,
    span(officeId) {
      const { firstDay = null, lastDay = null, days = 0 } = span.get(officeId) ?? {};
      return firstDay === null || lastDay === null ? null : { firstDay, lastDay, days };
    },
    add: (officeId, summary) => add.immediate(officeId, summary),
    replace: (officeId, summary) => replace.immediate(officeId, summary),
    dropAfter: (officeId, seq) => void dropAfter.run(officeId, seq),
    between: (officeId, from, until, beforeSeq) => between.iterate(officeId, from, until, beforeSeq),
    close: () => void db.close(),
  };
}

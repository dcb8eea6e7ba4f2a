/**
 * THE SUMMARIES: a file beside the books with one row for each day's book that is closed. It may be thrown away at any
 * time, because it is made from the journal again; so it is never in the books, and the clerk never waits for its lock.
 * Threads and a command write it at once: a row is added only to the row that it was folded from. Nothing in it is
 * believed: each row has a hash over all that it says, and rows follow one another. What fails is `BrokenSummaries`.
 */
import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
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

/** The file, or what stands in it, cannot be used: thrown by everything here. `discard`, and open another. */
export class BrokenSummaries extends Error {
  override readonly name = 'BrokenSummaries';
}

/** Where a book stands. */
type Book = Pick<SummaryPlace, 'day' | 'seqFrom' | 'seqTo'>;

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
  /** Is this still the file of that name? Another thread may have put another one in its place. */
  isCurrent(): boolean;
  close(): void;
  /** Closes, and removes the file. */
  discard(): void;
}

/** How long a thread waits for another one's row. */
const waitsMs = 10_000;

/** A day is 50 KB: larger pages are fewer links to follow. Of a new file only. */
const pageBytes = 16_384;

const table = `create table if not exists "Summary" (
  "id" integer primary key, "officeId" text not null, "seqFrom" integer not null, "seqTo" integer not null,
  "day" text not null, "hash" text not null, "version" integer not null, "seal" blob not null,
  "carryHash" blob not null, "facts" blob not null, "carry" text not null
);
create unique index if not exists "Summary_books" on "Summary" ("officeId", "seqFrom", "seqTo", "day");`;

/** What goes on is told by a hash of its own: only who goes on reads it, and it stands behind the facts. */
const carryHashOf = (carry: string): Buffer => createHash('sha256').update(carry).digest();

/** Over all that a row says. */
function sealOf(officeId: string, { day, seqFrom, seqTo, hash, version, carryHash, facts }: Sealed): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([officeId, day, seqFrom, seqTo, hash, version]))
    .update(carryHash)
    .update(facts)
    .digest();
}

/** The summaries that belong to the books of a file. */
export function summariesFile(booksFile: string): string {
  return join(dirname(booksFile), 'summaries.db');
}

function open(file: string): Database {
  const db: Database = new Sqlite(file, { timeout: waitsMs });
  try {
    db.pragma(`page_size = ${pageBytes}`);
    // no file stands beside it between two writes: a broken one is taken away under who has it open
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = NORMAL');
    db.pragma('cache_size = -4096');
    db.exec(table);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** What says nothing of the file: somebody has it locked for long, the disk is full. */
const passing = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_FULL', 'SQLITE_NOMEM'];

/** Another program's columns are met as an error too, and so is what cannot be opened. */
function isBroken(error: unknown): boolean {
  if (error instanceof BrokenSummaries) return true;
  return error instanceof Sqlite.SqliteError && !passing.some((code) => error.code.startsWith(code));
}

/** Tells every failure of the file as one. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isBroken(error)) throw error;
    throw new BrokenSummaries('the summaries cannot be used', { cause: error });
  }
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true, recursive: true });
}

/** Reads a whole file and removes it when it is broken: a page in the middle is met by whoever asks for that day. */
export function removeBroken(file: string): void {
  const db = openOrMake(file).db;
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

function statementsOf(db: Database) {
  const columns = 'day, seqFrom, seqTo, hash, version, seal, carryHash, facts';
  return {
    last: db.prepare<[string], Row & Carried>(
      `select ${columns}, carry from "Summary" where officeId = ? order by seqFrom desc limit 1`,
    ),
    row: db.prepare<[string, number], Row>(`select ${columns} from "Summary" where officeId = ? and seqFrom = ?`),
    books: db.prepare<[string], Book>(
      'select day, seqFrom, seqTo from "Summary" where officeId = ? order by seqFrom, seqTo, day',
    ),
    insert: db.prepare<[string, number, number, string, string, number, Uint8Array, Uint8Array, Uint8Array, string]>(
      `insert into "Summary" (officeId, seqFrom, seqTo, day, hash, version, seal, carryHash, facts, carry)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    dropOverlapping: db.prepare<[string, number, number]>(
      'delete from "Summary" where officeId = ? and seqTo >= ? and seqFrom <= ?',
    ),
    dropAfter: db.prepare<[string, number]>('delete from "Summary" where officeId = ? and seqTo > ?'),
  };
}

type Sealed = SummaryPlace & { carryHash: Uint8Array; facts: Uint8Array };
type Row = Sealed & { seal: Uint8Array };
type Carried = Pick<Summary, 'carry'>;

function openOrMake(file: string): { db: Database; does: ReturnType<typeof statementsOf> } {
  const opened = () => {
    const db = open(file);
    try {
      return { db, does: statementsOf(db) };
    } catch (error) {
      db.close();
      throw error;
    }
  };
  try {
    return opened();
  } catch (error) {
    if (!isBroken(error)) throw error;
    remove(file);
    return opened();
  }
}

/** The file that has this name now: another one has another number, one that was written to another time or size. */
function stateOf(file: string): { number: number; state: string } | null {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined
    ? null
    : { number: Number(stat.ino), state: `${stat.ino} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.size}` };
}

/** Opens the summaries of a file, or makes them. */
export function openSummaries(file: string): Summaries {
  const { db, does } = openOrMake(file);
  const number = stateOf(file)?.number ?? null;
  /** What was found whole while the file stands as it stood: five years are proved once, and not for every question. */
  let proved = { state: '', rows: new Set<string>(), books: new Map<string, Book[]>() };
  /** Forgets it all when the file was written to: once for a question, because asking costs as much as a small row. */
  function lookAgain(): void {
    const state = stateOf(file)?.state ?? '';
    if (state === '' || state !== proved.state) proved = { state, rows: new Set(), books: new Map() };
  }

  /** A row as it was written. */
  function sound(officeId: string, row: Row | undefined): Row {
    if (row === undefined) throw new BrokenSummaries('a row is missing');
    const name = `${officeId} ${row.seqFrom}`;
    if (proved.rows.has(name)) return row;
    if (!sealOf(officeId, row).equals(row.seal)) throw new BrokenSummaries('a row was changed');
    proved.rows.add(name);
    return row;
  }
  const last = (officeId: string): (Row & Carried) | null => {
    const row = does.last.get(officeId);
    if (row === undefined) return null;
    sound(officeId, row);
    if (!carryHashOf(row.carry).equals(row.carryHash)) throw new BrokenSummaries('what goes on was changed');
    return row;
  };

  /** All books, each after the one before it. */
  function books(officeId: string): Book[] {
    const known = proved.books.get(officeId);
    if (known !== undefined) return known;
    const all = does.books.all(officeId);
    let seq = 0;
    for (const { seqFrom, seqTo } of all) {
      if (seqFrom !== seq + 1) throw new BrokenSummaries('a row is missing');
      seq = seqTo;
    }
    proved.books.set(officeId, all);
    return all;
  }

  const write = (officeId: string, summary: Summary) => {
    const { seqFrom, seqTo, day, hash, version, carry, facts } = summary;
    const carryHash = carryHashOf(carry);
    const seal = sealOf(officeId, { ...summary, carryHash });
    does.insert.run(officeId, seqFrom, seqTo, day, hash, version, seal, carryHash, facts, carry);
  };
  const add = db.transaction((officeId: string, summary: Summary): boolean => {
    if ((last(officeId)?.seqTo ?? 0) !== summary.seqFrom - 1) return false;
    write(officeId, summary);
    return true;
  });
  const replace = db.transaction((officeId: string, summary: Summary) => {
    does.dropOverlapping.run(officeId, summary.seqFrom, summary.seqTo);
    write(officeId, summary);
  });
  const close = () => void db.close();

  return {
    last(officeId) {
      lookAgain();
      return guarded(() => last(officeId));
    },
    span(officeId) {
      lookAgain();
      const days = guarded(() => books(officeId)).map(({ day }) => day);
      const [first] = days;
      if (first === undefined) return null;
      return {
        firstDay: days.reduce((one, other) => (other < one ? other : one), first),
        lastDay: days.reduce((one, other) => (other > one ? other : one), first),
        days: days.length,
      };
    },
    add: (officeId, summary) => guarded(() => add.immediate(officeId, summary)),
    replace: (officeId, summary) => guarded(() => replace.immediate(officeId, summary)),
    dropAfter: (officeId, seq) => void guarded(() => does.dropAfter.run(officeId, seq)),
    *between(officeId, from, until, beforeSeq) {
      lookAgain();
      for (const { day, seqFrom } of guarded(() => books(officeId)))
        if (day >= from && day <= until && seqFrom < beforeSeq)
          yield guarded(() => sound(officeId, does.row.get(officeId, seqFrom)).facts);
    },
    isCurrent: () => number !== null && stateOf(file)?.number === number,
    close,
    discard() {
      const isMine = number !== null && stateOf(file)?.number === number;
      close();
      // another thread was faster: what stands there now is whole
      if (isMine) remove(file);
    },
  };
}

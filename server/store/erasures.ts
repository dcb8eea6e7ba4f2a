/**
 * The ledger of erasures: which records were ordered to be erased, kept outside the database and without a word of them.
 * A restore brings back an office of before; by the ledger it erases again what was erased since.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import type { DataKind, ErasureBasis } from '../contract/index.js';
import { countsOf, type Erasure } from '../domain/erasure.js';
import type { Instant } from '../domain/instant.js';
import { caseRow, makeCaseBooks } from './casebooks.js';
import { caseWriter } from './cases.js';
import { makeErase } from './erase.js';
import { storedObject } from './stored.js';

/** One erasure: a line of JSON. */
export interface LedgerLine {
  officeId: string;
  erasureId: string;
  at: Instant;
  year: number;
  number: number;
  basis: ErasureBasis;
  by: string;
  records: [DataKind, string][];
}

/** The name of a ledger in its folder. */
export const ledgerName = 'erasures.log';

/** What the ledger says of an erasure. */
export function ledgerLine(officeId: string, erasure: Erasure): LedgerLine {
  const { erasureId, orderedAt, year, number, basis, by, records } = erasure;
  return {
    officeId,
    erasureId,
    at: orderedAt,
    year,
    number,
    basis,
    by,
    records: records.map(({ kind, id }) => [kind, id]),
  };
}

/** The erasures of a ledger, in the order in which they were told; none when there is no file. Throws on a broken line. */
export function readLedger(file: string): LedgerLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // what follows the last line feed is empty, or was never finished
  lines.pop();
  return lines.map((text, at) => storedObject<LedgerLine>(text, `line ${at + 1} of ${file}`));
}

/** What the books themselves know of erasures; nothing where they cannot be read, or are of before there were any. */
export function erasuresOfBooks(file: string): LedgerLine[] {
  if (!existsSync(file)) return [];
  try {
    const db = new Sqlite(file, { readonly: true, fileMustExist: true });
    try {
      return db
        .prepare<[], { id: string; officeId: string; content: string }>('select id, officeId, content from "Erasure"')
        .all()
        .map(({ id, officeId, content }) => ledgerLine(officeId, caseRow('erasure', id, content)));
    } finally {
      db.close();
    }
  } catch {
    // they are set aside because they are broken, or older than any erasure
    return [];
  }
}

/** Each erasure once, oldest first. */
export function withoutRepeats(lines: readonly LedgerLine[]): LedgerLine[] {
  return [...new Map(lines.map((line) => [line.erasureId, line])).values()].sort((one, other) => one.at - other.at);
}

/**
 * Erases again, in these books, what the ledgers say was erased: once, however often it is called. What an erasure was
 * (its number, its act) comes back with it. Inside a transaction of whoever calls.
 */
export function eraseAgain(
  db: Database,
  officeId: string,
  lines: readonly LedgerLine[],
): { erasures: number; records: number } {
  const erase = makeErase(db);
  const write = caseWriter(db);
  const books = makeCaseBooks(db, officeId);
  let [erasures, all] = [0, 0];
  for (const { erasureId, at, year, number, basis, by, records } of lines.filter((one) => one.officeId === officeId)) {
    const subjects = records.map(([kind, id]) => ({ kind, id }));
    const count = erase({ erasureId, at, records: subjects }, officeId);
    all += count;
    if (count > 0) erasures += 1;
    if (books.row('erasure', erasureId) === null) {
      const ended = { state: 'done' as const, done: subjects.length, counts: countsOf(subjects), kept: [], doneAt: at };
      const about = { erasureId, revision: 1, basis, year, number, orderedAt: at, by, noteId: null };
      write({ table: 'erasure', row: { ...about, ...ended, records: subjects } }, officeId);
    }
    // a number that was given is not given again
    const sequenceId = `erasure:${year}`;
    const sequence = books.row('sequence', sequenceId);
    if ((sequence?.last ?? 0) < number) {
      const row = { sequenceId, revision: (sequence?.revision ?? 0) + 1, last: number };
      write({ table: 'sequence', row }, officeId);
    }
  }
  return { erasures, records: all };
}

/**
 * WRITING YEARS AT ONCE: rows and sealed entries by the day into a new file that nobody else has open. A file that is not
 * finished is worth nothing, so nothing waits for the disk until the end; then it is made as durable as any other.
 */
import type { Database, Statement } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { CaseTable } from '../domain/cases.js';
import type { Patch } from '../domain/patch.js';
import { caseTables } from './cases.js';
import type { Value } from './columns.js';
import * as columns from './columns.js';
import { entrySql, type Head } from './commit.js';
import { instantText } from './instant.js';
import { seal } from './journal.js';
import { dropSamples } from './samples.js';
import { assertTriggers } from './triggers.js';
import { upsertSql } from './upsert.js';

/** Tables whose rows a history has by the thousand, by the patches that change them. */
export const bulkTables = {
  visit: columns.visits,
  reception: columns.receptions,
  shift: columns.shifts,
  booth: columns.booths,
  day: columns.days,
  staffCall: columns.staffCalls,
  printJob: columns.printJobs,
  note: columns.notes,
  alert: columns.alerts,
  ask: columns.asks,
  ...caseTables,
};
export type BulkTable = keyof typeof bulkTables;

/** A patched row as the values of its table's columns; null for what is no row of a table here. */
export function bulkRow(patch: Patch, officeId: string): { table: BulkTable; values: Value[] } | null {
  switch (patch.table) {
    case 'visit':
      return { table: 'visit', values: columns.visits.values(patch.row, officeId) };
    case 'reception':
      return { table: 'reception', values: columns.receptions.values(patch.row, officeId) };
    case 'shift':
      return { table: 'shift', values: columns.shifts.values(patch.row, officeId) };
    case 'booth':
      return { table: 'booth', values: columns.booths.values(patch.row, officeId) };
    case 'day':
      return { table: 'day', values: columns.days.values(patch.row, officeId) };
    case 'staffCall':
      return { table: 'staffCall', values: columns.staffCalls.values(patch.row, officeId) };
    case 'printJob':
      return { table: 'printJob', values: columns.printJobs.values(patch.row, officeId) };
    case 'note':
      return { table: 'note', values: columns.notes.values(patch.row, officeId) };
    case 'alert':
      return { table: 'alert', values: columns.alerts.values(patch.row, officeId) };
    case 'ask':
      return { table: 'ask', values: columns.asks.values(patch.row, officeId) };
    case 'payer':
      return { table: 'payer', values: caseTables.payer.values(patch.row, officeId) };
    case 'submission':
      return { table: 'submission', values: caseTables.submission.values(patch.row, officeId) };
    case 'protocol':
      return { table: 'protocol', values: caseTables.protocol.values(patch.row, officeId) };
    case 'complaint':
      return { table: 'complaint', values: caseTables.complaint.values(patch.row, officeId) };
    case 'consultation':
      return { table: 'consultation', values: caseTables.consultation.values(patch.row, officeId) };
    case 'term':
      return { table: 'term', values: caseTables.term.values(patch.row, officeId) };
    case 'sequence':
      return { table: 'sequence', values: caseTables.sequence.values(patch.row, officeId) };
    case 'card':
      return { table: 'card', values: caseTables.card.values(patch.row, officeId) };
    case 'check':
      return { table: 'check', values: caseTables.check.values(patch.row, officeId) };
    case 'erasure':
      return { table: 'erasure', values: caseTables.erasure.values(patch.row, officeId) };
    case 'hold':
      return { table: 'hold', values: caseTables.hold.values(patch.row, officeId) };
    case 'erase':
    case 'service':
    case 'settings':
    // a history is played under settings that stand
    case 'mark':
    case 'planned':
    case 'queue':
    case 'profile':
    case 'printer':
    case 'retired':
    case 'pack':
    case 'calendarYear':
    case 'picture':
      return null;
  }
}

/**
 * Entries as they will be stored, without their places in the chain: by columns, because thousands of small objects are
 * slow to hand from one thread to another. `at` in milliseconds.
 */
export interface BulkEntries {
  at: number[];
  kind: string[];
  actor: string[];
  visitId: (string | null)[];
  data: string[];
}

/** Rows of one table, each as the values of its columns. */
export interface BulkRows {
  kind: 'rows';
  table: BulkTable;
  rows: Value[][];
}

/** What is written in one go: small parts, so that none of them grows old in memory. */
export type BulkPart = BulkRows | { kind: 'entries'; entries: BulkEntries };

export interface Bulk {
  /** One transaction. `dataOf` hears of each entry with the head before it, and gives its data. */
  write(parts: Iterable<BulkPart>, dataOf: (kind: string, data: string, at: number, head: Head) => string): Head;
  /** The content of a row that was written; null for none. */
  contentOf(table: CaseTable, id: string): string | null;
  /** Indexes, triggers, and everything on the disk. Throws when the file is not sound. */
  finish(onStage: (stage: string) => void): void;
  close(): void;
}

interface Standing {
  type: string;
  name: string;
  table: string;
  sql: string;
}

/**
 * Indexes that are made at the end, where sorting once costs a tenth of finding a place for each row: those of tables
 * whose rows change on later days, and those in whose order a day's rows lie far apart. The others grow at their ends as
 * the days go by, which costs little, and the writer waits for its generator anyway; to make them at the end would be to
 * read the largest tables from the disk once for each.
 */
const changing = ['Submission', 'Protocol', 'Term', 'Consultation', 'Card'];
const scattered = ['Visit_token_key', 'Visit_officeId_number_idx'];

/** Opens a new office's file for writing years into it. The office has its first entries already. */
export function openBulk(file: string, officeId: string): Bulk {
  const db: Database = new Sqlite(file);
  // not OFF, which a defensive connection refuses: pages that are new need no journal at all
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = OFF');
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('cache_size = -262144');
  db.pragma('temp_store = FILE');
  // rows move from page to page as they are written: what stays behind would outlive an erasure; costs nothing that shows
  db.pragma('secure_delete = ON');
  const found = db
    .prepare<[string], Head>('select revision, headSeq as seq, headHash as hash from "Office" where id = ?')
    .get(officeId);
  if (found === undefined) throw new Error(`There is no office ${officeId}.`);
  const head: Head = found;
  const standing = db
    .prepare<[], Standing>(
      `select type, name, tbl_name as "table", sql from sqlite_schema where sql is not null and type in ('index', 'trigger')
       order by tbl_name, rowid`,
    )
    .all()
    .filter(({ type, name, table }) => type === 'trigger' || changing.includes(table) || scattered.includes(name));
  for (const { type, name } of standing) db.exec(`drop ${type} "${name}"`);

  const statements = new Map<BulkTable, Statement<Value[]>>();
  function statementOf(table: BulkTable): Statement<Value[]> {
    const known = statements.get(table) ?? db.prepare<Value[]>(upsertSql(bulkTables[table]));
    statements.set(table, known);
    return known;
  }
  const writeEntry = db.prepare<Value[]>(entrySql);
  const writeHead = db.prepare<Value[]>('update "Office" set revision = ?, headSeq = ?, headHash = ? where id = ?');

  function writeEntries(entries: BulkEntries, dataOf: Parameters<Bulk['write']>[1]): void {
    let lastAt = -1;
    let at = '';
    for (const [place, kind] of entries.kind.entries()) {
      const actor = entries.actor[place] ?? '';
      const visitId = entries.visitId[place] ?? null;
      const atMs = entries.at[place] ?? 0;
      const data = dataOf(kind, entries.data[place] ?? '', atMs, head);
      if (atMs !== lastAt) at = instantText((lastAt = atMs));
      const seq = head.seq + 1;
      const hash = seal(head.hash, { officeId, seq, at, kind, actor, visitId, data });
      writeEntry.run(officeId, seq, at, kind, actor, visitId, data, hash);
      head.seq = seq;
      head.hash = hash;
    }
  }

  const write = db.transaction((...[parts, dataOf]: Parameters<Bulk['write']>): Head => {
    for (const part of parts) {
      if (part.kind === 'entries') writeEntries(part.entries, dataOf);
      else for (const values of part.rows) statementOf(part.table).run(...values);
    }
    head.revision += 1;
    writeHead.run(head.revision, head.seq, head.hash, officeId);
    return { ...head };
  });

  return {
    write: (parts, dataOf) => write(parts, dataOf),
    contentOf(table, id) {
      const find = db.prepare<[string], { content: string }>(
        `select content from "${caseTables[table].name}" where id = ?`,
      );
      return find.get(id)?.content ?? null;
    },
    finish(onStage) {
      db.pragma('threads = 2');
      for (const { type, name, sql } of standing)
        if (type === 'index') {
          onStage(name);
          db.exec(sql);
        }
      for (const { type, sql } of standing) if (type === 'trigger') db.exec(sql);
      assertTriggers(db);
      onStage('the disk');
      // the whole of every index: by a part of the journal's, the search of a day took twice as long
      db.pragma('optimize = 0x10002');
      dropSamples(db);
      db.pragma('locking_mode = NORMAL');
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('wal_checkpoint(TRUNCATE)');
      const handle = openSync(file, 'r+');
      try {
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
    close: () => void db.close(),
  };
}

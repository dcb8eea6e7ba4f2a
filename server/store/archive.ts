/**
 * THE ARCHIVE: the books for reports, on a connection of their own that cannot write. It opens nothing else, so that a
 * worker thread may hold it; every question is asked in one transaction and sees one moment of the books.
 */
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import type { CaseRows, CaseTable } from '../domain/cases.js';
import type { DataSubject } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { KeptRecord } from '../domain/keeping.js';
import { caseRow } from './casebooks.js';
import { foldText, openlySearched } from './searched.js';
import { instantText, textInstant } from './instant.js';
import { makeKept } from './kept.js';
import { storedList, storedObject } from './stored.js';

export type Asked = string | number | null;

export interface Archive {
  /** Everything that `work` asks sees the same moment: the newest commit before it. One `within` at a time. */
  within<T>(work: () => T | Promise<T>): Promise<T>;
  /** SQL knows one function more: `openly(search)`, the searched words without what is hidden. */
  all<Row>(sql: string, asked: readonly Asked[]): Row[];
  get<Row>(sql: string, asked: readonly Asked[]): Row | null;
  /** A case's row as its `content` says. Throws `BrokenRow`. */
  row<T extends CaseTable>(table: T, content: string): CaseRows[T];
  /** A record that holds words about people; null when there is none. `today` says which terms run. */
  kept(officeId: string, subject: DataSubject, today: string): KeptRecord | null;
  object<Shape>(text: string): Shape;
  list<Item>(text: string): Item[];
  /** An instant as its column has it, and back. */
  text(at: Instant): string;
  instant(text: string): Instant;
  /** Typed text as the search columns have it. */
  fold(text: string): string;
  close(): void;
}

/** How long a question waits for another program's lock. */
const waitsMs = 5000;

/** Statements that are kept: every question has a few, and filters make some more. */
const keptStatements = 100;

/** Opens the books of a file to read. Throws when there are none. */
export function openArchive(file: string): Archive {
  const db: Database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: waitsMs });
  db.pragma('query_only = ON');
  // KiB of pages; the thread that holds it is ended when nobody asks
  db.pragma('cache_size = -8192');
  db.function('openly', { deterministic: true }, (search) => openlySearched(String(search)));
  const statements = new Map<string, unknown>();
  let kept: ReturnType<typeof makeKept> | null = null;

  function prepared<Row>(sql: string) {
    const make = () => db.prepare<Asked[], Row>(sql);
    const isKept = (known: unknown): known is ReturnType<typeof make> => known !== undefined;
    const known = statements.get(sql);
    if (isKept(known)) return known;
    const statement = make();
    if (statements.size >= keptStatements) statements.clear();
    statements.set(sql, statement);
    return statement;
  }

  return {
    async within(work) {
      db.exec('begin deferred');
      try {
        return await work();
      } finally {
        db.exec('commit');
      }
    },
    all: <Row>(sql: string, asked: readonly Asked[]) => prepared<Row>(sql).all(...asked),
    get: <Row>(sql: string, asked: readonly Asked[]) => prepared<Row>(sql).get(...asked) ?? null,
    row: (table, content) => caseRow(table, '', content),
    kept: (officeId, subject, today) => (kept ??= makeKept(db))(officeId, subject, today),
    object: (text) => storedObject(text, 'an object'),
    list: (text) => storedList(text, 'a list'),
    text: instantText,
    instant: textInstant,
    fold: foldText,
    close: () => void db.close(),
  };
}

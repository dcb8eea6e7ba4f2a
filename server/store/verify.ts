/**
 * Proving the journal: reads the stored text as it stands, seals it again and compares. It opens the file for reading
 * only and reads one picture of it, so it may run while a server writes; nothing is ever mended here.
 */
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import type { Anchor } from './anchors.js';
import type { StoredEntry } from './journal.js';
import { seal } from './journal.js';

/**
 * What is wrong first. `missing`: no entry has this seq. `changed`: the entry does not fit its seal, or its seal does
 * not fit the entry before. `extra`: an entry before the first. `beyondHead`: an entry that the office does not know.
 * `cut`: the office or an anchor knows entries that are no longer there. `head`: the office's head is another hash.
 * `anchor`: the entry is not the one that an anchor saw.
 */
export type Fault = 'missing' | 'changed' | 'extra' | 'beyondHead' | 'cut' | 'head' | 'anchor';

type Verdict =
  { whole: true; entries: number; head: string } | { whole: false; entries: number; seq: number; fault: Fault };

interface Verification {
  /** The database file. */
  file: string;
  officeId: string;
  /** Those of other offices are passed over. */
  anchors: Anchor[];
  /** Called after each page with the entries checked so far and those there are by the office's head. */
  onProgress: (checked: number, all: number) => void;
}

const pageSize = 2000;

/** Checks one office's journal from its first entry to its head. Throws when there is no such office. */
export function verifyJournal({ file, officeId, anchors, onProgress }: Verification): Verdict {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const own = anchors.filter((anchor) => anchor.officeId === officeId);
    // one read transaction: entries that a running server adds meanwhile are not in the picture
    return db.transaction(() => check(db, officeId, own, onProgress)).deferred();
  } finally {
    db.close();
  }
}

/** The ids of the offices in a file, in the order in which they were made. */
export function officesIn(file: string): string[] {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    return db.prepare<[], string>('select id from "Office" order by createdAt, id').pluck().all();
  } finally {
    db.close();
  }
}

/** The seq of the last `day:closed` of any office in a file; null while no day was closed. From then on there are anchors. */
export function lastClosing(file: string): number | null {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    return (
      db.prepare<[], number | null>(`select max(seq) from "Journal" where kind = 'day:closed'`).pluck().get() ?? null
    );
  } finally {
    db.close();
  }
}

function* pages(db: Database, officeId: string): Generator<(StoredEntry & { hash: string })[]> {
  const read = db.prepare<[string, number, number], StoredEntry & { hash: string }>(
    `select officeId, seq, at, kind, actor, visitId, data, hash from "Journal"
     where officeId = ? and seq > ? order by seq limit ?`,
  );
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const page = read.all(officeId, after, pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.seq;
    yield page;
  }
}

function check(db: Database, officeId: string, anchors: Anchor[], onProgress: Verification['onProgress']): Verdict {
  const head = db
    .prepare<[string], { seq: number; hash: string }>(
      'select headSeq as seq, headHash as hash from "Office" where id = ?',
    )
    .get(officeId);
  if (head === undefined) throw new Error(`There is no office ${officeId}.`);
  const seen = new Map<number, Anchor[]>();
  for (const anchor of anchors) seen.set(anchor.seq, [...(seen.get(anchor.seq) ?? []), anchor]);
  let entries = 0;
  let previous = '';
  const wrong = (seq: number, fault: Fault): Verdict => ({ whole: false, entries, seq, fault });
  for (const page of pages(db, officeId)) {
    for (const entry of page) {
      if (entry.seq < 1) return wrong(entry.seq, 'extra');
      if (entry.seq !== entries + 1) return wrong(entries + 1, 'missing');
      if (entry.hash !== seal(previous, entry)) return wrong(entry.seq, 'changed');
      if (seen.get(entry.seq)?.some((anchor) => anchor.hash !== entry.hash)) return wrong(entry.seq, 'anchor');
      if (entry.seq > head.seq) return wrong(entry.seq, 'beyondHead');
      entries = entry.seq;
      previous = entry.hash;
    }
    onProgress(entries, head.seq);
  }
  const farthest = Math.max(head.seq, ...seen.keys());
  if (farthest > entries) return wrong(entries + 1, 'cut');
  if (head.hash !== previous) return wrong(entries, 'head');
  return { whole: true, entries, head: previous };
}

/**
 * Proving the journal: reads the stored text as it stands, seals it again and compares. It opens the file for reading
 * only and judges one picture of it, so it may run while a server writes; nothing is ever mended here. Each entry names
 * the hash before it, so pieces of the chain may be checked beside each other; the verdict is the same.
 */
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import type { Anchor } from './anchors.js';
import { sealText, storedText } from './journal.js';

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

/** Entries that are read at once: few enough to be still near when they are sealed. */
const pageSize = 500;

/** Entries of one piece: long enough to be worth a message, short enough for a bar that moves. */
const pieceSize = 100_000;

type Seen = Pick<Anchor, 'seq' | 'hash'>;

/** A piece of an office's chain: entries `from` to `until`, which begins with the hash of the entry before it. */
export interface Piece {
  file: string;
  officeId: string;
  from: number;
  until: number;
  /** Of these entries alone. */
  anchors: Seen[];
}

/** What a piece is like: how far its entries follow each other, from which hash to which, and what is wrong first. */
export interface PieceVerdict {
  /** The hash of the entry before the first; null when there is no such entry. */
  began: string | null;
  last: number;
  ended: string;
  wrong: { seq: number; fault: Fault } | null;
}

/** Checks one office's journal from its first entry to its head, at once. Throws when there is no such office. */
export function verifyJournal({ file, officeId, anchors, onProgress }: Verification): Verdict {
  return reading(file, (db) => {
    const picture = pictureOf(db, officeId, anchors);
    let verdict: PieceVerdict | null = null;
    for (const piece of piecesOf(file, picture, pieceSize)) {
      verdict = checkIn(db, piece, verdict);
      onProgress(verdict.last, picture.head.seq);
      if (verdict.wrong !== null || verdict.last < piece.until) break;
    }
    return judge(db, picture, verdict === null ? [] : [verdict]);
  });
}

/**
 * The same by pieces that `check` looks at, in whatever threads it has; several at a time are asked of it.
 * @param size entries of a piece
 */
export async function verifyInPieces(
  { file, officeId, anchors, onProgress }: Verification,
  check: (piece: Piece) => Promise<PieceVerdict>,
  size = pieceSize,
): Promise<Verdict> {
  return readingLong(file, async (db) => {
    const picture = pictureOf(db, officeId, anchors);
    let checked = 0;
    const verdicts = await Promise.all(
      [...piecesOf(file, picture, size)].map(async (piece) => {
        const verdict = await check(piece);
        checked += piece.until - piece.from + 1;
        onProgress(checked, picture.head.seq);
        return verdict;
      }),
    );
    return judge(db, picture, verdicts);
  });
}

/** Checks one piece, on a connection of its own. */
export function checkPiece(piece: Piece): PieceVerdict {
  return reading(piece.file, (db) => checkIn(db, piece, null));
}

function open(file: string): Database {
  return new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
}

/** One read transaction: entries that a running server adds meanwhile are not in the picture. */
function reading<T>(file: string, work: (db: Database) => T): T {
  const db = open(file);
  try {
    return db.transaction(() => work(db)).deferred();
  } finally {
    db.close();
  }
}

async function readingLong<T>(file: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = open(file);
  try {
    db.exec('begin deferred');
    return await work(db);
  } finally {
    db.close();
  }
}

/** What the office knows of its journal, and what was anchored of it. */
interface Picture {
  officeId: string;
  head: Seen;
  anchors: Seen[];
}

function pictureOf(db: Database, officeId: string, anchors: readonly Anchor[]): Picture {
  const head = db
    .prepare<[string], Seen>('select headSeq as seq, headHash as hash from "Office" where id = ?')
    .get(officeId);
  if (head === undefined) throw new Error(`There is no office ${officeId}.`);
  return { officeId, head, anchors: anchors.filter((anchor) => anchor.officeId === officeId) };
}

function* piecesOf(file: string, { officeId, head, anchors }: Picture, size: number): Generator<Piece> {
  for (let from = 1; from <= head.seq; from += size) {
    const until = Math.min(head.seq, from + size - 1);
    const own = anchors.filter(({ seq }) => seq >= from && seq <= until);
    yield { file, officeId, from, until, anchors: own };
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

/** What is sealed of it, as it is stored. */
type Stored = [seq: number, hash: string, text: string];

const columns = `seq, hash, ${storedText}`;

function* pages(db: Database, { officeId, from, until }: Piece): Generator<Stored[]> {
  const read = db
    .prepare<[string, number, number, number], Stored>(
      `select ${columns} from "Journal" where officeId = ? and seq > ? and seq <= ? order by seq limit ?`,
    )
    .raw();
  let after = from - 1;
  for (;;) {
    const page = read.all(officeId, after, until, pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    [after] = last;
    yield page;
  }
}

/** What is wrong with an entry that should be the next one; null when it is. */
function faultOf(
  [seq, hash, text]: Stored,
  expected: number,
  previous: string,
  anchors: readonly Seen[],
): PieceVerdict['wrong'] {
  if (seq !== expected) return { seq: expected, fault: 'missing' };
  if (hash !== sealText(previous, text)) return { seq, fault: 'changed' };
  const isOther = anchors.some((anchor) => anchor.seq === seq && anchor.hash !== hash);
  return isOther ? { seq, fault: 'anchor' } : null;
}

/** Checks a piece; `before` is the verdict on the one before it, when the same thread has it. */
function checkIn(db: Database, piece: Piece, before: PieceVerdict | null): PieceVerdict {
  const { officeId, from, anchors } = piece;
  const find = db
    .prepare<[string, number], string>('select hash from "Journal" where officeId = ? and seq = ?')
    .pluck();
  const began = from === 1 ? '' : (before?.ended ?? find.get(officeId, from - 1) ?? null);
  let last = from - 1;
  let ended = began ?? '';
  // the piece before this one ends too early, and says so
  if (began === null) return { began, last, ended, wrong: null };
  const anchored = new Set(anchors.map(({ seq }) => seq));
  for (const page of pages(db, piece))
    for (const entry of page) {
      const wrong = faultOf(entry, last + 1, ended, anchored.has(entry[0]) ? anchors : []);
      if (wrong !== null) return { began, last, ended, wrong };
      [last, ended] = entry;
    }
  return { began, last, ended, wrong: null };
}

/** The verdict on the whole, from those on its pieces in their order: the first thing that is wrong is named. */
function judge(db: Database, { officeId, head, anchors }: Picture, verdicts: readonly PieceVerdict[]): Verdict {
  const wrong = (seq: number, fault: Fault, entries = seq - 1): Verdict => ({ whole: false, entries, seq, fault });
  const extra = db
    .prepare<[string], number | null>('select min(seq) from "Journal" where officeId = ? and seq < 1')
    .pluck()
    .get(officeId);
  if (typeof extra === 'number') return wrong(extra, 'extra', 0);
  let entries = 0;
  let previous = '';
  for (const verdict of verdicts) {
    // the entry between two pieces is looked at by both: the one must end where the other begins
    if (verdict.began === null) break;
    if (verdict.began !== previous && verdicts.length > 1) return wrong(entries, 'changed');
    if (verdict.wrong !== null) return wrong(verdict.wrong.seq, verdict.wrong.fault);
    entries = verdict.last;
    previous = verdict.ended;
  }
  const after = db
    .prepare<[string, number], Stored>(
      `select ${columns} from "Journal" where officeId = ? and seq > ? order by seq limit 1`,
    )
    .raw()
    .get(officeId, entries);
  if (after !== undefined) {
    const fault = faultOf(after, entries + 1, previous, anchors) ?? { seq: after[0], fault: 'beyondHead' as const };
    return wrong(fault.seq, fault.fault);
  }
  const farthest = Math.max(head.seq, ...anchors.map(({ seq }) => seq));
  if (farthest > entries) return wrong(entries + 1, 'cut');
  if (head.hash !== previous) return wrong(entries, 'head', entries);
  return { whole: true, entries, head: previous };
}

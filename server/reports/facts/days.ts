/**
 * The days of an office as facts: those whose book is closed from the summaries, the running one folded from the journal
 * as it stands. What a thread has read of the running day it keeps, so that the next question reads only what is new.
 * Another journal under the same name (a copy brought back) is noticed by the hash of the entry that was read last.
 */
import type { Instant } from '../../domain/instant.js';
import type { Archive } from '../../store/archive.js';
import type { Summaries, Summary } from '../../store/summaries.js';
import { decode, encode } from './codec.js';
import type { DayFacts } from './dayfacts.js';
import { foldVersion, makeFold, silentKinds, type Carry, type Fold } from './fold.js';
import type { StoredTale } from './told.js';

/** What a report reads: the journal of one moment as facts. */
export interface Facts {
  /** The newest entry that is counted; 0 of an empty journal. */
  headSeq: number;
  /** First and last day that were opened; null before there was one. */
  firstDay: string | null;
  lastDay: string | null;
  /** The day that is open now. */
  runningDay: string | null;
  /** The facts of the days of a period, in the order of the journal. One at a time: nobody needs to hold five years. */
  between(from: string, until: string): Iterable<DayFacts>;
}

/** How far folding came. */
export interface Progress {
  /** Days whose book was added to the summaries. */
  added: number;
  seq: number;
  headSeq: number;
  isDone: boolean;
}

/** More books are missing than a question folds by itself: the background does. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared';
  /** Days that are summed up, and all that there are. */
  constructor(
    readonly done: number,
    readonly all: number,
  ) {
    super(`${done} of ${all} days are summed up`);
  }
}

export interface Days {
  /**
   * Folds what is missing, at most so many books and no more once it is time: asked in stretches it holds no moment of
   * the books for long. At least one book is folded, so that a slow machine comes to an end too. Asked inside
   * `archive.within`.
   */
  catchUp(officeId: string, most: number, isTime?: () => boolean): Progress;
  /** Folds everything from the first entry on, over what there is: a stretch, going on after `from`. */
  rebuild(officeId: string, most: number, isFirst: boolean): Progress;
  /** The facts of this moment; folds what is missing. Asked inside `archive.within`. Throws `NotPrepared`. */
  facts(officeId: string, now: Instant): Facts;
}

/** Takes a summary; false when another thread was faster. */
type Put = (summary: Summary) => boolean;

interface Running {
  officeId: string;
  fold: Fold;
  seqFrom: number;
  /** The last entry that was read, and its hash. */
  seq: number;
  hash: string;
}

/** Entries that are read at once. */
const page = 1000;

const readRows = `select seq, at, kind, actor, visitId, data from "Journal" where officeId = ? and seq > ? and seq <= ?
  and kind not in (${silentKinds.map((kind) => `'${kind}'`).join(', ')}) order by seq`;

type Row = Omit<StoredTale, 'at'> & { at: string };
const tale = ({ seq, at, kind, actor, visitId, data }: Row, instant: Archive['instant']): StoredTale => ({
  seq,
  at: instant(at),
  kind,
  actor,
  visitId,
  data,
});

/** The days of the offices in these books. A question folds so many closed books by itself, and is refused beyond. */
export function makeDays(archive: Archive, summaries: Summaries, foldsAtMost = Infinity): Days {
  let running: Running | null = null;

  const hashAt = (officeId: string, seq: number): string | null =>
    seq === 0
      ? ''
      : (archive.get<{ hash: string }>('select hash from "Journal" where officeId = ? and seq = ?', [officeId, seq])
          ?.hash ?? null);

  function headOf(officeId: string): { seq: number; hash: string } {
    const head = archive.get<{ seq: number; hash: string }>(
      'select seq, hash from "Journal" where officeId = ? order by seq desc limit 1',
      [officeId],
    );
    return head ?? { seq: 0, hash: '' };
  }

  const begun = (officeId: string, carry: Carry | null, seq: number, hash: string): Running => ({
    officeId,
    fold: makeFold(carry, archive.object),
    seqFrom: seq + 1,
    seq,
    hash,
  });

  /** The running book, if it is still the one that follows the newest summary, in this journal. */
  function kept(officeId: string): Running | null {
    if (running === null || running.officeId !== officeId) return null;
    const follows = (summaries.last(officeId)?.seqTo ?? 0) === running.seqFrom - 1;
    return follows && hashAt(officeId, running.seq) === running.hash ? running : null;
  }

  /** Goes on after the newest summary that is of this journal and this fold; those after it are dropped. */
  function resumed(officeId: string): Running {
    for (;;) {
      const last = summaries.last(officeId);
      if (last === null) return begun(officeId, null, 0, '');
      if (last.version === foldVersion && hashAt(officeId, last.seqTo) === last.hash)
        return begun(officeId, archive.object<Carry>(last.carry), last.seqTo, last.hash);
      // one of another fold stands on others of it
      summaries.dropAfter(officeId, last.version === foldVersion ? last.seqFrom - 1 : 0);
    }
  }

  /** The book before this entry is over: its summary is handed over, and the next book begins. Null: it was not taken. */
  function close(book: Running, seqTo: number, put: Put): Running | null {
    const { officeId, fold, seqFrom } = book;
    const hash = hashAt(officeId, seqTo) ?? '';
    const carry = fold.carry();
    const isPut = put({
      day: fold.day ?? '',
      seqFrom,
      seqTo,
      hash,
      version: foldVersion,
      carry: JSON.stringify(carry),
      facts: encode(fold.tell(null)),
    });
    return isPut ? begun(officeId, carry, seqTo, hash) : null;
  }

  /** Reads on to the head, until enough books were added. */
  function readOn(from: Running, isEnough: (added: number) => boolean, put: Put): Progress & { book: Running | null } {
    let book = from;
    let added = 0;
    const { officeId } = book;
    const head = headOf(officeId);
    while (book.seq < head.seq) {
      const until = Math.min(head.seq, book.seq + page);
      for (const row of archive.all<Row>(readRows, [officeId, book.seq, until])) {
        const entry = tale(row, archive.instant);
        if (book.fold.endsBefore(entry)) {
          const next = close(book, entry.seq - 1, put);
          if (next === null) return { added, seq: 0, headSeq: head.seq, isDone: false, book: null };
          book = next;
          added += 1;
          if (isEnough(added)) return { added, seq: book.seq, headSeq: head.seq, isDone: false, book };
        }
        book.fold.take(entry);
      }
      book.seq = until;
    }
    book.hash = head.hash;
    return { added, seq: book.seq, headSeq: head.seq, isDone: true, book };
  }

  function catchUp(officeId: string, most: number, isTime = () => false): Progress {
    const add: Put = (summary) => summaries.add(officeId, summary);
    let added = 0;
    for (;;) {
      const from = kept(officeId) ?? resumed(officeId);
      // half a page that was read is read again
      running = null;
      const { book, ...progress } = readOn(from, (more) => added + more >= most || isTime(), add);
      running = book;
      added += progress.added;
      // another thread was faster: go on from what it added
      if (book !== null) return { ...progress, added };
    }
  }

  /** Days that are summed up, and those that there are; the running one is not among the first. */
  function preparedOf(officeId: string): { done: number; all: number } {
    const done = summaries.span(officeId)?.days ?? 0;
    const sql = 'select count(*) as days from "Day" where officeId = ?';
    return { done, all: Math.max(done + 1, archive.get<{ days: number }>(sql, [officeId])?.days ?? 0) };
  }

  /**
   * How many books a question folds before it is refused: it is refused at the first where the office's days say that
   * it will be. They are not believed alone: the journal is what is summed up.
   */
  function foldable(officeId: string): number {
    if (foldsAtMost === Infinity) return foldsAtMost;
    // those of another journal or fold go first, or they would be counted
    if (kept(officeId) === null) resumed(officeId);
    const { all, done } = preparedOf(officeId);
    // the running day has none, and need not
    return all - done - 1 > foldsAtMost ? 1 : foldsAtMost + 1;
  }

  return {
    catchUp,
    rebuild(officeId, most, isFirst) {
      const replace: Put = (summary) => {
        summaries.replace(officeId, summary);
        return true;
      };
      const from = isFirst || running === null ? begun(officeId, null, 0, '') : running;
      running = null;
      const { book, ...progress } = readOn(from, (more) => more >= most, replace);
      running = book;
      if (progress.isDone && book !== null) summaries.dropAfter(officeId, book.seqFrom - 1);
      return progress;
    },
    facts(officeId, now) {
      const { headSeq, isDone } = catchUp(officeId, foldable(officeId));
      if (!isDone) {
        const { done, all } = preparedOf(officeId);
        throw new NotPrepared(done, all);
      }
      const book = running;
      const fold = book?.fold;
      const today = fold?.day ?? null;
      const span = summaries.span(officeId);
      const least = (one: string | null, other: string | null) =>
        one === null || other === null ? (one ?? other) : one < other ? one : other;
      const most = (one: string | null, other: string | null) =>
        one === null || other === null ? (one ?? other) : one > other ? one : other;
      return {
        headSeq,
        firstDay: least(span?.firstDay ?? null, today),
        lastDay: most(span?.lastDay ?? null, today),
        runningDay: fold?.isClosed === true ? null : today,
        *between(from, until) {
          // a book that another thread has closed meanwhile is the running one here
          for (const bytes of summaries.between(officeId, from, until, book?.seqFrom ?? 0))
            yield decode(bytes, archive.object);
          if (fold !== undefined && today !== null && today >= from && today <= until)
            yield fold.tell(fold.isClosed ? null : now);
        },
      };
    },
  };
}

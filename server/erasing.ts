/**
 * Erasures are carried out: told to the ledgers, then done by slices in the clerk's line (drafts and kept answers go in
 * the same commits), then swept out of papers and out of the log of the database. What a crash interrupted goes on with
 * the next start; what the term of keeping ends is ordered when a day has closed, where the office lets it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openErasure } from './domain/caserow.js';
import type { DataSubject } from './contract/index.js';
import type { CaseBooks } from './domain/cases.js';
import type { Erasure } from './domain/erasure.js';
import { endErasure, eraseSlice, lookedAtMost, orderErasure } from './domain/rules/erasing.js';
import type { Log } from './doors/given.js';
import type { Clerk } from './office/clerk.js';
import { clockworkActor } from './office/clockwork.js';
import type { Due, DueAsked, Stood } from './reports/due.js';
import { ledgerLine } from './store/erasures.js';
import { makeLedgers } from './store/ledgers.js';
import type { Store } from './store/open.js';

/** Real milliseconds between two slices: other presses come in between. */
const pauseMs = 50;
/** Work that is open on a record, a reader that needs the log, a disk that refuses: tried again in so long. */
const usualAgainMs = 10_000;
/** How often the log is tried to be emptied in one go, and how long is waited between. */
const foldTries = 40;
const foldPauseMs = 50;
/** Records of one order of the clockwork: each is looked at in one ruling. What is left follows with the next order. */
const sweptAtMost = 60;

export interface Erasing {
  /** Goes on with the erasure that was ordered, if there is one. */
  wake(): void;
  /** Orders the erasure of what is due, if there is any and it may go by itself now. */
  sweep(): void;
  /** Resolves when nothing is under way that could go on now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface ErasingGiven {
  clerk: Clerk;
  store: Store;
  officeId: string;
  /** Where erasures are told; the first one must hear of each, the others where their folder is there. */
  ledgers: readonly string[];
  dropPapers: (printJobIds: readonly string[]) => Promise<void>;
  due: (asked: DueAsked) => Promise<Due>;
  /** Folds the log into the file beside the clerk's thread: what is left to do in it takes a moment. */
  fold: () => Promise<void>;
  /** The office's day; null while the clock is in doubt: then nothing is due. */
  officeNow: () => { today: string } | null;
  /** May what is due go by itself now? See `maySweep` of the domain. */
  maySweep: () => boolean;
  log: Log;
  againMs?: number;
}

/** A walk over what is due: the day of the last one before it, the day on which it began, where it stands. */
interface Walk {
  sinceDay: string | null;
  began: string;
  from: Stood | null;
}

export function makeErasing(given: ErasingGiven): Erasing {
  const { clerk, store, officeId, ledgers, log, againMs = usualAgainMs } = given;
  const cases: CaseBooks = store.casesOf(officeId);
  let running: Promise<void> | null = null;
  let isAsked = false;
  /** How often a sweep was asked for, and up to which of them everything was done: one may come while another looks. */
  let [sweepsAsked, sweepsDone] = [0, 0];
  let isClosed = false;
  let again: NodeJS.Timeout | null = null;
  /** The day of the last walk that found everything that was due; null: none has, by the terms in force. */
  let foundAllOn: string | null = null;
  let walk: Walk | null = null;
  const ledgersOf = makeLedgers(ledgers, (error, ledger) =>
    log.error({ error, ledger }, 'an erasure could not be told to a second ledger'),
  );

  function found(): Erasure | null {
    const id = cases.idByKey('erasure', openErasure);
    return id === null ? null : cases.row('erasure', id);
  }

  /** False when what is left waits for open work to end: it is passed by, and come back to. */
  async function eraseAll(erasureId: string): Promise<boolean> {
    for (let past = 0; ;) {
      const before = cases.row('erasure', erasureId);
      const left = before === null ? 0 : before.records.length - before.done;
      if (before === null || left === 0) return true;
      if (isClosed || past >= left) return false;
      const reply = await clerk.ruleInner(
        'data:erasing',
        (office, context) => eraseSlice(office, { erasureId, past, tracesOf: store.sweep.tracesOf }, context),
        clockworkActor,
      );
      if (!reply.ok) throw new Error(`a slice was refused: ${reply.refusal.key}`);
      if (cases.row('erasure', erasureId)?.done === before.done) past += lookedAtMost;
      await sleep(pauseMs);
    }
  }

  /** Questions to the archive end in moments, and the log can be emptied between two. */
  async function foldAway(): Promise<boolean> {
    for (let tries = 0; tries < foldTries && !isClosed; tries += 1) {
      await given.fold();
      if (store.foldAway()) return true;
      await sleep(foldPauseMs);
    }
    return false;
  }

  /** False: it waits, and is tried again. */
  async function carryOut(erasure: Erasure): Promise<boolean> {
    const { erasureId, year, number } = erasure;
    await ledgersOf.tell([ledgerLine(officeId, erasure)]);
    if (!(await eraseAll(erasureId))) return false;
    const records = cases.row('erasure', erasureId)?.records ?? [];
    const papers = records.flatMap(({ kind, id }) => (kind === 'printJob' ? [id] : []));
    await given.dropPapers(papers);
    // only now nothing of it is in the log of the database either
    if (!(await foldAway())) return false;
    await clerk.ruleInner(
      'data:erased',
      (_office, context) => endErasure(erasureId, papers.length, context),
      clockworkActor,
    );
    log.info({ erasureId, year, number, records: records.length }, 'an erasure is done');
    return true;
  }

  /** The next records that are due, piece by piece of a walk, and where it stands then; null: it is at its end. */
  async function lookForDue({ sinceDay, from }: Walk): Promise<{ subjects: DataSubject[]; next: Stood | null }> {
    const subjects: DataSubject[] = [];
    for (let next = from; ; await sleep(pauseMs)) {
      const found = await given.due({ sinceDay, from: next, most: sweptAtMost - subjects.length });
      subjects.push(...found.subjects);
      next = found.next;
      if (next === null || subjects.length >= sweptAtMost || isClosed || !given.maySweep()) return { subjects, next };
    }
  }

  /**
   * Orders the next of what is due; true: more may be. The first walk of a month looks at all years: what was held or
   * worked on in an earlier one goes within thirty days of the end of its term (152-ФЗ, ст. 21).
   */
  async function orderDue(): Promise<boolean> {
    const today = given.officeNow()?.today;
    if (today === undefined || !given.maySweep()) return false;
    const sinceDay = foundAllOn?.slice(0, 7) === today.slice(0, 7) ? foundAllOn : null;
    const at: Walk = walk ?? { sinceDay, began: today, from: null };
    walk = at;
    const { subjects, next } = await lookForDue(at);
    // by terms that were changed meanwhile other records are due; by a day that opened meanwhile none goes now
    if (walk !== at || isClosed || !given.maySweep()) return false;
    if (subjects.length > 0) {
      const order = { subjects: subjects.map((subject) => ({ ...subject, seen: null })), basis: 'retention' as const };
      const reply = await clerk.ruleInner(
        'data:erase',
        (now, context) => orderErasure(now, { ...order, reason: '' }, context),
        clockworkActor,
      );
      if (!reply.ok) log.warn({ why: reply.refusal.key }, 'what is due could not be ordered to be erased');
      // somebody was faster: after that one they are looked for again
      if (!reply.ok && reply.refusal.key === 'notNow') return true;
    }
    if (next === null) foundAllOn = at.began;
    walk = next === null ? null : { ...at, from: next };
    return walk !== null;
  }

  async function run(): Promise<void> {
    if (sweepsAsked > sweepsDone && found() === null) {
      const asked = sweepsAsked;
      await ledgersOf.tell([]);
      // what fails in between stays asked for, and so does what is asked meanwhile
      if (!(await orderDue())) sweepsDone = asked;
    }
    const erasure = found();
    if (erasure !== null && !(await carryOut(erasure))) tryAgain();
    else if (sweepsAsked > sweepsDone) wake();
  }

  function sweep(): void {
    sweepsAsked += 1;
    wake();
  }

  function tryAgain(): void {
    if (isClosed || again !== null) return;
    again = setTimeout(() => {
      again = null;
      wake();
    }, againMs);
    again.unref();
  }

  function wake(): void {
    if (isClosed) return;
    isAsked = true;
    running ??= (async () => {
      while (isAsked && !isClosed) {
        isAsked = false;
        try {
          await run();
        } catch (error) {
          log.error({ error }, 'an erasure could not go on; it is tried again');
          tryAgain();
        }
      }
      running = null;
    })();
  }

  clerk.onCommitted(({ entries }) => {
    if (entries.some(({ kind }) => kind === 'data:erasureOrdered')) wake();
    if (!entries.some(({ kind }) => kind === 'retention:set')) return;
    // by other terms other records are due, of any year
    foundAllOn = null;
    walk = null;
  });

  return {
    wake,
    sweep,
    async idle() {
      while (running !== null) await running;
    },
    async close() {
      isClosed = true;
      if (again !== null) clearTimeout(again);
      await running;
    },
  };
}

/**
 * Erasures are carried out: told to the ledgers, then done by slices in the clerk's line, then swept out of drafts, kept
 * answers and papers, and out of the log of the database. What a crash interrupted goes on with the next start; what the
 * term of keeping ends is ordered when a day has closed, where the office lets it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { openErasure } from './domain/caserow.js';
import type { CaseBooks } from './domain/cases.js';
import type { Erasure } from './domain/erasure.js';
import { endErasure, eraseSlice, orderErasure, type Swept } from './domain/rules/erasing.js';
import type { Log } from './doors/given.js';
import type { Clerk } from './office/clerk.js';
import { clockworkActor } from './office/clockwork.js';
import type { Due, DueAsked } from './reports/due.js';
import { ledgerLine, readLedger, tellLedger, withoutRepeats, type LedgerLine } from './store/erasures.js';
import type { Store } from './store/open.js';

/** Real milliseconds between two slices: other presses come in between. */
const pauseMs = 50;
/** Work that is open on a record, a reader that needs the log, a disk that refuses: tried again in so long. */
const usualAgainMs = 10_000;
/** How often the log is tried to be emptied in one go, and how long is waited between. */
const foldTries = 40;
const foldPauseMs = 50;
/** Records of one order of the clockwork: each is looked at in one ruling. What is left follows with the next order. */
const sweptAtMost = 300;
/** Records whose traces are read in one breath. */
const tracesAtOnce = 20;

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
  /** Office time; null while the clock is in doubt: then nothing is due. */
  officeNow: () => { now: number; today: string } | null;
  /**
   * May what is due go by itself now? Not while a day is open: years of records would stand in the way of its presses.
   * And never before the office has settled its own terms: ours are proposals, and what is destroyed does not come back.
   */
  maySweep: () => boolean;
  log: Log;
  againMs?: number;
}

export function makeErasing(given: ErasingGiven): Erasing {
  const { clerk, store, officeId, ledgers, log, againMs = usualAgainMs } = given;
  const cases: CaseBooks = store.casesOf(officeId);
  let running: Promise<void> | null = null;
  let isAsked = false;
  let isSweepAsked = false;
  let isClosed = false;
  let again: NodeJS.Timeout | null = null;
  /** When everything that was due was found for the last time. */
  let foundAllAt: number | null = null;
  /** More is due than was ordered last. */
  let isMoreDue = false;

  function found(): Erasure | null {
    const id = cases.idByKey('erasure', openErasure);
    return id === null ? null : cases.row('erasure', id);
  }

  /** Every ledger hears what any of them knows: a folder may have come, or come back, since. */
  function tell(lines: readonly LedgerLine[]): void {
    const [own = '', ...others] = ledgers;
    const known = withoutRepeats([...ledgers.flatMap(readLedger), ...lines]);
    if (!tellLedger(own, known)) throw new Error(`The ledger of erasures ${own} has no folder.`);
    for (const ledger of others)
      try {
        tellLedger(ledger, known);
      } catch (error) {
        log.error({ error, ledger }, 'an erasure could not be told to a second ledger');
      }
  }

  /** Drafts and kept answers about the records, while it is known whom they are about. */
  async function sweepTraces({ records, done, basis }: Erasure): Promise<Pick<Swept, 'drafts' | 'answers'>> {
    const ids = new Set<string>();
    const words = new Set<string>();
    for (let at = done; at < records.length; at += tracesAtOnce) {
      const traces = store.sweep.tracesOf(officeId, records.slice(at, at + tracesAtOnce));
      for (const id of traces.ids) ids.add(id);
      // what is older than years stands in nobody's draft
      if (basis !== 'retention') for (const word of traces.words) words.add(word);
      await sleep(0);
    }
    const drafts = store.sweep.dropDrafts({ ids: [...ids], words: [...words] });
    return { drafts, answers: store.sweep.dropAnswers([...ids]) };
  }

  /** False when what is left waits for open work to end. */
  async function eraseAll(erasureId: string): Promise<boolean> {
    for (;;) {
      const before = cases.row('erasure', erasureId);
      if (before === null || before.done >= before.records.length) return true;
      if (isClosed) return false;
      const reply = await clerk.ruleInner(
        'data:erasing',
        (office, context) => eraseSlice(office, erasureId, context),
        clockworkActor,
      );
      if (!reply.ok) throw new Error(`a slice was refused: ${reply.refusal.key}`);
      if (cases.row('erasure', erasureId)?.done === before.done) return false;
      await sleep(pauseMs);
    }
  }

  /** Questions to the archive end in moments, and the log can be emptied between two. */
  async function foldAway(): Promise<boolean> {
    for (let tries = 0; tries < foldTries && !isClosed; tries += 1) {
      if (store.foldAway()) return true;
      await sleep(foldPauseMs);
    }
    return false;
  }

  /** False: it waits, and is tried again. */
  async function carryOut(erasure: Erasure): Promise<boolean> {
    const { erasureId, records } = erasure;
    tell([ledgerLine(officeId, erasure)]);
    const traces = await sweepTraces(erasure);
    if (!(await eraseAll(erasureId))) return false;
    const papers = records.flatMap(({ kind, id }) => (kind === 'printJob' ? [id] : []));
    await given.dropPapers(papers);
    // only now nothing of it is in the log of the database either
    if (!(await foldAway())) return false;
    const swept = { papers: papers.length, ...traces };
    await clerk.ruleInner('data:erased', (_office, context) => endErasure(erasureId, swept, context), clockworkActor);
    const { year, number } = erasure;
    log.info({ erasureId, year, number, records: records.length }, 'an erasure is done');
    return true;
  }

  async function orderDue(): Promise<void> {
    const office = given.officeNow();
    isMoreDue = false;
    if (office === null || !given.maySweep() || found() !== null) return;
    const { subjects, isAll } = await given.due({ since: foundAllAt, most: sweptAtMost });
    if (isAll) foundAllAt = office.now;
    if (subjects.length === 0 || isClosed) return;
    const order = { subjects: subjects.map((subject) => ({ ...subject, seen: null })), basis: 'retention' as const };
    const reply = await clerk.ruleInner(
      'data:erase',
      (now, context) => orderErasure(now, { ...order, reason: '' }, context),
      clockworkActor,
    );
    // what was refused is not asked for again before the next day
    isMoreDue = reply.ok && !isAll;
    if (!reply.ok) log.warn({ why: reply.refusal.key }, 'what is due could not be ordered to be erased');
  }

  async function run(): Promise<void> {
    if (isSweepAsked) {
      isSweepAsked = false;
      tell([]);
      await orderDue();
    }
    const erasure = found();
    if (erasure !== null && !(await carryOut(erasure))) tryAgain();
    else if (isMoreDue) sweep();
  }

  function sweep(): void {
    isSweepAsked = true;
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

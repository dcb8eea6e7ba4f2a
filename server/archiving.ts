/** The archive as the office knows it: questions and registers, answered by threads beside the clerk's. */
import type { Language, Reply, SheetFormat, SheetName } from './contract/index.js';
import { makeWorkers, WorkerBusy, workerEntry, WorkerTimeout } from './devices/workers.js';
import type { Instant } from './domain/instant.js';
import type { Log } from './doors/given.js';
import type { ArchiveReport } from './reports/answer.js';
import type { Progress } from './reports/facts/days.js';
import type { OwnAnswer, OwnQuestion } from './reports/own.js';
import type { SheetFile } from './reports/sheets/file.js';
import type { ArchiveTask } from './reports/task.js';

/** Two, so that a long register keeps nobody waiting for a page. */
const threads = 2;
const line = 64;
const longestMs = 60_000;
/** Over more days than these a question takes a hundred megabytes: one of them at a time, over all threads. */
const longDays = 100;
/** Long questions that wait for their turn; one more is refused. */
const longLine = 16;
const memoryMb = 256;
/** A thread costs 35 MB while it waits; the first question to a new one takes 0.3 s of a processor more than the next. */
const warmMs = 10 * 60_000;
/** How long is folded in one stretch: a question may come between two. */
const stretchMs = 5000;
/** A stretch that failed is tried again after so long, and so often before somebody has to ask. */
const againMs = 5000;
const mostFailures = 5;
/** A start, or the opening of a day, has other things to do first. */
const soonMs = 10_000;

export interface Archiving {
  report(name: ArchiveReport, query: unknown): Promise<Reply<unknown>>;
  sheet(name: SheetName, format: SheetFormat, language: Language, query: unknown): Promise<Reply<SheetFile>>;
  /** What the office itself asks. Throws when the archive cannot answer now. */
  own(question: OwnQuestion): Promise<OwnAnswer>;
  /** Folds the days that have no summary yet, in a while and in the background. */
  catchUpSoon(): void;
  close(): Promise<void>;
}

/** Threads over the books of a file; none runs until somebody asks. */
export function makeArchiving(given: { file: string; officeId: string; now: () => Instant; log: Log }): Archiving {
  const workers = makeWorkers<ArchiveTask, Reply<unknown>>({
    entry: workerEntry('archive'),
    size: threads,
    queue: line,
    timeoutMs: longestMs,
    memoryMb,
    warmMs,
  });

  async function ask(task: ArchiveTask): Promise<Reply<unknown>> {
    try {
      return await workers.run(task, []);
    } catch (error) {
      if (error instanceof WorkerBusy) return { ok: false, refusal: { key: 'tooMany' } };
      if (!(error instanceof WorkerTimeout)) throw error;
      given.log.warn({ kind: task.kind }, 'a question to the archive took too long');
      return { ok: false, refusal: { key: 'tooMany' } };
    }
  }

  async function foldStretch(): Promise<Progress> {
    const { file, officeId } = given;
    const reply = await workers.run({ file, officeId, kind: 'catchUp', forMs: stretchMs }, []);
    if (!reply.ok || !isProgress(reply.data)) throw new Error('the archive did not fold');
    return reply.data;
  }

  /** Stretch after stretch to the head; what fails is tried again, because its thread may just have had too much. */
  async function catchUpAll(): Promise<void> {
    let days = 0;
    for (let failures = 0; !isClosed;) {
      try {
        const { added, isDone } = await foldStretch();
        days += added;
        failures = 0;
        if (isDone) break;
      } catch (error) {
        if (isClosed) return;
        failures += 1;
        given.log.warn({ error }, 'the days could not be summed up');
        if (failures >= mostFailures) return;
        await new Promise((resolve) => setTimeout(resolve, againMs).unref());
      }
    }
    if (days > 1) given.log.info({ days }, 'days were summed up for the reports');
  }
  let isClosed = false;
  let soon: NodeJS.Timeout | null = null;
  let catching: Promise<void> | null = null;

  /** One at a time. */
  function catchUp(): void {
    if (isClosed) return;
    catching ??= catchUpAll().finally(() => (catching = null));
  }

  let longs: Promise<unknown> = Promise.resolve();
  let longsWaiting = 0;

  /** Long questions one after another; the short ones always find a thread beside them. */
  async function inTurn(task: ArchiveTask): Promise<Reply<unknown>> {
    if (task.kind === 'catchUp' || task.kind === 'own' || !isLong(task)) return ask(task);
    if (longsWaiting > longLine) return { ok: false, refusal: { key: 'tooMany' } };
    longsWaiting += 1;
    const turn = longs.then(() => ask(task));
    longs = turn.catch(() => null);
    return turn.finally(() => (longsWaiting -= 1));
  }

  /** Asks; a question that found too little summed up has it made. */
  async function answered(task: ArchiveTask): Promise<Reply<unknown>> {
    const reply = await inTurn(task);
    if (!reply.ok && reply.refusal.key === 'preparing') catchUp();
    return reply;
  }

  const common = (query: unknown) => ({ file: given.file, officeId: given.officeId, now: given.now(), query });

  return {
    report: (name, query) => answered({ ...common(query), kind: 'report', name }),
    async sheet(name, format, language, query) {
      const reply = await answered({ ...common(query), kind: 'sheet', name, format, language });
      if (!reply.ok) return reply;
      if (!isSheetFile(reply.data)) throw new Error('the archive answered with no file');
      return { ok: true, data: reply.data };
    },
    async own(question) {
      const { file, officeId, now } = given;
      const reply = await ask({ file, officeId, now: now(), kind: 'own', question });
      if (!reply.ok) throw new Error(`the archive did not answer: ${reply.refusal.key}`);
      if (!isOwn(reply.data)) throw new Error('the archive answered nothing');
      return reply.data;
    },
    catchUpSoon() {
      if (soon !== null) clearTimeout(soon);
      soon = setTimeout(catchUp, soonMs).unref();
    },
    close() {
      if (soon !== null) clearTimeout(soon);
      soon = null;
      isClosed = true;
      return workers.close();
    },
  };
}

/** Does it read the facts of many days? */
function isLong({ name, query }: Exclude<ArchiveTask, { kind: 'catchUp' | 'own' }>): boolean {
  if (!['figures', 'tickets', 'visits'].includes(name)) return false;
  const { from, until } = { from: '', until: '', ...(typeof query === 'object' ? query : null) };
  return !(Date.parse(until) - Date.parse(from) <= longDays * 86_400_000);
}

const isOwn = (data: unknown): data is OwnAnswer => typeof data === 'object' && data !== null;

const isProgress = (data: unknown): data is Progress => typeof data === 'object' && data !== null && 'isDone' in data;

const isSheetFile = (data: unknown): data is SheetFile =>
  typeof data === 'object' && data !== null && 'bytes' in data && data.bytes instanceof Uint8Array;

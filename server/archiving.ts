/** The archive as the office knows it: questions and registers, answered by threads beside the clerk's. */
import type { Language, Reply, SheetFormat, SheetName } from './contract/index.js';
import { makeWorkers, WorkerBusy, workerEntry } from './devices/workers.js';
import type { Instant } from './domain/office.js';
import type { Log } from './doors/given.js';
import type { ArchiveReport } from './reports/answer.js';
import type { Progress } from './reports/facts/days.js';
import type { SheetFile } from './reports/sheets/file.js';
import type { ArchiveTask } from './reports/task.js';

/** Two, so that a long register keeps nobody waiting for a page. */
const threads = 2;
const line = 64;
const longestMs = 60_000;
const memoryMb = 256;
/** A thread costs 35 MB while it waits; the first question to a new one takes 0.3 s of a processor more than the next. */
const warmMs = 10 * 60_000;
/** Days that are folded in one stretch, two seconds perhaps: a question may come between two. */
const stretch = 40;
/** A start, or the opening of a day, has other things to do first. */
const soonMs = 10_000;

export interface Archiving {
  report(name: ArchiveReport, query: unknown): Promise<Reply<unknown>>;
  sheet(name: SheetName, format: SheetFormat, language: Language, query: unknown): Promise<Reply<SheetFile>>;
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
      throw error;
    }
  }

  async function catchUpAll(): Promise<number> {
    for (let added = 0; ;) {
      const { file, officeId } = given;
      const reply = await workers.run({ file, officeId, kind: 'catchUp', most: stretch }, []);
      if (!reply.ok || !isProgress(reply.data)) throw new Error('the archive did not fold');
      added += reply.data.added;
      if (reply.data.isDone) return added;
    }
  }
  let soon: NodeJS.Timeout | null = null;

  async function catchUp(): Promise<void> {
    try {
      const days = await catchUpAll();
      if (days > 1) given.log.info({ days }, 'days were summed up for the reports');
    } catch (error) {
      // a report folds what it needs by itself
      if (soon !== null) given.log.warn({ error }, 'the days could not be summed up');
    }
  }

  const common = (query: unknown) => ({ file: given.file, officeId: given.officeId, now: given.now(), query });

  return {
    report: (name, query) => ask({ ...common(query), kind: 'report', name }),
    async sheet(name, format, language, query) {
      const reply = await ask({ ...common(query), kind: 'sheet', name, format, language });
      if (!reply.ok) return reply;
      if (!isSheetFile(reply.data)) throw new Error('the archive answered with no file');
      return { ok: true, data: reply.data };
    },
    catchUpSoon() {
      if (soon !== null) clearTimeout(soon);
      soon = setTimeout(() => void catchUp(), soonMs).unref();
    },
    close() {
      if (soon !== null) clearTimeout(soon);
      soon = null;
      return workers.close();
    },
  };
}

const isProgress = (data: unknown): data is Progress => typeof data === 'object' && data !== null && 'isDone' in data;

const isSheetFile = (data: unknown): data is SheetFile =>
  typeof data === 'object' && data !== null && 'bytes' in data && data.bytes instanceof Uint8Array;

/** The archive as the office knows it: questions and registers, answered by threads beside the clerk's. */
import type { Language, Reply, SheetFormat, SheetName } from './contract/index.js';
import { makeWorkers, WorkerBusy, workerEntry } from './devices/workers.js';
import type { Instant } from './domain/office.js';
import type { ArchiveReport } from './reports/answer.js';
import type { SheetFile } from './reports/sheets/file.js';
import type { ArchiveTask } from './reports/task.js';

/** Two, so that a long register keeps nobody waiting for a page. */
const threads = 2;
const line = 64;
const longestMs = 60_000;
const memoryMb = 256;
/** A thread costs 35 MB while it waits; the first question to a new one takes 0.3 s of a processor more than the next. */
const warmMs = 10 * 60_000;

export interface Archiving {
  report(name: ArchiveReport, query: unknown): Promise<Reply<unknown>>;
  sheet(name: SheetName, format: SheetFormat, language: Language, query: unknown): Promise<Reply<SheetFile>>;
  close(): Promise<void>;
}

/** Threads over the books of a file; none runs until somebody asks. */
export function makeArchiving(given: { file: string; officeId: string; now: () => Instant }): Archiving {
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
  const common = (query: unknown) => ({ file: given.file, officeId: given.officeId, now: given.now(), query });

  return {
    report: (name, query) => ask({ ...common(query), kind: 'report', name }),
    async sheet(name, format, language, query) {
      const reply = await ask({ ...common(query), kind: 'sheet', name, format, language });
      if (!reply.ok) return reply;
      if (!isSheetFile(reply.data)) throw new Error('the archive answered with no file');
      return { ok: true, data: reply.data };
    },
    close: () => workers.close(),
  };
}

const isSheetFile = (data: unknown): data is SheetFile =>
  typeof data === 'object' && data !== null && 'bytes' in data && data.bytes instanceof Uint8Array;

/** The folding of the log beside the clerk's thread: by a thread that is there while it is done. */
import { makeWorkers, workerEntry } from '../devices/workers.js';

/** A log that takes longer is of a disk that does not answer. */
const longestMs = 120_000;
const memoryMb = 64;
const warmMs = 5000;

export interface Folding {
  /** Folds the log of these books into their file, as far as no reader needs it. Rejects when it cannot. */
  fold(): Promise<void>;
  close(): Promise<void>;
}

/** The thread for the books of a file; none runs until it is asked. */
export function makeFolding(file: string): Folding {
  const entry = workerEntry('fold');
  const workers = makeWorkers<string, void>({ entry, size: 1, queue: 1, timeoutMs: longestMs, memoryMb, warmMs });
  return { fold: () => workers.run(file, []), close: workers.close };
}

/**
 * WORKER THREADS: long work beside the clerk's thread. A few threads, started when they are needed and ended when they
 * are not, each with a memory of its own that it cannot pass; whatever happens in one, the server goes on.
 */
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type Transferable, type WorkerOptions } from 'node:worker_threads';
import type { WorkerSaid } from './workerside.js';

/** More work waits already than the pool takes: come again later. */
export class WorkerBusy extends Error {
  override readonly name = 'WorkerBusy';
}
/** The work took too long; its thread was ended. */
export class WorkerTimeout extends Error {
  override readonly name = 'WorkerTimeout';
}
/** The work threw, or its thread came to an end (out of memory, most likely). */
export class WorkerFailed extends Error {
  override readonly name = 'WorkerFailed';
}

export interface WorkersSpec {
  /** The file that a thread runs: `workerEntry(…)`. It answers by `answerTasks` of `workerside.ts`. */
  entry: URL;
  /** Threads at most. */
  size: number;
  /** Tasks that may wait for a thread; one more is refused as WorkerBusy. */
  queue: number;
  /** Longest time of one task from when a thread takes it, milliseconds. */
  timeoutMs: number;
  /** Heap of one thread. Buffers that are handed over do not count. */
  memoryMb: number;
  /** How long the last thread is kept without work, milliseconds; the others are ended after a minute. */
  warmMs: number;
}

export interface Workers<Task, Answer> {
  /**
   * Has a task done by a thread. What stands in `transfer` moves there and is empty here afterwards.
   * Rejects with WorkerBusy, WorkerTimeout or WorkerFailed, and with nothing else.
   */
  run(task: Task, transfer: readonly Transferable[]): Promise<Answer>;
  /** Ends all threads; who still waits is told WorkerFailed. */
  close(): Promise<void>;
}

/** A thread without work is ended after so long, unless it is the last one: who does not ask pays for none. */
const idleMs = 60_000;

/** Workers by name: where their source lies. Each is built as `worker-<name>.js` (`server/tools/prepare.mjs`). */
const sources = {
  intake: './intake/worker.ts',
  archive: '../archive.worker.ts',
  backup: '../upkeep/backup.worker.ts',
  fold: '../upkeep/fold.worker.ts',
  history: '../history/history.worker.ts',
  pack: '../uploads/pack.worker.ts',
  picture: '../uploads/picture.worker.ts',
  verify: '../upkeep/verify.worker.ts',
} as const;

/** The file of a worker: its source when this runs from the sources, else what was built beside this program. */
export function workerEntry(name: keyof typeof sources): URL {
  if (import.meta.url.endsWith('.ts')) return new URL(sources[name], import.meta.url);
  const built = new URL(`./worker-${name}.js`, import.meta.url);
  return existsSync(fileURLToPath(built)) ? built : new URL(`./worker-${name}.mjs`, import.meta.url);
}

/** Starts a thread. It knows TypeScript only if it is taught; the product is built and needs no teacher. */
export function threadOf(entry: URL, options: WorkerOptions): Worker {
  if (!entry.pathname.endsWith('.ts')) return new Worker(entry, options);
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const teacher = new URL('./dist/esm/api/index.mjs', tsx).href;
  const lesson = `import(${JSON.stringify(teacher)}).then((tsx) => (tsx.register(), import(${JSON.stringify(entry.href)})))`;
  return new Worker(lesson, { ...options, eval: true });
}

interface Waiting<Task, Answer> {
  task: Task;
  transfer: readonly Transferable[];
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

interface Thread<Task, Answer> {
  worker: Worker;
  busy: Waiting<Task, Answer> | null;
  timer: NodeJS.Timeout | null;
}

/** A pool with no thread yet. */
export function makeWorkers<Task, Answer>(spec: WorkersSpec): Workers<Task, Answer> {
  const threads = new Set<Thread<Task, Answer>>();
  const line: Waiting<Task, Answer>[] = [];
  let isClosed = false;

  function start(): Thread<Task, Answer> {
    const worker = threadOf(spec.entry, {
      execArgv: [],
      // what a thread reads of its surroundings is nothing: it has its task
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb, maxYoungGenerationSizeMb: 32 },
    });
    const thread: Thread<Task, Answer> = { worker, busy: null, timer: null };
    threads.add(thread);
    worker.on('message', (said: WorkerSaid<Answer>) => {
      const done = free(thread);
      if (said.ok) done?.resolve(said.answer);
      else done?.reject(new WorkerFailed(said.why));
      next();
    });
    worker.on('messageerror', () => drop(thread, new WorkerFailed('an answer that cannot be read')));
    worker.on('error', (error: Error) => drop(thread, new WorkerFailed(error.message)));
    worker.on('exit', (code) => drop(thread, new WorkerFailed(`the thread ended with ${code}`)));
    // a thread without work keeps no process alive
    worker.unref();
    return thread;
  }

  function free(thread: Thread<Task, Answer>): Waiting<Task, Answer> | null {
    const { busy, timer } = thread;
    if (timer !== null) clearTimeout(timer);
    thread.busy = null;
    thread.worker.unref();
    rest(thread, Math.min(idleMs, spec.warmMs), 0);
    return busy;
  }

  /** A thread without work waits `ms` more for some; it has waited `waitedMs` already. */
  function rest(thread: Thread<Task, Answer>, ms: number, waitedMs: number): void {
    thread.timer = setTimeout(() => {
      const soFarMs = waitedMs + ms;
      if (threads.size === 1 && soFarMs < spec.warmMs) rest(thread, spec.warmMs - soFarMs, soFarMs);
      else drop(thread, new WorkerFailed('ended'));
    }, ms).unref();
  }

  /** The thread is gone, or shall be: whoever waited for it is told why, and the line goes on with another. */
  function drop(thread: Thread<Task, Answer>, why: Error): void {
    if (!threads.delete(thread)) return;
    if (thread.timer !== null) clearTimeout(thread.timer);
    void thread.worker.terminate();
    thread.busy?.reject(why);
    next();
  }

  function next(): void {
    while (line.length > 0 && !isClosed) {
      const idle = [...threads].find(({ busy }) => busy === null);
      if (idle === undefined && threads.size >= spec.size) return;
      const item = line.shift();
      if (item === undefined) return;
      let thread: Thread<Task, Answer>;
      try {
        thread = idle ?? start();
      } catch (error) {
        item.reject(new WorkerFailed(error instanceof Error ? error.message : 'no thread could be started'));
        continue;
      }
      give(thread, item);
    }
  }

  function give(thread: Thread<Task, Answer>, item: Waiting<Task, Answer>): void {
    if (thread.timer !== null) clearTimeout(thread.timer);
    thread.busy = item;
    thread.worker.ref();
    thread.timer = setTimeout(
      () => drop(thread, new WorkerTimeout(`not done within ${spec.timeoutMs} ms`)),
      spec.timeoutMs,
    );
    try {
      thread.worker.postMessage(item.task, [...item.transfer]);
    } catch (error) {
      free(thread)?.reject(new WorkerFailed(error instanceof Error ? error.message : 'the task cannot be handed over'));
    }
  }

  return {
    run(task, transfer) {
      if (isClosed) return Promise.reject(new WorkerFailed('closed'));
      const isFree = threads.size < spec.size || [...threads].some(({ busy }) => busy === null);
      if (!isFree && line.length >= spec.queue) return Promise.reject(new WorkerBusy('too much waits already'));
      return new Promise((resolve, reject) => {
        line.push({ task, transfer, resolve, reject });
        next();
      });
    },
    async close() {
      isClosed = true;
      for (const item of line.splice(0)) item.reject(new WorkerFailed('closed'));
      const ending = [...threads].map(({ worker }) => worker.terminate());
      for (const thread of [...threads]) drop(thread, new WorkerFailed('closed'));
      await Promise.all(ending);
    },
  };
}

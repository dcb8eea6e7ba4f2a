/** One printer's lane of the spool: its jobs in order, its health, its timers. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PrinterHealth, PrintState } from '../../contract/vocabulary.js';
import { encodeInTurns } from './encode.js';
import type { PrintResult, Printer } from './printer.js';
import type { SpoolJob, SpoolParts } from './spool.js';
import { isBlocking } from './status.js';

export interface Lane {
  submit(job: SpoolJob): void;
  health(): PrinterHealth;
  waiting(): number;
  idle(): Promise<void>;
  close(): Promise<void>;
  /** Takes out what has not begun, in order; nobody hears of it any more from this lane. */
  takeOut(): SpoolJob[];
  /** As `close`, but a job in the printer's mouth may still come out well for a moment. */
  retire(): Promise<void>;
}

/** After the signal a printer has this long to say what became of the job. */
const lastWordMs = 2000;
/** A job that is being printed while its printer is replaced has this long to come out. */
const farewellMs = 3000;

/**
 * The line of one printer: one job at a time, in order, and its health looked at between them. It begins when `after` is
 * settled: the lane before it may still hold the same device.
 */
export function makeLane(printer: Printer, parts: Omit<SpoolParts, 'printers'>, after: Promise<void>): Lane {
  const { settle, realNow, log, onHealth, pace } = parts;
  /** In order; by id, so that a long line costs nothing to look through. */
  let queue = new Map<string, SpoolJob>();
  /** No job expires before this. */
  let nextExpiry = Infinity;
  const stop = new AbortController();
  let current: SpoolJob | null = null;
  let working: Promise<void> | null = null;
  let asking: Promise<PrinterHealth> | null = null;
  let health: PrinterHealth = 'unknown';
  let isHeard = false;
  let retry: NodeJS.Timeout | null = null;
  let expiry: NodeJS.Timeout | undefined;
  const voiding = new Set<Promise<boolean>>();
  /** The lane ends with the job that is in the printer's mouth. */
  let isLeaving = false;

  async function record(job: SpoolJob, state: PrintState): Promise<boolean> {
    try {
      await settle(job.printJobId, state);
      return true;
    } catch (error) {
      const about = { printJobId: job.printJobId, printerId: printer.printerId, kind: job.kind, state, err: error };
      log.error(about, 'a print state could not be recorded');
      return false;
    }
  }

  /** Asks the printer, one question at a time; whoever asks meanwhile shares the answer. */
  function ask(): Promise<PrinterHealth> {
    asking ??= printer.health(stop.signal).then(
      (heard) => {
        asking = null;
        if (stop.signal.aborted) return health;
        if (heard !== health || !isHeard) {
          isHeard = true;
          health = heard;
          onHealth(printer.printerId, heard);
        }
        return heard;
      },
      (error: unknown) => {
        asking = null;
        log.error({ printerId: printer.printerId, err: error }, 'a printer could not be asked');
        return health;
      },
    );
    return asking;
  }

  /** Voids what waited too long, at its time and not when the printer comes back; then waits for the next. */
  function sweep(): void {
    const now = realNow();
    if (now < nextExpiry) return;
    nextExpiry = Infinity;
    for (const job of [...queue.values()]) {
      if (job.expiresAtReal === null) continue;
      if (job.expiresAtReal > now) {
        nextExpiry = Math.min(nextExpiry, job.expiresAtReal);
        continue;
      }
      queue.delete(job.printJobId);
      const recording: Promise<boolean> = record(job, 'void').finally(() => voiding.delete(recording));
      voiding.add(recording);
    }
    wakeAt(nextExpiry);
  }

  function wakeAt(at: number): void {
    clearTimeout(expiry);
    if (at === Infinity || stop.signal.aborted) return;
    // at least a few milliseconds, since timers may fire a little before the clock says so
    expiry = setTimeout(
      () => {
        sweep();
        if (nextExpiry === at) wakeAt(at);
      },
      Math.min(60_000, Math.max(5, at - realNow())),
    );
    expiry.unref();
  }

  /** Prints for at most `printMs`; a printer that does not even hear the signal is left behind as unknown. */
  async function printBounded(job: SpoolJob, bytes: Uint8Array): Promise<PrintResult> {
    const limit = new AbortController();
    const abort = (): void => limit.abort();
    const timer = setTimeout(abort, pace.printMs);
    stop.signal.addEventListener('abort', abort, { once: true });
    let lastWord: NodeJS.Timeout | undefined;
    const silence = new Promise<'unknown'>((resolve) => {
      limit.signal.addEventListener('abort', () => {
        lastWord = setTimeout(() => resolve('unknown'), lastWordMs);
      });
    });
    const page = { printJobId: job.printJobId, bytes, secret: job.secret };
    const result = await Promise.race([printer.print(page, limit.signal).catch(() => 'unknown' as const), silence]);
    clearTimeout(timer);
    clearTimeout(lastWord);
    stop.signal.removeEventListener('abort', abort);
    return result;
  }

  async function encodeJob(job: SpoolJob): Promise<Uint8Array | null> {
    try {
      return await encodeInTurns(job.document, printer.profile);
    } catch (error) {
      log.error({ printJobId: job.printJobId, kind: job.kind, err: error }, 'a document could not be encoded');
      return null;
    }
  }

  /** True: go on with the next job. False: nothing came out, this one waits for its printer. */
  async function printOne(job: SpoolJob): Promise<boolean> {
    const bytes = await encodeJob(job);
    if (bytes === null) {
      await record(job, 'failed');
      return true;
    }
    // what is not in the journal as printing must not print: after a crash it would print again
    if (!printer.isRepeatable && !(await record(job, 'printing'))) return true;
    if (stop.signal.aborted) {
      await record(job, 'queued');
      return false;
    }
    const result = await printBounded(job, bytes);
    if (job.secret) bytes.fill(0);
    const mayWait = result === 'failed' && job.expiresAtReal === null;
    await record(job, mayWait ? 'queued' : result);
    if (result === 'failed' || result === 'unknown') {
      const about = { printJobId: job.printJobId, printerId: printer.printerId, kind: job.kind, result };
      log.warn(about, 'a print did not come out for certain');
    }
    // a failure may be the first news of a dead printer
    if (result === 'failed' || printer.hasStatus) await ask();
    return !mayWait;
  }

  async function work(): Promise<void> {
    while (!stop.signal.aborted) {
      // whoever pressed is answered first: encoding takes longer than the answer
      await nextTurn();
      await after;
      await asking;
      sweep();
      if (queue.size === 0) return;
      if (isBlocking(health) && isBlocking(await ask())) return waitForPrinter();
      sweep();
      if (stop.signal.aborted) return;
      const [job] = queue.values();
      if (job === undefined) continue;
      queue.delete(job.printJobId);
      current = job;
      const goesOn = await printOne(job);
      current = null;
      if (isLeaving) stop.abort();
      if (!goesOn) {
        queue = new Map([[job.printJobId, job], ...queue]);
        nextExpiry = Math.min(nextExpiry, job.expiresAtReal ?? Infinity);
        wakeAt(nextExpiry);
        return waitForPrinter();
      }
    }
  }

  function waitForPrinter(): void {
    if (stop.signal.aborted) return;
    retry = setTimeout(start, pace.retryMs);
    retry.unref();
  }

  function stopWaiting(): void {
    if (retry !== null) clearTimeout(retry);
    retry = null;
  }

  function start(): void {
    if (working !== null || stop.signal.aborted) return;
    stopWaiting();
    working = work().finally(() => {
      working = null;
      // a job that came while the last one was being put away
      if (queue.size > 0 && retry === null) start();
    });
  }

  const poll = printer.hasStatus
    ? setInterval(() => {
        if (current === null) void ask();
      }, pace.pollMs)
    : undefined;
  poll?.unref();
  // the device may be in the hands of the lane before
  void after.then(ask);

  async function close(): Promise<void> {
    stop.abort();
    clearInterval(poll);
    stopWaiting();
    clearTimeout(expiry);
    await Promise.all([working, asking, ...voiding]);
  }

  return {
    submit(job) {
      const isKnown = current?.printJobId === job.printJobId || queue.has(job.printJobId);
      if (isKnown || isLeaving || stop.signal.aborted) return;
      queue.set(job.printJobId, job);
      if (job.expiresAtReal !== null && job.expiresAtReal < nextExpiry) {
        nextExpiry = job.expiresAtReal;
        wakeAt(nextExpiry);
      }
      sweep();
      start();
    },
    health: () => health,
    waiting: () => queue.size + (current === null ? 0 : 1),
    async idle() {
      while (working !== null || voiding.size > 0) await Promise.all([working, ...voiding]);
    },
    takeOut() {
      const taken = [...queue.values()];
      queue = new Map();
      nextExpiry = Infinity;
      return taken;
    },
    close,
    async retire() {
      isLeaving = true;
      const patience = setTimeout(() => stop.abort(), farewellMs);
      if (current === null) stop.abort();
      else await working;
      clearTimeout(patience);
      await close();
    },
  };
}

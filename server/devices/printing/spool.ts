/**
 * THE SPOOL: one lane per printer, jobs in order. A slow or dead printer holds up nobody but its own lane. It keeps no
 * books: every state goes through `settle` to the clerk, `printing` before the first byte, the result after the last.
 * Nothing is printed twice by itself: only what failed for certain is tried again, and only where it may wait.
 */
import type { PrinterHealth, PrintState } from '../../contract/vocabulary.js';
import type { PaperDocument } from '../../domain/paper/document.js';
import { makeLane, type Lane } from './lane.js';
import type { Printer } from './printer.js';

export interface SpoolJob {
  printJobId: string;
  printerId: string;
  /** `ticket`, `protocol`, …: for the log only. */
  kind: string;
  document: PaperDocument;
  /** `queued` is printed. `printing`, left by a crash, is settled as `unknown` and never printed; others are ignored. */
  state: PrintState;
  /** Real time after which it is `void` unless it has begun (a ticket: 30 s); null waits for paper as long as it takes. */
  expiresAtReal: number | null;
  secret: boolean;
}

export interface SpoolLog {
  warn(about: Record<string, unknown>, message: string): void;
  error(about: Record<string, unknown>, message: string): void;
}

/** Milliseconds of real time. */
interface SpoolPace {
  /** How often printers with a status are asked how they are. */
  pollMs: number;
  /** How soon a job that waits for its printer is tried again. */
  retryMs: number;
  /** Longest print of one job; then nobody can vouch for it. */
  printMs: number;
}
export const usualPace: SpoolPace = { pollMs: 5000, retryMs: 3000, printMs: 60_000 };

export interface SpoolParts {
  printers: readonly Printer[];
  /**
   * Records a state of a job: `printing`, then `sent | printed | failed | unknown`; `void` for one that expired;
   * `queued` when a job that may wait failed for certain and is back in line. A rejected `printing` is not printed.
   */
  settle(printJobId: string, state: PrintState): Promise<void>;
  /** Real time in milliseconds, the same clock as `expiresAtReal`. */
  realNow(): number;
  log: SpoolLog;
  /** A printer's health changed. Called once at first, when the first answer is there. */
  onHealth(printerId: string, health: PrinterHealth): void;
  pace: SpoolPace;
}

export interface Spool {
  /** Takes a job and returns at once. A job already in its lane is not taken twice. */
  submit(job: SpoolJob): void;
  /** `unknown` until the printer was heard. */
  health(printerId: string): PrinterHealth;
  /** Jobs not yet finished, for the hall's list of printers. */
  waiting(printerId: string): number;
  /**
   * A printer that is new, or stands in the place of one with its id: what waits there goes on with the new one, in
   * order; what is in the old one's mouth comes out within seconds or is settled as `unknown`.
   */
  put(printer: Printer): void;
  /** The printer is gone. What waits in its lane is forgotten: whoever takes a printer away has settled it. */
  drop(printerId: string): void;
  /** Settles when every lane has nothing to do or waits for its printer: for a graceful stop, and for tests. */
  idle(): Promise<void>;
  /** Ends timers and connections; a job in the printer's mouth is settled as `unknown`, waiting ones stay `queued`. */
  close(): Promise<void>;
}

/** One lane for each printer. A job of a printer that is not there fails; a job past its time is void. */
export function makeSpool(parts: SpoolParts): Spool {
  const lanes = new Map<string, Lane>(
    parts.printers.map((printer) => [printer.printerId, makeLane(printer, parts, Promise.resolve())] as const),
  );
  /** Lanes that are ending. */
  const leaving = new Set<Promise<void>>();

  /** Ends a lane; then hands over what it was printing in vain: it is back in line, and its line is gone. */
  function end(lane: Lane, then: (job: SpoolJob) => void): Promise<void> {
    const ending: Promise<void> = lane.retire().then(() => {
      leaving.delete(ending);
      for (const job of lane.takeOut()) then(job);
    });
    leaving.add(ending);
    return ending;
  }

  function settleApart(job: SpoolJob, state: PrintState): void {
    const { printJobId, printerId, kind } = job;
    parts.settle(printJobId, state).catch((error: unknown) => {
      parts.log.error({ printJobId, printerId, kind, state, err: error }, 'a print state could not be recorded');
    });
  }

  return {
    submit(job) {
      const lane = lanes.get(job.printerId);
      if (job.state === 'printing') settleApart(job, 'unknown');
      else if (job.state !== 'queued') return;
      else if (lane === undefined) {
        parts.log.warn(
          { printJobId: job.printJobId, printerId: job.printerId },
          'a job for a printer that is not there',
        );
        settleApart(job, 'failed');
      } else lane.submit(job);
    },
    health: (printerId) => lanes.get(printerId)?.health() ?? 'unknown',
    waiting: (printerId) => lanes.get(printerId)?.waiting() ?? 0,
    put(printer) {
      const { printerId } = printer;
      const before = lanes.get(printerId);
      const waiting = before?.takeOut() ?? [];
      const ended = before === undefined ? Promise.resolve() : end(before, (job) => lanes.get(printerId)?.submit(job));
      const lane = makeLane(printer, parts, ended);
      lanes.set(printerId, lane);
      for (const job of waiting) lane.submit(job);
    },
    drop(printerId) {
      const lane = lanes.get(printerId);
      if (lane === undefined) return;
      lanes.delete(printerId);
      lane.takeOut();
      void end(lane, (job) => settleApart(job, 'void'));
    },
    async idle() {
      await Promise.all(leaving);
      await Promise.all([...lanes.values()].map((lane) => lane.idle()));
    },
    async close() {
      await Promise.all([...leaving, ...[...lanes.values()].map((lane) => lane.close())]);
    },
  };
}

/** Print jobs between the clerk and the spool: handed on after their commit, and settled by the line when they end. */
import type { PrinterHealth, PrintState } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { Patch } from '../domain/patch.js';
import type { Printer, PrintJob } from '../domain/printing.js';
import { isNewJob, settlePrint } from '../domain/rules/print.js';
import type { Secrets } from './cards.js';
import type { Clerk } from './clerk.js';
import { clockworkActor } from './clockwork.js';

/** A ticket's job lives this long in real time; then the visitor has the number on the screen. */
const ticketJobMs = 30_000;
/** A paper with a secret waits this long for its printer, in real time: then whom it is for has gone. */
const secretJobMs = 5 * 60_000;

export interface Spool {
  submit: (job: SpoolJob) => void;
  health: (printerId: string) => PrinterHealth;
  /** Jobs not yet finished. */
  waiting: (printerId: string) => number;
  /** A new printer, or another address of one: what waits there goes on with it. */
  put: (printer: Printer) => void;
  drop: (printerId: string) => void;
}

interface SpoolJob {
  printJobId: string;
  printerId: string;
  kind: string;
  document: PrintJob['document'];
  state: PrintState;
  expiresAtReal: number | null;
  secret: boolean;
}

export interface Prints {
  /** What the spool tells of a job goes through the line to the journal. */
  settle(printJobId: string, state: PrintState): Promise<void>;
  /** The new jobs of a commit, and the printers that came, changed or went with it. */
  committed(patches: readonly Patch[]): void;
  /** After a start: what was in a printer's mouth is unknown, what was queued is printed if it still may be. */
  takeUp(): void;
}

export function makePrints(given: {
  clerk: Clerk;
  spool: Spool;
  secrets: Pick<Secrets, 'take'>;
  realNow: () => Instant;
  onError: (error: unknown, doing: string) => void;
}): Prints {
  const { clerk, spool, secrets, realNow, onError } = given;

  async function settle(printJobId: string, state: PrintState): Promise<void> {
    const reply = await clerk.ruleInner(
      'print:settle',
      (office, context) => settlePrint(office, printJobId, state, context),
      clockworkActor,
    );
    if (!reply.ok) throw new Error(`print job ${printJobId} could not be settled as ${state}: ${reply.refusal.key}`);
  }

  function settleApart(printJobId: string, state: PrintState): void {
    settle(printJobId, state).catch((error: unknown) => onError(error, `print ${printJobId}`));
  }

  function submit(job: PrintJob, expiresAtReal: number | null): void {
    const { printJobId, printerId, kind, state } = job;
    const secret = kind === 'card';
    const document = secret ? secrets.take(printJobId) : job.document;
    // what its row holds of a secret is no paper for anybody
    if (document === null && state === 'queued') return settleApart(printJobId, 'void');
    spool.submit({ printJobId, printerId, kind, document: document ?? job.document, state, expiresAtReal, secret });
  }

  function expiryOf(job: PrintJob): number | null {
    if (job.kind === 'card') return realNow() + secretJobMs;
    // somebody stands at the printer and looks: a page that comes tomorrow tests nothing
    const isForNow = job.kind === 'ticket' || job.kind === 'copy' || job.kind === 'test';
    return isForNow ? realNow() + ticketJobMs : null;
  }

  function putOrDrop(printerId: string): void {
    const printer = clerk.office.printers.get(printerId);
    if (printer === undefined) spool.drop(printerId);
    else spool.put(printer);
  }

  return {
    settle,
    committed(patches) {
      for (const patch of patches) {
        if (patch.table === 'printer') spool.put(patch.row);
        if (patch.table === 'retired' && patch.of === 'printer') putOrDrop(patch.id);
      }
      for (const patch of patches)
        if (patch.table === 'printJob' && isNewJob(patch.row)) submit(patch.row, expiryOf(patch.row));
    },
    takeUp() {
      for (const job of clerk.office.printJobs.values())
        if (job.state === 'printing') submit(job, null);
        else if (job.state === 'queued') submit(job, expiryOf(job) === null ? null : realNow());
    },
  };
}

/** What became of a print: the spool tells, the journal keeps the ends. */
import type { PrintState } from '../../contract/index.js';
import { decide, refuse, type Context, type Ruling } from '../decide.js';
import type { Office } from '../office.js';
import type { PrintJob } from '../printing.js';

/** States from which a job does not move by itself. */
const ends: readonly PrintState[] = ['printed', 'void', 'failed', 'unknown', 'sent'];

/** Was this job made by the very ruling that patched it? Then it is to be printed; any other patch tells a state. */
export function isNewJob(job: PrintJob): boolean {
  return job.state === 'queued' && job.createdAt === job.changedAt;
}

/** Settles a job's state; `printing` is a step on the way and not in the journal. Refuses: notFound. */
export function settlePrint(office: Office, printJobId: string, state: PrintState, context: Context): Ruling {
  const job = office.printJobs.get(printJobId);
  if (job === undefined) return refuse('notFound', { field: 'printJobId' });
  return decide({
    patches: [{ table: 'printJob', row: { ...job, state, changedAt: context.now } }],
    entries: ends.includes(state)
      ? [
          {
            at: context.now,
            kind: `print:${state}`,
            actor: context.actor.actorId,
            visitId: job.visitId,
            data: { printJobId, printerId: job.printerId },
          },
        ]
      : [],
    reply: null,
  });
}

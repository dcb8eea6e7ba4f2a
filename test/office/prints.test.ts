/** How long a paper waits for its printer, by what it is: what the house tells the spool. */
import { describe, expect, it } from 'vitest';
import { paper, text } from '../../server/domain/paper/document.js';
import type { PrintJob } from '../../server/domain/printing.js';
import { makePrints } from '../../server/office/prints.js';
import { newBooks, openClerk } from '../support/clerk.js';
import { filingMorning } from '../support/office.js';

const document = paper([text('А014', {})]);
const kinds = ['ticket', 'copy', 'test', 'card', 'protocol', 'receipt', 'sheet', 'day'] as const;
const jobs = kinds.map((kind): PrintJob => ({
  ...{ printJobId: `job-${kind}`, printerId: 'printer-kiosk', visitId: null, kind, document, state: 'queued' },
  ...{ createdAt: filingMorning, changedAt: filingMorning },
}));

/** Seconds that each job may wait, as the spool was told; null: as long as it takes. */
async function told(work: 'committed' | 'takeUp'): Promise<Record<string, number | null>> {
  const { clerk, store } = await openClerk(
    newBooks((spec) => spec),
    {},
  );
  const realNow = 1_000_000;
  const waits: Record<string, number | null> = {};
  const prints = makePrints({
    clerk,
    spool: {
      submit: ({ kind, expiresAtReal }) => {
        waits[kind] = expiresAtReal === null ? null : (expiresAtReal - realNow) / 1000;
      },
      health: () => 'ready',
      waiting: () => 0,
      put: () => undefined,
      drop: () => undefined,
    },
    secrets: { take: () => document },
    realNow: () => realNow,
    onError: (error) => {
      throw error;
    },
  });
  if (work === 'committed') prints.committed(jobs.map((row) => ({ table: 'printJob', row })));
  else {
    for (const job of jobs) clerk.office.printJobs.set(job.printJobId, job);
    prints.takeUp();
  }
  await store.close();
  return waits;
}

describe('a paper waits for its printer', () => {
  const forever = { protocol: null, receipt: null, sheet: null, day: null };

  it('as long as whom it is for stands there: a copy of a ticket no longer than a ticket', async () => {
    expect(await told('committed')).toEqual({ ticket: 30, copy: 30, test: 30, card: 300, ...forever });
  });

  it('not at all after a start, unless it may wait for as long as it takes', async () => {
    expect(await told('takeUp')).toEqual({ ticket: 0, copy: 0, test: 0, card: 0, ...forever });
  });
});

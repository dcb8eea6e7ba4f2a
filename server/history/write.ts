/** THE WRITER: takes the days from the generator's thread, seals their entries and writes them, one transaction a day. */
import { once } from 'node:events';
import { threadOf, workerEntry } from '../devices/workers.js';
import type { Anchor } from '../store/anchors.js';
import type { Bulk } from '../store/bulk.js';
import type { Head } from '../store/commit.js';
import { dataWithHead, paperWithHead } from './closing.js';
import type { GeneratedDay, GenerateSpec, Refusals } from './generate.js';
import type { HistorySaid } from './history.worker.js';

export interface Written {
  head: Head;
  /** The head after each closing, as the running office anchors it. */
  anchors: Anchor[];
  refusals: Refusals;
}

/** The generator keeps the cases of six weeks and the days that wait: this is enough for a thousand visits a day. */
const memoryMb = 2048;

function writeDay(bulk: Bulk, officeId: string, day: GeneratedDay, anchors: Anchor[]): Head {
  const closing: { head: Head | null } = { head: null };
  const rows = day.rows.filter(({ table }) => table !== 'printJob');
  const papers = day.rows.filter(({ table }) => table === 'printJob');
  const head = bulk.write(rows, day.entries, (kind, data, at, before) => {
    if (kind !== 'day:sheet') return data;
    closing.head = { ...before };
    anchors.push({ officeId, seq: before.seq, hash: before.hash, at });
    return dataWithHead(data, before);
  });
  // the sheet among them names the head that the entries have just made
  const { head: closed } = closing;
  if (papers.length === 0) return head;
  const filled = papers.map(({ table, rows: all }) => ({
    table,
    rows: closed === null ? all : all.map((values) => paperWithHead(values, closed)),
  }));
  return bulk.write(filled, { at: [], kind: [], actor: [], visitId: [], data: [] }, (_, data) => data);
}

/** Writes a whole history. `onDay` hears how many days are written. Throws the sentence of what went wrong. */
export async function writeHistory(
  bulk: Bulk,
  officeId: string,
  spec: GenerateSpec,
  onDay: (written: number, entries: number) => void,
): Promise<Written> {
  const anchors: Anchor[] = [];
  const thread = threadOf(workerEntry('history'), {
    workerData: spec,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 768 },
  });
  let head: Head = { revision: 0, seq: 0, hash: '' };
  let written = 0;
  const said: HistorySaid[] = [];
  let wake: (() => void) | null = null;
  thread.on('message', (one: HistorySaid) => {
    said.push(one);
    wake?.();
  });
  const ended = once(thread, 'exit');
  thread.on('error', (error: Error) => {
    said.push({ kind: 'failed', why: error.stack ?? error.message });
    wake?.();
  });
  try {
    for (;;) {
      const next = said.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (next.kind === 'failed') throw new Error(next.why);
      if (next.kind === 'end') return { head, anchors, refusals: next.refusals };
      head = writeDay(bulk, officeId, next.day, anchors);
      written += 1;
      thread.postMessage('written');
      onDay(written, head.seq);
    }
  } finally {
    await Promise.race([thread.terminate(), ended]);
  }
}

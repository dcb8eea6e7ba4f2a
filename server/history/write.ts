/** THE WRITER: takes the days from the generator's thread, seals their entries and writes them, one transaction a day. */
import { once } from 'node:events';
import { totalmem } from 'node:os';
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { sha256 } from '../devices/ids.js';
import { threadOf, workerEntry } from '../devices/workers.js';
import { assemble } from '../office/assemble.js';
import { loadLaw } from '../regulations/index.js';
import type { Anchor } from '../store/anchors.js';
import type { Bulk, BulkPart, BulkRows } from '../store/bulk.js';
import type { Value } from '../store/columns.js';
import type { Head } from '../store/commit.js';
import { dataWithHead, paperWithHead } from './closing.js';
import type { DayPart, GenerateSpec, Refusals } from './generate.js';
import type { HistoryGiven, HistorySaid } from './history.worker.js';
import { makeRedeemer, type Redeemer } from './pledges.js';
import { makeWall } from './wall.js';

export interface Written {
  head: Head;
  /** The head after each closing, as the running office anchors it. */
  anchors: Anchor[];
  refusals: Refusals;
}

/** The generator keeps the cases of six weeks and the days that wait: this is enough for a thousand visits a day. */
const memoryMb = 2048;
/**
 * Room for what is young: a day's rows live until they are handed over, and each collection meanwhile carries them about.
 * An eighth of the machine, but not less than it needs to be quick; more than three gigabytes gains nothing.
 */
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
const youngMb = Math.max(768, Math.min(3072, Math.floor(memory / 8 / 2 ** 20)));

/** The parts of the day that the thread has just told of, as one port has them: each is unpacked when it is its turn. */
function* partsAt(port: MessagePort): Generator<Exclude<DayPart, { kind: 'day' }>> {
  for (;;) {
    const packed: { message: DayPart } | undefined = receiveMessageOnPort(port);
    if (packed === undefined) throw new Error('A day was told of and is not there.');
    if (packed.message.kind === 'day') return;
    yield packed.message;
  }
}

function* entriesAt(port: MessagePort): Generator<BulkPart> {
  for (const part of partsAt(port)) {
    if (part.kind !== 'entries') throw new Error(`Among the entries of a day there are ${part.kind}.`);
    yield part;
  }
}

/** Where days come from. */
interface Ports {
  rows: MessagePort;
  entries: MessagePort;
}

function writeDay(bulk: Bulk, redeemer: Redeemer, officeId: string, ports: Ports, anchors: Anchor[]): Head {
  const closing: { head: Head | null } = { head: null };
  const filled = ({ table, rows }: BulkRows): Value[][] => {
    if (table === 'protocol') return rows.map((values) => redeemer.row(values));
    const { head } = closing;
    return table === 'printJob' && head !== null ? rows.map((values) => paperWithHead(values, head)) : rows;
  };
  function* parts(): Generator<BulkPart> {
    let isTold = false;
    for (const part of partsAt(ports.rows))
      if (part.kind === 'pledges') redeemer.take(part.pledges);
      else if (part.kind === 'rows') yield { ...part, rows: filled(part) };
      else {
        // between the other rows and those of print jobs
        yield* entriesAt(ports.entries);
        isTold = true;
      }
    // what was left there would be read as the next day's
    if (!isTold) throw new Error('A day came without its entries.');
  }
  const head = bulk.write(parts(), (kind, data, at, before) => {
    if (kind !== 'day:sheet') return redeemer.entry(data);
    closing.head = { ...before };
    anchors.push({ officeId, seq: before.seq, hash: before.hash, at });
    return dataWithHead(data, before);
  });
  redeemer.forget();
  return head;
}

/** Writes a whole history. `onDay` hears how many days are written. Throws the sentence of what went wrong. */
export async function writeHistory(
  bulk: Bulk,
  officeId: string,
  spec: GenerateSpec,
  onDay: (written: number, entries: number) => void,
): Promise<Written> {
  const anchors: Anchor[] = [];
  const channels = { rows: new MessageChannel(), entries: new MessageChannel() };
  const ports: Ports = { rows: channels.rows.port1, entries: channels.entries.port1 };
  const given: HistoryGiven = { spec, rows: channels.rows.port2, entries: channels.entries.port2 };
  const office = assemble(spec.loaded, loadLaw(sha256), spec.faces);
  const redeemer = makeRedeemer(office, makeWall(office.settings), (id) => bulk.contentOf('protocol', id));
  const thread = threadOf(workerEntry('history'), {
    workerData: given,
    transferList: [given.rows, given.entries],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
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
      head = writeDay(bulk, redeemer, officeId, ports, anchors);
      written += 1;
      thread.postMessage('written');
      onDay(written, head.seq);
    }
  } finally {
    ports.rows.close();
    ports.entries.close();
    await Promise.race([thread.terminate(), ended]);
  }
}

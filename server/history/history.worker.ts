/**
 * THE GENERATOR'S THREAD: plays the days and hands them over, a few ahead of the writer and no more. A day goes by ports
 * of its own, where it stays packed until the writer takes it: what waits unpacked is carried about by the collector.
 */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { generate, type DayPart, type GenerateSpec, type Refusals } from './generate.js';

/** What the thread is given: entries go by a port of their own, because the rows that they tell of are written first. */
export interface HistoryGiven {
  spec: GenerateSpec;
  rows: MessagePort;
  entries: MessagePort;
}

/** What the thread says: a day is at the port, the end with what was refused, or why there is none. */
export type HistorySaid = { kind: 'day' } | { kind: 'end'; refusals: Refusals } | { kind: 'failed'; why: string };

/** Days that may wait for the writer. */
const ahead = 6;

function portOfThread(): NonNullable<typeof parentPort> {
  if (parentPort === null) throw new Error('this runs in a worker thread only');
  return parentPort;
}
const port = portOfThread();
// whoever starts the thread gives it nothing else
const given: HistoryGiven = workerData; // eslint-disable-line @typescript-eslint/no-unsafe-assignment -- Node knows no type of it
const refusals: Refusals = new Map();
const tell = (part: DayPart) => {
  // the end of a day is the end of both
  if (part.kind !== 'entries') given.rows.postMessage(part);
  if (part.kind === 'entries' || part.kind === 'day') given.entries.postMessage(part);
};
const days = generate(given.spec, refusals, tell);
let waiting = 0;
let isOver = false;

const say = (said: HistorySaid) => port.postMessage(said);

function goOn(): void {
  try {
    while (waiting < ahead && !isOver) {
      const next = days.next();
      if (next.done === true) {
        isOver = true;
        say({ kind: 'end', refusals });
        port.close();
        return;
      }
      waiting += 1;
      say({ kind: 'day' });
    }
  } catch (error) {
    isOver = true;
    say({ kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    port.close();
  }
}

// one day was written
port.on('message', () => {
  waiting -= 1;
  setImmediate(goOn);
});
goOn();

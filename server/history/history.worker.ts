/** THE GENERATOR'S THREAD: plays the days and hands them over, a few ahead of the writer and no more. */
import { parentPort, workerData } from 'node:worker_threads';
import { generate, type GeneratedDay, type GenerateSpec, type Refusals } from './generate.js';

/** What the thread says: a day, the end with what was refused, or why there is none. */
export type HistorySaid =
  { kind: 'day'; day: GeneratedDay } | { kind: 'end'; refusals: Refusals } | { kind: 'failed'; why: string };

/** Days that may wait for the writer. */
const ahead = 6;

function portOfThread(): NonNullable<typeof parentPort> {
  if (parentPort === null) throw new Error('this runs in a worker thread only');
  return parentPort;
}
const port = portOfThread();
// whoever starts the thread gives it nothing else
const given: GenerateSpec = workerData; // eslint-disable-line @typescript-eslint/no-unsafe-assignment -- Node knows no type of it
const refusals: Refusals = new Map();
const days = generate(given, refusals);
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
      say({ kind: 'day', day: next.value });
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

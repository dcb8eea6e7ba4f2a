/** A printer behind CUPS: its queue takes the raw bytes, and from there on only CUPS knows. */
import { execFile } from 'node:child_process';
import type { Printer } from './printer.js';
import type { PrinterProfile } from './profiles.js';

interface CupsSettings {
  printerId: string;
  profile: PrinterProfile;
  /** Name of the queue: letters, digits, `_`, `.` and `-`, not first a dash. */
  queue: string;
  /** Programs to run: `lp` and `lpstat`. */
  lp: string;
  lpstat: string;
}

const patienceMs = 20_000;

/** Why a program ended: `absent` when it did not even start. */
type Ending = 'well' | 'badly' | 'absent' | 'stopped';

function run(program: string, args: string[], input: Uint8Array | null, signal: AbortSignal): Promise<Ending> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { signal, timeout: patienceMs }, (error) => {
      if (error === null) resolve('well');
      else if (signal.aborted || error.killed === true) resolve('stopped');
      else resolve(typeof error.code === 'string' ? 'absent' : 'badly');
    });
    // a program that ends before it has read everything closes its input; its exit code says the rest
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input ?? undefined);
  });
}

/** Throws when the queue's name could be taken for an option. */
export function makeCupsPrinter(settings: CupsSettings): Printer {
  const { printerId, profile, queue } = settings;
  if (!/^\w[\w.-]*$/.test(queue)) throw new Error('A CUPS queue is named by letters, digits, «_», «.» and «-»');
  return {
    printerId,
    profile,
    hasStatus: false,
    isRepeatable: false,
    async print(page, signal) {
      const args = ['-d', queue, '-o', 'raw', '-t', `talon-${page.printJobId}`];
      const ending = await run(settings.lp, args, page.bytes, signal);
      return ending === 'well' ? 'sent' : ending === 'stopped' ? 'unknown' : 'failed';
    },
    async health(signal) {
      const ending = await run(settings.lpstat, ['-p', queue], null, signal);
      return ending === 'well' || ending === 'stopped' ? 'unknown' : 'offline';
    },
  };
}

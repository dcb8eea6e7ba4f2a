/** A printer behind a device file (`/dev/usb/lp0`): one way, so nobody can say more than «sent». */
import { constants } from 'node:fs';
import { access, open, realpath, type FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Printer, PrintResult } from './printer.js';
import type { PrinterProfile } from './profiles.js';

// Without O_NONBLOCK a printer without paper would hold a thread of the pool for ever; without O_CREAT a pulled cable
// would leave an ordinary file in /dev that swallows tickets.
// What the path led to was looked at, so nothing is followed any more; a serial line does not become our terminal.
const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;
const retryMs = 50;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

async function writeAll(file: FileHandle, bytes: Uint8Array, signal: AbortSignal): Promise<PrintResult> {
  let sent = 0;
  while (sent < bytes.length) {
    if (signal.aborted) return sent === 0 ? 'failed' : 'unknown';
    try {
      sent += (await file.write(bytes, sent, Math.min(4096, bytes.length - sent))).bytesWritten;
    } catch (error) {
      if (!isBusy(error)) return sent === 0 ? 'failed' : 'unknown';
      await pause(retryMs);
    }
  }
  return 'sent';
}

interface FileSettings {
  printerId: string;
  profile: PrinterProfile;
  path: string;
  /** May this file be written to? Asked of what the path leads to, each time. */
  isDevice: (path: string) => boolean;
}

/** A printer behind a device file such as /dev/usb/lp0; it tells nothing back, so a job is at best sent. */
export function makeFilePrinter(settings: FileSettings): Printer {
  async function device(): Promise<string> {
    const path = await realpath(settings.path);
    if (!settings.isDevice(path)) throw new Error('not the device file of a printer');
    return path;
  }
  return {
    printerId: settings.printerId,
    profile: settings.profile,
    hasStatus: false,
    isRepeatable: false,
    async print(page, signal) {
      let file: FileHandle;
      try {
        file = await open(await device(), flags);
      } catch {
        return 'failed';
      }
      const result = await writeAll(file, page.bytes, signal);
      // a device pulled out at the end makes the closing fail: the bytes may or may not be on paper
      return file.close().then(
        () => result,
        () => (result === 'failed' ? 'failed' : 'unknown'),
      );
    },
    async health() {
      return device()
        .then((path) => access(path, constants.W_OK))
        .then(
          () => 'unknown' as const,
          () => 'offline' as const,
        );
    },
  };
}

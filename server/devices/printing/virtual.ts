/** The virtual printer, the default of a fresh office: always ready, its paper is seen in the console. */
import type { Printer } from './printer.js';
import type { PrinterProfile } from './profiles.js';
import type { Tray } from './tray.js';

/** A printer whose paper lies in the tray; it is always well. */
export function makeVirtualPrinter(settings: { printerId: string; profile: PrinterProfile; tray: Tray }): Printer {
  return {
    printerId: settings.printerId,
    profile: settings.profile,
    hasStatus: false,
    isRepeatable: true,
    print(page, signal) {
      if (signal.aborted) return Promise.resolve('failed');
      // the bytes of a secret go nowhere: on this printer they can be seen by nobody
      if (!page.secret) settings.tray.keep(page.printJobId, page.bytes);
      return Promise.resolve('printed');
    },
    health: () => Promise.resolve('ready'),
  };
}

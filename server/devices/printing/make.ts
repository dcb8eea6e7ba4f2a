/** Makes a printer of its settings: which transport, which profile. */
import type { PrinterTransport } from '../../contract/index.js';
import { makeCupsPrinter } from './cups.js';
import { makeFilePrinter } from './file.js';
import type { Printer } from './printer.js';
import { profiles, type ProfileName } from './profiles.js';
import { makeTcpPrinter, type Patience } from './tcp.js';
import type { Tray } from './tray.js';
import { makeVirtualPrinter } from './virtual.js';

interface PrinterSettings {
  printerId: string;
  profile: ProfileName;
  transport: PrinterTransport;
}

interface Around {
  /** Where virtual printers put their paper. */
  tray: Tray;
  /** How long a network printer is waited for. */
  patience: Patience;
  /** Which files are devices of printers. */
  isDevice: (path: string) => boolean;
}

/** A printer as its settings say it is. */
export function makePrinter(settings: PrinterSettings, around: Around): Printer {
  const { printerId, transport } = settings;
  const profile = profiles[settings.profile];
  switch (transport.kind) {
    case 'tcp':
      return makeTcpPrinter({
        printerId,
        profile,
        host: transport.host,
        port: transport.port,
        patience: around.patience,
      });
    case 'file':
      return makeFilePrinter({ printerId, profile, path: transport.path, isDevice: around.isDevice });
    case 'cups':
      return makeCupsPrinter({ printerId, profile, queue: transport.queue, lp: 'lp', lpstat: 'lpstat' });
    case 'virtual':
      return makeVirtualPrinter({ printerId, profile, tray: around.tray });
  }
}

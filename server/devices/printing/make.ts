/** Makes a printer of its settings: which transport, which profile. */
import { makeCupsPrinter } from './cups.js';
import { makeFilePrinter } from './file.js';
import type { Printer } from './printer.js';
import { profiles, type ProfileName } from './profiles.js';
import { makeTcpPrinter, type Patience } from './tcp.js';
import type { Tray } from './tray.js';
import { makeVirtualPrinter } from './virtual.js';

export type Transport =
  | { kind: 'tcp'; host: string; port: number }
  | { kind: 'file'; path: string }
  | { kind: 'cups'; queue: string }
  | { kind: 'virtual' };

interface PrinterSettings {
  printerId: string;
  profile: ProfileName;
  transport: Transport;
}

/** `tray` is where virtual printers put their paper; `patience` is how long a network printer is waited for. */
export function makePrinter(settings: PrinterSettings, around: { tray: Tray; patience: Patience }): Printer {
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
      return makeFilePrinter({ printerId, profile, path: transport.path });
    case 'cups':
      return makeCupsPrinter({ printerId, profile, queue: transport.queue, lp: 'lp', lpstat: 'lpstat' });
    case 'virtual':
      return makeVirtualPrinter({ printerId, profile, tray: around.tray });
  }
}

/** One printer as the spool sees it: bytes go in, and an honest word comes back of what became of them. */
import type { PrinterHealth, PrintState } from '../../contract/vocabulary.js';
import type { PrinterProfile } from './profiles.js';

/**
 * `sent`: all bytes were accepted, nobody can say more. `printed`: the printer confirmed it. `failed`: for certain
 * nothing came out. `unknown`: something may have come out.
 */
export type PrintResult = Extract<PrintState, 'sent' | 'printed' | 'failed' | 'unknown'>;

export interface PrintPage {
  printJobId: string;
  bytes: Uint8Array;
  /** Bytes of a secret are kept nowhere once they are sent. */
  secret: boolean;
}

export interface Printer {
  readonly printerId: string;
  readonly profile: PrinterProfile;
  /** Does `health` mean more than «unknown» while all is well? Then the spool asks regularly. */
  readonly hasStatus: boolean;
  /** The same job again makes no second paper: then nothing need be in the journal before its first byte. */
  readonly isRepeatable: boolean;
  /** Never rejects; when `signal` aborts it settles soon, as `failed` or `unknown`. */
  print(page: PrintPage, signal: AbortSignal): Promise<PrintResult>;
  /** Never rejects; silence is `unknown`, not `ready`. Settles soon after `signal` aborts. */
  health(signal: AbortSignal): Promise<PrinterHealth>;
}

/** The printers, and what is to come out of them. */
import type { PrintState } from '../contract/index.js';
import type { Instant } from './instant.js';
import type { PaperDocument } from './paper/document.js';

export interface Printer {
  printerId: string;
  name: string;
  /** Characters in a line of normal width: the composition needs to know how wide the paper is. */
  columns: number;
}

export interface PrintJob {
  printJobId: string;
  printerId: string;
  visitId: string | null;
  kind: 'ticket' | 'copy' | 'sheet' | 'day' | 'test' | 'protocol' | 'card' | 'receipt';
  document: PaperDocument;
  state: PrintState;
  createdAt: Instant;
  changedAt: Instant;
}

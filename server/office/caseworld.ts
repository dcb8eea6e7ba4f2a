/** What the pages of cases and complaints are read from. */
import type { PaperLines } from '../contract/index.js';
import type { CaseBooks } from '../domain/cases.js';
import type { PaperDesk } from '../domain/decide.js';
import type { Instant } from '../domain/instant.js';
import type { Office } from '../domain/office.js';
import type { PaperDocument } from '../domain/paper/document.js';

export interface CaseWorld {
  office: () => Office;
  cases: CaseBooks;
  now: () => Instant;
  dayOf: (at: Instant) => string;
  wall: PaperDesk['wall'];
  /** A document as its lines come out of a printer of 48 columns; others have the thread in between. */
  draw: (document: PaperDocument) => Promise<PaperLines>;
}

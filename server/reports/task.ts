/** What is asked of the archive's thread: an office's books, a moment, a question or a register. */
import type { Language, SheetFormat, SheetName } from '../contract/index.js';
import type { Instant } from '../domain/instant.js';
import type { ArchiveReport } from './answer.js';
import type { OwnQuestion } from './own.js';

interface OfBooks {
  /** The books. */
  file: string;
  officeId: string;
}

interface OfOffice extends OfBooks {
  /** Office time of the question. */
  now: Instant;
  /** As the door parsed it. */
  query: unknown;
}

export type ArchiveTask =
  /** Summaries of closed days are folded for about so long: `Progress`. */
  | (OfBooks & { kind: 'catchUp'; forMs: number })
  /** What the office itself asks. */
  | (Omit<OfOffice, 'query'> & { kind: 'own'; question: OwnQuestion })
  | (OfOffice & { kind: 'report'; name: ArchiveReport })
  | (OfOffice & { kind: 'sheet'; name: SheetName; format: SheetFormat; language: Language });

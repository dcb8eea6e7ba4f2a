/** What is asked of the archive's thread: an office's books, a moment, a question or a register. */
import type { Language, SheetFormat, SheetName } from '../contract/index.js';
import type { Instant } from '../domain/office.js';
import type { ArchiveReport } from './answer.js';

interface OfOffice {
  /** The books. */
  file: string;
  officeId: string;
  /** Office time of the question. */
  now: Instant;
  /** As the door parsed it. */
  query: unknown;
}

export type ArchiveTask =
  | (OfOffice & { kind: 'report'; name: ArchiveReport })
  | (OfOffice & { kind: 'sheet'; name: SheetName; format: SheetFormat; language: Language });

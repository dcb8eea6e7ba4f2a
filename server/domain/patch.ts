/** What a ruling leaves behind: changed rows, entries of the journal, and words kept apart from it. */
import type { Booth, Shift } from './booths.js';
import type { CasePatch } from './cases.js';
import type { ErasedSlice } from './erasure.js';
import type { Instant } from './instant.js';
import type { OwnYear, PackFace } from './law.js';
import type { Mark } from './marks.js';
import type { Day } from './office.js';
import type { PictureFace } from './pictures.js';
import type { Planned } from './planned.js';
import type { Printer, PrintJob } from './printing.js';
import type { Reception } from './reception.js';
import type { Profile, Queue, Service } from './services.js';
import type { Settings } from './settings.js';
import type { Alert, Ask, Delivery, StaffCall } from './signals.js';
import type { Visit } from './visit.js';

/** A reason in a person's words: kept apart, so that the journal carries only its id and seal. */
export interface Note {
  noteId: string;
  visitId: string | null;
  at: Instant;
  by: string;
  text: string;
  /** HMAC key, destroyed with the text. */
  key: string;
}

/** What may be retired: the thing's own kind. */
export const retirables = ['queue', 'profile', 'booth', 'printer'] as const;
export type Retirable = (typeof retirables)[number];

/** One changed row, whole: the store upserts it, the office replaces it. */
export type Patch =
  | { table: 'visit'; row: Visit }
  | { table: 'reception'; row: Reception }
  | { table: 'shift'; row: Shift }
  | { table: 'booth'; row: Booth }
  | { table: 'service'; row: Service }
  | { table: 'day'; row: Day }
  | { table: 'staffCall'; row: StaffCall }
  | { table: 'alert'; row: Alert; delivery: Delivery | null }
  | { table: 'ask'; row: Ask }
  | { table: 'printJob'; row: PrintJob }
  | { table: 'note'; row: Note }
  | { table: 'settings'; row: Settings }
  | { table: 'mark'; row: Mark }
  /** Taken out of the waiting when it took effect or was dropped. */
  | { table: 'planned'; row: Planned; isGone: boolean }
  | { table: 'queue'; row: Queue }
  | { table: 'profile'; row: Profile }
  | { table: 'printer'; row: Printer }
  /** Nothing is deleted: what is retired is out of the office and in the books; null brings it back. */
  | { table: 'retired'; of: Retirable; id: string; at: Instant | null }
  /** `content` is null where only its day changes. */
  | { table: 'pack'; row: PackFace; content: string | null }
  | { table: 'calendarYear'; row: OwnYear }
  /** `bytes` null: it goes. */
  | { table: 'picture'; row: PictureFace; bytes: Uint8Array | null }
  | { table: 'erase'; row: ErasedSlice }
  | CasePatch;

/** What the journal will say. `seq`, hash and chain are the store's; ids, codes, times and amounts only. */
export interface Entry {
  at: Instant;
  kind: string;
  actor: string;
  visitId: string | null;
  data: Record<string, unknown>;
}

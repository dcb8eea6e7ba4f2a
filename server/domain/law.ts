/** What an office was given of the law itself: packs with their days, years of the working calendar. */
import type { CalendarLists } from '../contract/index.js';
import type { Instant } from './instant.js';

/** A pack that was uploaded, without its content: the rules need only know which and from when. */
export interface PackFace {
  packRowId: string;
  packId: string;
  version: string;
  /** Of its content. */
  hash: string;
  uploadedAt: Instant;
  uploadedBy: string;
  /** In force from that day on; null while it is only kept. */
  fromDay: string | null;
}

/** A year of the working calendar as the office gave it; it stands before the built-in one. */
export interface OwnYear {
  year: number;
  lists: CalendarLists;
}

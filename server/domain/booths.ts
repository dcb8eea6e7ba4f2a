/** Where people are received, and who sits there. */
import type { PauseReason } from '../contract/index.js';
import type { Instant } from './instant.js';

export interface Booth {
  boothId: string;
  number: string;
  profileId: string;
  printerId: string | null;
  /** Grows with every change at the booth; a press says which one it saw. */
  turn: number;
  freeSince: Instant | null;
}

export interface Shift {
  shiftId: string;
  boothId: string;
  userId: string;
  profileId: string;
  openedAt: Instant;
  closedAt: Instant | null;
  pauseReason: PauseReason | null;
  pausedAt: Instant | null;
}

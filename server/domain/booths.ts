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

/** As people count them: 2 before 10, 2 before 2А. */
export function byNumber(one: Pick<Booth, 'number'>, other: Pick<Booth, 'number'>): number {
  return one.number.localeCompare(other.number, 'ru', { numeric: true });
}

/** A shift as its entries tell it: open, paused, with a visitor. */
import { pauseReasons } from '../../contract/index.js';
import type { Instant } from '../../domain/instant.js';
import type { ToldShift } from './told.js';

/** Plain data, so that it may be kept overnight; 0 stands for no instant. */
export interface ShiftTale {
  user: string;
  booth: string;
  openedAt: Instant;
  closedAt: Instant;
  busyMs: number;
  calledMs: number;
  /** In the order of `pauseReasons`. */
  pausedMs: number[];
  pause: { reason: string; fromAt: Instant } | null;
}

export function newShift({ userId, boothId, openedAt }: ToldShift): ShiftTale {
  return {
    user: userId,
    booth: boothId,
    openedAt,
    closedAt: 0,
    busyMs: 0,
    calledMs: 0,
    pausedMs: pauseReasons.map(() => 0),
    pause: null,
  };
}

/** Takes in a shift told whole; a pause that this ends is counted by its reason. */
export function tellShift(shift: ShiftTale, { closedAt, pauseReason, pausedAt }: ToldShift, at: Instant): void {
  const { pause } = shift;
  if (pause !== null && pausedAt !== pause.fromAt) {
    addPause(shift.pausedMs, pause.reason, at - pause.fromAt);
    shift.pause = null;
  }
  if (shift.pause === null && pausedAt !== null) shift.pause = { reason: pauseReason ?? '', fromAt: pausedAt };
  shift.closedAt = closedAt ?? 0;
}

/** Adds a pause to those of its reason; a clock that was set back takes nothing away. */
export function addPause(pausedMs: number[], reason: string, lengthMs: number): void {
  const place = pauseReasons.findIndex((one) => one === reason);
  if (place >= 0) pausedMs[place] = (pausedMs[place] ?? 0) + Math.max(0, lengthMs);
}

/**
 * Memory of a process that serves an office. An office's live data is a few megabytes; without this the garbage of a
 * busy day stays in memory until the evening.
 */
import { setFlagsFromString } from 'node:v8';

/** From now on the engine grows its heap conservatively. Called once the office is open: a start is all growth. */
export function growSparingly(): void {
  setFlagsFromString('--optimize-for-size');
}

/**
 * The delay that grows with wrong passwords, per login AND address: whoever guesses from one place waits there,
 * and the person whose login it is still comes in from another. Kept in memory, in real time.
 */
import { keepNewest } from './newest.js';

interface Tries {
  failures: number;
  lastAt: number;
}

/** So many wrong passwords cost nothing: people mistype. */
const freeTries = 4;
const longestMs = 15 * 60_000;
/** Without another try the failures are forgotten. */
const forgottenAfterMs = 60 * 60_000;
/** More keys than this and the oldest are forgotten: memory is bounded whatever is tried. */
const mostKeys = 20_000;

export interface Patience {
  /** Milliseconds that must pass before this key may try again; 0 when it may. */
  waitMs(key: string, now: number): number;
  /** Counts a failure, before the password is looked at, so that tries in flight see each other. Returns how many there are. */
  note(key: string, now: number): number;
  /** The password was right: forgotten. */
  forget(key: string): void;
}

/** Delay after the n-th failure: nothing, then 1, 2, 4 … seconds, at most 15 minutes. */
export function delayMs(failures: number): number {
  return failures <= freeTries ? 0 : Math.min(longestMs, 1000 * 2 ** Math.min(20, failures - freeTries - 1));
}

/** Patience with nobody's failures yet. */
export function makePatience(): Patience {
  const tries = new Map<string, Tries>();
  return {
    waitMs(key, now) {
      const had = tries.get(key);
      if (!had || now - had.lastAt > forgottenAfterMs) return 0;
      return Math.max(0, had.lastAt + delayMs(had.failures) - now);
    },
    note(key, now) {
      const had = tries.get(key);
      const failures = had && now - had.lastAt <= forgottenAfterMs ? had.failures + 1 : 1;
      keepNewest(tries, key, { failures, lastAt: now }, mostKeys);
      return failures;
    },
    forget: (key) => void tries.delete(key),
  };
}

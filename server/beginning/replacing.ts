/**
 * An office of one's own takes the demo's place in the running server. Decided before the old one closes: whatever hangs
 * or fails from there on ends the process, and the next start goes on to the new office.
 */
import type { Log } from '../doors/given.js';

/** Closing, the swap of the books and opening take a second or two; what takes so long hangs. */
export const usualLimitMs = 30_000;

/** Replaces once per call; `end` ends the process. */
export function makeReplacing(given: {
  decide: () => Promise<void>;
  close: () => Promise<void>;
  swap: () => Promise<void>;
  open: () => Promise<void>;
  end: () => void;
  limitMs: number;
  log: Log;
}): () => Promise<void> {
  const { decide, close, swap, open, end, limitMs, log } = given;
  return async () => {
    const limit = setTimeout(() => {
      log.error({ limitMs }, 'the office of its own takes too long to open: the next start opens it');
      end();
    }, limitMs);
    try {
      await decide();
      await close();
      await swap();
      await open();
      log.info({}, 'the office of its own is open');
    } catch (error) {
      log.error({ error }, 'the office of its own could not be opened: the next start goes on');
      end();
    } finally {
      clearTimeout(limit);
    }
  };
}

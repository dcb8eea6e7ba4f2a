/** Anchors of the journal's head, written outside the database: at start, at stop, as the day goes, and when it closes. */
import { closeSync, openSync } from 'node:fs';
import type { Log } from '../doors/given.js';
import { appendAnchor, type Anchor } from '../store/anchors.js';

/** A day that was cut short by hand is found out to the last anchor: at most this much of it is open. */
const keepMs = 10 * 60_000;

export interface Anchoring {
  anchor(head: Anchor): void;
  /** Anchors now, every few minutes while the head moves, and once more when it is stopped by what it returns. */
  keep(head: () => Anchor): () => void;
  /** The files that the last anchor could not be written to. */
  failed(): readonly string[];
}

/** Throws a sentence when a file cannot be written: an anchor that fails in the evening is an anchor too late. */
export function makeAnchoring(files: readonly string[], log: Log): Anchoring {
  for (const file of files)
    try {
      closeSync(openSync(file, 'a', 0o600));
    } catch {
      throw new Error(`The journal's anchors cannot be written to ${file}; look at ANCHORS and DATA_DIR.`);
    }
  let failed: string[] = [];
  let lastSeq = 0;
  function anchor(head: Anchor): void {
    if (head.seq === lastSeq) return;
    lastSeq = head.seq;
    failed = [];
    for (const file of files)
      try {
        appendAnchor(file, head);
      } catch (error) {
        failed.push(file);
        log.error({ error, file, seq: head.seq }, 'the journal could not be anchored');
      }
  }
  return {
    failed: () => failed,
    anchor,
    keep(head) {
      anchor(head());
      const timer = setInterval(() => anchor(head()), keepMs);
      timer.unref();
      return () => {
        clearInterval(timer);
        anchor(head());
      };
    },
  };
}

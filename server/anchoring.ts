/** Anchors of the journal's head, written outside the database when a day is closed. */
import { closeSync, openSync } from 'node:fs';
import type { Log } from './doors/house.js';
import { appendAnchor, type Anchor } from './store/anchors.js';

export interface Anchoring {
  anchor(head: Anchor): void;
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
  return {
    failed: () => failed,
    anchor(head) {
      failed = [];
      for (const file of files)
        try {
          appendAnchor(file, head);
        } catch (error) {
          failed.push(file);
          log.error({ error, file, seq: head.seq }, 'the journal could not be anchored');
        }
    },
  };
}

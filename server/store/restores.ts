/** The restore that an office came out of last, as its own journal tells it. */
import type { Database } from 'better-sqlite3';
import type { Instant } from '../domain/instant.js';
import { instantText, textInstant } from './instant.js';
import { restoredKind, type RestoredData } from './restored.js';
import { storedObject } from './stored.js';

/** When it was, and of when its backup is. */
export interface LastRestore {
  at: Instant;
  madeAt: Instant;
}

export interface Restores {
  /** The newest one since that instant; null: there was none. */
  last: (officeId: string, since: Instant) => LastRestore | null;
}

/** Prepares the look. */
export function makeRestores(db: Database): Restores {
  const newest = db.prepare<[string, string], { at: string; data: string }>(
    'select at, data from "Journal" where officeId = ? and kind = ? order by seq desc limit 1',
  );
  return {
    last(officeId, since) {
      const entry = newest.get(officeId, restoredKind);
      if (entry === undefined || entry.at < instantText(since)) return null;
      const { madeAt } = storedObject<RestoredData>(entry.data, 'Journal.data');
      return { at: textInstant(entry.at), madeAt };
    },
  };
}

/** Open sessions, as their person or an administrator reads them. */
import type { Report } from '../contract/index.js';
import type { HouseBehind } from './given.js';
import type { Keys } from './keys.js';
import type { Caller } from './who.js';

/** The reports `sessions` and `userSessions`. `now` is real time. */
export function makeSessionPages(_given: { house: HouseBehind; keys: Keys; now: () => number }) {
  return {
    /** The caller's own. */
    async own(_caller: Caller): Promise<Report<'sessions'>> {
      return { sessions: [] };
    },
    /** Of one person, or of everybody (null), as this caller sees them. */
    async of(_userId: string | null, _caller: Caller): Promise<Report<'userSessions'>> {
      return { sessions: [] };
    },
  };
}

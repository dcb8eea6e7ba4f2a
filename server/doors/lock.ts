/** When a console is locked: by hand, or because nothing was pressed at it for so long as the office says. */
import type { StaffRole } from '../contract/index.js';
import type { HouseBehind } from './given.js';
import type { Keys } from './keys.js';
import { keepNewest } from './newest.js';

/** A press is written down at most this often; what is written of the last one may be older by so much. */
export const noteEveryMs = 60_000;
/** Consoles whose last press is remembered; of those pressed longest ago what is written counts. */
const mostConsoles = 5_000;

interface Pressed {
  /** The last press, or when the session was opened. */
  activeAt: number;
  /** Null while it is not locked. */
  lockedAt: number | null;
}

/** `lockMinutes` 0: never by itself. All times are real time. */
export function isLockedAt({ activeAt, lockedAt }: Pressed, lockMinutes: number, now: number): boolean {
  return lockedAt !== null || (lockMinutes > 0 && now - activeAt > lockMinutes * 60_000);
}

/** The console of a session, as it was looked up. */
export interface Console extends Pressed {
  sessionId: string;
  /** Roles of somebody who has no second factor and came in by a password; none: nothing is asked of them. */
  withoutCode: readonly StaffRole[];
}

/** «Last seen» is a courtesy: a full disk refuses what must be written, not the caller; tried again soon. */
export function courtesy(write: () => void): void {
  try {
    write();
  } catch {
    return;
  }
}

/** What binds people at their consoles, by the office's settings as they are now. `now` is real time. */
export function makeConsoles(given: {
  house: Pick<HouseBehind, 'access'>;
  keys: Pick<Keys, 'sessions'>;
  now: () => number;
}) {
  const { house, keys, now } = given;
  /** Session → its last press, newer than what is written of it. */
  const last = new Map<string, { pressedAt: number; writtenAt: number }>();

  function press(sessionId: string, before: number, at: number): void {
    const writtenAt = last.get(sessionId)?.writtenAt ?? before;
    const isDue = at - writtenAt >= noteEveryMs;
    keepNewest(last, sessionId, { pressedAt: at, writtenAt: isDue ? at : writtenAt }, mostConsoles);
    if (isDue) courtesy(() => keys.sessions.noteActive(sessionId, at));
  }

  return {
    /** A press that comes too late is judged before it is noted: it opens nothing. */
    bondsOf(console: Console, isAct: boolean): { isLocked: boolean; mustEnrol: boolean } {
      const { sessionId } = console;
      const { lockMinutes, codeRoles } = house.access().access;
      const mustEnrol = console.withoutCode.some((role) => codeRoles.some((one) => one === role));
      const at = now();
      const activeAt = Math.max(console.activeAt, last.get(sessionId)?.pressedAt ?? 0);
      const isLocked = isLockedAt({ activeAt, lockedAt: console.lockedAt }, lockMinutes, at);
      if (isLocked && console.lockedAt === null) {
        console.lockedAt = at;
        // written down, so that no later setting opens it again
        courtesy(() => keys.sessions.lockSession(sessionId, at));
      }
      if (!isLocked && isAct) press(sessionId, console.activeAt, at);
      return { isLocked, mustEnrol };
    },
  };
}

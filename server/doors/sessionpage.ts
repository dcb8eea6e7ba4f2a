/** Open sessions, as their person or an administrator reads them. */
import type { Report, SessionFace } from '../contract/index.js';
import type { HouseBehind } from './given.js';
import type { Keys, KeySession } from './keys.js';
import { isLockedAt, noteEveryMs } from './lock.js';
import type { Caller } from './who.js';

/** The reports `sessions` and `userSessions`. `now` is real time. */
export function makeSessionPages(given: { house: HouseBehind; keys: Keys; now: () => number }) {
  const { house, keys, now } = given;

  function face(session: KeySession, { sessionId: own }: Caller): SessionFace {
    const { sessionId, createdAt, seenAt, expiresAt, address, agent, by, lockedAt } = session;
    // what is written of the last press may be a little old
    const activeAt = (session.activeAt ?? createdAt) + noteEveryMs;
    const isLocked = isLockedAt({ activeAt, lockedAt }, house.access().access.lockMinutes, now());
    const isThis = sessionId === own;
    return { sessionId, openedAt: createdAt, seenAt, expiresAt, address, agent, by, isLocked, isThis };
  }

  return {
    /** The caller's own. */
    async own(caller: Caller): Promise<Report<'sessions'>> {
      const open = await keys.sessions.listSessions(house.officeId, caller.actor.actorId, now());
      return { sessions: open.map((session) => face(session, caller)) };
    },
    /** Of one person, or of everybody (null), as this caller sees them. */
    async of(userId: string | null, caller: Caller): Promise<Report<'userSessions'>> {
      const [open, users] = await Promise.all([
        keys.sessions.listSessions(house.officeId, userId, now()),
        keys.people.listUsers(house.officeId),
      ]);
      const names = new Map(users.map((user) => [user.userId, user.name]));
      return {
        sessions: open.map((session) => ({
          ...face(session, caller),
          userId: session.userId,
          name: names.get(session.userId) ?? '',
        })),
      };
    },
  };
}

/** What administrators and auditors read of accounts. */
import type { Report } from '../contract/index.js';
import type { HouseBehind } from './given.js';
import { rolesIn, type Keys } from './keys.js';

/** Failed sign-ins are counted so far back. */
const failuresMs = 30 * 24 * 3600_000;

/** The report `users`. `now` is real time. */
export function makeUserPage({ house, keys, now }: { house: HouseBehind; keys: Keys; now: () => number }) {
  return async (): Promise<Report<'users'>> => {
    const at = now();
    const [users, open, uses, failures] = await Promise.all([
      keys.people.listUsers(house.officeId),
      keys.sessions.listSessions(house.officeId, null, at),
      keys.sessions.lastUses(house.officeId),
      keys.people.failuresSince(at - failuresMs),
    ]);
    return {
      users: users.map((user) => ({
        userId: user.userId,
        login: user.login,
        name: user.name,
        position: user.position,
        roles: rolesIn(house.officeId, user),
        isClosed: user.closedAt !== null,
        mustChange: user.mustChange,
        hasCode: user.code !== null,
        hasPin: user.pin !== null,
        ssoName: user.ssoName,
        isLinked: user.ssoSubject !== null,
        createdAt: user.createdAt,
        closedAt: user.closedAt,
        seenAt: uses.get(user.userId) ?? null,
        sessions: open.filter(({ userId }) => userId === user.userId).length,
        booth: house.boothOf(user.userId),
        failures: failures.get(user.login) ?? 0,
        revision: user.revision,
      })),
    };
  };
}

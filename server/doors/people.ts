/**
 * Accounts: who may sign in, as what. The acts are one object for the commands of administrators and for those typed in
 * a shell; no rule of the office is here, and no name goes into the journal. A login never changes, and nobody is ever
 * deleted: drafts, journal and protocols know the person.
 */
import { staffRoles, type Press, type StaffRole } from '../contract/index.js';
import { shortName } from './answers.js';
import { foldLogin } from './auth.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import { rolesIn, type KeyUserWithRoles } from './keys.js';
import { no, type No } from './parse.js';
import { firstPassword, hashPassword } from './password.js';
import { newId } from './token.js';

/** What is asked of an act, without the press's own id: a shell has none. */
type Asked<N extends PersonCommand> = Omit<Press<N>, 'requestId'>;
type PersonCommand = 'user:add' | 'user:set' | 'user:close' | 'user:reopen' | 'user:reset' | 'user:dropCode';

/** `actor` of the entries: an administrator's userId, or `shell`. */
export interface PeopleActs {
  add(asked: Asked<'user:add'>, actor: string): Promise<Told<'user:add'>>;
  set(asked: Asked<'user:set'>, actor: string): Promise<Told<'user:set'>>;
  close(asked: Asked<'user:close'>, actor: string): Promise<Told<'user:close'>>;
  reopen(asked: Asked<'user:reopen'>, actor: string): Promise<Told<'user:reopen'>>;
  reset(asked: Asked<'user:reset'>, actor: string): Promise<Told<'user:reset'>>;
  dropCode(asked: Asked<'user:dropCode'>, actor: string): Promise<Told<'user:dropCode'>>;
  /**
   * Whom a provider of single sign-on has proved: by the bond, or, the first time, by the folded name, which makes the
   * bond. Null: nobody here.
   */
  bySso(proved: { issuer: string; subject: string; ssoName: string | null }): Promise<KeyUserWithRoles | null>;
}

type Found = { ok: true; user: KeyUserWithRoles; roles: StaffRole[] } | No;

const done = { ok: true, data: { visitId: null } } as const;

/** Each once, in the order of the contract. */
const inOrder = (roles: readonly StaffRole[]): StaffRole[] => staffRoles.filter((role) => roles.includes(role));

/** The provider's name for a person, as it is stored and looked for. */
export const foldSsoName = (name: string | null): string | null => (name === null ? null : foldLogin(name) || null);

/** The acts over these keys. */
export function makePeopleActs(given: Pick<DoorGiven, 'house' | 'keys' | 'now' | 'closing'>): PeopleActs {
  const { house, keys, now, closing } = given;
  const { people, sessions } = keys;

  /** One act at a time: what was looked at (a free login, a revision, another administrator) still holds when it is written. */
  let line: Promise<unknown> = Promise.resolve();
  function inLine<T>(act: () => Promise<T>): Promise<T> {
    const mine = line.then(act);
    line = mine.catch(() => undefined);
    return mine;
  }

  async function find(userId: string): Promise<Found> {
    const user = await people.userWithRoles(userId);
    const roles = user === null ? [] : rolesIn(house.officeId, user);
    return user === null || roles.length === 0 ? no('notFound', { field: 'userId' }) : { ok: true, user, roles };
  }

  /** As `find`, for an edit of what the screen saw. */
  async function findSeen(userId: string, seen: number): Promise<Found> {
    const found = await find(userId);
    if (!found.ok || found.user.revision === seen) return found;
    const { changedBy, changedAt } = found.user;
    const editor = changedBy === null ? null : await people.userWithRoles(changedBy);
    return no('editedMeanwhile', {
      thing: `user:${userId}`,
      ...(editor === null ? {} : { by: shortName(editor.name) }),
      ...(changedAt === null ? {} : { at: changedAt }),
    });
  }

  /** Is this the only one who may sign in and administer? */
  async function isLast(userId: string): Promise<boolean> {
    const users = await people.listUsers(house.officeId);
    const others = users.filter((one) => one.userId !== userId && one.closedAt === null);
    return !others.some((one) => rolesIn(house.officeId, one).includes('administrator'));
  }

  const sessionsOf = async (userId: string) => (await sessions.listSessions(house.officeId, userId, now())).length;
  const isTaken = async (ssoName: string | null, userId: string | null) => {
    const other = ssoName === null ? null : await people.findUserBySsoName(ssoName);
    return other !== null && other.userId !== userId;
  };

  return {
    async add(asked, actor) {
      const password = firstPassword();
      const hashed = await hashPassword(password);
      return inLine(async () => {
        const login = foldLogin(asked.login);
        const ssoName = foldSsoName(asked.ssoName);
        if (await people.findUserByLogin(login)) return no('loginTaken', { field: 'login' });
        if (await isTaken(ssoName, null)) return no('loginTaken', { field: 'ssoName' });
        const { name, position } = asked;
        const roles = inOrder(asked.roles);
        const [userId, createdAt, officeId] = [newId(), now(), house.officeId];
        const user = { userId, login, name, position, password: hashed, mustChange: true, createdAt, closedAt: null };
        await house.record({ kind: 'user:added', actor, data: { userId, roles } }, () =>
          people.addUser(
            { ...user, ssoName },
            roles.map((role) => ({ officeId, role })),
          ),
        );
        return { ok: true, data: { userId, login, password } };
      });
    },

    set: (asked, actor) =>
      inLine(async () => {
        const { userId, seen, name, position } = asked;
        const found = await find(userId);
        if (!found.ok) return found;
        const { user, roles: before } = found;
        const [after, ssoName] = [inOrder(asked.roles), foldSsoName(asked.ssoName)];
        const fields = [
          ...(name === user.name ? [] : ['name']),
          ...(position === user.position ? [] : ['position']),
          ...(ssoName === user.ssoName ? [] : ['ssoName']),
        ];
        const isOtherRoles = before.join() !== after.join();
        /** Also when it is all as asked already: pressed again it ends what a crash left open. */
        const endShift = async () => {
          if (!after.includes('operator')) await house.orphan(userId, actor);
          return done;
        };
        if (fields.length === 0 && !isOtherRoles) return endShift();
        const asSeen = await findSeen(userId, seen);
        if (!asSeen.ok) return asSeen;
        const loses = (role: StaffRole) => before.includes(role) && !after.includes(role);
        if (loses('administrator') && user.closedAt === null && (await isLast(userId))) return no('lastAdministrator');
        if (await isTaken(ssoName, userId)) return no('loginTaken', { field: 'ssoName' });
        const change = isOtherRoles ? { before: { roles: before }, after: { roles: after } } : {};
        await house.record({ kind: 'user:changed', actor, data: { userId, fields, ...change } }, () => {
          people.setUser(userId, { name, position, ssoName }, { seen, by: actor, at: now() });
          if (isOtherRoles) people.setRoles(userId, house.officeId, after);
        });
        if (isOtherRoles) closing.changed();
        return endShift();
      }),

    close: ({ userId, seen }, actor) =>
      inLine(async () => {
        const found = await findSeen(userId, seen);
        if (!found.ok) return found;
        // closed already: what may have been left half done by a crash is done again
        if (found.user.closedAt === null) {
          if (found.roles.includes('administrator') && (await isLast(userId))) return no('lastAdministrator');
          const data = { userId, sessions: await sessionsOf(userId) };
          await house.record({ kind: 'user:closed', actor, data }, () => {
            people.closeUser(userId, { seen, by: actor, at: now() });
            people.setPin(userId, null);
            sessions.closeSessionsOf(userId, null, now());
          });
          closing.changed();
        }
        return { ok: true, data: await house.orphan(userId, actor) };
      }),

    reopen: ({ userId, seen }, actor) =>
      inLine(async () => {
        const found = await findSeen(userId, seen);
        if (!found.ok) return found;
        if (found.user.closedAt === null) return done;
        await house.record({ kind: 'user:reopened', actor, data: { userId } }, () =>
          people.reopenUser(userId, { seen, by: actor, at: now() }),
        );
        return done;
      }),

    async reset({ userId }, actor) {
      const password = firstPassword();
      const hashed = await hashPassword(password);
      return inLine(async () => {
        const found = await find(userId);
        if (!found.ok) return found;
        await house.record({ kind: 'user:reset', actor, data: { userId } }, () => {
          people.setPassword(userId, hashed, true);
          people.setPin(userId, null);
          sessions.closeSessionsOf(userId, null, now());
        });
        closing.changed();
        return { ok: true, data: { password } };
      });
    },

    dropCode: ({ userId }, actor) =>
      inLine(async () => {
        const found = await find(userId);
        if (!found.ok) return found;
        if (found.user.code === null) return done;
        await house.record({ kind: 'user:codeDropped', actor, data: { userId } }, () => {
          people.setCode(userId, null, found.user.codeStep);
          sessions.closeSessionsOf(userId, null, now());
        });
        closing.changed();
        return done;
      }),
    bySso: ({ issuer, subject, ssoName }) =>
      inLine(async () => {
        const mayCome = (user: KeyUserWithRoles) =>
          user.closedAt === null && rolesIn(house.officeId, user).length > 0 ? user : null;
        const bound = await people.findUserBySso(issuer, subject);
        if (bound !== null) return mayCome(bound);
        const named = ssoName === null ? null : await people.findUserBySsoName(ssoName);
        // the provider named somebody else so before: names are given anew, bonds are not
        if (ssoName === null || named === null || named.ssoSubject !== null || mayCome(named) === null) return null;
        const { userId } = named;
        await house.record({ kind: 'user:linked', actor: userId, data: { userId } }, () =>
          people.linkSso(userId, ssoName, issuer, subject),
        );
        return named;
      }),
  };
}

/** The same as handlers of the door's table: by whoever presses. */
export function peopleHandlers(acts: PeopleActs) {
  function by<A, R>(act: (asked: A, actor: string) => Promise<R>) {
    return async (asked: A, { caller }: Visitor) =>
      caller === null ? ({ ok: false, refusal: { key: 'signedOut' } } as const) : act(asked, caller.actor.actorId);
  }
  return {
    add: by(acts.add),
    set: by(acts.set),
    close: by(acts.close),
    reopen: by(acts.reopen),
    reset: by(acts.reset),
    dropCode: by(acts.dropCode),
  };
}

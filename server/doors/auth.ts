/**
 * Sessions of staff: in, out, another password. All on real time, whatever the office's clock does.
 */
import type { Press } from '../contract/index.js';
import { agentOf } from './agent.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import type { KeySession, KeyUserWithRoles } from './keys.js';
import { rolesIn } from './keys.js';
import { secondsOf } from './limits.js';
import { canTryPassword, hashPassword, isLongEnough, isPassword } from './password.js';
import { delayMs, makePatience } from './patience.js';
import { newId, newToken, sealOf } from './token.js';
import { idleMs } from './who.js';

/** From this delay on a row of wrong passwords is a lockout, and the journal hears of it. */
const lockoutMs = 60_000;
/** Logins that signed in from their addresses, at most so many are remembered. */
const mostFamiliar = 5_000;

/** A login as it is stored and looked for. */
export function foldLogin(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase();
}

/** Opens a session of a person who has proved who it is; the cookie goes out with the visitor's answer. */
export type OpenSessionFor = (user: KeyUserWithRoles, by: KeySession['by'], visitor: Visitor) => void;

/** Handlers of sign-in, sign-out and the change of a password. */
export function makeAuth(given: DoorGiven) {
  const { house, keys, log, now, limits, closing } = given;
  const patience = makePatience();
  /**
   * Login and address that came in together since the start: not counted by address any longer, so that made-up logins
   * tried by a stranger behind the same address never keep its staff out. Their own wrong passwords still slow them.
   */
  const familiar = new Set<string>();

  function remember(key: string): void {
    familiar.delete(key);
    familiar.add(key);
    for (const oldest of familiar) {
      if (familiar.size <= mostFamiliar) break;
      familiar.delete(oldest);
    }
  }

  const keyOf = (login: string, address: string) => `${sealOf(login)}\n${address}`;

  async function noteLockout(userId: string, failures: number): Promise<void> {
    const delay = delayMs(failures);
    if (delay < lockoutMs || delayMs(failures - 1) >= lockoutMs) return;
    log.warn({ userId, failures }, 'wrong passwords: the door is slow for this login at one address');
    await house.record({ kind: 'session:lockout', actor: userId, data: { userId, failures } }, () => undefined);
  }

  /** Opens a session of a person who has proved who it is, in place of the one that the browser had. */
  const openSessionFor: OpenSessionFor = ({ userId }, by, visitor) => {
    const token = newToken();
    const at = now();
    const { address, caller } = visitor;
    if (caller?.sessionId) {
      keys.sessions.closeSession(caller.sessionId, at);
      closing.changed();
    }
    keys.sessions.openSession({
      sessionId: newId(),
      tokenHash: sealOf(token),
      userId,
      officeId: house.officeId,
      createdAt: at,
      seenAt: at,
      expiresAt: at + idleMs,
      closedAt: null,
      address,
      agent: agentOf(visitor.agent),
      by,
    });
    visitor.cookies.push({ kind: 'staff', token });
  };

  return {
    openSessionFor,

    async signIn(press: Press<'session:signIn'>, visitor: Visitor): Promise<Told<'session:signIn'>> {
      const login = foldLogin(press.login);
      const key = keyOf(login, visitor.address);
      const waitMs = patience.waitMs(key, now());
      const tooMany = (seconds: number) => ({ ok: false, refusal: { key: 'tooMany', about: { seconds } } }) as const;
      if (waitMs > 0) return tooMany(Math.ceil(waitMs / 1000));
      const mayTry = familiar.has(key) || (await limits.take('signIn', visitor.address));
      if (!mayTry || !canTryPassword()) return tooMany(secondsOf('signIn'));
      // counted before the password is looked at: tries in flight see each other
      const failures = patience.note(key, now());
      const found = await keys.people.findUserByLogin(login);
      const user = found && found.closedAt === null ? found : null;
      if (!(await isPassword(user?.password ?? null, press.password)) || !user) {
        // of a login that does not exist nothing is kept: people type passwords into that field
        keys.people.noteFailedSignIn({
          failedSignInId: newId(),
          login: found?.login ?? '?',
          address: visitor.address,
          at: now(),
        });
        if (found) await noteLockout(found.userId, failures);
        return { ok: false, refusal: { key: 'wrongPassword' } };
      }
      patience.forget(key);
      remember(key);
      await limits.free('signIn', visitor.address);
      const roles = rolesIn(house.officeId, user);
      if (roles.length === 0) return { ok: false, refusal: { key: 'notAllowed' } };
      openSessionFor(user, 'password', visitor);
      const { userId, name, mustChange } = user;
      return { ok: true, data: { userId, name, roles, mustChange, mustEnrol: false } };
    },

    async signOut(_press: Press<'session:signOut'>, visitor: Visitor): Promise<Told<'session:signOut'>> {
      if (visitor.caller?.sessionId) keys.sessions.closeSession(visitor.caller.sessionId, now());
      visitor.cookies.push({ kind: 'staff', token: null });
      closing.changed();
      return { ok: true, data: { visitId: null } };
    },

    async changePassword(
      press: Press<'session:changePassword'>,
      visitor: Visitor,
    ): Promise<Told<'session:changePassword'>> {
      const caller = visitor.caller;
      if (!caller?.sessionId) return { ok: false, refusal: { key: 'signedOut' } };
      const { actorId, sessionId } = { actorId: caller.actor.actorId, sessionId: caller.sessionId };
      const key = keyOf(actorId, visitor.address);
      const waitMs = patience.waitMs(key, now());
      if (waitMs > 0) return { ok: false, refusal: { key: 'tooMany', about: { seconds: Math.ceil(waitMs / 1000) } } };
      if (!isLongEnough(press.fresh) || press.fresh === press.old)
        return { ok: false, refusal: { key: 'passwordTooShort' } };
      patience.note(key, now());
      const user = await keys.people.userWithRoles(actorId);
      if (!user || !(await isPassword(user.password, press.old)))
        return { ok: false, refusal: { key: 'wrongPassword' } };
      patience.forget(key);
      const password = await hashPassword(press.fresh);
      const entry = { kind: 'user:passwordChanged', actor: actorId, data: { userId: actorId } };
      await house.record(entry, () => {
        keys.people.setPassword(actorId, password, false);
        keys.sessions.closeSessionsOf(actorId, sessionId, now());
      });
      closing.changed();
      return { ok: true, data: { visitId: null } };
    },
  };
}

/**
 * Sessions of staff: in, out, another password. All on real time, whatever the office's clock does. Each session that
 * begins or is ended stands in the journal.
 */
import type { Press } from '../contract/index.js';
import { agentOf } from './agent.js';
import type { Codes } from './code.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import type { KeySession, KeyUserWithRoles } from './keys.js';
import { rolesIn } from './keys.js';
import { hashPassword, isLongEnough, isPassword, isSamePassword, leastCharacters } from './password.js';
import type { Proving } from './proving.js';
import { newId, newToken, sealOf } from './token.js';
import { idleMs } from './who.js';

/** A login as it is stored and looked for. */
export function foldLogin(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase();
}

/** Opens a session of a person who has proved who it is; the cookie goes out with the visitor's answer. */
export type OpenSessionFor = (
  user: KeyUserWithRoles,
  how: { by: KeySession['by']; withCode: boolean },
  visitor: Visitor,
) => Promise<void>;

/** Handlers of sign-in, sign-out and the change of a password. */
export function makeAuth(given: DoorGiven & { proving: Proving; codes: Codes }) {
  const { house, keys, now, closing, proving, codes } = given;

  /** Opens a session of a person who has proved who it is, in place of the one that the browser had. */
  const openSessionFor: OpenSessionFor = async ({ userId }, { by, withCode }, visitor) => {
    const [token, sessionId] = [newToken(), newId()];
    const { address, caller } = visitor;
    if (caller?.sessionId) await endSession(caller.sessionId, caller.actor.actorId, 'replaced', caller.actor.actorId);
    await house.record(
      { kind: 'session:opened', actor: userId, data: { sessionId, userId, signIn: by, withCode } },
      () => {
        const at = now();
        keys.sessions.openSession({
          sessionId,
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
      },
    );
    visitor.cookies.push({ kind: 'staff', token });
  };

  async function endSession(sessionId: string, userId: string, why: 'out' | 'replaced', actor: string): Promise<void> {
    const data = { sessionId, userId, why };
    await house.record({ kind: 'session:ended', actor, data }, () => keys.sessions.closeSession(sessionId, now()));
    closing.changed();
  }

  return {
    openSessionFor,

    async signIn(press: Press<'session:signIn'>, visitor: Visitor): Promise<Told<'session:signIn'>> {
      const attempt = { login: foldLogin(press.login), address: visitor.address };
      const begun = await proving.begin(attempt, true);
      if (!begun.ok) return begun;
      const found = await keys.people.findUserByLogin(attempt.login);
      const user = found && found.closedAt === null ? found : null;
      const wrong = async (key: 'wrongPassword' | 'wrongCode') => {
        await proving.wrong(attempt, found?.userId ?? null, begun.failures);
        return { ok: false, refusal: { key } } as const;
      };
      const isRight = await isPassword(user?.password ?? null, press.password, null, begun.standing);
      if (!isRight || !user) return wrong('wrongPassword');
      const roles = rolesIn(house.officeId, user);
      const withCode = user.code !== null;
      // still counted: whoever knows a password guesses codes no faster than passwords
      if (withCode && press.code === null) return { ok: false, refusal: { key: 'codeNeeded' } };
      if (withCode && !codes.use(user, press.code ?? '')) return wrong('wrongCode');
      await proving.right(attempt);
      if (roles.length === 0) return { ok: false, refusal: { key: 'notAllowed' } };
      await openSessionFor(user, { by: 'password', withCode }, visitor);
      const { userId, name, mustChange } = user;
      return { ok: true, data: { userId, name, roles, mustChange, mustEnrol: !withCode && codes.isAskedOf(roles) } };
    },

    async signOut(_press: Press<'session:signOut'>, visitor: Visitor): Promise<Told<'session:signOut'>> {
      const { caller } = visitor;
      visitor.cookies.push({ kind: 'staff', token: null });
      if (caller?.sessionId) await endSession(caller.sessionId, caller.actor.actorId, 'out', caller.actor.actorId);
      return { ok: true, data: { visitId: null } };
    },

    async changePassword(
      press: Press<'session:changePassword'>,
      visitor: Visitor,
    ): Promise<Told<'session:changePassword'>> {
      if (!isLongEnough(press.fresh))
        return { ok: false, refusal: { key: 'passwordTooShort', about: { least: leastCharacters } } };
      if (isSamePassword(press.fresh, press.old)) return { ok: false, refusal: { key: 'passwordSame' } };
      const proved = await proving.again(visitor, press.old);
      if (!proved.ok) return proved;
      const { userId, login, pin } = proved.user;
      await proving.right(proved.attempt);
      if (foldLogin(press.fresh) === login) return { ok: false, refusal: { key: 'passwordSame' } };
      const password = await hashPassword(press.fresh);
      // a PIN is as good as the password that it was set by: they go together or not at all
      const kinds = ['user:passwordChanged', ...(pin === null ? [] : ['user:pinDropped'])];
      await house.record(
        kinds.map((kind) => ({ kind, actor: userId, data: { userId } })),
        () => {
          keys.people.setPassword(userId, password, false);
          if (pin !== null) keys.people.setPin(userId, null);
          keys.sessions.closeSessionsOf(userId, proved.sessionId, now());
        },
      );
      closing.changed();
      return { ok: true, data: { visitId: null } };
    },
  };
}

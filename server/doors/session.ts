/** A console is locked and unlocked, and sessions are ended, by their person or by an administrator. */
import type { Press } from '../contract/index.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import type { KeyUserWithRoles } from './keys.js';
import { isPassword } from './password.js';
import type { Attempt, Proving } from './proving.js';

/** So many wrong PINs end the session; they are counted on its row, so that a restart forgives none. */
export const mostPins = 5;

const done = { ok: true, data: { visitId: null } } as const;
const signedOut = { ok: false, refusal: { key: 'signedOut' } } as const;
const notFound = { ok: false, refusal: { key: 'notFound' } } as const;

type Unlocked = Told<'session:unlock'>;

/** The handlers of the own session and of those of others. */
export function makeSessionActs(given: DoorGiven & { proving: Proving }) {
  const { house, keys, vault, now, closing, proving } = given;

  async function end(sessionId: string, userId: string, why: 'closed' | 'revoked' | 'pin', actor: string) {
    const data = { sessionId, userId, why };
    await house.record({ kind: 'session:ended', actor, data }, () => keys.sessions.closeSession(sessionId, now()));
  }

  async function byPin(user: KeyUserWithRoles, sessionId: string, attempt: Attempt, pin: string): Promise<Unlocked> {
    const begun = await proving.begin(attempt, false);
    if (!begun.ok) return begun;
    // counted before it is looked at: tries in flight see each other
    const tries = keys.sessions.notePinFailure(sessionId);
    const isRight = tries <= mostPins && (await isPassword(user.pin, pin, vault.pepper));
    if (isRight) return done;
    await proving.wrong(attempt, user.userId, begun.failures);
    if (tries < mostPins) return { ok: false, refusal: { key: 'wrongPin', about: { left: mostPins - tries } } };
    await end(sessionId, user.userId, 'pin', user.userId);
    closing.changed();
    return signedOut;
  }

  return {
    async lock(_press: Press<'session:lock'>, { caller }: Visitor): Promise<Told<'session:lock'>> {
      if (!caller?.sessionId) return signedOut;
      keys.sessions.lockSession(caller.sessionId, now());
      closing.changed();
      return done;
    },

    /** That it came is all: whoever comes in is noted at the door. */
    async beat(_press: Press<'session:beat'>, _visitor: Visitor): Promise<Told<'session:beat'>> {
      return done;
    },

    async unlock(press: Press<'session:unlock'>, visitor: Visitor): Promise<Unlocked> {
      const { caller, address } = visitor;
      const user = caller?.sessionId ? await keys.people.userWithRoles(caller.actor.actorId) : null;
      if (!caller?.sessionId || !user) return signedOut;
      const { sessionId } = caller;
      const attempt = { login: user.login, address };
      const told =
        press.by === 'pin'
          ? await byPin(user, sessionId, attempt, press.secretText)
          : await proving.again(visitor, press.secretText);
      if (!told.ok) return told;
      await proving.right(attempt);
      keys.sessions.unlockSession(sessionId, now());
      closing.changed();
      return done;
    },

    async close(press: Press<'session:close'>, { caller }: Visitor): Promise<Told<'session:close'>> {
      if (!caller) return signedOut;
      const userId = caller.actor.actorId;
      const own = await keys.sessions.listSessions(house.officeId, userId, now());
      if (!own.some(({ sessionId }) => sessionId === press.sessionId)) return notFound;
      await end(press.sessionId, userId, 'closed', userId);
      closing.changed();
      return done;
    },

    /** `user:endSession`. */
    async endOf(press: Press<'user:endSession'>, { caller }: Visitor): Promise<Told<'user:endSession'>> {
      if (!caller) return signedOut;
      const { userId, sessionId } = press;
      const open = await keys.sessions.listSessions(house.officeId, userId, now());
      const ended = open.filter((one) => sessionId === null || one.sessionId === sessionId);
      if (ended.length === 0 && (sessionId !== null || !(await keys.people.userWithRoles(userId)))) return notFound;
      for (const one of ended) await end(one.sessionId, userId, 'revoked', caller.actor.actorId);
      closing.changed();
      return done;
    },
  };
}

/**
 * Whoever says who they are proves it: by a password, a PIN, a one-time code. One patience for all of them, so that what
 * is guessed at a locked console is slow at the entrance too.
 */
import type { Refusal } from '../contract/index.js';
import type { DoorGiven, Visitor } from './handlers.js';
import type { KeyUserWithRoles } from './keys.js';
import { secondsOf } from './limits.js';
import { keepNewest } from './newest.js';
import { canTryPassword, isPassword, type Standing } from './password.js';
import { delayMs, makePatience } from './patience.js';
import { newId, sealOf } from './token.js';

/** From this delay on a row of wrong passwords is a lockout, and the journal hears of it. */
const lockoutMs = 60_000;
/** Logins that signed in from their addresses, at most so many are remembered. */
const mostFamiliar = 5_000;

export interface Attempt {
  /** Folded. */
  login: string;
  address: string;
}

type Begun =
  | { ok: true; failures: number; standing: Standing }
  | { ok: false; refusal: { key: 'tooMany'; about: { seconds: number } } };

export interface Proving {
  /** Did this login come in from this address since the start? */
  isFamiliar(attempt: Attempt): boolean;
  /** Counts an attempt before it is judged, so that those in flight see each other. Refuses: tooMany. */
  begin(attempt: Attempt, isStranger: boolean): Promise<Begun>;
  /**
   * The person of a known session proves it again by the password. Refuses: signedOut, tooMany, wrongPassword. Counted
   * until `right` forgets it: something else may have to be right too.
   */
  again(visitor: Visitor, password: string): Promise<Again>;
  /** It was right, all of it: forgotten. */
  right(attempt: Attempt): Promise<void>;
  /** It was wrong. `userId` null: there is no such login. */
  wrong(attempt: Attempt, userId: string | null, failures: number): Promise<void>;
}

export type Again =
  | { ok: true; user: KeyUserWithRoles; sessionId: string; attempt: Attempt; failures: number }
  | { ok: false; refusal: Refusal };

const keyOf = ({ login, address }: Attempt) => `${sealOf(login)}\n${address}`;

/** Proving over these keys. */
export function makeProving(given: Pick<DoorGiven, 'house' | 'keys' | 'log' | 'now' | 'limits'>): Proving {
  const { house, keys, log, now, limits } = given;
  const patience = makePatience();
  /**
   * Login and address that came in together since the start: not counted by address any longer, so that made-up logins
   * tried by a stranger behind the same address never keep its staff out. Their own wrong passwords still slow them.
   */
  const familiar = new Map<string, true>();

  const tooMany = (seconds: number): Begun => ({ ok: false, refusal: { key: 'tooMany', about: { seconds } } });

  const proving: Proving = {
    isFamiliar: (attempt) => familiar.has(keyOf(attempt)),
    async begin(attempt, isStranger) {
      const key = keyOf(attempt);
      const waitMs = patience.waitMs(key, now());
      if (waitMs > 0) return tooMany(Math.ceil(waitMs / 1000));
      const standing = isStranger && !familiar.has(key) ? 'stranger' : 'known';
      const mayTry = standing === 'known' || (await limits.take('signIn', attempt.address));
      if (!mayTry || !canTryPassword(standing)) return tooMany(secondsOf('signIn'));
      return { ok: true, failures: patience.note(key, now()), standing };
    },
    async again({ caller, address }, password) {
      const user = caller?.sessionId ? await keys.people.userWithRoles(caller.actor.actorId) : null;
      if (!caller?.sessionId || !user) return { ok: false, refusal: { key: 'signedOut' } };
      const attempt = { login: user.login, address };
      const begun = await proving.begin(attempt, false);
      if (!begun.ok) return begun;
      const { failures } = begun;
      if (await isPassword(user.password, password))
        return { ok: true, user, sessionId: caller.sessionId, attempt, failures };
      await proving.wrong(attempt, user.userId, failures);
      return { ok: false, refusal: { key: 'wrongPassword' } };
    },
    async right(attempt) {
      const key = keyOf(attempt);
      patience.forget(key);
      keepNewest(familiar, key, true, mostFamiliar);
      await limits.free('signIn', attempt.address);
    },
    async wrong({ login, address }, userId, failures) {
      // of a login that does not exist nothing is kept: people type passwords into that field
      const failed = { failedSignInId: newId(), login: userId === null ? '?' : login, address, at: now() };
      keys.people.noteFailedSignIn(failed);
      if (userId === null) return;
      const delay = delayMs(failures);
      if (delay < lockoutMs || delayMs(failures - 1) >= lockoutMs) return;
      log.warn({ userId, failures }, 'wrong passwords: the door is slow for this login at one address');
      await house.record({ kind: 'session:lockout', actor: userId, data: { userId, failures } }, () => undefined);
    },
  };
  return proving;
}

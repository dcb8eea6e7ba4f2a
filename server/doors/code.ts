/** The second factor: one-time codes of a telephone (RFC 6238), each opening once, by real time. */
import { Secret, TOTP } from 'otpauth';
import type { Press } from '../contract/index.js';
import type { HouseBehind } from './given.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import type { KeyUserWithRoles } from './keys.js';
import { rolesIn } from './keys.js';
import { keepNewest } from './newest.js';
import type { Proving } from './proving.js';

const stepSeconds = 30;
/** Codes of so many steps before and after this one are taken too: telephones and servers differ. */
const stepsAside = 1;
const secretBytes = 20;
/** A secret that no code has confirmed is forgotten after this. */
const pendingMs = 10 * 60_000;
/** Secrets that wait for their first code. */
const mostPending = 1_000;

/** What codes need of the door. */
type CodesGiven = Pick<DoorGiven, 'keys' | 'vault' | 'now'> & {
  house: Pick<HouseBehind, 'officeId' | 'access' | 'record'>;
};

export interface Codes {
  /** Is this the code of the person's telephone, used for the first time? Then it is used up. */
  use(user: KeyUserWithRoles, code: string): boolean;
  /** Does the office ask a second factor of somebody with these roles? */
  isAskedOf(roles: readonly string[]): boolean;
}

const totpOf = (login: string, secret: Secret) =>
  new TOTP({ issuer: 'Talon', label: login, algorithm: 'SHA1', digits: 6, period: stepSeconds, secret });

/** The step of time that a code belongs to; null for one of no step that is taken now. */
function stepOf(totp: TOTP, code: string, now: number): number | null {
  const delta = totp.validate({ token: code, timestamp: now, window: stepsAside });
  return delta === null ? null : Math.floor(now / (stepSeconds * 1000)) + delta;
}

/** Looks at codes by the secrets that the vault opens. */
export function makeCodes({ house, keys, vault, now }: CodesGiven): Codes {
  /** Person → the last step used: seen by presses in flight before it is read again. */
  const used = new Map<string, number>();
  return {
    use({ userId, login, code: sealed, codeStep }, code) {
      const opened = sealed === null ? null : vault.open(sealed);
      // sealed by another key: no code is right, and an administrator turns them off
      if (opened === null) return false;
      const step = stepOf(totpOf(login, Secret.fromBase32(opened)), code, now());
      if (step === null || step <= Math.max(codeStep, used.get(userId) ?? 0)) return false;
      used.set(userId, step);
      keys.people.useCodeStep(userId, step);
      return true;
    },
    isAskedOf: (roles) => house.access().access.codeRoles.some((role) => roles.includes(role)),
  };
}

/** The handlers that turn the own codes on and off. */
export function makeCodeActs(given: CodesGiven & Pick<DoorGiven, 'closing'> & { proving: Proving; codes: Codes }) {
  const { house, keys, vault, now, closing, proving, codes } = given;
  const pending = new Map<string, { secret: Secret; at: number }>();
  const done = { ok: true, data: { visitId: null } } as const;
  const no = (key: 'notNow' | 'wrongCode' | 'signedOut') => ({ ok: false, refusal: { key } }) as const;

  return {
    async begin(press: Press<'account:beginCode'>, visitor: Visitor): Promise<Told<'account:beginCode'>> {
      const proved = await proving.again(visitor, press.password);
      if (!proved.ok) return proved;
      await proving.right(proved.attempt);
      const secret = new Secret({ size: secretBytes });
      keepNewest(pending, proved.user.userId, { secret, at: now() }, mostPending);
      return { ok: true, data: { secret: secret.base32, uri: totpOf(proved.user.login, secret).toString() } };
    },

    async confirm(press: Press<'account:confirmCode'>, visitor: Visitor): Promise<Told<'account:confirmCode'>> {
      const { caller, address } = visitor;
      const user = caller?.sessionId ? await keys.people.userWithRoles(caller.actor.actorId) : null;
      if (!caller?.sessionId || !user) return no('signedOut');
      const { userId, login } = user;
      const begun = pending.get(userId);
      if (!begun || now() - begun.at > pendingMs) return no('notNow');
      const attempt = { login, address };
      const tried = await proving.begin(attempt, false);
      if (!tried.ok) return tried;
      const step = stepOf(totpOf(login, begun.secret), press.code, now());
      if (step === null) {
        await proving.wrong(attempt, userId, tried.failures);
        return no('wrongCode');
      }
      await proving.right(attempt);
      if (!pending.delete(userId)) return no('notNow');
      const { sessionId } = caller;
      await house.record({ kind: 'user:codeOn', actor: userId, data: { userId } }, () => {
        keys.people.setCode(userId, vault.seal(begun.secret.base32), step);
        keys.sessions.closeSessionsOf(userId, sessionId, now());
      });
      closing.changed();
      return done;
    },

    async end(press: Press<'account:endCode'>, visitor: Visitor): Promise<Told<'account:endCode'>> {
      const proved = await proving.again(visitor, press.password);
      if (!proved.ok) return proved;
      const { user, attempt, failures } = proved;
      if (codes.isAskedOf(rolesIn(house.officeId, user)) || user.code === null) {
        await proving.right(attempt);
        return no('notNow');
      }
      if (!codes.use(user, press.code)) {
        await proving.wrong(attempt, user.userId, failures);
        return no('wrongCode');
      }
      await proving.right(attempt);
      const { userId } = user;
      await house.record({ kind: 'user:codeOff', actor: userId, data: { userId } }, () =>
        keys.people.setCode(userId, null, 0),
      );
      return done;
    },
  };
}

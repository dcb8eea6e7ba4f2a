/**
 * Single sign-on by OpenID Connect: a provider says who comes, the office's own accounts say what they may. Nobody gets
 * an account or a role by it, and when the provider is away passwords open as ever.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Press, RefusalKey, Reply } from '../contract/index.js';
import type { OpenSessionFor } from './auth.js';
import type { DoorGiven, Told, Visitor } from './handlers.js';
import { foldSsoName, type PeopleActs } from './people.js';
import { makeProvider, type Secrets } from './provider.js';
import { newToken, sealOf } from './token.js';
import type { Caller } from './who.js';

/** Between leaving for the provider and coming back. */
export const pendingMs = 10 * 60_000;
/** Logins under way; of more the oldest are forgotten. */
const mostPending = 1_000;

interface Pending extends Secrets {
  at: number;
  /** Whose console it was: the session that begins takes its place. */
  caller: Caller | null;
}

/** What a browser brings back: its own cookie, and what the provider wrote behind the question mark. */
export interface Return {
  token: string | null;
  search: string;
}

const refused = (key: RefusalKey) => ({ ok: false, refusal: { key } }) as const;

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(sealOf(one)), Buffer.from(sealOf(other))];
  return timingSafeEqual(a, b);
}

/** The handler of `session:beginSso`, and who comes back from the provider. */
export function makeSso(given: DoorGiven & { openSessionFor: OpenSessionFor; bySso: PeopleActs['bySso'] }) {
  const { house, keys, config, log, limits, now, openSessionFor, bySso } = given;
  const provider =
    config.sso === null || config.publicUrl === null ? null : makeProvider(config.sso, config.publicUrl, now);
  /** By the hash of the browser's cookie, oldest first. */
  const pending = new Map<string, Pending>();

  function keep(token: string, one: Pending): void {
    pending.set(sealOf(token), one);
    for (const [oldest, { at }] of pending) {
      if (pending.size <= mostPending && one.at - at <= pendingMs) break;
      pending.delete(oldest);
    }
  }

  /** Each once: whoever comes by the same address again has nothing to come by. */
  function take({ token, search }: Return): Pending | null {
    const name = token === null ? '' : sealOf(token);
    const one = pending.get(name);
    if (one === undefined || !isSame(new URLSearchParams(search).get('state') ?? '', one.state)) return null;
    pending.delete(name);
    return now() - one.at <= pendingMs ? one : null;
  }

  /** The session that the browser had when it left, while it is open. */
  async function stillOpen(caller: Caller | null): Promise<Caller | null> {
    if (caller === null || caller.sessionId === null) return null;
    const open = await keys.sessions.listSessions(house.officeId, caller.actor.actorId, now());
    return open.some(({ sessionId }) => sessionId === caller.sessionId) ? caller : null;
  }

  return {
    async begin(_press: Press<'session:beginSso'>, visitor: Visitor): Promise<Told<'session:beginSso'>> {
      if (provider === null) return refused('ssoOff');
      if (!(await limits.take('sso', visitor.address))) return refused('tooMany');
      const begun = await provider.begin();
      if (!begun.ok) {
        log.warn({ fault: begun.fault }, 'the provider of single sign-on does not answer');
        return refused('ssoFailed');
      }
      const token = newToken();
      const caller = visitor.caller?.as === 'staff' ? visitor.caller : null;
      keep(token, { ...begun.secrets, at: now(), caller });
      visitor.cookies.push({ kind: 'sso', token });
      return { ok: true, data: { url: begun.url } };
    },

    /** Refuses: ssoOff, tooMany, ssoUnfinished, ssoFailed, ssoUnknown. */
    async comeBack(back: Return, visitor: Visitor): Promise<Reply<null>> {
      if (provider === null) return refused('ssoOff');
      visitor.cookies.push({ kind: 'sso', token: null });
      if (!(await limits.take('ssoReturn', visitor.address))) return refused('tooMany');
      const one = take(back);
      if (one === null) return refused('ssoUnfinished');
      const redeemed = await provider.redeem(back.search, one);
      if (!redeemed.ok) {
        log.warn({ fault: redeemed.fault, why: redeemed.why }, 'a single sign-on came to nothing');
        return refused(redeemed.why === 'unfinished' ? 'ssoUnfinished' : 'ssoFailed');
      }
      const { issuer, subject, name } = redeemed.proved;
      const user = await bySso({ issuer, subject, ssoName: foldSsoName(name) });
      if (user === null) return refused('ssoUnknown');
      visitor.caller = await stillOpen(one.caller);
      await openSessionFor(user, { by: 'sso', withCode: false }, visitor);
      return { ok: true, data: null };
    },
  };
}

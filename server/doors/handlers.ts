/**
 * The commands that end at the door, as a table: one that is missing does not compile.
 */
import type { Answer, ClerkCommand, CommandName, Press, Refusal } from '../contract/index.js';
import { makeAuth } from './auth.js';
import { makeCards } from './card.js';
import type { CookieChange } from './cookie.js';
import type { DoorConfig, HouseBehind, Log } from './given.js';
import type { Keys } from './keys.js';
import type { Limits } from './limits.js';
import { makePairing } from './pairing.js';
import type { Caller } from './who.js';

export type DoorCommand = Exclude<CommandName, ClerkCommand>;

/** Who presses, from where; what the reply changes in the browser is collected in `cookies`. */
export interface Visitor {
  /** Null for a stranger. */
  caller: Caller | null;
  address: string;
  cookies: CookieChange[];
}

export type Told<N extends CommandName> = { ok: true; data: Answer<N> } | { ok: false; refusal: Refusal };

/** What the door's own acts need. */
export interface DoorGiven {
  house: HouseBehind;
  keys: Keys;
  config: DoorConfig;
  log: Log;
  /** Real time, milliseconds since the epoch. */
  now: () => number;
  limits: Limits;
  /** Keys were taken away: nobody remembered counts, open sockets are looked at again. */
  closing: { changed(): void };
}

type Handlers = { [N in DoorCommand]: (press: Press<N>, visitor: Visitor) => Promise<Told<N>> };

const done = { ok: true, data: { visitId: null } } as const;

/** The table, and the codes that devices show now. */
export function makeHandlers(given: DoorGiven) {
  const { house, keys, config, now } = given;
  const auth = makeAuth(given);
  const pairing = makePairing(given);
  const handlers: Handlers = {
    'session:signIn': auth.signIn,
    'session:signOut': auth.signOut,
    'session:changePassword': auth.changePassword,
    'device:pair': pairing.pair,
    'device:ask': pairing.ask,
    'device:claim': pairing.claim,
    'device:admit': pairing.admit,
    'device:revoke': pairing.revoke,
    'card:issue': makeCards(house).issue,
    'draft:save': async (press, { caller }) => {
      if (!caller) return { ok: false, refusal: { key: 'signedOut' } };
      keys.drafts.saveDraft({ userId: caller.actor.actorId, key: press.key, text: press.text, changedAt: now() });
      return done;
    },
    'demo:rate': async (press) => {
      if (!config.demo) return { ok: false, refusal: { key: 'notNow' } };
      const set = house.setRate(press.rate);
      return set.ok ? done : set;
    },
  };
  return { handlers, asking: pairing.asking };
}

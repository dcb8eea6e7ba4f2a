/**
 * The commands that end at the door, as a table: one that is missing does not compile.
 */
import type { Answer, ClerkCommand, CommandName, Press, Refusal } from '../contract/index.js';
import { makeAuth } from './auth.js';
import { makeBegin } from './firstchoice.js';
import { makeCards } from './card.js';
import { makeCodeActs, makeCodes } from './code.js';
import type { CookieChange } from './cookie.js';
import { makeCrowdOf } from './crowd.js';
import { makeDeviceActs } from './devices.js';
import type { Beginning, DoorConfig, HouseBehind, Log, Vault } from './given.js';
import type { Keys } from './keys.js';
import type { Limits } from './limits.js';
import { makeOpenings } from './unmask.js';
import { makePairing } from './pairing.js';
import { makePeopleActs, peopleHandlers } from './people.js';
import { makePins } from './pin.js';
import { makeProving } from './proving.js';
import { makeSessionActs } from './session.js';
import { makeSso } from './sso.js';
import type { Caller } from './who.js';

export type DoorCommand = Exclude<CommandName, ClerkCommand>;

/** Who presses, from where; what the reply changes in the browser is collected in `cookies`. */
export interface Visitor {
  /** Null for a stranger. */
  caller: Caller | null;
  address: string;
  /** As of the knock: what the browser says it is. */
  agent: string;
  cookies: CookieChange[];
}

export type Told<N extends CommandName> = { ok: true; data: Answer<N> } | { ok: false; refusal: Refusal };

/** What the door's own acts need. */
export interface DoorGiven {
  house: HouseBehind;
  beginning: Beginning;
  keys: Keys;
  vault: Vault;
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

/**
 * The table, the codes that devices show now, the acts of people, which a command typed in a shell does too, who comes
 * back from a provider of single sign-on, and among whom a press counts.
 */
export function makeHandlers(given: DoorGiven) {
  const { house, keys, config, now } = given;
  const proving = makeProving(given);
  const codes = makeCodes(given);
  const auth = makeAuth({ ...given, proving, codes });
  const pairing = makePairing(given);
  const devices = makeDeviceActs(given);
  const people = makePeopleActs(given);
  const ofPeople = peopleHandlers(people);
  const sessions = makeSessionActs({ ...given, proving });
  const codeActs = makeCodeActs({ ...given, proving, codes });
  const sso = makeSso({ ...given, openSessionFor: auth.openSessionFor, bySso: people.bySso });
  const openings = makeOpenings(given);
  const handlers: Handlers = {
    'session:signIn': auth.signIn,
    'session:signOut': auth.signOut,
    'session:changePassword': auth.changePassword,
    'session:lock': sessions.lock,
    'session:beat': sessions.beat,
    'session:unlock': sessions.unlock,
    'session:close': sessions.close,
    'session:beginSso': sso.begin,
    'account:setPin': makePins({ ...given, proving }).setPin,
    'account:beginCode': codeActs.begin,
    'account:confirmCode': codeActs.confirm,
    'account:endCode': codeActs.end,
    'user:add': ofPeople.add,
    'user:set': ofPeople.set,
    'user:close': ofPeople.close,
    'user:reopen': ofPeople.reopen,
    'user:reset': ofPeople.reset,
    'user:dropCode': ofPeople.dropCode,
    'user:endSession': sessions.endOf,
    'device:pair': pairing.pair,
    'device:ask': pairing.ask,
    'device:claim': pairing.claim,
    'device:admit': pairing.admit,
    'device:link': pairing.link,
    'device:revoke': pairing.revoke,
    'device:set': devices.set,
    'device:report': devices.report,
    'office:begin': makeBegin(given).begin,
    'card:issue': makeCards(house).issue,
    'data:open': openings.open,
    'data:openPaper': openings.openPaper,
    'draft:save': async (press, { caller }) => {
      if (!caller) return { ok: false, refusal: { key: 'signedOut' } };
      // a screen that still stands open would bring back what was destroyed
      if (press.key.split(':').some(house.isErased)) return { ok: false, refusal: { key: 'erased' } };
      keys.drafts.saveDraft({ userId: caller.actor.actorId, key: press.key, text: press.text, changedAt: now() });
      return done;
    },
    'demo:rate': async (press) => {
      if (!config.demo) return { ok: false, refusal: { key: 'notNow' } };
      const set = house.setRate(press.rate);
      return set.ok ? done : set;
    },
  };
  return { handlers, asking: pairing.asking, people, comeBack: sso.comeBack, crowdOf: makeCrowdOf(proving) };
}

/**
 * Who stands at the door: a credential becomes a caller, or the reason why not. Known callers are remembered for a
 * short while, because a press should not wait for three reads; every act that takes a key away forgets them at once.
 */
import type { RefusalKey } from '../contract/index.js';
import type { Actor } from '../office/house.js';
import type { CallerKind, HouseBehind } from './given.js';
import type { Keys } from './keys.js';
import { rolesIn } from './keys.js';
import { courtesy, makeConsoles } from './lock.js';
import type { Console } from './lock.js';
import { keepNewest } from './newest.js';
import { sealOf } from './token.js';

export interface Credential {
  /** As what the page comes; null when it did not say. */
  as: CallerKind | null;
  token: string | null;
}

export interface Caller {
  actor: Actor;
  as: CallerKind;
  /** Null for devices and tickets. */
  sessionId: string | null;
  /** The only things allowed are to change the password and to go. */
  mustChange: boolean;
  /** The only things allowed are to unlock and to go. */
  isLocked: boolean;
  /** The only things allowed are to enrol a second factor, to change the password and to go. */
  mustEnrol: boolean;
}

/** Of devices, tickets and staff without such a bond. */
const free = { mustChange: false, isLocked: false, mustEnrol: false };

export type Known = { ok: true; caller: Caller } | { ok: false; key: RefusalKey };

/** A session dies after so long without use. */
export const idleMs = 12 * 3600_000;
/** Use is written down at most this often. */
const touchEveryMs = 60_000;
/** What was known is looked up again after this, whatever happened. */
const rememberMs = 20_000;
const mostRemembered = 5_000;

interface Remembered {
  caller: Caller;
  lookedAt: number;
  touchedAt: number;
  /** When the session dies; null for a device. */
  expiresAt: number | null;
  /** Of staff: the console of this session. */
  console: Console | null;
}

/**
 * A `look` keeps nothing alive (the sweep over open sockets); a `use` keeps the session alive; an `act` also the console
 * open: something was pressed.
 */
export type Use = 'look' | 'use' | 'act';

export interface Who {
  know(credential: Credential, use: Use): Promise<Known>;
  /** Keys changed: nothing remembered counts any longer. */
  forgetAll(): void;
}

/** Why a stranger who came as this is not let in. */
const strangers: Record<CallerKind, RefusalKey> = {
  staff: 'signedOut',
  kiosk: 'pairingInvalid',
  display: 'pairingInvalid',
  ticket: 'notFound',
};

/** Knows nobody yet. `now` is real time in milliseconds since the epoch. */
export function makeWho(given: { house: HouseBehind; keys: Keys; now: () => number }): Who {
  const { house, keys, now } = given;
  const remembered = new Map<string, Remembered>();
  const consoles = makeConsoles(given);
  /** Grows when keys change, so that a lookup that began before is not remembered after. */
  let generation = 0;

  async function lookUp(as: 'staff' | 'kiosk' | 'display', tokenHash: string): Promise<Remembered | null> {
    const at = now();
    if (as === 'staff') {
      const session = await keys.sessions.findSession(tokenHash);
      if (!session || session.closedAt !== null || session.expiresAt <= at || session.officeId !== house.officeId)
        return null;
      const user = await keys.people.userWithRoles(session.userId);
      if (!user || user.closedAt !== null) return null;
      const roles = rolesIn(house.officeId, user);
      const actor: Actor = { actorId: user.userId, kind: 'user', roles, visitId: null };
      const { sessionId, createdAt, lockedAt, seenAt, expiresAt } = session;
      const isByPassword = session.by === 'password';
      // a password that another person gave is no matter of who comes by single sign-on
      const mustChange = user.mustChange && isByPassword;
      const caller: Caller = { actor, as, sessionId, ...free, mustChange };
      const withoutCode = isByPassword && user.code === null ? roles : [];
      const console = { sessionId, activeAt: session.activeAt ?? createdAt, lockedAt, withoutCode };
      return { caller, lookedAt: at, touchedAt: seenAt, expiresAt, console };
    }
    const device = await keys.devices.findDevice(tokenHash);
    if (!device || device.revokedAt !== null || device.role !== as || device.officeId !== house.officeId) return null;
    const actor: Actor = { actorId: device.deviceId, kind: 'device', roles: [device.role], visitId: null };
    const caller: Caller = { actor, as, sessionId: null, ...free };
    return { caller, lookedAt: at, touchedAt: device.seenAt ?? 0, expiresAt: null, console: null };
  }

  function touch(known: Remembered): void {
    const at = now();
    if (at - known.touchedAt < touchEveryMs) return;
    known.touchedAt = at;
    const { sessionId, actor } = known.caller;
    courtesy(() => {
      if (sessionId === null) return keys.devices.touchDevice(actor.actorId, at);
      keys.sessions.touchSession(sessionId, at, at + idleMs);
      known.expiresAt = at + idleMs;
    });
  }

  return {
    async know({ as, token }, use) {
      if (as === null) return { ok: false, key: 'signedOut' };
      const stranger: Known = { ok: false, key: strangers[as] };
      if (token === null || token === '' || token.length > 256) return stranger;
      if (as === 'ticket') {
        const visitId = house.ticketOf(token);
        if (visitId === null) return stranger;
        const actor: Actor = { actorId: visitId, kind: 'ticket', roles: ['ticket'], visitId };
        return { ok: true, caller: { actor, as, sessionId: null, ...free } };
      }
      const tokenHash = sealOf(token);
      const name = `${as}:${tokenHash}`;
      let known = remembered.get(name) ?? null;
      const at = now();
      if (!known || at - known.lookedAt > rememberMs || (known.expiresAt !== null && known.expiresAt <= at)) {
        const before = generation;
        remembered.delete(name);
        known = await lookUp(as, tokenHash);
        if (!known) return stranger;
        if (before === generation) keepNewest(remembered, name, known, mostRemembered);
      }
      if (use !== 'look') touch(known);
      if (known.console === null) return { ok: true, caller: known.caller };
      return { ok: true, caller: { ...known.caller, ...consoles.bondsOf(known.console, use === 'act') } };
    },
    forgetAll() {
      generation += 1;
      remembered.clear();
    },
  };
}

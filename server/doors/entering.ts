/** Who may come in: known, of a role that the contract's table names, and not knocking too often. */
import type { Role } from '../contract/index.js';
import type { Limits } from './limits.js';
import { no } from './parse.js';
import type { No } from './parse.js';
import type { Caller, Credential, Known, Who } from './who.js';

/** Characters of what a browser says it is that are looked at. */
export const longestAgent = 256;

export interface Knock {
  credential: Credential;
  address: string;
  /** The browser's `User-Agent` as it was sent, at most so many characters; empty when it did not say. */
  agent: string;
}

/** The caller, null for a welcome stranger, or why not. */
export type Entered = { ok: true; caller: Caller | null } | No;

/** `whileMustChange`: open also to one whose password was given by somebody else and not changed yet. */
export type Enter = (by: readonly Role[], knock: Knock, whileMustChange: boolean) => Promise<Entered>;

function mayEnter(by: readonly Role[], known: Known, whileMustChange: boolean): Entered {
  if (by.includes('nobody')) return { ok: true, caller: known.ok ? known.caller : null };
  if (!known.ok) return no(known.key);
  if (!known.caller.actor.roles.some((role) => by.includes(role))) return no('notAllowed');
  if (known.caller.mustChange && !whileMustChange) return no('passwordMustChange');
  return { ok: true, caller: known.caller };
}

/** Counts a knock against its caller, or against its address while nobody is known. */
export function makeEnter({ who, limits }: { who: Who; limits: Limits }): Enter {
  return async (by, knock, whileMustChange) => {
    const entered = mayEnter(by, await who.know(knock.credential, true), whileMustChange);
    if (!entered.ok) return entered;
    const counted = entered.caller?.actor.actorId ?? `at ${knock.address}`;
    return (await limits.take('press', counted)) ? entered : no('tooMany');
  };
}

/** Who may come in: known, of a role that the contract's table names, and not knocking too often. */
import type { CommandName, RefusalKey, ReportName, Role } from '../contract/index.js';
import type { Limits } from './limits.js';
import { no } from './parse.js';
import type { No } from './parse.js';
import type { Caller, Credential, Known, Use, Who } from './who.js';

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

/** What binds a person who is known: until it is loosed, only what loosens it is open. */
export type Bond = 'locked' | 'mustChange' | 'mustEnrol';

/** What is open to people in a bond: with a locked console, a password given by somebody else, no second factor. */
const openIn: Partial<Record<CommandName, readonly Bond[]>> = {
  'session:signOut': ['locked', 'mustChange', 'mustEnrol'],
  'session:unlock': ['locked', 'mustChange', 'mustEnrol'],
  'session:lock': ['locked', 'mustChange', 'mustEnrol'],
  'session:beat': ['mustChange', 'mustEnrol'],
  'session:changePassword': ['mustChange', 'mustEnrol'],
  'account:beginCode': ['mustEnrol'],
  'account:confirmCode': ['mustEnrol'],
};
const always: readonly Bond[] = ['locked', 'mustChange', 'mustEnrol'];
const none: readonly Bond[] = [];

/** In which bonds a command is open all the same. */
export const bondsOfCommand = (name: CommandName): readonly Bond[] => openIn[name] ?? none;
/** In which bonds a report is: whoever is bound may ask who they are. */
export const bondsOfReport = (name: ReportName): readonly Bond[] => (name === 'me' ? always : none);

/** What is sent by itself, or does not say that somebody is there, keeps no console open. */
const noActs: readonly CommandName[] = ['draft:save', 'session:lock', 'session:unlock', 'session:signOut'];
/** How a command counts. */
export const useOfCommand = (name: CommandName): Use => (noActs.includes(name) ? 'use' : 'act');

const refusals = { locked: 'locked', mustChange: 'passwordMustChange', mustEnrol: 'mustEnrol' } as const;

/** The first bond of a caller as its refusal, but for those in which this is open; null: none binds. */
export function boundOf(caller: Caller, openIn: readonly Bond[]): RefusalKey | null {
  const bonds: readonly (readonly [Bond, boolean])[] = [
    ['locked', caller.isLocked],
    ['mustChange', caller.mustChange],
    ['mustEnrol', caller.mustEnrol],
  ];
  const bound = bonds.find(([bond, isBound]) => isBound && !openIn.includes(bond));
  return bound === undefined ? null : refusals[bound[0]];
}

/**
 * `openIn`: the bonds in which it is open all the same. `crowd`: among whom a stranger is counted, when not among all
 * that come from the address.
 */
export type Enter = (
  by: readonly Role[],
  knock: Knock,
  openIn: readonly Bond[],
  use: Use,
  crowd?: string,
) => Promise<Entered>;

function mayEnter(by: readonly Role[], known: Known, openIn: readonly Bond[]): Entered {
  if (by.includes('nobody')) return { ok: true, caller: known.ok ? known.caller : null };
  if (!known.ok) return no(known.key);
  if (!known.caller.actor.roles.some((role) => by.includes(role))) return no('notAllowed');
  const bound = boundOf(known.caller, openIn);
  return bound === null ? { ok: true, caller: known.caller } : no(bound);
}

/** Counts a knock against its caller, or against its crowd while nobody is known. */
export function makeEnter({ who, limits }: { who: Who; limits: Limits }): Enter {
  return async (by, knock, openIn, use, crowd = `at ${knock.address}`) => {
    const entered = mayEnter(by, await who.know(knock.credential, use), openIn);
    if (!entered.ok) return entered;
    const counted = entered.caller?.actor.actorId ?? crowd;
    return (await limits.take('press', counted)) ? entered : no('tooMany');
  };
}

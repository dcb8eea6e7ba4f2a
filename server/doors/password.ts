/**
 * Passwords: argon2id, a few at a time, and the same time for a login that does not exist.
 */
import { hash, hashSync, verify } from '@node-rs/argon2';
import { newCode, newToken } from './token.js';

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane; about 50 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Fewer characters are refused as `passwordTooShort`. */
export const leastCharacters = 10;
/** Hashing runs in the thread pool that files and the printer need too: never more than this at once. */
const atOnce = 2;
/** Beyond this many in a line the door says `tooMany`. */
const longestLine = 60;

/** Whose password it is: strangers stand in a line of their own, however many, and whoever is known goes before them. */
export type Standing = 'known' | 'stranger';

let running = 0;
const lines: Record<Standing, (() => void)[]> = { known: [], stranger: [] };

async function inLine<T>(standing: Standing, work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((go) => lines[standing].push(go));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    (lines.known.shift() ?? lines.stranger.shift())?.();
  }
}

/** False when so many passwords of this standing wait to be tried that another would only make it worse. */
export function canTryPassword(standing: Standing): boolean {
  return lines[standing].length < longestLine;
}

/** Keyboards compose letters differently: what looks the same is the same password. */
const typed = (password: string) => password.normalize('NFC');

/** What is stored of a password; of a PIN, with a pepper that is not stored beside it. */
export function hashPassword(password: string, pepper: Buffer | null = null): Promise<string> {
  return inLine('known', () => hash(typed(password), { ...cost, ...(pepper === null ? {} : { secret: pepper }) }));
}

/** Is it the same password, as a person sees it? */
export const isSamePassword = (one: string, other: string): boolean => typed(one) === typed(other);

let nobodys: string | null = null;

/** Is it the password of this hash? A hash of null (no such login) takes the same time and is always false. */
export async function isPassword(
  stored: string | null,
  password: string,
  pepper: Buffer | null = null,
  standing: Standing = 'known',
): Promise<boolean> {
  nobodys ??= hashSync(newToken(), cost);
  const against = stored ?? nobodys;
  const peppered = pepper === null ? {} : { secret: pepper };
  const isRight = await inLine(standing, () => verify(against, typed(password), peppered).catch(() => false));
  return isRight && stored !== null;
}

/** A first password: four groups that can be read out; changed at the first sign-in. About 74 bits. */
export function firstPassword(): string {
  return Array.from({ length: 4 }, () => newCode(4).toLowerCase()).join('-');
}

/** Characters as a person counts them. */
export function isLongEnough(password: string): boolean {
  return [...typed(password)].length >= leastCharacters;
}

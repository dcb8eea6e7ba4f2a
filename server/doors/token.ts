/**
 * Secrets of the doors: how they are made, and what is stored of them. A stolen database opens no door:
 * it holds only sha-256 of tokens and codes, and argon2id of passwords.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** No look-alikes: neither 0 and O, 1 and I and L, 8 and B, 5 and S nor 2 and Z. */
const codeLetters = '34679ACDEFGHJKMNPQRTUVWXY';
/** What a person types with the Russian layout on, as it was shown. */
const cyrillicTwins: Record<string, string> = {
  А: 'A',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};

/** 256 bits, as they stand in a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** An opaque id of a row: 128 bits. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}

/** A code that a person reads from one screen and types at another. */
export function newCode(length: number): string {
  return Array.from({ length }, () => codeLetters[randomInt(codeLetters.length)]).join('');
}

/** What is stored of a token or code: sha-256, hex. */
export function sealOf(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** A typed code as it was shown: spaces and dashes dropped, Latin capitals. */
export function foldCode(typed: string): string {
  const capitals = typed.replace(/[\s-]/g, '').toUpperCase();
  return [...capitals].map((letter) => cyrillicTwins[letter] ?? letter).join('');
}

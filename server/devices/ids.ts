/** Ids and secrets: where randomness comes in. Rules receive them as arguments. */
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

export interface Ids {
  id(): string;
  /** 128 random bits in 22 characters: the address of a ticket's page. */
  token(): string;
  /** Seals words by HMAC-SHA256 with a fresh key. */
  seal(text: string): { key: string; mac: string };
}

export const ids: Ids = {
  id: () => randomUUID(),
  token: () => randomBytes(16).toString('base64url'),
  seal(text) {
    const key = randomBytes(32).toString('base64url');
    return { key, mac: createHmac('sha256', key).update(text).digest('hex') };
  },
};

/** Hex digest of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

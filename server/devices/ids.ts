/** Ids and secrets: where randomness comes in. Rules receive them as arguments. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

export interface Ids {
  /** An opaque id that grows with time, so that the books' indexes are written at their end. */
  id(): string;
  /** 128 random bits in 22 characters: the address of a ticket's page. */
  token(): string;
  /** Seals words by HMAC-SHA256 with a fresh key. */
  seal(text: string): { key: string; mac: string };
}

/** Randomness is fetched in blocks: asking the system for sixteen bytes at a time costs more than the ticket. */
const blockBytes = 4096;
let block = randomBytes(blockBytes);
let used = 0;

function random(bytes: number): Buffer {
  if (used + bytes > blockBytes) {
    block = randomBytes(blockBytes);
    used = 0;
  }
  used += bytes;
  return block.subarray(used - bytes, used);
}

let lastMs = 0;
let count = 0;

export const ids: Ids = {
  id() {
    const now = Date.now();
    count = now === lastMs ? count + 1 : 0;
    lastMs = now;
    // real milliseconds, a counter within one, and enough chance that two offices never meet
    const time = now.toString(36).padStart(9, '0');
    return `${time}${count.toString(36).padStart(3, '0')}${random(8).toString('hex')}`;
  },
  token: () => random(16).toString('base64url'),
  seal(text) {
    const key = randomBytes(32).toString('base64url');
    return { key, mac: createHmac('sha256', key).update(text).digest('hex') };
  },
};

/** Hex digest of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

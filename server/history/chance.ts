/** Ids and secrets of a history: like the real ones in form and order, and the same again from the same seed. */
import { createHmac } from 'node:crypto';
import type { Ids } from '../devices/ids.js';
import type { Instant } from '../domain/instant.js';

const hex = Buffer.from('0123456789abcdef');
const letters = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');

/** Whole numbers of 32 bits: sfc32, quick and long enough for millions of ids. */
function makeThrows(seed: number): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, seed >>> 0, 1];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let warm = 0; warm < 12; warm += 1) next();
  return next;
}

export interface HistoryIds extends Ids {
  /** A fresh key of a seal. */
  key(): string;
}

/** HMAC-SHA256, hex, as the office's own seals are. */
export function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Ids by the simulated clock and a seed. */
export function makeHistoryIds(seed: number, now: () => Instant): HistoryIds {
  const next = makeThrows(seed);
  // written as bytes: a text that is put together of pieces is copied once more by whoever looks it up
  const scratch = Buffer.alloc(64);
  /** Throws as text: so many signs of each, of so many bits. */
  function text(length: number, signs: Buffer, ofEach: number, bitsOfEach: number): string {
    for (let from = 0; from < length; from += ofEach) {
      let bits = next();
      for (let at = from; at < Math.min(length, from + ofEach); at += 1) {
        scratch[at] = signs[bits & (signs.length - 1)] ?? 0;
        bits >>>= bitsOfEach;
      }
    }
    return scratch.toString('latin1', 0, length);
  }
  const token = (length: number) => text(length, letters, 5, 6);
  let lastMs = 0;
  let lastText = '';
  let count = 0;
  return {
    id() {
      const at = now();
      count = at === lastMs ? count + 1 : 0;
      if (at !== lastMs) lastText = at.toString(36).padStart(9, '0');
      lastMs = at;
      return `${lastText}${count.toString(36).padStart(3, '0')}${text(16, hex, 8, 4)}`;
    },
    token: () => token(22),
    key: () => token(43),
    seal(text) {
      const key = token(43);
      return { key, mac: hmac(key, text) };
    },
  };
}

/**
 * Anchors: the head of the journal as it was at a moment, kept outside the database. A journal that was rewritten from
 * some entry on, with all its seals made again, is still not the journal that the anchor saw.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { Instant } from '../domain/instant.js';
import { instantText, textInstant } from './instant.js';

export interface Anchor {
  officeId: string;
  seq: number;
  hash: string;
  at: Instant;
}

/** A power cut may leave the last line unfinished: it was never an anchor, and the next one must not be glued to it. */
function dropUnfinished(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) truncateSync(file, whole);
}

/** Adds a line `officeId seq hash at` to the file and waits until it is on the disk. */
export function appendAnchor(file: string, { officeId, seq, hash, at }: Anchor): void {
  dropUnfinished(file);
  const handle = openSync(file, 'a', 0o600);
  try {
    writeSync(handle, `${officeId} ${seq} ${hash} ${instantText(at)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a new file of anchors, oldest first. Throws when there is one already. */
export function writeAnchors(file: string, anchors: readonly Anchor[]): void {
  const text = anchors.map(({ officeId, seq, hash, at }) => `${officeId} ${seq} ${hash} ${instantText(at)}\n`).join('');
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
}

const line = /^(\S+) (\d+) ([0-9a-f]{64}) (\S+)$/;

/**
 * The anchors of a file, oldest first; none when there is no file. A last line that a power cut left unfinished is
 * passed over, any other line that is no anchor throws with its number.
 */
export function readAnchors(file: string): Anchor[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // what follows the last line feed is empty, or was never finished
  lines.pop();
  return lines.map((text, index) => {
    const [, officeId, seq, hash, at] = line.exec(text) ?? [];
    if (officeId === undefined || seq === undefined || hash === undefined || at === undefined) {
      throw new Error(`Line ${index + 1} of ${file} is no anchor.`);
    }
    return { officeId, seq: Number(seq), hash, at: textInstant(at) };
  });
}

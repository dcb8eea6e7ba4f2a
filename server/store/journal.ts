/**
 * The journal's chain: how an entry is sealed to the one before it. The commit and the verification share this one
 * function, so what is checked is what was written.
 */
import { hash } from 'node:crypto';

/** An entry as its row stores it: every field as text or number, nothing serialised again. */
export interface StoredEntry {
  officeId: string;
  seq: number;
  at: string;
  kind: string;
  actor: string;
  visitId: string | null;
  data: string;
}

/** One field: its length in UTF-8 bytes, a colon, the text; a missing one is a dash. No two lists of fields look alike. */
function field(text: string | null): string {
  return text === null ? '-' : `${Buffer.byteLength(text)}:${text}`;
}

/**
 * sha-256, hex, of the previous entry's hash (empty for the first of an office) and the entry's fields in the order
 * officeId, seq, at, kind, actor, visitId, data, one per line, each with its length before it.
 */
export function seal(previous: string, entry: StoredEntry): string {
  return hash(
    'sha256',
    `${field(previous)}\n${field(entry.officeId)}\n${field(String(entry.seq))}\n${field(entry.at)}\n` +
      `${field(entry.kind)}\n${field(entry.actor)}\n${field(entry.visitId)}\n${field(entry.data)}`,
  );
}

/**
 * The journal's chain: how an entry is sealed to the one before it. The commit and the verification share it, so what is
 * checked is what was written.
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

/** What of an entry is sealed: its fields in this order, one per line, each with its length before it. */
function textOf(entry: StoredEntry): string {
  return (
    `${field(entry.officeId)}\n${field(String(entry.seq))}\n${field(entry.at)}\n` +
    `${field(entry.kind)}\n${field(entry.actor)}\n${field(entry.visitId)}\n${field(entry.data)}`
  );
}

/**
 * The same text as an expression over the columns of a row: who proves millions of entries reads one text of each, of the
 * bytes as they are stored, and not eight values.
 */
export const storedText = `concat(${['officeId', 'seq', 'at', 'kind', 'actor', 'visitId', 'data']
  .map((column) =>
    column === 'visitId'
      ? `coalesce(octet_length(visitId) || ':' || visitId, '-')`
      : `octet_length("${column}"), ':', "${column}"`,
  )
  .join(', char(10), ')})`;

/** sha-256, hex, of the previous entry's hash (empty for the first of an office), its length before it, and the text. */
export function sealText(previous: string, text: string): string {
  return hash('sha256', `${field(previous)}\n${text}`);
}

/**
 * The hash of an entry: over the previous one's, and its fields in the order officeId, seq, at, kind, actor, visitId,
 * data.
 */
export function seal(previous: string, entry: StoredEntry): string {
  return sealText(previous, textOf(entry));
}

/**
 * The closing sheet of a day names the journal's head, which only the writer knows: the generator leaves a place for it,
 * and the writer fills it in.
 */
import type { Value } from '../store/columns.js';
import { readableHash } from '../domain/paper/daySheet.js';
import type { Head } from '../store/commit.js';

/** A head that no journal has. */
export const closingPlace: Head = { revision: 0, seq: 888_888_888_888, hash: 'x'.repeat(64) };

const placeSeq = String(closingPlace.seq);

/** The data of the sheet's entry with the head in its place. */
export function dataWithHead(data: string, { seq, hash }: Pick<Head, 'seq' | 'hash'>): string {
  return data.replace(placeSeq, String(seq)).replace(closingPlace.hash, hash);
}

/** The values of a print job with the head on its paper. */
export function paperWithHead(values: readonly Value[], { seq, hash }: Pick<Head, 'seq' | 'hash'>): Value[] {
  const lines = readableHash(hash);
  const [place = ''] = readableHash(closingPlace.hash);
  return values.map((value) => {
    if (typeof value !== 'string' || !value.includes(placeSeq)) return value;
    const withSeq = value.replace(placeSeq, String(seq));
    return lines.reduce((text, line) => text.replace(place, line), withSeq);
  });
}

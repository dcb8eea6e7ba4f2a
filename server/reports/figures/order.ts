/** Lengths in their order, whole: for a list that is asked by length. */

/** Two digits of eleven bits hold 70 minutes in milliseconds, three whatever 32 bits hold. */
const digit = 2048;
const digitBits = 11;

/** Lengths in their order, the shortest first, and whose each is. */
export interface Ordered {
  lengths: Int32Array;
  rows: Uint32Array;
}

/** Puts lengths in order; a row with a negative length has none and is left out. */
export function ordered(lengths: Int32Array): Ordered {
  let size = 0;
  let longest = 0;
  for (let row = 0; row < lengths.length; row += 1) {
    const length = lengths[row] ?? -1;
    if (length >= 0) size += 1;
    if (length > longest) longest = length;
  }
  let from = { lengths: new Int32Array(size), rows: new Uint32Array(size) };
  let to = { lengths: new Int32Array(size), rows: new Uint32Array(size) };
  let put = 0;
  for (let row = 0; row < lengths.length; row += 1) {
    const length = lengths[row] ?? -1;
    if (length < 0) continue;
    from.lengths[put] = length;
    from.rows[put] = row;
    put += 1;
  }
  for (let shift = 0; shift < 32 && longest >>> shift > 0; shift += digitBits) {
    sortByDigit(from, to, shift);
    [from, to] = [to, from];
  }
  return from;
}

/** One pass of a radix sort: stable, from the lowest digit up. */
function sortByDigit(from: Ordered, to: Ordered, shift: number): void {
  const { lengths, rows } = from;
  const places = new Uint32Array(digit);
  for (let at = 0; at < lengths.length; at += 1) {
    const value = ((lengths[at] ?? 0) >>> shift) & (digit - 1);
    places[value] = (places[value] ?? 0) + 1;
  }
  let place = 0;
  for (let value = 0; value < digit; value += 1) {
    const count = places[value] ?? 0;
    places[value] = place;
    place += count;
  }
  for (let at = 0; at < lengths.length; at += 1) {
    const length = lengths[at] ?? 0;
    const value = (length >>> shift) & (digit - 1);
    const put = places[value] ?? 0;
    to.lengths[put] = length;
    to.rows[put] = rows[at] ?? 0;
    places[value] = put + 1;
  }
}

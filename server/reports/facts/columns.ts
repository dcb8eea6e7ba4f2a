/**
 * Columns of numbers as bytes and back, each in the narrowest form that holds it: five years are read for one report, and
 * reading is most of that. What widens a column again is the machine's own copying of typed arrays, hardly ever a loop.
 */

/** How the numbers of a column lie. `few`: the rows that differ from the base, each with its number. */
const forms = { plain: 0, same: 1, few: 2, bytes: 3, shorts: 4 } as const;
/** A form is told in so many values, beside how many numbers are stored. */
const formsAtMost = 8;

/** Count; form and how many are stored; base. */
const headBytes = 16;

/** Stands for the distance of «none», which is 0. */
const none = -(2 ** 31);
const farthest = 2 ** 31 - 1;

/** Every column begins at a multiple of eight. */
const padded = (bytes: number) => Math.ceil(bytes / 8) * 8;

type Packable = Float32Array | Int32Array | Uint16Array | Uint8Array;

interface Part {
  stored: Packable | Float64Array | Int8Array | Int16Array;
  count: number;
  form: number;
  base: number;
}

const areWithin = (column: Packable, least: number, most: number) =>
  column.every((value: number) => value >= least && value <= most && Number.isInteger(value));

/** What most rows of a mostly empty column say: no length, nothing of that kind. */
const emptyOf = (column: Packable) => (column instanceof Int32Array ? -1 : 0);

/** A mostly empty column as its other rows; null when that is no shorter. */
function fewOf(column: Packable): Part | null {
  const base = emptyOf(column);
  const others: number[] = [];
  column.forEach((value: number, row: number) => {
    if (value !== base) others.push(row, value);
  });
  if (others.length * Int32Array.BYTES_PER_ELEMENT >= column.length) return null;
  return { stored: Int32Array.from(others), count: column.length, form: forms.few, base };
}

function packed(column: Packable): Part {
  const count = column.length;
  const [first] = column;
  if (first !== undefined && column.every((value: number) => value === first))
    return { stored: new Uint8Array(0), count, form: forms.same, base: first };
  const few = column instanceof Float32Array ? null : fewOf(column);
  if (few !== null) return few;
  const as = (stored: Part['stored'], form: number): Part => ({ stored, count, form, base: 0 });
  if (column instanceof Uint16Array && areWithin(column, 0, 255)) return as(Uint8Array.from(column), forms.bytes);
  if (column instanceof Int32Array || column instanceof Float32Array) {
    if (areWithin(column, -128, 127)) return as(Int8Array.from(column), forms.bytes);
    if (areWithin(column, -0x8000, 0x7fff)) return as(Int16Array.from(column), forms.shorts);
  }
  return as(column, forms.plain);
}

/** Takes columns one after another. */
export function columnWriter() {
  const parts: Part[] = [];
  return {
    put: (column: Packable) => void parts.push(packed(column)),
    /** Whole numbers far from 0 and near each other, or 0. */
    near(column: Float64Array) {
      const base = column.find((value) => value !== 0) ?? 0;
      const isNear = column.every((value) => {
        const distance = value - base;
        return value === 0 || (Number.isSafeInteger(distance) && distance > none && distance <= farthest);
      });
      const count = column.length;
      if (!isNear) return void parts.push({ stored: column, count, form: forms.plain, base: NaN });
      const distances = Int32Array.from(column, (value) => (value === 0 ? none : value - base));
      parts.push({ stored: new Uint8Array(0), count, form: forms.same, base }, packed(distances));
    },
    bytes(): Uint8Array {
      const size = parts.reduce((sum, { stored }) => sum + headBytes + padded(stored.byteLength), 0);
      const bytes = new Uint8Array(size);
      const view = new DataView(bytes.buffer);
      let at = 0;
      for (const { stored, count, form, base } of parts) {
        view.setUint32(at, count, true);
        view.setUint32(at + 4, stored.length * formsAtMost + form, true);
        view.setFloat64(at + 8, base, true);
        bytes.set(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength), at + headBytes);
        at += headBytes + padded(stored.byteLength);
      }
      return bytes;
    },
  };
}

/** Gives columns in the order in which they were taken. They may lie in `bytes`, which must not change. */
export function columnReader(bytes: Uint8Array) {
  // columns are looked at where they lie, which asks for their alignment
  const { buffer, byteOffset } = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(buffer, byteOffset, bytes.byteLength);
  let at = 0;
  let count = 0;
  let form = 0;
  let stored = 0;
  let base = 0;

  /** The head of the next column. */
  function head(): void {
    count = view.getUint32(at, true);
    const said = view.getUint32(at + 4, true);
    form = said % formsAtMost;
    stored = (said - form) / formsAtMost;
    base = view.getFloat64(at + 8, true);
    at += headBytes;
  }
  /** Where it lies; goes on to the one after it. */
  function place(width: number): number {
    const from = byteOffset + at;
    at += padded(stored * width);
    return from;
  }
  /** Rows and numbers in turn. */
  const others = () => new Int32Array(buffer, place(4), stored);
  const narrow = () =>
    form === forms.bytes ? new Int8Array(buffer, place(1), stored) : new Int16Array(buffer, place(2), stored);

  function ints(): Int32Array {
    head();
    if (form === forms.plain) return new Int32Array(buffer, place(4), count);
    if (form === forms.bytes || form === forms.shorts) return new Int32Array(narrow());
    const column = new Int32Array(count).fill(base);
    if (form === forms.few) {
      const said = others();
      for (let one = 0; one < said.length; one += 2) column[said[one] ?? 0] = said[one + 1] ?? 0;
    }
    return column;
  }

  return {
    ints,
    near(): Float64Array {
      head();
      if (form === forms.plain) return new Float64Array(buffer, place(8), count);
      const from = base;
      const distances = ints();
      const column = new Float64Array(count);
      for (let row = 0; row < count; row += 1) {
        const distance = distances[row] ?? none;
        column[row] = distance === none ? 0 : from + distance;
      }
      return column;
    },
    floats(): Float32Array {
      head();
      if (form === forms.plain) return new Float32Array(buffer, place(4), count);
      return form === forms.same ? new Float32Array(count).fill(base) : new Float32Array(narrow());
    },
    words(): Uint16Array {
      head();
      if (form === forms.plain) return new Uint16Array(buffer, place(2), count);
      if (form === forms.bytes) return new Uint16Array(new Uint8Array(buffer, place(1), count));
      const column = new Uint16Array(count).fill(base);
      if (form === forms.few) {
        const said = others();
        for (let one = 0; one < said.length; one += 2) column[said[one] ?? 0] = said[one + 1] ?? 0;
      }
      return column;
    },
    bytes(): Uint8Array {
      head();
      if (form === forms.plain) return new Uint8Array(buffer, place(1), count);
      const column = new Uint8Array(count).fill(base);
      if (form === forms.few) {
        const said = others();
        for (let one = 0; one < said.length; one += 2) column[said[one] ?? 0] = said[one + 1] ?? 0;
      }
      return column;
    },
  };
}

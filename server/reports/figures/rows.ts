/** Rows gathered over any number of days, column by column: numbers and codes in typed arrays that grow. */

const atFirst = 1024;

export class Rows {
  length = 0;
  readonly numbers: Int32Array[];
  readonly codes: Uint16Array[];

  /** So many columns of numbers, and of codes. */
  constructor(numbers: number, codes: number) {
    this.numbers = Array.from({ length: numbers }, () => new Int32Array(atFirst));
    this.codes = Array.from({ length: codes }, () => new Uint16Array(atFirst));
  }

  /** Makes room for so many rows more; columns are asked for anew afterwards. */
  room(more: number): void {
    const size = this.length + more;
    const has = this.codes[0]?.length ?? 0;
    if (size <= has) return;
    const next = Math.max(size, has * 2);
    this.numbers.forEach((old, at) => {
      const column = new Int32Array(next);
      column.set(old);
      this.numbers[at] = column;
    });
    this.codes.forEach((old, at) => {
      const column = new Uint16Array(next);
      column.set(old);
      this.codes[at] = column;
    });
  }

  /** A column of numbers, as long as the rows. */
  number(at: number): Int32Array {
    return (this.numbers[at] ?? new Int32Array(0)).subarray(0, this.length);
  }

  /** A column of codes, as long as the rows. */
  code(at: number): Uint16Array {
    return (this.codes[at] ?? new Uint16Array(0)).subarray(0, this.length);
  }
}

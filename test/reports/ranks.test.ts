import { describe, expect, it } from 'vitest';
import { columnReader, columnWriter } from '../../server/reports/facts/columns.js';
import { boxed, spreadsOf } from '../../server/reports/figures/ranks.js';
import fc from '../support/chance.js';

/** A length: none, short ones, minutes, hours, and as long as a column holds. */
const length = fc.oneof(
  fc.constant(-1),
  fc.nat(300),
  fc.nat(20 * 60_000),
  fc.nat(5 * 3_600_000),
  fc.constant(2 ** 31 - 1),
);

/** The spread as anybody would work it out on paper. */
function onPaper(lengths: readonly number[]) {
  const row = lengths.filter((one) => one >= 0).sort((one, other) => one - other);
  const count = row.length;
  if (count === 0) return { count, meanMs: null, medianMs: null, p90Ms: null, maxMs: null };
  const sum = row.reduce((total, one) => total + one, 0);
  const shorter = (one: number) => row.filter((other) => other <= one).length;
  return {
    count,
    meanMs: sum / count,
    medianMs: count % 2 === 1 ? row[(count - 1) / 2]! : (row[count / 2 - 1]! + row[count / 2]!) / 2,
    p90Ms: row.find((one) => shorter(one) * 10 >= count * 9)!,
    maxMs: row[count - 1]!,
  };
}

describe('the spread of lengths', () => {
  it('of every group is exact, however many groups and rows there are and however few have a length', () => {
    const rows = fc.array(fc.record({ length, group: fc.nat(400) }), { maxLength: 300 });
    fc.assert(
      fc.property(rows, fc.constantFrom(1, 2, 7, 401), fc.constantFrom(0, 900), (some, groups, empty) => {
        const all = [...some, ...Array.from({ length: empty }, () => ({ length: -1, group: 0 }))];
        const lengths = boxed(Int32Array.from(all, (one) => one.length));
        const groupOf = all.map(({ group }) => group % groups);
        const expected = Array.from({ length: groups }, (_, group) =>
          onPaper(all.filter((_row, at) => groupOf[at] === group).map((one) => one.length)),
        );
        expect(spreadsOf(lengths, Uint16Array.from(groupOf), groups)).toEqual(expected);
        expect(spreadsOf(lengths, null, 1)).toEqual([onPaper(all.map((one) => one.length))]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('columns', () => {
  const whole = fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -200, max: 200 }), fc.integer());
  const instant = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1_600_000_000_000, max: 1_600_000_100_000 }),
    fc.constantFrom(1, 2 ** 45 + 0.5),
  );
  const column = fc.oneof(
    fc.array(whole, { maxLength: 40 }).map((values) => Int32Array.from(values)),
    fc.tuple(whole, fc.nat(40)).map(([value, count]) => new Int32Array(count).fill(value)),
    fc.array(fc.oneof(fc.nat(255), fc.nat(0xffff)), { maxLength: 40 }).map((values) => Uint16Array.from(values)),
    fc.array(fc.oneof(fc.constant(0), fc.nat(255)), { maxLength: 40 }).map((values) => Uint8Array.from(values)),
    fc.array(fc.constantFrom(-1, 2, 15, 0.5, 40_000), { maxLength: 40 }).map((values) => Float32Array.from(values)),
    fc.array(instant, { maxLength: 40 }).map((values) => Float64Array.from(values)),
  );

  it('of any numbers come back as they were, in their order and from wherever they lie', () => {
    fc.assert(
      fc.property(fc.array(column, { maxLength: 12 }), fc.nat(9), (columns, at) => {
        const write = columnWriter();
        for (const one of columns)
          if (one instanceof Float64Array) write.near(one);
          else write.put(one);
        const bytes = write.bytes();
        const elsewhere = new Uint8Array(bytes.length + at);
        elsewhere.set(bytes, at);
        const read = columnReader(elsewhere.subarray(at));
        for (const one of columns) {
          if (one instanceof Float64Array) expect(read.near()).toEqual(one);
          else if (one instanceof Float32Array) expect(read.floats()).toEqual(one);
          else if (one instanceof Int32Array) expect(read.ints()).toEqual(one);
          else if (one instanceof Uint16Array) expect(read.words()).toEqual(one);
          else expect(read.bytes()).toEqual(one);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('that are nearly all the same are short', () => {
    const write = columnWriter();
    const misses = new Uint8Array(500);
    misses[7] = 2;
    write.put(misses);
    write.put(new Int32Array(500).fill(-1));
    write.put(new Float32Array(500).fill(15));
    expect(write.bytes().length).toBeLessThan(100);
  });
});

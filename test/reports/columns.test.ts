/** Columns of kept days: each lies as narrow as it can, and no number at the edge of a form is another one afterwards. */
import { describe, expect, it } from 'vitest';
import { columnReader, columnWriter } from '../../server/reports/facts/columns.js';

function written(put: (to: ReturnType<typeof columnWriter>) => void) {
  const to = columnWriter();
  put(to);
  return to.bytes();
}
/** Enough rows of no pattern between these that none of them is an exception. */
const among = (...values: number[]) => Array.from({ length: 64 }, (_, row) => values[(row * row) % values.length] ?? 0);

describe('numbers that are far from nothing and near each other', () => {
  const first = Date.UTC(2026, 10, 22);
  const most = 2 ** 31 - 1;
  it.each([
    ['as far apart as a distance is told', [first, first + most, first - most]],
    ['a step further on', [first, first + most + 1]],
    ['a step further back, where the mark of nothing stands', [first, first - most - 1]],
    ['two steps further back', [first, first - most - 2]],
    ['a day and a year apart', [first, first + 86_400_000, first + 365 * 86_400_000]],
    ['parts of a whole', [first, first + 0.5]],
    ['none at all among them', [0, first, 0, first + 1]],
    ['none but none', [0, 0, 0]],
    ['too great to be counted in ones', [1, 2 ** 53]],
  ])('come back: %s', (_, values) => {
    for (const column of [values, [...values].reverse(), among(...values)]) {
      const bytes = written((to) => to.near(Float64Array.from(column)));
      expect([...columnReader(bytes).near()]).toEqual(column);
    }
  });
});

describe('small numbers', () => {
  it.each([
    [[-128, 127]],
    [[-129, 127]],
    [[-128, 128]],
    [[-32_768, 32_767]],
    [[-32_769, 32_767]],
    [[-32_768, 32_768]],
    [[-(2 ** 31), 2 ** 31 - 1]],
    [[-1, 5]],
  ])('come back: %j', (values) => {
    for (const column of [values, among(...values), [...values, ...values.map(() => -1)]]) {
      const bytes = written((to) => to.put(Int32Array.from(column)));
      expect([...columnReader(bytes).ints()]).toEqual(column);
      const asFloats = written((to) => to.put(Float32Array.from(column)));
      expect([...columnReader(asFloats).floats()]).toEqual([...Float32Array.from(column)]);
    }
  });

  it.each([[[0, 255]], [[0, 256]], [[1, 65_535]], [[7, 7]]])('that name a place come back: %j', (values) => {
    for (const column of [values, among(...values), [...values, ...among(0)]]) {
      const bytes = written((to) => to.put(Uint16Array.from(column)));
      expect([...columnReader(bytes).words()]).toEqual(column);
    }
  });

  it('with parts of a whole come back', () => {
    const column = among(0.5, 20, -1);
    const bytes = written((to) => to.put(Float32Array.from(column)));
    expect([...columnReader(bytes).floats()]).toEqual(column);
  });
});

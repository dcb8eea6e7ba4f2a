/** How long a key must wait after wrong passwords, until when that is remembered, and how many keys are. */
import { expect, it } from 'vitest';
import { delayMs, makePatience } from '../../server/doors/patience.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** So many tries cost nothing, and so many keys are remembered. */
const [free, most] = [4, 20_000];

it('the first wrong tries cost nothing, then each doubles the wait, up to a quarter of an hour', () => {
  const waits = [1, 2, 3, 4].map((more) => delayMs(free + more));
  expect(delayMs(free)).toBe(0);
  expect(waits).toEqual([1000, 2000, 4000, 8000]);
  expect(delayMs(free + 10)).toBe(512_000);
  expect(delayMs(free + 11)).toBe(15 * minuteMs);
  // however often it is tried
  expect(delayMs(10_000)).toBe(15 * minuteMs);
});

it('a key waits from its last try on, is forgotten by a right password, and no other key waits for it', () => {
  const patience = makePatience();
  for (let failures = 1; failures <= 8; failures += 1) expect(patience.note('anna', 0)).toBe(failures);
  const wait = delayMs(8);
  expect([patience.waitMs('anna', 0), patience.waitMs('anna', wait - 1), patience.waitMs('anna', wait)]).toEqual([
    wait,
    1,
    0,
  ]);
  expect(patience.waitMs('boris', 0)).toBe(0);
  patience.forget('anna');
  expect(patience.waitMs('anna', 0)).toBe(0);
  expect(patience.note('anna', 0)).toBe(1);
});

it('without another try for an hour the failures are forgotten, and not a moment before', () => {
  const patience = makePatience();
  for (let failures = 1; failures <= 8; failures += 1) patience.note('anna', 0);
  expect(patience.note('anna', hourMs)).toBe(9);
  expect(patience.note('anna', 2 * hourMs)).toBe(10);
  expect(patience.note('anna', 3 * hourMs + 1)).toBe(1);
});

it('whatever is tried, the memory is bounded: of too many keys the one longest without a try is forgotten', () => {
  const patience = makePatience();
  for (let failures = 0; failures < 8; failures += 1) {
    patience.note('oldest', 0);
    patience.note('again', 0);
  }
  for (let key = 2; key < most; key += 1) patience.note(`key-${key}`, 1);
  expect([patience.waitMs('oldest', 1), patience.waitMs('again', 1)].every((wait) => wait > 0)).toBe(true);
  // tried once more: now it is the newest
  patience.note('again', 1);
  patience.note('one more', 1);
  expect(patience.waitMs('oldest', 1)).toBe(0);
  expect(patience.waitMs('again', 1)).toBeGreaterThan(0);
});

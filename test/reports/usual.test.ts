/** What a usual day had reached by this time is told by the last eight days of reception of the same weekday. */
import { expect, it } from 'vitest';
import { usual } from '../../server/reports/figures/usual.js';
import { journalOf, madeVisit } from './dayfacts.js';
import { worldOf } from './figuresworld.js';

/** Friday, 15 February 2013, noon in Moscow. */
const noon = Date.UTC(2013, 1, 15, 8);
const weekMs = 7 * 86_400_000;
const hourMs = 3_600_000;

/** So many Fridays before this one: on the first of them, going back, one visit was served by noon, then two, and on. */
function before(fridays: number) {
  const days = Array.from({ length: fridays }, (_, place) => {
    const at = noon - (place + 1) * weekMs;
    const visits = Array.from({ length: place + 1 }, () => madeVisit(at - 2 * hourMs));
    // served in the afternoon: not by this time
    const later = madeVisit(at + hourMs);
    const day = new Date(at).toISOString().slice(0, 10);
    return { day, visits: [...visits, later], receptions: [], steps: [], shifts: [], events: [] };
  });
  const journal = journalOf(days.reverse());
  return usual(worldOf({ zone: 'Europe/Moscow', now: noon, days: journal }), journal);
}

it('of ten Fridays the nearest eight count, each up to this time of the day', () => {
  expect(before(0)).toEqual({ days: 0, served: null, inTime: null });
  expect(before(3)).toMatchObject({ days: 3, served: 2, inTime: { within: 6, of: 6 } });
  expect(before(10)).toMatchObject({ days: 8, served: 4.5, inTime: { within: 36, of: 36 } });
});

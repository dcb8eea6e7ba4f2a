import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CalendarLists } from '../../server/contract/index';
import {
  formOf,
  kindOf,
  listsOf,
  mergedYear,
  painted,
  proposed,
  workingDaysOf,
  yearRead,
} from '../../operator/settings/year';

const file = new URL('../../server/regulations/working-calendar-ru.json', import.meta.url);
const text = readFileSync(file, 'utf8');
const known = Object.entries<CalendarLists>(JSON.parse(text)).map(([year, lists]) => ({ year: Number(year), lists }));
const empty = { days: {}, workingDays5: 0 };

describe('a year of the working calendar', () => {
  it('every known year goes into the form and comes out the same, and its marks make its sum', () => {
    for (const { year, lists } of known) {
      const form = formOf(lists);
      expect(listsOf(form), String(year)).toEqual(lists);
      expect(workingDaysOf(year, form), String(year)).toBe(lists.workingDays5);
    }
  });
  it('a day takes the brush, and the same brush takes it back', () => {
    const friday = painted(empty, '2027-01-01', 'off');
    expect(kindOf(friday, '2027-01-01')).toEqual({ kind: 'off', isUsual: false });
    expect(painted(friday, '2027-01-01', 'off')).toEqual(empty);
    expect(painted(friday, '2027-01-01', 'work')).toEqual(empty);
    expect(painted(empty, '2027-01-01', 'work')).toEqual(empty);
  });
  it('a Saturday is a holiday that falls there, a working day or a short one', () => {
    const saturday = '2027-01-02';
    expect(listsOf(painted(empty, saturday, 'off')).holidaysOnWeekend).toEqual([saturday]);
    expect(listsOf(painted(empty, saturday, 'work')).workingWeekends).toEqual([saturday]);
    const short = listsOf(painted(empty, saturday, 'short'));
    expect([short.workingWeekends, short.shortDays]).toEqual([[saturday], [saturday]]);
  });
  it('a year that nobody gave begins with the holidays that every year had, and with no sum', () => {
    const fresh = proposed(2027, known);
    expect(kindOf(fresh, '2027-01-01').kind).toBe('off');
    expect(kindOf(fresh, '2027-06-12')).toEqual({ kind: 'off', isUsual: false });
    expect(kindOf(fresh, '2027-12-31').kind).toBe('work');
    expect(fresh.workingDays5).toBe(0);
    expect(proposed(2012, known)).toEqual(empty);
  });
  it('of two who mark it, neither takes back a day of the other', () => {
    const seen = painted(empty, '2027-01-01', 'off');
    const mine = painted(painted(seen, '2027-01-01', 'off'), '2027-03-08', 'off');
    const theirs = { ...painted(seen, '2027-05-03', 'off'), workingDays5: 247 };
    expect(mergedYear(seen, mine, theirs)).toEqual({
      days: { '2027-03-08': 'off', '2027-05-03': 'off' },
      workingDays5: 247,
    });
  });
  it('is read from a file of one year or of many, and from no other file', () => {
    const [lists] = known.filter(({ year }) => year === 2026).map((one) => one.lists);
    expect(yearRead(text, 2026)).toEqual(yearRead(JSON.stringify(lists), 2026));
    expect(yearRead(text, 2026)?.workingDays5).toBe(247);
    const faulty = { ...lists, shortDays: ['2026-02-30'] };
    const bad = ['', '[]', '{"2027":{}}', JSON.stringify(faulty), JSON.stringify({ ...lists, workingDays5: '247' })];
    expect(bad.map((one) => yearRead(one, 2026))).toEqual(bad.map(() => null));
    expect(yearRead(JSON.stringify(lists), 2027)).toBe(null);
  });
});

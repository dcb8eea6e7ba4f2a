import { describe, expect, it } from 'vitest';
import {
  addCalendarDays,
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  term,
  weekdayOf,
  withOwnDays,
} from '../../server/domain/calendar.js';
import { loadCalendar } from '../../server/regulations/calendar.js';
import { calendarOf } from '../../server/domain/yearlists.js';
import json from '../../server/regulations/working-calendar-ru.json' with { type: 'json' };
import fc from '../support/chance.js';

const calendar = calendarOf(loadCalendar('working-calendar-ru.json', json));
const millisecondsOfDay = 86_400_000;
const days = fc
  .integer({ min: -20_000, max: 40_000 })
  .map((n) => new Date(n * millisecondsOfDay).toISOString().slice(0, 10));

describe('terms of the law', () => {
  it('a complaint registered on 25.04.2013 is decided by 23.05.2013, and a fast one by 07.05.2013', () => {
    expect(term(calendar, { n: 15, unit: 'workingDay', from: '2013-04-25' })).toEqual({ due: '2013-05-23' });
    expect(term(calendar, { n: 5, unit: 'workingDay', from: '2013-04-25' })).toEqual({ due: '2013-05-07' });
  });
  it('a cabinet asked for on 27.12.2013 is answered by 13.01.2014, on 06.02.2014 by 13.02.2014', () => {
    expect(addWorkingDays(calendar, '2013-12-27', 5)).toEqual({ due: '2014-01-13' });
    expect(addWorkingDays(calendar, '2014-02-06', 5)).toEqual({ due: '2014-02-13' });
  });
  it('two weeks for resubmission are fourteen calendar days, whatever day they end on', () => {
    expect(term(calendar, { n: 14, unit: 'calendarDay', from: '2013-02-15' })).toEqual({ due: '2013-03-01' });
    expect(term(calendar, { n: 14, unit: 'calendarDay', from: '2012-12-29' })).toEqual({ due: '2013-01-12' });
  });
  it('a term of no days ends on the day itself', () => {
    expect(term(calendar, { n: 0, unit: 'calendarDay', from: '2013-02-16' })).toEqual({ due: '2013-02-16' });
    expect(term(calendar, { n: 0, unit: 'workingDay', from: '2013-02-16' })).toEqual({ due: '2013-02-16' });
  });
  it.each([
    ['2012-02-15', '2012-02-15'],
    ['2013-02-15', '2013-02-15'],
    ['2014-02-15', '2014-02-17'],
    ['2014-11-15', '2014-11-17'],
    ['2015-02-15', '2015-02-16'],
  ])('a filing date that falls on %s is %s', (day, moved) => {
    expect(nextWorkingDay(calendar, day)).toEqual({ due: moved });
  });
  it('are undetermined, not guessed, when the calendar lacks the year', () => {
    expect(addWorkingDays(calendar, '2026-12-30', 5)).toEqual({ undetermined: 2027 });
    expect(term(calendar, { n: 2, unit: 'workingDay', from: '2026-12-29' })).toEqual({ undetermined: 2027 });
    expect(isWorkingDay(calendar, '2027-03-01')).toEqual({ undetermined: 2027 });
    expect(nextWorkingDay(calendar, '2011-12-31')).toEqual({ undetermined: 2011 });
  });
  it('that end before the missing year are determined', () => {
    expect(addWorkingDays(calendar, '2026-12-29', 1)).toEqual({ due: '2026-12-30' });
  });
});

describe('working days', () => {
  it.each([
    ['2012-12-29', true, 'a Saturday worked instead of 31.12'],
    ['2012-12-31', false, 'a Monday moved'],
    ['2013-05-02', false, 'moved from 05.01'],
    ['2013-02-15', true, 'the filing day'],
    ['2013-02-16', false, 'a Saturday'],
    ['2024-04-27', true, 'a Saturday worked instead of 29.04'],
    ['2025-11-01', true, 'a Saturday worked instead of 03.11'],
    ['2026-01-09', false, 'moved from 03.01'],
  ])('%s: %s (%s)', (day, working) => {
    expect(isWorkingDay(calendar, day)).toBe(working);
  });
  it('an office adds its own: a regional holiday, a Saturday on which it receives', () => {
    const own = withOwnDays(calendar, { off: ['2013-08-08'], on: ['2013-02-16'] });
    expect(isWorkingDay(own, '2013-08-08')).toBe(false);
    expect(isWorkingDay(own, '2013-02-16')).toBe(true);
    expect(isWorkingDay(calendar, '2013-08-08')).toBe(true);
  });
});

describe('arithmetic of days', () => {
  it('agrees with the calendar of the machine', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
        const expected = new Date(Date.parse(day) + n * millisecondsOfDay);
        expect(addCalendarDays(day, n)).toBe(expected.toISOString().slice(0, 10));
        expect(weekdayOf(day)).toBe(new Date(day).getUTCDay() || 7);
      }),
    );
  });
  it('one more working day is never earlier', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15_400, max: 20_000 }), fc.integer({ min: 0, max: 40 }), (number, n) => {
        const from = new Date(number * millisecondsOfDay).toISOString().slice(0, 10);
        const sooner = addWorkingDays(calendar, from, n);
        const later = addWorkingDays(calendar, from, n + 1);
        if ('due' in sooner && 'due' in later) expect(later.due > sooner.due).toBe(true);
      }),
    );
  });
});

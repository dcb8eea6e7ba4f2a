import { describe, expect, it } from 'vitest';
import { CalendarRefused, loadCalendar } from '../../server/regulations/calendar.js';
import json from '../../server/regulations/working-calendar-ru.json' with { type: 'json' };

type CalendarFile = Record<string, Record<string, unknown>>;
const copy = (): CalendarFile => structuredClone(json);
const refusal = (content: unknown): string => {
  try {
    loadCalendar('cal.json', content);
  } catch (error) {
    if (error instanceof CalendarRefused) return error.message;
    throw error;
  }
  return '';
};
const change = (year: string, list: string, value: unknown) => ({
  ...copy(),
  [year]: { ...copy()[year], [list]: value },
});

describe('the working calendar', () => {
  it('as shipped covers 2012 to 2026, and the sum of every year agrees', () => {
    expect([...loadCalendar('cal.json', json).keys()]).toEqual(Array.from({ length: 15 }, (_, n) => 2012 + n));
  });
  it('refuses a year whose lists do not make its number of working days', () => {
    expect(refusal(change('2013', 'workingDays5', 250))).toContain('2013.workingDays5: the lists make 247');
  });
  it('refuses a day off that is a Saturday anyway', () => {
    expect(refusal(change('2013', 'nonWorkingWeekdays', ['2013-01-05']))).toContain(
      '2013.nonWorkingWeekdays.0: 2013-01-05 is on a weekend',
    );
  });
  it('refuses a working weekend that is a Wednesday', () => {
    expect(refusal(change('2013', 'workingWeekends', ['2013-06-12']))).toContain(
      '2013.workingWeekends.0: 2013-06-12 is not on a weekend',
    );
  });
  it('refuses a day of another year', () => {
    expect(refusal(change('2013', 'shortDays', ['2014-04-30']))).toContain(
      '2013.shortDays.0: 2014-04-30 is not in 2013',
    );
  });
  it('refuses a short day that is no working day', () => {
    expect(refusal(change('2013', 'shortDays', ['2013-01-01']))).toContain(
      '2013.shortDays.0: 2013-01-01 is not a working day',
    );
  });
  it('refuses a date that does not exist, a missing list, a year of three digits, and what is no calendar', () => {
    expect(refusal(change('2013', 'shortDays', ['2013-02-30']))).toContain('2013.shortDays.0');
    const { shortDays: _, ...rest } = copy()['2013'] ?? {};
    expect(refusal({ ...copy(), 2013: rest })).toContain('2013.shortDays');
    expect(refusal({ 213: {} })).toContain('213');
    expect(refusal([])).toContain('the whole file');
  });
});

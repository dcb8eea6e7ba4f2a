import { describe, expect, it } from 'vitest';
import {
  dayInFigures,
  dayOf,
  dayTyped,
  duration,
  instantOf,
  passedBy,
  roundedUp,
  timeOfDay,
  timeTyped,
  wholeMinutes,
} from '../../operator/time';

const noon = Date.UTC(2026, 10, 21, 11, 2, 38);

describe('durations', () => {
  it('are read as minutes and seconds', () => {
    expect(duration(0)).toBe('00:00');
    expect(duration(751_999)).toBe('12:31');
    expect(duration(99 * 60_000 + 59_000)).toBe('99:59');
  });
  it('turn to hours from a hundred minutes on', () => {
    expect(duration(100 * 60_000)).toBe('1:40:00');
  });
  it('never run below nothing when a clock is a moment behind', () => {
    expect(duration(-5000)).toBe('00:00');
    expect(wholeMinutes(-1)).toBe(0);
  });
  it('carry a plus when a norm is passed', () => {
    expect(passedBy(132_000)).toBe('+02:12');
  });
});

describe('a forecast', () => {
  it('over the norm is never told as the norm itself', () => {
    expect(roundedUp(15 * 60_000 + 1000)).toBe(16);
    expect(roundedUp(17 * 60_000)).toBe(17);
  });
});

describe('a time of day', () => {
  it('is read as people write it, and is of 24 hours', () => {
    for (const typed of ['9:30', '09:30', '09.30', '9 30', '930', ' 0930 ']) expect(timeTyped(typed)).toBe('09:30');
    expect(timeTyped('17:05')).toBe('17:05');
  });
  it('is not guessed from what is none', () => {
    for (const typed of ['', '9', '14', '24:00', '12:60', '12:5', 'полдень'])
      expect(timeTyped(typed), typed).toBeNull();
  });
});

describe('instants', () => {
  it('are shown in the office’s zone, not the device’s', () => {
    expect(timeOfDay(noon, 'Europe/Moscow', true)).toBe('14:02:38');
    expect(timeOfDay(noon, 'Asia/Vladivostok', false)).toBe('21:02');
    expect(timeOfDay(Date.UTC(2026, 10, 20, 21, 5), 'Europe/Moscow', false)).toBe('00:05');
  });
  it('belong to the office’s day even when it is another day elsewhere', () => {
    expect(dayOf(Date.UTC(2026, 10, 20, 22, 0), 'Europe/Moscow')).toBe('2026-11-21');
  });
  it('are found from the time written on a paper ticket', () => {
    expect(instantOf('2026-11-21', '14:02', 'Europe/Moscow')).toBe(Date.UTC(2026, 10, 21, 11, 2));
    expect(instantOf('2013-02-15', '09:30', 'Europe/Moscow')).toBe(Date.UTC(2013, 1, 15, 5, 30));
    expect(instantOf('2026-11-21', '01:15', 'Asia/Vladivostok')).toBe(Date.UTC(2026, 10, 20, 15, 15));
  });
  it('are not guessed from what is no time', () => {
    expect(instantOf('2026-11-21', '', 'Europe/Moscow')).toBeNull();
    expect(instantOf('2026-11-21', '25:00', 'Europe/Moscow')).toBeNull();
  });
});

describe('a day', () => {
  it('is written as its reader writes it', () => {
    expect(dayInFigures('2026-11-21', 'ru')).toBe('21.11.2026');
    expect(dayInFigures('2026-11-21', 'en')).toBe('21/11/2026');
  });
  it('is read in either manner, without a year as this year’s', () => {
    for (const typed of ['21.11.2026', '21/11/2026', ' 21.11.26 ', '21.11', '21 11 2026'])
      expect(dayTyped(typed, '2026-12-01'), typed).toBe('2026-11-21');
    expect(dayTyped('1.2.2013', '2026-12-01')).toBe('2013-02-01');
  });
  it('is not guessed from what is no day of the calendar', () => {
    for (const typed of ['', '31.02.2026', '32.01.2026', '1.13.2026', 'вчера', '2026'])
      expect(dayTyped(typed, '2026-12-01'), typed).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { dateOf, dayOf, daysAhead, exactTimeOf, timeOf } from '../../kiosk/clock.js';

const at = Date.UTC(2026, 10, 20, 21, 30, 5);

describe('the clock of a screen', () => {
  it('shows the office’s zone, not the device’s', () => {
    expect(timeOf(at, 'Europe/Moscow', 'ru')).toBe('00:30');
    expect(timeOf(at, 'Asia/Vladivostok', 'en')).toBe('07:30');
    expect(exactTimeOf(at, 'Europe/Moscow', 'ru')).toBe('00:30:05');
  });

  it('names the day in the reader’s language', () => {
    expect(dateOf(at, 'Europe/Moscow', 'ru')).toBe('суббота, 21\u00a0ноября');
    expect(dateOf(at, 'Europe/Moscow', 'en')).toBe('Saturday 21\u00a0November');
  });

  it('counts days by the calendar of the zone', () => {
    expect(dayOf(at, 'Europe/Moscow')).toBe('2026-11-21');
    expect(dayOf(at, 'Europe/Kaliningrad')).toBe('2026-11-20');
    expect(daysAhead(at, at - 60 * 60_000, 'Europe/Moscow')).toBe(1);
    expect(daysAhead(at + 23 * 60 * 60_000, at, 'Europe/Moscow')).toBe(0);
  });
});

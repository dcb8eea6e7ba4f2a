import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { stampOf } from '../../server/devices/zone.js';
import { wallsOf } from '../../server/reports/walls.js';

const hourMs = 3_600_000;
/** As luxon has it. */
const offsetMs = (at: number, zone: string) => DateTime.fromMillis(at, { zone }).offset * 60_000;

describe('wall times of many instants', () => {
  it('are the zone’s own, also on the days when its clocks were changed', () => {
    const days = {
      // summer time for ever, and winter time for ever
      'Europe/Moscow': ['2011-03-27', '2013-02-15', '2014-10-26'],
      'Asia/Kolkata': ['2013-02-15'],
      // an hour forth and an hour back
      'Europe/Berlin': ['2013-03-31', '2013-10-27', '2013-07-01'],
      'Australia/Lord_Howe': ['2013-04-07', '2013-10-06'],
      // a day that never was
      'Pacific/Apia': ['2011-12-29', '2011-12-30', '2011-12-31'],
    };
    for (const [zone, dates] of Object.entries(days)) {
      const asked = (at: number) => stampOf(at, zone);
      const { wallOf, offsetOf } = wallsOf(asked);
      for (const date of dates)
        for (let at = Date.parse(date) - 26 * hourMs; at < Date.parse(date) + 26 * hourMs; at += hourMs / 4 + 1)
          expect([wallOf(at), offsetOf(at)], `${zone} ${at}`).toEqual([asked(at), offsetMs(at, zone)]);
    }
  });

  it('are asked of the zone twice a day, not for every instant', () => {
    let asked = 0;
    const { wallOf } = wallsOf((at) => ((asked += 1), stampOf(at, 'Europe/Moscow')));
    for (let count = 0; count < 1000; count += 1) wallOf(Date.UTC(2013, 1, 15) + count * 60_000);
    expect(asked).toBe(2);
  });
});

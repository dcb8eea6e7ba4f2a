import type { LocationQuery } from 'vue-router';
import { describe, expect, it } from 'vitest';
import { readAsk, comparedDays, daysOf, figuresQuery, filterQuery, fixed, writeAsk } from '../../operator/reports/ask';
import { allTickets, behindAddress, narrowed, readBehind, ticketsQuery } from '../../operator/reports/behind';
import { heatOf, isEdged } from '../../operator/reports/heat';
import {
  changeOfCount,
  changeOfShare,
  changeOfTime,
  count,
  isBad,
  isOver,
  percentOf,
  share,
} from '../../operator/reports/measure';
import { stretchBefore, stretchOf, stretchWords, stretchYearBefore } from '../../operator/reports/period';
import { dropView, keepView, readViews, renameView, writeViews } from '../../operator/reports/saved';

const today = '2014-11-21';

describe('a period', () => {
  it('is what its preset says, up to today', () => {
    expect(stretchOf('week', today, null)).toEqual({ from: '2014-11-17', until: today });
    expect(stretchOf('month', today, null)).toEqual({ from: '2014-11-01', until: today });
    expect(stretchOf('lastMonth', '2014-03-31', null)).toEqual({ from: '2014-02-01', until: '2014-02-28' });
    expect(stretchOf('quarter', today, null)).toEqual({ from: '2014-10-01', until: today });
    expect(stretchOf('fiveYears', today, null)).toEqual({ from: '2009-11-22', until: today });
    expect(stretchOf('all', today, '2013-02-15')).toEqual({ from: '2013-02-15', until: today });
    expect(stretchOf('all', today, null)).toEqual({ from: today, until: today });
  });
  it('is compared with days that are like its own', () => {
    expect(stretchBefore({ from: '2014-11-01', until: today }, 'month')).toEqual({
      from: '2014-10-01',
      until: '2014-10-21',
    });
    expect(stretchBefore({ from: today, until: today }, 'today')).toEqual({ from: '2014-11-14', until: '2014-11-14' });
    expect(stretchBefore({ from: '2014-11-17', until: today }, 'week')).toEqual({
      from: '2014-11-10',
      until: '2014-11-14',
    });
    // a whole month with a whole month, however long
    expect(stretchBefore({ from: '2014-02-01', until: '2014-02-28' }, 'lastMonth')).toEqual({
      from: '2014-01-01',
      until: '2014-01-31',
    });
    expect(stretchBefore({ from: '2014-11-05', until: '2014-11-24' }, null)).toEqual({
      from: '2014-10-16',
      until: '2014-11-04',
    });
    expect(stretchYearBefore({ from: '2012-02-01', until: '2012-02-29' })).toEqual({
      from: '2011-02-01',
      until: '2011-02-28',
    });
  });
  it('is written as its reader writes it', () => {
    expect(stretchWords({ from: '2014-11-01', until: today }, 'ru', false)).toBe('1–21 ноября 2014');
    expect(stretchWords({ from: '2014-10-01', until: '2014-10-21' }, 'ru', true)).toBe('1–21 октября');
    expect(stretchWords({ from: '2014-11-01', until: today }, 'en', false)).toBe('1–21 November 2014');
    expect(stretchWords({ from: '2014-10-28', until: '2014-11-03' }, 'ru', false)).toBe('28 окт. – 3 нояб. 2014');
  });
});

describe('an address', () => {
  it('is the view: what is read from it is written into it again', () => {
    const query = {
      from: '2014-11-01',
      until: '2014-11-21',
      compare: 'own',
      compareFrom: '2013-11-01',
      compareUntil: '2013-11-21',
      services: 'service-a,service-b',
      booths: 'booth-1',
      by: 'booth',
    };
    expect(writeAsk(readAsk(query))).toEqual(query);
    expect(writeAsk(readAsk({}))).toEqual({});
  });
  it('that makes no sense is the usual view', () => {
    const odd: LocationQuery[] = [
      { from: '2014-13-01', until: '2014-11-21' },
      { from: '2014-11-21', until: '2014-11-01' },
      { period: 'century', compare: 'own', by: 'weather', services: 'a b<script>' },
    ];
    for (const query of odd) expect(writeAsk(readAsk(query))).toEqual({});
  });
  it('with a preset moves on with the days; a copied link does not', () => {
    const ask = readAsk({ period: 'today', services: 'service-a' });
    expect(daysOf(ask, '2014-11-24', null).from).toBe('2014-11-24');
    expect(writeAsk(fixed(ask, today, null))).toEqual({ from: today, until: today, services: 'service-a' });
  });
  it('asks the office for its days, its comparison and its filters', () => {
    expect(figuresQuery(readAsk({ compare: 'none', channels: 'kiosk' }), today, null)).toEqual({
      from: '2014-11-01',
      until: today,
      channels: 'kiosk',
      compare: 'none',
    });
    expect(comparedDays(readAsk({ period: 'all' }), today, '2013-02-15')).toBeNull();
    expect(filterQuery(readAsk({}), today, null)).toEqual({ from: '2014-11-01', until: today });
  });
  it('of a list keeps the report that led there', () => {
    const ask = narrowed(readAsk({ period: 'week', by: 'booth' }), { name: 'booth', key: 'booth-3' }, null);
    const query = behindAddress(ask, { ...allTickets, show: 'late', order: 'wait', weekday: 5, hour: 11 });
    expect(query).toEqual({
      period: 'week',
      by: 'booth',
      booths: 'booth-3',
      show: 'late',
      order: 'wait',
      weekday: '5',
      hour: '11',
    });
    expect(ticketsQuery(readAsk(query), readBehind(query), today, null)).toEqual({
      from: '2014-11-17',
      until: today,
      booths: 'booth-3',
      show: 'late',
      weekday: 5,
      hour: 11,
    });
    expect(readBehind({ show: 'everything', weekday: '8', minute: '31' })).toEqual(allTickets);
  });
});

describe('a figure', () => {
  it('is written as its reader writes it', () => {
    expect(count(1286, 'ru')).toBe('1\u00a0286');
    expect(count(1286, 'en')).toBe('1,286');
    expect(share({ within: 1169, of: 1275 }, 'ru')).toBe('91,7\u00a0%');
    expect(share({ within: 1169, of: 1275 }, 'en')).toBe('91.7%');
    expect(share({ within: 0, of: 0 }, 'ru')).toBe('—');
  });
  it('is 100 per cent only of all, and 0 only of none', () => {
    expect(percentOf({ within: 9999, of: 10_000 })).toBe(99.9);
    expect(percentOf({ within: 1, of: 10_000 })).toBe(0.1);
    expect(percentOf({ within: 5, of: 5 })).toBe(100);
  });
  it('is red when more than one in ten waited too long, and never of fewer than five', () => {
    expect(isBad({ within: 89, of: 100 })).toBe(true);
    expect(isBad({ within: 90, of: 100 })).toBe(false);
    expect(isBad({ within: 1, of: 4 })).toBe(false);
  });

  it('stand in red only when what is shown is over the norm that is shown', () => {
    expect(isOver(15 * 60_000 + 999, 15 * 60_000)).toBe(false);
    expect(isOver(15 * 60_000 + 1000, 15 * 60_000)).toBe(true);
    expect(isOver(null, 15 * 60_000)).toBe(false);
    expect(isOver(1, null)).toBe(false);
  });
  it('is compared as it is shown', () => {
    expect(changeOfTime(368_900, 312_000)).toEqual({ kind: 'more', isBetter: false, amount: 56_000 });
    expect(changeOfTime(60_900, 60_100)).toEqual({ kind: 'same' });
    expect(changeOfShare({ within: 917, of: 1000 }, { within: 942, of: 1000 })).toEqual({
      kind: 'less',
      isBetter: false,
      amount: 2.5,
    });
    expect(changeOfCount(1286, 1104)).toEqual({ kind: 'more', isBetter: null, amount: 16 });
    expect(changeOfCount(5, 0)).toEqual({ kind: 'none' });
  });
});

describe('the heatmap', () => {
  const cell = (weekday: number, hour: number, medianMs: number | null, within: number, of: number) => ({
    weekday,
    hour,
    visits: of,
    begun: of,
    medianMs,
    inTime: { within, of },
  });
  it('shows working days always, the rest of the week when somebody came, and the hours between', () => {
    const heat = heatOf([cell(1, 9, 60_000, 5, 5), cell(6, 12, 600_000, 3, 5)]);
    expect(heat.hours).toEqual([9, 10, 11, 12]);
    expect(heat.rows.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(heat.rows[0]?.cells.map(({ step }) => step)).toEqual([0, 0, 0, 0]);
    expect(heat.rows[5]?.cells[3]?.step).toBe(5);
    expect(heatOf([])).toMatchObject({ hours: [], least: null });
  });
  it('edges a cell of which fewer than eighty in a hundred were in time', () => {
    expect(isEdged(cell(1, 9, 0, 79, 100))).toBe(true);
    expect(isEdged(cell(1, 9, 0, 80, 100))).toBe(false);
    expect(isEdged(cell(1, 9, null, 0, 0))).toBe(false);
  });
});

describe('a saved view', () => {
  it('is kept by its name, renamed and removed', () => {
    const views = keepView(keepView([], 'Неделя', 'period=week'), ' Окно 3 ', 'booths=booth-3');
    expect(views.map(({ name }) => name)).toEqual(['Неделя', 'Окно 3']);
    expect(readViews(writeViews(views))).toEqual(views);
    expect(keepView(views, 'неделя', 'period=month')).toHaveLength(2);
    expect(renameView(views, 'Неделя', 'Моя неделя')[0]).toEqual({ name: 'Моя неделя', query: 'period=week' });
    expect(dropView(views, 'Неделя')).toHaveLength(1);
    expect(writeViews([])).toBe('');
  });
  it('that was never ours is not read', () => {
    for (const text of ['', 'x', '{}', '[1, {"name": 2, "query": ""}]', 'null']) expect(readViews(text)).toEqual([]);
  });
});

/** The hall as a manager sees it: clocks of booths, waits on their scale, alerts in their order. */
import { describe, expect, it } from 'vitest';
import type { AlertFace, BoothNow, VisitRow } from '../../server/contract/index';
import { numberTyped } from '../../operator/alerts/fields';
import { newAlerts } from '../../operator/now/alarm';
import { alarmRows } from '../../operator/now/alarms';
import { boothClock, boothSign } from '../../operator/now/booth';
import { figuresOf, pointsOver, queuesOf, scaleOf, waitsOf } from '../../operator/now/waits';

const minute = 60_000;
const noon = 12 * 60 * minute;
const norm = { minutes: 45, ref: 'п. 36' };

const boothNow = (of: Partial<BoothNow>): BoothNow => ({
  boothId: 'b1',
  number: '1',
  state: 'free',
  operator: 'Петрова А. В.',
  since: noon - 3 * minute,
  ticket: null,
  service: null,
  norm: null,
  pauseReason: null,
  printer: 'ready',
  userId: 'u1',
  profileId: 'p1',
  profile: { ru: 'Все услуги', en: 'All services' },
  visitId: null,
  serviceId: null,
  times: 0,
  calledAt: null,
  promptAt: null,
  clockFrom: null,
  step: null,
  pausedAt: null,
  served: 0,
  ...of,
});
const row = (number: string, ageMinutes: number, of: Partial<VisitRow> = {}): VisitRow => ({
  visitId: number,
  number,
  serviceId: 's1',
  title: { ru: 'Консультация', en: 'Consultation' },
  short: { ru: 'консультация', en: 'consultation' },
  status: 'waiting',
  issuedAt: noon - ageMinutes * minute,
  startAt: noon - ageMinutes * minute,
  mine: false,
  booths: ['1'],
  stranded: false,
  willPass: false,
  forecastMs: (ageMinutes + 2) * minute,
  category: null,
  addressedTo: null,
  paperNumber: null,
  answers: { medium: null, organisations: null, persons: null, regNo: null, protocol: null },
  ...of,
});
const alert = (alertId: string, of: Partial<AlertFace> = {}): AlertFace => ({
  alertId,
  kind: 'printer',
  level: 'over',
  about: 'Принтер киоска',
  visitId: null,
  boothId: null,
  title: null,
  amount: null,
  detail: 'paperOut',
  raisedAt: noon,
  accepted: null,
  ...of,
});

describe('a booth’s clock', () => {
  it('goes on from what was spent before a hand-over, and is red only past a norm with a paragraph', () => {
    const serving = boothNow({ state: 'serving', clockFrom: noon - 47 * minute, since: noon - minute, norm });
    const { ms, bar } = boothClock(serving, noon, 0.8);
    expect(ms).toBe(47 * minute);
    expect(bar).toMatchObject({ tone: 'over', passedMs: 2 * minute });
    expect(boothSign('serving', bar).key).toBe('over');
    const target = boothClock({ ...serving, norm: { minutes: 45, ref: null } }, noon, 0.8);
    expect(target.bar?.tone).toBe('warn');
    expect(boothSign('serving', target.bar).key).toBe('overTarget');
  });
  it('counts a call from the last call, until the operator is asked', () => {
    const called = boothNow({ state: 'called', calledAt: noon - 30_000, promptAt: noon + 30_000, since: 0 });
    expect(boothClock(called, noon, 0.8)).toMatchObject({ ms: 30_000, bar: { tone: 'call', left: 0.5 } });
    expect(boothClock(called, noon + minute, 0.8).bar?.tone).toBe('warn');
  });
  it('stands for a closed booth, and runs for a break', () => {
    expect(boothClock(boothNow({ state: 'closed', operator: null }), noon, 0.8).ms).toBeNull();
    const paused = boothNow({ state: 'paused', pausedAt: noon - 12 * minute });
    expect(boothClock(paused, noon, 0.8)).toEqual({ ms: 12 * minute, bar: null });
  });
});

describe('who waits too long', () => {
  const queue = [
    row('А001', 16),
    row('А002', 11),
    row('А003', 3, { willPass: true, forecastMs: 17 * minute }),
    row('А004', 1, { stranded: true, forecastMs: null }),
    row('А005', 2),
  ];
  it('is told once: has passed the norm, will pass it, or is looked at already', () => {
    const waits = waitsOf(queue, noon, 15 * minute, 10 * minute);
    const numbers = (list: typeof waits.soon) => list.map((wait) => wait.row.number);
    expect(numbers(waits.passed)).toEqual(['А001']);
    // whom nobody can call stands first
    expect(numbers(waits.willPass)).toEqual(['А004', 'А003']);
    expect(numbers(waits.soon)).toEqual(['А002']);
    expect(waitsOf(queue, noon, 15 * minute, null).soon).toEqual([]);
  });
  it('passes the norm while the page ticks, without a new view', () => {
    expect(waitsOf([row('А006', 14)], noon + 61_000, 15 * minute, null).passed).toHaveLength(1);
  });
  it('stands on one scale, a third wider than the norm or as wide as the longest', () => {
    const waits = waitsOf(queue, noon, 15 * minute, null);
    expect(scaleOf(waits.willPass, 15 * minute)).toBe(20 * minute);
    expect(scaleOf(waitsOf([row('А001', 33)], noon, 15 * minute, null).passed, 15 * minute)).toBe(35 * minute);
    expect(scaleOf([], 15 * minute)).toBe(20 * minute);
    expect(scaleOf(waitsOf([row('А001', 159)], noon, 15 * minute, null).passed, 15 * minute)).toBe(45 * minute);
  });
  it('is summed up: the longest wait, the worst forecast, booths by what goes on there', () => {
    const booths = [boothNow({}), boothNow({ state: 'serving' }), boothNow({ state: 'closed' })];
    const figures = figuresOf({ queue, booths }, noon);
    expect([figures.oldest?.row.number, figures.worst?.row.number]).toEqual(['А001', 'А001']);
    expect(figures.worst?.wholeMs).toBe(18 * minute);
    expect(figures.booths).toMatchObject({ open: 2, serving: 1, free: 1, closed: 1 });
    expect(figuresOf({ queue: [], booths: [] }, noon)).toMatchObject({ oldest: null, worst: null });
    expect(queuesOf(queue, noon).get('s1')?.oldest?.row.number).toBe('А001');
  });
});

describe('a usual day', () => {
  it('is compared by percentage points, and not at all where nothing is known', () => {
    expect(pointsOver({ within: 40, of: 41 }, { within: 962, of: 1000 })).toBe(1.4);
    expect(pointsOver({ within: 0, of: 0 }, { within: 9, of: 10 })).toBeNull();
    expect(pointsOver({ within: 1, of: 1 }, null)).toBeNull();
  });
});

describe('alerts', () => {
  const accepted = { at: noon, by: 'Ермолаева Т. Б.' };
  it('sound when they are new: not those of the first view, nor what somebody sees to', () => {
    expect(newAlerts([alert('1')], null)).toEqual([]);
    expect(newAlerts([alert('1'), alert('2'), alert('3', { accepted })], new Set(['1']))).toEqual([alert('2')]);
  });
  it('stand with the grave first, things before waits, what somebody sees to last', () => {
    const soon = alert('soon', { kind: 'waitSoon', level: 'warn' });
    const over = alert('over', { kind: 'waitOver' });
    const low = alert('low', { level: 'warn' });
    const rows = alarmRows([soon, low, alert('seen', { accepted }), over, alert('out')]);
    expect(rows.map(({ alerts }) => alerts[0].alertId)).toEqual(['out', 'over', 'low', 'soon', 'seen']);
  });
  it('about many who wait are one row, so that a printer is not lost among them', () => {
    const waits = ['1', '2', '3', '4'].map((id) => alert(id, { kind: 'waitSoon', level: 'warn' }));
    const rows = alarmRows([...waits, alert('5', { kind: 'waitSoon', level: 'warn', accepted }), alert('out')]);
    expect(rows.map(({ many, alerts }) => [many, alerts.length])).toEqual([
      [null, 1],
      ['waitSoon', 4],
      [null, 1],
    ]);
  });
  it('about many missed terms are one row after the things that do not work', () => {
    const terms = ['1', '2', '3'].map((id) => alert(id, { kind: 'term' }));
    expect(alarmRows([...terms, alert('out')]).map(({ many, alerts }) => [many, alerts.length])).toEqual([
      [null, 1],
      ['term', 3],
    ]);
    expect(alarmRows(terms.slice(0, 2)).map(({ many }) => many)).toEqual([null, null]);
  });
});

describe('a threshold that is typed', () => {
  it('is a whole number within the office’s bounds, or nothing', () => {
    expect(numberTyped(' 10 ', 240)).toBe(10);
    for (const typed of ['0', '-1', '241', '1,5', '', 'x', '1e2']) expect(numberTyped(typed, 240)).toBeNull();
  });
});

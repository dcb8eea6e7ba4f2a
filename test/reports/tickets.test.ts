/** The list behind every number: as many tickets as the number says, down to the single one. */
import { expect, it, describe } from 'vitest';
import { reports, type Figures, type Report, type ReportQuery } from '../../server/contract/index.js';
import { figures } from '../../server/reports/figures/figures.js';
import { tickets } from '../../server/reports/figures/tickets.js';
import { usual } from '../../server/reports/figures/usual.js';
import type { World } from '../../server/reports/world.js';
import { journalOf, madeReception, madeVisit, minute, type MadeDay, type MadeVisit } from './dayfacts.js';
import { worldOf } from './figuresworld.js';

const morning = Date.UTC(2013, 1, 11, 5);
const dayMs = 24 * 60 * minute;

/** A number below `below`, the next of a fixed row. */
function dice(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

const services = ['service-consultation', 'service-intake-paper', 'service-protocol'];

/** Three days of everything that may become of a ticket. */
function someDays(): MadeDay[] {
  const throwOf = dice(7);
  const pick = <T>(of: readonly T[]): T => of[throwOf(of.length)]!;
  return [0, 1, 2].map((at) => {
    const start = morning + at * dayMs;
    const visits: MadeVisit[] = Array.from({ length: 200 }, (_, place) => {
      const startAt = start + throwOf(8 * 60 * minute);
      const seq = at * 1000 + place + 1;
      const what = pick(['served', 'served', 'served', 'served', 'cancelled', 'expired', 'missed', 'waiting'] as const);
      const of = {
        seq,
        service: pick(services),
        channel: pick(['kiosk', 'staff']),
        category: pick(['', '', '', 'hero']),
        waitMs: throwOf(35 * minute),
        transfers: throwOf(8) === 0 ? 1 : 0,
        parks: throwOf(8) === 0 ? 1 : 0,
      };
      const booth = pick(['1', '2', '3']);
      if (what === 'served') return madeVisit(startAt, { ...of, booth: `booth-${booth}`, user: `user-${booth}` });
      if (what === 'waiting' && at === 2)
        return madeVisit(startAt, { ...of, begunAt: null, status: what, waitMs: -1, endedAt: 0 });
      const status = what === 'cancelled' ? 'cancelled' : 'expired';
      return madeVisit(startAt, { ...of, begunAt: null, status, isNoShow: what === 'missed' });
    });
    const receptions = visits.flatMap((visit, place) =>
      visit.begunAt === null
        ? []
        : Array.from({ length: 1 + throwOf(2) }, () =>
            madeReception(place, visit, { lengthMs: throwOf(30 * minute), booth: `booth-${pick(['1', '2'])}` }),
          ),
    );
    const day = new Date(start).toISOString().slice(0, 10);
    return { day, visits, receptions, steps: [], shifts: [], events: [] };
  });
}

function open() {
  const days = journalOf(someDays(), '2013-02-13');
  const world = withNumbers(worldOf({ zone: 'Europe/Moscow', now: morning + 3 * dayMs, days }));
  const all = { from: '2013-02-11', until: '2013-02-13' };
  return {
    report: (query: Partial<ReportQuery<'figures'>>): Figures =>
      figures(world, days, reports.figures.query.parse({ ...all, compare: 'none', ...query })),
    list: (query: Partial<ReportQuery<'tickets'>>): Report<'tickets'> =>
      reports.tickets.reply.parse(tickets(world, days, reports.tickets.query.parse({ ...all, ...query }))),
    world,
    days,
  };
}

/** The journal of made days: entry 12 issued ticket Т012. */
function withNumbers(world: World): World {
  const all = <Row>(sql: string, asked: readonly (string | number | null)[]): Row[] => {
    if (!sql.includes('$.visit.number')) return world.archive.all<Row>(sql, asked);
    return world.archive.all<Row>(
      `select value as seq, 'visit-' || value as visitId, 'Т' || value as number from json_each(?)`,
      [asked[1] ?? '[]'],
    );
  };
  return { ...world, archive: { ...world.archive, all } };
}

describe('the total of a list equals the number that it stands behind', () => {
  const shows = [
    ['all', (line) => line.visits],
    ['begun', (line) => line.begun],
    ['inTime', (line) => line.inTime.within],
    ['late', (line) => line.inTime.of - line.inTime.within],
    ['unserved', (line) => line.unservedEarly + line.unservedLate],
    ['cancelled', (line) => line.cancelled],
    ['noShow', (line) => line.noShow],
    ['expired', (line) => line.expired],
    ['alive', (line) => line.alive],
    ['transferred', (line) => line.transferred],
    ['parked', (line) => line.parked],
  ] as const satisfies [ReportQuery<'tickets'>['show'], (line: Figures['line']) => number][];

  it('in the headline and in every row of every table', () => {
    const { report, list } = open();
    const { line, groups } = report({});
    const compare = (of: Figures['line'], query: Partial<ReportQuery<'tickets'>>) => {
      for (const [show, count] of shows)
        expect(list({ ...query, show, limit: 1 }).total, `${JSON.stringify(query)} ${show}`).toBe(count(of));
    };
    compare(line, {});
    expect(line.unservedLate * line.unservedEarly * line.alive * line.noShow).toBeGreaterThan(0);
    const filters = {
      service: 'services',
      operator: 'operators',
      booth: 'booths',
      channel: 'channels',
      category: 'categories',
    } as const;
    for (const side of ['service', 'operator', 'booth', 'channel', 'category'] as const)
      for (const row of groups[side]) compare(row.line, { [filters[side]]: row.key });
  });

  it('in every cell of the heat and every bar of the distribution', () => {
    const { report, list } = open();
    const { heat, distribution } = report({ services: 'service-consultation' });
    const services = 'service-consultation';
    expect(heat.length).toBeGreaterThan(20);
    for (const { weekday, hour, visits, begun, inTime } of heat.slice(0, 12)) {
      const totals = (['all', 'begun', 'late'] as const).map((show) => list({ services, weekday, hour, show }).total);
      expect(totals, `${weekday} ${hour}`).toEqual([visits, begun, inTime.of - inTime.within]);
    }
    expect(distribution.map((_, minute) => list({ services, minute, limit: 1 }).total)).toEqual(distribution);
  });

  it('and behind a passed norm stand the tickets that had such a reception, at the booth that was asked for', () => {
    const { report, list, days } = open();
    const over = new Set<string>();
    let receptions = 0;
    for (const { visits, receptions: rows, lots, names } of days.between('2013-02-11', '2013-02-13'))
      rows.visit.forEach((visit, row) => {
        const isJudged = names[lots.service[rows.lot[row]!]!] !== 'service-protocol';
        if (!isJudged || names[lots.booth[rows.lot[row]!]!] !== 'booth-1' || rows.judgedMs[row]! <= 20 * minute) return;
        receptions += 1;
        over.add(String(visits.seq[visit]));
      });
    const { inNorm } = report({ booths: 'booth-1' }).line;
    expect(inNorm.of - inNorm.within).toBe(receptions);
    const { total, rows } = list({ booths: 'booth-1', show: 'overNorm', limit: 200 });
    expect(total).toBe(over.size);
    expect(new Set(rows.map(({ visitId }) => visitId.slice(6)))).toEqual(over);
    expect(rows.every(({ isInNorm }) => isInNorm === false)).toBe(true);
  });
});

it('a day that was opened again after another one is one day, and its tickets stand in the list once', () => {
  const book = (day: string, startAt: number, seq: number): MadeDay => ({
    day,
    visits: [0, 1].map((at) => madeVisit(startAt + at * minute, { seq: seq + at, waitMs: (seq + at) * 1000 })),
    receptions: [],
    steps: [],
    shifts: [],
    events: [],
  });
  const days = journalOf([
    book('2013-02-11', morning, 1),
    book('2013-02-12', morning + dayMs, 11),
    book('2013-02-11', morning + 60 * minute, 21),
  ]);
  const world = withNumbers(worldOf({ zone: 'Europe/Moscow', now: morning + 3 * dayMs, days }));
  const all = { from: '2013-02-11', until: '2013-02-12' };
  expect(figures(world, days, reports.figures.query.parse({ ...all, compare: 'none' })).days).toBe(2);
  const list = (query: Partial<ReportQuery<'tickets'>>) =>
    tickets(world, days, reports.tickets.query.parse({ ...all, ...query })).rows.map(({ visitId }) => visitId);
  const newest = ['visit-12', 'visit-11', 'visit-22', 'visit-21', 'visit-2', 'visit-1'];
  expect(list({})).toEqual(newest);
  expect([0, 1, 2, 3, 4, 5].flatMap((offset) => list({ offset, limit: 1 }))).toEqual(newest);
  const longest = ['visit-22', 'visit-21', 'visit-12', 'visit-11', 'visit-2', 'visit-1'];
  expect(list({ order: 'wait' })).toEqual(longest);
  expect([0, 2, 4].flatMap((offset) => list({ order: 'wait', offset, limit: 2 }))).toEqual(longest);
});

describe('a page of tickets', () => {
  it('goes from the newest start to the oldest, each ticket once, however it is cut', () => {
    const { list } = open();
    const pages = [0, 1, 2, 3, 4, 5].map((page) => list({ limit: 117, offset: page * 117 }).rows);
    const rows = pages.flat();
    expect(pages.map(({ length }) => length)).toEqual([117, 117, 117, 117, 117, 15]);
    expect(new Set(rows.map(({ visitId }) => visitId)).size).toBe(600);
    const starts = rows.map(({ startAt }) => startAt);
    expect(starts).toEqual([...starts].sort((one, other) => other - one));
  });

  it('goes from the longest wait to the shortest, those who still wait last', () => {
    const { list } = open();
    const rows = [0, 200, 400].flatMap((offset) => list({ order: 'wait', limit: 200, offset }).rows);
    expect(new Set(rows.map(({ visitId }) => visitId)).size).toBe(600);
    const waits = rows.map(({ waitMs }) => waitMs ?? -1);
    expect(waits).toEqual([...waits].sort((one, other) => other - one));
    expect(waits.at(-1)).toBe(-1);
    expect(rows.filter(({ status }) => status === 'waiting').every(({ isInTime }) => isInTime === null)).toBe(true);
  });

  it('says of a ticket what its figures say: wait, verdicts, the time of its receptions together', () => {
    const visit = madeVisit(morning, { seq: 12, waitMs: 16 * minute });
    const receptions = [
      madeReception(0, visit, { lengthMs: 12 * minute }),
      madeReception(0, visit, { lengthMs: 21 * minute, booth: 'booth-2', user: 'volkova' }),
    ];
    const early = madeVisit(morning + 1, { seq: 13, begunAt: null, status: 'cancelled', waitMs: minute });
    const day = { day: '2013-02-11', visits: [visit, early], receptions, steps: [], shifts: [], events: [] };
    const days = journalOf([day]);
    const world = withNumbers(worldOf({ zone: 'Europe/Moscow', now: morning, days }));
    const asked = reports.tickets.query.parse({ from: day.day, until: day.day });
    const { rows } = reports.tickets.reply.parse(tickets(world, days, asked));
    expect(rows).toMatchObject([
      {
        number: 'Т13',
        status: 'cancelled',
        waitMs: minute,
        isInTime: null,
        booth: null,
        serviceMs: null,
        isInNorm: null,
      },
      {
        number: 'Т12',
        visitId: 'visit-12',
        service: { en: 'Consultation' },
        channel: 'kiosk',
        begunAt: morning + 16 * minute,
        isInTime: false,
        booth: '1',
        operator: 'petrova',
        serviceMs: 33 * minute,
        isInNorm: false,
      },
    ]);
  });
});

describe('a usual day', () => {
  /** Mondays; of each so many served by noon, and as many after. */
  const monday = (day: string, served: number, offsetHours: number): MadeDay => {
    const nine = Date.parse(`${day}T09:00:00Z`) - offsetHours * 60 * minute;
    const visits = Array.from({ length: served }, (_, at) =>
      [nine, nine + 4 * 60 * minute].map((startAt) =>
        madeVisit(startAt + at, { waitMs: at === 0 ? 20 * minute : minute }),
      ),
    ).flat();
    return { day, visits, receptions: [], steps: [], shifts: [], events: [] };
  };
  it('is the mean of the last eight same weekdays that were worked, up to this time by the wall', () => {
    // Berlin: winter until 30 March 2013, summer from the 31st
    const days = journalOf([
      monday('2013-03-11', 2, 1),
      monday('2013-03-18', 4, 1),
      monday('2013-04-08', 9, 2),
      { ...monday('2013-04-09', 50, 2) },
    ]);
    const ask = (now: string) => usual(worldOf({ zone: 'Europe/Berlin', now: Date.parse(now), days }), days);
    expect(ask('2013-04-15T10:00:00Z')).toEqual({ days: 3, served: 5, inTime: { within: 12, of: 15 } });
    expect(ask('2013-04-15T18:00:00Z')).toEqual({ days: 3, served: 10, inTime: { within: 24, of: 30 } });
    expect(ask('2013-04-15T06:00:00Z')).toEqual({ days: 3, served: 0, inTime: { within: 0, of: 0 } });
    expect(ask('2013-04-17T18:00:00Z')).toEqual({ days: 0, served: null, inTime: null });
  });
});

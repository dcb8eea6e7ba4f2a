/** What a manager asks of a period: days made by hand, figures counted by hand. */
import { describe, expect, it } from 'vitest';
import { FigureLine, Figures, WorkTime } from '../../server/contract/figureReports.js';
import { madeReception, madeVisit, minute, type MadeDay, type MadeVisit } from './dayfacts.js';
import { figuresOf } from './figuresworld.js';

/** Friday, 15 February 2013, nine in the morning in Moscow. */
const nine = Date.UTC(2013, 1, 15, 5);
const friday = '2013-02-15';

const dayOf = (day: string, part: Partial<MadeDay>): MadeDay => ({
  day,
  visits: [],
  receptions: [],
  steps: [],
  shifts: [],
  events: [],
  ...part,
});
const ask = { from: friday, until: friday, compare: 'none' } as const;
const waited = (minutes: number, part: Partial<MadeVisit> = {}) =>
  madeVisit(nine, { waitMs: minutes * minute, ...part });
const left = (minutes: number, part: Partial<MadeVisit> = {}) =>
  waited(minutes, { begunAt: null, status: 'cancelled', ...part });

describe('the share within the norm', () => {
  it('is of all received and of all who were not received after more than 15 minutes; the others stand beside it', () => {
    const visits = [
      waited(4),
      waited(15),
      waited(16),
      left(3),
      left(20),
      left(15, { status: 'expired' }),
      left(40, { status: 'expired' }),
      left(16, { status: 'expired', isNoShow: true }),
      waited(-1 / minute, { begunAt: null, status: 'waiting', waitMs: -1 }),
    ];
    const { line } = figuresOf([dayOf(friday, { visits })], ask);
    expect(line).toMatchObject({
      visits: 9,
      begun: 3,
      inTime: { within: 2, of: 6 },
      unservedLate: 3,
      unservedEarly: 2,
      cancelled: 2,
      noShow: 1,
      expired: 2,
      alive: 1,
    });
    // nobody is counted twice, nobody is lost
    expect(line.begun + line.cancelled + line.noShow + line.expired + line.alive).toBe(line.visits);
  });

  it('knows 15 minutes to the millisecond', () => {
    const visits = [waited(0, { waitMs: 15 * minute }), waited(0, { waitMs: 15 * minute + 1 })];
    expect(figuresOf([dayOf(friday, { visits })], ask).line.inTime).toEqual({ within: 1, of: 2 });
  });
});

describe('a norm that changed', () => {
  const old = (minutes: number, part: Partial<MadeVisit> = {}) => waited(minutes, { normMinutes: 30, ...part });
  const oldLaw = { visits: [old(20), old(30), old(31), left(29, { normMinutes: 30 }), left(31, { normMinutes: 30 })] };

  it('judges the visits of its own days, and no others', () => {
    const thursday = '2013-02-14';
    const days = [dayOf(thursday, oldLaw), dayOf(friday, { visits: [waited(20, { normMinutes: 15 }), waited(20)] })];
    const { line, waitNorm, definitions } = figuresOf(days, { ...ask, from: thursday });
    expect(line).toMatchObject({ inTime: { within: 2, of: 6 }, unservedLate: 1, unservedEarly: 1 });
    expect(waitNorm.minutes).toBe(15);
    expect(definitions.find(({ key }) => key === 'inTime')?.text.ru).toContain('несколько норм');
  });

  it('is named over a period that knew no other', () => {
    const { waitNorm, definitions } = figuresOf([dayOf(friday, oldLaw)], ask);
    expect(waitNorm).toEqual({ minutes: 30, ref: 'п. 34' });
    expect(definitions.find(({ key }) => key === 'inTime')?.title.ru).toBe('Ждали до 30 минут');
  });
});

describe('a spread', () => {
  it('has the mean of the two middle ones of an even number, and the nearest rank of 90', () => {
    const spread = (minutes: number[]) =>
      figuresOf([dayOf(friday, { visits: minutes.map((one) => waited(one)) })], ask).line.wait;
    expect(spread([])).toEqual({ count: 0, meanMs: null, medianMs: null, p90Ms: null, maxMs: null });
    expect(spread([7])).toMatchObject({ count: 1, medianMs: 7 * minute, p90Ms: 7 * minute, maxMs: 7 * minute });
    expect(spread([9, 1, 4, 2])).toMatchObject({ meanMs: 4 * minute, medianMs: 3 * minute, p90Ms: 9 * minute });
    expect(spread([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toMatchObject({ medianMs: 5.5 * minute, p90Ms: 9 * minute });
    expect(spread([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toMatchObject({ medianMs: 6 * minute, p90Ms: 10 * minute });
  });

  it('is exact for waits of hours among waits of seconds', () => {
    const all = Array.from({ length: 501 }, (_, at) => (at * 7_919_317) % 36_000_001);
    const wait = figuresOf([dayOf(friday, { visits: all.map((waitMs) => waited(0, { waitMs })) })], ask).line.wait;
    const sorted = [...all].sort((one, other) => one - other);
    expect(wait).toMatchObject({ medianMs: sorted[250], p90Ms: sorted[450], maxMs: sorted[500] });
  });
});

describe('a visit with two receptions', () => {
  const visits = [waited(5, { transfers: 1, betweenMs: 3 * minute, betweens: 1 })];
  const [visit] = visits;
  const receptions = [
    madeReception(0, visit!, { judgedMs: -1 }),
    madeReception(0, visit!, {
      service: 'service-intake-paper',
      user: 'volkova',
      booth: 'booth-2',
      lengthMs: 40 * minute,
      judgedMs: 50 * minute,
      normMinutes: 45,
    }),
  ];
  const days = [dayOf(friday, { visits, receptions })];

  it('is its first reception’s; receptions are their own', () => {
    const { groups } = figuresOf(days, ask);
    const rows = (of: keyof typeof groups) => groups[of].map(({ key, line }) => [key, line.visits, line.receptions]);
    expect(rows('operator')).toEqual([
      ['petrova', 1, 1],
      ['volkova', 0, 1],
    ]);
    expect(rows('service')).toEqual([
      ['service-intake-paper', 0, 1],
      ['service-consultation', 1, 1],
    ]);
    const { line } = figuresOf(days, { ...ask, operators: 'volkova' });
    expect([line.visits, line.receptions, line.wait.count]).toEqual([0, 1, 0]);
  });

  it('is judged once: the reception that another carried on has no verdict of its own', () => {
    const report = figuresOf(days, ask);
    expect(report.line.inNorm).toEqual({ within: 0, of: 1 });
    expect(report.intakes).toEqual({ within: 0, of: 1 });
    expect(report.consultations).toEqual({ within: 0, of: 0 });
    expect(report.exclusions.find(({ key }) => key === 'carriedOn')?.count).toBe(1);
  });
});

it('the office’s own target is shown apart and is nobody’s breach', () => {
  const visits = [waited(5, { service: 'service-protocol' })];
  const receptions = [madeReception(0, visits[0]!, { lengthMs: 30 * minute, normMinutes: 10 })];
  const { line } = figuresOf([dayOf(friday, { visits, receptions })], ask);
  expect([line.inNorm, line.inTarget]).toEqual([
    { within: 0, of: 0 },
    { within: 0, of: 1 },
  ]);
});

describe('the hours of the heat', () => {
  const at = (zone: string, ...starts: string[]) => {
    const visits = starts.map((start) => madeVisit(Date.parse(start)));
    return figuresOf([dayOf('2013-03-31', { visits })], { from: '2013-01-01', until: '2013-12-31' }, { zone }).heat.map(
      ({ weekday, hour, visits: count }) => [weekday, hour, count],
    );
  };
  it('are the office’s, also on the day when clocks are changed', () => {
    // Sunday, 31 March 2013: at one o'clock UTC Berlin goes from two to three
    expect(at('Europe/Berlin', '2013-03-31T00:59:59Z', '2013-03-31T01:00:00Z')).toEqual([
      [7, 1, 1],
      [7, 3, 1],
    ]);
    expect(at('Europe/Moscow', '2013-03-31T00:59:59Z', '2013-03-31T20:00:00Z')).toEqual([
      [1, 0, 1],
      [7, 4, 1],
    ]);
  });
});

describe('a filter', () => {
  const visits = [waited(5, { channel: 'staff', category: 'hero' }), waited(6), left(9, { booth: '', user: '' })];
  const receptions = [
    madeReception(0, visits[0]!),
    madeReception(1, visits[1]!),
    { ...madeReception(-1, visits[1]!), service: 'service-intake-paper' },
  ];
  const shifts = ['petrova', 'volkova'].map((user, at) => ({
    user,
    booth: `booth-${at + 1}`,
    openedAt: nine,
    closedAt: nine + 60 * minute,
    busyMs: 20 * minute,
    calledMs: minute,
    paused: { lunch: 10 * minute },
  }));
  const days = [dayOf(friday, { visits, receptions, shifts })];

  it('lets pass what it names, and «none» is what has none', () => {
    const count = (query: object) => {
      const { line } = figuresOf(days, { ...ask, ...query });
      return [line.visits, line.receptions];
    };
    expect(count({})).toEqual([3, 3]);
    expect(count({ channels: 'staff' })).toEqual([1, 1]);
    expect(count({ channels: 'none' })).toEqual([0, 1]);
    expect(count({ categories: 'hero' })).toEqual([1, 1]);
    expect(count({ operators: 'none' })).toEqual([1, 0]);
    expect(count({ services: 'service-intake-paper,service-complaint' })).toEqual([0, 1]);
    expect(count({ operators: 'petrova', channels: 'kiosk,none' })).toEqual([1, 2]);
  });

  it('shows the work of who opened a booth and received nobody', () => {
    const { groups } = figuresOf(days, ask);
    expect(groups.operator.map(({ key, work }) => [key, work?.openMs, work?.busyMs, work?.pausedMs.lunch])).toEqual([
      ['petrova', 60 * minute, 20 * minute, 10 * minute],
      ['volkova', 60 * minute, 20 * minute, 10 * minute],
      ['none', undefined, undefined, undefined],
    ]);
  });
});

describe('the period before', () => {
  const days = ['2013-02-11', '2013-02-12', '2013-02-13', friday].map((day, at) =>
    dayOf(day, { visits: Array.from({ length: at + 1 }, () => waited(5)) }),
  );
  it('is as long as the period and ends on the day before it', () => {
    const { before, line } = figuresOf(days, { from: '2013-02-13', until: friday });
    expect([line.visits, before?.from, before?.until, before?.line.visits]).toEqual([7, '2013-02-10', '2013-02-12', 3]);
  });
  it('is the one that was named, or none', () => {
    const named = figuresOf(days, { from: friday, until: friday, compareFrom: '2013-02-13' }).before;
    expect([named?.from, named?.until, named?.line.visits]).toEqual(['2013-02-13', '2013-02-13', 3]);
    expect(figuresOf(days, { from: friday, until: friday, compare: 'none' }).before).toBeNull();
  });
});

describe('the trend', () => {
  const day = (name: string) => dayOf(name, { visits: [waited(5)] });
  const days = ['2012-12-28', '2013-01-09', '2013-01-10', friday].map(day);
  const stretches = (from: string, until: string) =>
    figuresOf(days, { from, until }).trend.map((one) => [one.from, one.until, one.visits]);
  it('goes by days, weeks or months, leaves out what had no reception, and keeps to the period', () => {
    expect(stretches('2013-01-01', '2013-02-28')).toEqual([
      ['2013-01-09', '2013-01-09', 1],
      ['2013-01-10', '2013-01-10', 1],
      ['2013-02-15', '2013-02-15', 1],
    ]);
    expect(stretches('2013-01-08', '2013-06-30')).toEqual([
      ['2013-01-08', '2013-01-13', 2],
      ['2013-02-11', '2013-02-17', 1],
    ]);
    expect(stretches('2012-01-01', '2013-02-20')).toEqual([
      ['2012-12-01', '2012-12-31', 1],
      ['2013-01-01', '2013-01-31', 2],
      ['2013-02-01', '2013-02-20', 1],
    ]);
  });
});

describe('what happened besides', () => {
  const event = (kind: string, first: string, second = '', amount = 1, user = 'petrova') => ({
    kind,
    first,
    second,
    amount,
    user,
  });
  const events = [
    event('protocol:issued', 'errors', 'ERRORS'),
    event('protocol:issued', 'errors', 'ERRORS', 1, 'volkova'),
    event('protocol:corrected', 'errors', 'ERRORS'),
    event('finding', 'СВ.2', '', 3),
    event('finding', 'own:30', '', 1),
    event('submission:registered', 'PAPER', 'initial', 12),
    event('submission:registered', 'PAPER', 'correcting', 3),
    event('term:begun', 'RESUBMIT'),
    event('term:breached', 'RESUBMIT'),
    event('term:unbreached', 'RESUBMIT'),
    event('term:kept', 'RESUBMIT'),
    event('complaint:taken', 'complaint', 'booth'),
    event('complaint:decided', 'satisfied', 'D'),
    event('consultation:callBegun', ''),
    event('reception:void', ''),
  ];
  it('is counted by the law’s own names', () => {
    const { office, exclusions } = figuresOf([dayOf(friday, { events })], ask);
    expect(office.protocols).toMatchObject([
      {
        kind: 'errors',
        outcome: 'ERRORS',
        title: {
          en: 'Protocol of errors; to be resubmitted within two weeks',
        },
        count: 2,
      },
    ]);
    expect(office.corrections).toBe(1);
    expect(office.findings.map(({ code, title, count, protocols }) => [code, title.en, count, protocols])).toEqual([
      ['СВ.2', 'The number of packs in АДВ-6-2 differs from the packs handed in', 3, 1],
      ['own:30', 'Found by the officer: wrong combination or missing element', 1, 1],
    ]);
    expect(office.registered).toMatchObject([{ channel: 'PAPER', count: 2, persons: 15 }]);
    expect(office.terms).toMatchObject([
      { code: 'RESUBMIT', ref: 'п. 48, 49', begun: 1, kept: 1, late: 0, breached: 0 },
    ]);
    expect(office.complaints.map(({ event: one, count }) => [one, count])).toEqual([
      ['taken:complaint', 1],
      ['decided:satisfied', 1],
    ]);
    expect(office.consultations).toMatchObject([{ kind: 'callBegun', count: 1 }]);
    expect(exclusions.find(({ key }) => key === 'void')?.count).toBe(1);
  });
  it('is the asked operators’, whatever service was asked for', () => {
    const of = (query: object) =>
      figuresOf([dayOf(friday, { events })], { ...ask, ...query }).office.protocols[0]?.count;
    expect(of({ operators: 'volkova' })).toBe(1);
    expect(of({ services: 'service-complaint' })).toBe(2);
  });
});

describe('steps', () => {
  it('stand in the order of the law, each against its norm', () => {
    const visits = [waited(5, { service: 'service-intake-paper' }), waited(5, { service: 'service-resubmission' })];
    const receptions = visits.map((visit, at) => madeReception(at, visit));
    const step = (reception: number, code: string, minutes: number) => ({
      reception,
      step: code,
      user: 'petrova',
      spentMs: minutes * minute,
      normMinutes: code === 'AUTHORITY' ? 5 : 15,
    });
    const steps = [step(0, 'COMPLETENESS', 15), step(0, 'AUTHORITY', 6), step(1, 'AUTHORITY', 2)];
    const report = figuresOf([dayOf(friday, { visits, receptions, steps })], ask);
    expect(
      report.steps.map(({ procedure, step: code, norm, spent, inNorm }) => [
        procedure,
        code,
        norm?.ref,
        spent.count,
        spent.medianMs,
        inNorm,
      ]),
    ).toEqual([
      ['P45', 'AUTHORITY', 'п. 45а', 2, 4 * minute, { within: 1, of: 2 }],
      ['P45', 'COMPLETENESS', 'п. 45б', 1, 15 * minute, { within: 1, of: 1 }],
    ]);
  });
});

describe('definitions', () => {
  it('say of every figure of the wire how it is counted, in both languages', () => {
    const { definitions } = figuresOf([], ask);
    const said = new Map(definitions.map((one) => [one.key, one]));
    const named = [
      ...Object.keys(FigureLine.shape),
      ...Object.keys(WorkTime.shape),
      ...Object.keys(Figures.shape.office.shape).map((key) => (key === 'consultations' ? 'consultationsGiven' : key)),
      ...['consultations', 'intakes', 'distribution', 'heat', 'trend', 'steps'],
    ];
    for (const key of named) {
      const one = said.get(key);
      expect(one?.title.ru, key).toMatch(/[А-Яа-яё]{4}/);
      expect(one?.text.ru.length, key).toBeGreaterThan(20);
      expect(one?.text.en.length, key).toBeGreaterThan(20);
      expect(one?.text.en, key).not.toMatch(/[а-яё]/i);
    }
    expect(new Set(definitions.map(({ key }) => key)).size).toBe(definitions.length);
    // the norm is the law's, not a number in a text
    expect(said.get('inTime')).toMatchObject({ ref: 'п. 34', text: { ru: expect.stringContaining('15 минут') } });
  });
});

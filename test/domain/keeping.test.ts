/** How long is long: days, months and years of keeping, holds, and what an office may not go below. */
import { describe, expect, it } from 'vitest';
import { Period } from '../../server/contract/index.js';
import {
  isShorter,
  keepUntil,
  lastDayPast,
  maySweep,
  periodOf,
  type RetentionRule,
} from '../../server/domain/keeping.js';
import { addCalendarDays } from '../../server/domain/calendar.js';
import { day } from '../support/database.js';
import { boss, smallOffice, Stage } from '../support/builders.js';

const years = (n: number) => ({ n, unit: 'year' as const });
const months = (n: number) => ({ n, unit: 'month' as const });
const days = (n: number) => ({ n, unit: 'day' as const });

describe('a term of keeping', () => {
  it('of years counts from the first of January after the event', () => {
    expect(keepUntil('2013-02-15', years(5), null)).toBe('2019-01-01');
    expect(keepUntil('2013-01-01', years(1), null)).toBe('2015-01-01');
    expect(keepUntil('2013-12-31', years(1), null)).toBe('2015-01-01');
  });
  it('of days goes over leap Februaries and years’ ends', () => {
    expect(keepUntil('2012-02-29', days(30), null)).toBe('2012-03-30');
    expect(keepUntil('2013-12-31', days(1), null)).toBe('2014-01-01');
  });
  it('of months ends with a month that has no such day', () => {
    expect(keepUntil('2013-01-31', months(1), null)).toBe('2013-02-28');
    expect(keepUntil('2011-11-30', months(3), null)).toBe('2012-02-29');
    expect(keepUntil('2013-11-15', months(2), null)).toBe('2014-01-15');
  });
  it('is made longer by a hold, and by none shorter', () => {
    expect(keepUntil('2013-02-15', years(5), { until: '2030-05-01' })).toBe('2030-05-01');
    expect(keepUntil('2013-02-15', years(5), { until: '2014-05-01' })).toBe('2019-01-01');
    expect(keepUntil('2013-02-15', years(5), { until: null })).toBe('2019-01-01');
    expect(keepUntil('2013-02-15', null, { until: '2030-05-01' })).toBeNull();
  });
  it('is past for every day up to one, and for none after it: the same count backwards', () => {
    const terms = [days(1), days(30), months(1), months(3), years(1), years(5)];
    for (const today of ['2013-03-01', '2012-02-29', '2012-03-30', '2013-12-31', '2014-01-01'])
      for (const term of terms) {
        const last = lastDayPast(today, term) ?? '';
        expect([last, (keepUntil(last, term, null) ?? '') <= today]).toEqual([last, true]);
        const next = addCalendarDays(last, 1);
        expect([next, (keepUntil(next, term, null) ?? '') > today]).toEqual([next, true]);
      }
    expect(lastDayPast('2013-03-01', null)).toBeNull();
  });
  it('is never over when its end cannot be written as a day: a year of five digits would come before today', () => {
    const today = '2026-11-22';
    for (const term of [years(9999), years(36_500), months(36_500 * 12)]) {
      expect(keepUntil('2026-02-01', term, null)).toBeNull();
      expect(keepUntil('2026-02-01', term, { until: '2030-01-01' })).toBeNull();
      expect(lastDayPast(today, term)).toBeNull();
      expect(isShorter(years(5), term)).toBe(true);
      expect(isShorter(term, years(5))).toBe(false);
    }
    expect(lastDayPast(today, years(1500))).toBe('0525-12-31');
    expect(keepUntil('0525-12-31', years(1500), null)).toBe('2026-01-01');
    expect(lastDayPast(today, months(1200))).toBe('1926-11-22');
    expect(lastDayPast(today, days(36_500))).toBe('1926-12-17');
  });
  it('is a hundred years at most, by whatever it is counted', () => {
    const isTaken = (term: object) => Period.safeParse(term).success;
    expect([days(36_500), months(1200), years(100)].map(isTaken)).toEqual([true, true, true]);
    expect([days(36_501), months(1201), years(101), years(0)].map(isTaken)).toEqual([false, false, false, false]);
  });
  it('is compared with another whatever day it counts from', () => {
    expect(isShorter(days(365), years(1))).toBe(true);
    expect(isShorter(months(12), years(1))).toBe(true);
    expect(isShorter(days(30), months(1))).toBe(true);
    expect(isShorter(days(31), months(1))).toBe(false);
    expect(isShorter(years(1), years(1))).toBe(false);
  });
});

const words = { ru: 'Отчётность', en: 'Submission' };
const rule = (part: Partial<RetentionRule>): RetentionRule => ({
  ...{
    code: 'submission',
    title: words,
    from: words,
    keep: years(5),
    least: years(1),
    isPrescribed: false,
    ref: { ru: '152-ФЗ', en: 'Law 152-FZ' },
  },
  ...part,
});

function stageWithRules(): Stage {
  const office = smallOffice({});
  office.retention = new Map([
    ['submission', rule({})],
    ['answer', rule({ code: 'answer', keep: days(1), least: null })],
  ]);
  return new Stage(office);
}

describe('an office that keeps otherwise', () => {
  const press = (seen: number, retention: object) => ({ seen, retention });

  it('keeps as it says, within what the rule bears, and the journal tells before and after', () => {
    const stage = stageWithRules();
    stage.yes('retention:set', press(0, { submission: years(3) }), boss);
    const [submission] = stage.office.retention.values();
    expect(submission && periodOf(submission, stage.office.settings)).toEqual(years(3));
    expect(stage.entries.at(-1)).toMatchObject({
      kind: 'retention:set',
      data: { before: {}, after: { submission: years(3) } },
    });
    expect(stage.no('retention:set', press(1, { submission: days(200) }), boss)).toBe('retentionBound');
    expect(stage.no('retention:set', press(1, { answer: days(9) }), boss)).toBe('badAnswer');
  });

  it('goes back to the rule with nothing said, and the second of two editors is told', () => {
    const stage = stageWithRules();
    stage.yes('retention:set', press(0, { submission: years(3) }), boss);
    expect(stage.no('retention:set', press(0, { submission: years(4) }), boss)).toBe('editedMeanwhile');
    stage.yes('retention:set', press(1, { submission: null }), boss);
    expect(stage.office.settings.retention).toEqual({});
    const told = stage.entries.length;
    stage.yes('retention:set', press(2, {}), boss);
    expect(stage.entries).toHaveLength(told);
  });
});

describe('what is past its term', () => {
  const may = ({ office }: Stage, phase: 'open' | 'closed' = 'closed') => maySweep({ ...office, day: day({ phase }) });

  it('goes by itself only when somebody has settled every term, and not while a day is open', () => {
    const stage = stageWithRules();
    expect(may(stage)).toBe(false);
    // one term that was put right settles none
    stage.yes('retention:set', { seen: 0, retention: { submission: years(3) } }, boss);
    expect(may(stage)).toBe(false);
    stage.yes('retention:set', { seen: 1, retention: {}, isSettled: true }, boss);
    expect(stage.office.settings.settledTerms).toMatchObject({ by: boss.actorId, at: stage.now });
    expect(stage.entries.at(-1)).toMatchObject({
      kind: 'retention:settled',
      data: {
        terms: [
          { code: 'submission', n: 3, unit: 'year' },
          { code: 'answer', n: 1, unit: 'day' },
        ],
      },
    });
    expect([may(stage), may(stage, 'open')]).toEqual([true, false]);
    // it is said once
    const told = stage.entries.length;
    stage.yes('retention:set', { seen: 2, retention: {}, isSettled: true }, boss);
    expect(stage.entries).toHaveLength(told);
  });

  it('waits again when a term changes, by a press or with another version of the rules', () => {
    const stage = stageWithRules();
    stage.yes('retention:set', { seen: 0, retention: { submission: years(3) }, isSettled: true }, boss);
    expect(may(stage)).toBe(true);
    stage.yes('retention:set', { seen: 1, retention: { submission: years(2) } }, boss);
    expect(may(stage)).toBe(false);
    stage.yes('retention:set', { seen: 2, retention: {}, isSettled: true }, boss);
    expect(may(stage)).toBe(true);
    stage.office.retention = new Map([...stage.office.retention, ['note', rule({ code: 'note', keep: days(9) })]]);
    expect(may(stage)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { Pack, Sums, Totals } from '../../server/contract/index.js';
import { packFindings, roubles } from '../../server/domain/packfindings.js';
import { isLate, missingFields, outcomeOf, reportDue } from '../../server/domain/submission.js';
import { codesOf, lastMonth } from '../../server/domain/periods.js';
import { openStage } from '../support/builders.js';
import { packOf, report, romashka, sumsFrom } from '../support/filing.js';
import { packId, withLaw } from '../support/law.js';

const { office } = openStage({}, withLaw);
const found = office.regulations.get(packId);
if (found === undefined) throw new Error('no law');
const law = found;

/** What is found in these packs: code, place, found, expected. */
function look(packs: Pack[], totals: Totals | null, period = '9') {
  const content = { packs, totals, year: 2014, period, type: 'initial' as const };
  return packFindings({ payer: romashka, content, files: [] }, law).map((one) =>
    [one.code, one.where, one.found, one.expected].join(' | '),
  );
}

const two = [packOf('a', { number: '00001' }), packOf('b', { number: '00002', persons: 5, sums: sumsFrom(40) })];
const whole: Totals = { packs: 2, persons: 15, sums: sumsFrom(140) };

describe('the packs of a submission among themselves', () => {
  it('are right when АДВ-6-2 says what they come to', () => {
    expect(look(two, whole)).toEqual([]);
    expect(look([], null)).toEqual([]);
  });

  it('need АДВ-6-2 over all of them (п. 25)', () => {
    expect(look(two, null)).toEqual(['СВ.1 |  |  | АДВ-6-2']);
  });

  it('must come to what АДВ-6-2 says: packs, persons and each of the four sums', () => {
    expect(look(two, { ...whole, packs: 3 })).toEqual(['СВ.2 | АДВ-6-2 | 3 | 2']);
    expect(look(two, { ...whole, persons: 16 })).toEqual(['СВ.3 | АДВ-6-2 | 16 | 15']);
    const names: (keyof Sums)[] = ['insuranceAccrued', 'insurancePaid', 'fundedAccrued', 'fundedPaid'];
    const places = names.map((name) => look(two, { ...whole, sums: { ...whole.sums, [name]: whole.sums[name] + 1 } }));
    expect(places).toEqual([
      ['СВ.4 | АДВ-6-2, страховая часть, начислено | 140.01 | 140.00'],
      ['СВ.4 | АДВ-6-2, страховая часть, уплачено | 126.01 | 126.00'],
      ['СВ.4 | АДВ-6-2, накопительная часть, начислено | 14.01 | 14.00'],
      ['СВ.4 | АДВ-6-2, накопительная часть, уплачено | 12.61 | 12.60'],
    ]);
  });

  it('each need the inventory that their form names (п. 25, 26)', () => {
    const one = { packs: 1, persons: 10, sums: sumsFrom(100) };
    for (const form of ['СЗВ-6-1', 'СЗВ-6-2']) expect(look([packOf('a', { form })], one)).toEqual([]);
    expect(look([packOf('a', { inventory: null })], one)).toEqual(['СВ.5 | пачка 00001 |  | АДВ-6-3']);
    expect(look([packOf('a', { inventory: 'АДВ-6-4' })], one)).toEqual(['СВ.6 | пачка 00001 | АДВ-6-4 | АДВ-6-3']);
    const yearly = packOf('a', { form: 'СЗВ-6-3', inventory: 'АДВ-6-4' });
    expect(look([yearly], one, '0')).toEqual([]);
    expect(look([{ ...yearly, inventory: 'АДВ-6-3' }], one, '0')).toEqual(['СВ.6 | пачка 00001 | АДВ-6-3 | АДВ-6-4']);
    // once a year, with the period of the calendar year
    expect(look([yearly], one, '9')).toEqual(['СВ.10 | пачка 00001 | 9 | 0']);
  });

  it('hold one document to two hundred, each under a number of its own', () => {
    const of = (persons: number): Totals => ({ packs: 1, persons, sums: sumsFrom(100) });
    expect(look([packOf('a', { persons: 200 })], of(200))).toEqual([]);
    expect(look([packOf('a', { persons: 201 })], of(201))).toEqual(['СВ.7 | пачка 00001 | 201 | 200']);
    expect(look([packOf('a', { persons: 0, number: '' })], of(0))).toEqual(['СВ.8 | пачка 1 | 0 | 1']);
    const same = two.map((pack) => ({ ...pack, number: '00005' }));
    expect(look(same, whole)).toEqual(['СВ.9 | пачка 00005 | 00005 | ']);
  });

  it('are told in roubles with their kopecks', () => {
    expect([0, 5, 100, 123_456].map(roubles)).toEqual(['0.00', '0.05', '1.00', '1234.56']);
  });

  it('are looked at only by rules that the catalogue has', () => {
    expect(
      packFindings(
        { payer: romashka, content: report({ totals: null }), files: [] },
        { ...law, findingRules: new Map() },
      ),
    ).toEqual([]);
    expect([...law.findingRules.keys()].filter((rule) => rule.startsWith('check.'))).toHaveLength(12);
  });
});

describe('how a submission ends', () => {
  const judged = (severities: number[], over = {}) => {
    const [finding] = packFindings({ payer: romashka, content: report({ totals: null }), files: [] }, law);
    if (finding === undefined) throw new Error('a finding');
    const findings = severities.map((severity) => ({ ...finding, severity }));
    return outcomeOf({ content: report(over), findings, more: [], files: [] }, law);
  };

  it('is accepted with warnings, and of errors from severity 30 on', () => {
    expect([[], [10], [20, 10]].map((list) => judged(list))).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
    expect([[30], [10, 40], [50]].map((list) => judged(list))).toEqual(['ERRORS', 'ERRORS', 'ERRORS']);
  });

  it('counts the findings that are not kept one by one', () => {
    const content = report();
    expect(outcomeOf({ content, findings: [], more: [{ severity: 40, count: 2 }], files: [] }, law)).toBe('ERRORS');
  });

  it('is refused with a ground (п. 31), whatever was found', () => {
    expect(judged([], { refusalGround: 'не та форма' })).toBe('REFUSED');
    expect(judged([50], { refusalGround: 'не та форма' })).toBe('REFUSED');
  });

  it('is nothing before anything is handed in', () => {
    expect(judged([], { packs: [] })).toBeNull();
  });
});

describe('what the journal lacks', () => {
  it('is named by its fields, one number of the payer being enough', () => {
    expect(missingFields({ payer: romashka, content: report() })).toEqual([]);
    expect(missingFields({ payer: { ...romashka, regNo: '' }, content: report() })).toEqual([]);
    expect(missingFields({ payer: { ...romashka, regNo: '', inn: '' }, content: report() })).toEqual(['regNo']);
    expect(missingFields({ payer: romashka, content: report({ packs: [packOf('a', { persons: 0 })] }) })).toEqual([
      'packs',
    ]);
  });
});

describe('when a report is due', () => {
  const due = (year: number, period: string) => reportDue(office, { packId, content: report({ year, period }) });

  it('is the 15th of the second month after its period, moved on from a day off', () => {
    const vectors: [number, string, string][] = [
      [2011, '4', '2012-02-15'],
      [2012, '1', '2012-05-15'],
      [2012, '2', '2012-08-15'],
      [2012, '3', '2012-11-15'],
      [2012, '4', '2013-02-15'],
      [2012, '0', '2013-02-15'],
      [2013, '1', '2013-05-15'],
      [2013, '2', '2013-08-15'],
      [2013, '3', '2013-11-15'],
      [2013, '0', '2014-02-17'],
      [2013, '4', '2014-02-17'],
      [2014, '3', '2014-05-15'],
      [2014, '6', '2014-08-15'],
      [2014, '9', '2014-11-17'],
      [2014, '0', '2015-02-16'],
    ];
    for (const [year, period, day] of vectors)
      expect([year, period, due(year, period)]).toEqual([year, period, { due: day }]);
  });

  it('is undetermined for want of a calendar, and unknown without a period', () => {
    expect(due(2026, '0')).toEqual({ undetermined: 2027 });
    expect(reportDue(office, { packId, content: report({ period: null }) })).toBeNull();
    expect(due(2014, '4')).toBeNull();
  });

  it('follows from the codes of the year: two halves, four quarters, or months', () => {
    expect(['1', '2', '0'].map((code) => lastMonth(law, 2010, code))).toEqual([6, 12, 12]);
    expect(['1', '2', '3', '4', '0'].map((code) => lastMonth(law, 2013, code))).toEqual([3, 6, 9, 12, 12]);
    expect(['3', '6', '9', '0'].map((code) => lastMonth(law, 2014, code))).toEqual([3, 6, 9, 12]);
    expect(codesOf(law, 2009)).toBeNull();
  });

  it('makes late only an initial report that came after its day', () => {
    const late = (receivedDay: string, over = {}) =>
      isLate(office, { packId, receivedDay, content: report({ year: 2014, period: '9', ...over }) });
    expect(['2014-11-15', '2014-11-17', '2014-11-18'].map((day) => late(day))).toEqual([false, false, true]);
    expect(late('2014-11-18', { type: 'correcting' })).toBe(false);
    expect(late('2014-11-18', { resubmits: 'protocol-1' })).toBe(false);
    expect(late('2028-01-01', { year: 2026, period: '0' })).toBe(false);
  });
});

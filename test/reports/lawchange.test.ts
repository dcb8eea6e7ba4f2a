/** A version of the regulation comes into force within a period: what ran under the old one is told and judged by it. */
import { describe, expect, it } from 'vitest';
import { reports, type Figures } from '../../server/contract/index.js';
import { finderOf } from '../../server/reports/figures/found.js';
import { readKnown } from '../../server/reports/figures/known.js';
import { newPack, read } from '../support/packs.js';
import { factsOf, journalOf, madeReception, madeVisit, minute } from './dayfacts.js';
import type { MadeDay, MadeReception } from './dayfacts.js';
import { figuresOf, worldOf } from './figuresworld.js';

/** Friday, 15 February 2013, nine in the morning in Moscow. */
const nine = Date.UTC(2013, 1, 15, 5);
const friday = '2013-02-15';
const thursday = '2013-02-14';

const dayOf = (day: string, part: Partial<MadeDay>): MadeDay => ({
  ...{ day, visits: [], receptions: [], steps: [], shifts: [], events: [] },
  ...part,
});

describe('a regulation that changed within the period', () => {
  /** The first step has another norm and the second another name; advice has a target only, a card a norm. */
  const later = read(
    newPack('3', (pack) => {
      const [first, second] = pack.procedures.find(({ code }) => code === 'P45')?.steps ?? [];
      if (first === undefined || second === undefined) throw new Error('no steps');
      first.norm.n = 3;
      second.title = { ru: 'Проверка комплекта', en: 'Looking through the set' };
      for (const service of pack.services) {
        if (service.code === 'consultation')
          Object.assign(service, { limit: null, target: { unit: 'minute', n: 12 }, matter: 'handOver' });
        if (service.code === 'cabinet-card')
          Object.assign(service, { limit: 'CONSULT_PERSONAL', target: null, matter: 'consultation' });
      }
    }),
  );
  const intake = madeVisit(nine, { service: 'service-intake-paper' });
  const of = (version: string, part: Partial<MadeReception>) => madeReception(-1, intake, { version, ...part });
  const step = (code: string, minutes: number, normMinutes: number) => ({
    ...{ reception: 0, step: code, user: 'petrova', spentMs: minutes * minute, normMinutes },
  });
  const advice = { service: 'service-consultation', judgedMs: 15 * minute };
  const card = { service: 'service-cabinet-card', judgedMs: 15 * minute };
  const old = dayOf(thursday, {
    receptions: [of('2', {}), of('2', { ...advice, normMinutes: 20 }), of('2', { ...card, normMinutes: 9 })],
    steps: [step('AUTHORITY', 4, 5), step('AUTHORITY', 6, 5), step('COMPLETENESS', 9, 15), step('RECONCILE', 1, 15)],
  });
  const fresh = dayOf(friday, {
    receptions: [of('3', {}), of('3', { ...advice, normMinutes: 12 }), of('3', { ...card, normMinutes: 20 })],
    steps: [step('AUTHORITY', 4, 3), step('COMPLETENESS', 9, 15), step('RECONCILE', 3, 15)],
  });
  const told = (days: MadeDay[], packs = [later]) =>
    figuresOf(days, { from: thursday, until: friday, compare: 'none' }, { packs });
  const rows = ({ steps }: Figures) =>
    steps.map(({ step: code, norm, versions, spent, inNorm }) =>
      [code, norm?.minutes, versions.join(), spent.count, `${inNorm.within}/${inNorm.of}`].join(' '),
    );

  it('tells an older day as the version of that day had it, whatever is in force now', () => {
    expect(rows(told([old]))).toEqual(rows(told([old], [])));
    expect(told([old]).steps[0]?.norm).toEqual({ minutes: 5, ref: 'п. 45а' });
    expect(told([old]).line).toMatchObject({ inNorm: { within: 2, of: 2 }, inTarget: { within: 0, of: 1 } });
    expect(told([fresh]).line).toMatchObject({ inNorm: { within: 2, of: 2 }, inTarget: { within: 0, of: 1 } });
    expect([told([old]).consultations.of, told([fresh]).consultations.of]).toEqual([1, 1]);
  });

  it('has a row for each norm and each name that a step had, together, the earlier first; one for what stayed', () => {
    expect(rows(told([old, fresh]))).toEqual([
      'AUTHORITY 5 2 2 1/2',
      'AUTHORITY 3 3 1 0/1',
      'COMPLETENESS 15 2 1 1/1',
      'COMPLETENESS 15 3 1 1/1',
      'RECONCILE 15 2,3 2 2/2',
    ]);
    const [, , before, after] = told([old, fresh]).steps.map(({ title }) => title.ru);
    expect([before === after, after]).toEqual([false, 'Проверка комплекта']);
  });

  it('says beside a service all norms that judged it, and beside the numbers that they changed', () => {
    const norms = (report: Figures) => report.groups.service.map(({ key, norms: its }) => [key, ...its]);
    const consultation = ['service-consultation', { minutes: 20, ref: 'п. 16' }];
    expect(norms(told([old]))).toContainEqual(consultation);
    expect(norms(told([old, fresh]))).toContainEqual([...consultation, { minutes: 12, ref: null }]);
    const text = (report: Figures, key: string) => report.definitions.find((one) => one.key === key)?.text.ru;
    for (const key of ['steps', 'inNorm', 'inTarget', 'consultations']) {
      expect(text(told([old, fresh]), key)).toContain('редакции регламента');
      expect(text(told([old]), key)).not.toContain('редакции регламента');
    }
  });

  it('is judged as the law in force does where the version is known to nobody', () => {
    const forgotten = dayOf(friday, { receptions: [of('forgotten', { ...advice, normMinutes: 20 })] });
    expect(told([forgotten]).line).toMatchObject({ inNorm: { of: 0 }, inTarget: { of: 1 } });
  });

  it('counts what took longer than its norm by the version, in the list of tickets too', () => {
    const visits = [madeVisit(nine)];
    const tooLong = { ...advice, visit: 0, judgedMs: 25 * minute, normMinutes: 20 };
    const found = (version: string) => {
      const day = dayOf(friday, { visits, receptions: [of(version, tooLong)] });
      const journal = journalOf([day]);
      const world = worldOf({ zone: 'Europe/Moscow', now: 0, days: journal, packs: [later] });
      const asked = { from: friday, until: friday, show: 'overNorm' } as const;
      return finderOf(world, readKnown(world), reports.tickets.query.parse(asked)).rowsIn(factsOf(day));
    };
    expect([found('2'), found('3')]).toEqual([[0], []]);
  });
});

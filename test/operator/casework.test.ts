import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Finding, StepFace } from '../../server/contract/index';
import { documentsOf } from '../../operator/case/documents';
import { emptyForm, type PackDraft } from '../../operator/case/form';
import { takenOf, typedOver } from '../../operator/case/typed';
import { groupsOf } from '../../operator/case/groups';
import { firstClause, kindOf, toneOf } from '../../operator/case/outcome';
import { isTwice, nextPackNumber, packTotals } from '../../operator/case/packs';
import { restOf } from '../../operator/case/useStepRest';
import { linesOf } from '../../operator/state/consultation';
import { makeSoon } from '../../operator/state/soon';
import { cases } from '../../operator/words/case.ru';
import {
  fileRefusals,
  markKeys,
  protocolKinds,
  protocolStates,
  submissionTypes,
} from '../../server/contract/vocabulary';

const words = { ru: '', en: '' };
const step = (code: string, ref: string, part: Partial<StepFace> = {}): StepFace => ({
  step: code,
  title: words,
  short: words,
  norm: { minutes: 5, ref },
  attested: false,
  state: 'open',
  spentMs: 0,
  since: null,
  by: null,
  doneAt: null,
  attestation: null,
  act: null,
  ...part,
});
const steps = [
  step('AUTHORITY', 'п. 45а'),
  step('COMPLETENESS', 'п. 45б'),
  step('RECONCILE', 'п. 45в', { attested: true }),
  step('JOURNAL', 'п. 45г', { act: 'register' }),
];
const documents = [
  { code: 'IDENTITY', title: words, ref: 'п. 45а' },
  { code: 'REPORT', title: words, ref: 'п. 25' },
  { code: 'POWER', title: words, ref: 'п. 67а' },
];
const codes = (at: number, of = steps) => {
  const one = of[at];
  return one === undefined ? [] : documentsOf(one, of, documents).map(({ code }) => code);
};

describe('the documents of a step', () => {
  it('are its own paragraph’s, and those handed in belong to the last step by hand', () => {
    expect([0, 1, 2, 3].map((at) => codes(at))).toEqual([['IDENTITY'], ['REPORT'], [], []]);
  });
  it('are all with the only step by hand where authority has no step of its own', () => {
    const medium = [step('VIRUS', 'п. 47а', { attested: true }), step('COMPLETENESS', 'п. 47в')];
    expect(codes(1, medium)).toEqual(['IDENTITY', 'REPORT']);
  });
});

const pack: PackDraft = {
  packId: 'p1',
  number: '00007',
  form: 'СЗВ-6-2',
  inventory: 'АДВ-6-3',
  persons: '46',
  insuranceAccrued: '412 350',
  insurancePaid: '1,5',
  fundedAccrued: 'сто',
  fundedPaid: '',
};

describe('packs', () => {
  it('come to their sums; what is no number yet counts as none', () => {
    const totals = packTotals([pack, { ...pack, form: 'СЗВ-6-1', persons: '' }], []);
    expect(totals).toMatchObject({ packs: 2, persons: 46, forms: ['СЗВ-6-2', 'СЗВ-6-1'] });
    expect(totals.sums).toEqual({ insuranceAccrued: 82_470_000, insurancePaid: 300, fundedAccrued: 0, fundedPaid: 0 });
  });
  it('are numbered on from the greatest', () => {
    expect(nextPackNumber([], [])).toBe('00001');
    expect(nextPackNumber([pack], [])).toBe('00008');
  });
  it('of one number are told, whoever wrote it and with however many noughts', () => {
    expect(isTwice('00007', [pack], [])).toBe(false);
    expect(isTwice('7', [pack, { ...pack, packId: 'again', number: '7' }], [])).toBe(true);
    expect(isTwice('', [{ ...pack, number: '' }, pack, { ...pack, number: ' ' }], [])).toBe(false);
  });
});

describe('what a save takes', () => {
  it('leaves a field that holds no number, and a pack without its form, with whoever types', () => {
    const form = { ...emptyForm(), name: 'ООО', totalPersons: 'сорок', packs: [{ ...pack, form: '' }] };
    const taken = takenOf(form, emptyForm());
    expect(taken.name).toBe('ООО');
    expect(Object.keys(typedOver(form, taken)).sort()).toEqual(['packs', 'totalPersons']);
  });
});

const finding = (source: Finding['source'], file: string | null, severity: number): Finding => ({
  findingId: `${source}-${file}-${severity}`,
  source,
  file,
  code: '',
  severity,
  text: words,
  where: '',
  found: '',
  expected: '',
});

describe('findings', () => {
  it('stand by hand first, then the packs’ own, then file by file, the gravest first', () => {
    const groups = groupsOf([
      finding('file', 'б.xml', 20),
      finding('file', 'а.xml', 30),
      finding('file', 'б.xml', 50),
      finding('check', null, 30),
      finding('hand', null, 20),
    ]);
    expect(groups.map((group) => [group.source, group.file, group.findings.map((one) => one.severity)])).toEqual([
      ['hand', null, [20]],
      ['check', null, [30]],
      ['file', 'а.xml', [30]],
      ['file', 'б.xml', [50, 20]],
    ]);
  });
  it('are errors or warnings as the regulation says, and colour the result', () => {
    const severities = [
      { severity: 20, kind: 'warning' as const },
      { severity: 30, kind: 'error' as const },
    ];
    expect([10, 20, 25, 30, 50].map((one) => kindOf(one, severities))).toEqual([
      'warning',
      'warning',
      'warning',
      'error',
      'error',
    ]);
    expect(toneOf(0, 0, false)).toBe('serve');
    expect(toneOf(0, 2, false)).toBe('warn');
    expect(toneOf(0, 0, true)).toBe('over');
    expect(firstClause('Протокол ошибок; представить повторно')).toBe('протокол ошибок');
  });
});

describe('a step that has just begun', () => {
  it('rests longer than a hand presses twice, and longest where a number is given', () => {
    expect(restOf({ act: null })).toBe(800);
    expect(restOf({ act: 'register' })).toBe(800);
    expect(restOf({ act: 'protocol' })).toBe(1500);
  });
});

describe('what is saved soon', () => {
  afterEach(() => vi.useRealTimers());
  it('is saved at the earliest moment asked for, and asking on and on does not put it off', () => {
    vi.useFakeTimers();
    const saved: number[] = [];
    const begun = performance.now();
    const soon = makeSoon(() => saved.push(performance.now() - begun));
    for (let typed = 0; typed < 20; typed += 1) {
      soon.within(500);
      vi.advanceTimersByTime(75);
    }
    expect(saved).toEqual([500, 1025]);
    soon.within(2000);
    soon.within(100);
    vi.advanceTimersByTime(3000);
    expect(saved).toHaveLength(3);
    soon.within(10);
    soon.forget();
    vi.advanceTimersByTime(3000);
    expect(saved).toHaveLength(3);
  });
});

describe('the lines of a consultation', () => {
  it('are found again in their draft, and none in another', () => {
    expect(linesOf('["вопрос","ответ"]')).toEqual(['вопрос', 'ответ']);
    expect(linesOf('')).toEqual([]);
    expect(linesOf('{"a":1}')).toEqual([]);
    expect(linesOf('не то')).toEqual([]);
  });
});

describe('the words of a case', () => {
  it('name everything that the office may tell', () => {
    const named: [Record<string, string>, readonly string[]][] = [
      [cases.files.why, fileRefusals],
      [cases.marks, markKeys],
      [cases.types, submissionTypes],
      [cases.protocolStates, protocolStates],
      [cases.protocol.kinds, protocolKinds],
    ];
    for (const [said, values] of named) for (const value of values) expect(said[value], value).toBeTruthy();
  });
});

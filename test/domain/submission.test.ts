import { describe, expect, it } from 'vitest';
import { addCalendarDays } from '../../server/domain/calendar.js';
import { takeFiles } from '../../server/domain/rules/submission.js';
import { apply } from '../../server/domain/apply.js';
import { isCasePatch } from '../../server/domain/caserow.js';
import type { FileRead } from '../../server/domain/intake.js';
import { termIdOf } from '../../server/domain/terms.js';
import { minuteMs, openStage, operator, toldOf, type Stage } from '../support/builders.js';
import { withLaw } from '../support/law.js';
import {
  anna,
  another,
  completeUntil,
  fileOf,
  packOf,
  receiving,
  register,
  report,
  revisionAt,
  romashka,
  save,
  submissionAt,
  submissionOf,
  sumsFrom,
} from '../support/filing.js';

const dayMs = 24 * 60 * minuteMs;
const boris = operator('boris');
const blank = { ...romashka, regNo: '', inn: '', kpp: '', ogrn: '', name: '', applicant: '' };

const term = (stage: Stage, code: string, id: string) => stage.cases.row('term', termIdOf(code, id));

function take(stage: Stage, receptionId: string, files: FileRead[], who = anna) {
  const ruling = takeFiles(receptionId, files)(stage.office, stage.context(who));
  if (!ruling.ok) return ruling.refusal.key;
  for (const patch of ruling.decision.patches) {
    apply(stage.office, patch);
    if (isCasePatch(patch)) stage.cases.put(patch);
  }
  stage.entries.push(...ruling.decision.entries);
  return ruling.decision.reply;
}

describe('saving what is handed in', () => {
  it('makes a draft of the reception, its payer, and the terms of п. 35 and 23', () => {
    const { stage, receptionId } = receiving();
    const row = save(stage, receptionId, romashka, report());
    expect(row).toMatchObject({
      state: 'draft',
      channel: 'PAPER',
      packId: 'ru.pfr.196n-2012',
      packVersion: '2',
      receivedAt: stage.office.receptions.get(receptionId)?.begunAt,
      receivedDay: '2026-11-20',
      ticket: 'А001',
      outcome: 'ACCEPTED',
      findings: [],
    });
    expect(stage.office.receptions.get(receptionId)?.submissionId).toBe(row.submissionId);
    expect(stage.cases.byKey('payer', 'reg:087105000003')?.payerId).toBe(row.payerId);
    expect(term(stage, 'REGISTER_REPORT', row.submissionId)).toMatchObject({
      due: { due: '2026-11-20' },
      label: 'А001',
      state: 'open',
    });
    // two working days after Friday
    expect(term(stage, 'PROCESS_REPORT', row.submissionId)).toMatchObject({ due: { due: '2026-11-24' } });
  });

  it('tells the journal codes, counts and kopecks, and nothing of who it was', () => {
    const { stage, receptionId } = receiving();
    const representative = { name: 'Сидоров Пётр', authority: 'Доверенность № 12', identity: '4510 123456' };
    save(stage, receptionId, romashka, report({ representative }));
    take(stage, receptionId, [fileOf('PFR-700-Y-2014-ORG-087-105-000003-DCK-00007-DPT-000000-DCK-00000.XML')]);
    const told = JSON.stringify(stage.entries);
    for (const secret of ['Ромашка', '7707083893', '087-105-000003', '772401001', 'Сидоров', 'Доверенность', '4510'])
      expect([secret, told.includes(secret)]).toEqual([secret, false]);
    expect(toldOf(stage, 'submission:made')).toMatchObject({
      channel: 'PAPER',
      type: 'initial',
      reportYear: 2014,
      period: '9',
      forms: ['СЗВ-6-2'],
      packs: 1,
      persons: 10,
      kopecks: { accrued: 11_000, paid: 9_900 },
    });
  });

  it('is refused when the case went on since the screen saw it', () => {
    const { stage, receptionId } = receiving();
    const press = { receptionId, revision: 0, payer: romashka, content: report() };
    stage.yes('submission:save', press, anna);
    expect(stage.no('submission:save', { ...press, content: report({ period: '6' }) }, anna)).toBe('caseChanged');
    expect(submissionAt(stage, receptionId).content.period).toBe('9');
  });

  it('again with nothing changed writes nothing', () => {
    const { stage, receptionId } = receiving();
    save(stage, receptionId, romashka, report());
    const before = stage.entries.length;
    expect(save(stage, receptionId, romashka, report()).revision).toBe(1);
    expect(stage.entries.length).toBe(before);
  });

  it('belongs to the operator of the reception while it is open', () => {
    const { stage, receptionId } = receiving();
    stage.shift('boris', '2');
    const press = { receptionId, revision: 0, payer: romashka, content: report() };
    expect(stage.no('submission:save', press, boris)).toBe('notYours');
    expect(stage.no('submission:save', { ...press, receptionId: 'other' }, anna)).toBe('notFound');
    stage.at('anna', 'visit:park');
    expect(stage.no('submission:save', press, anna)).toBe('notNow');
  });

  it('takes nothing at a consultation', () => {
    const { stage, receptionId } = receiving('consultation');
    expect(stage.no('submission:save', { receptionId, revision: 0, payer: romashka, content: report() }, anna)).toBe(
      'notNow',
    );
  });

  it.each([
    ['documents', { documents: ['BIRTH_CERTIFICATE'] }],
    ['packs', { packs: [packOf('p-1', { form: 'СЗВ-6-4' })] }],
    ['packs', { packs: [packOf('p-1', { form: 'АДВ-6-2' })] }],
    ['packs', { packs: [packOf('p-1', { inventory: 'АДВ-6-2' })] }],
    ['packs', { packs: [packOf('p-1'), packOf('p-1')] }],
    ['period', { year: 2014, period: '4' }],
    ['period', { year: 2013, period: '9' }],
    ['period', { year: null, period: '7' }],
    ['year', { year: 2009, period: null }],
    ['correctedPeriod', { type: 'correcting' as const, correctedYear: 2012, correctedPeriod: '6' }],
    ['resubmits', { resubmits: 'no-such-protocol' }],
  ])('makes asking for what the order does not name impossible (п. 21, 29, 30): %s', (field, over) => {
    const { stage, receptionId } = receiving();
    const ruling = stage.press(
      'submission:save',
      { receptionId, revision: 0, payer: romashka, content: report(over) },
      anna,
    );
    expect(ruling).toMatchObject({ ok: false, refusal: { key: 'badAnswer', about: { field } } });
  });

  it('takes wrong numbers as they were typed: marks stand beside them, nothing stops', () => {
    const { stage, receptionId } = receiving();
    const typed = { ...romashka, regNo: '060-055-023456', inn: '7707083839' };
    expect(save(stage, receptionId, typed, report()).payer).toEqual(typed);
  });

  it('finds the payer again and keeps on an older submission what stood on it then', () => {
    const { stage, receptionId } = receiving();
    const first = save(stage, receptionId, { ...romashka, regNo: '087105000003' }, report());
    register(stage, receptionId);
    completeUntil(stage, receptionId, 'PROTOCOL');
    stage.at('anna', 'visit:finish');
    const next = another(stage);
    const second = save(stage, next, { ...romashka, kpp: '', name: 'АО «Ромашка»' }, report());
    expect(second.payerId).toBe(first.payerId);
    expect(stage.cases.row('payer', first.payerId ?? '')?.card).toEqual({ ...romashka, name: 'АО «Ромашка»' });
    expect(submissionOf(stage, first.submissionId).payer).toEqual(romashka);
  });

  it('makes no payer of a number that is still being typed, and one of a number that is completed', () => {
    const { stage, receptionId } = receiving();
    for (const inn of ['7', '770', '77070838'])
      expect(save(stage, receptionId, { ...blank, inn }, report()).payerId).toBeNull();
    const { payerId } = save(stage, receptionId, { ...blank, inn: '7707083893' }, report());
    const card = { ...blank, inn: '7707083893', kpp: '772401001' };
    expect(save(stage, receptionId, card, report()).payerId).toBe(payerId);
    expect(save(stage, receptionId, { ...card, regNo: '087-105-000003' }, report()).payerId).toBe(payerId);
    expect(stage.cases.byKey('payer', 'reg:087105000003')?.payerId).toBe(payerId);
  });
});

describe('files of the payer', () => {
  it('make the submission and fill what is still empty, never what was typed', () => {
    const { stage, receptionId } = receiving('intake-medium');
    save(
      stage,
      receptionId,
      { ...blank, name: 'Ромашка, с двери' },
      { ...report(), year: null, period: null, type: null, packs: [], totals: null },
    );
    take(stage, receptionId, [fileOf('one.xml')]);
    const row = submissionAt(stage, receptionId);
    expect(row.payer).toMatchObject({ regNo: '087-105-000003', inn: '7707083893', name: 'Ромашка, с двери' });
    expect(row.content).toMatchObject({ type: 'initial', year: 2014, period: '9' });
    expect(row.content.packs).toMatchObject([{ file: 'one.xml', persons: 20, form: 'СЗВ-6-2' }]);
    expect(row.files).toMatchObject([{ name: 'one.xml', packs: 1, persons: 20, findings: 0 }]);
  });

  it('of the same name replace their earlier reading; packs by hand stay', () => {
    const { stage, receptionId } = receiving('intake-medium');
    save(stage, receptionId, romashka, report());
    const faulty = fileOf('one.xml', {
      findings: [{ ruleId: 'check.pack.size', where: 'пачка 1', found: '201', expected: '200' }],
    });
    take(stage, receptionId, [faulty]);
    expect(submissionAt(stage, receptionId).findings.filter(({ source }) => source === 'file')).toHaveLength(1);
    take(stage, receptionId, [fileOf('one.xml')]);
    const row = submissionAt(stage, receptionId);
    expect(row.files).toHaveLength(1);
    expect(row.findings.filter(({ source }) => source === 'file')).toEqual([]);
    expect(row.content.packs.map(({ file }) => file)).toEqual([null, 'one.xml']);
  });

  it('keep their packs and totals whatever a screen sends back', () => {
    const { stage, receptionId } = receiving('intake-medium');
    const totals = { packs: 1, persons: 20, sums: sumsFrom(200) };
    take(stage, receptionId, [fileOf('one.xml'), fileOf('all.xml', { packs: [], totals, persons: 0 })]);
    const before = submissionAt(stage, receptionId);
    const echoed = before.content.packs.map((pack) => ({ ...pack, persons: 999 }));
    const row = save(stage, receptionId, romashka, { ...before.content, packs: echoed, totals: null });
    expect(row.content.packs).toEqual(before.content.packs);
    expect(row.content.totals).toEqual(totals);
    expect(row.findings).toEqual([]);
  });

  it('take their findings with them when they are removed, their totals too', () => {
    const { stage, receptionId } = receiving('intake-medium');
    const totals = { packs: 5, persons: 20, sums: sumsFrom(200) };
    const finding = { ruleId: 'check.pack.empty', where: 'пачка 1', found: '0', expected: '1' };
    take(stage, receptionId, [fileOf('one.xml', { findings: [finding], totals })]);
    stage.yes('submission:removeFile', { receptionId, name: 'one.xml' }, anna);
    expect(submissionAt(stage, receptionId)).toMatchObject({
      files: [],
      findings: [],
      content: { packs: [], totals: null },
      outcome: null,
    });
    expect(stage.no('submission:removeFile', { receptionId, name: 'one.xml' }, anna)).toBe('notFound');
  });

  it('keep three hundred findings one by one, the worst, and count the rest', () => {
    const { stage, receptionId } = receiving('intake-medium');
    const many = (ruleId: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({ ruleId, where: `строка ${at + 1}`, found: '', expected: '' }));
    take(stage, receptionId, [
      fileOf('one.xml', { findings: many('check.form.period', 250), more: [{ severity: 20, count: 7 }] }),
      fileOf('two.xml', { findings: many('check.pack.empty', 200) }),
    ]);
    const row = submissionAt(stage, receptionId);
    const kept = row.findings.filter(({ source }) => source === 'file');
    expect(kept).toHaveLength(300);
    expect(kept.filter(({ severity }) => severity === 30)).toHaveLength(200);
    expect(row.more).toEqual([{ severity: 20, count: 157 }]);
    expect(stage.office.submissions.get(row.submissionId)).toMatchObject({ warnings: 257 });
    stage.yes('submission:removeFile', { receptionId, name: 'one.xml' }, anna);
    expect(submissionAt(stage, receptionId).more).toEqual([]);
  });

  it('two hundred of them full of findings are taken in at once, each line cut to what paper carries', () => {
    const { stage, receptionId } = receiving('intake-medium');
    const findings = Array.from({ length: 300 }, (_, at) => ({
      ruleId: 'check.pack.empty',
      where: `строка ${at + 1}`,
      found: 'x'.repeat(1000),
      expected: '',
    }));
    const files = Array.from({ length: 200 }, (_, at) => fileOf(`${at}.xml`, { findings }));
    take(stage, receptionId, files);
    const row = submissionAt(stage, receptionId);
    expect(row.findings.filter(({ source }) => source === 'file')).toHaveLength(300);
    expect(row.more).toEqual([{ severity: 30, count: 59_700 }]);
    expect(row.findings.every(({ found }) => found.length <= 160)).toBe(true);
  });

  it('are refused as the press would be', () => {
    const { stage, receptionId } = receiving('intake-medium');
    stage.shift('boris', '2');
    expect(take(stage, receptionId, [fileOf('one.xml')], boris)).toBe('notYours');
    expect(take(stage, 'no-reception', [fileOf('one.xml')])).toBe('notFound');
    const pack = fileOf('x').packs;
    const tooMany = fileOf('one.xml', { packs: Array.from({ length: 301 }, () => pack).flat() });
    expect(take(stage, receptionId, [tooMany])).toBe('fileRefused');
    stage.at('anna', 'visit:park');
    expect(take(stage, receptionId, [fileOf('one.xml')])).toBe('notNow');
  });

  it('of another payer or another period are found out', () => {
    const { stage, receptionId } = receiving('intake-medium');
    save(stage, receptionId, romashka, report({ packs: [], totals: null }));
    take(stage, receptionId, [
      fileOf('one.xml', { payer: { regNo: '087-105-000009', inn: '', kpp: '', name: '' }, period: '6' }),
    ]);
    const codes = () => submissionAt(stage, receptionId).findings.map(({ code, where }) => `${code} ${where}`);
    expect(codes()).toEqual(['СВ.1 ', 'СВ.11 one.xml', 'СВ.12 one.xml']);
    save(
      stage,
      receptionId,
      { ...romashka, regNo: '087105000009' },
      { ...submissionAt(stage, receptionId).content, period: '6' },
    );
    expect(codes()).toEqual(['СВ.1 ']);
  });
});

describe('findings by hand', () => {
  const own = {
    ruleId: null,
    severity: 30,
    text: 'нет подписи руководителя',
    where: 'АДВ-6-3',
    found: '',
    expected: '',
  };

  it('are of a rule of the catalogue or in own words with a severity of the order', () => {
    const { stage, receptionId } = receiving();
    save(stage, receptionId, romashka, report());
    stage.yes('reception:addFinding', { receptionId, finding: own }, anna);
    const byRule = { ...own, ruleId: 'check.pack.empty', severity: null, text: '' };
    stage.yes('reception:addFinding', { receptionId, finding: byRule }, anna);
    expect(submissionAt(stage, receptionId)).toMatchObject({
      outcome: 'ERRORS',
      findings: [
        { source: 'hand', code: '', severity: 30, text: { ru: own.text } },
        { source: 'hand', code: 'СВ.8', severity: 30, text: { ru: 'В пачке нет ни одного документа' } },
      ],
    });
    expect(JSON.stringify(stage.entries)).not.toContain(own.text);
  });

  it.each([
    ['ruleId', { ...own, ruleId: 'no.such.rule' }],
    ['severity', { ...own, severity: 35 }],
    ['severity', { ...own, severity: null }],
    ['text', { ...own, text: '' }],
  ])('are refused without their %s', (field, finding) => {
    const { stage, receptionId } = receiving();
    const ruling = stage.press('reception:addFinding', { receptionId, finding }, anna);
    expect(ruling).toMatchObject({ ok: false, refusal: { key: 'badAnswer', about: { field } } });
  });

  it('are taken away again; those of files and checks are not', () => {
    const { stage, receptionId } = receiving();
    save(stage, receptionId, romashka, report({ totals: null }));
    stage.yes('reception:addFinding', { receptionId, finding: own }, anna);
    const [byHand, check] = submissionAt(stage, receptionId).findings;
    if (byHand === undefined || check === undefined) throw new Error('two findings');
    expect(stage.no('reception:removeFinding', { receptionId, findingId: check.findingId }, anna)).toBe('notNow');
    stage.yes('reception:removeFinding', { receptionId, findingId: byHand.findingId }, anna);
    expect(submissionAt(stage, receptionId).findings.map(({ source }) => source)).toEqual(['check']);
    expect(stage.no('reception:removeFinding', { receptionId, findingId: byHand.findingId }, anna)).toBe('notFound');
  });
});

describe('registering (п. 45г)', () => {
  it('gives the number of the year, ends the term of the day and says what was registered', () => {
    const { stage, receptionId } = receiving();
    save(stage, receptionId, romashka, report());
    const row = register(stage, receptionId);
    expect(row).toMatchObject({ state: 'registered', registered: { year: 2026, number: 1 } });
    expect(term(stage, 'REGISTER_REPORT', row.submissionId)).toMatchObject({ state: 'kept' });
    expect(term(stage, 'PROCESS_REPORT', row.submissionId)).toMatchObject({ label: 'журнал № 1/2026', state: 'open' });
    expect(toldOf(stage, 'submission:registered')).toEqual({
      submissionId: row.submissionId,
      year: 2026,
      number: 1,
      receptionId,
      channel: 'PAPER',
      type: 'initial',
      reportYear: 2014,
      period: '9',
      forms: ['СЗВ-6-2'],
      packs: 1,
      persons: 10,
      kopecks: { accrued: 11_000, paid: 9_900 },
      isLate: true,
    });
  });

  it('is refused while the journal would lack something, and says what', () => {
    const { stage, receptionId } = receiving();
    save(
      stage,
      receptionId,
      { ...blank, kpp: '772401001' },
      {
        ...report({ packs: [], totals: null, year: null, period: null, type: null }),
        representative: { name: 'Сидоров', authority: '', identity: '' },
      },
    );
    completeUntil(stage, receptionId, 'RECONCILE');
    const ruling = stage.press('reception:completeStep', { receptionId, step: 'JOURNAL' }, anna);
    expect(ruling).toMatchObject({
      ok: false,
      refusal: { key: 'incomplete', about: { fields: 'regNo,name,authority,type,year,period,packs' } },
    });
    expect(stage.cases.row('sequence', 'registration:2026')).toBeNull();
  });

  it('registers what is refused whatever it is, by its payer alone (п. 31)', () => {
    const { stage, receptionId } = receiving();
    const refusalGround = 'формы не те, что утверждены';
    save(
      stage,
      receptionId,
      romashka,
      report({ packs: [], totals: null, type: null, year: null, period: null, refusalGround }),
    );
    expect(register(stage, receptionId)).toMatchObject({ state: 'registered', outcome: 'REFUSED' });
  });

  it('keeps a registered one whole: nothing that the journal needs can be emptied', () => {
    const { stage, receptionId } = receiving();
    save(stage, receptionId, romashka, report());
    register(stage, receptionId);
    const press = { receptionId, revision: revisionAt(stage, receptionId), payer: romashka };
    expect(stage.no('submission:save', { ...press, content: report({ packs: [] }) }, anna)).toBe('incomplete');
    stage.yes('submission:save', { ...press, content: report({ period: '6' }) }, anna);
    expect(submissionAt(stage, receptionId)).toMatchObject({ state: 'registered', registered: { number: 1 } });
  });

  it('gives no second number when its step is taken up again', () => {
    const { stage, receptionId } = receiving();
    save(stage, receptionId, romashka, report());
    register(stage, receptionId);
    stage.yes('reception:reopenStep', { receptionId, step: 'JOURNAL' }, anna);
    stage.yes('reception:completeStep', { receptionId, step: 'JOURNAL' }, anna);
    expect(stage.cases.row('sequence', 'registration:2026')?.last).toBe(1);
  });
});

describe('discarding', () => {
  it('makes the draft void and its terms with it, with a reason; the reception may take another', () => {
    const { stage, receptionId } = receiving();
    const row = save(stage, receptionId, romashka, report());
    stage.yes('submission:discard', { receptionId, reason: 'передумал' }, anna);
    expect(submissionOf(stage, row.submissionId).state).toBe('void');
    expect(term(stage, 'REGISTER_REPORT', row.submissionId)?.state).toBe('void');
    expect(term(stage, 'PROCESS_REPORT', row.submissionId)?.state).toBe('void');
    expect(JSON.stringify(stage.entries)).not.toContain('передумал');
    expect(save(stage, receptionId, romashka, report()).submissionId).not.toBe(row.submissionId);
  });

  it('is no way round the journal', () => {
    const { stage, receptionId } = receiving();
    expect(stage.no('submission:discard', { receptionId, reason: 'нечего' }, anna)).toBe('notFound');
    save(stage, receptionId, romashka, report());
    register(stage, receptionId);
    expect(stage.no('submission:discard', { receptionId, reason: 'передумал' }, anna)).toBe('notNow');
  });
});

describe('without a visit (п. 47, 49)', () => {
  const received = (stage: Stage, over = {}) => ({
    channel: 'ELECTRONIC',
    receivedAt: stage.now - 2 * dayMs,
    senderRef: 'ТКС-2026-000017',
    payer: romashka,
    ...over,
  });

  it('a submission is received with the day it came on, and is unregistered from then', () => {
    const stage = openStage({}, withLaw);
    const { reply } = stage.yes('submission:receive', received(stage), anna);
    expect(reply).toMatchObject({ revision: 1 });
    const submissionId = String(toldOf(stage, 'submission:received')['submissionId']);
    expect(submissionOf(stage, submissionId)).toMatchObject({
      state: 'draft',
      receptionId: null,
      visitId: null,
      receivedDay: '2026-11-18',
      senderRef: 'ТКС-2026-000017',
    });
    expect(term(stage, 'REGISTER_REPORT', submissionId)).toMatchObject({
      due: { due: '2026-11-18' },
      label: 'получено 18.11.2026 09:00',
    });
    stage.tick();
    expect(term(stage, 'REGISTER_REPORT', submissionId)?.breachedOn).toBe('2026-11-20');
    expect(JSON.stringify(stage.entries)).not.toContain('ТКС-2026');
  });

  it.each([
    ['channel', { channel: 'PAPER' }],
    ['channel', { channel: 'PIGEON' }],
    ['applicant', { payer: { ...romashka, applicant: 'ALIEN' } }],
  ])('is refused for its %s', (field, over) => {
    const stage = openStage({}, withLaw);
    const ruling = stage.press('submission:receive', received(stage, over), anna);
    expect(ruling).toMatchObject({ ok: false, refusal: { key: 'badAnswer', about: { field } } });
  });

  it('is not received in the future, nor more than a month ago', () => {
    const stage = openStage({}, withLaw);
    for (const receivedAt of [stage.now + 1, stage.now - 31 * dayMs])
      expect(stage.no('submission:receive', received(stage, { receivedAt }), anna)).toBe('badAnswer');
  });

  it('is worked on, registered and discarded as any other', () => {
    const stage = openStage({}, withLaw);
    stage.shift('anna', '1');
    stage.yes('submission:receive', received(stage), anna);
    const submissionId = String(toldOf(stage, 'submission:received')['submissionId']);
    stage.yes('reception:open', { submissionId }, anna);
    const receptionId = [...stage.office.receptions.keys()].at(-1) ?? '';
    expect(submissionAt(stage, receptionId).submissionId).toBe(submissionId);
    save(stage, receptionId, romashka, report());
    expect(register(stage, receptionId)).toMatchObject({ state: 'registered', submissionId });
    expect(term(stage, 'REGISTER_REPORT', submissionId)?.state).toBe('late');
  });
});

describe('after the protocol', () => {
  /** A submission with its protocol, accepted or of errors. */
  function judged(isGood: boolean) {
    const at = receiving();
    save(at.stage, at.receptionId, romashka, report(isGood ? {} : { totals: null }));
    register(at.stage, at.receptionId);
    completeUntil(at.stage, at.receptionId, 'PROTOCOL');
    at.stage.at('anna', 'visit:finish');
    const row = submissionAt(at.stage, at.receptionId);
    return { ...at, row, submissionId: row.submissionId, protocolId: row.protocol?.protocolId ?? '' };
  }

  it('accepted data are entered in the personal accounts by an act of its own (п. 23), once', () => {
    const { stage, submissionId } = judged(true);
    expect(stage.no('submission:return', { submissionId, way: 'post' }, anna)).toBe('notNow');
    stage.yes('submission:include', { submissionId }, anna);
    expect(submissionOf(stage, submissionId)).toMatchObject({ state: 'included', includedAt: stage.now });
    expect(term(stage, 'PROCESS_REPORT', submissionId)?.state).toBe('kept');
    expect(stage.no('submission:include', { submissionId }, anna)).toBe('notNow');
  });

  it('documents with errors go back within seven days (п. 32), once; their examination is over with the protocol', () => {
    const { stage, submissionId, protocolId } = judged(false);
    expect(term(stage, 'PROCESS_REPORT', submissionId)).toMatchObject({ state: 'kept', endedBy: protocolId });
    expect(term(stage, 'RETURN_WITH_ERRORS', protocolId)).toMatchObject({ state: 'open', due: { due: '2026-11-27' } });
    expect(stage.no('submission:include', { submissionId }, anna)).toBe('notNow');
    stage.yes('submission:return', { submissionId, way: 'handed' }, anna);
    expect(submissionOf(stage, submissionId)).toMatchObject({ state: 'returned', returnWay: 'handed' });
    expect(term(stage, 'RETURN_WITH_ERRORS', protocolId)?.state).toBe('kept');
    expect(stage.no('submission:return', { submissionId, way: 'handed' }, anna)).toBe('notNow');
  });

  it('two weeks without a resubmission make it overdue, which the journal says once', () => {
    const { stage, submissionId, protocolId } = judged(false);
    expect(term(stage, 'RESUBMIT', protocolId)).toMatchObject({ due: { due: addCalendarDays('2026-11-20', 14) } });
    stage.now += 14 * dayMs;
    stage.tick();
    expect(submissionOf(stage, submissionId).state).toBe('errors');
    stage.now += dayMs;
    stage.tick();
    stage.tick();
    expect(submissionOf(stage, submissionId).state).toBe('overdue');
    expect(stage.entries.filter(({ kind }) => kind === 'submission:overdue')).toHaveLength(1);
    // the documents may still go back
    stage.yes('submission:return', { submissionId, way: 'post' }, anna);
    expect(submissionOf(stage, submissionId)).toMatchObject({ state: 'overdue', returnWay: 'post' });
  });

  it.each([
    ['named by the operator', true],
    ['named by the visitor at the kiosk', false],
  ])('a resubmission %s is linked when it is registered', (_, isNamed) => {
    const { stage, submissionId, protocolId } = judged(false);
    stage.pass(60);
    const receptionId = another(stage, 'resubmission', isNamed ? undefined : '1');
    save(stage, receptionId, romashka, report(isNamed ? { resubmits: protocolId } : {}));
    expect(submissionOf(stage, submissionId).state).toBe('errors');
    const row = register(stage, receptionId);
    expect(row.content.resubmits).toBe(protocolId);
    expect(submissionOf(stage, submissionId)).toMatchObject({ state: 'resubmitted', resubmittedBy: row.submissionId });
    expect(term(stage, 'RESUBMIT', protocolId)).toMatchObject({ state: 'kept', endedBy: row.submissionId });
    expect(toldOf(stage, 'submission:registered')['isLate']).toBe(false);
  });

  it('a resubmission that begins with a file keeps the protocol named at the kiosk, another payer’s file does not', () => {
    const { stage, protocolId } = judged(false);
    stage.pass(60);
    const receptionId = another(stage, 'resubmission', '1');
    take(stage, receptionId, [fileOf('a.xml')]);
    expect(submissionAt(stage, receptionId).content.resubmits).toBe(protocolId);
    stage.shift('boris', '2');
    const visit = stage.ticket('resubmission');
    stage.put({ ...visit, answers: { ...visit.answers, protocol: '1' } });
    stage.at('boris', 'visit:callNext');
    const second = stage.at('boris', 'visit:begin').receptionId ?? '';
    const payer = { regNo: '087-105-000777', inn: '7706016118', kpp: '', name: 'ООО «Другая»' };
    take(stage, second, [fileOf('b.xml', { payer })], boris);
    expect(submissionAt(stage, second).content.resubmits).toBeNull();
  });

  it('a resubmission after its two weeks is late, and linked all the same', () => {
    const { stage, submissionId, protocolId } = judged(false);
    stage.now += 15 * dayMs;
    stage.tick();
    expect(submissionOf(stage, submissionId).state).toBe('overdue');
    stage.shift('anna', '1');
    const receptionId = another(stage, 'resubmission');
    save(stage, receptionId, romashka, report({ resubmits: protocolId }));
    register(stage, receptionId);
    expect(submissionOf(stage, submissionId).state).toBe('resubmitted');
    expect(term(stage, 'RESUBMIT', protocolId)?.state).toBe('late');
  });

  it('a protocol is resubmitted once: a second one that names it is refused, a number at the kiosk is passed over', () => {
    const { stage, protocolId } = judged(false);
    const first = another(stage, 'resubmission');
    save(stage, first, romashka, report({ resubmits: protocolId }));
    register(stage, first);
    completeUntil(stage, first, 'PROTOCOL');
    stage.at('anna', 'visit:finish');
    const second = another(stage, 'resubmission', '1/2026');
    save(stage, second, romashka, report({ resubmits: protocolId }));
    completeUntil(stage, second, 'RECONCILE');
    expect(stage.no('reception:completeStep', { receptionId: second, step: 'JOURNAL' }, anna)).toBe('alreadyLinked');
    save(stage, second, romashka, report());
    expect(register(stage, second).content.resubmits).toBeNull();
  });

  it('the number that a visitor gives is not laid on another payer of the same visit', () => {
    const { stage, submissionId } = judged(false);
    const receptionId = another(stage, 'resubmission', '1');
    save(stage, receptionId, { ...romashka, regNo: '087-105-000777', inn: '7706016118' }, report());
    register(stage, receptionId);
    expect(submissionOf(stage, submissionId).state).toBe('errors');
  });

  it('a protocol of another payer cannot be resubmitted; one wrong number may be what is corrected', () => {
    const { stage, submissionId, protocolId } = judged(false);
    const receptionId = another(stage, 'resubmission');
    const content = report({ resubmits: protocolId });
    save(stage, receptionId, { ...romashka, regNo: '087-105-000777', inn: '7706016118' }, content);
    completeUntil(stage, receptionId, 'RECONCILE');
    const press = { receptionId, step: 'JOURNAL' };
    expect(stage.press('reception:completeStep', press, anna)).toMatchObject({
      refusal: { key: 'badAnswer', about: { field: 'resubmits' } },
    });
    save(stage, receptionId, { ...romashka, regNo: '087-105-000777' }, content);
    register(stage, receptionId);
    expect(submissionOf(stage, submissionId).state).toBe('resubmitted');
  });

  it('a protocol of reception asks for no resubmission', () => {
    const { stage, protocolId } = judged(true);
    const receptionId = another(stage, 'resubmission');
    save(stage, receptionId, romashka, report({ resubmits: protocolId }));
    completeUntil(stage, receptionId, 'RECONCILE');
    expect(stage.no('reception:completeStep', { receptionId, step: 'JOURNAL' }, anna)).toBe('badAnswer');
  });
});

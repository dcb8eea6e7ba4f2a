import { describe, expect, it } from 'vitest';
import type { ComplaintPage, ProofPage, TermFace } from '../../server/contract/index';
import {
  actsOf,
  blankComplaint,
  complaintTyped,
  linesOf,
  missingFields,
  papersOf,
} from '../../operator/complaints/complaint';
import { sheetAddress } from '../../operator/frame/sheet';
import { asText, stepOf, type InboxRow } from '../../operator/inbox/inbox';
import { passedMs, verdictOf } from '../../operator/proof/proof';
import { innAndKpp, periodWords, roubles } from '../../operator/registrations/register';
import { actOf, placeOf, standingKey, toneOf } from '../../operator/terms/terms';

describe('the registration journal', () => {
  it('says a period as its year counted them: half-years, quarters, running months, the year', () => {
    expect(periodWords(2010, '2')).toEqual({ key: 'half', n: '2', year: 2010 });
    expect(periodWords(2012, '4')).toEqual({ key: 'quarter', n: '4', year: 2012 });
    expect(periodWords(2014, '9')).toEqual({ key: 'months', n: '9', year: 2014 });
    expect(periodWords(2013, '0')).toEqual({ key: 'year', n: '0', year: 2013 });
    expect(periodWords(null, '1')).toBeNull();
  });
  it('writes sums in roubles, and leaves no stroke for a КПП that is missing', () => {
    expect(roubles(123_456_789, 'ru').replace(/\s/g, ' ')).toBe('1 234 567,89');
    expect(roubles(50, 'en')).toBe('0.50');
    expect(innAndKpp({ inn: '500100732259', kpp: '' })).toBe('500100732259');
  });
  it('is taken away with the filters that the page shows, in its language; whom one looks for stands in no address', () => {
    const filter = { text: 'ООО «Дом»', from: '2013-02-15', until: undefined, outcome: '' };
    const address = new URL(sheetAddress('registrations', 'xlsx', filter, 'en'), 'http://office');
    expect(address.pathname).toBe('/api/exports/registrations.xlsx');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      from: '2013-02-15',
      language: 'en',
    });
  });
});

type Norm = ProofPage['norms'][number];
const norm = (change: Partial<Norm>): Norm => ({
  key: 'wait',
  title: { ru: 'Ожидание', en: 'Wait' },
  ref: 'п. 34',
  limitMinutes: 15,
  tookMs: 600_000,
  isKept: true,
  by: '',
  ...change,
});

describe('a proof', () => {
  it('tells a norm that was passed by how much, and one that still runs as running', () => {
    expect(verdictOf(norm({}))).toBe('kept');
    expect(passedMs(norm({}))).toBeNull();
    const passed = norm({ tookMs: 16 * 60_000, isKept: false });
    expect([verdictOf(passed), passedMs(passed)]).toEqual(['passed', 60_000]);
    expect(passedMs(norm({ tookMs: 15 * 60_000 + 63, isKept: false }))).toBe(1000);
    expect(verdictOf(norm({ tookMs: null, isKept: null }))).toBe('running');
    expect(verdictOf(norm({ limitMinutes: null, isKept: null }))).toBe('none');
  });
});

const term = (change: Partial<TermFace>): TermFace => ({
  termId: 't1',
  code: 'PROCESS_REPORT',
  title: { ru: 'Приём', en: 'Processing' },
  ref: 'п. 23',
  subject: { kind: 'submission', id: 's1' },
  visitId: 'v1',
  label: 'журнал № 3187',
  from: '2013-02-15',
  due: { day: '2013-02-19', undetermined: null },
  state: 'open',
  standing: 'running',
  endedOn: null,
  endedBy: null,
  operator: 'Петрова А. В.',
  ...change,
});

describe('a term', () => {
  it('leads to its complaint, to its ticket’s proof, or nowhere', () => {
    expect(placeOf(term({}))).toEqual({ name: 'proof', params: { visitId: 'v1' } });
    expect(placeOf(term({ subject: { kind: 'complaint', id: 'c1' } }))).toEqual({
      name: 'complaint',
      params: { complaintId: 'c1' },
    });
    expect(placeOf(term({ visitId: null, code: 'PROCESS_REPORT', subject: { kind: 'submission', id: 's1' } }))).toEqual(
      {
        name: 'proofOfSubmission',
        params: { submissionId: 's1' },
      },
    );
    expect(placeOf(term({ visitId: null, subject: { kind: 'protocol', id: 'p1' } }))).toBeNull();
  });
  it('is ended in its row by those who may, while it is open', () => {
    const accepted = ['s1'];
    expect(actOf(term({}), ['operator'], accepted)).toBe('include');
    expect(actOf(term({}), ['auditor'], accepted)).toBeNull();
    expect(actOf(term({ state: 'kept', standing: 'ended' }), ['operator'], accepted)).toBeNull();
    expect(actOf(term({ code: 'RETURN_WITH_ERRORS' }), ['manager'], [])).toBe('return');
    const handOver = term({ code: 'PROTOCOL_HANDOVER', subject: { kind: 'protocol', id: 'p1' } });
    expect([actOf(handOver, ['operator'], []), actOf(handOver, ['manager'], [])]).toEqual(['handOver', null]);
  });
  it('is entered in the accounts only when its report is accepted', () => {
    expect(actOf(term({}), ['operator'], [])).toBeNull();
    expect(actOf(term({}), ['operator'], ['s2'])).toBeNull();
  });
  it('says how it ended, and is red only when its day has passed', () => {
    const late = term({ state: 'late', standing: 'ended' });
    expect([standingKey(late), toneOf(late)]).toEqual(['late', 'over']);
    expect(toneOf(term({ standing: 'undetermined' }))).toBe('line');
    expect(toneOf(term({ standing: 'overdue' }))).toBe('over');
  });
});

describe('a complaint', () => {
  const full = {
    ...blankComplaint('booth', 'Управление'),
    name: 'Иванов Иван',
    place: 'Москва',
    phone: '1',
    postalAddress: 'Москва',
    about: 'Отказ',
    arguments: 'Нет оснований',
  };
  it('needs all fields of п. 65 at the booth, and of a letter only what it cannot be registered without', () => {
    expect(missingFields(blankComplaint('booth', ''))).toEqual([
      'body',
      'name',
      'place',
      'phone',
      'postalAddress',
      'about',
      'arguments',
    ]);
    expect(missingFields(full)).toEqual([]);
    expect(missingFields(blankComplaint('post', 'Управление'))).toEqual(['about']);
  });
  it('asks for an address where the reply is to be electronic, and for the person who holds the authority', () => {
    expect(missingFields({ ...full, electronicReply: true })).toEqual(['email']);
    expect(missingFields({ ...full, authority: 'Доверенность № 1' })).toEqual(['representative']);
  });
  it('is found again as it was typed, and a broken draft harms nothing', () => {
    const blank = blankComplaint('post', 'Управление');
    expect(complaintTyped(JSON.stringify({ ...full, grounds: ['D'] }), blank)).toEqual({ ...full, grounds: ['D'] });
    expect(complaintTyped('{', blank)).toEqual(blank);
    expect(complaintTyped('{"kind":"song","grounds":"D"}', blank)).toEqual(blank);
    expect(linesOf(' копия \n\nсправка')).toEqual(['копия', 'справка']);
  });
  it('is led from registration to the reply, and to the remedy only when it was satisfied', () => {
    const page = (change: Partial<ComplaintPage>): ComplaintPage => ({
      complaintId: 'c1',
      revision: 1,
      state: 'received',
      content: full,
      ticket: null,
      receivedAt: 0,
      receivedBy: '',
      registered: null,
      forwarded: null,
      decided: null,
      replied: null,
      remedied: null,
      prosecutor: null,
      terms: [],
      masked: [],
      erased: null,
      ...change,
    });
    const decided = (decision: 'satisfied' | 'refused') => ({
      act: '1/2013',
      at: 1,
      by: '',
      decision: { decision, ground: '' as const, reasons: 'да', remedy: '' },
      remedyBy: null,
    });
    expect(actsOf(page({}))).toEqual(['register', 'edit']);
    expect(actsOf(page({ state: 'registered' }))[0]).toBe('decide');
    expect(actsOf(page({ state: 'registered', content: { ...full, addressee: 'fund' } }))[0]).toBe('forward');
    expect(actsOf(page({ state: 'satisfied', decided: decided('satisfied') }))).toEqual([
      'reply',
      'remedy',
      'prosecutor',
    ]);
    expect(actsOf(page({ state: 'replied', decided: decided('refused') }))).toEqual(['prosecutor']);
    expect(papersOf(page({ decided: decided('refused') }))).toEqual(['complaint', 'act', 'reply']);
  });
});

describe('an electronic submission', () => {
  const row: InboxRow = {
    submissionId: 's1',
    receptionId: null,
    state: 'draft',
    channel: 'ELECTRONIC',
    receivedAt: 0,
    senderRef: 'ТКС-1',
    regNo: '',
    name: '',
    operator: '',
    protocol: null,
    isSent: false,
  };
  it('is opened, worked on, and its protocol sent', () => {
    const protocol = { protocolId: 'p1', year: 2013, number: 1 };
    expect(stepOf(row)).toBe('open');
    expect(stepOf({ ...row, receptionId: 'r1' })).toBe('case');
    expect(stepOf({ ...row, receptionId: 'r1', protocol })).toBe('send');
    expect(stepOf({ ...row, protocol, isSent: true })).toBe('done');
  });
  it('has a protocol that can be saved as plain text of 48 columns', () => {
    const text = { kind: 'text', bold: false, width: 1, height: 1 } as const;
    const saved = asText([
      { ...text, text: 'ПРОТОКОЛ', align: 'center' },
      { kind: 'rule' },
      { ...text, text: '12', align: 'right' },
      { kind: 'cut' },
    ]);
    expect(saved.split('\r\n')).toEqual([`${' '.repeat(20)}ПРОТОКОЛ`, '-'.repeat(48), `${' '.repeat(46)}12`, '']);
  });
});

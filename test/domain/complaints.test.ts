import { describe, expect, it, test } from 'vitest';
import type { ClerkCommand, ComplaintContent, ComplaintState, Payload } from '../../server/contract/index.js';
import type { Complaint, Term } from '../../server/domain/cases.js';
import type { Actor } from '../../server/domain/decide.js';
import { boss, openStage, operator, toldOf, type Stage } from '../support/builders.js';
import { withLaw } from '../support/law.js';

const anna = operator('anna');
const dayMs = 24 * 3_600_000;

const content: ComplaintContent = {
  kind: 'complaint',
  way: 'booth',
  addressee: 'head',
  body: 'Управление ПФР № 5',
  officer: 'Иванова И. И., специалист',
  applicant: 'entity',
  name: 'ООО «Тёплый дом — Юг»',
  place: 'г. Тверь, ул. Садовая, 3',
  phone: '(4822) 00-00-00',
  email: '',
  postalAddress: '170000, г. Тверь, ул. Садовая, 3',
  electronicReply: false,
  about: 'Отказ в приёме отчётности 20 ноября.',
  arguments: 'Отказ не назван в регламенте.',
  grounds: [],
  attachments: ['копия описи'],
  representative: '',
  authorityKind: '',
  authority: '',
};

/** Noon in Moscow of a day. */
const noon = (day: string) => Date.parse(`${day}T12:00:00+03:00`);

function office(day: string): Stage {
  const stage = openStage({}, withLaw);
  stage.now = noon(day);
  return stage;
}

function idIn(reply: unknown): string {
  return typeof reply === 'object' && reply !== null && 'complaintId' in reply ? String(reply.complaintId) : '';
}

function take(stage: Stage, change: Partial<ComplaintContent> = {}, receivedAt: number | null = null): string {
  const sent = { content: { ...content, ...change }, receivedAt, receptionId: null };
  return idIn(stage.yes('complaint:take', sent, boss).reply);
}

function registered(stage: Stage, change: Partial<ComplaintContent> = {}): string {
  const complaintId = take(stage, change);
  stage.yes('complaint:register', { complaintId }, boss);
  return complaintId;
}

function row(stage: Stage, complaintId: string): Complaint {
  const found = stage.cases.row('complaint', complaintId);
  if (found === null) throw new Error('no complaint');
  return found;
}

function term(stage: Stage, complaintId: string, code: string): Pick<Term, 'due' | 'state' | 'endedOn'> | null {
  const found = stage.cases.row('term', `${complaintId}:${code}`);
  return found && { due: found.due, state: found.state, endedOn: found.endedOn };
}

const satisfied = {
  decision: 'satisfied',
  ground: '',
  reasons: 'Отказ не основан.',
  remedy: 'Принять отчётность.',
} as const;
const refused = { decision: 'refused', ground: 'decidedBefore', reasons: 'Решено 12.03.2013.', remedy: '' } as const;
const unanswered = { decision: 'unanswered', ground: 'unreadable', reasons: 'Адрес не читается.', remedy: '' } as const;

type Act = { [N in ClerkCommand]: N extends `complaint:${string}` ? N : never }[ClerkCommand];
type Press = (stage: Stage, complaintId: string) => void;

const acts: Record<
  Exclude<Act, 'complaint:take'>,
  (stage: Stage, complaintId: string) => ReturnType<Stage['press']>
> = {
  'complaint:save': (stage, complaintId) =>
    stage.press('complaint:save', { complaintId, revision: row(stage, complaintId).revision, content }, boss),
  'complaint:register': (stage, complaintId) => stage.press('complaint:register', { complaintId }, boss),
  'complaint:forward': (stage, complaintId) =>
    stage.press('complaint:forward', { complaintId, to: 'Отделение ПФР', noticeAt: stage.now }, boss),
  'complaint:restart': (stage, complaintId) =>
    stage.press('complaint:restart', { complaintId, registeredOn: '2013-04-25' }, boss),
  'complaint:decide': (stage, complaintId) =>
    stage.press('complaint:decide', { complaintId, decision: satisfied }, boss),
  'complaint:reply': (stage, complaintId) => stage.press('complaint:reply', { complaintId, way: 'post' }, boss),
  'complaint:remedy': (stage, complaintId) => stage.press('complaint:remedy', { complaintId, note: 'принято' }, boss),
  'complaint:prosecutor': (stage, complaintId) =>
    stage.press('complaint:prosecutor', { complaintId, note: 'материалы' }, boss),
};

const paths: Record<ComplaintState, Press> = {
  received: () => undefined,
  registered: (stage, id) => acts['complaint:register'](stage, id),
  forwarded: (stage, id) => {
    acts['complaint:register'](stage, id);
    acts['complaint:forward'](stage, id);
  },
  satisfied: (stage, id) => decided(stage, id, satisfied),
  refused: (stage, id) => decided(stage, id, refused),
  unanswered: (stage, id) => decided(stage, id, unanswered),
  replied: (stage, id) => {
    decided(stage, id, satisfied);
    acts['complaint:reply'](stage, id);
  },
  remedied: (stage, id) => {
    decided(stage, id, satisfied);
    acts['complaint:reply'](stage, id);
    acts['complaint:remedy'](stage, id);
  },
};

function decided(stage: Stage, complaintId: string, decision: Payload<'complaint:decide'>['decision']): void {
  acts['complaint:register'](stage, complaintId);
  stage.yes('complaint:decide', { complaintId, decision }, boss);
}

/** What may be done in each state, and what becomes of it. */
const life: Record<ComplaintState, Partial<Record<keyof typeof acts, ComplaintState>>> = {
  received: { 'complaint:save': 'received', 'complaint:register': 'registered' },
  registered: {
    'complaint:forward': 'forwarded',
    'complaint:decide': 'satisfied',
    'complaint:prosecutor': 'registered',
  },
  forwarded: { 'complaint:restart': 'forwarded', 'complaint:prosecutor': 'forwarded' },
  satisfied: {
    'complaint:reply': 'replied',
    'complaint:remedy': 'satisfied',
    'complaint:prosecutor': 'satisfied',
  },
  refused: { 'complaint:reply': 'replied', 'complaint:prosecutor': 'refused' },
  unanswered: { 'complaint:reply': 'replied', 'complaint:prosecutor': 'unanswered' },
  replied: { 'complaint:remedy': 'remedied', 'complaint:prosecutor': 'replied' },
  remedied: { 'complaint:prosecutor': 'remedied' },
};

describe('the life of a complaint', () => {
  const states = Object.keys(life).filter((state): state is ComplaintState => state in paths);
  const names = Object.keys(acts).filter((name): name is keyof typeof acts => name in acts);
  test.each(states.flatMap((state) => names.map((name) => [state, name] as const)))('%s: %s', (state, name) => {
    const stage = office('2013-04-25');
    const complaintId = take(stage);
    paths[state](stage, complaintId);
    expect(row(stage, complaintId).state).toBe(state);
    const ruling = acts[name](stage, complaintId);
    const becomes = life[state][name];
    if (becomes === undefined) expect(ruling).toMatchObject({ ok: false, refusal: { key: 'notNow' } });
    else expect(ruling.ok).toBe(true);
    expect(row(stage, complaintId).state).toBe(becomes ?? state);
  });

  it('goes to the prosecutor once, is remedied once, and only what was satisfied is remedied', () => {
    const stage = office('2013-04-25');
    const complaintId = take(stage);
    paths.replied(stage, complaintId);
    expect(acts['complaint:prosecutor'](stage, complaintId).ok).toBe(true);
    expect(acts['complaint:prosecutor'](stage, complaintId).ok).toBe(false);
    const other = take(stage);
    paths.refused(stage, other);
    acts['complaint:reply'](stage, other);
    expect(acts['complaint:remedy'](stage, other)).toMatchObject({ refusal: { key: 'notNow' } });
  });

  it('may be remedied before the reply, and is remedied after it', () => {
    const stage = office('2013-04-25');
    const complaintId = take(stage);
    paths.satisfied(stage, complaintId);
    acts['complaint:remedy'](stage, complaintId);
    expect(acts['complaint:remedy'](stage, complaintId).ok).toBe(false);
    acts['complaint:reply'](stage, complaintId);
    expect(row(stage, complaintId).state).toBe('remedied');
  });

  it('is unknown under another id', () => {
    expect(office('2013-04-25').no('complaint:register', { complaintId: 'nobody' }, boss)).toBe('notFound');
  });
});

describe('the terms of a complaint', () => {
  it('taken on a Friday is registered by the next working day', () => {
    const stage = office('2013-04-26');
    const complaintId = take(stage);
    expect(term(stage, complaintId, 'COMPLAINT_REGISTER')).toMatchObject({ due: { due: '2013-04-29' }, state: 'open' });
    stage.now = noon('2013-04-29');
    stage.yes('complaint:register', { complaintId }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_REGISTER')).toMatchObject({ state: 'kept', endedOn: '2013-04-29' });
  });

  it('is late when it was registered a day after that', () => {
    const stage = office('2013-04-25');
    const complaintId = take(stage, { way: 'post' }, noon('2013-04-22'));
    stage.yes('complaint:register', { complaintId }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_REGISTER')).toMatchObject({ due: { due: '2013-04-23' }, state: 'late' });
    expect(stage.entries.map(({ kind }) => kind)).toContain('term:late');
  });

  it('registered on 25.04.2013 is decided by 23.05.2013', () => {
    const stage = office('2013-04-25');
    const complaintId = registered(stage, { grounds: ['A', 'B', 'C', 'E', 'F'] });
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE')?.due).toEqual({ due: '2013-05-23' });
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE_FAST')).toBeNull();
    expect(stage.office.terms.get(`${complaintId}:COMPLAINT_DECIDE`)?.label).toBe('жалоба № 1/2013');
  });

  test.each(['D', 'G'])('on ground %s it is decided by 07.05.2013', (ground) => {
    const stage = office('2013-04-25');
    const complaintId = registered(stage, { grounds: ['A', ground] });
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE_FAST')?.due).toEqual({ due: '2013-05-07' });
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE')).toBeNull();
  });

  it('runs into a year without a calendar and says so; what ends it then is kept', () => {
    const stage = office('2026-12-25');
    const complaintId = registered(stage);
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE')?.due).toEqual({ undetermined: 2027 });
    stage.now = noon('2027-03-01');
    stage.yes('complaint:decide', { complaintId, decision: satisfied }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE')?.state).toBe('kept');
    expect(row(stage, complaintId).decided?.remedyBy).toEqual({ undetermined: 2027 });
  });

  it('satisfied on 30.04.2013: replied by the next day, remedied within five working days', () => {
    const stage = office('2013-04-25');
    const complaintId = registered(stage);
    stage.now = noon('2013-04-30');
    stage.yes('complaint:decide', { complaintId, decision: satisfied }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE')).toMatchObject({ state: 'kept', endedOn: '2013-04-30' });
    // the day after the decision, a holiday or not
    expect(term(stage, complaintId, 'COMPLAINT_REPLY')?.due).toEqual({ due: '2013-05-01' });
    expect(term(stage, complaintId, 'COMPLAINT_REMEDY')?.due).toEqual({ due: '2013-05-14' });
    expect(row(stage, complaintId).decided).toMatchObject({
      act: '1/2013',
      by: 'boss',
      remedyBy: { due: '2013-05-14' },
    });
    stage.now = noon('2013-05-06');
    stage.yes('complaint:reply', { complaintId, way: 'handed' }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_REPLY')).toMatchObject({ state: 'late', endedOn: '2013-05-06' });
    stage.yes('complaint:remedy', { complaintId, note: 'отчётность принята' }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_REMEDY')?.state).toBe('kept');
    expect(row(stage, complaintId).remedied?.note).toBe('отчётность принята');
  });

  it('refused is replied to and has nothing to remedy; left unanswered owes no reply', () => {
    const stage = office('2013-04-25');
    const one = registered(stage);
    stage.yes('complaint:decide', { complaintId: one, decision: refused }, boss);
    expect(term(stage, one, 'COMPLAINT_REPLY')?.state).toBe('open');
    expect(term(stage, one, 'COMPLAINT_REMEDY')).toBeNull();
    const other = registered(stage, { way: 'post', name: '', postalAddress: '' });
    stage.yes('complaint:decide', { complaintId: other, decision: unanswered }, boss);
    expect(term(stage, other, 'COMPLAINT_REPLY')).toBeNull();
    expect(row(stage, other).decided?.act).toBe('2/2013');
  });

  it('proposals and reports of defects have registers and numbers of their own and no terms of complaints', () => {
    const stage = office('2013-04-25');
    const ids = (['proposal', 'defect', 'complaint', 'proposal'] as const).map((kind) => registered(stage, { kind }));
    expect(ids.map((id) => row(stage, id).registered?.number)).toEqual([1, 2, 1, 3]);
    stage.yes('complaint:decide', { complaintId: ids[0] ?? '', decision: satisfied }, boss);
    expect([...stage.office.terms.keys()]).toEqual([`${ids[2]}:COMPLAINT_DECIDE`]);
  });

  it('numbers begin anew with the year', () => {
    const stage = office('2013-12-30');
    const first = registered(stage);
    stage.now = noon('2014-01-09');
    const second = registered(stage);
    expect(row(stage, first).registered).toMatchObject({ year: 2013, number: 1 });
    expect(row(stage, second).registered).toMatchObject({ year: 2014, number: 1 });
  });

  it('its term to be registered comes and goes with the kind that is typed', () => {
    const stage = office('2013-04-25');
    const complaintId = take(stage, { kind: 'defect' });
    expect(term(stage, complaintId, 'COMPLAINT_REGISTER')).toBeNull();
    stage.yes('complaint:save', { complaintId, revision: 1, content }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_REGISTER')?.state).toBe('open');
    stage.yes('complaint:save', { complaintId, revision: 2, content: { ...content, kind: 'defect' } }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_REGISTER')?.state).toBe('void');
  });
});

describe('a complaint that another body decides', () => {
  it('is forwarded within three working days, and its fifteen days are over here', () => {
    const stage = office('2013-04-25');
    const complaintId = registered(stage, { addressee: 'superior' });
    expect(term(stage, complaintId, 'COMPLAINT_FORWARD')).toMatchObject({ due: { due: '2013-04-30' }, state: 'open' });
    stage.now = noon('2013-04-30');
    stage.yes('complaint:forward', { complaintId, to: 'Отделение ПФР', noticeAt: stage.now }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_FORWARD')?.state).toBe('kept');
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE')?.state).toBe('void');
  });

  it('is not done before the applicant was told in writing', () => {
    const stage = office('2013-04-25');
    const complaintId = registered(stage, { addressee: 'fund' });
    stage.yes('complaint:forward', { complaintId, to: 'ПФР', noticeAt: null }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_FORWARD')?.state).toBe('open');
    expect(stage.no('complaint:forward', { complaintId, to: 'ПФР', noticeAt: null }, boss)).toBe('notNow');
    stage.now = noon('2013-05-06');
    stage.yes('complaint:forward', { complaintId, to: 'другому', noticeAt: stage.now }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_FORWARD')).toMatchObject({ state: 'late', endedOn: '2013-05-06' });
    expect(row(stage, complaintId).forwarded).toMatchObject({ to: 'ПФР', at: noon('2013-04-25'), noticeAt: stage.now });
    expect(acts['complaint:forward'](stage, complaintId).ok).toBe(false);
  });

  test.each([
    ['2013-04-30', 'kept'],
    ['2013-05-06', 'late'],
  ])('found out on %s: the three days count from registration and are %s', (day, state) => {
    const stage = office('2013-04-25');
    const complaintId = registered(stage);
    expect(term(stage, complaintId, 'COMPLAINT_FORWARD')).toBeNull();
    stage.now = noon(day);
    acts['complaint:forward'](stage, complaintId);
    expect(term(stage, complaintId, 'COMPLAINT_FORWARD')).toEqual({ due: { due: '2013-04-30' }, state, endedOn: day });
    expect(stage.office.terms.size).toBe(0);
  });

  it('counts anew from the day on which it was registered there', () => {
    const stage = office('2013-04-22');
    const complaintId = registered(stage, { addressee: 'superior', grounds: ['D'] });
    acts['complaint:forward'](stage, complaintId);
    stage.now = noon('2013-04-26');
    const restart = (registeredOn: string) => stage.no('complaint:restart', { complaintId, registeredOn }, boss);
    expect(restart('2013-04-21')).toBe('badAnswer');
    expect(restart('2013-04-27')).toBe('badAnswer');
    expect(restart('2013-04-25')).toBe('granted');
    expect(restart('2013-04-25')).toBe('notNow');
    expect(toldOf(stage, 'complaint:restarted')).toMatchObject({ registeredOn: '2013-04-25', due: '2013-05-07' });
    // what the other body does not keep is no breach of ours
    expect(stage.office.terms.size).toBe(0);
  });

  it('and that we decide after all needs no forwarding', () => {
    const stage = office('2013-04-25');
    const complaintId = registered(stage, { addressee: 'superior' });
    stage.yes('complaint:decide', { complaintId, decision: refused }, boss);
    expect(term(stage, complaintId, 'COMPLAINT_FORWARD')?.state).toBe('void');
    expect(term(stage, complaintId, 'COMPLAINT_DECIDE')?.state).toBe('kept');
  });
});

describe('what a complaint has to say', () => {
  function refusedField(change: Partial<ComplaintContent>): unknown {
    const stage = office('2013-04-25');
    const sent = { content: { ...content, ...change }, receivedAt: null, receptionId: null };
    const ruling = stage.press('complaint:take', sent, boss);
    return ruling.ok ? null : ruling.refusal.about?.['field'];
  }

  test.each(['body', 'name', 'place', 'phone', 'postalAddress', 'about', 'arguments'] as const)(
    'at the booth it needs %s (п. 65), and says which is missing',
    (field) => {
      expect(refusedField({ [field]: '' })).toBe(field);
    },
  );

  it('a letter is registered whatever else it lacks', () => {
    expect(refusedField({ way: 'post', name: '', place: '', phone: '', postalAddress: '', arguments: '' })).toBeNull();
    expect(refusedField({ way: 'post', about: '' })).toBe('about');
  });

  it('knows no grounds and no documents but those of the regulation', () => {
    expect(refusedField({ grounds: ['A', 'Z'] })).toBe('grounds');
    expect(refusedField({ grounds: ['A', 'A'] })).toBe('grounds');
    expect(refusedField({ representative: 'Орлова', authorityKind: 'DRIVING_LICENCE' })).toBe('authorityKind');
    expect(refusedField({ representative: 'Орлова', authorityKind: 'POWER_ENTITY', authority: '№ 12' })).toBeNull();
    expect(refusedField({ authorityKind: 'POWER_ENTITY' })).toBe('representative');
    expect(refusedField({ electronicReply: true })).toBe('email');
    expect(refusedField({ electronicReply: true, email: 'dom@example.ru' })).toBeNull();
  });

  it('came neither tomorrow nor last year', () => {
    const stage = office('2013-04-25');
    const at = (receivedAt: number) =>
      stage.no('complaint:take', { content: { ...content, way: 'post' }, receivedAt, receptionId: null }, boss);
    expect(at(stage.now + 1)).toBe('badAnswer');
    expect(at(stage.now - 31 * dayMs)).toBe('badAnswer');
    expect(at(stage.now - 29 * dayMs)).toBe('granted');
  });

  it('a stale screen overwrites nothing', () => {
    const stage = office('2013-04-25');
    const complaintId = take(stage);
    const save = (revision: number) =>
      stage.no('complaint:save', { complaintId, revision, content: { ...content, about: 'иначе' } }, boss);
    expect(save(2)).toBe('caseChanged');
    expect(save(1)).toBe('granted');
    expect(save(1)).toBe('caseChanged');
    expect(row(stage, complaintId).content.about).toBe('иначе');
  });

  test.each([
    [{ ...satisfied, reasons: '' }, 'reasons'],
    [{ ...satisfied, remedy: '' }, 'remedy'],
    [{ ...satisfied, ground: 'court' }, 'ground'],
    [{ ...refused, remedy: 'принять' }, 'remedy'],
    [{ ...refused, ground: 'insult' }, 'ground'],
    [{ ...unanswered, ground: '' }, 'ground'],
    [{ ...unanswered, ground: 'court' }, 'ground'],
    [{ ...refused, ground: '' }, null],
  ] as const)('a decision %o is wrong in %s', (decision, field) => {
    const stage = office('2013-04-25');
    const ruling = stage.press('complaint:decide', { complaintId: registered(stage), decision }, boss);
    expect(ruling.ok ? null : ruling.refusal.about?.['field']).toBe(field);
  });

  it('is answered electronically only when that was wished (п. 89)', () => {
    const stage = office('2013-04-25');
    const complaintId = take(stage);
    paths.satisfied(stage, complaintId);
    expect(stage.no('complaint:reply', { complaintId, way: 'electronic' }, boss)).toBe('badAnswer');
  });
});

describe('a complaint at the booth', () => {
  function serving(serviceId: string): { stage: Stage; receptionId: string } {
    const stage = openStage({}, withLaw);
    stage.shift('anna', '1');
    stage.ticket(serviceId);
    stage.at('anna', 'visit:callNext');
    return { stage, receptionId: stage.at('anna', 'visit:begin').receptionId ?? '' };
  }
  const taking = (stage: Stage, receptionId: string, who: Actor, change: Partial<ComplaintContent> = {}) =>
    stage.no('complaint:take', { content: { ...content, ...change }, receivedAt: null, receptionId }, who);

  it('carries the ticket of its visit', () => {
    const { stage, receptionId } = serving('complaint');
    expect(taking(stage, receptionId, anna)).toBe('granted');
    const entry = stage.entries.find(({ kind }) => kind === 'complaint:taken');
    const visit = stage.visit(entry?.visitId ?? '');
    const [open] = stage.office.terms.values();
    expect(open).toMatchObject({ code: 'COMPLAINT_REGISTER', label: visit.number, visitId: visit.visitId });
  });

  it('is taken by whoever receives the visitor, while it lasts, about a complaint', () => {
    const { stage, receptionId } = serving('complaint');
    expect(taking(stage, receptionId, operator('boris'))).toBe('notYours');
    expect(taking(stage, 'nothing', anna)).toBe('notFound');
    expect(taking(stage, receptionId, anna, { way: 'post' })).toBe('badAnswer');
    stage.at('anna', 'visit:finish');
    expect(taking(stage, receptionId, anna)).toBe('notNow');
    const other = serving('consultation');
    expect(taking(other.stage, other.receptionId, anna)).toBe('notNow');
  });
});

describe('the journal of complaints', () => {
  it('has ids, codes and days, and no word of anybody', () => {
    const stage = office('2013-04-25');
    const complaintId = take(stage, {
      representative: 'Орлова Марина',
      authorityKind: 'POWER_ENTITY',
      authority: '№ 12',
    });
    paths.remedied(stage, complaintId);
    acts['complaint:prosecutor'](stage, complaintId);
    const forwarded = registered(stage, { addressee: 'superior' });
    acts['complaint:forward'](stage, forwarded);
    acts['complaint:restart'](stage, forwarded);
    const told = JSON.stringify(stage.entries);
    for (const words of [
      'Тёплый',
      'Орлова',
      'Иванова',
      'Садовая',
      '00-00',
      'Отказ',
      'Принять',
      'Отделение',
      'материалы',
    ])
      expect(told).not.toContain(words);
    expect(toldOf(stage, 'complaint:prosecutor')).toMatchObject({ noteMac: 'sealed-9' });
    expect(stage.entries.filter(({ kind }) => kind.startsWith('complaint:')).map(({ kind }) => kind)).toEqual([
      'complaint:taken',
      'complaint:registered',
      'complaint:decided',
      'complaint:replied',
      'complaint:remedied',
      'complaint:prosecutor',
      'complaint:taken',
      'complaint:registered',
      'complaint:forwarded',
      'complaint:restarted',
    ]);
  });
});

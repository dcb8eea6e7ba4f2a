/**
 * What is hidden until somebody opens it (152-ФЗ): no report, view, sheet or paper says it to anybody, each opening
 * stands in the journal before the value leaves, and what was not opened comes back from a screen as it was.
 */
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  reports,
  sheets,
  staffRoles,
  views,
  type CasePage,
  type ComplaintContent,
  type ComplaintPage,
  type PaperPage,
  type Payload,
  type PayerCard,
  type StaffRole,
  type SubmissionContent,
} from '../../server/contract/index.js';
import { makeLog } from '../../server/devices/log.js';
import { takeTicket } from '../support/browser.js';
import { report as typed } from '../support/filing.js';
import { must } from '../support/handedin.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';

/** Each stands in one field; found elsewhere it names the leak. */
const hidden = {
  identity: '4511 770077',
  insured: '112-233-445 00',
  inn: '500100732259',
  phone: '8 495 777-31-31',
  email: 'nedovolchenko@pochta.example',
  place: 'Тупиковая улица, 4',
  postalAddress: 'Абонентский ящик 17',
  address: 'Почтовая будка, 12',
} as const;
const all = Object.values(hidden);
/** As they stand in JSON, on papers that break lines, and without spaces. */
const leaksIn = (text: string) => all.filter((one) => text.replaceAll('\u00a0', ' ').includes(one));

const payer: PayerCard = {
  regNo: '087-105-004242',
  inn: hidden.inn,
  kpp: '',
  ogrn: '',
  name: 'ИП Сидоров Пётр Ильич',
  applicant: 'IP',
};
const content: SubmissionContent = typed({
  ...{ year: 2012, period: '4' },
  representative: { name: 'Ямщикова', authority: 'Доверенность № 8', identity: hidden.identity },
});
const complaint: ComplaintContent = {
  ...({ kind: 'complaint', way: 'post', addressee: 'head', body: 'Управление', officer: '' } as const),
  ...({ applicant: 'person', name: 'Недовольченко', place: hidden.place, phone: hidden.phone } as const),
  ...{ email: hidden.email, postalAddress: hidden.postalAddress, electronicReply: false },
  ...{ about: 'Отказ в приёме', arguments: '', grounds: ['D'], attachments: [], representative: '' },
  ...{ authorityKind: '', authority: '' },
};

type Person = TestClient & { userId: string; cookie: string };
const lines: string[] = [];
let office: TestOffice;
let anna: Person;
let boris: Person;
const byRole = new Map<StaffRole, Person>();
const of = (role: StaffRole): Person => {
  const person = byRole.get(role);
  if (person === undefined) throw new Error(role);
  return person;
};
const ids = { visitId: '', receptionId: '', submissionId: '', payerId: '', complaintId: '', consultationId: '' };
const turn = () => office.opened.app.house.clerk.office.booths.get('booth-1')?.turn ?? 0;

async function handIn(): Promise<void> {
  const ticket = await takeTicket(await office.kiosk(), 'intake-paper', press());
  await must(anna, 'visit:callNext', { turn: turn() });
  await must(anna, 'visit:begin', { turn: turn() });
  ids.visitId = ticket.visitId;
  ids.receptionId = [...office.opened.app.house.clerk.office.receptions.values()].at(-1)?.receptionId ?? '';
  const { receptionId } = ids;
  const saved = await must(anna, 'submission:save', { receptionId, revision: 0, payer, content });
  ids.submissionId = saved.submissionId;
  ids.payerId = saved.payerId ?? '';
  const finding = { ruleId: null, severity: 30, text: 'Неверный номер', where: 'строка 7' };
  await must(anna, 'reception:addFinding', {
    receptionId,
    finding: { ...finding, found: hidden.insured, expected: '' },
  });
}

async function steps(): Promise<void> {
  const { receptionId } = ids;
  for (const { step, attested } of office.opened.app.house.clerk.office.receptions.get(receptionId)?.steps ?? []) {
    const checkedAt = office.clock.now() - 1000;
    const attestation = attested ? { tool: 'ПТК', result: 'passed' as const, checkedAt, file: '' } : null;
    await must(anna, 'reception:completeStep', { receptionId, step, attestation });
  }
}

const row = () => {
  const { opened } = office;
  const found = opened.store.casesOf(opened.app.house.officeId).row('submission', ids.submissionId);
  if (found === null) throw new Error('no submission');
  return found;
};
const protocolId = () => row().protocol?.protocolId ?? '';

/** The answer to a question asked in a body, as the console asks. */
async function asked(name: string, query: object, { cookie }: Person): Promise<{ status: number; text: string }> {
  const response = await fetch(`${office.url}/api/${name}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'x-talon-as': 'staff' },
    body: JSON.stringify(query),
  });
  return { status: response.status, text: await response.text() };
}
async function answer<T>(name: string, query: object, person: Person): Promise<T> {
  const { text } = await asked(`reports/${name}`, query, person);
  const reply: { ok: boolean; data: T } = JSON.parse(text);
  if (!reply.ok) throw new Error(`${name}: ${text}`);
  return reply.data;
}
const casePage = (person: Person) => answer<CasePage>('case', { submissionId: ids.submissionId }, person);
const openings = () =>
  office.opened.store.read.journal.findMany({ where: { kind: 'data:opened' }, orderBy: { seq: 'asc' } });
const open = (person: Person, payload: Omit<Payload<'data:open'>, 'requestId'>, requestId = press()) =>
  person.ask('data:open', { requestId, ...payload });
const openPaper = (person: Person, payload: Omit<Payload<'data:openPaper'>, 'requestId'>) =>
  person.ask('data:openPaper', { requestId: press(), ...payload });

/** Questions about what was planted, so that nothing is answered with nothing. */
function questions(): Record<string, Record<string, unknown>[]> {
  const { visitId, submissionId, payerId, complaintId, consultationId } = ids;
  return {
    case: [{ submissionId }],
    payers: [{ text: '087-105-004242' }, { text: hidden.inn }],
    marks: [{ inn: hidden.inn }],
    protocol: [{ protocolId: protocolId() }],
    protocols: [{ text: '1' }],
    registrations: [{ text: hidden.inn }],
    proof: [{ visitId }, { submissionId }],
    complaint: [{ complaintId }],
    complaintPaper: ['complaint', 'notice', 'act', 'reply'].map((paper) => ({ complaintId, paper })),
    complaintSummary: [{ year: 2013, quarter: 1 }],
    paper: [{ limit: 50 }],
    journal: [{ limit: 200 }],
    held: [{ payerId }, { complaintId }, { consultationId }, { text: hidden.inn }],
    figures: [{ from: '2013-02-15', until: '2013-02-15' }],
  };
}

beforeAll(async () => {
  const stream = new PassThrough();
  stream.on('data', (line: Buffer) => void lines.push(line.toString()));
  office = await openTestOffice({ log: makeLog('debug', stream) });
  anna = await office.staff(['operator'], '1');
  boris = await office.staff(['operator'], '2');
  for (const role of staffRoles) byRole.set(role, role === 'operator' ? boris : await office.staff([role]));
  await handIn();
  const receivedAt = office.clock.now() - 60_000;
  const taken = await must(of('manager'), 'complaint:take', { content: complaint, receivedAt, receptionId: null });
  ids.complaintId = taken.complaintId;
  const inquiry = { receivedAt, sender: 'ООО «Ромашка»', address: hidden.address, topic: 'Сроки сдачи' };
  ids.consultationId = (await must(of('manager'), 'consultation:receive', inquiry)).consultationId;
});
afterAll(() => office.close());

describe('a case that is worked on', () => {
  it('shows its passport and insured persons by their ends even to whoever works on it', async () => {
    const page = await casePage(anna);
    expect(page.content.representative.identity).toBe('45•• •••077');
    expect(page.findings[0]?.found).toBe('112-•••-••• ••');
    expect(page.masked).toEqual(['identity', 'insured']);
    // the number is typed and judged there, and goes back with every save
    expect(page.payer.inn).toBe(hidden.inn);
    const other = await casePage(of('manager'));
    expect(other.payer.inn).toBe('50••••••••59');
    expect(other.masked).toEqual(['identity', 'insured', 'inn']);
  });

  it('keeps the passport when it is saved untouched, and takes no hidden sign for a number', async () => {
    const { receptionId } = ids;
    const page = await casePage(anna);
    const saved = (identity: string | null, inn = hidden.inn as string) => ({
      ...{ requestId: press(), receptionId, revision: row().revision, payer: { ...payer, inn } },
      content: { ...content, representative: { ...content.representative, name: 'Ямщикова А.', identity } },
    });
    expect((await anna.ask('submission:save', saved(null))).ok).toBe(true);
    expect(row().content.representative).toEqual({ ...content.representative, name: 'Ямщикова А.' });
    // a screen of another make, that sends what it was shown
    expect(await anna.ask('submission:save', saved(page.content.representative.identity))).toMatchObject({
      refusal: { key: 'badAnswer', about: { field: 'identity' } },
    });
    expect(await anna.ask('submission:save', saved(null, '50••••••••59'))).toMatchObject({
      refusal: { key: 'badAnswer', about: { field: 'inn' } },
    });
    expect(row().content.representative.identity).toBe(hidden.identity);
  });

  it('is opened by whoever works on it and by managers, never by a colleague', async () => {
    const subject = { kind: 'submission', id: ids.submissionId } as const;
    const before = (await openings()).length;
    expect(await open(boris, { subject, fields: ['identity'], reason: 'reception' })).toMatchObject({
      refusal: { key: 'notYours' },
    });
    for (const role of ['attendant', 'administrator'] as const)
      expect(await open(of(role), { subject, fields: ['identity'], reason: 'check' })).toMatchObject({
        refusal: { key: 'notAllowed' },
      });
    // a refusal opened nothing, and the journal says nothing
    expect(await openings()).toHaveLength(before);
    const own = await open(anna, { subject, fields: ['identity', 'insured', 'inn'], reason: 'reception' });
    const [finding] = row().findings;
    expect(own).toEqual({
      ok: true,
      data: {
        values: {
          identity: hidden.identity,
          [`${finding?.findingId ?? ''}.found`]: hidden.insured,
          inn: hidden.inn,
        },
      },
    });
    expect((await open(of('auditor'), { subject, fields: ['identity'], reason: 'check' })).ok).toBe(true);
    const told = await openings();
    expect(told.slice(before).map(({ actor, visitId, data }) => ({ actor, visitId, ...JSON.parse(data) }))).toEqual([
      {
        ...{ actor: anna.userId, visitId: ids.visitId, subjectKind: 'submission', subjectId: ids.submissionId },
        ...{ fields: ['identity', 'insured', 'inn'], reason: 'reception' },
      },
      {
        ...{ actor: of('auditor').userId, visitId: ids.visitId, subjectKind: 'submission' },
        ...{ subjectId: ids.submissionId, fields: ['identity'], reason: 'check' },
      },
    ]);
  });

  it('is opened once by one press: a retry hears that it was done, and nothing is told twice', async () => {
    const subject = { kind: 'submission', id: ids.submissionId } as const;
    const asked = { subject, fields: ['identity'] as const, reason: 'case' as const };
    const requestId = press();
    const payload = { ...asked, fields: [...asked.fields] };
    expect((await open(anna, payload, requestId)).ok).toBe(true);
    const { length } = await openings();
    expect(await open(anna, payload, requestId)).toMatchObject({ refusal: { key: 'alreadyDone' } });
    expect(await openings()).toHaveLength(length);
    // what stands nowhere is opened by nobody
    expect(await open(anna, { ...payload, fields: ['phone'] })).toMatchObject({ refusal: { key: 'notFound' } });
    expect(await open(anna, { ...payload, subject: { kind: 'payer', id: 'nobody' } })).toMatchObject({
      refusal: { key: 'notFound' },
    });
    expect(await openings()).toHaveLength(length);
  });

  it('is found by a whole number, and not digit by digit: a registration number by any part of it', async () => {
    const found = async (text: string) =>
      (await answer<{ payers: unknown[] }>('payers', { text: `Сидоров ${text}` }, boris)).payers.length;
    for (let digits = 1; digits < hidden.inn.length; digits += 1) {
      // digits of the registration number are nobody's secret
      const [from, to] = [hidden.inn.slice(0, digits), hidden.inn.slice(-digits)];
      for (const part of [from, to])
        if (!payer.regNo.replaceAll('-', '').includes(part)) expect(await found(part), part).toBe(0);
    }
    expect(await found('5001-0073')).toBe(0);
    for (const open of [hidden.inn, payer.regNo, '087105004242', '0871050', '087-105-00', '4242', ''])
      expect(await found(open), open).toBe(1);
    const held = await answer<{ alike: unknown[] }>(
      'held',
      { text: `Сидоров ${hidden.inn.slice(0, 8)}` },
      of('manager'),
    );
    expect(held.alike).toEqual([]);
  });

  it('gives a payer’s number to whoever receives somebody, and to no operator who receives nobody', async () => {
    const subject = { kind: 'payer', id: ids.payerId } as const;
    const found = await answer<{ payers: { payer: PayerCard; masked: string[] }[] }>(
      'payers',
      { text: payer.regNo },
      anna,
    );
    expect(found.payers[0]).toMatchObject({ payer: { inn: '50••••••••59' }, masked: ['inn'] });
    const payload = { subject, fields: ['inn' as const], reason: 'reception' as const };
    expect(await open(boris, payload)).toMatchObject({ refusal: { key: 'notYours' } });
    expect(await open(anna, payload)).toEqual({ ok: true, data: { values: { inn: hidden.inn } } });
  });
});

describe('a complaint and an inquiry', () => {
  it('show no way to a person, save untouched contacts as they were, and open one at a time', async () => {
    const { complaintId } = ids;
    const page = await answer<ComplaintPage>('complaint', { complaintId }, boris);
    expect(page.masked).toEqual(['place', 'phone', 'email', 'postalAddress']);
    expect(page.content).toMatchObject({ name: 'Недовольченко', phone: '• ••• •••-••-31' });
    const untouched = { place: null, phone: null, email: null, postalAddress: null };
    const changed = { ...page.content, ...untouched, about: 'Отказ в приёме отчётности' };
    await must(boris, 'complaint:save', { complaintId, revision: page.revision, content: changed });
    const { opened } = office;
    const kept = () => opened.store.casesOf(opened.app.house.officeId).row('complaint', complaintId);
    expect(kept()?.content).toEqual({ ...complaint, about: 'Отказ в приёме отчётности' });
    const shown = { ...changed, phone: page.content.phone };
    expect(
      await boris.ask('complaint:save', {
        requestId: press(),
        complaintId,
        revision: page.revision + 1,
        content: shown,
      }),
    ).toMatchObject({ refusal: { key: 'badAnswer', about: { field: 'phone' } } });
    const subject = { kind: 'complaint', id: complaintId } as const;
    expect(await open(boris, { subject, fields: ['phone'], reason: 'case' })).toEqual({
      ok: true,
      data: { values: { phone: hidden.phone } },
    });
    const inquiry = { kind: 'consultation', id: ids.consultationId } as const;
    expect(await open(of('manager'), { subject: inquiry, fields: ['address'], reason: 'case' })).toEqual({
      ok: true,
      data: { values: { address: hidden.address } },
    });
  });
});

describe('papers', () => {
  it('of a case are hidden on screens until they are opened; what the printer got is whole', async () => {
    await steps();
    await office.opened.app.house.clerk.idle();
    const jobs = async (person: Person) =>
      (await answer<PaperPage>('paper', { limit: 50 }, person)).jobs.filter(({ kind }) => kind === 'protocol');
    await expect.poll(async () => (await jobs(anna)).some(({ isMasked }) => isMasked)).toBe(true);
    for (const person of [anna, of('manager')])
      for (const job of await jobs(person)) expect([job.isMasked, job.lines]).toEqual([true, null]);
    // whoever may not read it is not told that there is something to open
    for (const person of [boris, of('attendant')])
      for (const job of await jobs(person)) expect([job.isMasked, job.lines]).toEqual([false, null]);
    const id = (await jobs(anna))[0]?.printJobId ?? '';
    const paper = { subject: { kind: 'printJob', id }, paper: null, reason: 'case' } as const;
    expect(await openPaper(boris, paper)).toMatchObject({ refusal: { key: 'notYours' } });
    const whole = await openPaper(anna, paper);
    expect(leaksIn(JSON.stringify(whole))).toEqual([hidden.insured, hidden.inn]);
    const ticket = (await answer<PaperPage>('paper', { limit: 50 }, anna)).jobs.find(({ kind }) => kind === 'ticket');
    expect(ticket).toMatchObject({ isMasked: false });
    expect(ticket?.lines?.length).toBeGreaterThan(5);
    expect((await openings()).at(-1)).toMatchObject({ actor: anna.userId });
  });

  it('belong to a case that a colleague sees once it is registered, and whose passport stays closed to them', async () => {
    expect(row().registered).not.toBeNull();
    const subject = { kind: 'submission', id: ids.submissionId } as const;
    for (const field of ['identity', 'insured'] as const)
      expect(await open(boris, { subject, fields: [field], reason: 'case' })).toMatchObject({
        refusal: { key: 'notYours' },
      });
    expect((await open(boris, { subject, fields: ['inn', 'identity'], reason: 'case' })).ok).toBe(false);
    expect(await open(boris, { subject, fields: ['inn'], reason: 'case' })).toEqual({
      ok: true,
      data: { values: { inn: hidden.inn } },
    });
  });

  it('of protocols and complaints are drawn with stars, and whole for whoever opens them', async () => {
    const protocol = await asked('reports/protocol', { protocolId: protocolId() }, anna);
    expect(protocol.text).toContain('112-***-*** **');
    expect(protocol.text).toContain('50********59');
    expect(protocol.text).toContain('"isMasked":true');
    const opened = await openPaper(anna, {
      ...{ subject: { kind: 'protocol', id: protocolId() }, paper: null, reason: 'reception' },
    });
    expect(leaksIn(JSON.stringify(opened))).toEqual([hidden.insured, hidden.inn]);
    const { complaintId } = ids;
    const letter = await asked('reports/complaintPaper', { complaintId, paper: 'complaint' }, boris);
    expect(letter.text).toContain('* *** ***-**-31');
    const subject = { kind: 'complaint', id: complaintId } as const;
    const whole = await openPaper(boris, { subject, paper: 'complaint', reason: 'case' });
    expect(leaksIn(JSON.stringify(whole)).sort()).toEqual(
      [hidden.phone, hidden.email, hidden.place, hidden.postalAddress].sort(),
    );
    // nothing is decided yet: there is no act
    expect(await openPaper(boris, { subject, paper: 'act', reason: 'case' })).toMatchObject({
      refusal: { key: 'notNow' },
    });
    const told = (await openings()).slice(-2).map(({ data }): unknown => JSON.parse(data));
    expect(told).toMatchObject([
      { subjectKind: 'protocol', paper: 'protocol', fields: ['insured', 'inn'] },
      { subjectKind: 'complaint', paper: 'complaint', fields: ['place', 'phone', 'email', 'postalAddress'] },
    ]);
  });
});

describe('everybody', () => {
  it('is answered every report, view and sheet of their roles without a hidden value', async () => {
    const about = questions();
    let answered = 0;
    for (const role of staffRoles) {
      const person = of(role);
      for (const [name, { by }] of Object.entries(reports)) {
        if (!by.some((one) => one === role) || name === 'heldSheet') continue;
        for (const query of about[name] ?? [{}]) {
          const { status, text } = await asked(`reports/${name}`, query, person);
          expect([role, name, query, leaksIn(text)]).toEqual([role, name, query, []]);
          answered += status === 200 ? 1 : 0;
        }
      }
      for (const [name, { by }] of Object.entries(views)) {
        if (!by.some((one) => one === role)) continue;
        const response = await fetch(`${office.url}/api/views/${name}`, { headers: { cookie: person.cookie } });
        expect([role, name, leaksIn(await response.text())]).toEqual([role, name, []]);
      }
      for (const [name, { by }] of Object.entries(sheets)) {
        if (!by.some((one) => one === role)) continue;
        const { text } = await asked(`exports/${name}.csv`, about[name]?.[0] ?? {}, person);
        expect([role, name, leaksIn(text)]).toEqual([role, name, []]);
      }
    }
    expect(answered).toBeGreaterThan(60);
    // what it was all looked for in is there, and shown by its ends
    const { text } = await asked('reports/registrations', { text: hidden.inn }, of('manager'));
    expect(text).toContain('50••••••••59');
  });

  it('finds who opened what in the journal, and beside what is held of a person', async () => {
    const journal = await asked('reports/journal', { kind: 'data:opened', limit: 200 }, of('auditor'));
    expect(journal.text.match(/"data:opened"/g)?.length).toBe((await openings()).length);
    const page = await answer<{ openings: { by: string; fields: string[] }[] }>(
      'held',
      { payerId: ids.payerId },
      of('manager'),
    );
    expect(page.openings.length).toBeGreaterThan(4);
    expect(page.openings.map(({ fields }) => fields)).toContainEqual(['identity', 'insured', 'inn']);
  });

  it('leaves no opened value in the journal, in answers that are kept, or in the log', async () => {
    const { read } = office.opened.store;
    for (const { data } of await read.journal.findMany()) expect(leaksIn(data)).toEqual([]);
    const kept = await read.answer.findMany();
    expect(kept.filter(({ command }) => command.startsWith('data:open')).length).toBeGreaterThan(5);
    expect(leaksIn(kept.map(({ reply }) => reply).join('\n'))).toEqual([]);
    expect(leaksIn(lines.join(''))).toEqual([]);
  });

  it('that asks again after a crash for what was opened before it hears that it was done', async () => {
    const { complaintId } = ids;
    // a press that came through before a restart is not made again after it
    const requestId = press();
    const payload = { subject: { kind: 'complaint', id: complaintId }, fields: ['phone'], reason: 'case' } as const;
    const again = { ...payload, fields: [...payload.fields] };
    expect((await open(of('manager'), again, requestId)).ok).toBe(true);
    const { length } = await openings();
    const { cookie } = of('manager');
    await office.restart();
    const { text } = await asked('data:open', { requestId, ...again }, { ...of('manager'), cookie });
    expect(JSON.parse(text)).toMatchObject({ ok: false, refusal: { key: 'alreadyDone' } });
    expect(await openings()).toHaveLength(length);
  });
});

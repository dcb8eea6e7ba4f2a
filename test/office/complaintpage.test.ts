import { afterEach, describe, expect, it } from 'vitest';
import type { ComplaintContent, Report, ReportName, Reply } from '../../server/contract/index.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

let office: TestOffice;
afterEach(() => office.close());

const content: ComplaintContent = {
  kind: 'complaint',
  way: 'post',
  addressee: 'head',
  body: 'Управление ПФР № 5',
  officer: '',
  applicant: 'person',
  name: 'Орлов Пётр Ильич',
  place: '',
  phone: '',
  email: '',
  postalAddress: '101000, г. Москва, а/я 17',
  electronicReply: false,
  about: 'Отказ в приёме отчётности.',
  arguments: '',
  grounds: ['D'],
  attachments: [],
  representative: '',
  authorityKind: '',
  authority: '',
};

async function ask<N extends ReportName>(
  cookie: string,
  name: N,
  query: Record<string, string>,
): Promise<Reply<Report<N>>> {
  const answer = await fetch(`${office.url}/api/reports/${name}?${new URLSearchParams(query)}`, {
    headers: { cookie },
  });
  return answer.json();
}

describe('a complaint on its page', () => {
  it('shows what was written, what was done, by whom and until when the rest is due', async () => {
    office = await openTestOffice({ startAt: Date.parse('2013-04-25T10:00:00+04:00') });
    const boss = await office.staff(['manager']);
    const taken = await boss.ask('complaint:take', {
      requestId: press(),
      content,
      receivedAt: null,
      receptionId: null,
    });
    if (!taken.ok) throw new Error(taken.refusal.key);
    const { complaintId } = taken.data;
    expect((await boss.ask('complaint:register', { requestId: press(), complaintId })).ok).toBe(true);
    const decision = { decision: 'satisfied', ground: '', reasons: 'Отказ не основан.', remedy: 'Принять.' } as const;
    expect((await boss.ask('complaint:decide', { requestId: press(), complaintId, decision })).ok).toBe(true);
    const page = await ask(boss.cookie, 'complaint', { complaintId });
    if (!page.ok) throw new Error(page.refusal.key);
    expect(page.data).toMatchObject({
      state: 'satisfied',
      revision: 3,
      // where the answer goes is hidden until it is opened
      content: { ...content, postalAddress: '••••••, •. ••••••, •/• ••' },
      masked: ['postalAddress'],
      registered: { year: 2013, number: 1 },
      decided: { act: '1/2013', decision, remedyBy: { day: '2013-05-07', undetermined: null } },
    });
    expect(page.data.receivedBy).toMatch(/^Петрова\sА\.\sВ\.$/);
    expect(page.data.terms.map(({ code, state, due }) => [code, state, due.day])).toEqual([
      ['COMPLAINT_REGISTER', 'kept', '2013-04-26'],
      ['COMPLAINT_REPLY', 'open', '2013-04-26'],
      ['COMPLAINT_DECIDE_FAST', 'kept', '2013-05-07'],
      ['COMPLAINT_REMEDY', 'open', '2013-05-07'],
    ]);
    const reply = await ask(boss.cookie, 'complaintPaper', { complaintId, paper: 'reply' });
    if (!reply.ok) throw new Error(reply.refusal.key);
    expect(reply.data.title).toBe('Ответ');
    expect(JSON.stringify(reply.data.copies)).toContain('Орлов Пётр Ильич');
    expect(await ask(boss.cookie, 'complaintPaper', { complaintId, paper: 'notice' })).toMatchObject({
      refusal: { key: 'notNow' },
    });
    expect(await ask(boss.cookie, 'complaint', { complaintId: 'none' })).toMatchObject({
      refusal: { key: 'notFound' },
    });
    // no word of it in the journal
    const journal = await office.opened.store.read.journal.findMany();
    expect(journal.map(({ data }) => data).join('\n')).not.toMatch(/Орлов|101000|Отказ|Принять/);
  });

  it('that was forwarded shows until when it is considered there, and owes nothing here', async () => {
    office = await openTestOffice({ startAt: Date.parse('2013-04-25T10:00:00+04:00') });
    const boss = await office.staff(['manager']);
    const sent = { content: { ...content, addressee: 'superior' as const }, receivedAt: null, receptionId: null };
    const taken = await boss.ask('complaint:take', { requestId: press(), ...sent });
    if (!taken.ok) throw new Error(taken.refusal.key);
    const { complaintId } = taken.data;
    await boss.ask('complaint:register', { requestId: press(), complaintId });
    const noticeAt = office.clock.now();
    await boss.ask('complaint:forward', { requestId: press(), complaintId, to: 'Отделение ПФР', noticeAt });
    await boss.ask('complaint:restart', { requestId: press(), complaintId, registeredOn: '2013-04-25' });
    const page = await ask(boss.cookie, 'complaint', { complaintId });
    if (!page.ok) throw new Error(page.refusal.key);
    expect(page.data.forwarded).toMatchObject({ registeredThereOn: '2013-04-25', due: { day: '2013-05-07' } });
    expect(page.data.terms.filter(({ state }) => state === 'open')).toEqual([]);
  });
});

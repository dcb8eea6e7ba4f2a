/** The proof page and the sheets of a real office: a visitor is received by the regulation, minute by minute. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reports, type Report, type ReportName } from '../../server/contract/index.js';
import { report, romashka } from '../support/filing.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { cellsOf } from './spreadsheet.js';

const minuteMs = 60_000;
type Operator = Awaited<ReturnType<TestOffice['staff']>>;
let office: TestOffice;
let anna: Operator;
let visitId: string;

async function granted<T>(reply: Promise<{ ok: true; data: T } | { ok: false; refusal: { key: string } }>): Promise<T> {
  const said = await reply;
  if (!said.ok) throw new Error(said.refusal.key);
  return said.data;
}

const get = (path: string, who: Operator) => fetch(`${office.url}${path}`, { headers: { cookie: who.cookie } });

async function ask<N extends ReportName>(name: N, query: string): Promise<Report<N>> {
  const body = await (await get(`/api/reports/${name}?${query}`, anna)).json();
  if (!body.ok) throw new Error(`${name}: ${JSON.stringify(body.refusal)}`);
  return reports[name].reply.parse(body.data) as Report<N>;
}

/** Waits 16 minutes, is received in 40, 20 of them for a step of 15, and gets a protocol. */
beforeEach(async () => {
  office = await openTestOffice();
  anna = await office.staff(['operator'], '2');
  const kiosk = await office.kiosk();
  ({ visitId } = await granted(
    kiosk.ask('ticket:issue', {
      requestId: press(),
      serviceId: 'service-intake-paper',
      answers: { regNo: romashka.regNo },
      language: 'ru',
    }),
  ));
  office.clock.pass(16);
  const turn = async () => (await anna.see('desk', (view) => view.shift !== null)).turn;
  await granted(anna.ask('visit:callNext', { requestId: press(), turn: await turn() }));
  await anna.see('desk', (view) => view.current !== null);
  await granted(anna.ask('visit:begin', { requestId: press(), turn: await turn() }));
  const { current } = await anna.see('desk', (view) => (view.current?.reception ?? null) !== null);
  const reception = current?.reception;
  if (reception === null || reception === undefined) throw new Error('nobody is received');
  const { receptionId, work } = reception;
  const name = '=HYPERLINK("x");ООО «Ёлка»';
  const payer = { ...romashka, name };
  const content = report({ year: 2012, period: '4' });
  await granted(anna.ask('submission:save', { requestId: press(), receptionId, revision: 0, payer, content }));
  for (const { step, attested } of work.steps) {
    office.clock.pass(step === 'COMPLETENESS' ? 20 : 5);
    const attestation = attested
      ? { tool: 'ПТК', result: 'passed' as const, checkedAt: office.clock.now() - 1000, file: '' }
      : null;
    await granted(anna.ask('reception:completeStep', { requestId: press(), receptionId, step, attestation }));
  }
});
afterEach(() => office.close());

const near = (ms: number | null | undefined, minutes: number) =>
  expect(Math.abs((ms ?? NaN) - minutes * minuteMs)).toBeLessThan(minuteMs / 2);

describe('the proof page', () => {
  it('judges the wait, the reception and each step by the times of the journal', async () => {
    const { norms, entries } = await ask('proof', `visitId=${visitId}`);
    const of = (key: string) => norms.filter((norm) => norm.key === key);
    const [wait] = of('wait');
    const atOf = (kind: string) => entries.find((entry) => entry.kind === kind)?.at ?? NaN;
    expect(wait?.tookMs).toBe(atOf('visit:begun') - atOf('ticket:issued'));
    near(wait?.tookMs, 16);
    expect(wait).toMatchObject({ limitMinutes: 15, ref: 'п. 34', isKept: false });
    const [reception] = of('reception');
    expect(reception?.tookMs).toBe(atOf('protocol:issued') - atOf('visit:begun'));
    near(reception?.tookMs, 40);
    expect(reception).toMatchObject({ limitMinutes: 45, ref: 'п. 36', isKept: true, by: 'Петрова\u00a0А.\u00a0В.' });
    expect(of('step').map(({ limitMinutes, isKept }) => [limitMinutes, isKept])).toEqual([
      [5, false],
      [15, false],
      [15, true],
      [3, false],
      [2, false],
    ]);
    near(of('step')[1]?.tookMs, 20);
    expect(of('register')).toMatchObject([{ ref: 'п. 35', isKept: true }]);
    expect(of('register')[0]?.tookMs).toBe(atOf('submission:registered') - atOf('visit:begun'));
  });

  it('tells every entry of the journal about the ticket with its hash, and why it was the next one', async () => {
    const page = await ask('proof', `visitId=${visitId}`);
    const rows = await office.opened.store.read.journal.findMany({ where: { visitId }, orderBy: { seq: 'asc' } });
    const told = new Map(page.entries.map((entry) => [entry.seq, entry]));
    for (const { seq, hash, at, data, kind } of rows)
      expect(told.get(seq)).toMatchObject({ hash, at: at.getTime(), data, kind });
    expect(rows.length).toBeGreaterThan(10);
    expect(page.calls).toMatchObject([{ rule: 'order', booth: '2', operator: 'Петрова\u00a0А.\u00a0В.' }]);
    expect(page.protocols).toMatchObject([{ number: 1, year: 2013 }]);
    const row = await office.opened.store.read.office.findFirst();
    expect(page.head).toEqual({ seq: row?.headSeq, hash: row?.headHash });
    expect(page).toMatchObject({ number: 'А001', day: '2013-02-15', pack: { id: 'ru.pfr.196n-2012' } });
  });

  it('is found by day and number as well, typed in either alphabet', async () => {
    expect((await ask('proof', 'day=2013-02-15&number=a001')).visitId).toBe(visitId);
    const missing = await (await get('/api/reports/proof?day=2013-02-15&number=A999', anna)).json();
    expect(missing).toMatchObject({ ok: false, refusal: { key: 'notFound' } });
  });
});

describe('the proof page of what came without a visit', () => {
  const minuteAgo = () => office.clock.now() - minuteMs;

  it('judges the work and its terms from the receipt on; there is no ticket, no wait and no call', async () => {
    const boris = await office.staff(['operator'], '3');
    const received = { channel: 'ELECTRONIC', receivedAt: minuteAgo(), senderRef: 'ТКС 1742', payer: romashka };
    const saved = await granted(boris.ask('submission:receive', { requestId: press(), ...received }));
    const { submissionId } = saved;
    const { receptionId } = await granted(boris.ask('reception:open', { requestId: press(), submissionId }));
    office.clock.pass(3);
    const attestation = { tool: 'ПТК', result: 'passed' as const, checkedAt: office.clock.now() - 1000, file: '' };
    await granted(boris.ask('reception:completeStep', { requestId: press(), receptionId, step: 'VIRUS', attestation }));
    const page = await ask('proof', `submissionId=${submissionId}`);
    expect(page).toMatchObject({
      visitId: null,
      number: null,
      day: '2013-02-15',
      submission: { submissionId, registered: null },
      calls: [],
      protocols: [],
    });
    const of = (key: string) => page.norms.filter((norm) => norm.key === key);
    expect(of('wait')).toEqual([]);
    expect(of('reception')).toMatchObject([{ limitMinutes: 45, ref: 'п. 37', isKept: null }]);
    near(of('reception')[0]?.tookMs, 3);
    expect(of('step')[0]).toMatchObject({ limitMinutes: 2, isKept: false });
    expect(of('register')).toMatchObject([{ ref: 'п. 35', isKept: null }]);
    const kinds = page.entries.map(({ kind }) => kind);
    for (const kind of ['submission:received', 'reception:opened', 'step:completed']) expect(kinds).toContain(kind);
    // nothing of the visitor who was received before
    expect(page.entries.every(({ data }) => data.includes(submissionId) || data.includes(receptionId))).toBe(true);
  });

  it('of what was handed in at a visit is the page of the visit', async () => {
    const [row] = (await ask('registrations', '')).rows;
    const page = await ask('proof', `submissionId=${row?.submissionId ?? ''}`);
    expect(page).toMatchObject({ visitId, number: 'А001', submission: null });
    const missing = await (await get('/api/reports/proof?submissionId=nobody', anna)).json();
    expect(missing).toMatchObject({ ok: false, refusal: { key: 'notFound' } });
  });
});

describe('the registration journal as a file', () => {
  it('is a spreadsheet of typed cells', async () => {
    const response = await get('/api/exports/registrations.xlsx', anna);
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toMatch(
      /filename\*=UTF-8''Журнал регистрации, .+, 2013-02-15\.xlsx$/,
    );
    const { rows, xml } = await cellsOf(Buffer.from(await response.arrayBuffer()));
    const [heads = [], line = []] = rows;
    const at = (head: string) => line[heads.findIndex((cell) => cell.value === head)];
    expect(rows).toHaveLength(2);
    expect(at('№')).toEqual({ type: 'number', format: '1', value: '1' });
    expect(at('Наименование')).toEqual({ type: 'text', format: '49', value: '=HYPERLINK("x");ООО «Ёлка»' });
    expect(at('ИНН')).toMatchObject({ type: 'text', value: romashka.inn });
    expect(at('Начислено, руб.')).toEqual({ type: 'number', format: '4', value: '110' });
    // 15 February 2013, 10:46 or so, in Moscow
    const moment = at('Зарегистрировано');
    expect(moment).toMatchObject({ type: 'number', format: '165' });
    expect(Number(moment?.value)).toBeCloseTo(41_320 + (10 * 60 + 54) / 1440, 2);
    expect(xml).toContain('state="frozen"');
    expect(xml).not.toContain('<f>');
    const english = await get('/api/exports/registrations.xlsx?language=en', anna);
    expect((await cellsOf(Buffer.from(await english.arrayBuffer()))).rows[0]?.[3]?.value).toBe('Received');
  });

  it('is text for a spreadsheet, in which nothing is computed', async () => {
    const response = await get('/api/exports/registrations.csv', anna);
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(text.startsWith('\ufeff№;Год;')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain(`;"'=HYPERLINK(""x"");ООО «Ёлка»";2012;4;`);
    expect(text).toContain(';110,00;99,00;');
    expect(text).toMatch(/;15\.02\.2013 10:\d\d;/);
  });

  it('is what the filter shows, and stands in the journal with codes and no words', async () => {
    await get('/api/exports/registrations.csv?outcome=ERRORS&text=%D0%81%D0%BB%D0%BA%D0%B0', anna);
    const entry = await office.opened.store.read.journal.findFirst({ where: { kind: 'sheet:taken' } });
    expect(entry?.actor).toBe(anna.userId);
    expect(JSON.parse(entry?.data ?? '')).toEqual({
      name: 'registrations',
      format: 'csv',
      rows: expect.any(Number),
      filter: { outcome: 'ERRORS', isSearched: true },
    });
    expect((await get('/api/exports/registrations.csv?outcome=NOBODY', anna)).status).toBe(200);
  });

  it('is refused to who may not see it, under a wrong name, with a wrong filter', async () => {
    const guard = await office.staff(['attendant']);
    expect((await get('/api/exports/registrations.xlsx', guard)).status).toBe(403);
    expect((await fetch(`${office.url}/api/exports/registrations.xlsx`)).status).toBe(401);
    expect((await get('/api/exports/journal.xlsx', anna)).status).toBe(404);
    expect((await get('/api/exports/registrations.pdf', anna)).status).toBe(404);
    expect((await get('/api/exports/registrations.csv?from=yesterday', anna)).status).toBe(400);
    expect((await get('/api/exports/registrations.csv?language=fr', anna)).status).toBe(400);
    expect(await office.opened.store.read.journal.count({ where: { kind: 'sheet:taken' } })).toBe(0);
  });

  it('of terms, complaints and a quarter are files too', async () => {
    for (const [name, lines] of [
      ['terms.csv?show=ended', 1],
      ['complaints.csv?state=registered&text=abc', 0],
      ['consultations.csv?kind=phone', 0],
      ['complaintSummary.csv?year=2013&quarter=1', 21],
    ] as const) {
      const response = await get(`/api/exports/${name}`, anna);
      expect(response.status, name).toBe(200);
      const count = (await response.text()).split('\r\n').length - 2;
      expect(count, name).toBeGreaterThanOrEqual(lines);
    }
  });
});

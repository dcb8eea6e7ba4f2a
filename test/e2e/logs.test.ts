/**
 * A whole demo day with a mishap of each kind, and then: what its books say of people stands in no log, no entry of the
 * journal, no kept answer, no letter to the webhook, no figure, no view of hall, kiosk or phone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../prisma/demo.js';
import { staffRoles } from '../../server/contract/index.js';
import { playDay } from '../../server/demo/day.js';
import { asDemoDay, filingDay } from '../../server/demo/stage.js';
import { makeLog } from '../../server/devices/log.js';
import { localActs } from '../../server/doors/acts.js';
import { commandNames, reportNames } from '../../server/doors/openapi.js';
import { arbitraryOf, nearly } from '../support/arbitrary.js';
import { complaintContent } from '../support/appeals.js';
import { report, romashka } from '../support/filing.js';
import { must } from '../support/handedin.js';
import { leaping } from '../support/leaping.js';
import { livingIn } from '../support/living.js';
import { one, schemaOf } from '../support/tries.js';
import { needlesIn } from '../support/needles.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';
import { cp1251, reportOf, xmlOf } from '../support/reports.js';
import { isFields } from '../support/schema.js';

const tenToNine = filingDay + (8 * 60 + 50) * 60_000;
const noon = filingDay + 12 * 3_600_000;
/** Enough for every kind of visit; the full day is another test's. */
const visitors = 60;
const metricsToken = 'a-token-of-sixteen-signs';

/** The printer of a booth that nobody in the play works at is not there. */
const withDeadPrinter = (spec: DemoSpec): DemoSpec => ({
  ...spec,
  printers: spec.printers.map((row) =>
    row.printerId === 'printer-booth-8' ? { ...row, profile: 'epson', transport: 'tcp', address: '127.0.0.1:9' } : row,
  ),
});

const lines: string[] = [];
const seen = new Map<string, string>();
const see = (where: string, text: string) => void seen.set(where, `${seen.get(where) ?? ''}\n${text}`);
let office: TestOffice;
let board: TestClient & { token: string };
let kiosk: TestClient & { token: string };
let anna: Awaited<ReturnType<TestOffice['staff']>>;
let needles = new Map<string, string>();

const writing = () => office.opened.store.writing;
const found = (text: string) => [...needles].filter(([needle]) => text.includes(needle));

async function look(view: string, as: string, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'x-talon-as': as };
  see(view, await (await fetch(`${office.url}/api/views/${view}`, { headers })).text());
}

async function post(path: string, body: BodyInit, more: Record<string, string> = {}): Promise<string> {
  const headers = { cookie: anna.cookie, 'x-talon-as': 'staff', 'content-type': 'application/json', ...more };
  const response = await fetch(`${office.url}/api/${path}`, { method: 'POST', headers, body });
  return response.text();
}

/** Anna serves somebody beside the play, and everything goes wrong: the file is broken, the printer is off. */
async function mishaps(): Promise<void> {
  anna = await office.staff([...staffRoles], '8');
  const { booths, visits, index } = office.opened.app.house.clerk.office;
  const turn = () => booths.get('booth-8')?.turn ?? 0;
  const ticket = {
    serviceId: 'service-intake-paper',
    answers: { regNo: romashka.regNo },
    language: 'ru',
    category: null,
  } as const;
  const { visitId } = await must(kiosk, 'ticket:issue', ticket);
  await must(anna, 'visit:call', { turn: turn(), visitId, reason: 'Просит Ковальчук' });
  await must(anna, 'visit:begin', { turn: turn() });
  const receptionId = visits.get(index.held.get('booth-8') ?? '')?.receptionId ?? '';
  const bytes = cp1251(xmlOf(reportOf()));
  for (const body of [bytes.slice(0, 700), bytes.map((byte, at) => (at > 300 && at < 320 ? 0 : byte)), bytes])
    await post('files', Buffer.from(body), {
      'content-type': 'application/octet-stream',
      'x-talon-request': press(),
      'x-talon-reception': receptionId,
      'x-talon-name': encodeURIComponent('Отчёт Ковальчука.xml'),
    });
  const representative = { name: 'Ковальчук Степан', authority: 'Доверенность 8812', identity: '4511 770077' };
  const content = report({ year: 2012, period: '4', representative });
  const submission = [...office.opened.app.house.clerk.office.submissions.values()].at(-1);
  const row = office.opened.store
    .casesOf(office.opened.app.house.officeId)
    .row('submission', submission?.submissionId ?? '');
  await anna.ask('submission:save', {
    requestId: press(),
    receptionId,
    revision: row?.revision ?? 0,
    payer: romashka,
    content,
  });
  for (const step of ['AUTHORITY', 'COMPLETENESS', 'RECONCILE', 'JOURNAL', 'PROTOCOL']) {
    const attestation = { tool: 'ПТК Ковальчука', result: 'passed' as const, checkedAt: office.clock.now(), file: '' };
    await anna.ask('reception:completeStep', {
      requestId: press(),
      receptionId,
      step,
      attestation: step === 'RECONCILE' ? attestation : null,
    });
  }
  await anna.ask('draft:save', { requestId: press(), key: `case:${receptionId}`, text: JSON.stringify({ content }) });
  await must(anna, 'complaint:take', { content: complaintContent, receivedAt: office.clock.now(), receptionId: null });
  await post('session:signIn', JSON.stringify({ requestId: press(), login: 'lebedeva', password: 'Ковальчук-1' }));
  await post('session:signIn', `{"login":"Ковальчук`);
}

/** Each question once or twice while the rows that it reads are damaged; nobody is answered with their words. */
async function askAmongDamagedRows(damage: string): Promise<void> {
  const living = livingIn(writing(), office.clock.now());
  const tables = ['Payer', 'Submission', 'Protocol', 'Complaint', 'Consultation', 'Card', 'Check', 'Term'];
  for (const table of tables) {
    writing().exec(`create temp table kept_rows as select id, content from "${table}"`);
    writing().exec(`update "${table}" set content = ${damage}`);
    for (const name of reportNames)
      for (let at = 0; at < 2; at += 1) {
        const query = new URLSearchParams();
        const asked = one(`${table} ${name}`, at, arbitraryOf(schemaOf(name, 'Query'), living));
        for (const [field, value] of Object.entries(isFields(asked) ? asked : {})) query.append(field, String(value));
        const response = await fetch(`${office.url}/api/reports/${name}?${query}`, {
          headers: { cookie: anna.cookie },
        });
        if (response.status !== 200) see('refusals', await response.text());
      }
    for (const id of living(`${table.toLowerCase()}Id`).slice(0, 2))
      see(
        'refusals',
        JSON.stringify(await anna.ask('protocol:reprint', { requestId: press(), protocolId: String(id) })),
      );
    writing().exec(`update "${table}" set content = (select content from kept_rows k where k.id = "${table}".id)`);
    writing().exec('drop table kept_rows');
  }
}

beforeAll(async () => {
  const stream = new PassThrough();
  stream.on('data', (line: Buffer) => void lines.push(line.toString()));
  office = await openTestOffice({
    startAt: tenToNine,
    change: (spec) => withDeadPrinter(asDemoDay(spec)),
    log: makeLog('debug', stream),
    environment: {
      METRICS_TOKEN: metricsToken,
      // nobody listens there
      ALERT_WEBHOOK_URL: 'http://127.0.0.1:9/alerts',
      ALERT_WEBHOOK_SECRET: 'a secret of both sides',
    },
  });
  board = await office.display();
  kiosk = await office.kiosk('Киоск Анны');
  const time = leaping(office);
  let isNoon = false;
  const looks: Promise<void>[] = [];
  await playDay({
    doors: { url: office.url, shell: localActs(office.opened.app.door, () => office.url) },
    time: {
      ...time,
      async until(at, isWanted) {
        if (!isNoon && at > noon) {
          isNoon = true;
          await mishaps();
        }
        await time.until(at, isWanted);
      },
    },
    midnight: filingDay,
    seed: 3,
    visitors,
    onHalfHour: () => looks.push(look('board', 'display', board.token), look('kiosk', 'kiosk', kiosk.token)),
    onTicket: (link) => void looks.push(look('ticket', 'ticket', link?.split('#')[1] ?? '')),
    onError: (error) => {
      throw error;
    },
  });
  await Promise.all(looks);
  await office.opened.app.house.clerk.idle();
  needles = needlesIn(writing());
  // an unreadable row's error quotes what it could not read: from its beginning, from its middle, from within a word
  await askAmongDamagedRows(`'{' || content`);
  await askAmongDamagedRows(`replace(content, '":"', '":')`);
  await askAmongDamagedRows('substr(content, 1, length(content) / 2)');
  const living = livingIn(writing(), office.clock.now());
  for (const name of commandNames) {
    const payload = one(name, 0, nearly(schemaOf(name, 'Payload'), living));
    if (!name.startsWith('session:')) see('refusals', await post(name, JSON.stringify(payload) ?? 'null'));
  }
});
afterAll(() => office.close());

describe('what the books say of people', () => {
  it('is much, of every kind, so that it could have leaked', () => {
    const tables = new Map<string, number>();
    for (const table of needles.values()) tables.set(table, (tables.get(table) ?? 0) + 1);
    for (const table of ['Payer', 'Submission', 'Complaint', 'Consultation', 'Card', 'Note', 'Draft', 'User'])
      expect([table, (tables.get(table) ?? 0) > 0]).toEqual([table, true]);
    expect(needles.size).toBeGreaterThan(150);
    for (const word of ['Ковальчук', '4511770077', '087105000003', 'Лебедева'])
      expect([...needles.keys()]).toContain(word);
  });

  it('stands in no line of the log, though it tells of every mishap', () => {
    const log = lines.join('');
    for (const mishap of ['a ruling failed', 'unexpected at the door', 'an alert was not heard'])
      expect([mishap, log.includes(mishap)]).toEqual([mishap, true]);
    for (const line of lines) expect([line.slice(0, 400), found(line)]).toEqual([line.slice(0, 400), []]);
  });

  it('stands in no entry of the journal and in no answer that is kept for a press', async () => {
    const { read } = office.opened.store;
    for (const { kind, data } of await read.journal.findMany()) expect([kind, found(data)]).toEqual([kind, []]);
    // whoever handed a file in is told its name
    for (const { command, reply } of await read.answer.findMany({ where: { NOT: { command: 'file:read' } } }))
      expect([command, found(reply)]).toEqual([command, []]);
  });

  it('stands in no alert and in no letter about one', async () => {
    const { read } = office.opened.store;
    const letters = await read.delivery.findMany();
    expect(letters.length).toBeGreaterThan(0);
    expect(found(letters.map(({ body }) => body).join('\n'))).toEqual([]);
    const alerts = await read.alert.findMany();
    expect(alerts.map(({ thingId }) => thingId)).toContain('printer-booth-8');
    expect(found(alerts.map(({ detail }) => detail ?? '').join('\n'))).toEqual([]);
  });

  it('stands on no board, kiosk or phone, in no figure and in no refusal', async () => {
    see(
      'metrics',
      await (await fetch(`${office.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text(),
    );
    for (const path of ['health', 'ready', 'api/theme', 't'])
      see(path, await (await fetch(`${office.url}/${path}`)).text());
    for (const [where, text] of seen) expect([where, text.length > 2, found(text)]).toEqual([where, true, []]);
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining(['board', 'kiosk', 'ticket', 'refusals', 'metrics', 'health']),
    );
  });

  it('stands in no file beside the books: sums of days, anchors, how far exports came', () => {
    const { dataDir } = office.config;
    for (const name of ['summaries.db', 'summaries.db-wal', 'anchors.log', 'exported.json'])
      if (existsSync(join(dataDir, name)))
        expect([name, found(readFileSync(join(dataDir, name), 'utf8'))]).toEqual([name, []]);
  });
});

/** What people say of themselves stands in the books, and nowhere else: a day with words that are looked for afterwards. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reports, type ComplaintContent, type PayerCard, type SubmissionContent } from '../../server/contract/index.js';
import { openErasure } from '../../server/domain/caserow.js';
import { decode } from '../../server/devices/printing/decoder.js';
import { profiles } from '../../server/devices/printing/profiles.js';
import { makeLog } from '../../server/devices/log.js';
import { report as typed } from '../support/filing.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';
import { cp1251, nameOf, personsOf, reportOf, snilsOf, xmlOf } from '../support/reports.js';

/** Each stands in one field that a person types; found elsewhere it names the leak. */
const words = {
  payer: 'Ромашкинпродукт',
  representative: 'Ямщикова',
  authority: 'Доверенность-8812',
  identity: '4511-770077',
  finding: 'Неразборчивопочерк',
  where: 'Строкасемьсот',
  found: 'Найденовское',
  reason: 'Повторнаяпричина',
  refused: 'Неподпишуникогда',
  tool: 'Проверялкина',
  senderRef: 'Исходящий-30455',
  how: 'Отправлялкиной',
  complainant: 'Недовольченко',
  place: 'Тупиковая-улица',
  phone: '8-495-777-31-31',
  email: 'nedovol@example.org',
  about: 'Нагрубиливокне',
  officer: 'Грубиянова',
  body: 'Органалкин',
  attachment: 'Аудиозаписью',
  decision: 'Обоснованиедела',
  remedy: 'Извинениямипослано',
  forwarded: 'Вышестоящинск',
  prosecutor: 'Прокуроруписьмо',
  topic: 'Вопросец-пенсионный',
  result: 'Ответилкин',
  sender: 'Письмописцев',
  address: 'Почтоваябудка',
  inquiry: 'Запросище',
  answer: 'Ответище',
  draft: 'Недописанкин',
  password: 'Паролище-Слабый-1',
  wrong: 'Неверныйпароль-2',
  malformed: 'Кривопослано',
} as const;
const numbers = {
  regNo: '087-105-004242',
  inn: '7724904170',
  kpp: '772499001',
  ogrn: '1027700132195',
  typedAtKiosk: '087-105-008181',
  fileRegNo: '087-105-000003',
  fileInn: '7707083893',
  snils: snilsOf(1).slice(0, 11),
  brokenSnils: '112-233-445 00',
} as const;
/** Of insured persons and of files, whose names carry registration numbers. */
const ofFile = ['ИВАНОВА', 'РОМАШКА', 'PFR-700', 'СтраховойНомер'] as const;
const all: readonly string[] = [...Object.values(words), ...Object.values(numbers), ...ofFile];
const plain = (number: string) => number.replace(/\D/g, '');
const digits = Object.values(numbers).map(plain);

/** Which of them stand in a text, also as JSON or without hyphens. */
const leaksIn = (text: string) => [...all, ...digits].filter((one) => text.includes(one));

const payer: PayerCard = {
  regNo: numbers.regNo,
  inn: numbers.inn,
  kpp: numbers.kpp,
  ogrn: numbers.ogrn,
  name: `ООО «${words.payer}»`,
  applicant: 'ORG',
};
const representative = { name: words.representative, authority: words.authority, identity: words.identity };
const content: SubmissionContent = typed({ year: 2012, period: '4', representative });
const complaint: ComplaintContent = {
  kind: 'complaint',
  way: 'booth',
  addressee: 'head',
  body: words.body,
  officer: words.officer,
  applicant: 'person',
  name: words.complainant,
  place: words.place,
  phone: words.phone,
  email: words.email,
  postalAddress: words.place,
  electronicReply: false,
  about: words.about,
  arguments: words.about,
  grounds: ['D'],
  attachments: [words.attachment],
  representative: '',
  authorityKind: '',
  authority: '',
};

const lines: string[] = [];
let office: TestOffice;
let anna: TestClient & { userId: string; cookie: string };
let kiosk: TestClient;
let board: TestClient;
const views = new Map<string, string>();
let phonePage = '';

type Granted = Record<string, unknown>;
async function yes(reply: Promise<{ ok: boolean }>): Promise<Granted> {
  const said: { ok: boolean; data?: Granted } = await reply;
  if (!said.ok) throw new Error(JSON.stringify(said));
  return said.data ?? {};
}
const turn = () => office.opened.app.house.clerk.office.booths.get('booth-1')?.turn ?? 0;

/** Every view as it is now, as it goes over the wire. */
async function look(): Promise<void> {
  const told = async (name: string, cookie: string, as: string) => {
    const response = await fetch(`${office.url}/api/views/${name}`, { headers: { cookie, 'x-talon-as': as } });
    views.set(name, `${views.get(name) ?? ''}\n${await response.text()}`);
  };
  await told('desk', anna.cookie, 'staff');
  await told('hall', manager.cookie, 'staff');
  for (const [name, client] of [
    ['kiosk', kiosk],
    ['board', board],
  ] as const) {
    const view = await client.see(name, () => true);
    views.set(name, `${views.get(name) ?? ''}\n${JSON.stringify(view)}`);
  }
}
let manager: TestClient & { userId: string; cookie: string };

/** A visitor of a service before Anna; the reception. */
async function receive(code: string, answers: object = {}): Promise<string> {
  const ticket = await yes(
    kiosk.ask('ticket:issue', { requestId: press(), serviceId: `service-${code}`, answers, language: 'ru' }),
  );
  await yes(anna.ask('visit:callNext', { requestId: press(), turn: turn() }));
  const { link } = ticket;
  if (typeof link === 'string') {
    const token = link.split('#')[1] ?? '';
    const response = await fetch(`${office.url}/api/views/ticket`, {
      headers: { authorization: `Bearer ${token}`, 'x-talon-as': 'ticket' },
    });
    const view = await response.text();
    expect(view).toContain(String(ticket['number']));
    views.set('ticket', `${views.get('ticket') ?? ''}\n${view}`);
  }
  await yes(anna.ask('visit:begin', { requestId: press(), turn: turn() }));
  return [...office.opened.app.house.clerk.office.receptions.values()].at(-1)?.receptionId ?? '';
}
const finish = (note: string) => yes(anna.ask('visit:finish', { requestId: press(), turn: turn(), note }));

async function steps(receptionId: string): Promise<void> {
  for (const { step, attested } of office.opened.app.house.clerk.office.receptions.get(receptionId)?.steps ?? []) {
    const attestation = attested
      ? { tool: words.tool, result: 'passed' as const, checkedAt: office.clock.now() - 1000, file: words.tool }
      : null;
    await yes(anna.ask('reception:completeStep', { requestId: press(), receptionId, step, attestation }));
  }
}
const protocolOf = (receptionId: string) => {
  const house = office.opened.app.house.clerk.office;
  const { submissionId } = house.receptions.get(receptionId) ?? {};
  return (
    office.opened.store.casesOf(office.opened.app.house.officeId).row('submission', submissionId ?? '')?.protocol
      ?.protocolId ?? ''
  );
};

async function reportAtBooth(): Promise<void> {
  const receptionId = await receive('intake-medium', { regNo: numbers.typedAtKiosk });
  await yes(anna.ask('draft:save', { requestId: press(), key: `case:${receptionId}`, text: words.draft }));
  await yes(anna.ask('submission:save', { requestId: press(), receptionId, revision: 0, payer, content }));
  const persons = personsOf(3).map((one, at) => (at === 0 ? { ...one, snils: numbers.brokenSnils } : one));
  const file = reportOf({ persons });
  const headers = {
    cookie: anna.cookie,
    'content-type': 'application/octet-stream',
    'x-talon-as': 'staff',
    'x-talon-request': press(),
    'x-talon-reception': receptionId,
    'x-talon-name': encodeURIComponent(nameOf(file)),
  };
  const body = new Uint8Array(cp1251(xmlOf(file)));
  await yes((await fetch(`${office.url}/api/files`, { method: 'POST', body, headers })).json());
  // one that is refused, too
  const broken = new Uint8Array(new TextEncoder().encode(xmlOf(file)));
  await fetch(`${office.url}/api/files`, {
    method: 'POST',
    body: broken,
    headers: { ...headers, 'x-talon-request': press() },
  });
  const finding = { text: words.finding, where: words.where, found: words.found, expected: words.found };
  await yes(
    anna.ask('reception:addFinding', {
      requestId: press(),
      receptionId,
      finding: { ruleId: null, severity: 30, ...finding },
    }),
  );
  await look();
  await steps(receptionId);
  const replaces = protocolOf(receptionId);
  await yes(anna.ask('protocol:issue', { requestId: press(), receptionId, replaces, reason: words.reason }));
  const protocolId = protocolOf(receptionId);
  await yes(anna.ask('protocol:refuseSignature', { requestId: press(), protocolId, note: words.refused }));
  await look();
  await yes(anna.ask('protocol:handOver', { requestId: press(), protocolId }));
  await yes(anna.ask('protocol:reprint', { requestId: press(), protocolId }));
  await finish(words.reason);
}

async function complaintAtBooth(): Promise<void> {
  const receptionId = await receive('complaint');
  const about = async (receivedAt: number | null) =>
    String(
      (await yes(anna.ask('complaint:take', { requestId: press(), content: complaint, receivedAt, receptionId })))[
        'complaintId'
      ],
    );
  const complaintId = await about(null);
  await yes(anna.ask('complaint:register', { requestId: press(), complaintId }));
  const decision = { decision: 'satisfied', ground: '', reasons: words.decision, remedy: words.remedy } as const;
  await yes(anna.ask('complaint:decide', { requestId: press(), complaintId, decision }));
  await yes(anna.ask('complaint:reply', { requestId: press(), complaintId, way: 'post' }));
  await yes(anna.ask('complaint:remedy', { requestId: press(), complaintId, note: words.remedy }));
  await yes(anna.ask('complaint:prosecutor', { requestId: press(), complaintId, note: words.prosecutor }));
  const second = await about(null);
  await yes(anna.ask('complaint:register', { requestId: press(), complaintId: second }));
  await yes(
    anna.ask('complaint:forward', { requestId: press(), complaintId: second, to: words.forwarded, noticeAt: null }),
  );
  await look();
  await finish('');
}

async function consultations(): Promise<void> {
  const receptionId = await receive('consultation');
  const [topic, result] = [words.topic, words.result];
  await yes(anna.ask('consultation:save', { requestId: press(), receptionId, topic, result }));
  await look();
  await finish('');
  const call = await yes(anna.ask('consultation:beginCall', { requestId: press() }));
  const consultationId = String(call['consultationId']);
  await look();
  await yes(anna.ask('consultation:endCall', { requestId: press(), consultationId, topic, result }));
  const letter = await yes(
    anna.ask('consultation:receive', {
      requestId: press(),
      receivedAt: office.clock.now(),
      sender: words.sender,
      address: words.address,
      topic: words.inquiry,
    }),
  );
  await yes(
    anna.ask('consultation:answer', {
      requestId: press(),
      consultationId: String(letter['consultationId']),
      result: words.answer,
      sentAt: office.clock.now(),
    }),
  );
}

async function electronic(): Promise<void> {
  const channel = [...office.opened.app.house.clerk.office.regulations.values()]
    .flatMap(({ channels }) => [...channels.values()])
    .find(({ inPerson }) => !inPerson)?.code;
  const saved = await yes(
    anna.ask('submission:receive', {
      requestId: press(),
      channel: channel ?? '',
      receivedAt: office.clock.now(),
      senderRef: words.senderRef,
      payer,
    }),
  );
  const opened = await yes(
    anna.ask('reception:open', { requestId: press(), submissionId: String(saved['submissionId']) }),
  );
  const receptionId = String(opened['receptionId']);
  const revision = Number(saved['revision']);
  const row = office.opened.store
    .casesOf(office.opened.app.house.officeId)
    .row('submission', String(saved['submissionId']));
  await yes(
    anna.ask('submission:save', {
      requestId: press(),
      receptionId,
      revision: row?.revision ?? revision,
      payer,
      content,
    }),
  );
  await steps(receptionId);
  await look();
  const protocolId = protocolOf(receptionId);
  await yes(anna.ask('protocol:send', { requestId: press(), protocolId, sentAt: office.clock.now(), how: words.how }));
  await yes(anna.ask('reception:close', { requestId: press(), receptionId, note: words.reason }));
}

async function card(): Promise<void> {
  const receptionId = await receive('cabinet-card');
  const { name, authority, identity } = representative;
  await yes(
    anna.ask('card:issue', {
      requestId: press(),
      receptionId,
      payer,
      representative: name,
      identity,
      authority,
      isChecked: true,
    }),
  );
  await look();
  await finish('');
}

async function strangers(): Promise<void> {
  const json = { 'content-type': 'application/json', 'x-talon-as': 'staff' };
  const post = (path: string, body: string, headers: Record<string, string>) =>
    fetch(`${office.url}/api/${path}`, { method: 'POST', headers: { ...json, ...headers }, body });
  await post('session:signIn', JSON.stringify({ requestId: 'x', login: 'petrova', password: words.wrong }), {});
  await post('session:signIn', `{"login":"${words.malformed}`, {});
  await post('submission:save', JSON.stringify({ payer: words.malformed, name: words.malformed }), {
    cookie: anna.cookie,
  });
  await fetch(`${office.url}/api/reports/payers?text=${encodeURIComponent(words.payer)}`, {
    headers: { cookie: anna.cookie },
  });
  await fetch(`${office.url}/api/reports/marks?inn=${numbers.inn}`, { headers: { cookie: anna.cookie } });
  await fetch(`${office.url}/api/exports/registrations.csv?text=${encodeURIComponent(words.representative)}`, {
    headers: { cookie: manager.cookie },
  });
  await post('session:changePassword', JSON.stringify({ requestId: 'y', old: words.wrong, fresh: words.password }), {
    cookie: anna.cookie,
  });
}

beforeAll(async () => {
  const stream = new PassThrough();
  stream.on('data', (line: Buffer) => void lines.push(line.toString()));
  office = await openTestOffice({ log: makeLog('debug', stream) });
  anna = await office.staff(['operator'], '1');
  manager = await office.staff(['manager', 'attendant']);
  kiosk = await office.kiosk();
  board = await office.display();
  await reportAtBooth();
  await complaintAtBooth();
  await consultations();
  await electronic();
  await card();
  await strangers();
  phonePage = await (await fetch(`${office.url}/ticket`)).text();
  await look();
  await office.opened.app.house.clerk.idle();
});
afterAll(() => office.close());

/** Every paper has come out, or never will. */
const areOut = () =>
  [...office.opened.app.house.clerk.office.printJobs.values()].every(({ state }) => !/queued|printing/.test(state));

describe('what people say of themselves', () => {
  it('stands in the books, so that it could have leaked', async () => {
    const { read } = office.opened.store;
    const kept = JSON.stringify([
      await read.submission.findMany(),
      await read.protocol.findMany(),
      await read.complaint.findMany(),
      await read.consultation.findMany(),
      await read.card.findMany(),
      await read.note.findMany(),
      await read.reception.findMany(),
      await read.draft.findMany(),
    ]);
    const never: readonly string[] = [words.password, words.wrong, words.malformed, numbers.typedAtKiosk];
    const missing = [...Object.values(words), ...Object.values(numbers)].filter(
      (one) => !kept.includes(one) && !kept.includes(plain(one) || '\0') && !never.includes(one),
    );
    // of insured persons nothing is kept but what a finding names, and of a file's payer what the card says
    expect(missing).toEqual([numbers.fileInn, numbers.snils]);
  });

  it('stands in no line of the log, also where a row that holds it cannot be read', async () => {
    const { read } = office.opened.store;
    const { id } = await read.protocol.findFirstOrThrow({ where: { state: 'handedOver' } });
    const db = new Sqlite(office.config.databaseFile);
    // as the office writes: what is overwritten is nowhere
    db.pragma('secure_delete = ON');
    const damage = (sql: string) => db.prepare(`update "Protocol" set content = ${sql} where id = ?`).run(id);
    damage(`'{' || content`);
    const reply = await anna.ask('protocol:reprint', { requestId: press(), protocolId: id });
    damage('substr(content, 2)');
    db.close();
    expect(reply).toMatchObject({ ok: false, refusal: { key: 'internal' } });
    const log = lines.join('');
    expect(log).toContain(id);
    expect(leaksIn(log)).toEqual([]);
  });

  it('stands in no entry of the journal, nor in an answer that is kept', async () => {
    const { read } = office.opened.store;
    const entries = await read.journal.findMany();
    const told = new Map(entries.map(({ kind, data }) => [kind, data]));
    for (const { kind, data } of entries) expect([kind, leaksIn(data)]).toEqual([kind, []]);
    for (const kind of ['submission:registered', 'protocol:issued', 'complaint:decided', 'card:issued', 'sheet:taken'])
      expect([kind, told.has(kind)]).toEqual([kind, true]);
    // whoever handed a file in is told its name, for a day also when asking again
    const kept = await read.answer.findMany({ where: { NOT: { command: 'file:read' } } });
    expect(kept.length).toBeGreaterThan(20);
    expect(leaksIn(kept.map(({ reply }) => reply).join('\n'))).toEqual([]);
  });

  it('stands on no board, kiosk or phone, and on staff’s screens only as a report that is asked for', () => {
    for (const name of ['board', 'kiosk', 'ticket'] as const) {
      expect([name, (views.get(name) ?? '').length > 500]).toEqual([name, true]);
      expect([name, leaksIn(views.get(name) ?? '')]).toEqual([name, []]);
    }
    expect(leaksIn(phonePage)).toEqual([]);
    // a number typed at the kiosk is for whoever receives; what a check was made with is for whoever made it
    const typedAtKiosk = [numbers.typedAtKiosk, plain(numbers.typedAtKiosk)];
    for (const [name, may] of [
      ['hall', typedAtKiosk],
      ['desk', [...typedAtKiosk, words.tool]],
    ] as const) {
      const text = views.get(name) ?? '';
      expect([name, text.length > 500]).toEqual([name, true]);
      expect([name, leaksIn(text).filter((one) => !may.includes(one))]).toEqual([name, []]);
    }
  });

  it('stands on no ticket’s paper, and in the folder of papers only on protocols that nobody else may read', async () => {
    await office.opened.app.house.clerk.idle();
    await expect.poll(areOut).toBe(true);
    expect(readdirSync(office.config.paperDir ?? '').length).toBeGreaterThan(5);
    const jobs = new Map((await office.opened.store.read.printJob.findMany()).map((job) => [job.id, job]));
    const kinds = new Map<string, number>();
    const folder = office.config.paperDir ?? '';
    for (const name of readdirSync(folder)) {
      const job = jobs.get(name.replace('.escpos', ''));
      const kind = job?.kind ?? 'unknown';
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
      const text = JSON.stringify(decode(readFileSync(join(folder, name)), profiles.virtual));
      if (kind !== 'protocol') expect([kind, leaksIn(text)]).toEqual([kind, []]);
    }
    expect([...kinds.keys()].sort()).toEqual(['protocol', 'ticket']);
    const paperFor = async (role: 'manager' | 'operator' | 'attendant' | 'administrator') => {
      const { cookie } = await office.staff([role]);
      const response = await fetch(`${office.url}/api/reports/paper?limit=50`, { headers: { cookie } });
      return response.text();
    };
    // a manager may open a protocol, and does not see it by looking at the page; others are told of none
    expect(await paperFor('manager')).toContain('"isMasked":true');
    for (const role of ['manager', 'operator', 'attendant', 'administrator'] as const)
      expect([role, leaksIn(await paperFor(role))]).toEqual([role, []]);
  });
});

/** Whom one may ask for on the page of personal data: every payer, complaint and inquiry of these books. */
function everybody(db: Sqlite.Database): string[] {
  const ids = (table: string) => db.prepare<[], string>(`select id from "${table}"`).pluck().all();
  return [
    ...ids('Payer').map((id) => `payerId=${id}`),
    ...ids('Complaint').map((id) => `complaintId=${id}`),
    ...ids('Consultation').map((id) => `consultationId=${id}`),
  ];
}

/** Columns of the books in which a word stands. */
function columnsWith(db: Sqlite.Database): string[] {
  const tables = db.prepare<[], string>(`select name from sqlite_schema where type = 'table'`).pluck().all();
  return tables.flatMap((table) =>
    db
      .prepare<[], Record<string, unknown>>(`select * from "${table}"`)
      .all()
      .flatMap((row) =>
        Object.entries(row).flatMap(([column, value]) =>
          leaksIn(String(value)).map((word) => `${table}.${column}: ${word}`),
        ),
      ),
  );
}

/** Files of a folder and below it in which a word stands, as it was typed or as it is searched. */
function filesWith(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesWith(path);
    const bytes = readFileSync(path);
    return all.filter((word) => bytes.includes(word) || bytes.includes(word.toLowerCase())).map((w) => `${name}: ${w}`);
  });
}

describe('what is erased by an order', () => {
  it('is gone from every table, file and memory when all that is held about everybody was chosen', async () => {
    const db = new Sqlite(office.config.databaseFile, { readonly: true });
    const { clerk } = office.opened.app.house;
    await expect.poll(areOut).toBe(true);
    for (const receptionId of clerk.office.receptions.keys())
      await yes(anna.ask('draft:save', { requestId: press(), key: `case:${receptionId}`, text: words.draft }));
    // terms of the regulation have run out meanwhile
    office.clock.set(Date.parse('2014-06-02T10:00:00+04:00'));
    for (const whom of everybody(db)) {
      const { cookie } = manager;
      const held = await yes(
        fetch(`${office.url}/api/reports/held?${whom}`, { headers: { cookie } }).then((said) => said.json()),
      );
      const { rows } = reports.held.reply.parse({ ...held });
      expect(rows.filter(({ isOpen }) => isOpen)).toEqual([]);
      const subjects = rows
        .filter(({ isErased }) => !isErased)
        .map(({ kind, id, revision }) => ({ kind, id, seen: revision }));
      if (subjects.length === 0) continue;
      const order = { requestId: press(), subjects, basis: 'order' as const, reason: 'по предписанию' };
      expect(await yes(manager.ask('data:erase', order))).toMatchObject({ kept: [] });
      // a reader that holds the log of the books is waited for
      const cases = office.opened.store.casesOf(office.opened.app.house.officeId);
      await expect.poll(() => cases.idByKey('erasure', openErasure), { timeout: 60_000 }).toBeNull();
    }
    expect(columnsWith(db)).toEqual([]);
    db.close();
    expect(filesWith(office.config.dataDir)).toEqual([]);
    const { regulations: _law, versions: _versions, ...today } = clerk.office;
    expect(
      leaksIn(JSON.stringify(Object.values(today).map((part) => (part instanceof Map ? [...part] : part)))),
    ).toEqual([]);
  });
});

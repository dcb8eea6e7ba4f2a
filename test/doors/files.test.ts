import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileReply, Reply } from '../../server/contract/index.js';
import { makeLog } from '../../server/devices/log.js';
import { archiveOf, cp1251, nameOf, personsOf, reportOf, xmlOf, zipOf } from '../support/reports.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

const intakeService = 'service-intake-medium';
type Told = Reply<FileReply>;
let office: TestOffice;
afterEach(() => office.close());

/** An operator at booth 1 with a visitor before them who brought a report on a medium. */
async function receive(log?: ReturnType<typeof makeLog>) {
  office = await openTestOffice(log === undefined ? {} : { log });
  const kiosk = await office.kiosk();
  const operator = await office.staff(['operator'], '1');
  const serviceId = intakeService;
  const issued = await kiosk.ask('ticket:issue', { requestId: press(), serviceId, answers: {}, language: 'ru' });
  if (!issued.ok) throw new Error(issued.refusal.key);
  const turn = async () => (await operator.see('desk', ({ shift }) => shift !== null)).turn;
  await operator.ask('visit:callNext', { requestId: press(), turn: await turn() });
  const called = await operator.see('desk', ({ current }) => current !== null);
  await operator.ask('visit:begin', { requestId: press(), turn: called.turn });
  const desk = await operator.see('desk', ({ current }) => current?.status === 'serving');
  const receptionId = desk.current?.reception?.receptionId ?? '';
  return { operator, receptionId };
}

async function send(
  cookie: string,
  body: Uint8Array<ArrayBuffer>,
  part: { name?: string; requestId?: string; receptionId: string; origin?: string },
): Promise<{ status: number; told: Told }> {
  const response = await fetch(`${office.url}/api/files`, {
    method: 'POST',
    body,
    headers: {
      cookie,
      'content-type': 'application/octet-stream',
      'x-talon-as': 'staff',
      'x-talon-request': part.requestId ?? press(),
      'x-talon-reception': part.receptionId,
      'x-talon-name': encodeURIComponent(part.name ?? 'отчёт.zip'),
      ...(part.origin === undefined ? {} : { origin: part.origin }),
    },
  });
  return { status: response.status, told: await response.json() };
}

const report = reportOf({ persons: personsOf(3) });
const file = () => new Uint8Array(cp1251(xmlOf(report)));
const name = nameOf(report);

/** Begins to send a file of which no more comes than its beginning. */
function stall(cookie: string, receptionId: string) {
  const asking = request(`${office.url}/api/files`, {
    method: 'POST',
    headers: {
      cookie,
      'content-type': 'application/octet-stream',
      'content-length': '1000',
      'x-talon-as': 'staff',
      'x-talon-request': press(),
      'x-talon-reception': receptionId,
      'x-talon-name': 'x.xml',
    },
  });
  const answer = new Promise<string>((resolve, reject) => {
    asking.on('error', reject);
    asking.on('response', (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => resolve(text));
    });
  });
  asking.write('<?xml');
  return { answer, cut: () => asking.destroy() };
}

describe('a payer’s file at the booth', () => {
  it('is taken into the submission of the reception, exactly once', async () => {
    const { operator, receptionId } = await receive();
    const requestId = press();
    const once = await send(operator.cookie, file(), { receptionId, name, requestId });
    expect(once).toMatchObject({
      status: 200,
      told: { ok: true, data: { refused: [], files: [{ name, persons: 3, packs: 1, findings: 0 }] } },
    });
    const again = await send(operator.cookie, file(), { receptionId, name, requestId });
    expect(again).toEqual(once);
    const other = await send(operator.cookie, new Uint8Array(cp1251(xmlOf(reportOf()))), {
      receptionId,
      name,
      requestId,
    });
    expect(other).toMatchObject({ status: 409, told: { refusal: { key: 'requestReused' } } });
    const { store } = office.opened;
    expect(await store.read.journal.count({ where: { kind: { startsWith: 'submission:' } } })).toBe(1);
  });

  it('is refused with its reason, and nothing changes', async () => {
    const { operator, receptionId } = await receive();
    const said = async (bytes: Uint8Array<ArrayBuffer>) => (await send(operator.cookie, bytes, { receptionId })).told;
    expect(await said(new TextEncoder().encode(xmlOf(report)))).toEqual({
      ok: false,
      refusal: { key: 'fileRefused', about: { why: 'encoding' } },
    });
    expect(await said(new Uint8Array(0))).toMatchObject({ refusal: { about: { why: 'empty' } } });
    const { store } = office.opened;
    expect(await store.read.journal.count({ where: { kind: { startsWith: 'submission:' } } })).toBe(0);
  });

  it('is taken from nobody but the operator of that reception', async () => {
    const { operator, receptionId } = await receive();
    const neighbour = await office.staff(['operator'], '2');
    const manager = await office.staff(['manager']);
    const keyOf = async (cookie: string, part: { receptionId: string; origin?: string }) => {
      const { told } = await send(cookie, file(), { ...part, name });
      return told.ok ? null : told.refusal.key;
    };
    expect(await keyOf('', { receptionId })).toBe('signedOut');
    expect(await keyOf(manager.cookie, { receptionId })).toBe('notAllowed');
    expect(await keyOf(neighbour.cookie, { receptionId })).toBe('notYours');
    expect(await keyOf(operator.cookie, { receptionId: 'nowhere' })).toBe('notFound');
    expect(await keyOf(operator.cookie, { receptionId: 'no such id!' })).toBe('badRequest');
    expect(await keyOf(operator.cookie, { receptionId, origin: 'https://elsewhere.example' })).toBe('notAllowed');
  });

  it('of 50 MB is refused before it is read, said or unsaid', async () => {
    const { operator, receptionId } = await receive();
    const { rss } = process.memoryUsage();
    const said = await send(operator.cookie, new Uint8Array(50_000_000), { receptionId });
    expect(said).toMatchObject({ status: 422, told: { refusal: { key: 'fileRefused', about: { why: 'tooLarge' } } } });
    // a sender that does not say how much will come is stopped where it becomes too much
    const answer = await new Promise<string>((resolve, reject) => {
      const asking = request(`${office.url}/api/files`, {
        method: 'POST',
        headers: {
          cookie: operator.cookie,
          'content-type': 'application/octet-stream',
          'x-talon-as': 'staff',
          'x-talon-request': press(),
          'x-talon-reception': receptionId,
          'x-talon-name': 'x.xml',
        },
      });
      asking.on('error', reject);
      asking.on('response', (response) => {
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString()));
        response.on('end', () => resolve(text));
      });
      const source = new PassThrough();
      source.pipe(asking);
      const megabyte = Buffer.alloc(1_000_000, 32);
      for (let sent = 0; sent < 50; sent += 1) source.write(megabyte);
      source.end();
    });
    expect(JSON.parse(answer)).toMatchObject({ refusal: { key: 'fileRefused', about: { why: 'tooLarge' } } });
    // the test itself holds 100 MB of it
    expect((process.memoryUsage().rss - rss) / 1_048_576).toBeLessThan(300);
  });

  it('waits for its turn where every booth hands one in at once', async () => {
    const { operator, receptionId } = await receive();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, at) => {
        const one = reportOf({ pack: at + 1, persons: personsOf(50) });
        return send(operator.cookie, new Uint8Array(cp1251(xmlOf(one))), { receptionId, name: nameOf(one) });
      }),
    );
    for (const { told } of all) expect(told).toMatchObject({ ok: true });
    const { submissionId } = office.opened.app.house.clerk.office.receptions.get(receptionId) ?? {};
    const row = office.opened.store.casesOf(office.opened.app.house.officeId).row('submission', submissionId ?? '');
    expect(row?.files).toHaveLength(8);
    expect(row?.content.packs).toHaveLength(8);
  });

  it('that stalls on its way holds up nobody else, however often one booth tries', async () => {
    const { operator, receptionId } = await receive();
    const stalled = Array.from({ length: 4 }, () => stall(operator.cookie, receptionId));
    let isTold = false;
    for (const { answer } of stalled)
      answer.then(
        () => (isTold = true),
        () => undefined,
      );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const neighbour = await office.staff(['operator'], '2');
    // read at once, and then it is not the neighbour's reception
    const { told } = await send(neighbour.cookie, file(), { receptionId, name });
    expect(told).toMatchObject({ refusal: { key: 'notYours' } });
    expect(isTold).toBe(false);
    // of a silent line its own booth hears after five seconds
    expect(JSON.parse((await stalled[0]?.answer) ?? '')).toMatchObject({ refusal: { about: { why: 'timeout' } } });
    for (const { cut } of stalled) cut();
    expect((await send(operator.cookie, file(), { receptionId, name })).told).toMatchObject({ ok: true });
  });

  it('whose connection breaks frees its place at once, and is no alarm in the log', async () => {
    const lines: string[] = [];
    const stream = new PassThrough();
    stream.on('data', (line: Buffer) => void lines.push(line.toString()));
    const { operator, receptionId } = await receive(makeLog('info', stream));
    const broken = stall(operator.cookie, receptionId);
    broken.answer.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    broken.cut();
    expect((await send(operator.cookie, file(), { receptionId, name })).told).toMatchObject({ ok: true });
    const told = () => lines.filter((line) => line.includes('did not come whole'));
    await expect.poll(() => told().length).toBe(1);
    expect(lines.filter((line) => line.includes('unexpected'))).toEqual([]);
  });

  it('of two branches in one archive are two, and the same archive again replaces both', async () => {
    const { operator, receptionId } = await receive();
    const [one, two] = [reportOf({ pack: 1, persons: personsOf(3) }), reportOf({ pack: 2, persons: personsOf(5) })];
    const zip = await zipOf([
      { name: 'филиал1/otchet.xml', bytes: cp1251(xmlOf(one)) },
      { name: 'филиал2/otchet.xml', bytes: cp1251(xmlOf(two)) },
    ]);
    for (let times = 0; times < 2; times += 1) {
      const { told } = await send(operator.cookie, new Uint8Array(zip), { receptionId });
      expect(told).toMatchObject({
        ok: true,
        data: {
          files: [
            { name: 'филиал1/otchet.xml', persons: 3 },
            { name: 'филиал2/otchet.xml', persons: 5 },
          ],
          refused: [],
        },
      });
    }
    const { submissionId } = office.opened.app.house.clerk.office.receptions.get(receptionId) ?? {};
    const row = office.opened.store.casesOf(office.opened.app.house.officeId).row('submission', submissionId ?? '');
    expect(row?.content.packs.map(({ persons, file: from }) => [persons, from])).toEqual([
      [3, 'филиал1/otchet.xml'],
      [5, 'филиал2/otchet.xml'],
    ]);
  });

  it('keeps of its name what can be seen', async () => {
    const { operator, receptionId } = await receive();
    const { told } = await send(operator.cookie, file(), { receptionId, name: `\u200f\u200b${name}\u00ad` });
    expect(told).toMatchObject({ ok: true, data: { files: [{ name }] } });
  });

  it('of 20 MB keeps no press waiting', async () => {
    const { operator, receptionId } = await receive();
    const kiosk = await office.kiosk('Второй киоск');
    const large = new Uint8Array(20_000_000);
    const remark = cp1251(`<!--${' '.repeat(56)}-->\n`);
    for (let at = 0; at < large.length; at += remark.length) large.set(remark.subarray(0, large.length - at), at);
    large.set(file());
    large.fill(32, file().length, Math.ceil(file().length / remark.length) * remark.length);
    const begun = performance.now();
    const reading = send(operator.cookie, large, { receptionId, name });
    let isRead = false;
    void reading.then(() => (isRead = true));
    const waits: number[] = [];
    while (!isRead) {
      const from = performance.now();
      const serviceId = intakeService;
      const reply = await kiosk.ask('ticket:issue', { requestId: press(), serviceId, answers: {}, language: 'ru' });
      expect(reply.ok).toBe(true);
      waits.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect((await reading).told.ok).toBe(true);
    expect(waits.length).toBeGreaterThan(3);
    // against the reading itself, and not against the clock: this machine may be slow, the thread must be free
    expect(Math.max(...waits)).toBeLessThan((performance.now() - begun) / 2);
  });

  // ten thousand persons are read in test/devices/intake, which has the time for it on any machine
  it('of fifty packs comes in as one archive', async () => {
    const { operator, receptionId } = await receive();
    const { told } = await send(operator.cookie, new Uint8Array(await archiveOf(50, 30)), { receptionId });
    expect(told).toMatchObject({ ok: true });
    if (!told.ok) return;
    expect(told.data.files).toHaveLength(51);
    expect(told.data.files.reduce((sum, one) => sum + one.persons, 0)).toBe(1500);
  });

  it('leaves its name, size, digest and findings behind: no person of it stands anywhere, nor in a journal entry', async () => {
    const { operator, receptionId } = await receive();
    await send(operator.cookie, file(), { receptionId, name });
    const folder = office.config.dataDir;
    const { store } = office.opened;
    const entries = await store.read.journal.findMany();
    const told = entries.map(({ data }) => data).join('\n');
    for (const secret of ['ИВАНОВА', '112-233-445', '112233445', '087-105-000003', '7707083893', 'РОМАШКА', name])
      expect(told).not.toContain(secret);
    const traces = ['ИВАНОВА', '112-233-445', 'СтраховойНомер'].flatMap((text) => [
      Buffer.from(text),
      Buffer.from(cp1251(text)),
    ]);
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })) {
      if (!path.isFile()) continue;
      const content = readFileSync(join(path.parentPath, path.name));
      expect(traces.filter((trace) => content.includes(trace)).map(String)).toEqual([]);
    }
  });
});

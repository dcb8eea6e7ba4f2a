/**
 * From the demo to an office of one's own, as a process: while the server runs, and killed in the middle as by a power
 * cut. Whatever happens, the folder holds exactly one office, whole; it is the demo or the new one, never half of either.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOwn, swapSteps } from '../../server/beginning/ownoffice.js';
import { readConfig } from '../../server/config.js';
import { makeClock } from '../../server/devices/clock.js';
import { sha256 } from '../../server/devices/ids.js';
import { makeLog } from '../../server/devices/log.js';
import { hashPassword } from '../../server/doors/password.js';
import { newId, newToken, sealOf } from '../../server/doors/token.js';
import { openOffice } from '../../server/open.js';
import { loadLaw } from '../../server/regulations/index.js';
import { readAnchors } from '../../server/store/anchors.js';
import { verifyJournal } from '../../server/store/verify.js';
import { bundleServer, startServer, type Running } from '../support/child.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'talon-begin-'));
const demo = join(folder, 'demo');
const token = newToken();
const cookie = `talon_staff=${token}`;
const password = 'correct horse battery';
const own = { as: 'own', name: 'Отдел приёма № 7', zone: 'Asia/Novosibirsk' };
const configOf = (dataDir: string) => readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' }, root);
let file = '';
let presses = 0;

/** A demo office that was used: signed in, a kiosk, a day of paper, a backup, a sheet, summaries. */
async function makeUsedDemo(): Promise<void> {
  const config = configOf(demo);
  const given = { config, clock: makeClock(null, 1), log: makeLog('error', null), version: 'test', vite: null };
  const { app, store } = await openOffice({ ...given, isClockGiven: false, change: (spec) => spec });
  const { officeId } = app.house;
  const now = Date.now();
  const hash = await hashPassword(password);
  const admin = await store.people.findUserByLogin('admin');
  const userId = admin?.userId ?? '';
  const times = { createdAt: now, seenAt: now, expiresAt: now + 3_600_000, closedAt: null };
  const device = { deviceId: newId(), officeId, role: 'kiosk' as const, name: 'Киоск', tokenHash: sealOf(token) };
  await app.house.record({ kind: 'user:passwordChanged', actor: 'test', data: { userId } }, () => {
    store.people.setPassword(userId, hash, false);
    store.sessions.openSession({ sessionId: newId(), tokenHash: sealOf(token), userId, officeId, ...times });
    store.devices.addDevice({ ...device, printerId: 'printer-kiosk', pairedAt: now, seenAt: null, revokedAt: null });
  });
  await app.close();
  for (const name of ['exports', 'backups', 'paper']) mkdirSync(join(demo, name), { recursive: true });
  for (const name of ['exports/День.xlsx', 'backups/talon-20261122T011500Z.backup', 'summaries.db', 'exported.json'])
    writeFileSync(join(demo, name), 'of the demo');
}

async function ask(url: string, path: string, as: 'staff' | 'kiosk', payload?: object): Promise<Record<string, never>> {
  presses += 1;
  const response = await fetch(`${url}/api/${path}`, {
    headers: { 'content-type': 'application/json', 'x-talon-as': as, cookie: `${cookie}; talon_kiosk=${token}` },
    ...(payload === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify({ requestId: `begin-${process.pid}-${presses}`, ...payload }) }),
  });
  return JSON.parse(await response.text());
}

/** The one office of a folder's books, proved against every anchor, and the kinds that its journal begins with. */
function soundOffice(dataDir: string): { officeId: string; kinds: string[] } {
  const books = new Sqlite(join(dataDir, 'talon.db'), { readonly: true });
  try {
    const ids = books.prepare<[], string>('select id from "Office"').pluck().all();
    expect(ids).toHaveLength(1);
    const [officeId = ''] = ids;
    const anchors = readAnchors(join(dataDir, 'anchors.log'));
    const verdict = verifyJournal({
      file: join(dataDir, 'talon.db'),
      officeId,
      anchors: anchors.filter((anchor) => anchor.officeId === officeId),
      onProgress: () => undefined,
    });
    expect(verdict).toMatchObject({ whole: true });
    const kinds = books.prepare<[], string>('select kind from "Journal" order by seq limit 2').pluck().all();
    return { officeId, kinds };
  } finally {
    books.close();
  }
}

/** The demo is kept whole under one time: its books, proved by its own anchors, and its backups. */
function isSetAside(dataDir: string): void {
  const names = readdirSync(dataDir).filter((name) => name.includes('.before-'));
  const stamps = new Set(names.map((name) => name.split('.before-')[1]));
  expect(stamps.size).toBe(1);
  const [stamp = ''] = stamps;
  expect(names.sort()).toEqual(['anchors.log', 'backups', 'talon.db'].map((name) => `${name}.before-${stamp}`));
  const kept = (name: string) => join(dataDir, `${name}.before-${stamp}`);
  expect(readdirSync(kept('backups'))).toContain('talon-20261122T011500Z.backup');
  const verdict = verifyJournal({
    file: kept('talon.db'),
    officeId: 'office-1',
    anchors: readAnchors(kept('anchors.log')).filter(({ officeId }) => officeId === 'office-1'),
    onProgress: () => undefined,
  });
  expect(verdict).toMatchObject({ whole: true });
}

/** What the running server says of the one who is signed in, once it answers. */
async function whoAmI(url: string): Promise<unknown> {
  try {
    return (await ask(url, 'reports/me', 'staff'))['data']?.['begin'];
  } catch {
    return 'away';
  }
}

/** Looks as often as it can, so that a moment is not missed; one that was missed is over when `isOver`. */
async function until(is: () => boolean, isOver: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !is() && !isOver(); await new Promise((resolve) => setImmediate(resolve)))
    if (Date.now() > end) throw new Error('the moment never came');
}

beforeAll(async () => {
  file = await bundleServer();
  await makeUsedDemo();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an office of one’s own', () => {
  it('takes the demo’s place while the server runs', async () => {
    const dataDir = join(folder, 'running');
    cpSync(demo, dataDir, { recursive: true });
    const key = readFileSync(join(dataDir, 'answers.key'), 'utf8');
    const server = await startServer(file, dataDir);
    try {
      const { url } = server;
      expect(await whoAmI(url)).toBe('ask');
      expect(await ask(url, 'views/kiosk', 'kiosk')).toMatchObject({ ok: true });
      const wrong = await ask(url, 'office:begin', 'staff', { choice: { ...own, zone: 'Мытищи' } });
      expect(wrong).toMatchObject({ ok: false, refusal: { key: 'badRequest', about: { field: 'choice.zone' } } });
      const begun = await ask(url, 'office:begin', 'staff', { choice: own });
      expect(begun).toEqual({ ok: true, data: { willRestart: true } });
      await expect.poll(() => whoAmI(url), { timeout: 60_000 }).toBe('guide');
      // the same address, the same session, every role; of the demo nothing is known
      expect(await ask(url, 'reports/me', 'staff')).toMatchObject({ data: { login: 'admin', demo: false } });
      expect(await ask(url, 'views/kiosk', 'kiosk')).toMatchObject({ refusal: { key: 'pairingInvalid' } });
      const setup = await ask(url, 'reports/setup', 'staff');
      expect(setup).toMatchObject({ data: { isDemo: false, isChosen: true } });
      expect(await ask(url, 'office:begin', 'staff', { choice: own })).toMatchObject({ refusal: { key: 'notNow' } });
      const again = await ask(url, 'session:signIn', 'staff', { login: 'admin', password });
      expect(again).toMatchObject({ ok: true, data: { mustChange: false } });
    } finally {
      await server.kill();
    }
    const { officeId, kinds } = soundOffice(dataDir);
    expect(officeId).not.toBe('office-1');
    expect(kinds).toEqual(['office:made', 'administrator:made']);
    expect(readAnchors(join(dataDir, 'anchors.log')).map((anchor) => anchor.officeId)).not.toContain('office-1');
    const left = readdirSync(dataDir).filter(
      (name) => !/^(talon\.|anchors\.log|answers\.key|paper$|summaries|backups)/.test(name),
    );
    expect(left).toEqual([]);
    expect(existsSync(join(dataDir, 'backups')) ? readdirSync(join(dataDir, 'backups')) : []).toEqual([]);
    isSetAside(dataDir);
    // codes and PINs that this key sealed still open
    expect(readFileSync(join(dataDir, 'answers.key'), 'utf8')).toBe(key);
  });

  it('is there, or the demo is, whichever step was the last', async () => {
    const ready = join(folder, 'ready');
    cpSync(demo, ready, { recursive: true });
    const config = configOf(ready);
    const given = { config, clock: makeClock(null, 1), log: makeLog('error', null), version: 'test', vite: null };
    const { app, store } = await openOffice({ ...given, isClockGiven: false, change: (spec) => spec });
    const user = await store.people.findUserByLogin('admin');
    const session = await store.sessions.findSession(sealOf(token));
    if (user === null || session === null) throw new Error('the demo has no administrator');
    await buildOwn(config, loadLaw(sha256), Date.now(), { name: own.name, zone: own.zone, user, session });
    await app.close();
    for (let done = 0; done <= swapSteps.length; done += 1) {
      const dataDir = join(folder, `step-${done}`);
      cpSync(ready, dataDir, { recursive: true });
      for (const step of swapSteps.slice(0, done)) await step(configOf(dataDir));
      const server = await startServer(file, dataDir);
      expect(await whoAmI(server.url), `after ${done} steps`).toBe(done === 0 ? 'ask' : 'guide');
      await server.kill();
      expect(soundOffice(dataDir).officeId === 'office-1', `after ${done} steps`).toBe(done === 0);
      expect(existsSync(join(dataDir, '.beginning')) || existsSync(join(dataDir, 'begin.json'))).toBe(false);
      expect(existsSync(join(dataDir, 'exports')), `after ${done} steps`).toBe(done === 0);
      if (done > 0) isSetAside(dataDir);
    }
  });

  it('is there, or the demo is, whenever the power goes', async () => {
    const seen = new Set<unknown>();
    const met: string[] = [];
    // the new books are being made; they are ready and the answer is on its way; it is decided; what was left is going
    for (const moment of ['.beginning', '.beginning/talon.db', 'answered', 'begin.json', 'gone'] as const) {
      const dataDir = join(folder, `kill-${moment.replace('/', '-')}`);
      const isThere = (name: string) => existsSync(join(dataDir, name));
      const isOver = () => !isThere('exported.json') && !isThere('begin.json');
      // a busy machine may look too late, or not at all: some more are killed then, until one died in the moment meant
      for (let tries = 0; tries < 8; tries += 1) {
        rmSync(dataDir, { recursive: true, force: true });
        cpSync(demo, dataDir, { recursive: true });
        const server: Running = await startServer(file, dataDir);
        const pressed = ask(server.url, 'office:begin', 'staff', { choice: own }).catch(() => null);
        if (moment === 'answered') await pressed;
        else if (moment === 'gone') await until(() => !isThere('exported.json'), isOver);
        else await until(() => isThere(moment), isOver);
        await server.kill();
        await pressed;
        if (moment !== 'answered' && moment !== 'gone' && !isThere(moment)) continue;
        met.push(moment);
        break;
      }
      const after = await startServer(file, dataDir);
      const begin = await whoAmI(after.url);
      seen.add(begin);
      // who was told that it is theirs finds it
      if (moment === 'answered') expect(begin).toBe('guide');
      await after.kill();
      expect(soundOffice(dataDir).officeId === 'office-1', `killed at ${moment}`).toBe(begin === 'ask');
      expect(existsSync(join(dataDir, '.beginning')) || existsSync(join(dataDir, 'begin.json'))).toBe(false);
      if (begin !== 'ask') isSetAside(dataDir);
    }
    expect([...seen].sort()).toEqual(['ask', 'guide']);
    // books are made for longer than a look takes
    expect(met).toEqual(expect.arrayContaining(['.beginning', '.beginning/talon.db', 'answered']));
  });
});

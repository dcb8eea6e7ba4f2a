import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.js';
import { makeLog } from '../../server/devices/log.js';
import type { Actor } from '../../server/domain/decide.js';
import { openOffice, type Opened } from '../../server/open.js';
import { filingMorning, makeTestClock, openTestOffice, press } from '../support/office.js';

const hourMs = 3_600_000;
const root = fileURLToPath(new URL('../..', import.meta.url));
const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Opens a folder as the process does: by a clock that may be wrong. */
async function start(folder: string, at: number): Promise<Opened> {
  const config = readConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' }, root);
  const log = makeLog('silent', null);
  const clock = makeTestClock(at);
  return openOffice({ config, clock, log, version: 'test', vite: null, isClockGiven: false, change: (spec) => spec });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'talon-'));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const manager: Actor = { actorId: 'boss', kind: 'user', roles: ['manager'], visitId: null };
const kiosk: Actor = { actorId: 'kiosk-1', kind: 'device', roles: ['kiosk'], visitId: null };
const ticket = () => ({
  requestId: press(),
  serviceId: 'service-consultation',
  answers: {},
  language: 'ru' as const,
  category: null,
  print: false,
});

describe('a clock in doubt at the start', () => {
  for (const [how, shift] of [
    ['behind the last entry', -2 * hourMs],
    ['more than 36 hours ahead of a running day', 37 * hourMs],
  ] as const)
    it(`${how}: nothing is ruled until a manager opens the day`, async () => {
      const folder = newFolder();
      const before = await start(folder, filingMorning);
      expect(await before.app.house.press('ticket:issue', ticket(), kiosk)).toMatchObject({ ok: true });
      await before.app.close();
      const { app } = await start(folder, filingMorning + shift);
      endings.push(() => app.close());
      const day = app.house.clerk.office.day?.day;
      expect(app.house.health()).toMatchObject({ ok: false, clock: expect.stringContaining(how) });
      await app.house.clockwork.tick();
      expect(app.house.clerk.office.day?.day).toBe(day);
      const refused = { ok: false, refusal: { key: 'clockUnsure' } };
      expect(await app.house.press('ticket:issue', ticket(), kiosk)).toEqual(refused);
      expect(await app.house.press('day:close', { requestId: press() }, manager)).toEqual(refused);
      expect(await app.house.press('day:open', { requestId: press() }, manager)).toMatchObject({ ok: true });
      expect(app.house.health()).toMatchObject({ ok: true });
      expect(await app.house.press('ticket:issue', ticket(), kiosk)).toMatchObject({ ok: true });
    });

  it('36 hours are believed: the missed day is closed as of its own closing time, and today opened', async () => {
    const folder = newFolder();
    const before = await start(folder, filingMorning);
    expect(await before.app.house.press('ticket:issue', ticket(), kiosk)).toMatchObject({ ok: true });
    const closeBy = before.app.house.clerk.office.day?.closeBy;
    await before.app.close();
    const { app, store } = await start(folder, filingMorning + 35 * hourMs);
    endings.push(() => app.close());
    expect(app.house.clerk.office.day).toMatchObject({ day: '2013-02-16', phase: 'open' });
    const closed = await store.read.journal.findFirst({ where: { kind: 'day:closed' } });
    expect(closed?.at.getTime()).toBe(closeBy);
    expect(await store.read.visit.findMany({ select: { status: true } })).toEqual([{ status: 'expired' }]);
  });
});

describe('a restore that was killed', () => {
  it('leaves none of its books behind: the next start removes them, and nothing else', async () => {
    const folder = newFolder();
    const before = await start(folder, filingMorning);
    await before.app.close();
    const left = join(folder, '.restoring-0a1b2c3d4e5f');
    mkdirSync(left);
    copyFileSync(join(folder, 'talon.db'), join(left, 'talon.db'));
    writeFileSync(join(folder, 'talon.db.before-20130214T060000Z'), 'set aside');
    const { app } = await start(folder, filingMorning);
    endings.push(() => app.close());
    expect(readdirSync(folder).filter((name) => name.startsWith('.restoring'))).toEqual([]);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['talon.db', 'talon.db.before-20130214T060000Z']));
  });
});

describe('prints at a start', () => {
  it('what was in the printer’s mouth is unknown, an old ticket is not printed any more', async () => {
    const office = await openTestOffice();
    endings.push(() => office.close());
    const touchscreen = await office.kiosk();
    const jobs: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const reply = await touchscreen.ask('ticket:issue', { ...ticket(), print: true });
      if (reply.ok && reply.data.printJobId !== null) jobs.push(reply.data.printJobId);
    }
    const [inMouth = '', queued = ''] = jobs;
    const state = (printJobId: string) => office.opened.app.house.clerk.office.printJobs.get(printJobId)?.state;
    await expect.poll(() => jobs.map(state)).toEqual(['printed', 'printed']);
    await office.opened.app.house.settle(inMouth, 'printing');
    await office.opened.app.house.settle(queued, 'queued');
    await office.restart();
    await expect.poll(() => [state(inMouth), state(queued)]).toEqual(['unknown', 'void']);
  });

  it('what was in its mouth at a power cut is unknown after a weekend too, is told, and somebody can say what became of it', async () => {
    const office = await openTestOffice();
    endings.push(() => office.close());
    const touchscreen = await office.kiosk();
    const reply = await touchscreen.ask('ticket:issue', { ...ticket(), print: true });
    const printJobId = reply.ok ? (reply.data.printJobId ?? '') : '';
    const state = () => office.opened.app.house.clerk.office.printJobs.get(printJobId)?.state;
    await expect.poll(state).toBe('printed');
    await office.opened.app.house.settle(printJobId, 'printing');
    office.clock.set(filingMorning + 72 * hourMs);
    await office.restart();
    expect(office.opened.app.house.clerk.office.day).toMatchObject({ day: '2013-02-18' });
    await expect.poll(state).toBe('unknown');
    const told = office.opened.store.writing
      .prepare<[], string>(`select json_extract(data, '$.printJobId') from "Journal" where kind = 'print:unknown'`)
      .pluck();
    expect(told.all()).toEqual([printJobId]);
    const resolved = { requestId: press(), printJobId, came: true };
    expect(await office.opened.app.house.press('print:resolve', resolved, manager)).toMatchObject({ ok: true });
  });
});

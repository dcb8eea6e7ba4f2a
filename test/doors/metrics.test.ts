import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeRegistry } from '../../server/doors/exposition.js';
import type { DemoSpec } from '../../prisma/demo.js';
import type { App } from '../../server/app.js';
import type { Clock } from '../../server/devices/clock.js';
import { makeLog } from '../../server/devices/log.js';
import { mayRead } from '../../server/doors/metrics.js';
import type { Actor } from '../../server/office/house.js';
import { openOffice } from '../../server/open.js';
import { readExposition, type Family } from '../support/exposition.js';
import { filingMorning, makeTestClock, openTestOffice, press, type TestOffice } from '../support/office.js';
import { startPrinter } from '../support/printer.js';

let office: TestOffice | null = null;
afterEach(async () => {
  await office?.close();
  office = null;
});

const silent = { LOG_LEVEL: 'silent' };

async function open(environment: Record<string, string> = {}): Promise<TestOffice> {
  office = await openTestOffice({ environment: { ...silent, ...environment } });
  return office;
}

const look = async (path: string) => {
  const response = await fetch(`${office?.url}${path}`);
  return { status: response.status, body: await response.json() };
};

/** The value of one sample; labels in the order of the page. */
function sample(families: Map<string, Family>, name: string, labels: Record<string, string> = {}): number | undefined {
  const samples = [...families.values()].flatMap((family) => family.samples);
  return samples.find((one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels))?.value;
}

describe('the figures of /metrics', () => {
  it('are in the format to the letter, and tell what happened', async () => {
    const { url, kiosk, staff, clock } = await open();
    const hall = await kiosk();
    const ticket = { serviceId: 'service-consultation', answers: {}, language: 'ru' } as const;
    await hall.ask('ticket:issue', { requestId: press(), ...ticket });
    await hall.ask('ticket:issue', { requestId: press(), ...ticket });
    const booth = await staff(['operator'], '1');
    clock.pass(4);
    const { turn } = await booth.see('desk', () => true);
    const called = await booth.ask('visit:callNext', { requestId: press(), turn });
    expect(called).toMatchObject({ ok: true });
    const desk = await booth.see('desk', (view) => view.current?.status === 'called');
    await booth.ask('visit:begin', { requestId: press(), turn: desk.turn });
    // refused, and no command at all
    await booth.ask('visit:callNext', { requestId: press(), turn: -5 });
    await fetch(`${url}/api/no:such`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });

    const response = await fetch(`${url}/metrics`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const page = await response.text();
    const families = readExposition(page);
    expect(sample(families, 'talon_tickets_total', { service: 'service-consultation' })).toBe(2);
    expect(sample(families, 'talon_rulings_total', { command: 'ticket:issue', outcome: 'ok' })).toBe(2);
    expect(sample(families, 'talon_rulings_total', { command: 'visit:callNext', outcome: 'ok' })).toBe(1);
    expect(sample(families, 'talon_rulings_total', { command: 'visit:callNext', outcome: 'refused' })).toBe(1);
    expect(sample(families, 'talon_rulings_total', { command: 'unknown', outcome: 'refused' })).toBe(1);
    expect(sample(families, 'talon_refusals_total', { key: 'unknownCommand' })).toBe(1);
    expect(sample(families, 'talon_wait_seconds_count')).toBe(1);
    expect(sample(families, 'talon_wait_seconds_bucket', { le: '180' })).toBe(0);
    expect(sample(families, 'talon_wait_seconds_bucket', { le: '300' })).toBe(1);
    expect(sample(families, 'talon_commit_seconds_count')).toBeGreaterThan(4);
    expect(sample(families, 'talon_sockets', { kind: 'kiosk' })).toBe(1);
    expect(sample(families, 'talon_sockets', { kind: 'staff' })).toBe(1);
    expect(sample(families, 'talon_waiting_visits')).toBe(1);
    expect(sample(families, 'talon_ready')).toBe(1);
    expect(sample(families, 'process_resident_memory_bytes')).toBeGreaterThan(2e7);
    expect(sample(families, 'nodejs_eventloop_lag_max_seconds')).toBeLessThan(5);
    const jobs = families.get('talon_print_jobs')?.samples ?? [];
    expect(jobs.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThanOrEqual(2);
    expect(page).not.toMatch(/Петрова|А00|В00/);
  });

  it('are for this machine, or for who has the token; anybody else finds no such page', async () => {
    const token = 'a-token-of-sixteen-signs';
    const may = (headers: Record<string, string>, remote: string, known: string | null = token) =>
      mayRead(headers, remote, known);
    expect(may({}, '127.0.0.1')).toBe(true);
    expect(may({}, '::ffff:127.0.0.1')).toBe(true);
    expect(may({}, '::1')).toBe(true);
    expect(may({}, '192.168.1.20')).toBe(false);
    expect(may({}, '127.0.0.1.evil')).toBe(false);
    // a proxy of this machine speaks for somebody else
    for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host'])
      expect(may({ [header]: '127.0.0.1' }, '127.0.0.1')).toBe(false);
    expect(may({ authorization: `Bearer ${token}`, 'x-forwarded-for': '10.0.0.1' }, '10.0.0.1')).toBe(true);
    expect(may({ authorization: `Bearer ${token}x` }, '10.0.0.1')).toBe(false);
    expect(may({ authorization: 'Bearer ' }, '10.0.0.1', null)).toBe(false);
    expect(may({ authorization: 'Bearer null' }, '10.0.0.1', null)).toBe(false);
    const { url } = await open({ METRICS_TOKEN: token });
    const strange = await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.1' } });
    expect([strange.status, await strange.text()]).toEqual([404, expect.not.stringContaining('talon_')]);
  });

  it('escape what labels and helps may hold, and write no family twice', () => {
    const registry = makeRegistry();
    registry.gauge('odd', 'two\nlines \\ here', () => [
      [{ said: 'a "word"\\\n' }, NaN],
      [{ said: '' }, -Infinity],
    ]);
    const families = readExposition(registry.text());
    expect(families.get('odd')).toMatchObject({
      help: 'two\\nlines \\\\ here',
      samples: [
        { labels: { said: 'a "word"\\\n' }, value: NaN },
        { labels: { said: '' }, value: -Infinity },
      ],
    });
    expect(() => registry.counter('odd', 'again')).toThrow(/taken/);
    expect(() => registry.counter('Bad-Name', '')).toThrow(/no name/);
    // the reader itself must be able to say no
    for (const bad of ['x 1', 'x{a=b} 1\n', '# TYPE x gauge\nx 1\n', '# HELP x h\n# TYPE x counter\nx 1\n'])
      expect(() => readExposition(bad)).toThrow();
  });
});

type Ready = () => Promise<{ status: number; body: unknown }>;

/** The same folder opened again under another clock. */
async function withClock(
  { config, opened }: TestOffice,
  clock: Clock,
  isClockGiven: boolean,
  work: (ready: Ready, app: App) => Promise<void>,
): Promise<void> {
  await opened.app.close();
  office = null;
  const log = makeLog('silent', null);
  const change = (spec: DemoSpec) => spec;
  const { app } = await openOffice({ config, clock, log, version: 'test', vite: null, isClockGiven, change });
  try {
    const { url } = await app.listen();
    await work(async () => {
      const response = await fetch(`${url}/ready`);
      return { status: response.status, body: await response.json() };
    }, app);
  } finally {
    await app.close();
    rmSync(config.dataDir, { recursive: true, force: true });
  }
}

/** Files that this process writes may not grow beyond so many bytes; null takes the limit away. As a full disk does it. */
function limitFiles(bytes: number | null): void {
  const { status } = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes ?? 'unlimited'}:unlimited`]);
  expect(status).toBe(0);
}

describe('/health and /ready', () => {
  it('say that all is well, and how much', async () => {
    await open();
    expect(await look('/ready')).toEqual({ status: 200, body: { ok: true, failing: [], attention: [] } });
    const { status, body } = await look('/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: true,
      database: 'writable',
      clock: 'sure',
      backupAt: null,
      journal: expect.any(Number),
    });
    expect(body.diskFreeMb).toBeGreaterThan(10);
  });

  it('say that the database cannot be written while it cannot, and that it can again', async () => {
    await open();
    await look('/ready');
    limitFiles(4096);
    try {
      await expect
        .poll(() => look('/ready'))
        .toMatchObject({ status: 503, body: { ok: false, failing: ['database'] } });
      // alive all the same, with the truth in its words
      expect(await look('/health')).toMatchObject({ status: 200, body: { ok: false, database: 'not writable' } });
    } finally {
      limitFiles(null);
    }
    await expect.poll(() => look('/ready')).toMatchObject({ status: 200, body: { ok: true } });
  });

  it('another program’s lock is told and waited for by nobody', async () => {
    const { config, opened } = await open();
    const { writing } = opened.store;
    const other = new Sqlite(config.databaseFile);
    const waits: unknown[] = [];
    const pragma = writing.pragma.bind(writing);
    const patience = () => pragma('busy_timeout', { simple: true });
    const looks = vi.spyOn(writing, 'pragma').mockImplementation((what, how) => {
      if (what.startsWith('user_version')) waits.push(patience());
      return pragma(what, how);
    });
    try {
      other.exec('BEGIN IMMEDIATE');
      expect(await look('/ready')).toMatchObject({ status: 503, body: { failing: ['database'] } });
      // milliseconds: a press waits a little, this look not at all, and the next press waits as before
      expect([...new Set(waits)]).toEqual([0]);
      expect(patience()).toBe(50);
      other.exec('ROLLBACK');
      await expect.poll(() => look('/ready')).toMatchObject({ status: 200 });
    } finally {
      looks.mockRestore();
      other.close();
    }
  });

  it('a disk with less room than was asked for is not ready', async () => {
    await open({ DISK_FREE_MB: String(2 ** 40) });
    expect(await look('/ready')).toMatchObject({ status: 503, body: { ok: false, failing: ['disk'] } });
  });

  it('a clock that was stepped is told, though the office goes on', async () => {
    const first = await open();
    const clock = makeTestClock(filingMorning);
    const steps = [3_600_000];
    await withClock(first, { ...clock, rate: 1, check: () => steps.pop() ?? null }, true, async (ready) => {
      await expect.poll(ready).toEqual({ status: 200, body: { ok: true, failing: [], attention: ['clock'] } });
    });
  });

  it('a clock in doubt is not ready until somebody confirms it', async () => {
    const first = await open();
    const behind = makeTestClock(filingMorning - 3 * 3_600_000);
    await withClock(first, behind, false, async (ready, { house }) => {
      expect(await ready()).toMatchObject({ status: 503, body: { failing: ['clock'] } });
      const boss: Actor = { actorId: 'boss', kind: 'user', roles: ['manager'], visitId: null };
      await house.press('day:open', { requestId: press() }, boss);
      await expect.poll(ready).toMatchObject({ status: 200, body: { failing: [] } });
    });
  });

  it('a printer without paper needs somebody, and stops nothing', async () => {
    const printer = await startPrinter('paperOut');
    try {
      office = await openTestOffice({
        environment: silent,
        change: (spec) => ({
          ...spec,
          printers: spec.printers.map((row) =>
            row.printerId === 'printer-kiosk'
              ? { ...row, profile: 'epson', transport: 'tcp', address: `127.0.0.1:${printer.port}` }
              : row,
          ),
        }),
      });
      await expect
        .poll(() => look('/ready'))
        .toEqual({ status: 200, body: { ok: true, failing: [], attention: ['printers'] } });
      const families = readExposition(await (await fetch(`${office.url}/metrics`)).text());
      expect(sample(families, 'talon_printer_up', { printer: 'printer-kiosk' })).toBe(0);
    } finally {
      await office?.close();
      office = null;
      await printer.stop();
    }
  });
});

/** Backup and restore as processes of their own: beside saturating presses, and killed in the middle as by a power cut. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkContainer } from '../../server/store/container.js';
import { verifyJournal } from '../../server/store/verify.js';
import { numberOfEntries } from '../support/backups.js';
import { lookAtBooks } from '../support/books.js';
import { bundleServer, makeStaffedOffice, startServer, type Presser, type Running } from '../support/child.js';

/** Another seed by KILL_SEED; a build tries the same every time. The one used is printed. */
const seed = Number(process.env['KILL_SEED'] ?? 196);
let state = seed;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const built = join(root, 'node_modules/.cache/talon');
const folder = mkdtempSync(join(tmpdir(), 'talon-kill-backup-'));
const dataDir = join(folder, 'office');
const databaseFile = join(dataDir, 'talon.db');
const backups = join(dataDir, 'backups');
let server: Running | null = null;
let mainFile = '';
let officeId = '';
let kiosks: Presser[] = [];

beforeAll(async () => {
  console.log(`kill -9 of backups: seed ${seed}`);
  mainFile = await bundleServer();
  await build({
    entryPoints: ['backup', 'restore'].map((name) => ({
      in: join(root, `server/tools/${name}.ts`),
      out: `kill-${name}`,
    })),
    outdir: built,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  ({ officeId, kiosks } = await makeStaffedOffice(dataDir, { kiosks: 4, operators: 0, printerPort: null }));
  // as much as an office has after some months, so that a backup is not over before it is killed
  const db = new Sqlite(databaseFile);
  const draft = db.prepare(
    `insert into "Draft" (userId, key, text, changedAt) values (?, 'filling', randomblob(50000), ?)`,
  );
  db.transaction(() => {
    for (let at = 0; at < 800; at += 1) draft.run(`nobody-${at}`, new Date().toISOString());
  })();
  db.close();
});
afterAll(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** What a command works in while it works, by its beginning: so that it is killed at its work, not before or after. */
const workOf = { backup: [backups, '.making-'], restore: [dataDir, '.restoring-'] } as const;
const isAtWork = ([place, begin]: readonly [string, string]) =>
  existsSync(place) && readdirSync(place).some((name) => name.startsWith(begin));

/** Runs a command, and kills it so long after its work began. Its exit code, null when killed, and what it said. */
async function typed(command: 'backup' | 'restore', args: string[], killAfterMs: number | null, into = dataDir) {
  const [place, begin] = workOf[command];
  if (killAfterMs !== null)
    for (const name of existsSync(place) ? readdirSync(place) : [])
      // what a killed one left is the next one's to remove; here it would look like work
      if (name.startsWith(begin)) rmSync(join(place, name), { recursive: true });
  const { PATH } = process.env;
  const child = spawn(process.execPath, [join(built, `kill-${command}.mjs`), ...args], {
    env: { PATH, DATA_DIR: into },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  let timer: NodeJS.Timeout | undefined;
  const watch =
    killAfterMs === null
      ? undefined
      : setInterval(() => {
          if (timer === undefined && isAtWork(workOf[command]))
            timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
        }, 2);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  clearTimeout(timer);
  return { code, said };
}

let presses = 0;
const answered = { yes: 0, no: 0 };
/** A visitor after the other, until the server is gone. */
async function keepIssuing(by: Presser, url: string): Promise<void> {
  for (;;) {
    presses += 1;
    const body = JSON.stringify({
      requestId: `backup-${seed}-${presses}`,
      serviceId: 'service-consultation',
      answers: {},
      language: 'ru',
    });
    const headers = { 'content-type': 'application/json', 'x-talon-as': by.as, cookie: by.cookie };
    const response = await fetch(`${url}/api/ticket:issue`, { method: 'POST', headers, body });
    const reply: unknown = await response.json();
    const isYes = typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === true;
    answered[isYes ? 'yes' : 'no'] += 1;
  }
}

const isWhole = (file: string) => verifyJournal({ file, officeId, anchors: [], onProgress: () => undefined }).whole;
const names = () => readdirSync(backups).filter((name) => name.startsWith('talon-'));

describe('backup and restore under the worst that happens', () => {
  it('a backup beside saturating presses is whole, and nobody is refused', async () => {
    server = await startServer(mainFile, dataDir);
    const { url } = server;
    const load = Promise.allSettled([...kiosks, ...kiosks].map((kiosk) => keepIssuing(kiosk, url)));
    await expect.poll(() => answered.yes).toBeGreaterThan(100);
    const before = answered.yes;
    expect(await typed('backup', [], null)).toMatchObject({ code: 0 });
    const during = answered.yes - before;
    await server.kill();
    server = null;
    await load;
    expect(during).toBeGreaterThan(20);
    expect(answered.no).toBe(0);
    console.log(`a backup beside ${during} tickets`);
    const elsewhere = join(folder, 'elsewhere');
    const [name = ''] = names();
    expect(await typed('restore', [join(backups, name)], null, elsewhere)).toMatchObject({ code: 0 });
    const tickets = lookAtBooks(join(elsewhere, 'talon.db'), officeId);
    expect(tickets).toBeGreaterThanOrEqual(before);
    expect(tickets).toBeLessThanOrEqual(lookAtBooks(databaseFile, officeId));
  });

  it('a backup that is killed leaves the office and the older backups as they were, and no half one', async () => {
    const entries = numberOfEntries(databaseFile);
    expect(await typed('backup', [], null)).toMatchObject({ code: 0 });
    let killed = 0;
    for (let kill = 0; kill < 6; kill += 1) {
      const { code } = await typed('backup', [], kill === 0 ? 0 : 700 * random());
      if (code === null) killed += 1;
      for (const name of names()) await checkContainer(join(backups, name));
      expect([numberOfEntries(databaseFile), isWhole(databaseFile)]).toEqual([entries, true]);
    }
    expect(killed).toBeGreaterThan(0);
    expect(await typed('backup', [], null)).toMatchObject({ code: 0 });
    expect(readdirSync(backups).filter((name) => !name.startsWith('talon-'))).toEqual([]);
  });

  it('a restore that is killed leaves the old office or the new one, whole, and the server starts on it', async () => {
    const [first = ''] = names();
    const file = join(backups, first);
    const practice = join(folder, 'practice');
    // the killed server left a log, which is a part of the office
    const db = new Sqlite(databaseFile);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    cpSync(databaseFile, join(folder, 'kept.db'));
    expect(await typed('restore', [file], null, practice)).toMatchObject({ code: 0 });
    const restored = numberOfEntries(join(practice, 'talon.db'));
    const old = numberOfEntries(databaseFile);
    expect(old).toBeGreaterThan(restored);
    const seen = { old: 0, restored: 0 };
    for (let kill = 0; kill < 8; kill += 1) {
      const { code } = await typed('restore', [file], kill * (200 + 200 * random()));
      const entries = numberOfEntries(databaseFile);
      expect([entries === old || entries === restored, isWhole(databaseFile)]).toEqual([true, true]);
      seen[entries === old ? 'old' : 'restored'] += 1;
      if (code === 0) expect(entries).toBe(restored);
      if (entries === restored) {
        // the office as it was is kept beside it
        const kept = readdirSync(dataDir).filter((name) => /^talon\.db\.before-\d+T\d+Z(-\d+)?$/.test(name));
        expect(kept.map((name) => numberOfEntries(join(dataDir, name)))).toContain(old);
        for (const end of ['', '-wal', '-shm']) rmSync(`${databaseFile}${end}`, { force: true });
        cpSync(join(folder, 'kept.db'), databaseFile);
      }
    }
    console.log(`restores killed: ${JSON.stringify(seen)}`);
    expect(seen.old).toBeGreaterThan(0);
    expect(await typed('restore', [file], null)).toMatchObject({ code: 0 });
    expect(readdirSync(dataDir).filter((name) => name.startsWith('.restoring'))).toEqual([]);
    server = await startServer(mainFile, dataDir);
    const beside = await typed('restore', [file], null);
    expect(beside).toMatchObject({ code: 1, said: expect.stringContaining('stop it first') });
    const { url } = server;
    const load = keepIssuing(kiosks[0] ?? { as: 'kiosk', cookie: '' }, url).catch(() => undefined);
    const before = answered.yes;
    await expect.poll(() => answered.yes).toBeGreaterThan(before + 5);
    await server.kill();
    server = null;
    await load;
    expect(lookAtBooks(databaseFile, officeId)).toBeGreaterThan(0);
    expect(existsSync(join(dataDir, 'talon.db-wal'))).toBe(true);
  });
});

/** Backups that nobody types: every night, and before an upgrade. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { makeBacking } from '../../server/upkeep/backing.js';
import { readConfig, type Config } from '../../server/config.js';
import { makeClock } from '../../server/devices/clock.js';
import { makeLog } from '../../server/devices/log.js';
import { openOffice } from '../../server/open.js';
import { backupsIn } from '../../server/store/backup.js';
import { checkContainer } from '../../server/store/container.js';
import { booksWithOffice, migrations, temporaryFolder } from '../support/database.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const log = makeLog('silent', null);
const configOf = (environment: Record<string, string>) =>
  readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...environment }, root);
const at = (time: string) => Date.parse(`2026-11-${time}+03:00`);

/** One look, as a start makes it: what it found and made. */
async function lookOnce(config: Config, now: number, isDue: boolean) {
  const zone = 'Europe/Moscow';
  const backing = makeBacking({ config, version: '0.1.0', zone, realNow: () => now, log, isOn: true });
  backing.start();
  if (isDue) await expect.poll(() => backing.newestAt(), { timeout: 180_000 }).toBe(now);
  else {
    await expect.poll(() => backing.newestAt()).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  const seen = { newestAt: backing.newestAt(), hasFailed: backing.hasFailed() };
  await backing.close();
  return { ...seen, made: (await backupsIn(config.backups.folder)).length };
}

it(
  'a backup is made every night, once; a night that was slept through is made up for',
  { timeout: 240_000 },
  async () => {
    const { store } = booksWithOffice();
    const config = configOf({ DATA_DIR: dirname(store.file), BACKUP_AT: '03:15', BACKUP_KEEP: '2' });
    // whoever never had one does not wait for the night
    expect(await lookOnce(config, at('20T12:00:00'), true)).toEqual({
      newestAt: at('20T12:00:00'),
      hasFailed: false,
      made: 1,
    });
    expect(await lookOnce(config, at('21T03:14:00'), false)).toMatchObject({ newestAt: at('20T12:00:00'), made: 1 });
    expect(await lookOnce(config, at('21T03:15:30'), true)).toMatchObject({ newestAt: at('21T03:15:30'), made: 2 });
    expect(await lookOnce(config, at('21T18:00:00'), false)).toMatchObject({ newestAt: at('21T03:15:30'), made: 2 });
    // switched off over the night and the day after
    expect(await lookOnce(config, at('23T01:00:00'), true)).toMatchObject({ newestAt: at('23T01:00:00'), made: 2 });
    const off = configOf({ DATA_DIR: dirname(store.file) });
    expect(await lookOnce(off, at('28T12:00:00'), false)).toMatchObject({ newestAt: at('23T01:00:00'), made: 2 });
  },
);

it('a night’s backup that fails is told, and so is a copy', { timeout: 180_000 }, async () => {
  const { store } = booksWithOffice();
  const dataDir = dirname(store.file);
  writeFileSync(join(dataDir, 'no-folder'), '');
  const second = { DATA_DIR: dataDir, BACKUP_AT: '03:15', BACKUP_DIR: join(dataDir, 'no-folder/deep') };
  expect(await lookOnce(configOf(second), at('20T12:00:00'), true)).toMatchObject({ hasFailed: true, made: 1 });
  rmSync(join(dataDir, 'backups'), { recursive: true });
  writeFileSync(join(dataDir, 'backups'), 'no folder either');
  const config = configOf({ DATA_DIR: dataDir, BACKUP_AT: '03:15' });
  const backing = makeBacking({
    config,
    version: '0',
    zone: 'Europe/Moscow',
    realNow: () => at('21T12:00:00'),
    log,
    isOn: true,
  });
  backing.start();
  await expect.poll(() => backing.hasFailed(), { timeout: 180_000 }).toBe(true);
  await backing.close();
});

it(
  'before an upgrade changes the books they are backed up; where that cannot be, nothing is upgraded',
  { timeout: 240_000 },
  async () => {
    const folder = temporaryFolder();
    const config = configOf({ DATA_DIR: join(folder, 'data') });
    const open = (one: Config) =>
      openOffice({
        config: one,
        clock: makeClock(null, 1),
        log,
        version: '0.2.0',
        vite: null,
        isClockGiven: false,
        change: (spec) => spec,
      });
    await (await open(config)).app.close();
    expect(await backupsIn(config.backups.folder)).toEqual([]);
    const newer = join(folder, 'migrations');
    cpSync(migrations, newer, { recursive: true });
    mkdirSync(join(newer, '20990101000000_more'));
    writeFileSync(
      join(newer, '20990101000000_more/migration.sql'),
      'CREATE TABLE "More" ("id" TEXT PRIMARY KEY NOT NULL);',
    );
    const upgraded = { ...config, migrationsDir: newer };

    const before = readFileSync(config.databaseFile);
    writeFileSync(config.backups.folder, 'no folder');
    await expect(open(upgraded)).rejects.toThrow(/needs an upgrade and could not be backed up/);
    expect(readFileSync(config.databaseFile).equals(before)).toBe(true);
    await (await open(config)).app.close();

    rmSync(config.backups.folder);
    await (await open(upgraded)).app.close();
    const [name = '', ...more] = await backupsIn(config.backups.folder);
    expect(more).toEqual([]);
    const { manifest } = await checkContainer(join(config.backups.folder, name));
    expect(manifest.migrations).not.toContain('20990101000000_more');
    expect(manifest.program).toBe('0.2.0');
    await expect(open(config)).rejects.toThrow(/does not know/);
  },
);

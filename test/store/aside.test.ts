import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.js';
import { decide, swap } from '../../server/beginning/ownoffice.js';
import { startPurging, filesAside } from '../../server/retention.js';
import { sha256 } from '../../server/devices/ids.js';
import { loadLaw } from '../../server/regulations/index.js';
import { settings, booksWithOffice, temporaryFolder } from '../support/database.js';

const dayMs = 24 * 3_600_000;

/** A folder whose demo gives way to new books that are ready. */
function folderWithNewBooks() {
  const dataDir = temporaryFolder();
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, '/');
  mkdirSync(join(dataDir, '.beginning'));
  mkdirSync(config.backups.folder);
  writeFileSync(join(dataDir, '.beginning/talon.db'), 'the new books');
  writeFileSync(config.databaseFile, 'the old books');
  writeFileSync(join(config.backups.folder, 'talon-20261122T011500Z.backup'), 'of the demo');
  return { dataDir, config };
}

describe('what a new office sets aside', () => {
  it('keeps one time in its names, also when the swap is gone on with later', async () => {
    const { dataDir, config } = folderWithNewBooks();
    await decide(config);
    utimesSync(join(dataDir, 'begin.json'), 1, 1);
    await decide(config);
    await swap(config);
    const names = readdirSync(dataDir).filter((name) => name.includes('.before-'));
    expect(names.map((name) => name.split('.before-')[0]).sort()).toEqual(['backups', 'talon.db']);
    expect(new Set(names.map((name) => name.split('.before-')[1])).size).toBe(1);
    expect(names[0]).not.toContain('1970');
  });

  it('goes when its term is over, the folder of backups too, and not a day before', async () => {
    const { config } = folderWithNewBooks();
    await swap(config);
    const files = [config.databaseFile, config.backups.folder];
    const found = await filesAside(files);
    expect(found).toHaveLength(2);
    const { store } = booksWithOffice();
    const purgeAt = (ahead: number) =>
      startPurging({
        ...{ store, officeId: 'main', rules: loadLaw(sha256).retention, settings: () => settings },
        ...{ realNow: () => Date.now() + ahead, officeNow: () => null, setAside: files },
        dayOf: (at) => new Date(at).toISOString().slice(0, 10),
        startOf: (day) => Date.parse(`${day}T00:00:00Z`),
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      });
    purgeAt(29 * dayMs)();
    await new Promise((go) => setTimeout(go, 200));
    expect(await filesAside(files)).toEqual(found);
    purgeAt(33 * dayMs)();
    await expect.poll(() => filesAside(files)).toEqual([]);
    expect(found.some(({ file }) => existsSync(file))).toBe(false);
  });
});

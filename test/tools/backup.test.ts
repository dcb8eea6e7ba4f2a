/** The commands as they are typed: on a closed office, and beside one that answers. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listenLocal } from '../../server/doors/local.js';
import { appendAnchor } from '../../server/store/anchors.js';
import { numberOfEntries } from '../support/backups.js';
import { batch, booksWithOffice, entry, migrations, morning, openBooks, temporaryFolder } from '../support/database.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

function typed(command: 'backup' | 'restore' | 'verify', dataDir: string, args: string[] = [], more = {}) {
  const words = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, `server/tools/${command}.ts`), ...args];
  const env = { ...process.env, DATA_DIR: dataDir, BACKUP_DIR: '', ANCHORS: '', ...more };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8', env });
  return { status, told: `${stdout}${stderr}` };
}

/** The same while this process goes on and answers. */
async function typedBeside(command: 'restore', dataDir: string, args: string[]) {
  const words = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, `server/tools/${command}.ts`), ...args];
  const child = spawn(process.execPath, words, { cwd: root, env: { ...process.env, DATA_DIR: dataDir } });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (told += part.toString()));
  const [status] = await once(child, 'exit');
  return { status, told: told.trim() };
}

it('an office is backed up, wrecked, restored and verified by three commands', { timeout: 240_000 }, async () => {
  const { store } = booksWithOffice();
  const dataDir = dirname(store.file);
  const second = temporaryFolder();
  store.commit(batch(1, { entries: [entry('day:closed', {})] }));
  const made = typed('backup', dataDir, [], { BACKUP_DIR: second });
  expect(made).toMatchObject({ status: 0 });
  expect(made.told).toMatch(/opened again and verified:\n {2}main: 2 entries, head [0-9a-f]{64}\nCopied to/);
  const [name = ''] = readdirSync(join(dataDir, 'backups'));
  expect(readdirSync(second)).toEqual([name]);

  const head = store.commit(batch(2, { entries: [entry('ticket:issued', {})] }));
  appendAnchor(join(dataDir, 'anchors.log'), { officeId: 'main', seq: head.seq, hash: head.hash, at: morning });
  await store.close();
  writeFileSync(store.file, 'wrecked');
  const usage = typed('restore', dataDir);
  expect(usage.status).toBe(1);
  expect(usage.told).toContain(join(dataDir, 'backups', name));

  // who answers at the socket has the office open
  const local = await listenLocal(join(dataDir, 'talon.sock'), () => Promise.resolve({ ok: true, data: {} }));
  const running = await typedBeside('restore', dataDir, [name]);
  await local.close();
  expect(running).toEqual({
    status: 1,
    told: `Talon: An office is running in ${dataDir}: stop it first. Nothing was changed.`,
  });
  expect(readFileSync(store.file, 'utf8')).toBe('wrecked');

  const restored = typed('restore', dataDir, [name]);
  expect(restored).toMatchObject({ status: 0 });
  expect(restored.told).toContain('main: journal whole to entry 2; entry 3 tells of the restore');
  expect(restored.told).toMatch(/Kept: .*talon\.db\.before-\d{8}T\d{6}Z/);
  const verified = typed('verify', dataDir);
  expect(verified.told).toMatch(
    /main: restored from a backup on \S+, as entry 3 tells: 1 anchor of entries up to 3 saw/,
  );
  expect(verified.told).toContain('main: journal whole: 3 entries');
  expect(verified.told).toContain('Compared with 1 anchor of backups in');
  expect(verified.status).toBe(0);
  const again = openBooks(store.file, migrations);
  again.commit(batch(3, { entries: [entry('day:opened', {})] }));
  expect(numberOfEntries(store.file)).toBe(4);
});

it('a folder without an office is backed up with a sentence, and gets no files', () => {
  const folder = temporaryFolder();
  const { status, told } = typed('backup', folder);
  expect([status, told.trim()]).toEqual([1, `Talon: There is no office in ${folder}.`]);
  expect(existsSync(join(folder, 'talon.db'))).toBe(false);
});

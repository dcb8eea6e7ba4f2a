import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { appendAnchor } from '../../server/store/anchors.js';
import { batch, booksWithOffice, entry, morning, temporaryFolder } from '../support/database.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The command itself, on the books of a closed office. */
function verify(databaseFile: string, anchors: string) {
  const args = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'server/tools/verify.ts')];
  const env = { ...process.env, DATA_DIR: dirname(databaseFile), ANCHORS: anchors };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
  return { status, told: `${stdout}${stderr}` };
}

describe('npm run journal:verify', () => {
  it('asks for no anchors before a day was closed', async () => {
    const { store } = booksWithOffice();
    await store.close();
    const other = join(temporaryFolder(), 'other.log');
    const { status, told } = verify(store.file, other);
    expect(told).toContain(`No anchors yet in ${other}: no day was closed.`);
    expect(told).toContain('main: journal whole: 1 entries');
    expect(status).toBe(0);
  });

  it('tells with how many anchors of which file it compared, and fails when a file is gone', async () => {
    const { store } = booksWithOffice();
    const head = store.commit(batch(1, { entries: [entry('day:closed', {})] }));
    await store.close();
    const own = join(dirname(store.file), 'anchors.log');
    const other = join(temporaryFolder(), 'other.log');
    const anchor = { officeId: 'main', seq: head.seq, hash: head.hash, at: morning };
    appendAnchor(own, anchor);
    const gone = verify(store.file, other);
    expect(gone.told).toContain(`Compared with 1 anchor of ${own}`);
    expect(gone.told).toContain(`The anchors of ${other} are missing, though a day was closed by entry 2.`);
    expect(gone.told).toContain('main: journal whole: 2 entries');
    expect(gone.status).toBe(1);

    appendAnchor(other, anchor);
    appendAnchor(other, { ...anchor, hash: 'f'.repeat(64) });
    const wrong = verify(store.file, other);
    expect(wrong.told).toContain(`Compared with 2 anchors of ${other}`);
    expect(wrong.told).toContain('entry 2 is not the entry that an anchor saw');
    expect(wrong.status).toBe(1);
  });
});

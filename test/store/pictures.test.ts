import { expect, it } from 'vitest';
import { loadPictures } from '../../server/store/pictures.js';
import { makeBackup } from '../../server/store/backup.js';
import type { PictureFace } from '../../server/domain/pictures.js';
import { minute, officeWithBackups, reopen } from '../support/backups.js';
import { batch, entry, morning } from '../support/database.js';
import { canvasPictures } from '../support/pictures.js';

const row: PictureFace = {
  sha256: 'a'.repeat(64),
  type: 'image/webp',
  width: 24,
  height: 16,
  addedAt: morning,
  addedBy: 'admin',
};

it('a picture goes with the books: a backup has it, a restore brings it back to the byte', async () => {
  const { store, issue, plan, restore } = officeWithBackups();
  const { revision } = issue(1);
  const bytes = canvasPictures.webp();
  const added = store.commit(
    batch(revision, { patches: [{ table: 'picture', row, bytes }], entries: [entry('picture:added', {})] }),
  );
  expect(await loadPictures(store.read, 'main')).toEqual([row]);
  const { file } = await makeBackup(plan(morning + minute));
  store.commit(
    batch(added.revision, {
      patches: [{ table: 'picture', row, bytes: null }],
      entries: [entry('picture:dropped', {})],
    }),
  );
  expect(await store.pictures.picture('main', row.sha256)).toBeNull();
  await store.close();
  await restore(file, morning + 5 * minute);
  const again = reopen(store.file);
  const found = await again.pictures.picture('main', row.sha256);
  expect(found?.type).toBe('image/webp');
  expect(Buffer.from(found?.bytes ?? [])).toEqual(Buffer.from(bytes));
  // of one office, and of no other in the same file
  expect(await again.pictures.picture('other', row.sha256)).toBeNull();
});

it('the same picture again is one row, and its day begins anew', async () => {
  const { store, issue } = officeWithBackups();
  let { revision } = issue(1);
  for (const addedAt of [morning, morning + minute]) {
    const patches = [{ table: 'picture' as const, row: { ...row, addedAt }, bytes: canvasPictures.webp() }];
    ({ revision } = store.commit(batch(revision, { patches, entries: [entry('picture:added', {})] })));
  }
  expect(await loadPictures(store.read, 'main')).toEqual([{ ...row, addedAt: morning + minute }]);
});

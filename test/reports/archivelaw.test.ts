/** By which law reports answer: that of the day that runs, past midnight too; else that of the calendar. */
import { expect, it, onTestFinished } from 'vitest';
import { makeArchiveLaw } from '../../server/archivelaw.js';
import { sha256 } from '../../server/devices/ids.js';
import { canonical } from '../../server/regulations/pack.js';
import { openArchive } from '../../server/store/archive.js';
import { batch, booksWithOffice, day, morning } from '../support/database.js';
import { law, packId } from '../support/law.js';
import { newPack } from '../support/packs.js';

const friday = '2026-11-20';
const saturday = '2026-11-21';

it('a day that runs past midnight is reported by its own law; closed or not yet open, the calendar says', async () => {
  const { store, head } = booksWithOffice();
  let { revision } = head;
  const archive = openArchive(store.writing.name);
  onTestFinished(() => archive.close());
  const lawOn = makeArchiveLaw(law, sha256);
  const versionOn = (today: string) =>
    archive.within(() => lawOn(archive, 'main', today).regulations.get(packId)?.version);
  const commit = (patches: Parameters<typeof batch>[1]['patches'] = []) => {
    ({ revision } = store.commit(batch(revision, { patches })));
  };

  const own = await versionOn(friday);
  const next = newPack('2026-next');
  const content = canonical(next);
  const kept = { packRowId: 'pack-1', packId, version: next.version, hash: sha256(content), title: next.title };
  const row = { ...kept, services: [], uploadedAt: morning, uploadedBy: 'admin', fromDay: saturday };
  commit([{ table: 'pack', row, content }]);
  // nothing runs: the calendar alone
  expect([await versionOn(friday), await versionOn(saturday)]).toEqual([own, '2026-next']);
  commit([{ table: 'day', row: day({ day: friday }) }]);
  // the clock says Saturday, the day that runs is Friday
  expect([await versionOn(friday), await versionOn(saturday)]).toEqual([own, own]);
  commit([{ table: 'day', row: day({ day: friday, phase: 'closed', closedAt: morning }) }]);
  expect([await versionOn(friday), await versionOn(saturday)]).toEqual([own, '2026-next']);
  // another one is opened ahead of its law: what runs is what counts, whichever day was opened before it
  commit([{ table: 'day', row: day({ day: saturday, openedAt: morning + 1 }) }]);
  expect(await versionOn(friday)).toBe('2026-next');
  // taken back, it holds no more, though the same thread answers
  commit([{ table: 'pack', row: { ...row, fromDay: null }, content: null }]);
  expect(await versionOn(saturday)).toBe(own);
});

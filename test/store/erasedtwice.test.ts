/** A restore in the middle of an erasure, and what is erased after it: nothing comes back, no number is given twice. */
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { emptyPaper } from '../../server/domain/erase.js';
import type { Patch } from '../../server/domain/patch.js';
import { makeBackup } from '../../server/store/backup.js';
import { restoreBackup } from '../../server/store/restore.js';
import { verifyJournal } from '../../server/store/verify.js';
import { consultation, morning } from '../reports/rows.js';
import { migrations } from '../support/database.js';
import {
  casesIn,
  officeId,
  openErasing,
  openErasingOf,
  planted,
  plantedRows,
  whereFound,
  type ErasingDesk,
} from '../support/erasing.js';

async function closed({ erasing, clerk, store }: ErasingDesk): Promise<void> {
  await erasing.close();
  await clerk.idle();
  await store.close();
}

const erasures = ({ store }: ErasingDesk) =>
  store.writing
    .prepare<[], string>('select content from "Erasure" order by orderedAt, id')
    .pluck()
    .all()
    .map((content) => JSON.parse(content));

describe('a backup that was made while an erasure was going on', () => {
  it('is restored erased, whatever was done of it then, and the next erasure has the next number', async () => {
    const inquiries = Array.from({ length: 45 }, (_none, at): Patch => ({
      table: 'consultation',
      row: consultation(at + 10, { topic: planted, endedAt: morning }),
    }));
    const desk = await openErasing([...plantedRows(morning), ...inquiries]);
    const folder = dirname(desk.file);
    const anchorFiles = [join(folder, 'anchors.log')];
    const files = { databaseFile: desk.file, keyFile: join(folder, 'answers.key'), anchorFiles };
    const backups = join(folder, 'backups');
    const begun = new Promise<void>((resolve) => {
      desk.clerk.onCommitted(({ entries }) => {
        if (entries.some(({ kind }) => kind === 'data:erasing')) resolve();
      });
    });
    await desk.order(
      inquiries.map((_patch, at) => `consultation consultation-${at + 10}`),
      'order',
    );
    // the process ends with the first slice, or the second
    await begun;
    await closed(desk);
    const plan = { ...files, folder: backups, second: null, keep: 14, version: '0.1.0', now: Date.now() };
    const { file } = await makeBackup(plan);

    const finished = await openErasingOf(desk.file);
    expect(erasures(finished)).toMatchObject([{ state: 'running', number: 1 }]);
    finished.erasing.wake();
    await finished.erasing.idle();
    expect(await finished.order(['payer payer-1'], 'order', 'second')).toMatchObject({ ok: true, data: { number: 2 } });
    await finished.erasing.idle();
    await closed(finished);

    const ledgers = [join(folder, 'erasures.log')];
    const { offices, kept } = await restoreBackup({ ...files, file, backups, migrations, ledgers, now: Date.now() });
    expect(offices[0]?.erasedAgain).toBeGreaterThan(1);
    const again = await openErasingOf(desk.file);
    again.erasing.wake();
    await again.erasing.idle();
    expect(again.errors).toEqual([]);
    expect(erasures(again)).toMatchObject([
      { state: 'done', number: 1, done: 45 },
      { state: 'done', number: 2 },
    ]);
    const left = casesIn(again);
    expect(left.row('payer', 'payer-1')).toMatchObject({ card: { name: '' } });
    expect(left.row('consultation', 'consultation-54')).toMatchObject({ topic: '' });
    // the second one is told by the ledger alone
    const all = ['submission submission-1', 'protocol protocol-1', 'complaint complaint-1', 'note note-1'];
    const order = await again.order([...all, 'consultation consultation-1', 'printJob job-1'], 'order', 'third');
    expect(order).toMatchObject({ ok: true, data: { number: 3 } });
    await again.erasing.idle();
    const { head } = again.clerk;
    await closed(again);
    expect(kept).not.toEqual([]);
    // what stands now, without the backup and what was set aside
    expect(whereFound(folder).filter((name) => !/before-|\.talon$|backup/.test(name))).toEqual([]);
    const seen = { officeId, seq: head.seq, hash: head.hash, at: Date.now() };
    const verdict = verifyJournal({ file: desk.file, officeId, onProgress: () => undefined, anchors: [seen] });
    expect(verdict.whole).toBe(true);
  });
});

describe('a backup that was made while a protocol waited for paper', () => {
  it('brings no print back of a protocol that was printed since, and erased', async () => {
    const rows = plantedRows(morning).map((patch): Patch =>
      patch.table === 'printJob' ? { ...patch, row: { ...patch.row, state: 'queued', changedAt: morning } } : patch,
    );
    const desk = await openErasing(rows);
    const folder = dirname(desk.file);
    const anchorFiles = [join(folder, 'anchors.log')];
    const files = { databaseFile: desk.file, keyFile: join(folder, 'answers.key'), anchorFiles };
    const backups = join(folder, 'backups');
    const plan = { ...files, folder: backups, second: null, keep: 14, version: '0.1.0', now: Date.now() };
    const { file } = await makeBackup(plan);
    await closed(desk);

    // it was printed, and days later its own short term emptied it
    const db = new Sqlite(desk.file);
    db.prepare(`update "PrintJob" set state = 'printed', document = ?`).run(JSON.stringify(emptyPaper));
    db.close();
    const later = await openErasingOf(desk.file);
    const all = ['payer payer-1', 'submission submission-1', 'protocol protocol-1', 'complaint complaint-1'];
    const order = await later.order([...all, 'consultation consultation-1', 'note note-1'], 'order');
    expect(order).toMatchObject({ ok: true, data: { kept: [] } });
    await later.erasing.idle();
    expect(later.errors).toEqual([]);
    await closed(later);
    expect(whereFound(folder)).toEqual([]);

    const ledgers = [join(folder, 'erasures.log')];
    await restoreBackup({ ...files, file, backups, migrations, ledgers, now: Date.now() });
    expect(whereFound(folder)).toEqual([]);
    const again = await openErasingOf(desk.file);
    const jobs = again.store.writing.prepare<[], { state: string }>('select id, state from "PrintJob"').all();
    expect(jobs).toMatchObject([{ id: 'job-1', state: 'printing' }]);
    await closed(again);
  });
});

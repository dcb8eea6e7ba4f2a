/** What was erased after a backup is erased again by its restore: a person's words do not come back with it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paper, text } from '../../server/domain/paper/document.js';
import { makeBackup } from '../../server/store/backup.js';
import { makeErase } from '../../server/store/erase.js';
import { readLedger, tellLedger, type LedgerLine } from '../../server/store/erasures.js';
import { minute, officeWithBackups, reopen, verified } from '../support/backups.js';
import { batch, morning, temporaryFolder } from '../support/database.js';
import { payer, protocol, submission } from '../reports/rows.js';

const name = 'Невозвращенцев Пётр Ильич';

const line = (part: Partial<LedgerLine> = {}): LedgerLine => ({
  ...{ officeId: 'main', erasureId: 'erasure-1', at: morning, year: 2026, number: 3, basis: 'request', by: 'boss' },
  records: [
    ['payer', 'payer-1'],
    ['protocol', 'protocol-1'],
    ['note', 'note-of-later'],
  ],
  ...part,
});

/** An office with a payer in its backup; afterwards the payer is erased, and the ledger told. */
async function backedUp() {
  const office = officeWithBackups();
  const { store, folder } = office;
  const { revision } = store.writing.prepare<[], { revision: number }>('select revision from "Office"').get() ?? {
    revision: 0,
  };
  store.commit(
    batch(revision, {
      patches: [
        { table: 'payer', row: payer(1, name, morning) },
        { table: 'protocol', row: protocol(1, submission(1), { copies: [paper([text(name, {})])] }) },
      ],
    }),
  );
  office.anchor(morning);
  const { file } = await makeBackup(office.plan(morning + minute));
  return { ...office, file, ledger: join(folder, 'erasures.log') };
}

const erasedAgain = (file: string) => {
  const store = reopen(file);
  const told = store.writing
    .prepare<[], string>(`select data from "Journal" where kind = 'data:erasedAgain'`)
    .pluck()
    .all();
  return { told: told.map((data): unknown => JSON.parse(data)), books: store.casesOf('main'), store };
};

describe('a restore', () => {
  it('erases again by the ledger, tells the journal, and brings the act back with its number', async () => {
    const { store, file, ledger, restore, anchorFiles } = await backedUp();
    expect(tellLedger(ledger, [line()])).toBe(true);
    await store.close();
    const { offices, hasLedger } = await restore(file, morning + 5 * minute);
    expect([offices[0]?.erasedAgain, hasLedger]).toEqual([2, true]);
    expect(readFileSync(store.file).includes(name)).toBe(false);
    const { told, books } = erasedAgain(store.file);
    expect(told).toEqual([{ entryOf: 'office:restored', erasures: 1, records: 2 }]);
    expect(books.row('payer', 'payer-1')).toMatchObject({ card: { name: '' }, erased: { erasureId: 'erasure-1' } });
    expect(books.row('erasure', 'erasure-1')).toMatchObject({ state: 'done', year: 2026, number: 3 });
    // its number is not given a second time
    expect(books.row('sequence', 'erasure:2026')?.last).toBe(3);
    expect(verified(store.file, anchorFiles[0] ?? '')).toMatchObject({ whole: true });
  });

  it('erases again as often as the backup is restored, and once each time', async () => {
    const { store, file, ledger, restore } = await backedUp();
    tellLedger(ledger, [line(), line()]);
    await store.close();
    await restore(file, morning + 5 * minute);
    const { offices } = await restore(file, morning + 9 * minute);
    expect(offices[0]?.erasedAgain).toBe(2);
    const { told, store: again } = erasedAgain(store.file);
    expect(told).toHaveLength(1);
    const erase = makeErase(again.writing);
    const records = [{ kind: 'payer' as const, id: 'payer-1' }];
    expect(erase({ erasureId: 'erasure-2', at: morning, records }, 'main')).toBe(0);
  });

  it('knows what was erased from the books that it replaces, when there is no ledger', async () => {
    const { store, file, ledger, restore } = await backedUp();
    const { revision } = store.writing.prepare<[], { revision: number }>('select revision from "Office"').get() ?? {
      revision: 0,
    };
    const records = [{ kind: 'payer' as const, id: 'payer-1' }];
    const about = { erasureId: 'erasure-9', revision: 1, basis: 'order' as const, year: 2026, number: 1 };
    const state = { state: 'done' as const, done: 1, counts: { payer: 1 }, kept: [], doneAt: morning, noteId: null };
    const erasure = { ...about, ...state, orderedAt: morning, by: 'boss', records };
    store.commit(batch(revision, { patches: [{ table: 'erasure', row: erasure }] }));
    await store.close();
    expect(existsSync(ledger)).toBe(false);
    const { offices } = await restore(file, morning + 5 * minute);
    expect(offices[0]?.erasedAgain).toBe(1);
  });

  it('in an empty folder asks the ledger beside the backup; without any it says that it cannot know', async () => {
    const { file, restore, store } = await backedUp();
    await store.close();
    const elsewhere = temporaryFolder();
    const into = { databaseFile: join(elsewhere, 'talon.db'), keyFile: join(elsewhere, 'answers.key') };
    const anchorFiles = [join(elsewhere, 'anchors.log')];
    const alone = await restore(file, morning + 5 * minute, { ...into, anchorFiles, ledgers: [] });
    expect([alone.hasLedger, alone.offices[0]?.erasedAgain]).toEqual([false, 0]);
    rmSync(elsewhere, { recursive: true });
    mkdirSync(elsewhere);
    const beside = join(dirname(file), 'erasures.log');
    tellLedger(beside, [line()]);
    const told = await restore(file, morning + 5 * minute, { ...into, anchorFiles, ledgers: [beside] });
    expect([told.hasLedger, told.offices[0]?.erasedAgain]).toEqual([true, 2]);
  });
});

describe('the ledger', () => {
  it('passes over a line that a power cut left unfinished, and glues nothing to it', () => {
    const ledger = join(temporaryFolder(), 'erasures.log');
    tellLedger(ledger, [line()]);
    const whole = readFileSync(ledger, 'utf8');
    writeFileSync(ledger, `${whole}{"officeId":"ma`);
    expect(readLedger(ledger)).toHaveLength(1);
    tellLedger(ledger, [line(), line({ erasureId: 'erasure-2' })]);
    expect(readLedger(ledger).map(({ erasureId }) => erasureId)).toEqual(['erasure-1', 'erasure-2']);
  });
  it('is not made where its folder is not', () => {
    expect(tellLedger(join(temporaryFolder(), 'gone', 'erasures.log'), [line()])).toBe(false);
  });
});

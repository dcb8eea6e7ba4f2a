/** What was erased after a backup is erased again by its restore: a person's words do not come back with it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paper, text } from '../../server/domain/paper/document.js';
import { makeBackup } from '../../server/store/backup.js';
import { makeErase } from '../../server/store/erase.js';
import { readLedger, type LedgerLine } from '../../server/store/erasures.js';
import { makeLedgers } from '../../server/store/ledgers.js';
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

const tell = (files: readonly string[], lines: readonly LedgerLine[], faults: string[] = []) =>
  makeLedgers(files, (_error, ledger) => faults.push(ledger)).tell(lines);

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
  // the backup has what somebody was typing about them, too
  const typed = { userId: 'anna', key: 'complaint:payer-1', text: name, changedAt: morning };
  store.drafts.saveDraft(typed);
  store.drafts.saveDraft({ ...typed, key: 'inquiry:topic', text: 'другое' });
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
    await tell([ledger], [line()]);
    await store.close();
    const { offices, hasLedger } = await restore(file, morning + 5 * minute);
    expect([offices[0]?.erasedAgain, hasLedger]).toEqual([2, true]);
    expect(readFileSync(store.file).includes(name)).toBe(false);
    const { told, books } = erasedAgain(store.file);
    expect(told).toEqual([{ entryOf: 'office:restored', erasures: 1, records: 2 }]);
    expect(books.row('payer', 'payer-1')).toMatchObject({ card: { name: '' }, erased: { erasureId: 'erasure-1' } });
    expect(books.row('erasure', 'erasure-1')).toMatchObject({ state: 'done', year: 2026, number: 3 });
    const drafts = reopen(store.file).writing.prepare<[], string>('select key from "Draft"').pluck();
    expect(drafts.all()).toEqual(['inquiry:topic']);
    // its number is not given a second time
    expect(books.row('sequence', 'erasure:2026')?.last).toBe(3);
    expect(verified(store.file, anchorFiles[0] ?? '')).toMatchObject({ whole: true });
  });

  it('erases again as often as the backup is restored, and once each time', async () => {
    const { store, file, ledger, restore } = await backedUp();
    await tell([ledger], [line(), line()]);
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
    await tell([beside], [line()]);
    const told = await restore(file, morning + 5 * minute, { ...into, anchorFiles, ledgers: [beside] });
    expect([told.hasLedger, told.offices[0]?.erasedAgain]).toEqual([true, 2]);
  });
});

describe('the ledger', () => {
  it('passes over a line that a power cut left unfinished, and glues nothing to it', async () => {
    const ledger = join(temporaryFolder(), 'erasures.log');
    await tell([ledger], [line()]);
    const whole = readFileSync(ledger, 'utf8');
    writeFileSync(ledger, `${whole}{"officeId":"ma`);
    expect(readLedger(ledger)).toHaveLength(1);
    await tell([ledger], [line(), line({ erasureId: 'erasure-2' })]);
    expect(readLedger(ledger).map(({ erasureId }) => erasureId)).toEqual(['erasure-1', 'erasure-2']);
  });

  it('is not made where its folder is not, and then nothing is erased', async () => {
    const faults: string[] = [];
    const gone = join(temporaryFolder(), 'gone', 'erasures.log');
    await expect(tell([gone], [line()], faults)).rejects.toThrow('no folder');
    expect(faults).toEqual([]);
  });

  it('that is a second one stops nothing when it is broken or gone: it is told of, and hears everything when it is back', async () => {
    const place = () => join(temporaryFolder(), 'erasures.log');
    const [own, broken, late] = [place(), place(), place()];
    const faults: string[] = [];
    writeFileSync(broken, 'no line of ours\n');
    rmSync(dirname(late), { recursive: true });
    const ledgers = makeLedgers([own, broken, late], (_error, ledger) => faults.push(ledger));
    await ledgers.tell([line()]);
    expect(readLedger(own)).toHaveLength(1);
    expect(faults).toEqual([broken]);
    mkdirSync(dirname(late));
    writeFileSync(broken, '');
    await ledgers.tell([line({ erasureId: 'erasure-2', at: morning + 1 })]);
    for (const ledger of [own, broken, late])
      expect(readLedger(ledger).map(({ erasureId }) => erasureId)).toEqual(['erasure-1', 'erasure-2']);
    // what somebody else wrote meanwhile is not written twice
    writeFileSync(late, `${readFileSync(late, 'utf8')}${JSON.stringify(line({ erasureId: 'erasure-3' }))}\n`);
    await ledgers.tell([line({ erasureId: 'erasure-3' })]);
    expect(readLedger(late)).toHaveLength(3);
  });
});

import { describe, expect, it } from 'vitest';
import { batch, booksWithOffice, entry, migrations, openBooks } from '../support/database.js';

const columns = 'officeId, seq, at, kind, actor, visitId, data, hash';
const values = (seq: number, officeId = 'main') =>
  `('${officeId}', ${seq}, '2026', 'kind', 'actor', null, '{}', 'hash')`;

describe('the journal in the database', () => {
  it.each([
    ['changes no entry', `update "Journal" set data = '{}' where seq = 1`],
    ['loses no entry', 'delete from "Journal" where seq = 2'],
    ['replaces no entry', `insert or replace into "Journal" (${columns}) values ${values(2)}`],
    ['takes no entry twice', `insert or ignore into "Journal" (${columns}) values ${values(2)}`],
    [
      'turns no entry into another',
      `insert into "Journal" (${columns}) values ${values(2)} on conflict do update set kind = 'x'`,
    ],
    ['takes no entry after a gap', `insert into "Journal" (${columns}) values ${values(4)}`],
    ['takes no entry before the first', `insert into "Journal" (${columns}) values ${values(0)}`],
    ['begins with the first entry', `insert into "Journal" (${columns}) values ${values(2, 'other')}`],
  ])('%s', async (_, sql) => {
    const { store } = booksWithOffice();
    store.commit(batch(1, { entries: [entry('day:opened', {})] }));
    const before = await store.read.journal.findMany();
    expect(() => store.writing.exec(sql)).toThrow(/append-only/);
    expect(await store.read.journal.findMany()).toEqual(before);
  });

  it('is guarded again at the next start when somebody took the guards away', async () => {
    const { store } = booksWithOffice();
    store.writing.exec('drop trigger journal_no_delete');
    store.writing.exec('drop trigger journal_no_update');
    store.writing.exec(`create trigger journal_no_update before update on "Journal" begin select 1; end`);
    await store.close();
    const again = openBooks(store.file, migrations);
    expect([...again.opened.triggers].sort()).toEqual(['journal_no_delete', 'journal_no_update']);
    expect(() => again.writing.exec('delete from "Journal"')).toThrow(/append-only/);
    expect(() => again.writing.exec(`update "Journal" set kind = 'x'`)).toThrow(/append-only/);
  });
});

/** Hidden contacts are found by nobody who was not shown them: not in new rows, nor in those that older programs wrote. */
import { describe, expect, it } from 'vitest';
import { complaint, consultation } from '../reports/rows.js';
import { batch, booksWithOffice, migrations, openBooks } from '../support/database.js';

const contacts = {
  place: 'Тупиковая улица',
  phone: '8-495-777-31-31',
  email: 'n@example.org',
  postalAddress: 'Глухово',
};
const hidden = /тупиковая|777|example|глухово|почтовая/;

describe('what is hidden until it is opened', () => {
  it('is not among the searched words, and leaves those of older books with the upgrade', async () => {
    const { store, head } = booksWithOffice();
    store.commit(
      batch(head.revision, {
        patches: [
          { table: 'complaint', row: complaint(1, { ...contacts, name: 'Семёнова' }) },
          { table: 'consultation', row: consultation(1, { kind: 'written', sender: 'Лютик', address: 'Почтовая' }) },
        ],
      }),
    );
    const searched = (of: typeof store) =>
      of.writing
        .prepare<[], string>('select search from "Complaint" union all select search from "Consultation"')
        .pluck()
        .all();
    expect(searched(store)).toEqual(['семенова', 'лютик']);
    // as the program of before had them
    store.writing
      .exec(`update "Complaint" set search = 'семенова · глухово · 8-495-777-31-31 · n@example.org · 84957773131';
      update "Consultation" set search = 'лютик · почтовая';
      delete from _prisma_migrations where migration_name like '%contacts'`);
    expect(searched(store).join()).toMatch(hidden);
    await store.close();
    const again = openBooks(store.file, migrations);
    expect(again.opened.migrations).toHaveLength(1);
    expect(searched(again)).toEqual(['семенова', 'лютик']);
  });
});

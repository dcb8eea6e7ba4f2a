import { describe, expect, it } from 'vitest';
import { batch, booksWithOffice, morning, visit } from '../support/database.js';

describe('the reading connection', () => {
  it('refuses every write, inside and outside a transaction', async () => {
    const { store } = booksWithOffice();
    const draft = { userId: 'user-1', key: 'key', text: '', changedAt: new Date(morning) };
    await expect(store.read.draft.create({ data: draft })).rejects.toThrow(/readonly/);
    await expect(store.read.$transaction((tx) => tx.draft.create({ data: draft }))).rejects.toThrow(/readonly/);
    await expect(store.read.$executeRawUnsafe('delete from "Office"')).rejects.toThrow(/readonly/);
    expect(await store.read.office.count()).toBe(1);
  });

  it('never swallows what is committed while it is in a transaction that rolls back', async () => {
    const { store } = booksWithOffice();
    const reading = store.read.$transaction(async (tx) => {
      await tx.visit.count();
      store.commit(batch(1, { patches: [{ table: 'visit', row: visit(1, {}) }] }));
      throw new Error('changed my mind');
    });
    await expect(reading).rejects.toThrow('changed my mind');
    expect(await store.read.visit.count()).toBe(1);
  });
});

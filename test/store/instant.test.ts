import { describe, expect, it } from 'vitest';
import { instantText, textInstant } from '../../server/store/instant.js';
import { batch, booksWithOffice, morning, visit } from '../support/database.js';
import fc from '../support/chance.js';

describe('an instant in the books', () => {
  it('is written as Prisma writes it', () => {
    expect(instantText(morning)).toBe('2026-11-21T06:00:00.000+00:00');
  });

  it('comes back as the same millisecond', () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(9999, 0) });
    fc.assert(fc.property(instants, (at) => textInstant(instantText(at)) === at));
  });

  it('is a whole millisecond or refused', () => {
    expect(() => instantText(morning + 0.5)).toThrow(RangeError);
    expect(() => textInstant('yesterday')).toThrow(RangeError);
  });

  it('is read and compared by Prisma as it was written', async () => {
    const { store } = booksWithOffice();
    const at = morning + 123;
    store.commit(batch(1, { patches: [{ table: 'visit', row: visit(1, { issuedAt: at }) }] }));
    const found = await store.read.visit.findMany({ where: { issuedAt: { gte: new Date(at), lte: new Date(at) } } });
    expect(found.map((row) => row.issuedAt.getTime())).toEqual([at]);
    expect(await store.read.visit.count({ where: { issuedAt: { gt: new Date(at) } } })).toBe(0);
    expect(await store.read.visit.count({ where: { issuedAt: { equals: new Date(at) } } })).toBe(1);
  });
});

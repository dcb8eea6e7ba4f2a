import { describe, expect, it } from 'vitest';
import { StaleRevision } from '../../server/store/commit.js';
import { seal } from '../../server/store/journal.js';
import { makeOffice } from '../../server/store/make.js';
import { usualOwn } from '../../server/domain/services.js';
import { batch, booksWithOffice, booth, entry, morning, officeSpec, shift, visit } from '../support/database.js';

const answer = (requestId: string) => ({
  actorId: 'kiosk-1',
  command: 'ticket:issue',
  requestId,
  payloadHash: 'abc',
  reply: '{"number":"А001"}',
  at: morning,
});

describe('the commit', () => {
  it('writes a ticket, its entry and its answer together, and the office moves on by one', async () => {
    const { store, head } = booksWithOffice();
    expect(head).toMatchObject({ revision: 1, seq: 1 });
    const after = store.commit(
      batch(1, {
        patches: [{ table: 'visit', row: visit(1, {}) }],
        entries: [entry('ticket:issued', { number: 'А001' })],
        answers: [answer('press-1')],
      }),
    );
    expect(after).toMatchObject({ revision: 2, seq: 2 });
    expect(await store.read.office.findUnique({ where: { id: 'main' } })).toMatchObject({
      revision: 2,
      headSeq: 2,
      headHash: after.hash,
    });
    expect(await store.read.visit.count()).toBe(1);
    expect(store.keptAnswer('kiosk-1', 'ticket:issue', 'press-1')).toEqual(answer('press-1'));
    expect(store.keptAnswer('kiosk-2', 'ticket:issue', 'press-1')).toBeNull();
  });

  it('refuses a batch decided on an older office, and writes nothing of it', async () => {
    const { store } = booksWithOffice();
    store.commit(batch(1, {}));
    const old = batch(1, { patches: [{ table: 'visit', row: visit(1, {}) }], entries: [entry('ticket:issued', {})] });
    expect(() => store.commit(old)).toThrow(StaleRevision);
    expect(await store.read.visit.count()).toBe(0);
    expect(await store.read.journal.count()).toBe(1);
  });

  it('refuses a batch for an office that does not exist', () => {
    const { store } = booksWithOffice();
    expect(() => store.commit({ ...batch(0, {}), officeId: 'nowhere' })).toThrow(StaleRevision);
  });

  it('writes nothing at all when its last row is refused', async () => {
    const { store } = booksWithOffice();
    const twice = batch(1, {
      patches: [{ table: 'visit', row: visit(1, {}) }],
      entries: [entry('ticket:issued', {})],
      answers: [answer('press-1'), answer('press-1')],
    });
    expect(() => store.commit(twice)).toThrow(/UNIQUE/);
    expect(await store.read.visit.count()).toBe(0);
    expect(await store.read.journal.count()).toBe(1);
    expect(store.commit(batch(1, {})).revision).toBe(2);
  });

  it('runs small writes in the same transaction, and takes them back with it', async () => {
    const { store } = booksWithOffice();
    const add = (draft: string) => () =>
      store.drafts.saveDraft({ userId: 'user-1', key: draft, text: 'text', changedAt: morning });
    store.commit(batch(1, { writes: [add('kept')] }));
    expect(() => store.commit(batch(1, { writes: [add('never')] }))).toThrow(StaleRevision);
    const fails = () => {
      throw new Error('no');
    };
    expect(() => store.commit(batch(2, { writes: [add('undone'), fails] }))).toThrow('no');
    expect((await store.read.draft.findMany()).map((draft) => draft.key)).toEqual(['kept']);
  });

  it('writes rows in the order of the rulings: a booth hands over from one visit to the next', async () => {
    const { store } = booksWithOffice();
    const first = visit(1, { status: 'serving', boothId: 'main-1' });
    store.commit(
      batch(1, {
        patches: [
          { table: 'visit', row: first },
          { table: 'visit', row: visit(2, {}) },
        ],
      }),
    );
    const finished = visit(1, { status: 'served', boothId: 'main-1' });
    const called = visit(2, { status: 'called', boothId: 'main-1' });
    const wrongOrder = batch(2, {
      patches: [
        { table: 'visit', row: called },
        { table: 'visit', row: finished },
      ],
    });
    expect(() => store.commit(wrongOrder)).toThrow(/UNIQUE.*heldBoothId/);
    store.commit(batch(2, { patches: [...wrongOrder.patches].reverse() }));
    const rows = await store.read.visit.findMany({ orderBy: { number: 'asc' } });
    expect(rows.map((row) => row.heldBoothId)).toEqual([null, 'main-1']);
  });

  it('hears from the database itself that a number is given once a day and a shift is one per booth and person', () => {
    const { store } = booksWithOffice();
    store.commit(
      batch(1, {
        patches: [
          { table: 'visit', row: visit(1, {}) },
          { table: 'shift', row: shift({}) },
        ],
      }),
    );
    const again = { ...visit(2, {}), number: 'А001' };
    expect(() => store.commit(batch(2, { patches: [{ table: 'visit', row: again }] }))).toThrow(/UNIQUE/);
    const sameBooth = shift({ shiftId: 'shift-2', userId: 'user-2' });
    const samePerson = shift({ shiftId: 'shift-2', boothId: 'main-2' });
    expect(() => store.commit(batch(2, { patches: [{ table: 'shift', row: sameBooth }] }))).toThrow(/openBoothId/);
    expect(() => store.commit(batch(2, { patches: [{ table: 'shift', row: samePerson }] }))).toThrow(/openUserId/);
    const closed = shift({ closedAt: morning + 1 });
    store.commit(
      batch(2, {
        patches: [
          { table: 'shift', row: closed },
          { table: 'shift', row: samePerson },
        ],
      }),
    );
  });

  it('changes of a service only what staff may change', async () => {
    const { store } = booksWithOffice();
    const service = {
      serviceId: 'main-service',
      queueId: 'other',
      code: 'other',
      title: { ru: '', en: '' },
      short: { ru: '', en: '' },
      norm: null,
      usualMinutes: 5,
      dayLimit: 40,
      channel: null,
      procedure: null,
      matter: null,
      asksOrganisations: false,
      bring: [],
      outcomes: [],
      isOpen: false,
      closedReason: { ru: 'Нет бланков', en: 'No forms' },
      closedUntil: morning,
      packId: 'other',
      packVersion: '2',
      own: usualOwn,
      prescribed: { title: { ru: '', en: '' }, short: { ru: '', en: '' }, bring: [] },
    };
    store.commit(batch(1, { patches: [{ table: 'service', row: service }] }));
    expect(await store.read.service.findUnique({ where: { id: 'main-service' } })).toMatchObject({
      queueId: 'other',
      own: JSON.stringify(usualOwn),
      code: 'consult',
      packVersion: '1',
      dayLimit: 40,
      isOpen: false,
      closedUntil: new Date(morning),
    });
    // one that a new law brought has no row before something is said of it
    store.commit(batch(2, { patches: [{ table: 'service', row: { ...service, serviceId: 'brought', code: 'new' } }] }));
    expect(await store.read.service.findUnique({ where: { id: 'brought' } })).toMatchObject({
      code: 'new',
      packId: 'other',
      packVersion: '2',
    });
  });

  it('chains each entry to the one before it, each office in a chain of its own', async () => {
    const { store } = booksWithOffice();
    const other = makeOffice(store, { ...officeSpec('other'), booths: [booth('other-1')] });
    expect(other.seq).toBe(1);
    store.commit(batch(1, { entries: [entry('day:opened', { day: '2026-11-21' }), entry('shift:opened', {})] }));
    const rows = await store.read.journal.findMany({ where: { officeId: 'main' }, orderBy: { seq: 'asc' } });
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3]);
    let previous = '';
    for (const row of rows) {
      const at = row.at.toISOString().replace('Z', '+00:00');
      const { officeId, seq, kind, actor, visitId, data } = row;
      previous = seal(previous, { officeId, seq, at, kind, actor, visitId, data });
      expect(row.hash).toBe(previous);
    }
  });

  it('seals fields so that text cannot move from one to the next', () => {
    const one = { officeId: 'a', seq: 1, at: 't', kind: 'kind', actor: 'x\n1:y', visitId: null, data: '{}' };
    const seals = [
      one,
      { ...one, actor: 'x', visitId: 'y' },
      { ...one, visitId: '-' },
      { ...one, visitId: '' },
      { ...one, kind: 'kin', actor: 'dx\n1:y' },
    ].map((entry) => seal('', entry));
    expect(new Set(seals).size).toBe(seals.length);
  });
});

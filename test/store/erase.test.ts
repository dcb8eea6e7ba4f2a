/** An erasure in real books: no byte of what was erased is left, the journal is whole, and nobody waits for it. */
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Patch } from '../../server/domain/patch.js';
import { readLedger } from '../../server/store/erasures.js';
import { verifyJournal } from '../../server/store/verify.js';
import { morning, submission, term } from '../reports/rows.js';
import {
  manager,
  officeId,
  openErasing,
  openErasingOf,
  planted,
  plantedRows,
  whereFound,
  type ErasingDesk,
} from '../support/erasing.js';

const everything = [
  'payer payer-1',
  'submission submission-1',
  'protocol protocol-1',
  'complaint complaint-1',
  'consultation consultation-1',
  'note note-1',
  'printJob job-1',
];

const refused = (reply: { ok: boolean; refusal?: { key: string } }) => (reply.ok ? 'granted' : reply.refusal?.key);
const kinds = (desk: ErasingDesk) =>
  desk.store.writing
    .prepare<[], { kind: string; data: string }>(
      `select kind, data from "Journal" where kind like 'data:%' order by seq`,
    )
    .all();
const row = (desk: ErasingDesk) => desk.store.casesOf(officeId);

describe('an erasure', () => {
  it('leaves no byte of the words in the books, their log, the paper, the drafts and the kept answers', async () => {
    const desk = await openErasing(plantedRows(morning));
    const { store, tray, erasing, file } = desk;
    const userId = 'petrova';
    tray.keep('job-1', Buffer.from(`Плательщик ${planted}`));
    store.drafts.saveDraft({ userId, key: 'case:reception-1', text: `${planted}, и ещё`, changedAt: morning });
    store.drafts.saveDraft({ userId, key: 'inquiry:topic', text: `звонил ИП ${planted}`, changedAt: morning });
    store.drafts.saveDraft({ userId, key: 'inquiry:other', text: 'о другом', changedAt: morning });
    await tray.flushed();
    expect(whereFound(dirname(file))).not.toEqual([]);

    expect(await desk.order(everything, 'order')).toMatchObject({ ok: true });
    await erasing.idle();
    expect(desk.errors).toEqual([]);
    expect(whereFound(dirname(file))).toEqual([]);
    expect(await store.drafts.readDraft(userId, 'inquiry:topic')).toBeNull();
    expect(await store.drafts.readDraft(userId, 'inquiry:other')).not.toBeNull();
  });

  it('leaves the journal whole, tells every step in it, and names nobody', async () => {
    const desk = await openErasing(plantedRows(morning));
    const before = desk.clerk.head;
    await desk.order(everything, 'order');
    await desk.erasing.idle();
    const verdict = verifyJournal({
      ...{ file: desk.file, officeId, onProgress: () => undefined },
      anchors: [{ officeId, seq: before.seq, hash: before.hash, at: morning }],
    });
    expect(verdict.whole).toBe(true);
    const told = kinds(desk);
    expect(told.map(({ kind }) => kind)).toEqual(['data:erasureOrdered', 'data:erasing', 'data:erased']);
    expect(told.map(({ data }) => data).join()).not.toContain('заявлению');
    const done = row(desk).row('erasure', JSON.parse(told[0]?.data ?? '').erasureId);
    expect(done).toMatchObject({ state: 'done', done: 7, number: 1, year: 2013, by: 'boss' });
  });

  it('marks the rows by its own act, and memory forgets the note too', async () => {
    const desk = await openErasing(plantedRows(morning));
    desk.clerk.office.notes.set('note-1', planted);
    await desk.order(everything, 'order');
    await desk.erasing.idle();
    const [filed, issued] = [row(desk).row('submission', 'submission-1'), row(desk).row('protocol', 'protocol-1')];
    expect(filed?.erased?.erasureId).toBe(issued?.erased?.erasureId);
    expect(filed?.registered).toMatchObject({ year: 2013, number: 1 });
    expect(row(desk).idByKey('payer', 'reg:087105777777')).toBeNull();
    expect(desk.clerk.office.notes.has('note-1')).toBe(false);
  });

  it('is told to the ledger before anything of it is done', async () => {
    const desk = await openErasing(plantedRows(morning));
    await desk.order(['payer payer-1'], 'order');
    await desk.erasing.idle();
    const [line, ...more] = readLedger(desk.ledgers[0] ?? '');
    expect(more).toEqual([]);
    expect(line).toMatchObject({ officeId, year: 2013, number: 1, records: [['payer', 'payer-1']] });
    expect(JSON.stringify(line)).not.toContain(planted);
  });
});

describe('what is asked for and not done', () => {
  it('stays while its term runs, with the day until which; an order of an authority goes over the term', async () => {
    const desk = await openErasing(plantedRows(morning));
    expect(await desk.order(['payer payer-1'], 'request')).toEqual({
      ok: false,
      refusal: { key: 'keptByLaw', about: { kind: 'payer', until: '2019-01-01' } },
    });
    expect(await desk.order(['payer payer-1'], 'order')).toMatchObject({ ok: true });
  });

  it('is what a hold keeps, whatever the basis; lifted, it goes', async () => {
    const desk = await openErasing(plantedRows(morning));
    const subject = { kind: 'complaint' as const, id: 'complaint-1' };
    const hold = { subject, until: '2030-01-01', reason: 'дело в суде' };
    expect(await desk.press('data:keep', { requestId: 'k1', seen: 0, ...hold }, manager)).toMatchObject({ ok: true });
    expect(refused(await desk.press('data:keep', { requestId: 'k2', seen: 0, ...hold }, manager))).toBe(
      'editedMeanwhile',
    );
    expect(refused(await desk.order(['complaint complaint-1'], 'order'))).toBe('keptByLaw');
    expect(await desk.order(['complaint complaint-1', 'payer payer-1'], 'order')).toMatchObject({
      data: { kept: [{ ...subject, until: '2030-01-01' }] },
    });
    await desk.erasing.idle();
    await desk.press('data:keep', { requestId: 'k3', seen: 1, ...hold, until: null }, manager);
    expect(await desk.order(['complaint complaint-1'], 'order')).toMatchObject({ ok: true });
  });

  it('is what work is open on: a draft, a running term, a protocol that waits for paper', async () => {
    const waiting: Patch = {
      table: 'printJob',
      row: {
        ...{ printJobId: 'job-2', printerId: 'printer-kiosk', visitId: 'visit-1', kind: 'protocol', state: 'queued' },
        ...{ document: { version: 2, items: [] }, createdAt: morning, changedAt: morning },
      },
    };
    const draft = submission(2, { state: 'draft', registered: null });
    const runs = term('RESUBMIT', { kind: 'protocol', id: 'protocol-1' }, { due: '2013-03-01' });
    const desk = await openErasing([
      ...plantedRows(morning),
      { table: 'submission', row: draft },
      { table: 'term', row: runs },
    ]);
    expect(refused(await desk.order(['submission submission-2'], 'order'))).toBe('notNow');
    expect(refused(await desk.order(['protocol protocol-1'], 'order'))).toBe('notNow');
    const printing = await openErasing([...plantedRows(morning), waiting]);
    expect(refused(await printing.order(['submission submission-1'], 'order'))).toBe('notNow');
    expect(kinds(printing)).toEqual([]);
  });

  it('is what changed since it was seen, and what another erasure is at', async () => {
    const desk = await openErasing(plantedRows(morning));
    const subjects = [{ kind: 'payer' as const, id: 'payer-1', seen: 9 }];
    const press = { requestId: 'stale', basis: 'order' as const, reason: 'по заявлению', subjects };
    expect(refused(await desk.press('data:erase', press, manager))).toBe('stale');
    const [one, other] = await Promise.all([desk.order(['payer payer-1'], 'order'), desk.order(everything, 'order')]);
    expect([refused(one), refused(other)].sort()).toEqual(['granted', 'notNow']);
    await desk.erasing.idle();
    expect(refused(await desk.order(['payer payer-1'], 'order'))).toBe('stale');
    expect(kinds(desk).filter(({ kind }) => kind === 'data:erasureOrdered')).toHaveLength(1);
  });
});

describe('what is past its term', () => {
  it('goes by itself, but only where it may: the terms are the office’s own, and nobody is received', async () => {
    let may = false;
    const decade = 10 * 366 * 24 * 3_600_000;
    const desk = await openErasing(plantedRows(morning - decade), {
      due: () => Promise.resolve({ subjects: [{ kind: 'note', id: 'note-1' }], isAll: true }),
      maySweep: () => may,
    });
    desk.erasing.sweep();
    await desk.erasing.idle();
    expect(kinds(desk)).toEqual([]);

    may = true;
    desk.erasing.sweep();
    await desk.erasing.idle();
    expect(kinds(desk).map(({ kind }) => kind)).toEqual(['data:erasureOrdered', 'data:erasing', 'data:erased']);
    await desk.erasing.close();
  });
});

describe('an erasure that is interrupted', () => {
  it('goes on with the next start where it stood', async () => {
    const many = Array.from({ length: 45 }, (_none, at): Patch => ({
      table: 'note',
      row: { noteId: `note-${at}`, visitId: null, at: morning, by: 'petrova', text: `${planted} ${at}`, key: 'k' },
    }));
    const desk = await openErasing(many);
    await desk.order(
      many.map((_patch, at) => `note note-${at}`),
      'order',
    );
    // the process ends with the second slice
    await desk.erasing.close();
    await desk.clerk.idle();
    await desk.store.close();
    const again = await openErasingOf(desk.file);
    const before = row(again).row('erasure', row(again).idByKey('erasure', 'open') ?? '');
    expect(before?.done).toBeLessThan(45);
    again.erasing.wake();
    await again.erasing.idle();
    expect(row(again).row('erasure', before?.erasureId ?? '')).toMatchObject({ state: 'done', done: 45 });
    expect(whereFound(dirname(again.file))).toEqual([]);
  });
});

describe('a large erasure', () => {
  it('is done by slices of twenty, so that whoever presses meanwhile does not wait for it', async () => {
    const filed = Array.from({ length: 90 }, (_none, at): Patch => ({
      table: 'submission',
      row: submission(at + 1, { payerId: 'payer-1' }),
    }));
    const desk = await openErasing(filed);
    const subjects = filed.map((_patch, at) => `submission submission-${at + 1}`);
    expect(await desk.order(subjects, 'order')).toMatchObject({ ok: true });
    await desk.erasing.idle();
    const slices = kinds(desk).filter(({ kind }) => kind === 'data:erasing');
    expect(slices.map(({ data }) => JSON.parse(data).counts.submission)).toEqual([20, 20, 20, 20, 10]);
  });
});

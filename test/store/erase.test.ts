/** An erasure in real books: no byte of what was erased is left, the journal is whole, and nobody waits for it. */
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paper, text } from '../../server/domain/paper/document.js';
import { duplicateOf } from '../../server/domain/paper/protocol.js';
import type { Patch } from '../../server/domain/patch.js';
import type { DueAsked } from '../../server/reports/due.js';
import { readLedger } from '../../server/store/erasures.js';
import { verifyJournal } from '../../server/store/verify.js';
import { attestedBy, morning, protocol, reception, submission, term } from '../reports/rows.js';
import { visit } from '../support/database.js';
import {
  casesIn,
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

const offices = { queueId: 'queue-1', serviceId: 'service-1', day: '2013-02-15' };

describe('an erasure', () => {
  it('leaves no byte of the words in the books, their log, the paper, the drafts and the kept answers', async () => {
    const desk = await openErasing(plantedRows(morning));
    const { store, tray, erasing, file } = desk;
    const userId = 'petrova';
    tray.keep('job-1', Buffer.from(`Плательщик ${planted}`));
    store.drafts.saveDraft({ userId, key: 'case:reception-1', text: `${planted}, и ещё`, changedAt: morning });
    store.drafts.saveDraft({ userId, key: 'answer:consultation-1', text: `ИП ${planted}`, changedAt: morning });
    await tray.flushed();
    expect(whereFound(dirname(file))).not.toEqual([]);

    expect(await desk.order(everything, 'order')).toMatchObject({ ok: true });
    await erasing.idle();
    expect(desk.errors).toEqual([]);
    expect(whereFound(dirname(file))).toEqual([]);
    expect(await store.drafts.readDraft(userId, 'answer:consultation-1')).toBeNull();
  });

  it('leaves a colleague’s work on something else, and what is kept on purpose, though the same name stands there', async () => {
    const desk = await openErasing(plantedRows(morning));
    const { saveDraft, readDraft } = desk.store.drafts;
    const userId = 'petrova';
    saveDraft({ userId, key: 'inquiry:topic', text: `звонил ИП ${planted}`, changedAt: morning });
    saveDraft({ userId, key: 'kept:registrations', text: `{"name":"${planted}"}`, changedAt: morning });
    saveDraft({ userId, key: 'complaint:new', text: '{"receptionId":"reception-1"}', changedAt: morning });
    await desk.order(everything, 'order');
    await desk.erasing.idle();
    expect(await readDraft(userId, 'inquiry:topic')).not.toBeNull();
    expect(await readDraft(userId, 'kept:registrations')).not.toBeNull();
    // this one is about the erased reception
    expect(await readDraft(userId, 'complaint:new')).toBeNull();
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
    const done = casesIn(desk).row('erasure', JSON.parse(told[0]?.data ?? '').erasureId);
    expect(done).toMatchObject({ state: 'done', done: 7, number: 1, year: 2013, by: 'boss' });
  });

  it('marks the rows by its own act, and memory forgets the note too', async () => {
    const desk = await openErasing(plantedRows(morning));
    desk.clerk.office.notes.set('note-1', planted);
    await desk.order(everything, 'order');
    await desk.erasing.idle();
    const [filed, issued] = [
      casesIn(desk).row('submission', 'submission-1'),
      casesIn(desk).row('protocol', 'protocol-1'),
    ];
    expect(filed?.erased?.erasureId).toBe(issued?.erased?.erasureId);
    expect(filed?.registered).toMatchObject({ year: 2013, number: 1 });
    expect(casesIn(desk).idByKey('payer', 'reg:087105777777')).toBeNull();
    expect(desk.clerk.office.notes.has('note-1')).toBe(false);
  });

  it('leaves no copy of a visit or of its reception that a finish could be taken back to', async () => {
    const attested = reception({ visitId: 'visit-1', steps: [attestedBy(planted)] });
    const { undo: _, ...before } = visit(1, { ...offices, answers: { regNo: planted }, status: 'serving' });
    const undo = { verb: 'finish' as const, until: morning, boothId: null, visit: before, reception: attested };
    const rows: Patch[] = [
      { table: 'visit', row: { ...before, status: 'served', undo } },
      { table: 'visit', row: { ...before, visitId: 'visit-2', number: 'А002', token: 't2', answers: {}, undo } },
      { table: 'reception', row: attested },
      { table: 'reception', row: { ...attested, receptionId: 'reception-2', visitId: 'visit-2' } },
    ];
    const desk = await openErasing(rows);
    expect(whereFound(dirname(desk.file))).not.toEqual([]);
    expect(
      await desk.order(['visit visit-1', 'reception reception-1', 'reception reception-2'], 'order'),
    ).toMatchObject({ ok: true });
    await desk.erasing.idle();
    expect(desk.errors).toEqual([]);
    expect(whereFound(dirname(desk.file))).toEqual([]);
  });

  it('leaves none of them in what the planner sampled of the books of an earlier version', async () => {
    const first = await openErasing(plantedRows(morning));
    first.store.writing.exec('analyze');
    const sampled = first.store.writing.prepare<[], Buffer>('select sample from sqlite_stat4').pluck().all();
    expect(Buffer.concat(sampled).includes(planted.toLowerCase())).toBe(true);
    await first.erasing.close();
    await first.clerk.idle();
    await first.store.close();
    const desk = await openErasingOf(first.file);
    expect(await desk.order(everything, 'order')).toMatchObject({ ok: true });
    await desk.erasing.idle();
    expect(desk.errors).toEqual([]);
    expect(whereFound(dirname(desk.file))).toEqual([]);
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

/** Another payer of the same visit, whose protocol was printed too. */
function another(): Patch[] {
  const filed = submission(2, { payerId: 'payer-2', visitId: 'visit-1' });
  const document = paper([text('Плательщик Лютиков', {})]);
  const job = { printJobId: 'job-2', printerId: 'printer-kiosk', visitId: 'visit-1', kind: 'protocol' as const };
  return [
    { table: 'submission', row: filed },
    { table: 'protocol', row: protocol(2, filed, { copies: [document] }) },
    {
      table: 'printJob',
      row: {
        ...job,
        document: duplicateOf(document, 2, '10:00'),
        state: 'printed',
        createdAt: morning,
        changedAt: morning,
      },
    },
  ];
}

describe('a visit of two payers', () => {
  it('keeps its notes while one of them stays: they may be about either', async () => {
    const desk = await openErasing([...plantedRows(morning), ...another()]);
    expect(refused(await desk.order(['note note-1'], 'order'))).toBe('sharedVisit');
    expect(await desk.order(['submission submission-1', 'note note-1'], 'order')).toMatchObject({
      data: { kept: [{ kind: 'note', id: 'note-1', until: null }] },
    });
    await desk.erasing.idle();
    // one of them is left
    expect(await desk.order(['note note-1', 'submission submission-2'], 'order')).toMatchObject({ data: { kept: [] } });
  });

  it('loses the prints of one protocol with it, and no other', async () => {
    const desk = await openErasing([...plantedRows(morning), ...another()]);
    await desk.order(['protocol protocol-1'], 'order');
    await desk.erasing.idle();
    const documents = desk.store.writing.prepare<[], string>('select document from "PrintJob" order by id').pluck();
    expect(documents.all().map((document) => document.includes('Плательщик'))).toEqual([false, true]);
    await desk.order(['protocol protocol-2'], 'order');
    await desk.erasing.idle();
    expect(documents.all().map((document) => document.includes('Плательщик'))).toEqual([false, false]);
  });
});

describe('what is past its term', () => {
  it('goes by itself, but only where it may: the terms are the office’s own, and nobody is received', async () => {
    let may = false;
    const decade = 10 * 366 * 24 * 3_600_000;
    const desk = await openErasing(plantedRows(morning - decade), {
      due: () => Promise.resolve({ subjects: [{ kind: 'note', id: 'note-1' }], next: null }),
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

  it('is looked for again when it was asked for while another look went on, or while that failed', async () => {
    const looks: DueAsked[] = [];
    const desk = await openErasing(plantedRows(morning), {
      due: async (asked) => {
        looks.push(asked);
        // the day is closed once more while the archive is asked, and the archive has no time at first
        if (looks.length === 1) desk.erasing.sweep();
        if (looks.length === 1) throw new Error('tooMany');
        return Promise.resolve({ subjects: [], next: null });
      },
    });
    desk.erasing.sweep();
    await expect.poll(() => looks.length).toBeGreaterThan(1);
    await desk.erasing.idle();
    expect(looks.map(({ sinceDay }) => sinceDay)).toEqual([null, null]);
    desk.erasing.sweep();
    await desk.erasing.idle();
    // of the same month: only what came since
    expect(looks.at(-1)).toMatchObject({ sinceDay: '2013-02-15', from: null });
    await desk.erasing.close();
  });

  it('is looked for piece by piece, order after order, to the end', async () => {
    const decade = 10 * 366 * 24 * 3_600_000;
    const pieces = [
      { subjects: [{ kind: 'note' as const, id: 'note-1' }], next: { place: 0, at: 'a', id: 'note-1' } },
      { subjects: [], next: { place: 3, at: 'b', id: 'x' } },
      { subjects: [{ kind: 'consultation' as const, id: 'consultation-1' }], next: null },
    ];
    const stood: unknown[] = [];
    const desk = await openErasing(plantedRows(morning - decade), {
      due: async ({ from }) => {
        stood.push(from?.place ?? null);
        return Promise.resolve(pieces[stood.length - 1] ?? { subjects: [], next: null });
      },
    });
    desk.erasing.sweep();
    await desk.erasing.idle();
    expect(stood).toEqual([null, 0, 3]);
    expect(casesIn(desk).kept({ kind: 'consultation', id: 'consultation-1' }, '2013-02-15')?.isErased).toBe(true);
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
    const before = casesIn(again).row('erasure', casesIn(again).idByKey('erasure', 'open') ?? '');
    expect(before?.done).toBeLessThan(45);
    again.erasing.wake();
    await again.erasing.idle();
    expect(casesIn(again).row('erasure', before?.erasureId ?? '')).toMatchObject({ state: 'done', done: 45 });
    expect(whereFound(dirname(again.file))).toEqual([]);
  });
});

describe('records that are worked on meanwhile', () => {
  it('stand in the way of none behind them, and are come back to', async () => {
    const filed = Array.from({ length: 90 }, (_none, at): Patch => ({
      table: 'submission',
      row: submission(at + 1, { payerId: 'payer-1', visitId: `visit-${at + 1}` }),
    }));
    const desk = await openErasing(filed);
    const work = (state: 'queued' | 'printed') =>
      desk.clerk.ruleInner(
        'test',
        () => ({
          ok: true,
          decision: {
            patches: filed.slice(0, 80).map((_patch, at): Patch => {
              const job = { printJobId: `job-${at}`, printerId: 'printer-kiosk', visitId: `visit-${at + 1}` };
              const said = { kind: 'receipt' as const, document: paper([]), createdAt: morning, changedAt: morning };
              return { table: 'printJob', row: { ...job, ...said, state } };
            }),
            entries: [],
            reply: null,
          },
        }),
        manager,
      );
    const subjects = filed.map((_patch, at) => `submission submission-${at + 1}`);
    const [ordered] = await Promise.all([desk.order(subjects, 'order'), work('queued')]);
    expect(ordered).toMatchObject({ ok: true });
    const erasureId = casesIn(desk).idByKey('erasure', 'open') ?? '';
    await expect.poll(() => casesIn(desk).row('erasure', erasureId)?.done).toBeGreaterThanOrEqual(10);
    expect(casesIn(desk).row('erasure', erasureId)?.done).toBeLessThan(90);
    await work('printed');
    await expect.poll(() => casesIn(desk).row('erasure', erasureId)?.state).toBe('done');
    await desk.erasing.close();
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

import { describe, expect, it } from 'vitest';
import { cancelReasons, callRules, visitStatuses } from '../../server/contract/index.js';
import type { Entry, Patch } from '../../server/domain/patch.js';
import type { PrintJob } from '../../server/domain/printing.js';
import type { Reception } from '../../server/domain/reception.js';
import type { Visit } from '../../server/domain/visit.js';
import { loadOffice } from '../../server/store/load.js';
import { makeOffice } from '../../server/store/make.js';
import { BrokenRow } from '../../server/store/stored.js';
import { verifyJournal } from '../../server/store/verify.js';
import {
  batch,
  booksWithOffice,
  day,
  emptyBooks,
  entry,
  morning,
  officeSpec,
  settings,
  shift,
  visit,
} from '../support/database.js';
import fc from '../support/chance.js';

const reception = (count: number, part: Partial<Reception>): Reception => ({
  receptionId: `reception-${count}`,
  visitId: `visit-${count}`,
  serviceId: 'main-service',
  boothId: 'main-1',
  shiftId: 'shift-1',
  userId: 'user-1',
  ordinal: 1,
  begunAt: morning + count,
  finishedAt: null,
  parkedAt: null,
  parkedMs: 0,
  state: 'open',
  outcome: null,
  normMinutes: 22.5,
  normRef: '16',
  packId: '196n',
  packVersion: '1',
  steps: [],
  carriedMs: 0,
  submissionId: null,
  ...part,
});

const job = (printJobId: string, part: Partial<PrintJob>): PrintJob => ({
  printJobId,
  printerId: 'main-printer',
  visitId: null,
  kind: 'ticket',
  document: { version: 1, items: [] },
  state: 'sent',
  createdAt: morning,
  changedAt: morning,
  ...part,
});

describe('a new office', () => {
  it('is read as it was made', async () => {
    const { store, head } = booksWithOffice();
    const spec = officeSpec('main');
    const { queues, services, profiles, booths, printers, createdAt } = spec;
    expect(await loadOffice(store, 'main')).toEqual({
      officeId: 'main',
      settings,
      createdAt,
      head,
      queues,
      services,
      profiles,
      booths,
      printers,
      retired: { queues: [], profiles: [], booths: [], printers: [] },
      marks: [],
      planned: [],
      packs: [],
      ownYears: [],
      pictures: [],
      days: [],
      visits: [],
      receptions: [],
      shifts: [],
      staffCalls: [],
      alerts: [],
      asks: [],
      printJobs: [],
      lengths: new Map([['main-service', []]]),
      lastBooth: new Map(),
      notes: new Map(),
      terms: [],
      submissions: [],
      phones: [],
    });
  });

  it('is made whole or not at all', async () => {
    const store = emptyBooks();
    const refuse = () => {
      throw new Error('no administrator');
    };
    expect(() => makeOffice(store, { ...officeSpec('main'), writes: [refuse] })).toThrow('no administrator');
    expect(await store.read.office.count()).toBe(0);
    expect(await store.read.queue.count()).toBe(0);
    makeOffice(store, officeSpec('main'));
    expect(() => makeOffice(store, officeSpec('main'))).toThrow(/UNIQUE/);
  });

  it('is not found under another name', async () => {
    await expect(loadOffice(emptyBooks(), 'main')).rejects.toThrow(/no office main/);
  });
});

describe("today's office", () => {
  it('keeps the visits of the day and those still alive of earlier days, and forgets the rest', async () => {
    const { store } = booksWithOffice();
    const yesterday = { day: '2026-11-20', issuedAt: morning - 86_400_000 };
    const closed = day({
      day: '2026-11-20',
      phase: 'closed',
      openedAt: morning - 86_400_000,
      closedAt: morning - 50_000_000,
    });
    const patches: Patch[] = [
      { table: 'day', row: closed },
      { table: 'day', row: day({}) },
      { table: 'visit', row: visit(1, { ...yesterday, status: 'served' }) },
      { table: 'visit', row: visit(2, { ...yesterday, status: 'waiting' }) },
      { table: 'visit', row: visit(3, { status: 'served' }) },
      { table: 'visit', row: visit(4, { status: 'cancelled', cancelReason: 'left' }) },
      { table: 'reception', row: reception(1, { begunAt: morning - 80_000_000 }) },
      { table: 'reception', row: reception(2, { begunAt: morning - 70_000_000, state: 'transferred' }) },
      { table: 'reception', row: reception(3, {}) },
      { table: 'reception', row: reception(9, { visitId: null }) },
      { table: 'reception', row: reception(8, { visitId: null, begunAt: morning - 70_000_000, state: 'finished' }) },
      // work without a visit that is not finished goes on, whatever its day
      { table: 'reception', row: reception(7, { visitId: null, begunAt: morning - 900_000_000 }) },
      { table: 'shift', row: shift({ openedAt: morning - 86_400_000, closedAt: morning - 60_000_000 }) },
      { table: 'shift', row: shift({ shiftId: 'shift-2' }) },
      { table: 'printJob', row: job('old', { createdAt: morning - 60_000_000 }) },
      { table: 'printJob', row: job('waits', { createdAt: morning - 60_000_000, state: 'queued' }) },
      { table: 'printJob', row: job('today', {}) },
    ];
    store.commit(batch(1, { patches }));
    const office = await loadOffice(store, 'main');
    expect(office.days.map((row) => row.day)).toEqual(['2026-11-21']);
    expect(office.visits.map((row) => row.visitId)).toEqual(['visit-2', 'visit-3', 'visit-4']);
    expect(office.receptions.map((row) => row.receptionId)).toEqual([
      'reception-7',
      'reception-2',
      'reception-3',
      'reception-9',
    ]);
    expect(office.shifts.map((row) => row.shiftId)).toEqual(['shift-2']);
    expect(office.lastBooth).toEqual(new Map([['user-1', 'main-1']]));
    expect(office.printJobs.map((row) => row.printJobId)).toEqual(['waits', 'today']);
  });

  it('still shows the newest day when it is closed', async () => {
    const { store } = booksWithOffice();
    const closed = day({ phase: 'closed', closedAt: morning + 1 });
    store.commit(
      batch(1, {
        patches: [
          { table: 'day', row: closed },
          { table: 'visit', row: visit(1, { status: 'served' }) },
        ],
      }),
    );
    const office = await loadOffice(store, 'main');
    expect(office.days).toEqual([closed]);
    expect(office.visits).toHaveLength(1);
  });

  it('knows how long the last twenty receptions of a service took, parked time left out', async () => {
    const { store } = booksWithOffice();
    const minute = 60_000;
    const finished = Array.from({ length: 25 }, (_, index) =>
      reception(index, {
        state: 'finished',
        begunAt: morning + index * 20 * minute,
        finishedAt: morning + index * 20 * minute + (index + 2) * minute,
        parkedMs: minute,
      }),
    );
    const mistake = reception(99, { state: 'void', begunAt: morning, finishedAt: morning + 99 * 20 * minute });
    const patches = [...finished, mistake].map((row): Patch => ({ table: 'reception', row }));
    store.commit(batch(1, { patches }));
    const office = await loadOffice(store, 'main');
    const expected = Array.from({ length: 20 }, (_, index) => (index + 6) * minute);
    expect(office.lengths.get('main-service')).toEqual(expected);
  });

  it('names a row that somebody spoilt', async () => {
    const { store } = booksWithOffice();
    store.commit(
      batch(1, {
        patches: [
          { table: 'day', row: day({}) },
          { table: 'visit', row: visit(1, {}) },
        ],
      }),
    );
    store.writing.exec(`update "Visit" set answers = '{broken'`);
    await expect(loadOffice(store, 'main')).rejects.toThrow(BrokenRow);
    await expect(loadOffice(store, 'main')).rejects.toThrow(/Visit visit-1 answers/);
    store.writing.exec(`update "Visit" set answers = '{}', status = 'lost'`);
    await expect(loadOffice(store, 'main')).rejects.toThrow(/Visit visit-1 status/);
  });

  it('is one picture, also when a commit falls between its reads', async () => {
    const { store } = booksWithOffice();
    const loading = loadOffice(store, 'main');
    await new Promise((resolve) => setImmediate(resolve));
    store.commit(batch(1, { patches: [{ table: 'visit', row: visit(1, {}) }] }));
    const office = await loading;
    expect(office.visits).toHaveLength(office.head.revision - 1);
  });
});

describe('the words of a note', () => {
  it('are read for the visits that carry it, and are gone with it', async () => {
    const { store } = booksWithOffice();
    const note = (noteId: string, text: string): Patch => ({
      table: 'note',
      row: { noteId, visitId: 'visit-1', at: morning, by: 'user-1', text, key: 'key' },
    });
    const patches: Patch[] = [
      { table: 'day', row: day({}) },
      { table: 'visit', row: visit(1, { noteId: 'carried' }) },
      note('carried', 'просит образец'),
      note('other', 'приходил вчера'),
    ];
    store.commit(batch(1, { patches }));
    expect((await loadOffice(store, 'main')).notes).toEqual(new Map([['carried', 'просит образец']]));
    store.writing.exec('delete from "Note"');
    const loaded = await loadOffice(store, 'main');
    expect(loaded.notes.size).toBe(0);
    expect(JSON.stringify(loaded)).not.toContain('образец');
  });
});

describe('whatever is written', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const instant = fc.integer({ min: morning, max: morning + 86_400_000 });
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const change: fc.Arbitrary<Partial<Visit>> = fc.record(
    {
      status: fc.constantFrom(...visitStatuses.filter((status) => status !== 'called' && status !== 'serving')),
      origin: fc.constantFrom('kiosk', 'staff', 'paper'),
      language: fc.constantFrom('ru', 'en'),
      placeAt: instant,
      notBefore: maybe(instant),
      category: maybe(text),
      categoryConfirmed: maybe(fc.boolean()),
      boothId: maybe(text),
      callRule: maybe(fc.constantFrom(...callRules)),
      times: fc.nat(9),
      calledAt: maybe(instant),
      awayMs: fc.nat(86_400_000),
      cancelReason: maybe(fc.constantFrom(...cancelReasons)),
      noteId: maybe(fc.uuid()),
      passing: maybe(
        fc.record({
          at: instant,
          placeAt: instant,
          serviceIds: fc.array(text, { maxLength: 3 }),
          boothId: text,
          userId: text,
          bound: maybe(fc.nat(5)),
          earlier: fc.constant([]),
        }),
      ),
    },
    { requiredKeys: [] },
  );
  const ruling = fc.record({
    count: fc.integer({ min: 1, max: 12 }),
    change,
    kind: text,
    data: fc.dictionary(text, text),
  });
  const batches = fc.array(fc.array(ruling, { maxLength: 6 }), { minLength: 1, maxLength: 6 });

  it('is read back the same, and its journal is whole', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (rulings) => {
        const { store } = booksWithOffice();
        const office = new Map<string, Visit>();
        const journal: Entry[] = [];
        let { revision } = store.commit(batch(1, { patches: [{ table: 'day', row: day({}) }] }));
        for (const one of rulings) {
          const patches: Patch[] = [];
          const entries: Entry[] = [];
          for (const { count, change, kind, data } of one) {
            const row = { ...(office.get(`visit-${count}`) ?? visit(count, {})), ...change };
            office.set(row.visitId, row);
            patches.push({ table: 'visit', row });
            entries.push({ ...entry(kind, data), visitId: row.visitId });
          }
          journal.push(...entries);
          ({ revision } = store.commit(batch(revision, { patches, entries })));
        }
        const loaded = await loadOffice(store, 'main');
        expect(new Map(loaded.visits.map((row) => [row.visitId, row]))).toEqual(office);
        expect(loaded.head).toMatchObject({ revision, seq: journal.length + 1 });
        const rows = await store.read.journal.findMany({ orderBy: { seq: 'asc' }, skip: 1 });
        expect(rows.map((row) => [row.kind, row.visitId, JSON.parse(row.data)])).toEqual(
          journal.map((one) => [one.kind, one.visitId, one.data]),
        );
        const verdict = verifyJournal({ file: store.file, officeId: 'main', anchors: [], onProgress: () => undefined });
        expect(verdict).toEqual({ whole: true, entries: journal.length + 1, head: loaded.head.hash });
        await store.close();
      }),
      { numRuns: 20 },
    );
  });
});

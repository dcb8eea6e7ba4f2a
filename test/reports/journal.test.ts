import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { reports } from '../../server/contract/index.js';
import type { Entry, Patch } from '../../server/domain/patch.js';
import { journalPage } from '../../server/reports/journal.js';
import { PrismaClient } from '../../server/store/generated/client.js';
import type { Store } from '../../server/store/open.js';
import { batch, booksWithOffice, morning, visit } from '../support/database.js';

const dayMs = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const today = dayOf(morning);
const yesterday = dayOf(morning - dayMs);

/** Two days of three tickets each: every ticket is issued, called and received, round by round. */
function twoDays(): Store {
  const { store } = booksWithOffice();
  [morning - dayMs, morning].forEach((start, past) => {
    const tickets = [1, 2, 3].map((count) => ({ visitId: `${dayOf(start)}-${count}`, count }));
    const patches = tickets.map(({ visitId, count }): Patch => {
      const at = start + count;
      const times = { issuedAt: at, startAt: at, placeAt: at };
      return { table: 'visit', row: visit(count, { visitId, token: visitId, day: dayOf(start), ...times }) };
    });
    const entries = ['ticket:issued', 'visit:called', 'visit:begun'].flatMap((kind, round) =>
      tickets.map(({ visitId, count }): Entry => {
        return { at: start + round * 1000 + count, kind, actor: 'user-1', visitId, data: {} };
      }),
    );
    store.commit(batch(1 + past, { patches, entries }));
  });
  return store;
}

const ask = (read: PrismaClient, asked: Record<string, string>) =>
  journalPage(
    {
      read,
      officeId: 'main',
      boundsOf: (day) => ({ from: Date.parse(`${day}T00:00+03:00`), until: Date.parse(`${day}T24:00+03:00`) }),
      nameOf: (actor) => actor,
    },
    reports.journal.query.parse(asked),
  );
const seqsOf = (page: { entries: { seq: number }[] }) => page.entries.map(({ seq }) => seq);

/** Page after page, as the button «older» asks for them. */
async function leaf(read: PrismaClient, asked: Record<string, string>): Promise<number[]> {
  const seqs: number[] = [];
  let next: number | null = null;
  do {
    const before: Record<string, string> = next === null ? {} : { before: String(next) };
    const page = await ask(read, { ...asked, ...before, limit: '2' });
    seqs.push(...seqsOf(page));
    next = page.nextBefore;
  } while (next !== null);
  return seqs;
}

describe('the journal’s pages', () => {
  it('go from the newest entry to the first, and tell how many there are', async () => {
    const { read } = twoDays();
    const page = await ask(read, { limit: '4' });
    expect(page).toMatchObject({ total: 19, nextBefore: 16 });
    expect(seqsOf(page)).toEqual([19, 18, 17, 16]);
    expect(page.entries.map(({ number }) => number)).toEqual(['А003', 'А002', 'А001', 'А003']);
    expect(await leaf(read, {})).toEqual(Array.from({ length: 19 }, (_, at) => 19 - at));
  });

  it('of a ticket tell its entries of every day, however its letter was typed', async () => {
    const { read } = twoDays();
    expect(await ask(read, { number: 'a002' })).toMatchObject({ total: 6, nextBefore: null });
    expect(await leaf(read, { number: 'А002' })).toEqual([18, 15, 12, 9, 6, 3]);
    expect(await leaf(read, { number: 'А002', day: yesterday })).toEqual([9, 6, 3]);
    expect(await leaf(read, { number: 'А002', kind: 'visit:called' })).toEqual([15, 6]);
    expect(await ask(read, { number: 'Я999' })).toMatchObject({ total: 0, entries: [], nextBefore: null });
  });

  it('of a day tell its entries; a kind is searched in its day or in the whole book, page after page', async () => {
    const { read } = twoDays();
    expect(await leaf(read, { day: yesterday })).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(await leaf(read, { day: yesterday, kind: 'visit:begun' })).toEqual([10, 9, 8]);
    expect(await leaf(read, { kind: 'visit:begun' })).toEqual([19, 18, 17, 10, 9, 8]);
    expect((await ask(read, { kind: 'visit:begun' })).total).toBeNull();
    expect((await ask(read, { day: today })).total).toBeNull();
  });

  it('of a day tell each entry once, also when the clock was set back in its midst', async () => {
    const store = twoDays();
    const back = [5000, 2500, 2500, 100].map((ms, at): Entry => {
      return { at: morning + ms, kind: 'clock:stepped', actor: 'clockwork', visitId: null, data: { at } };
    });
    store.commit(batch(3, { entries: back }));
    const seqs = await leaf(store.read, { day: today });
    // 5 s, twice 2.5 s, three receptions at 2 s, three calls at 1 s, 0.1 s, three tickets, and the office made at 0 s
    expect(seqs).toEqual([20, 22, 21, 19, 18, 17, 16, 15, 14, 23, 13, 12, 11, 1]);
  });

  it('never read the whole book: an index answers every question', async () => {
    const { file } = twoDays();
    const adapter = new PrismaBetterSqlite3({ url: file, readonly: true });
    const read = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
    const questions: string[] = [];
    read.$on('query', ({ query }) => void questions.push(query));
    const db = new Sqlite(file, { readonly: true });
    const plansOf = async (asked: Record<string, string>) => {
      questions.splice(0);
      await ask(read, asked);
      return questions.flatMap((sql) =>
        db
          .prepare<null[], { detail: string }>(`explain query plan ${sql}`)
          .all(...Array.from(sql.matchAll(/\?/g), () => null))
          .map(({ detail }) => detail)
          .filter((detail) => /Journal|Visit/.test(detail)),
      );
    };
    const within = 'Journal_officeId_at_idx (officeId=? AND at>? AND at<?)';
    for (const [asked, index] of [
      [{ before: '9' }, '(officeId=? AND seq<?)'],
      [{ day: yesterday, before: '9' }, within],
      [{ day: yesterday, kind: 'visit:called' }, within],
      [{ kind: 'visit:called', before: '9' }, '(officeId=? AND '],
      [{ number: 'А002', before: '9' }, 'Journal_officeId_visitId_idx (officeId=? AND visitId=?)'],
      [{ number: 'А002', kind: 'visit:called' }, 'Visit_officeId_number_idx (officeId=? AND number=?)'],
    ] as const) {
      const plans = await plansOf(asked);
      expect(plans.join('\n')).toContain(index);
      // a scan, or an office's entries one after another until the page is full
      for (const plan of plans) expect(plan).not.toMatch(/^SCAN|\(officeId=\?\)/);
    }
    db.close();
    await read.$disconnect();
  });
});

import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { summariesFile } from '../../server/store/summaries.js';
import { entry } from '../support/database.js';
import { openArchiveOf, type Archived } from './rows.js';

const query = { from: '2013-02-01', until: '2013-02-28' };

/** So many days are opened one after another, none of them summed up. */
function open(archived: Archived, days: number): void {
  const day = (at: number) => `2013-01-${String(at + 1).padStart(2, '0')}`;
  for (let at = 0; at < days; at += 1)
    archived.commit([], [entry('day:opened', { day: day(at), phase: 'open', again: false })]);
}

it('a few days are summed up for the question; of many it says how far they are, and has them made', async () => {
  const few = await openArchiveOf(Date.UTC(2013, 1, 15));
  open(few, 6);
  expect((await few.ask('figures', query)).days).toBe(0);
  open(few, 25);
  expect(await few.refused('figures', query)).toEqual({
    ok: false,
    refusal: { key: 'preparing', about: { done: expect.any(Number), all: expect.any(Number) } },
  });
  await expect.poll(async () => (await few.refused('figures', query)).ok).toBe(true);
});

it('broken sums are made again by the question that meets them', async () => {
  const archived = await openArchiveOf(Date.UTC(2013, 1, 15));
  open(archived, 4);
  const january = { from: '2013-01-01', until: '2013-01-31' };
  const before = await archived.ask('figures', january);
  expect(before.days).toBe(4);
  for (const sql of [
    'delete from "Summary" where seqFrom = 2',
    'update "Summary" set facts = zeroblob(9)',
    'drop table "Summary"',
  ]) {
    const broken = new Sqlite(summariesFile(archived.store.file));
    broken.exec(sql);
    broken.close();
    expect(await archived.ask('figures', january)).toEqual(before);
  }
});

it('long questions are answered one after another, and more than a line of them is refused; short ones pass by', async () => {
  const archived = await openArchiveOf(Date.UTC(2013, 1, 15));
  const years = { from: '2009-01-01', until: '2013-02-15' };
  const asked = Array.from({ length: 20 }, () => archived.refused('figures', years));
  expect((await archived.refused('figures', query)).ok).toBe(true);
  const told = (await Promise.all(asked)).map((reply) => (reply.ok ? 'yes' : reply.refusal.key));
  expect(told).toEqual([...Array<string>(17).fill('yes'), ...Array<string>(3).fill('tooMany')]);
});

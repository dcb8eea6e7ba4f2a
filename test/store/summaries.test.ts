import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { makeDays, NotPrepared } from '../../server/reports/facts/days.js';
import { openArchive } from '../../server/store/archive.js';
import { makeOffice } from '../../server/store/make.js';
import {
  BrokenSummaries,
  openSummaries,
  removeBroken,
  summariesFile,
  type Summary,
} from '../../server/store/summaries.js';
import { batch, entry, migrations, officeSpec, openBooks, temporaryFolder } from '../support/database.js';

const summary = (seqFrom: number, part: Partial<Summary> = {}): Summary => ({
  day: '2026-11-20',
  seqFrom,
  seqTo: seqFrom + 9,
  hash: `hash-${seqFrom + 9}`,
  version: 1,
  carry: '{}',
  facts: new Uint8Array([seqFrom]),
  ...part,
});

const opened = (day: string) => entry('day:opened', { day, phase: 'open', again: false });

/** Books of an office whose days were opened one after another. */
function booksOf(days: readonly string[]) {
  const file = join(temporaryFolder(), 'talon.db');
  const store = openBooks(file, migrations);
  makeOffice(store, officeSpec('main'));
  days.forEach((day, place) => store.commit(batch(place + 1, { entries: [opened(day)] })));
  return { file, store };
}

/** The days that a thread with these summaries tells. */
async function daysIn(file: string): Promise<{ days: string[]; added: number }> {
  const archive = openArchive(file);
  const summaries = openSummaries(summariesFile(file));
  try {
    const days = makeDays(archive, summaries);
    const { added } = await archive.within(() => days.catchUp('main', Infinity));
    const told = await archive.within(() => [...days.facts('main', 0).between('0000', '9999')].map(({ day }) => day));
    return { days: told, added };
  } finally {
    archive.close();
    summaries.close();
  }
}

describe('the summaries', () => {
  it('take only the one that follows the newest: of two threads the slower one looks again', () => {
    const file = join(temporaryFolder(), 'summaries.db');
    const [one, other] = [openSummaries(file), openSummaries(file)];
    expect(one.add('main', summary(1))).toBe(true);
    expect(other.add('main', summary(1))).toBe(false);
    expect(other.add('main', summary(11, { day: '2026-11-21' }))).toBe(true);
    expect(one.last('main')).toMatchObject({ seqFrom: 11, seqTo: 20, hash: 'hash-20' });
    expect(one.span('main')).toEqual({ firstDay: '2026-11-20', lastDay: '2026-11-21', days: 2 });
    expect([...one.between('main', '2026-11-20', '2026-11-21', 11)].map(([first]) => first)).toEqual([1]);
    one.close();
    other.close();
  });

  it('are made anew where the file is none', () => {
    const file = join(temporaryFolder(), 'summaries.db');
    writeFileSync(file, 'no database at all, but long enough to look like something that was one'.repeat(20));
    const summaries = openSummaries(file);
    expect(summaries.last('main')).toBeNull();
    summaries.close();
  });

  it('broken in the middle are removed before they are made again; whole ones stay', () => {
    const file = join(temporaryFolder(), 'summaries.db');
    const summaries = openSummaries(file);
    for (let day = 0; day < 20; day += 1)
      summaries.add('main', summary(1 + day * 10, { facts: new Uint8Array(60_000).fill(day) }));
    summaries.close();
    removeBroken(file);
    expect(existsSync(file)).toBe(true);
    const bytes = readFileSync(file);
    bytes.fill(0, 30 * 16_384, 40 * 16_384);
    writeFileSync(file, bytes);
    removeBroken(file);
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['a row is missing', 'delete from "Summary" where seqFrom = 11'],
    ['facts were changed', `update "Summary" set facts = x'07' where seqFrom = 11`],
    ['facts were cut', `update "Summary" set facts = x'' where seqFrom = 21`],
    ['a day was changed', `update "Summary" set day = '2026-11-19' where seqFrom = 11`],
    ['what goes on was changed', `update "Summary" set carry = '{"visits":[]}' where seqFrom = 21`],
    ['what goes on has another hash', `update "Summary" set carryHash = x'07' where seqFrom = 11`],
  ])('in which %s are not believed, and another file takes their place', (_what, sql) => {
    const file = join(temporaryFolder(), 'summaries.db');
    const summaries = openSummaries(file);
    for (const seqFrom of [1, 11, 21]) summaries.add('main', summary(seqFrom));
    const db = new Sqlite(file);
    db.exec(sql);
    db.close();
    const other = openSummaries(file);
    const readAll = () => [summaries.last('main'), ...summaries.between('main', '2026-11-19', '2026-11-30', 31)];
    expect(readAll).toThrow(BrokenSummaries);
    summaries.discard();
    const fresh = openSummaries(file);
    expect(fresh.last('main')).toBeNull();
    expect(fresh.add('main', summary(1))).toBe(true);
    // who still has the broken one open finds that it is not the one of that name, and leaves that alone
    expect(other.isCurrent()).toBe(false);
    other.discard();
    expect(fresh.isCurrent()).toBe(true);
    expect(fresh.last('main')).toMatchObject({ seqTo: 10 });
    fresh.close();
  });

  it('with other columns, or where a folder stands, are made anew', () => {
    const file = join(temporaryFolder(), 'summaries.db');
    const db = new Sqlite(file);
    db.exec('create table "Summary" (a)');
    db.close();
    const summaries = openSummaries(file);
    expect(summaries.add('main', summary(1))).toBe(true);
    summaries.discard();
    mkdirSync(file);
    const again = openSummaries(file);
    expect(again.add('main', summary(1))).toBe(true);
    again.close();
  });

  it('keep each closed day once, and only what is new is folded', async () => {
    const { file, store } = booksOf(['2026-11-18', '2026-11-19', '2026-11-20']);
    expect(await daysIn(file)).toEqual({ days: ['2026-11-18', '2026-11-19', '2026-11-20'], added: 2 });
    expect((await daysIn(file)).added).toBe(0);
    store.commit(batch(4, { entries: [opened('2026-11-21')] }));
    expect((await daysIn(file)).added).toBe(1);
  });

  it('tell no day twice that another thread closes while it is asked about', async () => {
    const { file, store } = booksOf(['2026-11-18', '2026-11-19']);
    const archive = openArchive(file);
    const summaries = openSummaries(summariesFile(file));
    const told = await archive.within(async () => {
      const facts = makeDays(archive, summaries).facts('main', 0);
      store.commit(batch(3, { entries: [opened('2026-11-20')] }));
      expect((await daysIn(file)).added).toBe(1);
      return [...facts.between('0000', '9999')].map(({ day }) => day);
    });
    expect(told).toEqual(['2026-11-18', '2026-11-19']);
    archive.close();
    summaries.close();
  });

  it('are made in stretches that end when it is time, and a question does not wait for more than a few', async () => {
    const { file, store } = booksOf(Array.from({ length: 9 }, (_, day) => `2026-11-1${day}`));
    const archive = openArchive(file);
    const summaries = openSummaries(summariesFile(file));
    const days = makeDays(archive, summaries, 2);
    const ask = () => archive.within(() => days.facts('main', 0).lastDay);
    const stretch = () => archive.within(() => days.catchUp('main', Infinity, () => true));
    expect(await stretch()).toMatchObject({ added: 1, isDone: false });
    await expect(ask()).rejects.toThrow(NotPrepared);
    expect(summaries.span('main')?.days).toBe(4);
    // where the office's days are known, no more than one is folded before it is said
    const addDay = store.writing.prepare(
      `insert into "Day" (id, officeId, day, phase, openedAt, lastTicketAt, doorsCloseAt, closeBy)
       values (?, 'main', ?, 'closed', '', '', '', '')`,
    );
    for (let day = 1; day <= 9; day += 1) addDay.run(`day-${day}`, `2026-10-0${day}`);
    const known = summaries.span('main')?.days ?? 0;
    await expect(ask()).rejects.toMatchObject({ done: known + 1, all: 9 });
    while (!(await stretch()).isDone);
    expect(await ask()).toBe('2026-11-18');
    archive.close();
    summaries.close();
  });

  it('of another journal are dropped as far as it differs', async () => {
    const { file } = booksOf(['2026-11-18', '2026-11-19', '2026-11-20']);
    const other = booksOf(['2026-11-18', '2026-12-19', '2026-12-20']);
    await daysIn(file);
    // the copy that is brought back shares the first day's opening and no more
    const archive = openArchive(other.file);
    const summaries = openSummaries(summariesFile(file));
    const days = makeDays(archive, summaries);
    const told = await archive.within(() => [...days.facts('main', 0).between('0000', '9999')].map(({ day }) => day));
    expect(told).toEqual(['2026-11-18', '2026-12-19', '2026-12-20']);
    archive.close();
    summaries.close();
  });

  it('of another fold are made anew', async () => {
    const { file } = booksOf(['2026-11-18', '2026-11-19']);
    await daysIn(file);
    const summaries = openSummaries(summariesFile(file));
    const last = summaries.last('main');
    if (last === null) throw new Error('no summary');
    summaries.replace('main', { ...last, version: 0, facts: new Uint8Array(1) });
    summaries.close();
    expect(await daysIn(file)).toEqual({ days: ['2026-11-18', '2026-11-19'], added: 1 });
  });
});

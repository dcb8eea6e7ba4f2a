/** What passes with its day: answers given at the kiosk, what came out of printers, books that were set aside. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { paper, text } from '../../server/domain/paper/document.js';
import type { Patch } from '../../server/domain/patch.js';
import { sha256 } from '../../server/devices/ids.js';
import { dayOf, instantOf } from '../../server/devices/zone.js';
import { loadLaw } from '../../server/regulations/index.js';
import { startPurging } from '../../server/retention.js';
import { batch, booksWithOffice, day, morning, visit } from '../support/database.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const zone = 'Europe/Moscow';
const rules = loadLaw(sha256).retention;
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function purged(today: string, patches: Patch[]) {
  const { store, head } = booksWithOffice();
  store.commit(batch(head.revision, { patches }));
  const folder = dirname(store.file);
  const aside = (stamp: string) => join(folder, `talon.db.before-${stamp}`);
  writeFileSync(aside('20261001T060000Z'), 'old');
  writeFileSync(aside('20261120T060000Z-2'), 'young');
  const faults: object[] = [];
  stops.push(
    startPurging({
      ...{ store, officeId: 'main', rules, settings: () => ({ retention: {} }), realNow: () => morning },
      ...{ officeNow: () => ({ today }), setAside: [store.file] },
      ...{ dayOf: (at) => dayOf(at, zone), startOf: (name) => instantOf(name, '00:00', zone) },
      log: { info: () => undefined, warn: () => undefined, error: (about) => faults.push(about) },
    }),
  );
  const answers = () =>
    store.writing.prepare<[], string>('select id || answers from "Visit" order by id').pluck().all();
  const undone = () => store.writing.prepare<[], string>('select id from "Visit" where undo is not null').pluck().all();
  const papers = () => store.writing.prepare<[], string>('select document from "PrintJob" order by id').pluck().all();
  return { answers, undone, papers, aside, faults, settled: () => new Promise((resolve) => setTimeout(resolve, 300)) };
}

const closed = (name: string): Patch => ({
  table: 'day',
  row: day({ day: name, phase: 'closed', openedAt: morning - dayMs, closedAt: morning - dayMs }),
});
const came = (count: number, part: object): Patch => ({
  table: 'visit',
  row: visit(count, { status: 'served', answers: { organisations: 2 }, ...part }),
});
const printed = (id: string, part: object): Patch => ({
  table: 'printJob',
  row: {
    ...{ printJobId: id, printerId: 'main-printer', visitId: null, kind: 'receipt', state: 'printed' },
    ...{ document: paper([text('Ромашка', {})]), createdAt: morning - 3 * dayMs, changedAt: morning - 3 * dayMs },
    ...part,
  },
});

/** What a finish can be taken back to: the visit and its reception as they were. */
const undo = (() => {
  const { undo: _, ...before } = visit(9, { answers: { organisations: 2 } });
  return { verb: 'finish' as const, until: morning, boothId: null, visit: before, reception: null };
})();

describe('what passes with its day', () => {
  it('is what a finish could be taken back to, too, though the answers themselves are gone long ago', async () => {
    const name = (of: number) => `2026-10-${String(of).padStart(2, '0')}`;
    const days = [1, 2, 3];
    const { faults, undone } = purged('2026-11-21', [
      ...days.map((of) => closed(name(of))),
      ...days.flatMap((of) =>
        Array.from({ length: 250 }, (_none, at) =>
          came(of * 1000 + at, { day: name(of), number: `${at}`, answers: {}, undo }),
        ),
      ),
      { table: 'day', row: day({}) },
      came(1, { undo, answers: {} }),
    ]);
    // of today: the minute may still run
    await expect.poll(() => undone()).toEqual(['visit-1']);
    expect(faults).toEqual([]);
  });

  it('is emptied a day later: answers of closed days, papers that came out; who still waits is left alone', async () => {
    const { answers, papers, faults, settled } = purged('2026-11-21', [
      closed('2026-11-19'),
      closed('2026-11-20'),
      { table: 'day', row: day({}) },
      came(1, { day: '2026-11-19' }),
      came(2, { day: '2026-11-20' }),
      came(3, { day: '2026-11-21' }),
      came(4, { day: '2026-11-20', status: 'waiting' }),
      printed('job-1', {}),
      printed('job-2', { state: 'queued' }),
      printed('job-3', { changedAt: morning - hourMs }),
    ]);
    const two = '{"organisations":2}';
    const [emptied, left] = [
      ['visit-1{}', 'visit-2{}', `visit-3${two}`, `visit-4${two}`],
      [false, true, true],
    ];
    const named = () => papers().map((document) => document.includes('Ромашка'));
    await expect.poll(() => [answers(), named()]).toEqual([emptied, left]);
    await settled();
    expect([answers(), named()]).toEqual([emptied, left]);
    expect(faults).toEqual([]);
  });

  it('goes with the thirty days of books that were set aside', async () => {
    const { aside, settled } = purged('2026-11-21', []);
    await expect.poll(() => existsSync(aside('20261001T060000Z'))).toBe(false);
    await settled();
    expect(existsSync(aside('20261120T060000Z-2'))).toBe(true);
  });
});

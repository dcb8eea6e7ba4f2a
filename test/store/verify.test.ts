import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendAnchor, readAnchors } from '../../server/store/anchors.js';
import type { Anchor } from '../../server/store/anchors.js';
import { seal } from '../../server/store/journal.js';
import { makeOffice } from '../../server/store/make.js';
import type { Store } from '../../server/store/open.js';
import { checkPiece, officesIn, verifyInPieces, verifyJournal } from '../../server/store/verify.js';
import { makeWorkers, workerEntry } from '../../server/devices/workers.js';
import type { Piece, PieceVerdict } from '../../server/store/verify.js';
import { batch, booksWithOffice, entry, morning, officeSpec, temporaryFolder } from '../support/database.js';

/** Books whose journal has six entries. */
function sixEntries() {
  const { store } = booksWithOffice();
  const entries = ['А001', 'А002', 'А003', 'А004', 'А005'].map((number) => entry('ticket:issued', { number }));
  const head = store.commit(batch(1, { entries }));
  return { store, head };
}

const verdict = (store: Store, anchors: Anchor[]) =>
  verifyJournal({ file: store.file, officeId: 'main', anchors, onProgress: () => undefined });

/** The same journal looked at in pieces of every length gets the verdict that it gets as a whole. */
async function sameInPieces(store: Store, anchors: Anchor[]): Promise<void> {
  const asked = { file: store.file, officeId: 'main', anchors, onProgress: () => undefined };
  const whole = verifyJournal(asked);
  for (const size of [1, 2, 3, 5, 7])
    expect([size, await verifyInPieces(asked, (piece) => Promise.resolve(checkPiece(piece)), size)]).toEqual([
      size,
      whole,
    ]);
}

/** What somebody with the file and a tool would do: the guards first. */
function tamper(store: Store, sql: string): void {
  for (const name of ['journal_no_update', 'journal_no_delete', 'journal_next_only']) {
    store.writing.exec(`drop trigger if exists ${name}`);
  }
  store.writing.exec(sql);
}

/** Seals every entry again after a change, and tells the office its new head: a forger who knows the way. */
function resealAll(store: Store): void {
  let previous = '';
  const rows = store.writing
    .prepare<
      [],
      { officeId: string; seq: number; at: string; kind: string; actor: string; visitId: string | null; data: string }
    >(`select officeId, seq, at, kind, actor, visitId, data from "Journal" where officeId = 'main' order by seq`)
    .all();
  for (const row of rows) {
    previous = seal(previous, row);
    store.writing.prepare(`update "Journal" set hash = ? where officeId = 'main' and seq = ?`).run(previous, row.seq);
  }
  store.writing.prepare('update "Office" set headSeq = ?, headHash = ?').run(rows.length, previous);
}

describe('verification', () => {
  it('finds a journal whole, while the server has it open and of each office by itself', () => {
    const { store, head } = sixEntries();
    makeOffice(store, { ...officeSpec('other'), createdAt: morning + 1 });
    const steps: [number, number][] = [];
    const onProgress = (checked: number, all: number) => steps.push([checked, all]);
    expect(verifyJournal({ file: store.file, officeId: 'main', anchors: [], onProgress })).toEqual({
      whole: true,
      entries: 6,
      head: head.hash,
    });
    expect(steps).toEqual([[6, 6]]);
    expect(officesIn(store.file)).toEqual(['main', 'other']);
  });

  it('reads a file that no server has open, and page after page', async () => {
    const { store } = sixEntries();
    for (let revision = 2; revision < 7; revision += 1) {
      store.commit(batch(revision, { entries: Array.from({ length: 999 }, () => entry('ticket:issued', {})) }));
    }
    await store.close();
    expect(verdict(store, [])).toMatchObject({ whole: true, entries: 6 + 5 * 999 });
  });

  it('reads of a row the text that was sealed, whatever is written there', () => {
    const { store } = sixEntries();
    const words = ['', '-', '5:А001', 'Ёж 🦔 \u{10ffff}', 'два\nряда\r\n', 'а\0б', '\ufffd', '\u0301'];
    const entries = words.flatMap((word) => [
      { ...entry('ticket:issued', { word }), actor: `a${word}`, visitId: word },
      { ...entry(`x${word}`, { word, [word]: null }), visitId: null },
    ]);
    store.commit(batch(2, { entries }));
    expect(verdict(store, [])).toMatchObject({ whole: true, entries: 6 + entries.length });
  });

  it.each([
    ['a changed entry', `update "Journal" set data = '{"number":"А999"}' where seq = 3`, 3, 'changed'],
    ['a changed seal', `update "Journal" set hash = '${'0'.repeat(64)}' where seq = 3`, 3, 'changed'],
    ['an entry moved in time', `update "Journal" set at = '2026-11-21T06:00:00.001+00:00' where seq = 2`, 2, 'changed'],
    ['a removed entry', 'delete from "Journal" where seq = 4', 4, 'missing'],
    ['a removed beginning', 'delete from "Journal" where seq = 1', 1, 'missing'],
    ['a cut end', 'delete from "Journal" where seq > 4', 5, 'cut'],
    ['an empty journal', 'delete from "Journal"', 1, 'cut'],
    [
      'an entry slipped in',
      `update "Journal" set seq = seq + 10 where seq >= 3; update "Journal" set seq = seq - 9 where seq >= 13;
       insert into "Journal" select officeId, 3, at, kind, actor, visitId, data, hash from "Journal" where seq = 2`,
      3,
      'changed',
    ],
    [
      'an entry before the first',
      `insert into "Journal" select officeId, 0, at, kind, actor, visitId, data, hash from "Journal" where seq = 1`,
      0,
      'extra',
    ],
    ['a head that is another', `update "Office" set headHash = '${'0'.repeat(64)}'`, 6, 'head'],
    ['a head that is earlier', 'update "Office" set headSeq = 5', 6, 'beyondHead'],
    [
      'an entry beyond the head that fits',
      `update "Office" set headSeq = 3, headHash = (select hash from "Journal" where seq = 3)`,
      4,
      'beyondHead',
    ],
    [
      'two faults, the first of them',
      `delete from "Journal" where seq = 5; update "Journal" set kind = 'x' where seq = 2`,
      2,
      'changed',
    ],
    ['a visit that is none', `update "Journal" set visitId = '' where seq = 3`, 3, 'changed'],
    ['a visit named as none is', `update "Journal" set visitId = '-' where seq = 3`, 3, 'changed'],
    ['something behind a zero', `update "Journal" set data = data || char(0) || 'x' where seq = 3`, 3, 'changed'],
    ['bytes that are no text', `update "Journal" set data = cast(x'7bff7d' as text) where seq = 3`, 3, 'changed'],
    [
      'a sign moved to the field beside it',
      `update "Journal" set actor = kind || actor, kind = '' where seq = 3`,
      3,
      'changed',
    ],
    ['a gap of two', 'delete from "Journal" where seq in (3, 4)', 3, 'missing'],
  ])('names %s', async (_, sql, seq, fault) => {
    const { store } = sixEntries();
    tamper(store, sql);
    expect(verdict(store, [])).toMatchObject({ whole: false, seq, fault });
    await sameInPieces(store, []);
  });

  it('finds the same in pieces, whichever entry is wrong and wherever a piece ends', async () => {
    for (const seq of [1, 3, 4, 6])
      for (const sql of [
        `update "Journal" set data = '{}' where seq = ${seq}`,
        `update "Journal" set hash = '${'1'.repeat(64)}' where seq = ${seq}`,
        `delete from "Journal" where seq = ${seq}`,
        `delete from "Journal" where seq >= ${seq}`,
      ]) {
        const { store } = sixEntries();
        tamper(store, sql);
        expect(verdict(store, [])).toMatchObject({ whole: false, seq });
        await sameInPieces(store, []);
      }
  });

  it('checks pieces by threads beside each other, and tells how far it is', async () => {
    const { store } = sixEntries();
    for (let revision = 2; revision < 5; revision += 1)
      store.commit(batch(revision, { entries: Array.from({ length: 999 }, () => entry('ticket:issued', {})) }));
    const workers = makeWorkers<Piece, PieceVerdict>({
      entry: workerEntry('verify'),
      size: 2,
      queue: 100,
      timeoutMs: 30_000,
      memoryMb: 64,
      warmMs: 1000,
    });
    const steps: number[] = [];
    const asked = {
      file: store.file,
      officeId: 'main',
      anchors: [],
      onProgress: (checked: number) => steps.push(checked),
    };
    try {
      const check = (piece: Piece) => workers.run(piece, []);
      expect(await verifyInPieces(asked, check, 400)).toEqual(verdict(store, []));
      expect(steps).toHaveLength(8);
      expect(steps.at(-1)).toBe(6 + 3 * 999);
      tamper(store, `update "Journal" set data = '{"number":"А999"}' where seq in (1201, 2400)`);
      expect(await verifyInPieces(asked, check, 400)).toEqual({
        whole: false,
        entries: 1200,
        seq: 1201,
        fault: 'changed',
      });
    } finally {
      await workers.close();
    }
  });

  it('knows by its anchors a journal that was written anew with all its seals', async () => {
    const { store, head } = sixEntries();
    const file = join(temporaryFolder(), 'anchors.log');
    appendAnchor(file, { officeId: 'main', seq: head.seq, hash: head.hash, at: morning });
    appendAnchor(file, { officeId: 'other', seq: 900, hash: head.hash, at: morning });
    expect(verdict(store, readAnchors(file))).toMatchObject({ whole: true });
    tamper(store, `update "Journal" set data = '{"number":"А999"}' where seq = 3`);
    resealAll(store);
    expect(verdict(store, [])).toMatchObject({ whole: true });
    expect(verdict(store, readAnchors(file))).toMatchObject({ whole: false, seq: 6, fault: 'anchor' });
    await sameInPieces(store, readAnchors(file));
  });

  it('knows by its anchors a journal that was cut together with its head', async () => {
    const { store, head } = sixEntries();
    const anchors = [{ officeId: 'main', seq: head.seq, hash: head.hash, at: morning }];
    tamper(store, 'delete from "Journal" where seq > 4');
    resealAll(store);
    expect(verdict(store, [])).toMatchObject({ whole: true, entries: 4 });
    expect(verdict(store, anchors)).toMatchObject({ whole: false, seq: 5, fault: 'cut' });
    await sameInPieces(store, anchors);
  });
});

describe('anchors', () => {
  const anchor: Anchor = { officeId: 'main', seq: 7, hash: 'a'.repeat(64), at: morning };

  it('are read as they were written, also after a power cut in the middle of a line', () => {
    const file = join(temporaryFolder(), 'anchors.log');
    expect(readAnchors(file)).toEqual([]);
    appendAnchor(file, anchor);
    appendFileSync(file, 'main 8 aaaa');
    expect(readAnchors(file)).toEqual([anchor]);
    appendAnchor(file, { ...anchor, seq: 9 });
    expect(readAnchors(file)).toEqual([anchor, { ...anchor, seq: 9 }]);
  });

  it('are refused by line when one was spoilt', () => {
    const file = join(temporaryFolder(), 'anchors.log');
    appendAnchor(file, anchor);
    appendFileSync(file, 'main eight\n');
    expect(() => readAnchors(file)).toThrow(/Line 2/);
  });
});

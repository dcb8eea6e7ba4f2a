/** A history is an office's own: what it wrote is whole by every look that a running office's books get. */
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig, type Config } from '../../server/config.js';
import { makeLog } from '../../server/devices/log.js';
import { makeHistory, type History, type HistorySpec } from '../../server/historian.js';
import { openOffice } from '../../server/open.js';
import { readAnchors } from '../../server/store/anchors.js';
import { verifyJournal } from '../../server/store/verify.js';
import { lookAtBooks, lookAtCases } from '../support/books.js';
import { makeTestClock } from '../support/office.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const officeId = 'office-1';
const folders: string[] = [];

function newConfig(): Config {
  const folder = mkdtempSync(join(tmpdir(), 'talon-history-'));
  folders.push(folder);
  return readConfig({ PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error' }, root);
}

/** Three days that begin on a Thursday: a weekend passes among them. */
const spec: HistorySpec = {
  days: 3,
  visits: 40,
  booths: 6,
  seed: 3,
  until: '2026-11-17',
  paperDays: 30,
  onProgress: () => undefined,
};

const rowsOf = <Row>(config: Config, sql: string): Row[] => {
  const db = new Sqlite(config.databaseFile, { readonly: true });
  try {
    return db.prepare<[], Row>(sql).all();
  } finally {
    db.close();
  }
};

/** Every protocol is on paper, and its entry is the seal of what stands there. How many there are. */
function lookAtPapers(config: Config): number {
  const issued = rowsOf<{ content: string; mac: string }>(
    config,
    `select p.content as content, json_extract(j.data, '$.mac') as mac from "Journal" j
     join "Protocol" p on p.id = json_extract(j.data, '$.protocolId') where j.kind = 'protocol:issued'`,
  );
  for (const { content, mac } of issued) {
    const { copies, key }: { copies: { items: unknown[] }[]; key: string } = JSON.parse(content);
    for (const { items } of copies) expect(items.length).toBeGreaterThan(30);
    expect(mac).toBe(createHmac('sha256', key).update(JSON.stringify(copies)).digest('hex'));
  }
  return issued.length;
}

describe('a history of three days', () => {
  const config = newConfig();
  let history: History;
  beforeAll(async () => {
    history = await makeHistory(config, spec);
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('has the working days before its end and every visitor of them', () => {
    const days = rowsOf<{ day: string; phase: string }>(config, 'select day, phase from "Day" order by day');
    expect(days).toEqual(['2026-11-12', '2026-11-13', '2026-11-16'].map((day) => ({ day, phase: 'closed' })));
    expect(history.figures.visits).toBe(120);
    const alive = rowsOf(config, `select id from "Visit" where status not in ('served', 'cancelled', 'expired')`);
    expect(alive).toEqual([]);
    expect(rowsOf(config, 'select id from "Shift" where closedAt is null')).toEqual([]);
  });

  it('tells of its waits what its rows say, looked at one by one', () => {
    const normMs = 15 * 60_000;
    type Row = Record<'startAt' | 'firstBegunAt' | 'missedAt' | 'endedAt' | 'status', string | null> & {
      awayMs: number;
    };
    const rows = rowsOf<Row>(config, 'select startAt, firstBegunAt, missedAt, endedAt, status, awayMs from "Visit"');
    const counts = { inTime: 0, late: 0, lost: 0 };
    for (const { startAt, firstBegunAt, missedAt, endedAt, status, awayMs } of rows) {
      const until = firstBegunAt ?? missedAt ?? endedAt ?? '';
      const waitedMs = Date.parse(until) - Date.parse(startAt ?? '') - awayMs;
      if (firstBegunAt !== null) counts[waitedMs <= normMs ? 'inTime' : 'late'] += 1;
      else if (status !== 'served' && waitedMs > normMs) counts.lost += 1;
    }
    expect(counts.inTime).toBeGreaterThan(60);
    expect(counts.late).toBeGreaterThan(0);
    expect(history.figures.share).toBe(counts.inTime / (counts.inTime + counts.late + counts.lost));
  });

  it('is sealed entry by entry, and its anchors know every closing', () => {
    const { databaseFile: file, anchorFiles } = config;
    const [anchorFile = ''] = anchorFiles;
    const anchors = readAnchors(anchorFile);
    expect(anchors).toHaveLength(3);
    expect(verifyJournal({ file, officeId, anchors, onProgress: () => undefined })).toEqual({
      whole: true,
      entries: history.head.seq,
      head: history.head.hash,
    });
    const sheets = rowsOf<{ seq: number; data: string }>(
      config,
      `select seq, data from "Journal" where kind = 'day:sheet'`,
    );
    for (const [at, { seq, data }] of sheets.entries())
      expect(JSON.parse(data)).toMatchObject({ seq: seq - 1, hash: anchors[at]?.hash });
  });

  it('replays to the same office, with cases as whole as a running office’s', () => {
    expect(lookAtBooks(config.databaseFile, officeId)).toBe(120);
    const { submissions, protocols } = lookAtCases(config.databaseFile);
    expect(submissions.length).toBeGreaterThan(20);
    expect(protocols.length).toBeGreaterThan(20);
  });

  it('keeps its rows as the store’s own triggers and indexes have them', () => {
    const named = (type: string) =>
      rowsOf<{ name: string }>(config, `select name from sqlite_schema where type = '${type}' order by name`).map(
        ({ name }) => name,
      );
    expect(named('trigger')).toEqual(['journal_next_only', 'journal_no_delete', 'journal_no_update']);
    expect(named('index')).toEqual(
      expect.arrayContaining(['Journal_officeId_kind_seq_idx', 'Visit_token_key', 'Term_officeId_state_due_idx']),
    );
    expect(rowsOf(config, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(rowsOf(config, 'pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  });

  it('leaves the planner samples of times and states, and none of the words that an erasure would not find there', () => {
    const samples = rowsOf<{ idx: string; sample: Buffer }>(config, 'select idx, sample from sqlite_stat4');
    expect(samples.map(({ idx }) => idx)).toContain('Submission_officeId_registeredAt_idx');
    const sampled = Buffer.concat(samples.map(({ sample }) => sample));
    const payers = rowsOf<{ content: string }>(config, 'select content from "Payer"').map(({ content }) => {
      const { card }: { card: { regNo: string; name: string } } = JSON.parse(content);
      return [card.regNo, card.regNo.replaceAll('-', ''), card.name.toLowerCase()];
    });
    expect(payers.length).toBeGreaterThan(20);
    expect(payers.flat().filter((word) => word !== '' && sampled.includes(word))).toEqual([]);
  });

  it('is made the same again by the same seed, and another by another', async () => {
    const again = await makeHistory(newConfig(), spec);
    expect(again.head).toEqual(history.head);
    const other = await makeHistory(newConfig(), { ...spec, seed: 4, days: 1 });
    expect(other.head.hash).not.toBe(history.head.hash);
  });

  it('says the same whether its papers were kept or not: copies that nobody prints are composed and sealed all the same', async () => {
    const bare = newConfig();
    const { head } = await makeHistory(bare, { ...spec, paperDays: 0 });
    expect([head.seq, head.hash]).toEqual([history.head.seq, history.head.hash]);
    const protocols = 'select id, content from "Protocol" order by id';
    expect(rowsOf(bare, protocols)).toEqual(rowsOf(config, protocols));
    expect(rowsOf(bare, 'select id from "PrintJob"')).toEqual([]);
    expect(lookAtPapers(bare)).toBeGreaterThan(20);
  });

  it('is not written over an office that is there', async () => {
    await expect(makeHistory(config, spec)).rejects.toThrow(/is there already/);
  });

  it('opens as any office does, and the next day goes on with its numbers and terms', async () => {
    const opened = await openOffice({
      config,
      clock: makeTestClock(Date.parse('2026-11-17T09:30:00+03:00')),
      log: makeLog('error', null),
      version: 'test',
      vite: null,
      isClockGiven: true,
      change: (one) => one,
    });
    try {
      const { house } = opened.app;
      const { office } = house.clerk;
      expect(opened.store.opened).toEqual({ migrations: [], triggers: [] });
      expect(house.health()).toMatchObject({ ok: true, day: { day: '2026-11-17', phase: 'open' } });
      expect(office.people.size).toBeGreaterThan(12);
      expect(office.terms.size).toBeGreaterThan(0);
      const overdue = [...office.terms.values()].filter(({ breachedOn }) => breachedOn !== null);
      expect(overdue.length).toBeLessThan(office.terms.size / 4);
    } finally {
      await opened.app.close();
    }
  });
});

/** The books of an office whose process is gone, read as an auditor would: the chain, the day, the cases. */
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import type { Protocol, Submission } from '../../server/domain/cases.js';
import { replay, type Told } from '../../server/domain/replay.js';
import { verifyJournal } from '../../server/store/verify.js';

function open<T>(file: string, read: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(file, { readonly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

function toldIn(db: Sqlite.Database): Told[] {
  const entries = db.prepare<[], { kind: string; visitId: string | null; data: string }>(
    'select kind, visitId, data from "Journal" order by seq',
  );
  return entries.all().map(({ data, ...entry }): Told => ({ ...entry, data: JSON.parse(data) }));
}

/**
 * The books are whole: the chain holds, and every visit has its entry and its ticket's print job and the status that the
 * journal tells. How many tickets there are.
 */
export function lookAtBooks(file: string, officeId: string): number {
  expect(verifyJournal({ file, officeId, anchors: [], onProgress: () => undefined })).toMatchObject({ whole: true });
  return open(file, (db) => {
    const half = db
      .prepare(
        `select id from "Visit" v
         where (select count(*) from "Journal" j where j.visitId = v.id and j.kind = 'ticket:issued') <> 1
            or (select count(*) from "PrintJob" p where p.visitId = v.id and p.kind = 'ticket') <> 1`,
      )
      .all();
    expect(half).toEqual([]);
    const read = replay(toldIn(db));
    const rows = db
      .prepare<[], { id: string; day: string; number: string; status: string; boothId: string | null }>(
        'select id, day, number, status, boothId from "Visit"',
      )
      .all();
    for (const { id, day: _, ...row } of rows) {
      const { number, status, boothId } = read.visits.get(id) ?? {};
      expect({ number, status, boothId: boothId ?? null }).toEqual(row);
    }
    // numbers begin anew with each day
    expect(new Set(rows.map(({ day, number }) => `${day} ${number}`)).size).toBe(rows.length);
    return rows.length;
  });
}

/** What the books say of cases, for whoever wants to compare it with what was acknowledged. */
export interface CaseBooksRead {
  submissions: Submission[];
  protocols: Protocol[];
  complaints: number;
  /** kind → ids of print jobs in each state. */
  jobs: { id: string; kind: string; state: string }[];
}

type Numbered = { id: string; year: number; number: number };

/**
 * The books of cases are whole: yearly numbers run from one without a gap or a repeat in rows, sequences and journal
 * alike; every protocol has its entry and its two papers; every step stands as the journal tells it; a file taken in
 * has its findings once.
 */
export function lookAtCases(file: string): CaseBooksRead {
  return open(file, (db) => {
    const told = toldIn(db);
    const numbersOf = (sql: string) => db.prepare<[], Numbered>(sql).all();
    const given = {
      registration: numbersOf('select id, year, number from "Submission" where number is not null order by number'),
      protocol: numbersOf('select id, year, number from "Protocol" order by number'),
      complaint: numbersOf(
        `select id, year, number from "Complaint" where number is not null and register = 'complaint' order by number`,
      ),
    };
    const last = new Map(
      db
        .prepare<[], { id: string; content: string }>('select id, content from "Sequence"')
        .all()
        .map(({ id, content }) => [id.split(':')[0] ?? '', Number(JSON.parse(content).last)]),
    );
    const entryOf = {
      registration: ['submission:registered', 'submissionId'],
      protocol: ['protocol:issued', 'protocolId'],
      complaint: ['complaint:registered', 'complaintId'],
    } as const;
    for (const name of ['registration', 'protocol', 'complaint'] as const) {
      const rows = given[name];
      expect([name, rows.map(({ number }) => number)]).toEqual([name, rows.map((_, at) => at + 1)]);
      expect([name, last.get(name) ?? 0]).toEqual([name, rows.length]);
      const [kind, field] = entryOf[name];
      // other appeals are registered too, under numbers of their own
      const isOwn = ({ data }: Told) => name !== 'complaint' || data['register'] === 'complaint';
      const entries = told.filter((one) => one.kind === kind && isOwn(one));
      expect([kind, entries.map(({ data }) => data[field])]).toEqual([kind, rows.map(({ id }) => id)]);
      expect(entries.map(({ data }) => data['number'])).toEqual(rows.map(({ number }) => number));
    }

    const jobs = db
      .prepare<[], { id: string; kind: string; state: string }>('select id, kind, state from "PrintJob" order by rowid')
      .all();
    const ordered = told.flatMap(({ kind, data }) => (kind === 'protocol:issued' ? [data['printJobIds']] : [])).flat();
    // what came by telecom channel is sent, not printed
    const onPaper = db.prepare(`select 1 from "Protocol" where json_extract(content, '$.printed') > 0`).all();
    expect(ordered).toHaveLength(2 * onPaper.length);
    const papers = jobs.filter(({ kind }) => kind === 'protocol').map(({ id }) => id);
    expect([...papers].sort()).toEqual([...ordered].map(String).sort());

    const read = replay(told);
    const receptions = db.prepare<[], { id: string; steps: string }>('select id, steps from "Reception"').all();
    for (const { id, steps } of receptions) {
      const states = read.steps.get(id);
      const rows: { step: string; state: string }[] = JSON.parse(steps);
      for (const { step, state } of rows) expect([id, step, states?.get(step) ?? 'open']).toEqual([id, step, state]);
    }

    const rowsOf = (table: string) =>
      db
        .prepare<[], { content: string }>(`select content from "${table}"`)
        .all()
        .map(({ content }) => JSON.parse(content));
    const submissions: Submission[] = rowsOf('Submission');
    const protocols: Protocol[] = rowsOf('Protocol');
    for (const { submissionId, files, findings, content, protocol } of submissions) {
      const names = files.map(({ name }) => name);
      expect([submissionId, new Set(names).size]).toEqual([submissionId, names.length]);
      for (const { name, findings: count, packs } of files) {
        const kept = findings.filter((one) => one.source === 'file' && one.file === name).length;
        expect([submissionId, name, kept]).toEqual([submissionId, name, count]);
        expect(content.packs.filter((pack) => pack.file === name)).toHaveLength(packs);
      }
      const inForce = protocols.find((one) => one.submissionId === submissionId && one.state !== 'replaced');
      expect(protocol?.protocolId ?? null).toBe(inForce?.protocolId ?? null);
    }
    return { submissions, protocols, complaints: given.complaint.length, jobs };
  });
}

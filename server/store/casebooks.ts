/** The reads of cases: a row by its id, by its key, by its visit. */
import type { Database, Statement } from 'better-sqlite3';
import { openErasure } from '../domain/caserow.js';
import type { CaseBooks, CaseRows, CaseTable, GivenTicket } from '../domain/cases.js';
import { caseTables } from './cases.js';
import { makeKept } from './kept.js';
import { storedObject } from './stored.js';

/** Tables whose words are erased when their time has come. */
const erasable: ReadonlySet<CaseTable> = new Set([
  'payer',
  'submission',
  'protocol',
  'complaint',
  'consultation',
  'card',
  'check',
]);

/** A row as its content says. Throws `BrokenRow` when the text is none. */
export function caseRow<T extends CaseTable>(table: T, id: string, content: string): CaseRows[T] {
  const row = storedObject<CaseRows[T]>(content, `${caseTables[table].name} ${id}`);
  // written before anything was erased
  if (erasable.has(table) && !('erased' in row)) Object.assign(row, { erased: null });
  return row;
}

/** The reads that rulings make of cases: synchronous, so that no other press comes in between. */
export function makeCaseBooks(db: Database, officeId: string): CaseBooks {
  type Found = { id: string; content: string };
  const byId = new Map<CaseTable, Statement<[string, string], Found>>();
  const byKey = new Map<CaseTable, Statement<[string, string], { id: string }>>();
  const prepared = <S>(map: Map<CaseTable, S>, table: CaseTable, make: () => S): S => {
    const known = map.get(table) ?? make();
    map.set(table, known);
    return known;
  };
  const tickets = () =>
    db.prepare<[string, string], GivenTicket>(`select number, day from "Visit" where id = ? and officeId = ?`);
  let ticketById: ReturnType<typeof tickets> | null = null;
  const kept = makeKept(db);
  const filed = () =>
    db.prepare<[string, string], { submissionId: string; payerId: string | null; isErased: number }>(
      `select r.id as submissionId, r.payerId as payerId, exists (select 1 from "Erased" e where e.officeId = r.officeId
         and e.kind = 'submission' and e.subjectId = r.id) as isErased
       from "Submission" r where r.officeId = ? and r.visitId = ?`,
    );
  let filedAt: ReturnType<typeof filed> | null = null;
  // there is one at a time, and no column for it: its state says which
  const running = () =>
    db.prepare<[string], { id: string }>(
      `select id from "Erasure" where officeId = ? and state in ('ordered', 'running')`,
    );
  let runningErasure: ReturnType<typeof running> | null = null;
  return {
    ticket(visitId) {
      ticketById ??= tickets();
      return ticketById.get(visitId, officeId) ?? null;
    },
    row(table, id) {
      const find = prepared(byId, table, () =>
        db.prepare<[string, string], Found>(
          `select id, content from "${caseTables[table].name}" where id = ? and officeId = ?`,
        ),
      );
      const found = find.get(id, officeId);
      return found === undefined ? null : caseRow(table, id, found.content);
    },
    kept: (subject, today) => kept(officeId, subject, today),
    filedAt(visitId) {
      filedAt ??= filed();
      return filedAt.all(officeId, visitId).map((row) => ({ ...row, isErased: row.isErased === 1 }));
    },
    idByKey(table, key) {
      if (table === 'erasure') {
        runningErasure ??= running();
        return key === openErasure ? (runningErasure.get(officeId)?.id ?? null) : null;
      }
      const find = prepared(byKey, table, () =>
        db.prepare<[string, string], { id: string }>(
          `select id from "${caseTables[table].name}" where officeId = ? and key = ? order by id desc limit 1`,
        ),
      );
      return find.get(officeId, key)?.id ?? null;
    },
  };
}

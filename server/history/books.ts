/**
 * Cases in memory, as the rules of a long simulation find them: the newest state of every row that a rule may still name.
 * What is over is forgotten at the end of its day; the writer has it by then.
 */
import { idOf, keyOf } from '../domain/caserow.js';
import type { CaseFile, CasePatch, CaseRows, CaseTable } from '../domain/cases.js';
import type { Instant } from '../domain/instant.js';

type Rows = { [T in CaseTable]: Map<string, CaseRows[T]> };

export interface HistoryBooks extends CaseFile {
  /** A ruling changed this row. Throws when it does not follow the revision that is known. */
  put(patch: CasePatch): void;
  /** Forgets what nothing will ask for again, of what nobody touched since `before`. */
  forget(before: Instant): void;
}

/** Nothing more is done with a submission in these states, nor asked of it. */
const settled = ['included', 'resubmitted', 'void'];

/** Books without a row. */
export function makeHistoryBooks(now: () => Instant): HistoryBooks {
  const rows: Rows = {
    payer: new Map(),
    submission: new Map(),
    protocol: new Map(),
    complaint: new Map(),
    consultation: new Map(),
    term: new Map(),
    sequence: new Map(),
    card: new Map(),
    check: new Map(),
    erasure: new Map(),
    hold: new Map(),
  };
  const ids = new Map<string, string>();
  const keys = new Map<string, string>();
  const touchedAt = new Map<string, Instant>();

  function set<T extends CaseTable>(table: T, id: string, row: CaseRows[T]): void {
    const was = rows[table].get(id)?.revision ?? 0;
    if (row.revision !== was + 1) throw new Error(`${table} ${id} is at ${was}, not before ${row.revision}`);
    rows[table].set(id, row);
  }

  function drop(table: CaseTable, id: string): void {
    rows[table].delete(id);
    touchedAt.delete(id);
    const key = keys.get(id);
    if (key === undefined) return;
    keys.delete(id);
    if (ids.get(key) === id) ids.delete(key);
  }

  return {
    row: (table, id) => rows[table].get(id) ?? null,
    // asked by checks alone, which no history has
    ticket: () => null,
    kept: () => null,
    filedAt: () => [],
    byKey(table, key) {
      const id = ids.get(`${table}\n${key}`);
      return id === undefined ? null : (rows[table].get(id) ?? null);
    },
    put(patch) {
      const id = idOf(patch);
      set(patch.table, id, patch.row);
      touchedAt.set(id, now());
      const key = keyOf(patch);
      if (key === null) return;
      const named = `${patch.table}\n${key}`;
      ids.set(named, id);
      keys.set(id, named);
    },
    forget(before) {
      const isOld = (id: string) => (touchedAt.get(id) ?? 0) < before;
      // a protocol that is still to be sent is asked for its submission
      const isPending = ({ protocol }: CaseRows['submission']) =>
        rows.protocol.get(protocol?.protocolId ?? '')?.state === 'issued';
      for (const [id, row] of rows.submission)
        if ((settled.includes(row.state) && !isPending(row)) || isOld(id)) drop('submission', id);
      for (const [id, row] of rows.protocol)
        if (row.state === 'replaced' ? isOld(id) : row.kind !== 'errors' && row.state !== 'issued')
          drop('protocol', id);
        else if (isOld(id)) drop('protocol', id);
      for (const [id, row] of rows.term) if (row.state !== 'open' && isOld(id)) drop('term', id);
      for (const [id, row] of rows.consultation) if (row.endedAt !== null || isOld(id)) drop('consultation', id);
      for (const id of rows.complaint.keys()) if (isOld(id)) drop('complaint', id);
      for (const id of rows.card.keys()) drop('card', id);
    },
  };
}

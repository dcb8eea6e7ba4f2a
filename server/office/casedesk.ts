/** Cases as one batch of rulings finds them: the books' rows, and over them what the batch has changed already. */
import { idOf, keyOf } from '../domain/caserow.js';
import type { CaseBooks, CaseFile, CasePatch, CaseRows, CaseTable } from '../domain/cases.js';

export interface CaseDesk extends CaseFile {
  /** A ruling changed this row; the returned function takes it back. */
  put(patch: CasePatch): () => void;
}

type Read = { [T in CaseTable]: Map<string, CaseRows[T] | null> };

/** An empty desk over the books; it lives as long as its batch. */
export function makeCaseDesk(books: CaseBooks): CaseDesk {
  const changed = new Map<string, CasePatch>();
  /** As the books have them: nobody else writes while a batch is decided, and a row with its papers is long to read. */
  const known: Read = {
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
  const nameOf = (table: CaseTable, id: string) => `${table}\n${id}`;

  function isOf<T extends CaseTable>(table: T, patch: CasePatch): patch is CasePatch & { table: T; row: CaseRows[T] } {
    return patch.table === table;
  }
  function row<T extends CaseTable>(table: T, id: string): CaseRows[T] | null {
    const patch = changed.get(nameOf(table, id));
    return patch !== undefined && isOf(table, patch) ? patch.row : read(table, id);
  }
  function read<T extends CaseTable>(table: T, id: string): CaseRows[T] | null {
    const before = known[table].get(id);
    if (before !== undefined) return before;
    const found = books.row(table, id);
    known[table].set(id, found);
    return found;
  }

  return {
    row,
    ticket: (visitId) => books.ticket(visitId),
    kept: (subject, today) => books.kept(subject, today),
    filedAt: (visitId) => books.filedAt(visitId),
    byKey(table, key) {
      for (const patch of changed.values()) if (isOf(table, patch) && keyOf(patch) === key) return patch.row;
      const id = books.idByKey(table, key);
      // the batch may have given it another key meanwhile
      return id === null || changed.has(nameOf(table, id)) ? null : read(table, id);
    },
    put(patch) {
      // a rule that changes one row twice has read it once: the second change would undo the first
      const { revision } = patch.row;
      const was = row(patch.table, idOf(patch))?.revision ?? 0;
      if (revision !== was + 1) throw new Error(`${patch.table} ${idOf(patch)} is at ${was}, not before ${revision}`);
      const name = nameOf(patch.table, idOf(patch));
      const before = changed.get(name);
      changed.set(name, patch);
      return () => {
        if (before === undefined) changed.delete(name);
        else changed.set(name, before);
      };
    },
  };
}

/**
 * What makes the journal append-only in the database itself. A migration that rebuilds the table takes its triggers
 * along, so they are looked at every time the store is opened.
 */
import type { Database } from 'better-sqlite3';

const triggers: Record<string, string> = {
  journal_no_update: `CREATE TRIGGER journal_no_update BEFORE UPDATE ON "Journal"
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: no entry changes'); END`,
  journal_no_delete: `CREATE TRIGGER journal_no_delete BEFORE DELETE ON "Journal"
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: no entry goes'); END`,
  // also what stops «insert or replace», which deletes without asking the trigger above
  journal_next_only: `CREATE TRIGGER journal_next_only BEFORE INSERT ON "Journal"
WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM "Journal" WHERE officeId = NEW.officeId)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: only the next entry is taken'); END`,
};

/** Makes the triggers that are missing or not ours, and returns their names. Throws when one cannot be made. */
export function assertTriggers(db: Database): string[] {
  const find = db
    .prepare<[string], string | null>(`select sql from sqlite_schema where type = 'trigger' and name = ?`)
    .pluck();
  const standing = (name: string) => find.get(name);
  const wrong = Object.entries(triggers).filter(([name, sql]) => standing(name) !== sql);
  if (wrong.length === 0) return [];
  db.transaction(() => {
    for (const [name, sql] of wrong) {
      db.exec(`DROP TRIGGER IF EXISTS ${name}`);
      db.exec(sql);
      if (standing(name) !== sql) throw new Error(`The journal's trigger ${name} could not be made.`);
    }
  }).immediate();
  return wrong.map(([name]) => name);
}

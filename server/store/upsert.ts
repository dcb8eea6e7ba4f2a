/** A whole row into its table, whether the table has it already or not. */
import type { Database, Statement } from 'better-sqlite3';
import type { Table, Value } from './columns.js';

/** What writes a whole row, new or changed; `changing` names the columns that change in one that is there. */
export function upsertSql(
  { name, columns: all }: Pick<Table<unknown>, 'name' | 'columns'>,
  changing: readonly string[] = all.slice(2),
): string {
  const names = all.map((column) => `"${column}"`).join(', ');
  const marks = all.map(() => '?').join(', ');
  const changes = changing.map((column) => `"${column}" = excluded."${column}"`);
  return `insert into "${name}" (${names}) values (${marks}) on conflict ("id") do update set ${changes.join(', ')}`;
}

/** A statement that writes a whole row, new or changed. */
export function upsert<Row>(
  db: Database,
  table: Table<Row>,
  changing?: readonly string[],
): (row: Row, officeId: string) => void {
  const statement: Statement<Value[]> = db.prepare(upsertSql(table, changing));
  return (row, officeId) => {
    statement.run(...table.values(row, officeId));
  };
}

/** Which tables are written, and how often: what a refusal must not do. */
import type { TestOffice } from './office.js';

/** Counts every row that is written, by table; nothing of it is kept in the file. */
export function countWrites(office: TestOffice): () => Map<string, number> {
  const db = office.opened.store.writing;
  const names = db
    .prepare<[], { name: string }>(`select name from sqlite_master where type = 'table' and name not like 'sqlite%'`)
    .all()
    .map(({ name }) => name);
  db.exec('create temp table "touched" (name text primary key, times integer not null)');
  for (const name of names) {
    db.prepare('insert into touched values (?, 0)').run(name);
    for (const act of ['insert', 'update', 'delete'])
      db.exec(
        `create temp trigger "touched_${name}_${act}" after ${act} on main."${name}"
         begin update touched set times = times + 1 where name = '${name}'; end`,
      );
  }
  const read = db.prepare<[], { name: string; times: number }>('select name, times from touched');
  return () => new Map(read.all().map(({ name, times }) => [name, times]));
}

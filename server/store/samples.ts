/**
 * What the planner of queries sampled. `optimize` keeps, beside counts of rows, whole keys of indexes that it came by: of a
 * search column these are words about people, which no erasure would find there.
 */
import type { Database } from 'better-sqlite3';

/** Columns of indexes that hold words or numbers of people, or what lets somebody in. */
const telling = ['search', 'key', 'login', 'ssoIssuer', 'ssoSubject', 'ssoName', 'token', 'tokenHash'];

/** Samples of ids, times and states stay: by them long periods are told from short ones. */
const tellingSamples = `from sqlite_stat4 where idx in (
  select i.name from sqlite_schema i, pragma_index_info(i.name) c where i.type = 'index'
    and c.name in (select value from json_each(?)))`;

/** Leaves the planner no sample that says anything about anybody; where there is none, nothing is written. */
export function dropSamples(db: Database): void {
  if (db.prepare(`select 1 from sqlite_schema where name = 'sqlite_stat4'`).get() === undefined) return;
  const asked = JSON.stringify(telling);
  if (db.prepare<[string]>(`select 1 ${tellingSamples} limit 1`).get(asked) !== undefined)
    db.prepare<[string]>(`delete ${tellingSamples}`).run(asked);
}

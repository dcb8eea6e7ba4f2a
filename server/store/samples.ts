/**
 * What the planner of queries sampled. `optimize` keeps, beside counts of rows, whole keys of indexes that it came by: of a
 * search column these are words about people, which no erasure would find there.
 */
import type { Database } from 'better-sqlite3';

/** Leaves the planner its counts and none of its samples; where there are none, nothing is written. */
export function dropSamples(db: Database): void {
  const isThere = db.prepare(`select 1 from sqlite_schema where name = 'sqlite_stat4'`).get() !== undefined;
  if (isThere && db.prepare('select 1 from sqlite_stat4 limit 1').get() !== undefined)
    db.exec('delete from sqlite_stat4');
}

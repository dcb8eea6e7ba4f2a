/** Books that go are set aside under a name of their own, `talon.db.before-<time>`: by a restore, and by a new office. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { copyFile, link, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { stampOf } from './backup.js';
import { BackupRefused } from './container.js';
import { syncFolder } from './ondisk.js';

/** How every database of SQLite begins. */
const sqliteMagic = 'SQLite format 3\0';

function readStart(file: string, bytes: number): string {
  const start = Buffer.alloc(bytes);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start, 0, bytes, 0);
  } finally {
    closeSync(handle);
  }
  return start.toString('latin1');
}

/** Folds the old books' log into them. False when they are too broken for it; throws while another program reads them. */
export function foldOld(file: string): boolean {
  // a log beside something else would be taken for a database of its own, and written over what is there
  if (readStart(file, sqliteMagic.length) !== sqliteMagic) return false;
  try {
    const db = new Sqlite(file, { fileMustExist: true, timeout: 5000 });
    try {
      if (db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0)
        throw new BackupRefused('Another program reads the database; try again when it is done. Nothing was changed.');
    } finally {
      db.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && !/^SQLITE_(BUSY|LOCKED)/.test(error.code)) return false;
    throw error;
  }
}

/** A second name for a file; where the disk knows no such thing, a copy. */
export async function keepAs(file: string, kept: string): Promise<string> {
  try {
    await link(file, kept);
  } catch {
    // under its name only when it is whole
    await copyFile(file, `${kept}.part`);
    await rename(`${kept}.part`, kept);
  }
  return kept;
}

/** What is set aside at this moment is named after it: `20261122T011500Z`, or with a number where that name is taken. */
export function freeStamp(databaseFile: string, now: number): string {
  const stamp = stampOf(now);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? stamp : `${stamp}-${count}`;
    if (!existsSync(`${databaseFile}.before-${name}`)) return name;
  }
}

/**
 * Gives the old books, which nobody has open, their name among what is set aside; they keep their own too, so that there
 * is no moment without an office. Returns what was set aside, by its new names.
 */
export async function asideBooks(databaseFile: string, stamp: string, isFolded: boolean): Promise<string[]> {
  const aside = `${databaseFile}.before-${stamp}`;
  const kept: string[] = [];
  if (existsSync(databaseFile) && !existsSync(aside)) kept.push(await keepAs(databaseFile, aside));
  // a log that was not folded belongs to the broken books, and must never be found beside the new ones
  if (!isFolded && existsSync(`${databaseFile}-wal`)) {
    await rename(`${databaseFile}-wal`, `${aside}-wal`);
    kept.push(`${aside}-wal`);
  }
  for (const end of ['-wal', '-shm', '-journal']) await rm(`${databaseFile}${end}`, { force: true });
  await syncFolder(dirname(databaseFile));
  return kept;
}

/** What must be on the disk before the next step: the names of a folder, books as one file. */
import { chmod, open } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';

/** Waits until the names of a folder are on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Books that nobody has open become one file without a log, on the disk, for the office's own eyes. */
export async function asOneFile(books: string): Promise<void> {
  const db = new Sqlite(books);
  db.pragma('journal_mode = DELETE');
  db.close();
  await chmod(books, 0o600);
  const handle = await open(books, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

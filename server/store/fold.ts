/** The log of the books, folded into their file by a connection of its own: nobody who writes or reads waits for it. */
import Sqlite from 'better-sqlite3';

/** Folds as much as nobody needs any more. Throws when the books cannot be opened. */
export function foldBooks(file: string): void {
  const db = new Sqlite(file, { fileMustExist: true });
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } finally {
    db.close();
  }
}

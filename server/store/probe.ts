/** Can the books be written? It is really tried: a number that nobody reads goes to the disk, as a commit would. */
import type { Database } from 'better-sqlite3';
import { isOfTheBooks } from './open.js';

/** Some hundreds are enough to make every try another write. */
const numbers = 1000;

/** One try takes as long as the smallest commit; another program's lock is an answer and not waited for. */
export function makeProbe(db: Database): () => boolean {
  let count = 0;
  return () => {
    if (!db.open || db.inTransaction) return db.open;
    const waits = Number(db.pragma('busy_timeout', { simple: true }));
    try {
      db.pragma('busy_timeout = 0');
      count = (count + 1) % numbers;
      // of the file's own header; nobody but us writes it, and it says nothing
      db.pragma(`user_version = ${count}`);
      return true;
    } catch (error) {
      if (isOfTheBooks(error)) return false;
      throw error;
    } finally {
      db.pragma(`busy_timeout = ${waits}`);
    }
  };
}

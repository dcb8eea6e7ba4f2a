/**
 * The books: one file, two connections, one owner. Writing goes through prepared statements on the writing connection,
 * reading through Prisma on its own. Nothing here decides; the clerk does, and hands over batches.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import type { CaseBooks } from '../domain/cases.js';
import type { Batch, Head, KeptAnswer } from './commit.js';
import { makeCaseBooks } from './casebooks.js';
import { makeCommit, makeKeptAnswer } from './commit.js';
import type { Deliveries } from './deliveries.js';
import { makeDeliveries } from './deliveries.js';
import type { Instant } from '../domain/instant.js';
import type { Devices } from './devices.js';
import { makeDevices } from './devices.js';
import type { Drafts } from './drafts.js';
import { makeDrafts } from './drafts.js';
import type { PrismaClient } from './generated/client.js';
import { migrate } from './migrate.js';
import type { Pairings } from './pairings.js';
import { makePairings } from './pairings.js';
import type { People } from './people.js';
import { makePeople } from './people.js';
import { makePictures, type Pictures } from './pictures.js';
import type { Purge } from './purge.js';
import { makePurge, makePurgeTold, makePurgeWords, type PassedWords } from './purge.js';
import { openReading } from './reading.js';
import { makeRestores, type Restores } from './restores.js';
import { dropSamples } from './samples.js';
import type { Sessions } from './sessions.js';
import { makeSessions } from './sessions.js';
import { makeSweep, type Sweep } from './sweep.js';
import { assertTriggers } from './triggers.js';

interface StoreSpec {
  /** The database file; its folder is made when it is missing. */
  file: string;
  /** The folder of migrations. */
  migrations: string;
}

export interface Store {
  file: string;
  /** What opening had to do: migrations applied, triggers made again. Both empty on an ordinary start. */
  opened: { migrations: string[]; triggers: string[] };
  /** Reads only; a write through it is refused by the database. */
  read: PrismaClient;
  /** The writing connection, for the store's own files. Its writes are synchronous and may stand in `Batch.writes`. */
  writing: Database;
  /** One transaction for everything; throws `StaleRevision` or SQLite's error, and then nothing was written. */
  commit: (batch: Batch) => Head;
  keptAnswer: (actorId: string, command: string, requestId: string) => KeptAnswer | null;
  /** Rows of an office's cases, read at once on the writing connection. */
  casesOf: (officeId: string) => CaseBooks;
  people: People;
  sessions: Sessions;
  devices: Devices;
  pairings: Pairings;
  pictures: Pictures;
  restores: Restores;
  drafts: Drafts;
  deliveries: Deliveries;
  sweep: Sweep;
  purge: (purge: Purge) => void;
  /** Alerts that ended before then, and what was told: at most `most` of each; how many went. */
  purgeTold: (officeId: string, before: Instant, most: number) => number;
  /** Empties what was answered at the kiosk and printed, when its time has come; false when nothing is left. */
  purgeWords: (officeId: string, passed: PassedWords, most: number) => boolean;
  /** Folds the log into the file, so that a copy of the file alone is an office; waits for nobody. */
  fold: () => void;
  /**
   * Leaves nothing in the log: what was erased is nowhere then. The long part, the folding, is done before it by a thread
   * of its own (`foldBooks`), so that this is a moment. False while a reader still needs some of it; asked again later.
   */
  foldAway: () => boolean;
  close: () => Promise<void>;
}

/** How long a commit waits for another program's lock; the clerk tries again by itself. */
const pressWaitsMs = 50;
const booksOwn = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/;

/** Is this failure the books' own (a full disk, a lock, a folder that cannot be written), and no press's? */
export function isOfTheBooks(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && booksOwn.test(error.code);
}

/** The writing connection, as durable as SQLite can be: an acknowledged commit survives a power cut. */
function openWriting(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const db = new Sqlite(file, { timeout: 5000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // what is deleted or overwritten is zeroed in its page: erased words are not left for whoever reads the file's bytes
  db.pragma('secure_delete = ON');
  // KiB of pages kept, which an office fills in its first hours; and pages of log before it is folded into the file: a
  // batch of 64 tickets touches many indexes
  db.pragma('cache_size = -8192');
  db.pragma('wal_autocheckpoint = 4000');
  return db;
}

/** See `Store.foldAway`. */
function foldAway(db: Database): boolean {
  db.pragma('busy_timeout = 0');
  try {
    return db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
  } finally {
    db.pragma(`busy_timeout = ${pressWaitsMs}`);
  }
}

/** Opens, migrates and guards the books. Throws `MigrationRefused` when the file is not this program's to change. */
export function openStore(spec: StoreSpec): Store {
  const writing = openWriting(spec.file);
  try {
    const migrations = migrate(writing, spec.migrations);
    const triggers = assertTriggers(writing);
    // books of a history that an earlier version wrote
    dropSamples(writing);
    // opening may wait for another program; a press in the middle of the day may not hold up everybody
    writing.pragma(`busy_timeout = ${pressWaitsMs}`);
    const read = openReading(spec.file);
    return {
      file: spec.file,
      opened: { migrations, triggers },
      read,
      writing,
      commit: makeCommit(writing),
      keptAnswer: makeKeptAnswer(writing),
      casesOf: (officeId) => makeCaseBooks(writing, officeId),
      people: makePeople(writing, read),
      sessions: makeSessions(writing, read),
      devices: makeDevices(writing, read),
      pairings: makePairings(writing, read),
      pictures: makePictures(read),
      restores: makeRestores(writing),
      drafts: makeDrafts(writing, read),
      deliveries: makeDeliveries(writing),
      sweep: makeSweep(writing),
      purge: makePurge(writing),
      purgeTold: makePurgeTold(writing),
      purgeWords: makePurgeWords(writing),
      fold: () => void writing.pragma('wal_checkpoint(PASSIVE)'),
      foldAway: () => foldAway(writing),
      close: async () => {
        await read.$disconnect();
        writing.pragma('wal_checkpoint(TRUNCATE)');
        writing.close();
      },
    };
  } catch (error) {
    writing.close();
    throw error;
  }
}

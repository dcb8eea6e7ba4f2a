/**
 * Brings a database to the program's shape. It keeps the same `_prisma_migrations` table and checksums as Prisma's own
 * command, which needs an engine that not every office can fetch. All that is missing is one transaction: an upgrade
 * happens whole or not at all, and after one that failed the older program still knows its database. It never invents
 * SQL; what the migrations say is authored by `prisma/diff.ts`, and what SQL cannot say stands in `finishing`.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { forgetContacts } from './contacts.js';
import { instantText } from './instant.js';

interface Migration {
  /** The folder's name: a time and a word, applied in the order of names. */
  name: string;
  sql: string;
  /** sha-256 of the file, hex, as Prisma keeps it. */
  checksum: string;
}

/** The database and the migrations do not belong together; nothing was changed. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

const book = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/** The migrations of a folder (`<name>/migration.sql`), in the order in which they apply. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map((entry) => {
      const bytes = readFileSync(join(folder, entry.name, 'migration.sql'));
      return {
        name: entry.name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

interface Applied {
  name: string;
  checksum: string;
  finishedAt: string | number | null;
}

function readApplied(db: Database): Map<string, Applied> {
  const rows = db
    .prepare<[], Applied>(
      `select migration_name as name, checksum, finished_at as finishedAt
       from _prisma_migrations where rolled_back_at is null order by started_at`,
    )
    .all();
  return new Map(rows.map((row) => [row.name, row]));
}

function refuseForeignHistory(applied: Map<string, Applied>, migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, finishedAt } of applied.values()) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new MigrationRefused(
        `The database has migration ${name}, which this version of the program does not know.`,
      );
    }
    if (finishedAt === null) throw new MigrationRefused(`Migration ${name} was begun and never finished.`);
    if (migration.checksum !== checksum) {
      throw new MigrationRefused(`Migration ${name} was edited after it had been applied.`);
    }
  }
}

/** Rows that a migration's SQL cannot rewrite, by its name: in the same transaction. */
const finishing = new Map([['20261122230000_contacts', forgetContacts]]);

function applyOne(db: Database, migration: Migration): void {
  const startedAt = instantText(Date.now());
  db.exec(migration.sql);
  finishing.get(migration.name)?.(db);
  if (!db.inTransaction) throw new MigrationRefused(`Migration ${migration.name} ends the transaction it runs in.`);
  const orphans = db.pragma('foreign_key_check');
  if (Array.isArray(orphans) && orphans.length > 0) {
    throw new MigrationRefused(`Migration ${migration.name} leaves ${orphans.length} rows that refer to nothing.`);
  }
  db.prepare(
    `insert into _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     values (?, ?, ?, ?, ?, 1)`,
  ).run(randomUUID(), migration.checksum, instantText(Date.now()), migration.name, startedAt);
}

/** Throws where the folder has none: an empty folder is no program without migrations. */
function someMigrations(folder: string): Migration[] {
  const migrations = readMigrations(folder);
  if (migrations.length === 0) throw new MigrationRefused(`No migrations in ${folder}.`);
  return migrations;
}

/**
 * Applies what is missing, in order, and returns the names. Throws `MigrationRefused` when the database's history is
 * not a beginning of the folder's; a migration that fails throws its own error. In both cases nothing was changed, by
 * the earlier ones neither.
 */
export function migrate(db: Database, folder: string): string[] {
  const migrations = someMigrations(folder);
  // inside a transaction this pragma does nothing, and a table cannot be rebuilt while references are enforced
  db.pragma('foreign_keys = OFF');
  try {
    const apply = db.transaction((): string[] => {
      db.exec(book);
      const applied = readApplied(db);
      refuseForeignHistory(applied, migrations);
      const missing = migrations.filter(({ name }) => !applied.has(name));
      for (const migration of missing) applyOne(db, migration);
      return missing.map(({ name }) => name);
    });
    // the lock first: another process may be migrating meanwhile
    return apply.immediate();
  } finally {
    db.pragma('foreign_keys = ON');
  }
}

/**
 * What an upgrade would apply to a database that this program, or an older one, made: none for one that has no history
 * yet. Throws `MigrationRefused` as the upgrade itself would.
 */
export function missingMigrations(file: string, folder: string): string[] {
  const migrations = someMigrations(folder);
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const begun = db.prepare(`select 1 from sqlite_schema where name = '_prisma_migrations'`).get();
    if (begun === undefined) return [];
    const applied = readApplied(db);
    refuseForeignHistory(applied, migrations);
    return migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
  } finally {
    db.close();
  }
}

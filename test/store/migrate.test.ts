import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { diff, migrationList, openEngine } from '../../prisma/engine.js';
import { makeOffice } from '../../server/store/make.js';
import { MigrationRefused, migrate, missingMigrations, readMigrations } from '../../server/store/migrate.js';
import { verifyJournal } from '../../server/store/verify.js';
import {
  batch,
  emptyBooks,
  entry,
  migrations,
  officeSpec,
  openBooks,
  schemaFile,
  temporaryFolder,
} from '../support/database.js';

/** A copy of the real migrations that a test may change. */
function copiedMigrations(): string {
  const folder = join(temporaryFolder(), 'migrations');
  cpSync(migrations, folder, { recursive: true });
  return folder;
}

function addMigration(folder: string, name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

/** What Prisma writes when a column is added that SQLite cannot add in place: the journal's table goes and comes. */
const rebuiltJournal = `
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Journal" (
    "officeId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "visitId" TEXT,
    "data" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "made" TEXT NOT NULL DEFAULT 'up',
    PRIMARY KEY ("officeId", "seq")
);
INSERT INTO "new_Journal" ("officeId", "seq", "at", "kind", "actor", "visitId", "data", "hash")
SELECT "officeId", "seq", "at", "kind", "actor", "visitId", "data", "hash" FROM "Journal";
DROP TABLE "Journal";
ALTER TABLE "new_Journal" RENAME TO "Journal";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
`;

/** Every row of every table but the migrations' own, as stored. */
function rowsOf(db: Database): Record<string, unknown[]> {
  const tables = db
    .prepare<[], string>(`select name from sqlite_schema where type = 'table' and name not like '\\_%' escape '\\'`)
    .pluck()
    .all();
  return Object.fromEntries(tables.map((name) => [name, db.prepare(`select * from "${name}" order by rowid`).all()]));
}

/** A database as the first version left it, with rows: written by that version, kept as text. */
function firstVersion(): { file: string; rows: Record<string, unknown[]> } {
  const file = join(temporaryFolder(), 'talon.db');
  const db = new Sqlite(file);
  db.exec(readFileSync(new URL('fixtures/first-version.sql', import.meta.url), 'utf8'));
  const rows = rowsOf(db);
  db.close();
  return { file, rows };
}

describe('migrations', () => {
  it('say the same as the schema', async () => {
    const schema = { path: schemaFile, content: readFileSync(schemaFile, 'utf8') };
    expect(await diff(migrations, schema)).toBe('');
    const ahead = { ...schema, content: `${schema.content}\nmodel Extra {\n  id String @id\n}\n` };
    expect(await diff(migrations, ahead)).toContain('CREATE TABLE "Extra"');
  });

  it('leave a history that Prisma itself finds clean', async () => {
    const store = emptyBooks();
    await store.close();
    const engine = await openEngine(store.file, readFileSync(schemaFile, 'utf8'));
    const history = await engine.diagnoseMigrationHistory({
      migrationsList: migrationList(migrations),
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();
    expect(history).toMatchObject({ hasMigrationsTable: true, editedMigrationNames: [], failedMigrationNames: [] });
    expect(history.history ?? null).toBeNull();
  });

  it('are applied once', () => {
    const store = emptyBooks();
    expect(store.opened.migrations).toEqual(readMigrations(migrations).map((migration) => migration.name));
    expect(store.opened.triggers).toHaveLength(3);
    expect(openBooks(store.file, migrations).opened).toEqual({ migrations: [], triggers: [] });
  });

  it('carry the database of the first version over without loss, and its journal verifies', () => {
    const { file, rows } = firstVersion();
    const later = readMigrations(migrations).slice(1);
    const store = openBooks(file, migrations);
    expect(store.opened).toEqual({ migrations: later.map(({ name }) => name), triggers: [] });
    expect(later.length).toBeGreaterThan(0);
    // later versions add columns and tables, and take nothing away
    expect(rowsOf(store.writing)).toMatchObject(rows);
    expect(verifyJournal({ file, officeId: 'main', anchors: [], onProgress: () => undefined })).toMatchObject({
      whole: true,
      entries: 3,
    });
    // the books go on from there
    store.commit(batch(2, { entries: [entry('visit:called', {})] }));
    expect(() => store.writing.exec('delete from "Journal"')).toThrow(/append-only/);
  });

  it('that rebuild the journal lose nothing, and it is guarded again', () => {
    const { file, rows } = firstVersion();
    const folder = copiedMigrations();
    addMigration(folder, '20270101000000_rebuild', rebuiltJournal);
    const store = openBooks(file, folder);
    expect(store.opened.migrations.at(-1)).toBe('20270101000000_rebuild');
    expect([...store.opened.triggers].sort()).toEqual(['journal_next_only', 'journal_no_delete', 'journal_no_update']);
    expect(rowsOf(store.writing)).toMatchObject(rows);
    expect(verifyJournal({ file, officeId: 'main', anchors: [], onProgress: () => undefined })).toMatchObject({
      whole: true,
      entries: 3,
    });
    expect(() => store.writing.exec('delete from "Journal"')).toThrow(/append-only/);
    expect(() => store.writing.exec(`update "Journal" set kind = 'x'`)).toThrow(/append-only/);
    expect(store.writing.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('are refused when one was edited after it had been applied', () => {
    const folder = copiedMigrations();
    const file = join(temporaryFolder(), 'talon.db');
    openBooks(file, folder);
    const [first] = readMigrations(folder);
    writeFileSync(join(folder, first?.name ?? '', 'migration.sql'), `${first?.sql ?? ''}\n-- edited`);
    expect(() => openBooks(file, folder)).toThrow(/edited/);
  });

  it('are refused when the database is of a newer version', () => {
    const folder = copiedMigrations();
    addMigration(folder, '20270101000000_more', 'CREATE TABLE "More" ("id" TEXT PRIMARY KEY NOT NULL);');
    const file = join(temporaryFolder(), 'talon.db');
    openBooks(file, folder);
    expect(() => openBooks(file, migrations)).toThrow(MigrationRefused);
    expect(() => openBooks(file, migrations)).toThrow(/does not know/);
  });

  it.each([
    [
      'fails half-way',
      'CREATE TABLE "More" ("id" TEXT PRIMARY KEY NOT NULL); INSERT INTO "Nowhere" VALUES (1);',
      /Nowhere/,
    ],
    [
      'leaves rows that refer to nothing',
      `CREATE TABLE "More" ("id" TEXT REFERENCES "Office" ("id")); INSERT INTO "More" VALUES ('nobody');`,
      /refer to nothing/,
    ],
    ['changes the journal', `CREATE TABLE "More" ("id" TEXT); UPDATE "Journal" SET kind = 'x';`, /append-only/],
  ])('change nothing when one %s', (_, sql, message) => {
    const folder = copiedMigrations();
    const file = join(temporaryFolder(), 'talon.db');
    makeOffice(openBooks(file, folder), officeSpec('main'));
    addMigration(folder, '20270101000000_bad', sql);
    expect(() => openBooks(file, folder)).toThrow(message);
    const db = new Sqlite(file);
    expect(db.prepare(`select count(*) from sqlite_schema where name = 'More'`).pluck().get()).toBe(0);
    expect(db.prepare('select count(*) from _prisma_migrations').pluck().get()).toBe(readMigrations(migrations).length);
    db.close();
    expect(openBooks(file, migrations).opened.migrations).toEqual([]);
  });

  it('leave the file as it was, byte for byte, when the second of two fails: the older program goes on with it', async () => {
    const folder = copiedMigrations();
    const file = join(temporaryFolder(), 'talon.db');
    const books = openBooks(file, folder);
    makeOffice(books, officeSpec('main'));
    await books.close();
    const before = readFileSync(file);
    addMigration(folder, '20270101000000_fine', 'CREATE TABLE "More" ("id" TEXT PRIMARY KEY NOT NULL);');
    addMigration(folder, '20270102000000_bad', 'INSERT INTO "More" VALUES (1); INSERT INTO "Nowhere" VALUES (1);');
    expect(missingMigrations(file, folder)).toEqual(['20270101000000_fine', '20270102000000_bad']);
    expect(() => openBooks(file, folder)).toThrow(/Nowhere/);
    expect(readFileSync(file).equals(before)).toBe(true);
    const older = openBooks(file, migrations);
    expect(older.opened).toEqual({ migrations: [], triggers: [] });
    older.commit(batch(1, { entries: [entry('ticket:issued', {})] }));
    expect(missingMigrations(file, migrations)).toEqual([]);
  });

  it('refuse an empty folder rather than an empty database', () => {
    const db = new Sqlite(':memory:');
    expect(() => migrate(db, temporaryFolder())).toThrow(/No migrations/);
    db.close();
  });
});

/**
 * Prisma's schema engine in WASM: the engine that the command line would fetch, without fetching it. It compares the
 * migrations with the schema, and tells what a database's history looks like. Tools and tests only, never a server.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { readMigrations } from '../server/store/migrate.js';

let isLoaded = false;

/** Node 20 cannot import `.wasm` files, so the package's own entry does not load: what it does is done here. */
async function load(): Promise<void> {
  if (isLoaded) return;
  const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(readFileSync(fileURLToPath(file)), {
    './schema_engine_bg.js': { ...engine },
  });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') Reflect.apply(start, undefined, []);
  isLoaded = true;
}

/** better-sqlite3 refuses several statements in one call; the engine sends whole scripts where it has no arguments. */
function runsScripts(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const executeRaw = adapter.executeRaw.bind(adapter);
  adapter.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query);
    await adapter.executeScript(query.sql);
    return 0;
  };
  return adapter;
}

/** Opens the engine on a database file (`:memory:` for the comparisons, which bring their own). `schema` is its text. */
export async function openEngine(databaseFile: string, schema: string): Promise<SchemaEngine> {
  await load();
  const inner = new PrismaBetterSqlite3({ url: databaseFile });
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => runsScripts(await inner.connect()),
    connectToShadowDb: async () => runsScripts(await inner.connectToShadowDb()),
  };
  return engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/** The migrations of a folder as the engine wants them. */
export function migrationList(folder: string): MigrationList {
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "sqlite"\n' },
    shadowDbInitScript: '',
    migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** The SQL that leads from the migrations of `folder` to `schema`; empty when they agree. */
export async function diff(folder: string, schema: SchemaContainer): Promise<string> {
  const opened = await openEngine(':memory:', schema.content);
  try {
    const answer = await opened.diff({
      from: { tag: 'migrations', ...migrationList(folder) },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
    return answer.exitCode === 0 ? '' : (answer.stdout ?? '');
  } finally {
    opened.free();
  }
}

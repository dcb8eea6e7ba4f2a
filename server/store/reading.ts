/**
 * Prisma's connection: it reads and cannot write. A write transaction of its own would make the synchronous commit,
 * in the same thread, wait for ever; and a write beside an open interactive transaction would vanish on its rollback.
 */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaClient } from './generated/client.js';

class ReadingAdapter implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite';
  readonly adapterName = '@prisma/adapter-better-sqlite3';
  readonly #inner: PrismaBetterSqlite3;

  constructor(file: string) {
    this.#inner = new PrismaBetterSqlite3({ url: file, readonly: true, fileMustExist: true });
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await this.#inner.connect();
    await adapter.executeScript('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;');
    return adapter;
  }
}

/** A Prisma client that reads `file`. The file must exist and be migrated; it is opened at the first question. */
export function openReading(file: string): PrismaClient {
  return new PrismaClient({ adapter: new ReadingAdapter(file) });
}

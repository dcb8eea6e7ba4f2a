/**
 * What a person is in the middle of typing. A side table: the last write wins, nothing of it is in the journal.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { Instant } from '../domain/instant.js';
import type { Value } from './columns.js';
import type { PrismaClient } from './generated/client.js';
import { instantText } from './instant.js';

export interface Draft {
  userId: string;
  /** What the draft is of, such as `finish:<visitId>`. */
  key: string;
  text: string;
  changedAt: Instant;
}

export interface Drafts {
  /** An empty text takes the draft away. */
  saveDraft: (draft: Draft) => void;
  readDraft: (userId: string, key: string) => Promise<Draft | null>;
  dropDraft: (userId: string, key: string) => void;
}

/** Prepares reads and writes of drafts. */
export function makeDrafts(db: Database, read: PrismaClient): Drafts {
  const save: Statement<Value[]> = db.prepare(
    `insert into "Draft" (userId, key, text, changedAt) values (?, ?, ?, ?)
     on conflict (userId, key) do update set text = excluded.text, changedAt = excluded.changedAt`,
  );
  const drop: Statement<Value[]> = db.prepare('delete from "Draft" where userId = ? and key = ?');
  return {
    saveDraft: ({ userId, key, text, changedAt }) => {
      // what is done with is nothing: no row of it is left for the purge and the erasures to find
      if (text === '') drop.run(userId, key);
      else save.run(userId, key, text, instantText(changedAt));
    },
    readDraft: async (userId, key) => {
      const row = await read.draft.findUnique({ where: { userId_key: { userId, key } } });
      return row === null ? null : { ...row, changedAt: row.changedAt.getTime() };
    },
    dropDraft: (userId, key) => {
      drop.run(userId, key);
    },
  };
}

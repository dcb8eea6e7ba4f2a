/**
 * Which ids drafts and kept answers name, found by id. It is kept beside the books in the memory of their connection and
 * follows every write by triggers of its own: an erasure asks it in the clerk's line, where nobody may wait until every
 * text of the office is read through.
 */
import type { Database } from 'better-sqlite3';

export interface Mentions {
  /** Drafts whose key or text names one of these ids. */
  draftsAbout(ids: readonly string[]): { userId: string; key: string }[];
  /** Answers that repeat the names of a file handed in with one of these submissions. */
  readsOf(ids: readonly string[]): { actorId: string; requestId: string }[];
}

/** What may be an id in a text. */
const anId = /[\w-]{6,64}/g;

/** Each once: the parts of the key, and whatever in the text may be an id. */
function idsIn(key: unknown, text: unknown): string {
  return JSON.stringify([...new Set([...String(key).split(':'), ...(String(text).match(anId) ?? [])])]);
}

const tables = `
  create temp table "DraftMention" (id text, userId text, key text, primary key (id, userId, key)) without rowid;
  create index temp."DraftMention_of" on "DraftMention" (userId, key);
  create temp table "ReadMention" (id text, actorId text, requestId text, primary key (id, actorId, requestId))
    without rowid;
  create index temp."ReadMention_of" on "ReadMention" (actorId, requestId);

  insert into "DraftMention" select value, userId, d.key from main."Draft" d, json_each(ids_in(d.key, d.text));
  insert into "ReadMention" select json_extract(reply, '$.submissionId'), actorId, requestId from main."Answer"
    where command = 'file:read' and json_valid(reply) and json_extract(reply, '$.submissionId') is not null;

  create temp trigger "Draft_typed" after insert on main."Draft" begin
    insert into "DraftMention" select value, new.userId, new.key from json_each(ids_in(new.key, new.text));
  end;
  create temp trigger "Draft_retyped" after update on main."Draft" begin
    delete from "DraftMention" where userId = old.userId and key = old.key;
    insert into "DraftMention" select value, new.userId, new.key from json_each(ids_in(new.key, new.text));
  end;
  create temp trigger "Draft_gone" after delete on main."Draft" begin
    delete from "DraftMention" where userId = old.userId and key = old.key;
  end;
  create temp trigger "Read_kept" after insert on main."Answer"
    when new.command = 'file:read' and json_valid(new.reply) and json_extract(new.reply, '$.submissionId') is not null
  begin
    insert into "ReadMention" values (json_extract(new.reply, '$.submissionId'), new.actorId, new.requestId);
  end;
  create temp trigger "Read_gone" after delete on main."Answer" when old.command = 'file:read' begin
    delete from "ReadMention" where actorId = old.actorId and requestId = old.requestId;
  end;`;

/** Prepares the index on the writing connection, once for each: the first time it reads what is there. */
export function makeMentions(db: Database): Mentions {
  if (db.prepare(`select 1 from temp.sqlite_master where name = 'DraftMention'`).get() === undefined) {
    // no token of a text goes into a file of its own
    db.pragma('temp_store = MEMORY');
    db.function('ids_in', { deterministic: true }, idsIn);
    db.exec(tables);
  }
  const drafts = db.prepare<[string], { userId: string; key: string }>(
    'select distinct userId, key from temp."DraftMention" where id in (select value from json_each(?))',
  );
  const reads = db.prepare<[string], { actorId: string; requestId: string }>(
    'select actorId, requestId from temp."ReadMention" where id in (select value from json_each(?))',
  );
  return {
    draftsAbout: (ids) => drafts.all(JSON.stringify(ids)),
    readsOf: (ids) => reads.all(JSON.stringify(ids)),
  };
}

/** What stands beside the records and names the same people: drafts that are typed, answers that are kept for a day. */
import type { Database } from 'better-sqlite3';
import type { DataSubject } from '../contract/index.js';
import { storedObject } from './stored.js';

export interface Sweep {
  /** By what ids drafts and answers are known to be about these records: their own, of their receptions and visits. */
  tracesOf(records: readonly DataSubject[]): string[];
  /**
   * Drafts that are about one of these: their key names it, or their text does. A name or a number alone says nothing:
   * it stands in a colleague's work on something else. How many went.
   */
  dropDrafts(ids: readonly string[]): number;
  /** Kept answers that repeat the names of a submission's files. How many went. */
  dropAnswers(ids: readonly string[]): number;
}

/** What may be an id in a text: of each one it is asked whether it is one of those. */
const anId = /[\w-]{6,64}/g;

/** Prepares the sweep on the writing connection. */
export function makeSweep(db: Database): Sweep {
  const around = db.prepare<[string], { receptionId: string | null; visitId: string | null }>(
    'select receptionId, visitId from "Submission" where id = ?',
  );
  const drafts = db.prepare<[], { userId: string; key: string; text: string }>('select userId, key, text from "Draft"');
  const dropDraft = db.prepare('delete from "Draft" where userId = ? and key = ?');
  const answers = db.prepare<[], { actorId: string; requestId: string; reply: string }>(
    `select actorId, requestId, reply from "Answer" where command = 'file:read'`,
  );
  const dropAnswer = db.prepare(`delete from "Answer" where actorId = ? and command = 'file:read' and requestId = ?`);

  return {
    tracesOf(records) {
      const ids = records.flatMap(({ kind, id }) => {
        const found = kind === 'submission' ? around.get(id) : undefined;
        return [id, found?.receptionId ?? id, found?.visitId ?? id];
      });
      return [...new Set(ids)];
    },
    dropDrafts: db.transaction((ids: readonly string[]) => {
      const known = new Set(ids);
      const isAbout = ({ key, text }: { key: string; text: string }) =>
        key.split(':').some((part) => known.has(part)) || (text.match(anId) ?? []).some((id) => known.has(id));
      const about = drafts.all().filter(isAbout);
      for (const { userId, key } of about) dropDraft.run(userId, key);
      return about.length;
    }),
    dropAnswers: db.transaction((ids: readonly string[]) => {
      const known = new Set(ids);
      const about = answers
        .all()
        .filter(({ reply }) =>
          known.has(storedObject<{ submissionId?: string }>(reply, 'an answer').submissionId ?? ''),
        );
      for (const { actorId, requestId } of about) dropAnswer.run(actorId, requestId);
      return about.length;
    }),
  };
}

/** What stands beside the records and names the same people: drafts that are typed, answers that are kept for a day. */
import type { Database } from 'better-sqlite3';
import type { DataSubject } from '../contract/index.js';
import type { CaseBooks } from '../domain/cases.js';
import { makeCaseBooks } from './cases.js';
import { storedObject } from './stored.js';

/** By what drafts and answers are known to be about a record: ids, and numbers and names of people. */
export interface Traces {
  ids: string[];
  words: string[];
}

export interface Sweep {
  /** Read before the records are erased: afterwards nobody knows. */
  tracesOf(officeId: string, records: readonly DataSubject[]): Traces;
  /** Drafts whose key names one of the ids, or whose text holds one of the words. How many went. */
  dropDrafts(traces: Traces): number;
  /** Kept answers that repeat the names of a submission's files. How many went. */
  dropAnswers(ids: readonly string[]): number;
}

/** Shorter words stand in anybody's draft. */
const shortest = 6;

/** As it stands in a text, and in a text within JSON. */
function spellings(word: string): string[] {
  const inJson = JSON.stringify(word).slice(1, -1);
  return inJson === word ? [word] : [word, inJson];
}

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

  function wordsOf(books: CaseBooks, { kind, id }: DataSubject): string[] {
    switch (kind) {
      case 'payer': {
        const row = books.row('payer', id);
        return row === null ? [] : [row.card.regNo, row.card.inn, row.card.name, row.representative.name];
      }
      case 'submission': {
        const row = books.row('submission', id);
        if (row === null) return [];
        return [row.payer.regNo, row.payer.inn, row.payer.name, row.content.representative.name];
      }
      case 'complaint': {
        const row = books.row('complaint', id);
        return row === null ? [] : [row.content.name, row.content.phone, row.content.email, row.content.postalAddress];
      }
      case 'consultation': {
        const row = books.row('consultation', id);
        return row === null ? [] : [row.sender, row.address];
      }
      default:
        return [];
    }
  }

  return {
    tracesOf(officeId, records) {
      const ids = records.flatMap(({ kind, id }) => {
        const found = kind === 'submission' ? around.get(id) : undefined;
        return [id, found?.receptionId ?? id, found?.visitId ?? id];
      });
      const books = makeCaseBooks(db, officeId);
      const words = records.flatMap((subject) => wordsOf(books, subject)).filter((word) => word.length >= shortest);
      return { ids: [...new Set(ids)], words: [...new Set(words)] };
    },
    dropDrafts: db.transaction(({ ids, words }: Traces) => {
      const known = new Set(ids);
      const spelt = words.flatMap(spellings);
      const about = drafts
        .all()
        .filter(
          ({ key, text }) =>
            key.split(':').some((part) => known.has(part)) || spelt.some((word) => text.includes(word)),
        );
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

/** What stands beside the records and names the same people: drafts that are typed, answers that are kept for a day. */
import type { Database } from 'better-sqlite3';
import type { DataSubject } from '../contract/index.js';
import type { Traces } from '../domain/erasure.js';
import { makeMentions } from './mentions.js';

export interface Sweep {
  /**
   * How many drafts and kept answers go with these records. A draft is about one when its key names it, or its text
   * does: a name or a number alone says nothing, it stands in a colleague's work on something else. Of the answers those
   * repeat the names of a submission's files.
   */
  tracesOf(records: readonly DataSubject[]): Traces;
  /** Takes them away. The erasure itself does it, in its own transaction: what is typed later hears that it is erased. */
  dropTraces(records: readonly DataSubject[]): void;
  /** Is a draft under this id about a record whose words are destroyed: by its own id, or by its reception's? */
  isErased(officeId: string, id: string): boolean;
}

/** Is the record with this id erased, or what was handed in, asked or complained of in the reception with this id? */
const erasedSql = `
  select 1 from "Erased" e where e.officeId = @officeId and e.subjectId = @id
    and e.kind in ('submission', 'complaint', 'consultation', 'check', 'payer')
  union all
  select 1 from "Reception" r join "Erased" e
    on e.officeId = r.officeId and e.kind = 'submission' and e.subjectId = r.submissionId
    where r.id = @id and r.officeId = @officeId
  union all
  select 1 from "Consultation" c join "Erased" e
    on e.officeId = c.officeId and e.kind = 'consultation' and e.subjectId = c.id
    where c.officeId = @officeId and c.key = @id
  union all
  select 1 from "Reception" r join "Complaint" c on c.visitId = r.visitId join "Erased" e
    on e.officeId = c.officeId and e.kind = 'complaint' and e.subjectId = c.id
    where r.id = @id and r.officeId = @officeId and json_extract(c.content, '$.receptionId') = r.id
  limit 1`;

interface Around {
  receptionId: string | null;
  visitId: string | null;
}

/** Prepares the sweep on the writing connection. */
export function makeSweep(db: Database): Sweep {
  const ofSubmission = db.prepare<[string], Around>('select receptionId, visitId from "Submission" where id = ?');
  const ofPart = db.prepare<[string], Around>('select receptionId, null as visitId from "Submission" where id = ?');
  const within = (table: 'Complaint' | 'Card') =>
    db.prepare<[string], Around>(
      `select json_extract(content, '$.receptionId') as receptionId, null as visitId from "${table}" where id = ?`,
    );
  const [ofComplaint, ofCard] = [within('Complaint'), within('Card')];
  const ofConsultation = db.prepare<[string], Around>(
    'select key as receptionId, null as visitId from "Consultation" where id = ?',
  );
  const ofNote = db.prepare<[string], Around>('select null as receptionId, visitId from "Note" where id = ?');
  const mentions = makeMentions(db);
  const dropDraft = db.prepare('delete from "Draft" where userId = ? and key = ?');
  const dropAnswer = db.prepare(`delete from "Answer" where actorId = ? and command = 'file:read' and requestId = ?`);
  const erased = db.prepare<[{ officeId: string; id: string }]>(erasedSql);

  function around({ kind, id }: DataSubject): Around | undefined {
    switch (kind) {
      case 'submission':
        return ofSubmission.get(id);
      case 'identity':
      case 'insured':
        return ofPart.get(id);
      case 'complaint':
        return ofComplaint.get(id);
      // a card of the cabinet is typed as a case is
      case 'card':
        return ofCard.get(id);
      case 'consultation':
        return ofConsultation.get(id);
      case 'note':
        return ofNote.get(id);
      default:
        return undefined;
    }
  }

  /** By what ids drafts and answers are known to be about these records: their own, of their receptions and visits. */
  function idsOf(records: readonly DataSubject[]): string[] {
    return records.flatMap((record) => {
      const { receptionId, visitId } = around(record) ?? { receptionId: null, visitId: null };
      return [record.id, receptionId, visitId].flatMap((id) => id ?? []);
    });
  }

  return {
    tracesOf(records) {
      const ids = idsOf(records);
      return { drafts: mentions.draftsAbout(ids).length, answers: mentions.readsOf(ids).length };
    },
    dropTraces(records) {
      const ids = idsOf(records);
      for (const { userId, key } of mentions.draftsAbout(ids)) dropDraft.run(userId, key);
      for (const { actorId, requestId } of mentions.readsOf(ids)) dropAnswer.run(actorId, requestId);
    },
    isErased: (officeId, id) => erased.get({ officeId, id }) !== undefined,
  };
}

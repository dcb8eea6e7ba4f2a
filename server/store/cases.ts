/**
 * The books of cases. A row is kept whole as its content; beside it stands what is looked for. A change asserts the
 * revision that it was decided on: a row that went on meanwhile refuses the whole batch.
 */
import type { Database, Statement } from 'better-sqlite3';
import { keyOf } from '../domain/caserow.js';
import type {
  Card,
  Check,
  CasePatch,
  Complaint,
  Consultation,
  Payer,
  Protocol,
  Sequence,
  Submission,
  Term,
} from '../domain/cases.js';
import type { Erasure, Hold } from '../domain/erasure.js';
import { at, atOrNull, json, table, type Table, type Value } from './columns.js';
import { complaintSearch, consultationSearch, payerSearch, submissionSearch } from './searched.js';

/** A row of a case went on without the batch; nothing of it was written. */
export class StaleCase extends Error {
  override name = 'StaleCase';
  constructor(name: string, id: string, revision: number) {
    super(`${name} ${id} is not at revision ${revision - 1}, which the batch was decided on.`);
  }
}

const whole = { content: json };
const payers = table<Payer>('Payer', (row) => row.payerId, {
  revision: (row) => row.revision,
  key: (row) => keyOf({ table: 'payer', row }),
  seenAt: (row) => at(row.seenAt),
  search: payerSearch,
  ...whole,
});
const submissions = table<Submission>('Submission', (row) => row.submissionId, {
  revision: (row) => row.revision,
  state: (row) => row.state,
  channel: (row) => row.channel,
  receptionId: (row) => row.receptionId,
  visitId: (row) => row.visitId,
  payerId: (row) => row.payerId,
  userId: (row) => row.userId,
  outcome: (row) => row.outcome,
  receivedAt: (row) => at(row.receivedAt),
  registeredAt: (row) => atOrNull(row.registered?.at ?? null),
  year: (row) => row.registered?.year ?? null,
  number: (row) => row.registered?.number ?? null,
  search: submissionSearch,
  ...whole,
});
const protocols = table<Protocol>('Protocol', (row) => row.protocolId, {
  revision: (row) => row.revision,
  key: (row) => keyOf({ table: 'protocol', row }),
  submissionId: (row) => row.submissionId,
  visitId: (row) => row.visitId,
  year: (row) => row.year,
  number: (row) => row.number,
  kind: (row) => row.kind,
  state: (row) => row.state,
  issuedAt: (row) => at(row.issuedAt),
  ...whole,
});
const complaints = table<Complaint>('Complaint', (row) => row.complaintId, {
  revision: (row) => row.revision,
  kind: (row) => row.content.kind,
  state: (row) => row.state,
  visitId: (row) => row.visitId,
  receivedAt: (row) => at(row.receivedAt),
  register: (row) => (row.content.kind === 'complaint' ? 'complaint' : 'appeal'),
  year: (row) => row.registered?.year ?? null,
  number: (row) => row.registered?.number ?? null,
  search: complaintSearch,
  ...whole,
});
const consultations = table<Consultation>('Consultation', (row) => row.consultationId, {
  revision: (row) => row.revision,
  key: (row) => keyOf({ table: 'consultation', row }),
  kind: (row) => row.kind,
  visitId: (row) => row.visitId,
  userId: (row) => row.userId,
  begunAt: (row) => at(row.begunAt),
  endedAt: (row) => atOrNull(row.endedAt),
  search: consultationSearch,
  ...whole,
});
const terms = table<Term>('Term', (row) => row.termId, {
  revision: (row) => row.revision,
  code: (row) => row.code,
  subjectKind: (row) => row.subject.kind,
  subjectId: (row) => row.subject.id,
  state: (row) => row.state,
  fromDay: (row) => row.from,
  due: ({ due }) => ('due' in due ? due.due : null),
  endedOn: (row) => row.endedOn,
  ...whole,
});
const sequences = table<Sequence>('Sequence', (row) => row.sequenceId, { revision: (row) => row.revision, ...whole });
const cards = table<Card>('Card', (row) => row.cardId, {
  revision: (row) => row.revision,
  kind: (row) => row.kind,
  payerId: (row) => row.payerId,
  visitId: (row) => row.visitId,
  issuedAt: (row) => at(row.issuedAt),
  ...whole,
});

const checks = table<Check>('Check', (row) => row.checkId, {
  revision: (row) => row.revision,
  state: (row) => row.state,
  begunAt: (row) => at(row.begunAt),
  ...whole,
});

const erasures = table<Erasure>('Erasure', (row) => row.erasureId, {
  revision: (row) => row.revision,
  state: (row) => row.state,
  orderedAt: (row) => at(row.orderedAt),
  ...whole,
});
const holds = table<Hold>('Hold', (row) => row.holdId, {
  revision: (row) => row.revision,
  until: (row) => row.until,
  ...whole,
});

/** The tables of cases, for whoever writes many rows at once. */
export const caseTables = {
  payer: payers,
  submission: submissions,
  protocol: protocols,
  complaint: complaints,
  consultation: consultations,
  term: terms,
  sequence: sequences,
  card: cards,
  check: checks,
  erasure: erasures,
  hold: holds,
};

/** Writes a row: a new one at revision 1, a changed one over the revision before. Throws `StaleCase`. */
function writer<Row extends { revision: number }>(db: Database, of: Table<Row>) {
  const columns = of.columns.map((column) => `"${column}"`).join(', ');
  const insert: Statement<Value[]> = db.prepare(
    `insert into "${of.name}" (${columns}) values (${of.columns.map(() => '?').join(', ')})`,
  );
  const changes = of.columns.slice(2).map((column) => `"${column}" = ?`);
  const update: Statement<Value[]> = db.prepare(
    `update "${of.name}" set ${changes.join(', ')} where id = ? and officeId = ? and revision = ?`,
  );
  return (row: Row, officeId: string): void => {
    const values = of.values(row, officeId);
    if (row.revision === 1) {
      insert.run(...values);
      return;
    }
    const [id = '', office = ''] = values;
    const { changes: changed } = update.run(...values.slice(2), id, office, row.revision - 1);
    if (changed !== 1) throw new StaleCase(of.name, String(id), row.revision);
  };
}

/** The writer of every row of a case, for the one commit. */
export function caseWriter(db: Database): (patch: CasePatch, officeId: string) => void {
  const payer = writer(db, payers);
  const submission = writer(db, submissions);
  const protocol = writer(db, protocols);
  const complaint = writer(db, complaints);
  const consultation = writer(db, consultations);
  const term = writer(db, terms);
  const sequence = writer(db, sequences);
  const card = writer(db, cards);
  const check = writer(db, checks);
  const erasure = writer(db, erasures);
  const hold = writer(db, holds);
  return (patch, officeId) => {
    switch (patch.table) {
      case 'payer':
        return payer(patch.row, officeId);
      case 'submission':
        return submission(patch.row, officeId);
      case 'protocol':
        return protocol(patch.row, officeId);
      case 'complaint':
        return complaint(patch.row, officeId);
      case 'consultation':
        return consultation(patch.row, officeId);
      case 'term':
        return term(patch.row, officeId);
      case 'sequence':
        return sequence(patch.row, officeId);
      case 'card':
        return card(patch.row, officeId);
      case 'check':
        return check(patch.row, officeId);
      case 'erasure':
        return erasure(patch.row, officeId);
      case 'hold':
        return hold(patch.row, officeId);
    }
  };
}

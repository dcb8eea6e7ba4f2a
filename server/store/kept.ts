/**
 * Records that hold words about people, as the keeping sees them: read by their columns alone, because an order names
 * hundreds of them and their contents are long.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { DataKind, DataSubject, RetentionCode } from '../contract/index.js';
import type { KeptRecord } from '../domain/keeping.js';
import { textInstant } from './instant.js';

/** A day or an instant as its column has it. */
interface Found {
  revision: number;
  since: string;
  isOpen: number;
  isErased: number;
  visitId: string | null;
  code: RetentionCode | null;
}

/** Does a term of the subject run: not one whose day has passed, which ends nothing any more. */
const runs = (subjects: string) =>
  `exists (select 1 from "Term" t where t.subjectId in (${subjects}) and t.state = 'open'
     and (t.due is null or t.due >= @today))`;
const protocolsOf = 'select p.id from "Protocol" p where p.submissionId = r.id';

interface Reading {
  table: string;
  revision?: string;
  since: string;
  isOpen: string;
  visitId?: string;
  code?: string;
}

const submission: Reading = {
  table: 'Submission',
  revision: 'r.revision',
  since: 'coalesce(r.registeredAt, r.receivedAt)',
  isOpen: `r.state = 'draft' or ${runs(`select r.id union all ${protocolsOf}`)}`,
  visitId: 'r.visitId',
};

const readings: Record<DataKind, Reading> = {
  payer: { table: 'Payer', revision: 'r.revision', since: 'r.seenAt', isOpen: '0' },
  submission,
  identity: submission,
  insured: {
    ...submission,
    // until the payer has handed in again, or may no longer
    since: `coalesce((select max(coalesce(t.endedOn, t.due)) from "Term" t where t.subjectId in (${protocolsOf})),
              r.registeredAt, r.receivedAt)`,
  },
  protocol: {
    table: 'Protocol',
    revision: 'r.revision',
    since: 'r.issuedAt',
    isOpen: runs('r.id'),
    visitId: 'r.visitId',
  },
  complaint: {
    table: 'Complaint',
    revision: 'r.revision',
    since: `coalesce((select max(t.endedOn) from "Term" t where t.subjectId = r.id), r.receivedAt)`,
    isOpen: `r.state in ('received', 'registered') or ${runs('r.id')}`,
    visitId: 'r.visitId',
  },
  consultation: {
    table: 'Consultation',
    revision: 'r.revision',
    // what is asked at a booth is written down while it is asked: it is over when its reception is
    since: `coalesce(r.endedAt, (select x.finishedAt from "Reception" x where x.id = r.key), r.begunAt)`,
    isOpen: `case when r.key is null then r.endedAt is null else exists (
        select 1 from "Reception" x where x.id = r.key and x.state in ('open', 'parked')) end or ${runs('r.id')}`,
    visitId: 'r.visitId',
    code: `case r.kind when 'written' then 'consultationWritten' else 'consultationSpoken' end`,
  },
  card: { table: 'Card', revision: 'r.revision', since: 'r.issuedAt', isOpen: '0', visitId: 'r.visitId' },
  check: {
    table: 'Check',
    revision: 'r.revision',
    since: `coalesce(json_extract(r.content, '$.closedAt'), r.begunAt)`,
    isOpen: `r.state = 'open'`,
  },
  note: { table: 'Note', since: 'r.at', isOpen: '0', visitId: 'r.visitId' },
  visit: {
    table: 'Visit',
    since: 'r.day',
    isOpen: `r.status in ('booked', 'waiting', 'called', 'serving', 'missed', 'parked')`,
    visitId: 'r.id',
  },
  reception: {
    table: 'Reception',
    since: 'coalesce(r.finishedAt, r.begunAt)',
    isOpen: `r.state in ('open', 'parked')`,
    visitId: 'r.visitId',
  },
  printJob: {
    table: 'PrintJob',
    since: 'r.changedAt',
    isOpen: `r.state in ('queued', 'printing')`,
    visitId: 'r.visitId',
  },
};

/** A part of a submission goes with the whole of it. */
const erasedWith = (kind: DataKind) =>
  kind === 'identity' || kind === 'insured' ? `('${kind}', 'submission')` : `('${kind}')`;

function sqlOf(kind: DataKind): string {
  const { table, revision = '0', since, isOpen, visitId = 'null', code = 'null' } = readings[kind];
  return `select ${revision} as revision, ${since} as since, (${isOpen}) as isOpen, ${visitId} as visitId,
      ${code} as code,
      exists (select 1 from "Erased" e where e.officeId = r.officeId and e.kind in ${erasedWith(kind)}
        and e.subjectId = r.id) as isErased
    from "${table}" r where r.id = @id and r.officeId = @officeId`;
}

/** What it is called is not what it is kept by: a check's end stands in its content as a number. */
function fromOf(since: string | number): KeptRecord['from'] {
  if (typeof since === 'number') return since;
  return since.length === 10 ? since : textInstant(since);
}

/** The kind's own rule; of a consultation the row says which. */
function codeOf(kind: DataKind, found: RetentionCode | null): RetentionCode {
  return kind === 'consultation' ? (found ?? 'consultationWritten') : kind;
}

/** Prepares the look at a record by its kind and id; null when there is none. `today` says which terms run. */
export function makeKept(db: Database): (officeId: string, subject: DataSubject, today: string) => KeptRecord | null {
  type Asked = { officeId: string; id: string; today: string };
  const statements = new Map<DataKind, Statement<[Asked], Found>>();
  return (officeId, { kind, id }, today) => {
    const statement = statements.get(kind) ?? db.prepare<[Asked], Found>(sqlOf(kind));
    statements.set(kind, statement);
    const found = statement.get({ officeId, id, today });
    if (found === undefined) return null;
    return {
      subject: { kind, id },
      code: codeOf(kind, found.code),
      revision: found.revision,
      from: fromOf(found.since),
      isOpen: found.isOpen === 1,
      isErased: found.isErased === 1,
      visitId: found.visitId,
    };
  };
}

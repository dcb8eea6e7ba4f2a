/**
 * The books of cases. A row is kept whole as its content; beside it stands what is looked for. A change asserts the
 * revision that it was decided on: a row that went on meanwhile refuses the whole batch.
 */
import type { Database, Statement } from 'better-sqlite3';
import { keyOf, openErasure } from '../domain/caserow.js';
import type {
  Card,
  Check,
  CaseBooks,
  CasePatch,
  CaseRows,
  CaseTable,
  Complaint,
  Consultation,
  GivenTicket,
  Payer,
  Protocol,
  Sequence,
  Submission,
  Term,
} from '../domain/cases.js';
import type { Erasure, Hold } from '../domain/erasure.js';
import { at, atOrNull, json, table, type Table, type Value } from './columns.js';
import { makeKept } from './kept.js';
import { storedObject } from './stored.js';

/** A row of a case went on without the batch; nothing of it was written. */
export class StaleCase extends Error {
  override name = 'StaleCase';
  constructor(name: string, id: string, revision: number) {
    super(`${name} ${id} is not at revision ${revision - 1}, which the batch was decided on.`);
  }
}

/** What is searched by text: small letters, ё as е, digits of numbers also without their hyphens. */
export function searchText(parts: readonly string[]): string {
  const words = parts.filter((part) => part !== '').map(foldText);
  const digits = words.map((word) => word.replace(/(?<=\d)[-\s](?=\d)/g, '')).filter((word) => !words.includes(word));
  return [...words, ...digits].join(' \u00b7 ');
}

/**
 * Searched words without a person's ИНН: hidden until it is opened, it is found whole or not at all, and not digit by
 * digit. Twelve digits that stand there with their hyphens too are a registration number, which nobody hides.
 */
export function openlySearched(search: string): string {
  return search.replace(/(?<!\d)(\d{3})(\d{3})(\d{6})(?!\d)/g, (run, region: string, area: string, rest: string) =>
    search.includes(`${region}-${area}-${rest}`) ? run : '',
  );
}

/** As it is searched: small letters, one е. */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** What all packs come to, accrued and paid, as sums are written: «1234,50». */
function sumsOf(packs: Submission['content']['packs']): string[] {
  const roubles = (of: (sums: (typeof packs)[number]['sums']) => number) =>
    (packs.reduce((sum, { sums }) => sum + of(sums), 0) / 100).toFixed(2).replace('.', ',');
  if (packs.length === 0) return [];
  return [
    roubles((sums) => sums.insuranceAccrued + sums.fundedAccrued),
    roubles((sums) => sums.insurancePaid + sums.fundedPaid),
  ];
}

/** Without place, telephone and addresses: what is hidden until it is opened is not to be guessed digit by digit. */
export function complaintSearch({ content, registered, ticket }: Complaint): string {
  return searchText([
    content.name,
    content.officer,
    content.representative,
    ticket ?? '',
    registered === null ? '' : `${registered.number}/${registered.year}`,
  ]);
}

/** Without the address, as `complaintSearch`. */
export function consultationSearch({ topic, result, sender, ticket }: Consultation): string {
  return searchText([topic, result, sender, ticket ?? '']);
}

const whole = { content: json };
const payers = table<Payer>('Payer', (row) => row.payerId, {
  revision: (row) => row.revision,
  key: (row) => keyOf({ table: 'payer', row }),
  seenAt: (row) => at(row.seenAt),
  search: ({ card }) => searchText([card.regNo, card.inn, card.kpp, card.ogrn, card.name]),
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
  search: ({ payer, content, ticket, senderRef, registered, protocol, files }) =>
    searchText([
      payer.regNo,
      payer.inn,
      payer.kpp,
      payer.ogrn,
      payer.name,
      content.representative.name,
      content.representative.authority,
      ticket ?? '',
      senderRef,
      registered === null ? '' : `${registered.number}/${registered.year}`,
      protocol === null ? '' : `протокол ${protocol.number}/${protocol.year}`,
      ...new Set(content.packs.map(({ form }) => form)),
      content.type ?? '',
      content.year === null ? '' : `${content.period ?? ''}/${content.year}`,
      ...sumsOf(content.packs),
      ...files.map(({ name }) => name),
    ]),
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

const names: Record<CaseTable, string> = {
  payer: 'Payer',
  submission: 'Submission',
  protocol: 'Protocol',
  complaint: 'Complaint',
  consultation: 'Consultation',
  term: 'Term',
  sequence: 'Sequence',
  card: 'Card',
  check: 'Check',
  erasure: 'Erasure',
  hold: 'Hold',
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

/** Tables whose words are erased when their time has come. */
const erasable: ReadonlySet<CaseTable> = new Set([
  'payer',
  'submission',
  'protocol',
  'complaint',
  'consultation',
  'card',
  'check',
]);

/** A row as its content says. Throws `BrokenRow` when the text is none. */
export function caseRow<T extends CaseTable>(table: T, id: string, content: string): CaseRows[T] {
  const row = storedObject<CaseRows[T]>(content, `${names[table]} ${id}`);
  // written before anything was erased
  if (erasable.has(table) && !('erased' in row)) Object.assign(row, { erased: null });
  return row;
}

/** The reads that rulings make of cases: synchronous, so that no other press comes in between. */
export function makeCaseBooks(db: Database, officeId: string): CaseBooks {
  type Found = { id: string; content: string };
  const byId = new Map<CaseTable, Statement<[string, string], Found>>();
  const byKey = new Map<CaseTable, Statement<[string, string], { id: string }>>();
  const prepared = <S>(map: Map<CaseTable, S>, table: CaseTable, make: () => S): S => {
    const known = map.get(table) ?? make();
    map.set(table, known);
    return known;
  };
  const tickets = () =>
    db.prepare<[string, string], GivenTicket>(`select number, day from "Visit" where id = ? and officeId = ?`);
  let ticketById: ReturnType<typeof tickets> | null = null;
  const kept = makeKept(db);
  const filed = () =>
    db.prepare<[string, string], { submissionId: string; payerId: string | null; isErased: number }>(
      `select r.id as submissionId, r.payerId as payerId, exists (select 1 from "Erased" e where e.officeId = r.officeId
         and e.kind = 'submission' and e.subjectId = r.id) as isErased
       from "Submission" r where r.officeId = ? and r.visitId = ?`,
    );
  let filedAt: ReturnType<typeof filed> | null = null;
  // there is one at a time, and no column for it: its state says which
  const running = () =>
    db.prepare<[string], { id: string }>(
      `select id from "Erasure" where officeId = ? and state in ('ordered', 'running')`,
    );
  let runningErasure: ReturnType<typeof running> | null = null;
  return {
    ticket(visitId) {
      ticketById ??= tickets();
      return ticketById.get(visitId, officeId) ?? null;
    },
    row(table, id) {
      const find = prepared(byId, table, () =>
        db.prepare<[string, string], Found>(`select id, content from "${names[table]}" where id = ? and officeId = ?`),
      );
      const found = find.get(id, officeId);
      return found === undefined ? null : caseRow(table, id, found.content);
    },
    kept: (subject, today) => kept(officeId, subject, today),
    filedAt(visitId) {
      filedAt ??= filed();
      return filedAt.all(officeId, visitId).map((row) => ({ ...row, isErased: row.isErased === 1 }));
    },
    idByKey(table, key) {
      if (table === 'erasure') {
        runningErasure ??= running();
        return key === openErasure ? (runningErasure.get(officeId)?.id ?? null) : null;
      }
      const find = prepared(byKey, table, () =>
        db.prepare<[string, string], { id: string }>(
          `select id from "${names[table]}" where officeId = ? and key = ? order by id desc limit 1`,
        ),
      );
      return find.get(officeId, key)?.id ?? null;
    },
  };
}

/**
 * What lives longer than a day: payers, submissions, protocols, complaints, consultations, terms, yearly numbers. A rule
 * names the rows that it needs and gets them from the `CaseFile`; each carries a revision that the commit asserts.
 */
import type {
  Attestation,
  CheckContent,
  CheckState,
  ComplaintContent,
  ComplaintDecision,
  ComplaintState,
  ConsultationKind,
  DataSubject,
  FileFace,
  Finding,
  PayerCard,
  ProtocolKind,
  ProtocolState,
  StepState,
  SubmissionContent,
  SubmissionState,
  SubmissionType,
  TermState,
  TermSubject,
  Totals,
} from '../contract/index.js';
import type { Due } from './calendar.js';
import type { Erased, Erasure, FiledAt, Hold } from './erasure.js';
import type { Instant } from './instant.js';
import type { KeptRecord } from './keeping.js';
import type { PaperDocument } from './paper/document.js';

/** A step of a reception with its clock; the norm is the one of the day it began. */
export interface Step {
  step: string;
  state: StepState;
  normMinutes: number;
  ref: string;
  attested: boolean;
  /** Start of the running stretch; null unless it runs. */
  since: Instant | null;
  /** Spent in earlier stretches. */
  spentMs: number;
  doneAt: Instant | null;
  /** Who completed it or found it not needed (п. 57). */
  doneBy: string | null;
  attestation: Attestation | null;
}

/** A yearly number, given once: no gaps, no repeats. */
export interface YearlyNumber {
  year: number;
  number: number;
  at: Instant;
}

export interface Payer {
  payerId: string;
  revision: number;
  card: PayerCard;
  representative: { name: string; authority: string };
  seenAt: Instant;
  erased: Erased | null;
}

/** A payer's file as it was taken in, with what it said of itself: looked at again whenever the card changes. */
export interface TakenFile extends FileFace {
  regNo: string;
  type: SubmissionType | null;
  year: number | null;
  period: string | null;
  /** АДВ-6-2 of this file. */
  totals: Totals | null;
  /** Its findings that are not kept one by one, by severity. */
  more: { severity: number; count: number }[];
}

export interface Submission {
  submissionId: string;
  revision: number;
  state: SubmissionState;
  channel: string;
  packId: string;
  packVersion: string;
  receptionId: string | null;
  visitId: string | null;
  /** «А014»; null without a visit. */
  ticket: string | null;
  receivedAt: Instant;
  /** The day of receipt in the office's zone: п. 23 and 35 count from it. */
  receivedDay: string;
  /** Who works on it, or received it. */
  userId: string;
  senderRef: string;
  payerId: string | null;
  /** As it stood on this submission: a later change of the payer changes nothing here. */
  payer: PayerCard;
  content: SubmissionContent;
  files: TakenFile[];
  findings: Finding[];
  /** Findings that were found and not kept one by one, by severity. */
  more: { severity: number; count: number }[];
  registered: YearlyNumber | null;
  /** Of the protocol in force; before there is one, as things stand. */
  outcome: string | null;
  /** The newest protocol. */
  protocol: { protocolId: string; year: number; number: number } | null;
  /** What that protocol says of it, kept while the submission says something else: it is outdated then. */
  printedAs: string | null;
  includedAt: Instant | null;
  returnedAt: Instant | null;
  returnWay: string | null;
  resubmittedBy: string | null;
  erased: Erased | null;
}

export interface Protocol {
  protocolId: string;
  revision: number;
  submissionId: string;
  receptionId: string;
  visitId: string | null;
  year: number;
  number: number;
  kind: ProtocolKind;
  state: ProtocolState;
  outcome: string;
  issuedAt: Instant;
  issuedBy: string;
  /** The prescribed copies as printed, in their order: never composed again. */
  copies: PaperDocument[];
  /** HMAC key of the copies, destroyed with them; the journal keeps the MAC. */
  key: string;
  resubmitBy: Due | null;
  replaces: string | null;
  replacedBy: string | null;
  signedAt: Instant | null;
  refusedAt: Instant | null;
  handedOverAt: Instant | null;
  sentAt: Instant | null;
  sentHow: string;
  /** How many papers were ordered, the prescribed ones among them. */
  printed: number;
  erased: Erased | null;
}

export interface Complaint {
  complaintId: string;
  revision: number;
  state: ComplaintState;
  /** The regulation that it began under: an old case keeps its terms. */
  packId: string;
  packVersion: string;
  content: ComplaintContent;
  receptionId: string | null;
  visitId: string | null;
  ticket: string | null;
  receivedAt: Instant;
  receivedBy: string;
  registered: YearlyNumber | null;
  forwarded: { to: string; at: Instant; noticeAt: Instant | null; registeredThereOn: string | null } | null;
  decided: { act: string; at: Instant; by: string; decision: ComplaintDecision; remedyBy: Due | null } | null;
  replied: { at: Instant; by: string; way: 'post' | 'electronic' | 'handed' } | null;
  remedied: { at: Instant; note: string } | null;
  prosecutor: { at: Instant; note: string } | null;
  erased: Erased | null;
}

export interface Consultation {
  consultationId: string;
  revision: number;
  kind: ConsultationKind;
  receptionId: string | null;
  visitId: string | null;
  ticket: string | null;
  topic: string;
  result: string;
  sender: string;
  address: string;
  begunAt: Instant;
  endedAt: Instant | null;
  userId: string;
  erased: Erased | null;
}

/** A term of the regulation that began: what is due of whom until when. */
export interface Term {
  /** `<subject id>:<deadline code>`, so that a rule finds it without looking. */
  termId: string;
  revision: number;
  /** The deadline's code in the pack. */
  code: string;
  ref: string;
  packId: string;
  /** The version under which it began; terms of the first offices do not say it. */
  packVersion?: string;
  subject: { kind: TermSubject; id: string };
  visitId: string | null;
  label: string;
  userId: string;
  /** The day of the event: not counted. */
  from: string;
  due: Due;
  state: TermState;
  endedOn: string | null;
  endedBy: string | null;
  /** The breach is in the journal already. */
  breachedOn: string | null;
  /** A draft that says it does what is due: while it came in time, the term waits for its registration. */
  answeredBy: string | null;
}

/** The last number given of a yearly sequence. */
export interface Sequence {
  /** `<name>:<year>` */
  sequenceId: string;
  revision: number;
  last: number;
}

/** A card of the payer's cabinet: the password itself was printed once and is nowhere. */
export interface Card {
  cardId: string;
  revision: number;
  kind: 'card' | 'password';
  payerId: string;
  receptionId: string;
  visitId: string | null;
  userId: string;
  issuedAt: Instant;
  passwordHash: string;
  representative: string;
  identity: string;
  authority: string;
  erased: Erased | null;
}

/** A check of the office's work (п. 51-54). */
export interface Check {
  checkId: string;
  revision: number;
  state: CheckState;
  content: CheckContent;
  findings: {
    findingId: string;
    text: string;
    visitId: string | null;
    number: string | null;
    day: string | null;
    at: Instant;
    by: string;
  }[];
  begunAt: Instant;
  by: string;
  conclusion: string;
  closedAt: Instant | null;
  erased: Erased | null;
}

export interface CaseRows {
  payer: Payer;
  submission: Submission;
  protocol: Protocol;
  complaint: Complaint;
  consultation: Consultation;
  term: Term;
  sequence: Sequence;
  card: Card;
  check: Check;
  erasure: Erasure;
  hold: Hold;
}
export type CaseTable = keyof CaseRows;

/** A changed row of a case, whole, with the revision that it becomes: 1 for a new one. */
export type CasePatch = { [T in CaseTable]: { table: T; row: CaseRows[T] } }[CaseTable];

/** The rows of cases as a ruling finds them: the books', and over them what earlier rulings of the batch changed. */
export interface CaseFile {
  row<T extends CaseTable>(table: T, id: string): CaseRows[T] | null;
  /** The newest row with this key; which keys there are says `keyOf`. */
  byKey<T extends CaseTable>(table: T, key: string): CaseRows[T] | null;
  /** A ticket of whatever day: today's office knows its own only. */
  ticket(visitId: string): GivenTicket | null;
  /** Any record that holds words about people, as the books have it; `today` says which terms run. */
  kept(subject: DataSubject, today: string): KeptRecord | null;
  /** Everything that was handed in at a visit of whatever day. */
  filedAt(visitId: string): FiledAt[];
}

/** A ticket as it was given: what names it for good. */
export interface GivenTicket {
  number: string;
  /** The office day, `YYYY-MM-DD`. */
  day: string;
}

/** The books under a `CaseFile`: synchronous, on the writing connection, so that nothing comes in between. */
export interface CaseBooks {
  row<T extends CaseTable>(table: T, id: string): CaseRows[T] | null;
  idByKey(table: CaseTable, key: string): string | null;
  ticket(visitId: string): GivenTicket | null;
  kept(subject: DataSubject, today: string): KeptRecord | null;
  filedAt(visitId: string): FiledAt[];
}

/** The same registration number is the same payer; without one, the same ИНН and КПП. */
export function payerKey({ regNo, inn, kpp }: PayerCard): string | null {
  const digits = regNo.replace(/\D/g, '');
  if (digits.length === 12) return `reg:${digits}`;
  return inn === '' ? null : `inn:${inn}:${kpp}`;
}

/** The row as it becomes: the next revision. */
export function next<Row extends { revision: number }>(row: Row, change: Partial<Row>): Row {
  return { ...row, ...change, revision: row.revision + 1 };
}

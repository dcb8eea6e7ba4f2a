/**
 * The case of a payer on the wire: who hands in, what is handed in, what is wrong with it, what was made of it.
 * Everything typed is kept as typed; what is wrong with it is said by marks beside the fields and stops nobody.
 */
import * as z from 'zod';
import { ErasedFace, Masked } from './privacy.js';
import { Day, Id, Instant, Norm, plainText, WordsShape } from './shapes.js';
import {
  fileRefusals,
  markKeys,
  protocolKinds,
  protocolStates,
  stepStates,
  submissionStates,
  submissionTypes,
  termStates,
  termSubjects,
} from './vocabulary.js';

/** One line that a person types: trimmed, plain, bounded. */
export function line(max: number) {
  return plainText(max).refine((text) => !text.includes('\n'), 'one plain line');
}
/** A code of the regulation pack. */
export const Code = z.string().regex(/^[\p{L}\d_.-]{1,40}$/u);
/** Kopecks: sums are whole numbers, from 0 to 10 thousand million roubles. */
export const Kopecks = z.number().int().min(0).max(1_000_000_000_000);

/** п. 25, 45а: the payer as the reception sees it. Empty text: not known. */
export const PayerCard = z.strictObject({
  regNo: line(20),
  inn: line(20),
  kpp: line(20),
  /** ОГРН or ОГРНИП. */
  ogrn: line(20),
  name: line(240),
  /** A code of the pack's applicants (п. 3); empty: not said. */
  applicant: z.union([Code, z.literal('')]),
});
export type PayerCard = z.infer<typeof PayerCard>;

/** Who stands at the booth, and by what right (п. 45а, 67). */
export const Representative = z.strictObject({
  name: line(160),
  /** «Доверенность № 12 от 10.01.2014» */
  authority: line(240),
  /** Passport or another identity document, as typed; shown masked. */
  identity: line(120),
});
export type Representative = z.infer<typeof Representative>;

/** Sums of contributions: for the insurance part and the funded part. */
export const Sums = z.strictObject({
  insuranceAccrued: Kopecks,
  insurancePaid: Kopecks,
  fundedAccrued: Kopecks,
  fundedPaid: Kopecks,
});
export type Sums = z.infer<typeof Sums>;

/** A pack: an inventory and its documents. */
export const Pack = z.strictObject({
  packId: Id,
  /** The pack's own number, «00001». */
  number: line(12),
  /** A report form of the regulation pack. */
  form: Code,
  /** The inventory that it came with; null: it came without one. */
  inventory: Code.nullable(),
  persons: z.number().int().min(0).max(100_000),
  sums: Sums,
  /** The payer's file it was read from; null: entered by hand. */
  file: z.string().max(255).nullable(),
});
export type Pack = z.infer<typeof Pack>;

/** АДВ-6-2: what the payer says all packs come to. */
export const Totals = z.strictObject({
  packs: z.number().int().min(0).max(10_000),
  persons: z.number().int().min(0).max(1_000_000),
  sums: Sums,
});
export type Totals = z.infer<typeof Totals>;

/** What an operator types of a submission. */
export const SubmissionContent = z.strictObject({
  type: z.enum(submissionTypes).nullable(),
  year: z.number().int().min(1996).max(2099).nullable(),
  /** A period code of the pack for that year: quarter, half-year or «0» for the year. */
  period: z.string().max(2).nullable(),
  /** The period that a correcting or cancelling report is about. */
  correctedYear: z.number().int().min(1996).max(2099).nullable(),
  correctedPeriod: z.string().max(2).nullable(),
  representative: Representative,
  /** Packs entered by hand (`file` null); those of files are kept as they were read. */
  packs: z.array(Pack).max(300),
  totals: Totals.nullable(),
  /** Codes of the pack's documents that were seen: no other can be asked for (п. 21, 29, 30). */
  documents: z.array(Code).max(40),
  /** п. 31: what does not meet the requirements; empty: no refusal. */
  refusalGround: line(500),
  /** The protocol of errors that this resubmits. */
  resubmits: Id.nullable(),
});
export type SubmissionContent = z.infer<typeof SubmissionContent>;
/** The content as it is saved: an identity document that was shown masked and not touched is null and stays as it was. */
export const TypedContent = SubmissionContent.extend({
  representative: Representative.extend({ identity: line(120).nullable() }),
});
export type TypedContent = z.infer<typeof TypedContent>;

/** An error found, by hand or in a file. */
export const Finding = z.object({
  findingId: Id,
  /** `check`: what the packs contradict among themselves, looked at anew with every change. */
  source: z.enum(['hand', 'file', 'check']),
  file: z.string().nullable(),
  /** The number of the rule, «5.28.2»; empty for one in the operator's own words. */
  code: z.string(),
  severity: z.number().int(),
  text: WordsShape,
  where: z.string(),
  found: z.string(),
  expected: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** A finding as an operator adds it: by a rule of the catalogue, or in own words with a severity. */
export const NewFinding = z.strictObject({
  ruleId: z.string().max(80).nullable(),
  severity: z.number().int().min(10).max(50).nullable(),
  text: line(300),
  where: line(160),
  found: line(120),
  expected: line(120),
});
export type NewFinding = z.infer<typeof NewFinding>;

/** A payer's file as it was read: it is not kept itself. */
export const FileFace = z.object({
  name: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  readAt: Instant,
  packs: z.number().int(),
  persons: z.number().int(),
  findings: z.number().int(),
});
export type FileFace = z.infer<typeof FileFace>;

/** What reading a file came to; `refused` says why nothing was taken. */
export const FileReply = z.object({
  submissionId: Id.nullable(),
  files: z.array(FileFace),
  refused: z.array(z.object({ name: z.string(), why: z.enum(fileRefusals) })),
});
export type FileReply = z.infer<typeof FileReply>;

/** A check done in another system (п. 47а, 47б, 45в): Talon only says who said so. */
export const Attestation = z.strictObject({
  tool: line(80).min(1),
  result: z.enum(['passed', 'failed']),
  checkedAt: Instant,
  /** Name of the result file; empty: none. */
  file: line(160),
});
export type Attestation = z.infer<typeof Attestation>;

/** A step with its clock. */
export const StepFace = z.object({
  step: z.string(),
  title: WordsShape,
  short: WordsShape,
  norm: Norm,
  attested: z.boolean(),
  state: z.enum(stepStates),
  /** Spent before the running stretch, milliseconds. */
  spentMs: z.number(),
  /** Start of the running stretch; null unless it runs. */
  since: Instant.nullable(),
  /** Who completed it, «Петрова А. В.» (п. 57). */
  by: z.string().nullable(),
  doneAt: Instant.nullable(),
  attestation: Attestation.nullable(),
  /** What this step does when it is completed: a journal number, a protocol. */
  act: z.enum(['register', 'protocol']).nullable(),
});
export type StepFace = z.infer<typeof StepFace>;

/** What is wrong with a field as typed. */
export const Mark = z.object({ field: z.string(), key: z.enum(markKeys) });
export type Mark = z.infer<typeof Mark>;

/** When a term ends: a day, or for want of which year that is not known yet. */
export const DueFace = z.object({ day: Day.nullable(), undetermined: z.number().int().nullable() });
export type DueFace = z.infer<typeof DueFace>;

export const TermFace = z.object({
  termId: Id,
  /** The deadline's code in the pack. */
  code: z.string(),
  title: WordsShape,
  ref: z.string(),
  subject: z.object({ kind: z.enum(termSubjects), id: Id }),
  visitId: Id.nullable(),
  /** «А014», «журнал № 3187», «протокол № 412»: never a name. */
  label: z.string(),
  from: Day,
  due: DueFace,
  state: z.enum(termStates),
  /** Of an open one, as of the office's day. */
  standing: z.enum(['running', 'soon', 'overdue', 'undetermined', 'ended']),
  endedOn: Day.nullable(),
  /** What ended it, when that is worth a link: the submission that resubmitted. */
  endedBy: Id.nullable(),
  operator: z.string(),
});
export type TermFace = z.infer<typeof TermFace>;

export const ProtocolFace = z.object({
  protocolId: Id,
  year: z.number().int(),
  number: z.number().int(),
  kind: z.enum(protocolKinds),
  state: z.enum(protocolStates),
  issuedAt: Instant,
  by: z.string(),
  /** Where the payer has to resubmit: until when. */
  resubmitBy: DueFace.nullable(),
  signedAt: Instant.nullable(),
  refusedAt: Instant.nullable(),
  handedOverAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  copiesPrinted: z.number().int(),
});
export type ProtocolFace = z.infer<typeof ProtocolFace>;

/** The whole case, for whoever works on it. */
export const CasePage = z.object({
  submissionId: Id.nullable(),
  revision: z.number().int(),
  receptionId: Id.nullable(),
  /** «А014»; null without a visit. */
  ticket: z.string().nullable(),
  state: z.enum(submissionStates),
  channel: Code,
  receivedAt: Instant,
  senderRef: z.string(),
  payerId: Id.nullable(),
  payer: PayerCard,
  content: SubmissionContent,
  marks: z.array(Mark),
  files: z.array(FileFace),
  findings: z.array(Finding),
  /** Findings beyond those that are kept one by one. */
  moreFindings: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  /** As things stand, by the pack's thresholds; null: nothing to judge yet. */
  outcome: Code.nullable(),
  /** The protocol in force says something else than it does now: a correcting one comes first. */
  isOutdated: z.boolean(),
  /** When this report had to be handed in; null while its period is not said. */
  reportDue: DueFace.nullable(),
  isLate: z.boolean(),
  registered: z.object({ year: z.number().int(), number: z.number().int(), at: Instant }).nullable(),
  protocols: z.array(ProtocolFace),
  terms: z.array(TermFace),
  /** The protocol of errors that this resubmits, in words. */
  resubmits: ProtocolFace.nullable(),
  /** What is still missing before it can be registered: names of fields. */
  missing: z.array(z.string()),
  /** What of the payer, the content and the findings is masked: `data:open` opens it. */
  masked: Masked,
  erased: ErasedFace.nullable(),
});
export type CasePage = z.infer<typeof CasePage>;

/** A payer found again. */
export const PayerRow = z.object({
  payerId: Id,
  payer: PayerCard,
  /** The last representative seen; the identity document is not repeated. */
  representative: z.object({ name: z.string(), authority: z.string() }),
  seenAt: Instant,
  /** A masked number would find another payer: it is opened before the form is filled from it. */
  masked: Masked,
});
export type PayerRow = z.infer<typeof PayerRow>;

/** Complaints, other appeals and consultations on the wire (п. 14-17, 59-93 of order 196н). */
import * as z from 'zod';
import { Code, DueFace, line, TermFace } from './case.js';
import { ErasedFace, Masked } from './privacy.js';
import { Day, Id, Instant, plainText } from './shapes.js';
import { addressees, appealKinds, complaintStates, complaintWays, consultationKinds } from './vocabulary.js';

/** Words of a person over several lines. */
export function passage(max: number) {
  return plainText(max);
}

/** The fields of п. 65, with attachments (п. 66) and authority (п. 67). */
export const ComplaintContent = z.strictObject({
  kind: z.enum(appealKinds),
  way: z.enum(complaintWays),
  addressee: z.enum(addressees),
  /** а) the body, and the officer complained about. */
  body: line(240),
  officer: line(240),
  /** б) who complains. */
  applicant: z.enum(['person', 'entity']),
  name: line(240),
  /** Place of residence or location. */
  place: line(300),
  phone: line(80),
  email: line(120),
  postalAddress: line(300),
  /** Does the applicant wish the reply as an electronic document (п. 89)? */
  electronicReply: z.boolean(),
  /** в) what is complained about. */
  about: passage(4000),
  /** г) why. */
  arguments: passage(4000),
  /** Codes of the pack's complaint grounds (п. 61). */
  grounds: z.array(Code).max(10),
  attachments: z.array(line(200)).max(30),
  representative: line(160),
  /** A document code of п. 67; empty: the applicant comes in person. */
  authorityKind: z.union([Code, z.literal('')]),
  authority: line(240),
});
export type ComplaintContent = z.infer<typeof ComplaintContent>;
/** A complaint as it is saved again: null leaves a masked field as it was. */
export const TypedComplaint = ComplaintContent.extend({
  place: line(300).nullable(),
  phone: line(80).nullable(),
  email: line(120).nullable(),
  postalAddress: line(300).nullable(),
});
export type TypedComplaint = z.infer<typeof TypedComplaint>;

/** The decision (п. 83) as an act. */
export const ComplaintDecision = z.strictObject({
  decision: z.enum(['satisfied', 'refused', 'unanswered']),
  /** п. 87 for a refusal (а, б, в; empty: not justified), п. 82 for leaving it unanswered (а, б). */
  ground: z.enum(['', 'court', 'authority', 'decidedBefore', 'insult', 'unreadable']),
  /** Grounds of the decision, in words (п. 85г). */
  reasons: passage(4000),
  /** What is done to remedy, and until when at the latest (п. 84, 85е); empty unless satisfied. */
  remedy: passage(2000),
});
export type ComplaintDecision = z.infer<typeof ComplaintDecision>;

export const ComplaintRow = z.object({
  complaintId: Id,
  kind: z.enum(appealKinds),
  state: z.enum(complaintStates),
  year: z.number().int().nullable(),
  number: z.number().int().nullable(),
  receivedAt: Instant,
  way: z.enum(complaintWays),
  name: z.string(),
  grounds: z.array(z.string()),
  /** The next term that runs. */
  next: TermFace.nullable(),
  erased: ErasedFace.nullable(),
});
export type ComplaintRow = z.infer<typeof ComplaintRow>;

export const ComplaintPage = z.object({
  complaintId: Id,
  revision: z.number().int(),
  state: z.enum(complaintStates),
  content: ComplaintContent,
  ticket: z.string().nullable(),
  receivedAt: Instant,
  receivedBy: z.string(),
  registered: z.object({ year: z.number().int(), number: z.number().int(), at: Instant }).nullable(),
  forwarded: z
    .object({
      to: z.string(),
      at: Instant,
      noticeAt: Instant.nullable(),
      registeredThereOn: Day.nullable(),
      due: DueFace.nullable(),
    })
    .nullable(),
  decided: z
    .object({ act: z.string(), at: Instant, by: z.string(), decision: ComplaintDecision, remedyBy: DueFace.nullable() })
    .nullable(),
  replied: z.object({ at: Instant, by: z.string(), way: z.enum(['post', 'electronic', 'handed']) }).nullable(),
  remedied: z.object({ at: Instant, note: z.string() }).nullable(),
  prosecutor: z.object({ at: Instant, note: z.string() }).nullable(),
  terms: z.array(TermFace),
  /** Fields of the content that are masked: `data:open` opens them. */
  masked: Masked,
  erased: ErasedFace.nullable(),
});
export type ComplaintPage = z.infer<typeof ComplaintPage>;

/** п. 78д: a quarter in numbers, for the superior body. */
export const ComplaintSummary = z.object({
  year: z.number().int(),
  quarter: z.number().int(),
  received: z.number().int(),
  considered: z.number().int(),
  satisfied: z.number().int(),
  refused: z.number().int(),
  unanswered: z.number().int(),
  forwarded: z.number().int(),
  inWork: z.number().int(),
  late: z.number().int(),
  byGround: z.array(z.object({ ground: z.string(), count: z.number().int() })),
  byWay: z.array(z.object({ way: z.enum(complaintWays), count: z.number().int() })),
  otherAppeals: z.number().int(),
});
export type ComplaintSummary = z.infer<typeof ComplaintSummary>;

/** What was asked and what was answered, each in one line. */
export const ConsultationRow = z.object({
  consultationId: Id,
  kind: z.enum(consultationKinds),
  ticket: z.string().nullable(),
  topic: z.string(),
  result: z.string(),
  /** Of a written inquiry: who asks, and where the answer goes. */
  sender: z.string(),
  address: z.string(),
  begunAt: Instant,
  endedAt: Instant.nullable(),
  operator: z.string(),
  term: TermFace.nullable(),
  masked: Masked,
  erased: ErasedFace.nullable(),
});
export type ConsultationRow = z.infer<typeof ConsultationRow>;

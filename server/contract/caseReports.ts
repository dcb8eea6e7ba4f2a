/** What is asked about cases: the case itself, payers, registers, terms, complaints, consultations, papers, proofs. */
import * as z from 'zod';
import { ComplaintPage, ComplaintRow, ComplaintSummary, ConsultationRow } from './appeal.js';
import { CasePage, Mark, PayerRow, TermFace } from './case.js';
import { atBooth, ComplaintFilter, ConsultationFilter, QuarterFilter, TermFilter } from './filters.js';
import { LawPage } from './law.js';
import { ShownSheet } from './paper.js';
import { ProofPage } from './proof.js';
import { RegistrationFilter, RegistrationRow } from './registration.js';
import { Day, Id, Instant } from './shapes.js';
import { complaintPapers, submissionStates } from './vocabulary.js';
import type { Role } from './vocabulary.js';

const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
};

export const caseReports = {
  law: {
    by: ['operator', 'attendant', 'manager', 'administrator', 'auditor'],
    query: z.strictObject({}),
    reply: LawPage,
  },
  case: {
    by: atBooth,
    query: z.strictObject({ receptionId: Id.optional(), submissionId: Id.optional() }),
    reply: CasePage,
  },
  payers: {
    by: atBooth,
    query: z.strictObject({ text: z.string().trim().min(2).max(120) }),
    reply: z.object({ payers: z.array(PayerRow) }),
  },
  marks: {
    by: atBooth,
    query: z.strictObject({
      regNo: z.string().max(20).default(''),
      inn: z.string().max(20).default(''),
      kpp: z.string().max(20).default(''),
      ogrn: z.string().max(20).default(''),
      applicant: z.string().max(40).default(''),
    }),
    reply: z.object({ marks: z.array(Mark) }),
  },
  /** The protocol as it would be printed now (`receptionId`), or as it was (`protocolId`). */
  protocol: {
    by: atBooth,
    query: z.strictObject({ receptionId: Id.optional(), protocolId: Id.optional() }),
    reply: ShownSheet,
  },
  /** Protocols by number, for handing over at the booth. */
  protocols: {
    by: atBooth,
    query: z.strictObject({ text: z.string().trim().min(1).max(60) }),
    reply: z.object({
      protocols: z.array(
        z.object({
          protocolId: Id,
          submissionId: Id,
          year: z.number().int(),
          number: z.number().int(),
          kind: z.string(),
          state: z.string(),
          issuedAt: Instant,
          name: z.string(),
          regNo: z.string(),
        }),
      ),
    }),
  },
  registrations: {
    by: ['operator', 'manager', 'administrator', 'auditor'],
    query: RegistrationFilter.extend(page),
    reply: z.object({
      rows: z.array(RegistrationRow),
      total: z.number().int(),
      operators: z.array(z.object({ userId: Id, short: z.string() })),
    }),
  },
  proof: {
    by: ['operator', 'manager', 'administrator', 'auditor'],
    /** By the visit, by what was handed in (with or without a visit), or by day and number of the ticket. */
    query: z.strictObject({
      visitId: Id.optional(),
      submissionId: Id.optional(),
      day: Day.optional(),
      number: z.string().max(8).optional(),
    }),
    reply: ProofPage,
  },
  terms: {
    by: atBooth,
    query: TermFilter.extend(page),
    reply: z.object({
      terms: z.array(TermFace),
      total: z.number().int(),
      /** The submissions of these terms that are accepted: only they can be entered in the accounts (п. 23). */
      accepted: z.array(Id),
    }),
  },
  /** Electronic submissions that are not finished. */
  inbox: {
    by: atBooth,
    query: z.strictObject({}),
    reply: z.object({
      rows: z.array(
        z.object({
          submissionId: Id,
          receptionId: Id.nullable(),
          state: z.enum(submissionStates),
          channel: z.string(),
          receivedAt: Instant,
          senderRef: z.string(),
          regNo: z.string(),
          name: z.string(),
          operator: z.string(),
          protocol: z.object({ protocolId: Id, year: z.number().int(), number: z.number().int() }).nullable(),
          isSent: z.boolean(),
        }),
      ),
    }),
  },
  complaints: {
    by: atBooth,
    query: ComplaintFilter.extend(page),
    reply: z.object({ rows: z.array(ComplaintRow), total: z.number().int() }),
  },
  complaint: { by: atBooth, query: z.strictObject({ complaintId: Id }), reply: ComplaintPage },
  /** Papers of a complaint: the registered complaint, the notice of forwarding, the act, the reply (п. 74, 83, 85). */
  complaintPaper: {
    by: atBooth,
    query: z.strictObject({ complaintId: Id, paper: z.enum(complaintPapers) }),
    reply: ShownSheet,
  },
  complaintSummary: {
    by: ['operator', 'manager', 'administrator', 'auditor'],
    query: QuarterFilter,
    reply: ComplaintSummary,
  },
  consultations: {
    by: atBooth,
    query: ConsultationFilter.extend(page),
    reply: z.object({ rows: z.array(ConsultationRow), total: z.number().int() }),
  },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

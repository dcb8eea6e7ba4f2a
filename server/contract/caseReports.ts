/** What is asked about cases: the case itself, payers, registers, terms, complaints, consultations, papers, proofs. */
import * as z from 'zod';
import { ComplaintPage, ComplaintRow, ComplaintSummary, ConsultationRow } from './appeal.js';
import { CasePage, DueFace, Mark, PayerRow, TermFace } from './case.js';
import { figureSheets } from './figureReports.js';
import { PaperLines } from './paper.js';
import { Day, Id, Instant, Norm, WordsShape } from './shapes.js';
import {
  appealKinds,
  complaintStates,
  consultationKinds,
  submissionStates,
  submissionTypes,
  type Role,
} from './vocabulary.js';

/** What the console needs of the regulation to fill its lists: nothing that is not in the pack can be chosen. */
export const LawPage = z.object({
  applicants: z.array(z.object({ code: z.string(), title: WordsShape, ref: z.string() })),
  forms: z.array(
    z.object({
      code: z.string(),
      title: WordsShape,
      kind: z.enum(['report', 'inventory']),
      inventory: z.string().nullable(),
      scope: z.enum(['pack', 'submission']),
    }),
  ),
  periods: z.array(
    z.object({ fromYear: z.number().int(), toYear: z.number().int().nullable(), codes: z.array(z.string()) }),
  ),
  documents: z.array(z.object({ code: z.string(), title: WordsShape, ref: z.string() })),
  channels: z.array(z.object({ code: z.string(), title: WordsShape, inPerson: z.boolean(), ref: z.string() })),
  severities: z.array(z.object({ severity: z.number().int(), kind: z.enum(['warning', 'error']), title: WordsShape })),
  outcomes: z.array(z.object({ code: z.string(), title: WordsShape, ref: z.string().nullable() })),
  complaintGrounds: z.array(z.object({ code: z.string(), title: WordsShape, ref: z.string(), fast: z.boolean() })),
  /** Rules that a finding may name. */
  rules: z.array(z.object({ ruleId: z.string(), code: z.string(), severity: z.number().int(), text: WordsShape })),
  /** Optional steps, and whether this office has them. */
  optionalSteps: z.array(
    z.object({ procedure: z.string(), step: z.string(), title: WordsShape, norm: Norm, isOn: z.boolean() }),
  ),
  identifiers: z.array(z.object({ code: z.string(), title: WordsShape, example: z.string() })),
  /** Steps and terms by their codes: the journal's entries carry codes alone. */
  steps: z.array(z.object({ code: z.string(), title: WordsShape })),
  deadlines: z.array(z.object({ code: z.string(), title: WordsShape, ref: z.string() })),
});
export type LawPage = z.infer<typeof LawPage>;

/** One line of the registration journal (п. 45г): a registered submission with its yearly number. */
export const RegistrationRow = z.object({
  submissionId: Id,
  visitId: Id.nullable(),
  year: z.number().int(),
  number: z.number().int(),
  registeredAt: Instant,
  receivedAt: Instant,
  ticket: z.string().nullable(),
  regNo: z.string(),
  inn: z.string(),
  kpp: z.string(),
  name: z.string(),
  reportYear: z.number().int().nullable(),
  period: z.string().nullable(),
  type: z.enum(submissionTypes).nullable(),
  channel: z.string(),
  forms: z.array(z.string()),
  packs: z.number().int(),
  persons: z.number().int(),
  /** Kopecks, both parts together. */
  accrued: z.number().int(),
  paid: z.number().int(),
  representative: z.string(),
  authority: z.string(),
  operatorId: z.string(),
  operator: z.string(),
  state: z.enum(submissionStates),
  outcome: z.string().nullable(),
  protocol: z.object({ protocolId: Id, year: z.number().int(), number: z.number().int(), at: Instant }).nullable(),
  /** Where it has to be resubmitted: until when; null where not. */
  resubmitBy: DueFace.nullable(),
  /** The journal number of the submission that resubmitted it. */
  resubmittedBy: z.string().nullable(),
});
export type RegistrationRow = z.infer<typeof RegistrationRow>;

/** Filters of the registration journal; `text` looks in every field. */
export const RegistrationFilter = z.strictObject({
  from: Day.optional(),
  until: Day.optional(),
  operatorId: Id.optional(),
  outcome: z.string().max(40).optional(),
  text: z.string().trim().max(120).optional(),
});
export type RegistrationFilter = z.infer<typeof RegistrationFilter>;

/**
 * Every time of one ticket, who, by which rule, against which norm, with the journal's hashes. What came without a visit
 * has no ticket: its page is of the submission.
 */
export const ProofPage = z.object({
  visitId: Id.nullable(),
  /** Of the ticket. */
  number: z.string().nullable(),
  /** Null where there is a visit, whatever was handed in at it. */
  submission: z
    .object({
      submissionId: Id,
      registered: z.object({ year: z.number().int(), number: z.number().int() }).nullable(),
    })
    .nullable(),
  /** Of the ticket, or of the receipt. */
  day: Day,
  service: WordsShape,
  office: WordsShape,
  zone: z.string(),
  pack: z.object({ id: z.string(), version: z.string(), title: WordsShape }),
  /** Made now, from the journal as it is now. */
  madeAt: Instant,
  norms: z.array(
    z.object({
      /** `term`: another term of days that runs for what was handed in (return, processing, resubmission). */
      key: z.enum(['wait', 'reception', 'step', 'register', 'protocol', 'term']),
      title: WordsShape,
      ref: z.string().nullable(),
      limitMinutes: z.number().nullable(),
      tookMs: z.number().nullable(),
      /** Null: not over yet, or there is no norm. */
      isKept: z.boolean().nullable(),
      by: z.string(),
    }),
  ),
  entries: z.array(
    z.object({
      seq: z.number().int(),
      at: Instant,
      kind: z.string(),
      actor: z.string(),
      data: z.string(),
      hash: z.string(),
    }),
  ),
  /** Why this ticket was the next one, at each call. */
  calls: z.array(z.object({ at: Instant, rule: z.string(), booth: z.string(), operator: z.string() })),
  protocols: z.array(z.object({ protocolId: Id, year: z.number().int(), number: z.number().int(), at: Instant })),
  head: z.object({ seq: z.number().int(), hash: z.string() }),
});
export type ProofPage = z.infer<typeof ProofPage>;

/** Which terms a page shows, and its sheet. */
const TermFilter = z.strictObject({
  show: z.enum(['open', 'soon', 'overdue', 'undetermined', 'ended']).default('open'),
  code: z.string().max(40).optional(),
});
const ComplaintFilter = z.strictObject({
  kind: z.enum(appealKinds).optional(),
  state: z.enum(complaintStates).optional(),
  /** Days of receipt. */
  from: Day.optional(),
  until: Day.optional(),
  text: z.string().trim().max(120).optional(),
});
const ConsultationFilter = z.strictObject({
  kind: z.enum(consultationKinds).optional(),
  text: z.string().trim().max(120).optional(),
});

const atBooth: readonly Role[] = ['operator', 'manager', 'auditor'];
const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
};
/** A paper to look at and to print on an ordinary printer: the same document as the booth's printer gets. */
const Sheet = z.object({ title: z.string(), copies: z.array(PaperLines) });

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
    reply: Sheet,
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
    query: z.strictObject({ complaintId: Id, paper: z.enum(['complaint', 'notice', 'act', 'reply']) }),
    reply: Sheet,
  },
  complaintSummary: {
    by: ['operator', 'manager', 'administrator', 'auditor'],
    query: z.strictObject({
      year: z.coerce.number().int().min(2000).max(2099),
      quarter: z.coerce.number().int().min(1).max(4),
    }),
    reply: ComplaintSummary,
  },
  consultations: {
    by: atBooth,
    query: ConsultationFilter.extend(page),
    reply: z.object({ rows: z.array(ConsultationRow), total: z.number().int() }),
  },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

/** What can be taken away as a sheet: `GET /api/exports/:name.xlsx` or `.csv`. */
export const sheets = {
  registrations: { by: ['operator', 'manager', 'administrator', 'auditor'], query: RegistrationFilter },
  terms: { by: atBooth, query: TermFilter },
  complaints: { by: atBooth, query: ComplaintFilter },
  consultations: { by: atBooth, query: ConsultationFilter },
  complaintSummary: {
    by: ['operator', 'manager', 'administrator', 'auditor'],
    query: z.strictObject({
      year: z.coerce.number().int().min(2000).max(2099),
      quarter: z.coerce.number().int().min(1).max(4),
    }),
  },
  ...figureSheets,
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType }>;
export type SheetName = keyof typeof sheets;

/** The registration journal (п. 45г) as it is shown and searched. */
import * as z from 'zod';
import { DueFace } from './case.js';
import { ErasedFace, Masked } from './privacy.js';
import { Day, Id, Instant } from './shapes.js';
import { submissionStates, submissionTypes } from './vocabulary.js';

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
  masked: Masked,
  erased: ErasedFace.nullable(),
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

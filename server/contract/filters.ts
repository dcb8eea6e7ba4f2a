/** Which rows of a register are asked for: the same words for its page and for its sheet. */
import * as z from 'zod';
import { Day } from './shapes.js';
import { appealKinds, complaintStates, consultationKinds } from './vocabulary.js';
import type { Role } from './vocabulary.js';

/** Which terms a page shows, and its sheet. */
export const TermFilter = z.strictObject({
  show: z.enum(['open', 'soon', 'overdue', 'undetermined', 'ended']).default('open'),
  code: z.string().max(40).optional(),
});
export const ComplaintFilter = z.strictObject({
  kind: z.enum(appealKinds).optional(),
  state: z.enum(complaintStates).optional(),
  /** Days of receipt. */
  from: Day.optional(),
  until: Day.optional(),
  text: z.string().trim().max(120).optional(),
});
export const ConsultationFilter = z.strictObject({
  kind: z.enum(consultationKinds).optional(),
  text: z.string().trim().max(120).optional(),
});
/** Which quarter the summary of complaints is of. */
export const QuarterFilter = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2099),
  quarter: z.coerce.number().int().min(1).max(4),
});

/** Who may look into cases. */
export const atBooth: readonly Role[] = ['operator', 'manager', 'auditor'];

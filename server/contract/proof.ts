/** The proof page of one ticket or submission. */
import * as z from 'zod';
import { ErasedFace } from './privacy.js';
import { Day, Id, Instant, WordsShape } from './shapes.js';

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
  /** What was handed in is destroyed: its times and hashes stay. */
  erased: ErasedFace.nullable(),
});
export type ProofPage = z.infer<typeof ProofPage>;

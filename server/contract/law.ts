/** The regulation as the console needs it: titles, paragraphs and examples by their codes. */
import * as z from 'zod';
import { Norm, WordsShape } from './shapes.js';

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
  /** Of `part:steps`, to be sent with a change of them. */
  stepsRevision: z.number().int(),
  identifiers: z.array(z.object({ code: z.string(), title: WordsShape, example: z.string() })),
  /** Steps and terms by their codes: the journal's entries carry codes alone. */
  steps: z.array(z.object({ code: z.string(), title: WordsShape })),
  deadlines: z.array(z.object({ code: z.string(), title: WordsShape, ref: z.string() })),
});
export type LawPage = z.infer<typeof LawPage>;

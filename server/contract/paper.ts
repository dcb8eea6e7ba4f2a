/** A piece of paper as a screen draws it. */
import * as z from 'zod';

/** The lines of a print, drawn from the very bytes by the decoder, or of a document before it is printed. */
export const PaperLines = z.array(
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('text'),
      text: z.string(),
      align: z.enum(['left', 'center', 'right']),
      bold: z.boolean(),
      width: z.number().int(),
      height: z.number().int(),
    }),
    z.object({ kind: z.literal('qr'), data: z.string() }),
    /** White on black, in the middle. */
    z.object({ kind: z.literal('label'), text: z.string() }),
    z.object({ kind: z.literal('rule') }),
    /** A rule of two lines. */
    z.object({ kind: z.literal('double') }),
    z.object({ kind: z.literal('cut') }),
  ]),
);
export type PaperLines = z.infer<typeof PaperLines>;

/** A paper to look at and to print on an ordinary printer: the same document as the booth's printer gets. */
export const Sheet = z.object({ title: z.string(), copies: z.array(PaperLines) });
export type Sheet = z.infer<typeof Sheet>;

/** A paper with personal data as a screen shows it. */
export const ShownSheet = Sheet.extend({
  /** Something on it is hidden: `data:openPaper` opens it, to be read and printed. */
  isMasked: z.boolean(),
});
export type ShownSheet = z.infer<typeof ShownSheet>;

/**
 * Shapes that commands and views share. Zod lives on the server only; screens import the inferred types.
 */
import * as z from 'zod';
import { languages } from './vocabulary.js';

/** Ids are opaque: made by the server's `Ids` or by a screen's `crypto.getRandomValues`. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w:-]+$/);
/** Milliseconds since the epoch in office time, from 1970 to 2100. */
export const Instant = z.number().int().min(0).max(4_102_444_800_000);
/** A calendar day in the office's zone, `YYYY-MM-DD`. */
export const Day = z
  .string()
  .regex(/^[12]\d{3}-\d{2}-\d{2}$/)
  .refine((text) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false, 'no such day');
export const WordsShape = z.object({ ru: z.string(), en: z.string() });
export const LanguageShape = z.enum(languages);
/** Minutes, rounded out to five: shown as «5–10 минут». Null when no open booth takes the service. */
export const Expected = z.object({ fromMinutes: z.number().int(), toMinutes: z.number().int() }).nullable();
export type Expected = z.infer<typeof Expected>;
/** A norm of the regulation with its paragraph; `ref` null is an office's own target, which never turns red. */
export const Norm = z.object({ minutes: z.number(), ref: z.string().nullable() });
export type Norm = z.infer<typeof Norm>;
/** Text without control characters (line ends and tabs are allowed) and without marks that turn its direction. */
export function isPlainText(text: string): boolean {
  return !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text.replace(/[\n\t]/g, ''));
}
/** Free text typed by staff: bounded and plain. */
export const Note = z.string().trim().max(500).refine(isPlainText, 'control characters');
/** «087-105-000003»: three groups, twelve digits. */
export const RegNo = z.string().regex(/^\d{3}-\d{3}-\d{6}$/);
/** Number of a protocol as a visitor gives it: «412» or «412/2014». */
export const ProtocolNumber = z.string().regex(/^\d{1,6}(\/\d{4})?$/);

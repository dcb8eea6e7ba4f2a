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
/**
 * Text without control characters (line ends and tabs are allowed) and without signs that nobody sees, such as marks
 * that turn its direction.
 */
export function isPlainText(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text.replace(/[\n\t]/g, ''));
}
/**
 * Without what comes along with pasted text, changes no word and can be seen by nobody: soft hyphens, zero-width spaces
 * and joiners, byte order marks. Whoever pastes them could not find what is refused, so they are left out.
 */
function withoutHidden(text: string): string {
  return text.replace(/[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]/g, '');
}
/** Words that people type or paste: trimmed, plain, at most so many characters. */
export function plainText(max: number) {
  return z.string().overwrite(withoutHidden).trim().max(max).refine(isPlainText, 'control characters');
}
/** The name of a file as it is shown and kept: no sign of it is hidden. */
export const FileName = z
  .string()
  .overwrite((name) => name.replace(/\p{Cf}/gu, ''))
  .trim()
  .min(1)
  .max(255)
  .refine(isPlainText, 'control characters');
/** Free text typed by staff: bounded and plain. */
export const Note = plainText(500);
/** «087-105-000003»: three groups, twelve digits. */
export const RegNo = z.string().regex(/^\d{3}-\d{3}-\d{6}$/);
/** Number of a protocol as a visitor gives it: «412» or «412/2014». */
export const ProtocolNumber = z.string().regex(/^\d{1,6}(\/\d{4})?$/);

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
/** Milliseconds since the epoch in office time. */
export const Instant = z.number().int();
/** A calendar day in the office's zone, `YYYY-MM-DD`. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const WordsShape = z.object({ ru: z.string(), en: z.string() });
export const LanguageShape = z.enum(languages);
/** Minutes, rounded out to five: shown as «5–10 минут». Null when no open booth takes the service. */
export const Expected = z.object({ fromMinutes: z.number().int(), toMinutes: z.number().int() }).nullable();
export type Expected = z.infer<typeof Expected>;
/** A norm of the regulation with its paragraph; `ref` null is an office's own target, which never turns red. */
export const Norm = z.object({ minutes: z.number(), ref: z.string().nullable() });
export type Norm = z.infer<typeof Norm>;
/** Free text typed by staff: bounded, and without control characters. */
export const Note = z
  .string()
  .trim()
  .max(500)
  .refine(
    (text) => ![...text].some((letter) => letter < ' ' && letter !== '\n' && letter !== '\t'),
    'control characters',
  );
/** «087-105-000003»: three groups, twelve digits. */
export const RegNo = z.string().regex(/^\d{3}-\d{3}-\d{6}$/);

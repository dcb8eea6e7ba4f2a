/** How long every kind of record is kept, read from its file. What is malformed stops the start and is named. */
import * as z from 'zod';
import { Period, retentionCodes, WordsShape } from '../contract/index.js';
import type { RetentionRules } from '../domain/keeping.js';

const Rule = z.strictObject({
  code: z.enum(retentionCodes),
  title: WordsShape,
  from: WordsShape,
  keep: Period.nullable(),
  least: Period.nullable(),
  isPrescribed: z.boolean(),
  ref: WordsShape,
});
const RetentionFile = z.strictObject({ rules: z.array(Rule) });

/** Rules of keeping that cannot be trusted. The message names the places. */
export class RetentionRefused extends Error {
  constructor(name: string, faults: readonly string[]) {
    super([`The rules of keeping ${name} are malformed:`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.name = 'RetentionRefused';
  }
}

/**
 * Reads the rules of keeping.
 * @param name of the file, for the message
 * @throws RetentionRefused naming every place: a field that is no such, a code that is missing or stands there twice
 */
export function loadRetention(name: string, json: unknown): RetentionRules {
  const parsed = RetentionFile.safeParse(json);
  if (!parsed.success)
    throw new RetentionRefused(
      name,
      parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'the whole file'}: ${issue.message}`),
    );
  const { rules } = parsed.data;
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  const faults = rules.flatMap(({ code }, n) =>
    byCode.get(code) === rules[n] ? [] : [`rules.${n}: ${code} stands there twice`],
  );
  for (const code of retentionCodes) if (!byCode.has(code)) faults.push(`rules: ${code} is missing`);
  if (faults.length > 0) throw new RetentionRefused(name, faults);
  return byCode;
}

/**
 * The catalogue of rules that a finding may name. Every file of this folder is one source of them: what is looked at
 * among the packs of a submission, and what is looked at in a file of one format. The next format is another file.
 */
import * as z from 'zod';
import { WordsShape } from '../../contract/index.js';
import type { FindingRule } from '../../domain/regulation.js';

/** A file may say more of a rule (where to look, with what parameters); the catalogue needs this much. */
const Rules = z.array(
  z.object({
    ruleId: z.string().min(1).max(80),
    /** As the protocol names it. */
    code: z.string().min(1).max(20),
    severity: z.number().int().min(10).max(50),
    text: WordsShape,
  }),
);

/** A catalogue that cannot be trusted: the office must not start. */
export class CatalogueRefused extends Error {
  constructor(name: string, faults: readonly string[]) {
    super([`The catalogue of rules ${name} is malformed:`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
    this.name = 'CatalogueRefused';
  }
}

/**
 * Reads the rules of one file.
 * @param name of the file, for the message
 * @throws CatalogueRefused naming every place that is wrong
 */
export function loadCatalogue(name: string, json: unknown): FindingRule[] {
  const parsed = Rules.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new CatalogueRefused(
    name,
    parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'the whole file'}: ${issue.message}`),
  );
}

/** The rules of several files in one catalogue. Throws CatalogueRefused where two have the same id. */
export function joined(...catalogues: readonly (readonly FindingRule[])[]): FindingRule[] {
  const rules = catalogues.flat();
  const ids = new Set<string>();
  const twice = rules.filter(({ ruleId }) => ids.has(ruleId) || (ids.add(ruleId), false));
  if (twice.length === 0) return rules;
  throw new CatalogueRefused(
    'as a whole',
    twice.map(({ ruleId }) => `«${ruleId}» stands here twice`),
  );
}

/** Formats of payers' files: the shape of their data, and what the program knows. Another format is another file here. */
import * as z from 'zod';
import { WordsShape } from '../../contract/index.js';
import type { FileFormat } from '../../domain/format.js';
import type { FindingRule } from '../../domain/regulation.js';
import { patternFault } from '../pattern.js';
import pfr0700 from './pfr-07.00.json' with { type: 'json' };

const Path = z.string().max(200);
const Texts = z.array(z.string()).min(1);
const Pattern = z.string().refine((text) => patternFault(text) === null, 'no safe pattern');

const CheckShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('structure'),
    of: z.enum(['malformed', 'foreign', 'noBody', 'twoBodies', 'noInventory', 'noDocuments', 'unknownDocument']),
  }),
  z.strictObject({ kind: z.literal('present') }),
  z.strictObject({ kind: z.literal('anyPresent'), paths: Texts }),
  z.strictObject({ kind: z.literal('presentWhen'), when: Path, values: Texts }),
  z.strictObject({ kind: z.literal('absentWhen'), when: Path, values: Texts }),
  z.strictObject({ kind: z.literal('known'), names: Texts }),
  z.strictObject({ kind: z.literal('trimmed') }),
  z.strictObject({ kind: z.literal('oneOf'), values: Texts }),
  z.strictObject({ kind: z.literal('pattern'), pattern: Pattern, expected: z.string() }),
  z.strictObject({ kind: z.literal('checkDigits'), of: z.enum(['inn', 'snils']) }),
  z.strictObject({ kind: z.literal('date') }),
  z.strictObject({ kind: z.literal('notFuture') }),
  z.strictObject({ kind: z.literal('notAfter'), path: Path }),
  z.strictObject({ kind: z.literal('period'), year: Path }),
  z.strictObject({ kind: z.literal('atLeast'), path: Path }),
  z.strictObject({ kind: z.literal('someMoney'), paths: Texts }),
  z.strictObject({ kind: z.literal('asInventory'), path: Path }),
  z.strictObject({ kind: z.literal('unique') }),
  z.strictObject({ kind: z.literal('sequence') }),
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('sum'), path: Path }),
  z.strictObject({ kind: z.literal('mostDocuments'), most: z.number().int().positive() }),
  z.strictObject({ kind: z.literal('nameShape') }),
  z.strictObject({ kind: z.literal('isName') }),
  z.strictObject({ kind: z.literal('asName'), group: z.enum(['year', 'regNo', 'pack']) }),
]);

const RuleShape = z.strictObject({
  ruleId: z.string().min(1).max(80),
  code: z.string().min(1).max(16),
  severity: z.union([z.literal(10), z.literal(20), z.literal(30), z.literal(40), z.literal(50)]),
  text: WordsShape,
  on: z.enum(['file', 'body', 'inventory', 'document']),
  types: Texts.nullable(),
  path: Path,
  check: CheckShape,
});

const Sums = z.strictObject({ insuranceAccrued: Path, insurancePaid: Path, fundedAccrued: Path, fundedPaid: Path });

const TypeShape = z.strictObject({
  code: z.string().min(1).max(40),
  inventory: z.string().min(1),
  document: z.string().min(1),
  form: z.union([z.strictObject({ fixed: z.string() }), z.strictObject({ path: Path, values: Texts })]),
  inventoryForm: z.string().nullable(),
  role: z.enum(['pack', 'totals']),
  sums: Sums.nullable(),
  totals: z.strictObject({ packs: Path, persons: Path }).nullable(),
});

const FormatShape: z.ZodType<FileFormat> = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,40}$/),
  title: WordsShape,
  encoding: z.literal('windows-1251'),
  root: z.string().min(1),
  body: z.string().min(1),
  frame: Texts,
  namePattern: Pattern,
  nameGroups: z.array(z.enum(['year', 'regNo', 'pack', 'other'])),
  types: z.array(TypeShape).min(1),
  foreign: z.array(z.strictObject({ element: z.string().min(1), name: z.string().min(1) })),
  reads: z.strictObject({
    regNo: Texts,
    inn: Texts,
    kpp: Texts,
    name: Texts,
    packNumber: Texts,
    type: Texts,
    year: Texts,
    period: Texts,
    correctedYear: Texts,
    correctedPeriod: Texts,
    person: Texts,
  }),
  submissionTypes: z.strictObject({ initial: z.string(), correcting: z.string(), cancelling: z.string() }),
  yearlyPeriod: z.string(),
  periods: z.array(z.strictObject({ fromYear: z.number().int(), toYear: z.number().int().nullable(), codes: Texts })),
  rules: z.array(RuleShape).min(1),
});

const files: Record<string, unknown> = { 'pfr-07.00.json': pfr0700 };

/** Reads one format. Throws a sentence that names each place that is wrong: an office must not start with half a format. */
export function loadFormat(name: string, json: unknown): FileFormat {
  const shaped = FormatShape.safeParse(json);
  const faults = shaped.success
    ? faultsOf(shaped.data)
    : shaped.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  if (!shaped.success || faults.length > 0)
    throw new Error([`The file format ${name} is not sound:`, ...faults].join('\n  '));
  return shaped.data;
}

/** What a shape cannot say: ids that repeat, types that nobody defines, sums of forms that have none. */
function faultsOf(format: FileFormat): string[] {
  const types = new Set(format.types.map(({ code }) => code));
  const ids = new Set<string>();
  return format.rules.flatMap((rule) => {
    const found: string[] = [];
    if (ids.has(rule.ruleId)) found.push(`${rule.ruleId}: stands twice`);
    ids.add(rule.ruleId);
    for (const type of rule.types ?? []) if (!types.has(type)) found.push(`${rule.ruleId}: no type «${type}»`);
    return found;
  });
}

/** The formats that this program knows. */
export function loadFormats(): FileFormat[] {
  return Object.entries(files).map(([name, json]) => loadFormat(name, json));
}

/** Its rules as the catalogue of findings has them. */
export function findingRulesOf(format: FileFormat): FindingRule[] {
  return format.rules.map(({ ruleId, code, severity, text }) => ({ ruleId, code, severity, text }));
}

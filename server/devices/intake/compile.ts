/** A format made ready: paths cut, patterns compiled, rules sorted by what they look at. Once for each task. */
import type { Check, DocumentType, FileFormat, FormatRule, RuleScope, StructureFault } from '../../domain/format.js';
import { pathOf, type Path } from './tree.js';

export interface ReadyRule {
  rule: FormatRule;
  check: Check;
  path: Path;
  /** The path's parent and last step, for what must be there. */
  parent: Path;
  last: readonly string[];
  /** Another path of the check: beside, of the inventory, of the documents. */
  other: Path;
  others: Path[];
  pattern: RegExp | null;
  known: ReadonlySet<string>;
}

export interface ReadyFormat {
  format: FileFormat;
  name: RegExp;
  reads: Record<keyof FileFormat['reads'], readonly Path[]>;
  structure: Partial<Record<StructureFault, FormatRule>>;
  /** Rules of a scope that hold for a type; a pack whose type is not known has those that hold for all. */
  rulesOf(on: RuleScope, type: DocumentType | null): readonly ReadyRule[];
}

const none: ReadonlySet<string> = new Set();

function ready(rule: FormatRule): ReadyRule {
  const { check } = rule;
  const path = pathOf(rule.path);
  const other = 'path' in check ? check.path : 'when' in check ? check.when : 'year' in check ? check.year : '';
  return {
    rule,
    check,
    path,
    parent: path.slice(0, -1),
    last: path.at(-1) ?? [],
    other: pathOf(other),
    others: 'paths' in check ? check.paths.map(pathOf) : [],
    pattern: check.kind === 'pattern' ? new RegExp(check.pattern, 'u') : null,
    known: check.kind === 'known' ? new Set(check.names) : 'values' in check ? new Set(check.values) : none,
  };
}

export function readyFormat(format: FileFormat): ReadyFormat {
  const rules = format.rules.map(ready);
  const structure: Partial<Record<StructureFault, FormatRule>> = {};
  for (const { rule, check } of rules) if (check.kind === 'structure') structure[check.of] = rule;
  const sorted = new Map<string, ReadyRule[]>();
  const { reads } = format;
  return {
    format,
    name: new RegExp(format.namePattern, 'iu'),
    reads: {
      regNo: reads.regNo.map(pathOf),
      inn: reads.inn.map(pathOf),
      kpp: reads.kpp.map(pathOf),
      name: reads.name.map(pathOf),
      packNumber: reads.packNumber.map(pathOf),
      type: reads.type.map(pathOf),
      year: reads.year.map(pathOf),
      period: reads.period.map(pathOf),
      correctedYear: reads.correctedYear.map(pathOf),
      correctedPeriod: reads.correctedPeriod.map(pathOf),
      person: reads.person.map(pathOf),
    },
    structure,
    rulesOf(on, type) {
      const key = `${on} ${type?.code ?? ''}`;
      const had = sorted.get(key);
      if (had) return had;
      const holds = ({ rule }: ReadyRule) =>
        rule.on === on && (rule.types === null || (type !== null && rule.types.includes(type.code)));
      const made = rules.filter((one) => holds(one) && one.check.kind !== 'structure');
      sorted.set(key, made);
      return made;
    },
  };
}

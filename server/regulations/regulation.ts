/** A pack as the rules need it: what a case asks of the law, by its codes. */
import type { FindingRule, Regulation } from '../domain/regulation.js';
import { waitNormOf, type Pack } from './pack.js';

function byCode<Row extends { code: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.code, row]));
}

/** Cuts a pack for the rules. `findingRules` are those of the file formats that the pack knows. */
export function regulationOf(pack: Pack, findingRules: readonly FindingRule[]): Regulation {
  const limits = new Map(pack.limits.map(({ code, max, ref }) => [code, { minutes: max.n, ref }]));
  return {
    packId: pack.id,
    version: pack.version,
    title: pack.title,
    procedures: byCode(
      pack.procedures.map(({ code, title, ref, limit, journalStep, protocolStep, copies, steps }) => ({
        code,
        title,
        ref,
        norm: limits.get(limit) ?? { minutes: steps.reduce((sum, step) => sum + step.norm.n, 0), ref: null },
        journalStep,
        protocolStep,
        copies,
        steps: steps.map((step) => ({
          step: step.code,
          title: step.title,
          short: step.short,
          norm: { minutes: step.norm.n, ref: step.ref },
          optional: step.optional,
          attested: step.attested,
        })),
      })),
    ),
    services: byCode(pack.services),
    deadlines: byCode(
      pack.deadlines.map(({ code, title, ref, term, grounds }) => ({
        code,
        title,
        ref,
        days: term.unit === 'calendarDay' || term.unit === 'workingDay' ? { n: term.n, unit: term.unit } : null,
        grounds,
      })),
    ),
    forms: byCode(pack.forms),
    periods: pack.periods,
    filing: pack.filing,
    applicants: pack.applicants,
    documents: pack.documents,
    channels: byCode(pack.channels),
    outcomes: byCode(pack.outcomes),
    complaintGrounds: pack.complaintGrounds,
    severities: pack.severities,
    thresholds: pack.thresholds,
    identifiers: pack.identifiers,
    findingRules: new Map(findingRules.map((rule) => [rule.ruleId, rule])),
    texts: new Map(Object.entries(pack.texts)),
    waitNorm: waitNormOf(pack),
    limits,
    menu: pack.menu,
  };
}

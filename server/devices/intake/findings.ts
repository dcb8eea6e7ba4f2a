/** What was found in a file: so many of the worst are kept one by one, the others are counted. Memory is bounded. */
import type { FileFinding, FileRead } from '../../domain/intake.js';
import type { FormatRule } from '../../domain/format.js';
import { roomFor } from '../../domain/taking.js';

/** Of one file. */
const mostKept = 300;
const longestText = 120;

export interface Findings {
  add(rule: FormatRule, where: string, found: string, expected: string): void;
  /** The worst first, and within one severity as they stand in the file. */
  told(): { findings: FileFinding[]; more: { severity: number; count: number }[] };
}

const cut = (text: string): string => {
  const plain = text.replace(/\p{Cc}+/gu, ' ');
  return plain.length > longestText ? `${plain.slice(0, longestText - 1)}…` : plain;
};

export function makeFindings(): Findings {
  const bySeverity = new Map<number, { kept: FileFinding[]; count: number }>();
  return {
    add(rule, where, found, expected) {
      const group = bySeverity.get(rule.severity) ?? { kept: [], count: 0 };
      bySeverity.set(rule.severity, group);
      group.count += 1;
      if (group.kept.length < mostKept)
        group.kept.push({ ruleId: rule.ruleId, where: cut(where), found: cut(found), expected: cut(expected) });
    },
    told() {
      const findings: FileFinding[] = [];
      const more: { severity: number; count: number }[] = [];
      for (const [severity, { kept, count }] of [...bySeverity].sort(([a], [b]) => b - a)) {
        const taken = kept.slice(0, mostKept - findings.length);
        findings.push(...taken);
        if (count > taken.length) more.push({ severity, count: count - taken.length });
      }
      return { findings, more };
    },
  };
}

/**
 * The files of one upload with as many findings as one submission keeps: the worst of all files, the others counted
 * with their file. Sixty thousand would hold the thread that they are handed to.
 */
export function worstOf(files: readonly FileRead[], severityOf: (ruleId: string) => number): FileRead[] {
  const room = roomFor(files.flatMap(({ findings }) => findings.map(({ ruleId }) => severityOf(ruleId))));
  return files.map((file) => {
    const more = new Map(file.more.map(({ severity, count }) => [severity, count]));
    const findings = file.findings.filter(({ ruleId }) => {
      const severity = severityOf(ruleId);
      const left = room.get(severity) ?? 0;
      room.set(severity, left - 1);
      if (left <= 0) more.set(severity, (more.get(severity) ?? 0) + 1);
      return left > 0;
    });
    return { ...file, findings, more: [...more].map(([severity, count]) => ({ severity, count })) };
  });
}

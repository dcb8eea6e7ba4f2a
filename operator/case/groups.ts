/** Findings as they are read: those by hand first, then what the packs contradict, then file by file. Pure. */
import type { Finding } from '@contract';

export interface FindingGroup {
  key: string;
  source: Finding['source'];
  /** Name of the payer's file; null for what is of no file. */
  file: string | null;
  /** The gravest first. */
  findings: Finding[];
}

const rank: Record<Finding['source'], number> = { hand: 0, check: 1, file: 2 };

export function groupsOf(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const { source, file } = finding;
    const key = `${rank[source]} ${file ?? ''}`;
    const group = groups.get(key) ?? { key, source, file, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  const sorted = [...groups.values()].sort((a, b) => a.key.localeCompare(b.key, 'ru'));
  for (const group of sorted) group.findings.sort((a, b) => b.severity - a.severity);
  return sorted;
}

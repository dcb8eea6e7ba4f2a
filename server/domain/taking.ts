/** A payer's files taken into a submission: what they say fills what is still empty, a file of the same name replaces itself. */
import type { FileFace, Finding, PayerCard, SubmissionContent } from '../contract/index.js';
import type { Submission, TakenFile } from './cases.js';
import type { FileFinding, FileRead } from './intake.js';
import type { Instant } from './office.js';
import type { Regulation } from './regulation.js';

/** Findings of files that are kept one by one, of all files of a submission together; the others are counted. */
const keptFindings = 300;

/** Packs of a submission that the wire carries. */
export const packsAtMost = 300;

/** The submission without a file: its packs, its findings, its totals. */
export function withoutFile(row: Submission, name: string): Submission {
  const file = row.files.find((one) => one.name === name);
  if (file === undefined) return row;
  const files = row.files.filter((one) => one !== file);
  const totals = file.totals === null ? row.content.totals : (totalsOf(files) ?? null);
  return {
    ...row,
    files,
    content: { ...row.content, packs: row.content.packs.filter((pack) => pack.file !== name), totals },
    findings: row.findings.filter((one) => one.file !== name || one.source !== 'file'),
  };
}

/** АДВ-6-2 as the newest file that holds one says; null where none does. */
export function totalsOf(files: readonly TakenFile[]): SubmissionContent['totals'] {
  return files.findLast(({ totals }) => totals !== null)?.totals ?? null;
}

/** The card with the empty fields that a file can fill. */
function filledCard(card: PayerCard, said: FileRead['payer']): PayerCard {
  return {
    ...card,
    regNo: card.regNo || said.regNo,
    inn: card.inn || said.inn,
    kpp: card.kpp || said.kpp,
    name: card.name || said.name,
  };
}

/** The content with what a file says and nobody has said yet. A period goes with its year: half of one is another. */
function filledContent(content: SubmissionContent, file: FileRead, regulation: Regulation): SubmissionContent {
  const { year, period, correctedYear, correctedPeriod } = file;
  const isOf = (ofYear: number | null, code: string | null) =>
    ofYear !== null &&
    regulation.periods.some(
      ({ fromYear, toYear, codes }) =>
        ofYear >= fromYear && (toYear === null || ofYear <= toYear) && (code === null || codes.includes(code)),
    );
  const isPeriod = content.year === null && content.period === null && isOf(year, period);
  const isCorrected =
    content.correctedYear === null && content.correctedPeriod === null && isOf(correctedYear, correctedPeriod);
  return {
    ...content,
    type: content.type ?? file.type,
    ...(isPeriod ? { year, period } : {}),
    ...(isCorrected ? { correctedYear, correctedPeriod } : {}),
    totals: file.totals ?? content.totals,
  };
}

/** A finding of a file in the words of the catalogue; null for a rule that this office's catalogue does not have. */
function findingOf(found: FileFinding, file: string, regulation: Regulation, id: () => string): Finding | null {
  const rule = regulation.findingRules.get(found.ruleId);
  if (rule === undefined) return null;
  const { code, severity, text } = rule;
  const { where, found: seen, expected } = found;
  return { findingId: id(), source: 'file', file, code, severity, text, where, found: seen, expected };
}

/** Counts one more of a severity. */
function counted(more: TakenFile['more'], severity: number): TakenFile['more'] {
  return more.some((one) => one.severity === severity)
    ? more.map((one) => (one.severity === severity ? { severity, count: one.count + 1 } : one))
    : [...more, { severity, count: 1 }];
}

/** The worst findings of all files are kept, the others counted with their file. Those by hand stay. */
function bounded(row: Submission): Submission {
  const ofFiles = row.findings.filter(({ source }) => source === 'file');
  if (ofFiles.length <= keptFindings) return row;
  const dropped = new Set([...ofFiles].sort((a, b) => b.severity - a.severity).slice(keptFindings));
  const files = row.files.map((file) => {
    let { more } = file;
    for (const finding of dropped) if (finding.file === file.name) more = counted(more, finding.severity);
    return { ...file, more };
  });
  return { ...row, files, findings: row.findings.filter((finding) => !dropped.has(finding)) };
}

/**
 * The submission with a file. Packs of forms that the regulation does not name are left out: nothing else may be asked
 * for (п. 21), and the file's own findings say so.
 */
export function withFile(
  before: Submission,
  file: FileRead,
  regulation: Regulation,
  world: { now: Instant; id: () => string },
): Submission {
  const row = withoutFile(before, file.name);
  const packs = file.packs
    .filter(({ form }) => regulation.forms.get(form)?.kind === 'report')
    .map((pack) => ({
      ...pack,
      inventory: pack.inventory !== null && regulation.forms.has(pack.inventory) ? pack.inventory : null,
      packId: world.id(),
      file: file.name,
    }));
  const findings = file.findings.flatMap((found) => findingOf(found, file.name, regulation, world.id) ?? []);
  const { name, size, sha256, persons, type, year, period, totals, more } = file;
  const taken: TakenFile = {
    name,
    size,
    sha256,
    readAt: world.now,
    packs: packs.length,
    persons,
    findings: findings.length + more.reduce((sum, { count }) => sum + count, 0),
    regNo: file.payer.regNo,
    type,
    year,
    period,
    totals,
    more,
  };
  const content = filledContent(row.content, file, regulation);
  return bounded({
    ...row,
    payer: filledCard(row.payer, file.payer),
    content: { ...content, packs: [...content.packs, ...packs] },
    files: [...row.files, taken],
    findings: [...row.findings, ...findings],
  });
}

/** A taken file as screens see it. */
export function fileFace({ name, size, sha256, readAt, packs, persons, findings }: TakenFile): FileFace {
  return { name, size, sha256, readAt, packs, persons, findings };
}

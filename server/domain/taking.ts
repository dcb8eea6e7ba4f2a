/** A payer's files taken into a submission: what they say fills what is still empty, a file of the same name replaces itself. */
import type { FileFace, Finding, PayerCard, SubmissionContent } from '../contract/index.js';
import type { Submission, TakenFile } from './cases.js';
import type { FileFinding, FileRead } from './intake.js';
import type { Instant } from './instant.js';
import type { FindingRule, Regulation } from './regulation.js';

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

/** What a file says at a place, cut to what a line of paper carries. */
function cut(text: string): string {
  return [...text.slice(0, 400)].slice(0, 160).join('');
}

/** A finding of a file with the rule that it breaks, before it is told in the words of the catalogue. */
interface Found {
  rule: FindingRule;
  file: string;
  found: FileFinding;
}

/** Findings by rules of the catalogue; a rule that this office's catalogue does not have is passed over. */
function foundIn({ name, findings }: FileRead, regulation: Regulation): Found[] {
  return findings.flatMap((found) => {
    const rule = regulation.findingRules.get(found.ruleId);
    return rule === undefined ? [] : [{ rule, file: name, found }];
  });
}

function findingOf({ rule, file, found }: Found, id: () => string): Finding {
  const { code, severity, text } = rule;
  const [where, seen, expected] = [found.where, found.found, found.expected].map(cut);
  return {
    findingId: id(),
    source: 'file',
    file,
    code,
    severity,
    text,
    where: where ?? '',
    found: seen ?? '',
    expected: expected ?? '',
  };
}

/** How many of each severity are kept when only so many can be, the worst first. */
export function roomFor(severities: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const severity of severities) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  let left = keptFindings;
  for (const severity of [...counts.keys()].sort((a, b) => b - a)) {
    const kept = Math.min(left, counts.get(severity) ?? 0);
    counts.set(severity, kept);
    left -= kept;
  }
  return counts;
}

/** Adds the findings of files: the worst of all files are kept, the others counted with their file. Those by hand stay. */
function withFindings(row: Submission, added: readonly Found[], id: () => string): Submission {
  const known = row.findings.filter(({ source }) => source === 'file');
  const room = roomFor([...known.map(({ severity }) => severity), ...added.map(({ rule }) => rule.severity)]);
  const uncounted = new Map<string, Map<number, number>>();
  const isKept = (severity: number, file: string): boolean => {
    const left = room.get(severity) ?? 0;
    room.set(severity, left - 1);
    if (left > 0) return true;
    const ofFile = uncounted.get(file) ?? new Map<number, number>();
    ofFile.set(severity, (ofFile.get(severity) ?? 0) + 1);
    uncounted.set(file, ofFile);
    return false;
  };
  const stay = row.findings.filter(({ source, severity, file }) => source !== 'file' || isKept(severity, file ?? ''));
  const kept = added.filter(({ rule, file }) => isKept(rule.severity, file));
  const files = row.files.map((file) => {
    const counts = uncounted.get(file.name);
    if (counts === undefined) return file;
    for (const { severity, count } of file.more) counts.set(severity, (counts.get(severity) ?? 0) + count);
    return { ...file, more: [...counts].map(([severity, count]) => ({ severity, count })) };
  });
  return { ...row, files, findings: [...stay, ...kept.map((one) => findingOf(one, id))] };
}

/** One file's card, packs and totals; its findings are added with those of the others. */
function withContent(
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
  const { name, size, sha256, persons, type, year, period, totals, more } = file;
  const findings = foundIn(file, regulation).length + more.reduce((sum, { count }) => sum + count, 0);
  const { regNo } = file.payer;
  const said = { regNo, type, year, period, totals, more };
  const taken = { name, size, sha256, readAt: world.now, packs: packs.length, persons, findings, ...said };
  const content = filledContent(row.content, file, regulation);
  return {
    ...row,
    payer: filledCard(row.payer, file.payer),
    content: { ...content, packs: [...content.packs, ...packs] },
    files: [...row.files, taken],
  };
}

/**
 * The submission with files, each in place of its earlier reading. Packs of forms that the regulation does not name are
 * left out: nothing else may be asked for (п. 21), and the file's own findings say so.
 */
export function withFiles(
  before: Submission,
  files: readonly FileRead[],
  regulation: Regulation,
  world: { now: Instant; id: () => string },
): Submission {
  // an upload names each of its files once; should one come twice the last counts, as if they had come one by one
  const last = [...new Map(files.map((file) => [file.name, file])).values()];
  const row = last.reduce((becoming, file) => withContent(becoming, file, regulation, world), before);
  return withFindings(
    row,
    last.flatMap((file) => foundIn(file, regulation)),
    world.id,
  );
}

/** A taken file as screens see it. */
export function fileFace({ name, size, sha256, readAt, packs, persons, findings }: TakenFile): FileFace {
  return { name, size, sha256, readAt, packs, persons, findings };
}

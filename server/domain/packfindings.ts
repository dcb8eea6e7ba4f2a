/**
 * What the packs of a submission contradict among themselves and what they lack (п. 25, 26): looked at anew with every
 * change, so that a finding goes away when its ground does. Severities and texts are the catalogue's.
 */
import type { Finding, Pack, SubmissionContent, Sums } from '../contract/index.js';
import type { TakenFile } from './cases.js';
import { typeWords } from './content.js';
import { bare, isRegNo } from './identifiers.js';
import { wholeYear } from './periods.js';
import type { FindingRule, Regulation } from './regulation.js';

/** What is looked at: a submission before its findings are known. */
export interface Filed {
  payer: { regNo: string };
  content: Pick<SubmissionContent, 'packs' | 'totals' | 'year' | 'period' | 'type'>;
  files: readonly TakenFile[];
}

const sumNames = [
  ['insuranceAccrued', 'страховая часть, начислено'],
  ['insurancePaid', 'страховая часть, уплачено'],
  ['fundedAccrued', 'накопительная часть, начислено'],
  ['fundedPaid', 'накопительная часть, уплачено'],
] as const satisfies readonly (readonly [keyof Sums, string])[];

/** Kopecks as roubles, «1234.50», as the forms have them. */
export function roubles(kopecks: number): string {
  return `${Math.floor(kopecks / 100)}.${String(kopecks % 100).padStart(2, '0')}`;
}

/** The sums of all packs together, in kopecks. */
export function sumsOf(packs: readonly Pick<Pack, 'sums'>[]): Sums {
  const all: Sums = { insuranceAccrued: 0, insurancePaid: 0, fundedAccrued: 0, fundedPaid: 0 };
  for (const { sums } of packs) for (const [name] of sumNames) all[name] += sums[name];
  return all;
}

/** Insured persons of all packs together. */
export function personsOf(packs: readonly Pick<Pack, 'persons'>[]): number {
  return packs.reduce((sum, { persons }) => sum + persons, 0);
}

/** Where a fault is, in words, and of which file; null: in what was entered by hand, or in the whole. */
interface Place {
  where: string;
  file: string | null;
}
type Look = (ruleId: string, place: Place, found: string | number, expected: string | number) => void;

function lookAtPacks({ content: { packs, period } }: Filed, regulation: Regulation, look: Look): void {
  const numbers = new Set<string>();
  packs.forEach((pack, at) => {
    const place = { where: `пачка ${pack.number === '' ? at + 1 : pack.number}`, file: pack.file };
    const form = regulation.forms.get(pack.form);
    const inventory = form?.inventory ?? null;
    if (inventory !== null && pack.inventory === null) look('check.inventory.missing', place, '', inventory);
    else if (inventory !== pack.inventory) look('check.inventory.other', place, pack.inventory ?? '', inventory ?? '');
    const most = regulation.filing.packDocuments;
    if (pack.persons > most) look('check.pack.size', place, pack.persons, most);
    if (pack.persons === 0) look('check.pack.empty', place, 0, 1);
    if (pack.number !== '' && numbers.has(pack.number)) look('check.pack.twice', place, pack.number, '');
    numbers.add(pack.number);
    if (form?.frequency === 'year' && period !== null && period !== wholeYear)
      look('check.form.period', place, period, wholeYear);
  });
}

function lookAtTotals({ content: { packs, totals } }: Filed, regulation: Regulation, look: Look): void {
  const whole = [...regulation.forms.values()].find(
    ({ kind, scope }) => kind === 'inventory' && scope === 'submission',
  );
  if (whole === undefined || packs.length === 0) return;
  if (totals === null) return look('check.totals.missing', { where: '', file: null }, '', whole.code);
  const place = { where: whole.code, file: null };
  if (totals.packs !== packs.length) look('check.totals.packs', place, totals.packs, packs.length);
  const persons = personsOf(packs);
  if (totals.persons !== persons) look('check.totals.persons', place, totals.persons, persons);
  const sums = sumsOf(packs);
  for (const [name, title] of sumNames)
    if (totals.sums[name] !== sums[name])
      look(
        'check.totals.sum',
        { where: `${whole.code}, ${title}`, file: null },
        roubles(totals.sums[name]),
        roubles(sums[name]),
      );
}

/** «исходные, 4 / 2012»: what is not said is left out. */
function saidOf({ type, year, period }: Pick<TakenFile, 'type' | 'year' | 'period'>): string {
  const when = [period, year].filter((part) => part !== null).join(' / ');
  return [type === null ? '' : typeWords[type], when].filter((part) => part !== '').join(', ');
}

function lookAtFiles({ payer, content, files }: Filed, look: Look): void {
  for (const file of files) {
    const place = { where: file.name, file: file.name };
    // a card that is still being typed contradicts nothing
    if (file.regNo !== '' && isRegNo(payer.regNo) && bare(file.regNo) !== bare(payer.regNo))
      look('check.file.payer', place, file.regNo, payer.regNo);
    const differs = (field: 'type' | 'year' | 'period') =>
      file[field] !== null && content[field] !== null && file[field] !== content[field];
    if (differs('type') || differs('year') || differs('period'))
      look('check.file.period', place, saidOf(file), saidOf(content));
  }
}

/** How many such findings are told one by one: a hundred packs without inventory are one fault of one kind. */
const toldAtMost = 100;

/**
 * What is found in what was filed, in the order of the packs. A rule that the catalogue does not have is not looked at: an
 * office may take one out.
 */
export function packFindings(filed: Filed, regulation: Regulation): Finding[] {
  const findings: Finding[] = [];
  const add = ({ code, severity, text }: FindingRule, { where, file }: Place, found: string, expected: string) =>
    void findings.push({
      // looked at anew every time: the place in the list is name enough
      findingId: `check:${findings.length + 1}`,
      source: 'check',
      file,
      code,
      severity,
      text,
      where,
      found,
      expected,
    });
  const look: Look = (ruleId, place, found, expected) => {
    const rule = regulation.findingRules.get(ruleId);
    if (rule !== undefined && findings.length < toldAtMost) add(rule, place, String(found), String(expected));
  };
  lookAtTotals(filed, regulation, look);
  lookAtPacks(filed, regulation, look);
  lookAtFiles(filed, look);
  return findings;
}

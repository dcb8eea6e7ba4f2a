/**
 * Steps of the procedures against their norms, in the order of the law. What a manager sees in a row was one thing all
 * the time: where a new version brought another norm or another title, the step has a row for each, so that no length
 * and no share mixes two norms.
 */
import type { Figures, Norm, Words } from '../../contract/index.js';
import { ofStep, type Gathered, type GatheredStep } from './gather.js';
import { boxed, noSpread, spreadsOf } from './ranks.js';

type StepRow = Figures['steps'][number];

interface Step {
  procedure: string;
  step: string;
  title: Words;
  norm: Norm | null;
  versions: string[];
  /** Its place in the law. */
  place: number;
}

const itself = (code: string): Words => ({ ru: code, en: code });

function lawOf({ law: { procedure, version, steps }, step, minutes }: GatheredStep): Step {
  const place = steps.findIndex((one) => one.step === step);
  const law = steps[place];
  return {
    procedure,
    step,
    title: law?.title ?? itself(step),
    norm: minutes < 0 ? null : { minutes, ref: law?.norm.ref ?? null },
    versions: version === '' ? [] : [version],
    place,
  };
}

const isSame = (one: Step, other: Step) =>
  one.procedure === other.procedure &&
  one.step === other.step &&
  one.title.ru === other.title.ru &&
  one.title.en === other.title.en &&
  one.norm?.minutes === other.norm?.minutes &&
  one.norm?.ref === other.norm?.ref;

/** Services that follow the same procedure are one row, and versions that say the same of a step. */
export function stepsOf({ steps, stepsOf: pairs }: Gathered): StepRow[] {
  const laws: Step[] = [];
  const groupOfPair = pairs.map((pair) => {
    const law = lawOf(pair);
    const at = laws.findIndex((one) => isSame(one, law));
    if (at < 0) return laws.push(law) - 1;
    const versions = laws[at]?.versions ?? [];
    for (const version of law.versions) if (!versions.includes(version)) versions.push(version);
    return at;
  });
  const table = Uint16Array.from(groupOfPair);
  const groupOf = steps.code(ofStep.step).slice();
  for (let row = 0; row < groupOf.length; row += 1) groupOf[row] = table[groupOf[row] ?? 0] ?? 0;
  const spreads = spreadsOf(boxed(steps.number(ofStep.spentMs)), groupOf, laws.length);
  const [kept, passed] = [new Uint32Array(laws.length), new Uint32Array(laws.length)];
  pairs.forEach((pair, at) => {
    const group = groupOfPair[at] ?? 0;
    kept[group] = (kept[group] ?? 0) + pair.kept;
    passed[group] = (passed[group] ?? 0) + pair.passed;
  });
  // the rows of one step stand together, where the last version that has it puts it
  const placeOf = ({ procedure, step }: Step) =>
    laws.findLast((one) => one.procedure === procedure && one.step === step)?.place ?? -1;
  const rows = laws.map((law, group) => {
    const { procedure, step, title, norm, versions } = law;
    const within = kept[group] ?? 0;
    const inNorm = { within, of: within + (passed[group] ?? 0) };
    const row: StepRow = { procedure, step, title, norm, versions, spent: spreads[group] ?? noSpread, inNorm };
    return { row, place: placeOf(law) };
  });
  return rows
    .sort(
      (one, other) =>
        one.row.procedure.localeCompare(other.row.procedure) ||
        one.place - other.place ||
        one.row.step.localeCompare(other.row.step),
    )
    .map(({ row }) => row);
}

/** Has a step of the period more than one row? */
export function areTold(rows: readonly StepRow[]): boolean {
  return rows.some((row, at) =>
    rows.slice(0, at).some((one) => one.procedure === row.procedure && one.step === row.step),
  );
}

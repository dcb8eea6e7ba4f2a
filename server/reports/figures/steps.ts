/** Steps of the procedures against their norms, in the order of the law. */
import type { Figures, Words } from '../../contract/index.js';
import type { PrescribedStep } from '../../domain/regulation.js';
import type { World } from '../world.js';
import { ofStep, type Gathered } from './gather.js';
import type { Known } from './known.js';
import { boxed, noSpread, spreadsOf } from './ranks.js';

type StepRow = Figures['steps'][number];

interface Step {
  procedure: string;
  step: string;
  law: PrescribedStep | null;
  /** Its place in the law. */
  place: number;
}

const itself = (code: string): Words => ({ ru: code, en: code });

function lawOf(world: World, known: Known, serviceId: string, step: string): Step {
  const service = known.services.get(serviceId);
  const procedure = service?.procedure ?? '';
  const steps = world.regulations.get(service?.packId ?? '')?.procedures.get(procedure)?.steps ?? [];
  const place = steps.findIndex((one) => one.step === step);
  return { procedure, step, law: steps[place] ?? null, place };
}

/** Services that follow the same procedure are one row. */
export function stepsOf(world: World, known: Known, { steps, stepsOf: pairs }: Gathered): StepRow[] {
  const laws: Step[] = [];
  const groupOfPair = pairs.map(({ serviceId, step }) => {
    const law = lawOf(world, known, serviceId, step);
    const at = laws.findIndex((one) => one.procedure === law.procedure && one.step === step);
    return at >= 0 ? at : laws.push(law) - 1;
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
  const rows = laws.map(({ procedure, step, law, place }, group) => {
    const spread = spreads[group];
    const within = kept[group] ?? 0;
    const row: StepRow = {
      procedure,
      step,
      title: law?.title ?? itself(step),
      norm: law?.norm ?? null,
      spent: spread ?? noSpread,
      inNorm: { within, of: within + (passed[group] ?? 0) },
    };
    return { row, place };
  });
  return rows
    .sort((one, other) => one.row.procedure.localeCompare(other.row.procedure) || one.place - other.place)
    .map(({ row }) => row);
}

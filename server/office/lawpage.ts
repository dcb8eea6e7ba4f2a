/** What the console needs of the regulation to fill its lists: nothing that is not in the pack can be chosen (п. 21, 29, 30). */
import type { LawPage } from '../contract/index.js';
import { revisionOf } from '../domain/marks.js';
import type { Office } from '../domain/office.js';
import { partThing } from '../domain/parts.js';

/** The law of an office; of two packs the first. Null where its services are of none. */
export function lawPage(office: Office): LawPage | null {
  const [law] = office.regulations.values();
  if (law === undefined) return null;
  const { optionalSteps } = office.settings;
  // the same step may stand in two procedures: its name is one
  const steps = new Map([...law.procedures.values()].flatMap((one) => one.steps.map((row) => [row.step, row.short])));
  return {
    applicants: law.applicants.map(({ code, title, ref }) => ({ code, title, ref })),
    forms: [...law.forms.values()].map(({ code, title, kind, inventory, scope }) => ({
      code,
      title,
      kind,
      inventory,
      scope,
    })),
    periods: law.periods.map(({ fromYear, toYear, codes }) => ({ fromYear, toYear, codes: [...codes] })),
    documents: law.documents.map(({ code, title, ref }) => ({ code, title, ref })),
    channels: [...law.channels.values()].map(({ code, title, inPerson, ref }) => ({ code, title, inPerson, ref })),
    severities: law.severities.map(({ severity, kind, title }) => ({ severity, kind, title })),
    outcomes: [...law.outcomes.values()].map(({ code, title, ref }) => ({ code, title, ref })),
    complaintGrounds: law.complaintGrounds.map(({ code, title, ref, fast }) => ({ code, title, ref, fast })),
    rules: [...law.findingRules.values()].map(({ ruleId, code, severity, text }) => ({ ruleId, code, severity, text })),
    optionalSteps: [...law.procedures.values()].flatMap(({ code: procedure, steps }) =>
      steps
        .filter(({ optional }) => optional)
        .map(({ step, title, norm }) => ({
          procedure,
          step,
          title,
          norm,
          isOn: optionalSteps.includes(`${procedure}:${step}`),
        })),
    ),
    stepsRevision: revisionOf(office, partThing('steps')),
    identifiers: law.identifiers.map(({ code, title, example }) => ({ code, title, example })),
    steps: [...steps].map(([code, title]) => ({ code, title })),
    deadlines: [...law.deadlines.values()].map(({ code, title, ref }) => ({ code, title, ref })),
  };
}

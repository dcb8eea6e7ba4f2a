/** What an office says of the prescribed procedures: which of their optional steps it has. */
import { takenNothing, takenNow } from '../change.js';
import { decide, refuse, type Rule } from '../decide.js';
import { marked, unlessSeen } from '../marks.js';
import { partThing } from '../parts.js';

/**
 * Turns an optional step on or off from the next reception on; those that have begun keep their steps.
 * Refuses: notFound (no such procedure or step), notNow (the step is not optional), editedMeanwhile.
 */
export const setStep: Rule<'procedure:setStep'> = (office, press, context) => {
  const procedures = [...office.regulations.values()].flatMap((one) => one.procedures.get(press.procedure) ?? []);
  if (procedures.length === 0) return refuse('notFound', { field: 'procedure' });
  const prescribed = procedures.flatMap(({ steps }) => steps.filter(({ step }) => step === press.step));
  if (prescribed.length === 0) return refuse('notFound', { field: 'step' });
  if (!prescribed.some(({ optional }) => optional)) return refuse('notNow');
  const thing = partThing('steps');
  const meanwhile = unlessSeen(office, thing, press.seen);
  if (meanwhile !== null) return meanwhile;
  const name = `${press.procedure}:${press.step}`;
  const others = office.settings.optionalSteps.filter((one) => one !== name);
  const isOn = others.length < office.settings.optionalSteps.length;
  if (isOn === press.isOn) return decide({ patches: [], entries: [], reply: takenNothing(press.seen) });
  const optionalSteps = press.isOn ? [...others, name] : others;
  const mark = marked(office, thing, context);
  return decide({
    patches: [{ table: 'settings', row: { ...office.settings, optionalSteps } }, mark.patch],
    entries: [
      {
        at: context.now,
        kind: 'procedure:stepSet',
        actor: context.actor.actorId,
        visitId: null,
        data: { procedure: press.procedure, step: press.step, isOn: press.isOn },
      },
    ],
    reply: takenNow(mark.revision),
  });
};

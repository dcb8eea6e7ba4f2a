/**
 * The steps of an open reception, by its operator (п. 45, 47, 57). Completing the step of the journal registers what was
 * handed in, completing the step of the protocol issues it; one key does either and starts the next step.
 */
import type { Attestation } from '../../contract/index.js';
import type { Step } from '../cases.js';
import { decide, noteOf, refuse, type Context, type Refused, type Rule } from '../decide.js';
import type { Office } from '../office.js';
import type { Reception } from '../reception.js';
import { handedIn, procedureOf, stepsPatch } from '../reception.js';
import { completeStep, reopenStep, skipStep, stepEntries } from '../steps.js';
import { noEffects, together, type Effects } from '../terms.js';
import { issueProtocol } from './protocol.js';
import { registerSubmission } from './submission.js';

interface AtStep {
  ok: true;
  reception: Reception;
  step: Step;
  /** What completing this step does besides. */
  act: 'register' | 'protocol' | null;
}

/** The step of a press. Refuses: notFound, notYours, notNow (the reception is not open), badAnswer (no such step). */
function stepAt(office: Office, press: { receptionId: string; step: string }, context: Context): AtStep | Refused {
  const reception = office.receptions.get(press.receptionId);
  if (reception === undefined) return refuse('notFound', { field: 'receptionId' });
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  if (reception.state !== 'open') return refuse('notNow');
  const step = reception.steps.find((one) => one.step === press.step);
  if (step === undefined) return refuse('badAnswer', { field: 'step' });
  const procedure = procedureOf(office, reception);
  const isJournal = step.step === procedure?.journalStep;
  const act = isJournal ? 'register' : step.step === procedure?.protocolStep ? 'protocol' : null;
  return { ok: true, reception, step, act };
}

/** The reception with its steps changed, and what the journal tells of them. */
function changed(
  context: Context,
  { reception, step }: AtStep,
  steps: readonly Step[],
  more: { attestation: Attestation | null; words: string; told: Record<string, unknown> },
): Effects {
  const { attestation } = more;
  const after = steps.map((one) => (one.step === step.step ? { ...one, attestation } : one));
  const note = noteOf(context, reception.visitId, more.words);
  return {
    patches: [stepsPatch(reception, after), ...note.patches],
    entries: stepEntries(context, reception, reception.steps, after, { ...more.told, ...note.told }),
  };
}

/** What a step of the journal or of the protocol does when it is completed; nothing a second time. */
function actOf(office: Office, { reception, act }: AtStep, context: Context): { ok: true; effects: Effects } | Refused {
  const isIssued = (handedIn(office, reception)?.protocol ?? null) !== null;
  if (act === 'register') return registerSubmission(office, reception, context);
  if (act === null || isIssued) return { ok: true, effects: noEffects };
  return issueProtocol(office, reception, { replaces: null, reason: '' }, context);
}

/**
 * Completes the running step and starts the next open one. What another system checked is attested: who says so, with
 * what result and when; its tool and file are words of a person and go into a note.
 * Refuses: notFound, notYours, notNow, badAnswer (step, attestation), attestationNeeded, and as `registerSubmission` or
 * `issueProtocol`.
 */
export const complete: Rule<'reception:completeStep'> = (office, press, context) => {
  const at = stepAt(office, press, context);
  if (!at.ok) return at;
  const { reception, step } = at;
  const { attestation } = press;
  if (step.state !== 'running') return refuse('notNow');
  if (step.attested && attestation === null) return refuse('attestationNeeded', { step: step.step });
  // nobody attests what Talon did not ask for, or what is yet to be checked
  if (attestation !== null && (!step.attested || attestation.checkedAt > context.now))
    return refuse('badAnswer', { field: 'attestation' });
  const steps = completeStep(reception.steps, step.step, context.actor.actorId, context.now);
  if (steps === null) return refuse('notNow');
  const acted = actOf(office, at, context);
  if (!acted.ok) return acted;
  const words = attestation === null ? '' : [attestation.tool, attestation.file].filter((one) => one !== '').join('\n');
  const told = attestation === null ? {} : { attested: attestation.result, checkedAt: attestation.checkedAt };
  return decide({
    ...together(acted.effects, changed(context, at, steps, { attestation, words, told })),
    reply: { visitId: reception.visitId },
  });
};

/**
 * Finds a step not needed, with a reason. What was handed in is registered and gets its protocol all the same (п. 45г,
 * 48). Refuses: notFound, notYours, notNow (over, or such a step), badAnswer (step).
 */
export const skip: Rule<'reception:skipStep'> = (office, press, context) => {
  const at = stepAt(office, press, context);
  if (!at.ok) return at;
  if (at.act !== null && handedIn(office, at.reception) !== null) return refuse('notNow');
  const steps = skipStep(at.reception.steps, at.step.step, context.actor.actorId, context.now);
  if (steps === null) return refuse('notNow');
  return decide({
    ...changed(context, at, steps, { attestation: null, words: press.reason, told: {} }),
    reply: { visitId: at.reception.visitId },
  });
};

/**
 * Takes a step up again, or before its turn; the running one waits and goes on afterwards. A number that was given and
 * a protocol that was issued stay what they are. Refuses: notFound, notYours, notNow (it runs), badAnswer (step).
 */
export const reopenOne: Rule<'reception:reopenStep'> = (office, press, context) => {
  const at = stepAt(office, press, context);
  if (!at.ok) return at;
  const steps = reopenStep(at.reception.steps, at.step.step, context.now);
  if (steps === null) return refuse('notNow');
  return decide({
    patches: [stepsPatch(at.reception, steps)],
    entries: stepEntries(context, at.reception, at.reception.steps, steps),
    reply: { visitId: at.reception.visitId },
  });
};

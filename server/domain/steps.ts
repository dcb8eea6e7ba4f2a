/**
 * The prescribed steps of a reception, each with its own clock (п. 45, 47). At most one runs: completing it starts the
 * first that is still open, taking another up lets the running one wait. A parked reception's step stays `running`
 * with its clock stopped, so that going on knows where it was.
 */
import type { Step } from './cases.js';
import type { Context } from './decide.js';
import type { Entry } from './patch.js';
import type { Instant } from './instant.js';
import type { Reception } from './reception.js';
import type { Settings } from './settings.js';
import type { Procedure } from './regulation.js';

/** How a step ends: done, or not needed with a reason. */
type Ending = 'done' | 'notNeeded';

/** Time spent on a step until now, in milliseconds; it never counts backwards when a clock was set. */
export function spentMs(step: Step, now: Instant): number {
  return step.spentMs + (step.since === null ? 0 : Math.max(0, now - step.since));
}

/** Is it behind us: done, or found not needed? */
export function isOver(step: Step): boolean {
  return step.state === 'done' || step.state === 'notNeeded';
}

function stopped(step: Step, now: Instant): Step {
  return step.since === null ? step : { ...step, spentMs: spentMs(step, now), since: null };
}

/** The steps with the first open one running; as they are when one runs already or none is open. */
function going(steps: readonly Step[], now: Instant): Step[] {
  const first = steps.some(({ state }) => state === 'running') ? -1 : steps.findIndex(({ state }) => state === 'open');
  return steps.map((step, place) => (place === first ? { ...step, state: 'running', since: now } : step));
}

/** The steps of a procedure that this office has (optional ones by its setting `<procedure>:<step>`), none begun yet. */
function prescribed(procedure: Procedure, { optionalSteps }: Pick<Settings, 'optionalSteps'>): Step[] {
  return procedure.steps
    .filter(({ step, optional }) => !optional || optionalSteps.includes(`${procedure.code}:${step}`))
    .map(({ step, norm, attested }) => ({
      step,
      state: 'open',
      normMinutes: norm.minutes,
      ref: norm.ref,
      attested,
      since: null,
      spentMs: 0,
      doneAt: null,
      doneBy: null,
      attestation: null,
    }));
}

/** The steps of a procedure as it begins: the first one runs from now. */
export function openSteps(procedure: Procedure, settings: Pick<Settings, 'optionalSteps'>, now: Instant): Step[] {
  return going(prescribed(procedure, settings), now);
}

/**
 * The steps of a procedure that goes on from another reception: what was done there stays done by whom it was done
 * (п. 57), time spent on the others is not lost, and the first open one runs from now.
 */
export function takeOverSteps(
  procedure: Procedure,
  settings: Pick<Settings, 'optionalSteps'>,
  from: readonly Step[],
  now: Instant,
): Step[] {
  const steps = prescribed(procedure, settings).map((step): Step => {
    const before = from.find((other) => other.step === step.step);
    if (before === undefined) return step;
    return isOver(before) ? before : { ...step, spentMs: spentMs(before, now) };
  });
  return going(steps, now);
}

function ended(steps: readonly Step[], code: string, state: Ending, by: string, now: Instant): Step[] | null {
  const found = steps.find(({ step }) => step === code);
  if (found === undefined || isOver(found)) return null;
  const over: Step = { ...stopped(found, now), state, doneAt: now, doneBy: by };
  return going(
    steps.map((step) => (step === found ? over : step)),
    now,
  );
}

/** Completes a step; the first open one starts unless another runs. Null when there is no such step or it is over. */
export function completeStep(steps: readonly Step[], code: string, by: string, now: Instant): Step[] | null {
  return ended(steps, code, 'done', by, now);
}

/** Finds a step not needed; otherwise as completing it. */
export function skipStep(steps: readonly Step[], code: string, by: string, now: Instant): Step[] | null {
  return ended(steps, code, 'notNeeded', by, now);
}

/**
 * Takes a step up, again or before its turn: its time goes on, the running one waits and is taken up afterwards.
 * What was attested is attested anew. Null when there is no such step or it runs.
 */
export function reopenStep(steps: readonly Step[], code: string, now: Instant): Step[] | null {
  const found = steps.find(({ step }) => step === code);
  if (found === undefined || found.state === 'running') return null;
  return steps.map((step): Step => {
    if (step === found) return { ...step, state: 'running', since: now, doneAt: null, doneBy: null, attestation: null };
    return step.state === 'running' ? { ...stopped(step, now), state: 'open' } : step;
  });
}

/** Stops the running clock: the reception is parked or over. */
export function pauseSteps(steps: readonly Step[], now: Instant): Step[] {
  return steps.map((step) => stopped(step, now));
}

/** Starts the stopped clock again where it stopped. */
export function resumeSteps(steps: readonly Step[], now: Instant): Step[] {
  return steps.map((step) => (step.state === 'running' && step.since === null ? { ...step, since: now } : step));
}

/**
 * What the journal tells of steps that changed. Each ending tells the time spent against the norm (of a step that was
 * taken up again the last one counts); `takenOver` is told by the reception that goes on and is counted where it was done.
 * @param more what else belongs to the ending: what was attested, the note of a reason
 */
export function stepEntries(
  context: Pick<Context, 'now' | 'actor'>,
  { receptionId, visitId }: Pick<Reception, 'receptionId' | 'visitId'>,
  before: readonly Step[],
  after: readonly Step[],
  more: Record<string, unknown> = {},
): Entry[] {
  const told = (kind: string, step: Step, data: Record<string, unknown>): Entry => ({
    at: context.now,
    kind: `step:${kind}`,
    actor: context.actor.actorId,
    visitId,
    data: { receptionId, step: step.step, spentMs: step.spentMs, normMinutes: step.normMinutes, ...data },
  });
  const endings: Entry[] = [];
  const beginnings: Entry[] = [];
  for (const step of after) {
    const was = before.find((other) => other.step === step.step);
    if (was?.state === step.state) continue;
    if (isOver(step)) {
      const kind = step.state === 'done' ? 'completed' : 'skipped';
      if (was === undefined) endings.push(told('takenOver', step, { state: step.state, by: step.doneBy }));
      else endings.push(told(kind, step, more));
    } else if (step.state === 'running')
      beginnings.push(told(was !== undefined && isOver(was) ? 'reopened' : 'begun', step, {}));
  }
  return [...endings, ...beginnings];
}

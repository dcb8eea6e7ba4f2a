/** The clocks of the steps, ticking from the server's own times. Pure. */
import type { StepFace } from '@contract';
import { serviceBar, type Bar } from '../bars';
import { minutesToMs } from '../time';

/** Spent on a step until now; the server counts in milliseconds, the screen ticks between its views. */
export function spentOn(step: Pick<StepFace, 'spentMs' | 'since'>, now: number): number {
  return step.spentMs + (step.since === null ? 0 : Math.max(0, now - step.since));
}

export interface StepClock {
  spentMs: number;
  bar: Bar | null;
  /** By how much the norm is passed; null while it is kept. */
  passedMs: number | null;
}

export function stepClock(step: StepFace, now: number, warnShare: number): StepClock {
  const spentMs = spentOn(step, now);
  const passedMs = spentMs > minutesToMs(step.norm.minutes) ? spentMs - minutesToMs(step.norm.minutes) : null;
  return { spentMs, bar: serviceBar({ tookMs: spentMs, norm: step.norm, warnShare }), passedMs };
}

/** The step at work now; null when all are done or none has begun. */
export function runningStep(steps: readonly StepFace[]): StepFace | null {
  return steps.find((step) => step.state === 'running') ?? null;
}

/** Is the work through: nothing runs and nothing is open? */
export function isThrough(steps: readonly StepFace[]): boolean {
  return steps.every((step) => step.state === 'done' || step.state === 'notNeeded');
}

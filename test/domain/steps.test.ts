import { describe, expect, it } from 'vitest';
import type { Step } from '../../server/domain/cases.js';
import type { Procedure } from '../../server/domain/regulation.js';
import {
  completeStep,
  isOver,
  openSteps,
  pauseSteps,
  reopenStep,
  resumeSteps,
  skipStep,
  spentMs,
  takeOverSteps,
} from '../../server/domain/steps.js';
import { minuteMs, nine, smallOffice } from '../support/builders.js';
import { packId, withLaw } from '../support/law.js';
import fc from '../support/chance.js';

const regulation = withLaw(smallOffice({})).regulations.get(packId);
function procedure(code: string): Procedure {
  const found = regulation?.procedures.get(code);
  if (found === undefined) throw new Error(`no procedure ${code}`);
  return found;
}
const none = { optionalSteps: [] };
const minutes = (steps: readonly Step[]) => steps.map(({ normMinutes }) => normMinutes);
const states = (steps: readonly Step[] | null) => steps?.map(({ step, state }) => `${step} ${state}`);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const at = (passed: number) => nine + passed * minuteMs;

/** What must be there. */
function given(steps: Step[] | null): Step[] {
  if (steps === null) throw new Error('there is no such step');
  return steps;
}
const stepOf = (steps: readonly Step[], code: string) => {
  const found = steps.find(({ step }) => step === code);
  if (found === undefined) throw new Error(`no step ${code}`);
  return found;
};

describe('the steps of a procedure as they begin', () => {
  it('on paper: 5 + 15 + 15 + 3 + 2 minutes, 40 in all (п. 45, 48)', () => {
    expect(minutes(openSteps(procedure('P45'), none, nine))).toEqual([5, 15, 15, 3, 2]);
  });

  it('with a medium or electronically: 2 + 3 + 15 + 15 + 3 + 2, 40 in all (п. 47, 48)', () => {
    expect(minutes(openSteps(procedure('P47'), none, nine))).toEqual([2, 3, 15, 15, 3, 2]);
  });

  it('with the check of authority that an office may add to media: exactly the 45 minutes of п. 37', () => {
    const steps = openSteps(procedure('P47'), { optionalSteps: ['P47:AUTHORITY'] }, nine);
    expect(minutes(steps)).toEqual([5, 2, 3, 15, 15, 3, 2]);
    expect(sum(minutes(steps))).toBe(45);
    expect(procedure('P47').norm).toEqual({ minutes: 45, ref: 'п. 37' });
  });

  it('an optional step of another procedure adds nothing', () => {
    expect(openSteps(procedure('P47'), { optionalSteps: ['P45:AUTHORITY'] }, nine)).toHaveLength(6);
  });

  it('the first one runs, the others wait', () => {
    const steps = openSteps(procedure('P45'), none, nine);
    expect(steps.map(({ state }) => state)).toEqual(['running', 'open', 'open', 'open', 'open']);
    expect(steps.map(({ since }) => since)).toEqual([nine, null, null, null, null]);
    expect(steps[0]).toMatchObject({ step: 'AUTHORITY', ref: 'п. 45а', attested: false });
  });
});

describe('completing a step', () => {
  it('stops its clock, says who did it, and starts the next', () => {
    const steps = given(completeStep(openSteps(procedure('P45'), none, nine), 'AUTHORITY', 'anna', at(4)));
    expect(stepOf(steps, 'AUTHORITY')).toMatchObject({
      state: 'done',
      spentMs: 4 * minuteMs,
      since: null,
      doneBy: 'anna',
      doneAt: at(4),
    });
    expect(stepOf(steps, 'COMPLETENESS')).toMatchObject({ state: 'running', since: at(4), spentMs: 0 });
  });

  it('twice is once: the second press finds it done', () => {
    const steps = given(completeStep(openSteps(procedure('P45'), none, nine), 'AUTHORITY', 'anna', at(4)));
    expect(completeStep(steps, 'AUTHORITY', 'anna', at(5))).toBeNull();
    expect(skipStep(steps, 'AUTHORITY', 'anna', at(5))).toBeNull();
    expect(completeStep(steps, 'NONSENSE', 'anna', at(5))).toBeNull();
  });

  it('the last one leaves none running', () => {
    let steps = openSteps(procedure('P45'), none, nine);
    for (const { step } of procedure('P45').steps) steps = given(completeStep(steps, step, 'anna', at(10)));
    expect(steps.every(isOver)).toBe(true);
    expect(resumeSteps(pauseSteps(steps, at(11)), at(12))).toEqual(steps);
  });

  it('one that has not run yet leaves the running one alone', () => {
    const steps = given(completeStep(openSteps(procedure('P45'), none, nine), 'PROTOCOL', 'anna', at(3)));
    expect(stepOf(steps, 'PROTOCOL')).toMatchObject({ state: 'done', spentMs: 0 });
    expect(stepOf(steps, 'AUTHORITY')).toMatchObject({ state: 'running', since: nine });
  });

  it('a step that is not needed is over as well', () => {
    const steps = skipStep(openSteps(procedure('P45'), none, nine), 'AUTHORITY', 'anna', at(1));
    expect(states(steps)?.slice(0, 2)).toEqual(['AUTHORITY notNeeded', 'COMPLETENESS running']);
  });
});

describe('taking a step up again', () => {
  it('its time goes on, the running one waits and goes on when it is completed', () => {
    let steps = given(completeStep(openSteps(procedure('P45'), none, nine), 'AUTHORITY', 'anna', at(4)));
    steps = given(reopenStep(steps, 'AUTHORITY', at(10)));
    expect(states(steps)?.slice(0, 2)).toEqual(['AUTHORITY running', 'COMPLETENESS open']);
    expect(stepOf(steps, 'AUTHORITY')).toMatchObject({ doneBy: null, doneAt: null });
    expect(spentMs(stepOf(steps, 'AUTHORITY'), at(11))).toBe(5 * minuteMs);
    expect(spentMs(stepOf(steps, 'COMPLETENESS'), at(11))).toBe(6 * minuteMs);
    steps = given(completeStep(steps, 'AUTHORITY', 'boris', at(12)));
    expect(stepOf(steps, 'AUTHORITY')).toMatchObject({ doneBy: 'boris', spentMs: 6 * minuteMs });
    expect(stepOf(steps, 'COMPLETENESS')).toMatchObject({ state: 'running', since: at(12), spentMs: 6 * minuteMs });
  });

  it('what was attested is attested anew', () => {
    const steps = openSteps(procedure('P47'), none, nine).map((step) => ({
      ...step,
      state: 'done' as const,
      attestation: { tool: 'антивирус', result: 'passed' as const, checkedAt: nine, file: '' },
    }));
    expect(stepOf(given(reopenStep(steps, 'VIRUS', at(1))), 'VIRUS').attestation).toBeNull();
  });

  it('a step that runs is not taken up again', () => {
    expect(reopenStep(openSteps(procedure('P45'), none, nine), 'AUTHORITY', at(1))).toBeNull();
  });
});

describe('going on from another reception', () => {
  it('what was done stays done by whom it was done, the time of the others is kept, the first open one runs (п. 57)', () => {
    let before = given(completeStep(openSteps(procedure('P45'), none, nine), 'AUTHORITY', 'anna', at(4)));
    before = pauseSteps(before, at(7));
    const steps = takeOverSteps(procedure('P47'), none, before, at(20));
    expect(states(steps)).toEqual([
      'VIRUS running',
      'SIGNATURE_FORMAT open',
      'COMPLETENESS open',
      'RECONCILE open',
      'JOURNAL open',
      'PROTOCOL open',
    ]);
    expect(stepOf(steps, 'COMPLETENESS').spentMs).toBe(3 * minuteMs);
    const again = takeOverSteps(procedure('P45'), none, before, at(20));
    expect(stepOf(again, 'AUTHORITY')).toEqual(stepOf(before, 'AUTHORITY'));
    expect(stepOf(again, 'COMPLETENESS')).toMatchObject({ state: 'running', since: at(20), spentMs: 3 * minuteMs });
  });
});

/** What may be pressed on a reception with steps. */
type Press = { verb: 'complete' | 'skip' | 'reopen' | 'park' | 'resume' | 'handOver'; pick: number; seconds: number };

const presses = fc.array(
  fc.record({
    verb: fc.constantFrom<Press['verb']>('complete', 'complete', 'skip', 'reopen', 'park', 'resume', 'handOver'),
    pick: fc.nat(6),
    // also backwards: a machine's clock may be set by a second or two
    seconds: fc.integer({ min: -2, max: 900 }),
  }),
  { maxLength: 60 },
);

describe('whatever is pressed, in whatever order', () => {
  it('at most one clock runs, and the steps’ times come to the reception’s time less parked while a step ran', () => {
    fc.assert(
      fc.property(fc.constantFrom('P45', 'P47'), presses, (code, life) => {
        const prescribed = procedure(code);
        let steps = openSteps(prescribed, none, nine);
        let now = nine;
        let worked = 0;
        let isParked = false;
        for (const { verb, pick, seconds } of life) {
          const isRunning = !isParked && steps.some(({ state }) => state === 'running');
          const passed = seconds * 1000;
          now += passed;
          if (isRunning) worked += passed;
          const step = steps[pick % steps.length]?.step ?? '';
          const runs = steps.find(({ state }) => state === 'running')?.step ?? step;
          if (verb === 'park' && !isParked) {
            steps = pauseSteps(steps, now);
            isParked = true;
          } else if (verb === 'resume' && isParked) {
            steps = resumeSteps(steps, now);
            isParked = false;
          } else if (verb === 'handOver') {
            // a transfer ends the reception and another goes on; time between is nobody's
            steps = takeOverSteps(prescribed, none, pauseSteps(steps, now), now + 60_000);
            now += 60_000;
            isParked = false;
          } else if (!isParked) {
            const target = verb === 'complete' && pick % 2 === 0 ? runs : step;
            const changed =
              verb === 'complete'
                ? completeStep(steps, target, 'anna', now)
                : verb === 'skip'
                  ? skipStep(steps, target, 'anna', now)
                  : verb === 'reopen'
                    ? reopenStep(steps, target, now)
                    : null;
            steps = changed ?? steps;
          }
          const running = steps.filter(({ state }) => state === 'running');
          expect(running.length).toBeLessThanOrEqual(1);
          expect(steps.filter(({ since }) => since !== null)).toEqual(isParked ? [] : running);
          // something runs as long as something is open
          if (running.length === 0) expect(steps.every(isOver)).toBe(true);
          for (const one of steps) expect(one.doneBy === null).toBe(!isOver(one));
        }
        const spent = sum(steps.map((step) => spentMs(step, now)));
        // a clock that was set back counts no time twice, and loses at most what it was set back by
        const setBack = sum(life.map(({ seconds }) => Math.max(0, -seconds * 1000)));
        expect(spent).toBeGreaterThanOrEqual(worked);
        expect(spent).toBeLessThanOrEqual(worked + setBack);
      }),
      { numRuns: 300 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { count } from '../../server/tools/test.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe('the last line of npm test', () => {
  it('counts what passed', () => {
    expect(count({ testResults: [file('passed', 'passed', 'passed'), file('passed', 'passed')] }, 0)).toEqual({
      passed: 3,
      failed: 0,
    });
  });
  it('counts what failed beside what passed', () => {
    expect(count({ testResults: [file('failed', 'passed', 'failed')] }, 1)).toEqual({ passed: 1, failed: 1 });
  });
  it.each(['skipped', 'pending', 'todo'])(
    'counts a test that is %s as failed: nothing is skipped silently',
    (status) => {
      expect(count({ testResults: [file('passed', 'passed', status)] }, 0)).toEqual({ passed: 1, failed: 1 });
    },
  );
  it('counts a file that does not load as one failure', () => {
    expect(count({ testResults: [file('failed'), file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1 });
  });
  it('counts a failure outside every test, such as an unhandled rejection', () => {
    expect(count({ testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1 });
  });
  it('never calls a run good in which nothing ran', () => {
    expect(count({ testResults: [] }, 0)).toEqual({ passed: 0, failed: 1 });
    expect(count(null, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

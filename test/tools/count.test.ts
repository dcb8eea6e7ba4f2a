import { describe, expect, it } from 'vitest';
import { count, filesAgain, merge } from '../../server/tools/test.mjs';

const named = (name: string, status: string, ...tests: string[]) => ({
  name,
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});
const file = (status: string, ...tests: string[]) => named('any', status, ...tests);

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

describe('what failed and is run again, alone', () => {
  const sound = named('sound', 'passed', 'passed', 'passed');
  const torn = named('test/e2e/torn.test.ts', 'failed', 'passed', 'failed');
  const ran = (exitCode: number, ...testResults: (typeof sound)[]) => ({
    ...{ results: { testResults }, exitCode, isStrayFree: true },
  });
  const first = ran(1, sound, torn);
  const again = (one: Parameters<typeof merge>[0]) => new Map([['test/e2e/torn.test.ts', one]]);
  const linesOf = (told: ReturnType<typeof merge>) => count(told.results, told.exitCode);

  it('is up to three files, also such as do not load; of more, or of none, none', () => {
    expect(filesAgain(first.results)).toEqual(['test/e2e/torn.test.ts']);
    const names = ['test/e2e/a.test.ts', 'test/e2e/b.test.ts', 'test/screens/c.browser.test.ts'];
    const three = names.map((name) => named(name, 'failed'));
    expect(filesAgain({ testResults: [sound, ...three] })).toEqual(names);
    expect(filesAgain({ testResults: [...three, torn] })).toEqual([]);
    expect(filesAgain({ testResults: [sound] })).toEqual([]);
    expect(filesAgain(null)).toEqual([]);
  });
  it('is never one of rules, books or power cuts, nor one that only left a test out', () => {
    for (const name of ['test/domain/next.test.ts', 'test/store/commit.test.ts', 'test/e2e/kill.cases.test.ts'])
      expect(filesAgain({ testResults: [named(name, 'failed', 'failed')] })).toEqual([]);
    expect(filesAgain({ testResults: [named('test/e2e/a.test.ts', 'passed', 'passed', 'skipped')] })).toEqual([]);
  });
  it('counts as passed when it passes whole then, and is told by name', () => {
    const told = merge(first, again(ran(0, named('test/e2e/torn.test.ts', 'passed', 'passed', 'passed'))));
    expect([told.saved, linesOf(told)]).toEqual([['test/e2e/torn.test.ts'], { passed: 4, failed: 0 }]);
  });
  it('has failed when it fails twice, also where another test of it fails the second time', () => {
    const told = merge(first, again(ran(1, named('test/e2e/torn.test.ts', 'failed', 'failed', 'passed'))));
    expect([told.saved, linesOf(told)]).toEqual([[], { passed: 3, failed: 1 }]);
  });
  it('has failed when the second run was no run of all its tests', () => {
    const poorer = [
      ran(0, named('test/e2e/torn.test.ts', 'passed', 'passed')),
      ran(0, named('test/e2e/torn.test.ts', 'passed', 'passed', 'skipped')),
      ran(1, named('test/e2e/torn.test.ts', 'passed', 'passed', 'passed')),
      ran(0, named('other', 'passed', 'passed', 'passed')),
      ran(0),
      { ...ran(0), results: null },
    ];
    for (const one of poorer) expect(linesOf(merge(first, again(one)))).toEqual({ passed: 3, failed: 1 });
    expect(linesOf(merge(first, new Map()))).toEqual({ passed: 3, failed: 1 });
  });
  it('mends nothing else: what failed outside every test, or beside it, has failed', () => {
    const well = again(ran(0, named('test/e2e/torn.test.ts', 'passed', 'passed', 'passed')));
    expect(linesOf(merge({ ...first, isStrayFree: false }, well))).toEqual({ passed: 4, failed: 1 });
    expect(linesOf(merge(ran(1, named('bad', 'failed', 'failed'), torn), well))).toEqual({ passed: 2, failed: 1 });
    expect(linesOf(merge(ran(1, sound), new Map()))).toEqual({ passed: 2, failed: 1 });
    expect(linesOf(merge({ ...ran(1), results: null }, new Map()))).toEqual({ passed: 0, failed: 1 });
  });
});

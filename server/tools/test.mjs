// @ts-check
/**
 * `npm test`: everything, on a fresh clone too, browsers included. Its last line is `N passed, N failed`;
 * what did not run (skipped, todo, a file that does not load) has failed.
 *
 * Files of browsers and whole servers that failed are run once more, each alone, after all others. A build machine that
 * is shared with others stalls for seconds, and a delivery that is refused for a stall teaches nobody anything. What
 * passes then counts, and is told by name, so that nobody overlooks a test that leans on luck; what fails twice has
 * failed. When more files failed than a stall takes along, something is broken, and that is told at once. Rules, books
 * and power cuts have no second chance: what fails there once in a hundred runs is a fault that somebody will meet.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { askedFor, chromium } from './chromium.mjs';
import { isStarted, prepare, root } from './prepare.mjs';
import { StopHere } from './stop.mjs';
import { runScript } from './scripts.mjs';

/**
 * @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} FileResult
 * @typedef {{ testResults: FileResult[] }} Results vitest's JSON report
 * @typedef {object} Run
 * @property {Results | null} results null when no report was written
 * @property {number} exitCode of vitest
 * @property {boolean} isStrayFree false when something failed outside every test, such as a rejection nobody handled
 */

/** Files that are run once more: with more of them it was no stall. */
const mostAgain = 3;
/** What waits for a browser or another process, but for power cuts. */
const mayStall = /[\\/]e2e[\\/](?!kill)[^\\/]+$|\.browser\.test\.ts$/;

/** @param {FileResult} file */
const isSound = ({ status, assertionResults }) =>
  status === 'passed' && assertionResults.length > 0 && assertionResults.every((test) => test.status === 'passed');

/**
 * Counts a run. A file that failed without a failed test of its own counts as one failure,
 * and so does a run that vitest itself calls failed for another reason (an unhandled rejection).
 * @param {Results | null} results null when no report was written
 * @param {number} exitCode of vitest
 */
export function count(results, exitCode) {
  let passed = 0;
  let failed = 0;
  for (const file of results?.testResults ?? []) {
    const bad = file.assertionResults.filter((test) => test.status !== 'passed').length;
    passed += file.assertionResults.length - bad;
    failed += bad === 0 && file.status !== 'passed' ? 1 : bad;
  }
  const ranNothing = passed + failed === 0;
  if (failed === 0 && (exitCode !== 0 || ranNothing)) failed = 1;
  return { passed, failed };
}

/**
 * The files to run once more: none when all is well, none when so many failed that something is broken, none whose
 * failing is no stall's.
 * @param {Results | null} results
 */
export function filesAgain(results) {
  const hasFailed = (/** @type {FileResult} */ { status, assertionResults }) =>
    status === 'failed' || assertionResults.some((test) => test.status === 'failed');
  const bad = (results?.testResults ?? []).filter(hasFailed).map(({ name }) => name);
  return bad.length > mostAgain ? [] : bad.filter((name) => mayStall.test(name));
}

/**
 * A run with those files in the place of their first results that passed whole when they were run again. The others
 * stay as they were, and what failed outside every test stays failed.
 * @param {Run} first
 * @param {Map<string, Run>} again by the file's name
 * @returns {Pick<Run, 'results' | 'exitCode'> & { saved: string[] }} `saved` are the names of files that passed only then
 */
export function merge(first, again) {
  /** @type {string[]} */
  const saved = [];
  const testResults = (first.results?.testResults ?? []).map((file) => {
    const { results, exitCode } = again.get(file.name) ?? { results: null, exitCode: 1 };
    const [second, ...others] = results?.testResults ?? [];
    if (exitCode !== 0 || others.length > 0 || second?.name !== file.name || !isSound(second)) return file;
    // fewer tests than before are another file, not a better run
    if (second.assertionResults.length < file.assertionResults.length) return file;
    saved.push(file.name);
    return second;
  });
  const isMended = saved.length > 0 && first.isStrayFree && testResults.every(isSound);
  return { results: first.results && { testResults }, exitCode: isMended ? 0 : first.exitCode, saved };
}

/**
 * @param {string[]} args of vitest
 * @returns {Run}
 */
function run(args) {
  const folder = mkdtempSync(join(tmpdir(), 'talon-test-'));
  const [report, strays] = [join(folder, 'results.json'), join(folder, 'strays')];
  const reporters = ['default', 'json', './server/tools/strays.mjs'].map((name) => `--reporter=${name}`);
  const exitCode = runScript('vitest/vitest.mjs', ['run', ...reporters, `--outputFile.json=${report}`, ...args], {
    TALON_CHROMIUM: chromium(),
    TALON_STRAYS: strays,
  });
  const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  return { results, exitCode, isStrayFree: existsSync(strays) && readFileSync(strays, 'utf8') === '0' };
}

function main() {
  let result = { passed: 0, failed: 1 };
  try {
    askedFor();
    prepare({ build: true });
    const args = process.argv.slice(2);
    const first = run(args);
    // whoever names a part sees that part, once
    const files = args.length === 0 ? filesAgain(first.results) : [];
    for (const name of files) console.log(`Talon: failed, and is run again, alone: ${relative(root, name)}`);
    const { results, exitCode, saved } = merge(
      first,
      new Map(files.map((name) => [name, run([relative(root, name)])])),
    );
    for (const name of saved) console.log(`Talon: passed only when run again, alone: ${relative(root, name)}`);
    result = count(results, exitCode);
  } catch (error) {
    console.error(error instanceof StopHere ? `Talon: ${error.message}` : error);
  }
  console.log(`${result.passed} passed, ${result.failed} failed`);
  process.exitCode = result.failed === 0 ? 0 : 1;
}

if (isStarted(import.meta.url)) main();

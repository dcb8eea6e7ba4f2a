// @ts-check
/**
 * `npm test`: everything, on a fresh clone too, browsers included. Its last line is `N passed, N failed`;
 * what did not run (skipped, todo, a file that does not load) has failed.
 */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askedFor, chromium } from './chromium.mjs';
import { isStarted, prepare } from './prepare.mjs';
import { StopHere } from './stop.mjs';
import { runScript } from './scripts.mjs';

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} FileResult
 * @typedef {{ testResults: FileResult[] }} Results vitest's JSON report
 */

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

function main() {
  let result = { passed: 0, failed: 1 };
  try {
    askedFor();
    prepare({ build: true });
    const report = join(mkdtempSync(join(tmpdir(), 'talon-test-')), 'results.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const exitCode = runScript('vitest/vitest.mjs', ['run', ...reporters, ...process.argv.slice(2)], {
      TALON_CHROMIUM: chromium(),
    });
    result = count(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, exitCode);
  } catch (error) {
    console.error(error instanceof StopHere ? `Talon: ${error.message}` : error);
  }
  console.log(`${result.passed} passed, ${result.failed} failed`);
  process.exitCode = result.failed === 0 ? 0 : 1;
}

if (isStarted(import.meta.url)) main();

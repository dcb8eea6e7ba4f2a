// @ts-check
/**
 * Asks the package registry whether anything that this project installs has a known hole, high or critical: then it ends
 * with 1. A registry that is away, or answers no such questions, is no fault of a commit: that is said, and it ends with 0.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const grave = ['high', 'critical'];

/**
 * What `npm audit --json` said, as a sentence and whether a commit may pass.
 * @param {string} said
 * @returns {{ passes: boolean, sentence: string }}
 */
export function judge(said) {
  const told = parsed(said);
  const counts = told?.metadata?.vulnerabilities;
  if (typeof counts?.total !== 'number') return { passes: true, sentence: `not asked: ${whyNot(told)}` };
  const count = Number(counts.high) + Number(counts.critical);
  const names = Object.entries(told.vulnerabilities ?? {})
    .filter(([, { severity }]) => grave.includes(severity))
    .map(([name, { severity }]) => `${name} (${severity})`);
  if (count !== 0) return { passes: false, sentence: `grave holes are known: ${names.join(', ')}` };
  const { total } = counts;
  return { passes: true, sentence: total === 0 ? 'no hole is known' : `${total} lesser holes are known, none grave` };
}

/** @param {string} said */
function parsed(said) {
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}

/** Without the address that was asked: who reads the log of a build need not know it. @param {any} told */
function whyNot(told) {
  const reasons = [told?.statusCode, told?.error?.code, told?.error?.summary, told?.message];
  const reason = reasons.find((one) => one !== undefined && one !== null && one !== '');
  if (reason === undefined) return 'the registry did not answer';
  return `there was no answer to be had (${String(reason).replace(/https?:\/\/\S+/g, '…')})`;
}

/** As long as npm may take for it, in milliseconds. */
const patienceMs = 60_000;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = spawnSync('npm', ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
    timeout: patienceMs,
  });
  const { passes, sentence } = judge(asked.stdout ?? '');
  console.log(`Talon: audit of packages: ${sentence}.`);
  if (!passes) process.exitCode = 1;
}

/**
 * `npm run history [-- --years 5 --visits 500 --seed 1 --booths 20 --until 2026-11-22]`: a new office in DATA_DIR with
 * years behind it, for reports, benchmarks and practice. It takes the folder's lock: beside a server it refuses to run.
 */
import { mkdirSync } from 'node:fs';
import { readConfig } from '../config.js';
import { dayOf } from '../devices/zone.js';
import { listenLocal } from '../doors/local.js';
import { makeHistory, type History } from '../historian.js';
import { projectRoot } from '../project.js';
import { wordsOf } from './hail.js';
import { makeProgress } from './progress.js';

const usage = 'usage: npm run history -- --years 5 --visits 500 --seed 1 [--days 3] [--booths 20] [--until YYYY-MM-DD]';
const daysOfYear = 250;
/** What stood on a paper goes a day after it was printed (`retention.ts`): nobody asks for older ones again. */
const paperDays = 4;

function numberOf(words: Map<string, string>, name: string, usual: number, low: number, high: number): number {
  const value = Number(words.get(name) ?? usual);
  if (!Number.isFinite(value) || value < low || value > high)
    throw new Error(`--${name} is ${low} to ${high}. ${usage}`);
  return value;
}

function untilOf(words: Map<string, string>): string {
  const until = words.get('until') ?? dayOf(Date.now(), 'Europe/Moscow');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until)))
    throw new Error(`--until is a day, YYYY-MM-DD. ${usage}`);
  return until;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function tell({ first, accounts, figures, head }: History, seconds: number): void {
  const line = (label: string, value: string) => console.log(`  ${label.padEnd(26)}${value}`);
  console.log(`\nThe history is written, in ${Math.round(seconds)} s:`);
  line('visits', figures.visits.toLocaleString('en'));
  line('entries of the journal', `${figures.entries.toLocaleString('en')}, head ${head.hash}`);
  line('waited at most the norm', percent(figures.share));
  line('utilisation of booths', percent(figures.utilisation));
  console.log(
    '\nFirst passwords, shown this once and changed at the first sign-in (others: npm run user -- password):',
  );
  line(first.login, `${first.password}  administrator`);
  for (const { login, password, position } of accounts) line(login, `${password}  ${position}`);
  console.log('');
}

async function main(): Promise<void> {
  const words = wordsOf(process.argv.slice(2), ['years', 'days', 'visits', 'seed', 'booths', 'until']);
  const years = numberOf(words, 'years', 5, 0.01, 12);
  const days = Math.round(numberOf(words, 'days', years * daysOfYear, 1, 3000));
  const visits = Math.round(numberOf(words, 'visits', 500, 1, 2000));
  const booths = Math.round(numberOf(words, 'booths', 20, 1, 60));
  const seed = Math.floor(numberOf(words, 'seed', 1, 0, 2 ** 31));
  const until = untilOf(words);
  const config = readConfig(process.env, projectRoot());
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  // the answering socket is the lock, as a server's is
  const local = await listenLocal(config.socketFile, () =>
    Promise.resolve({ ok: false, why: 'A history is being written in this folder.' }),
  );
  const progress = makeProgress(process.stdout);
  const startedAt = performance.now();
  try {
    const history = await makeHistory(config, {
      days,
      visits,
      booths,
      seed,
      until,
      paperDays,
      onProgress: progress.show,
    });
    progress.end();
    for (const [name, count] of history.refusals) console.log(`  refused ${count} × ${name}`);
    tell(history, (performance.now() - startedAt) / 1000);
  } finally {
    progress.end();
    await local.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(`Talon: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

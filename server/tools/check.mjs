// @ts-check
/**
 * `npm run check`: what every commit passes: eslint, prettier, vue-tsc, and the tests that need no browser.
 * `npm run check -- --no-tests` leaves the tests out, for whoever runs all of them next.
 */
import { totalmem } from 'node:os';
import { prepare } from './prepare.mjs';
import { command } from './stop.mjs';
import { runBeside, runScript } from './scripts.mjs';

const strict = ['--max-warnings', '0'];
/** What all of them need at once, bytes; and with eslint in two. */
const room = { together: 8e9, inHalves: 10e9 };
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
/** Each reads with one thread: side by side they take as long as the longest, where there is memory for it. */
const isRoomy = memory >= room.together;

const eslint = 'eslint/bin/eslint.js';
/** Half of what eslint has to do: each component makes it work its types out anew, and most are the console's. */
const half = 'operator/[a-p]*/**';
/**
 * In two where there is room, because it takes longer than all others together. The second takes whatever the first does
 * not: nothing is left out, and a new folder is read without a word here.
 * @type {[string, string[]][]}
 */
const halves = [
  [eslint, [half, ...strict]],
  [eslint, ['.', '--ignore-pattern', half, ...strict]],
];

/** @type {[string, string[]][]} */
const others = [
  ['prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['vue-tsc/bin/vue-tsc.js', ['--noEmit', '-p', 'tsconfig.json']],
];
/** @type {[string, string[]][]} */
const readers = memory >= room.inHalves ? [...halves, ...others] : [[eslint, ['.', ...strict]], ...others];

async function readAll() {
  if (isRoomy) return Promise.all(readers.map(([script, args]) => runBeside(script, args)));
  const heard = [];
  for (const [script, args] of readers) heard.push(await runBeside(script, args));
  return heard;
}

await command(async () => {
  prepare({ build: false });
  const names = readers.map(([script]) => script.split('/')[0]);
  console.log(`Talon: ${[...new Set(names)].join(', ')} …`);
  const heard = await readAll();
  for (const { said } of heard) process.stdout.write(said);
  for (const name of new Set(names.filter((_name, at) => heard[at]?.code !== 0))) {
    console.error(`Talon: ${name} is not content.`);
    process.exitCode = 1;
  }
  if (process.exitCode === 1 || process.argv.includes('--no-tests')) return;
  console.log('Talon: vitest …');
  if (runScript('vitest/vitest.mjs', ['run', '--project', 'rooms'], {}) === 0) return;
  console.error('Talon: vitest is not content.');
  process.exitCode = 1;
});

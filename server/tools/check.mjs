// @ts-check
/**
 * `npm run check`: what every commit passes: eslint, prettier, vue-tsc, and the tests that need no browser.
 * `npm run check -- --no-tests` leaves the tests out, for whoever runs all of them next.
 */
import { prepare } from './prepare.mjs';
import { command } from './stop.mjs';
import { runScript } from './scripts.mjs';

await command(() => {
  prepare({ build: false });
  /** @type {[string, string[]][]} */
  const checks = [
    ['eslint/bin/eslint.js', ['.', '--max-warnings', '0']],
    ['prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
    ['vue-tsc/bin/vue-tsc.js', ['--noEmit', '-p', 'tsconfig.json']],
  ];
  if (!process.argv.includes('--no-tests')) checks.push(['vitest/vitest.mjs', ['run', '--project', 'rooms']]);
  for (const [script, args] of checks) {
    const [name] = script.split('/');
    console.log(`Talon: ${name} …`);
    if (runScript(script, args, {}) !== 0) {
      console.error(`Talon: ${name} is not content.`);
      process.exitCode = 1;
      return;
    }
  }
});

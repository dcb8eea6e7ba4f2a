// @ts-check
/** Runs a package's own script in this terminal. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/**
 * @param {string} script under node_modules
 * @param {string[]} args
 * @param {Record<string, string>} env added to the environment
 * @returns {number} its exit code; 1 when a signal ended it
 */
export function runScript(script, args, env) {
  return runNode([join(root, 'node_modules', script), ...args], env);
}

/**
 * Another Node in this terminal.
 * @param {string[]} args its options, the file, and what the file is given
 * @param {Record<string, string>} env added to the environment
 * @returns {number} its exit code; 1 when a signal ended it
 */
export function runNode(args, env) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

/**
 * The same beside others: what it says is kept until it has ended, so that no two speak at once.
 * @param {string} script under node_modules
 * @param {string[]} args
 * @returns {Promise<{ code: number, said: string }>} its exit code, 1 when a signal ended it or it did not start
 */
export function runBeside(script, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ part) => (said += part));
    child.once('error', (error) => resolve({ code: 1, said: `${said}${error.message}\n` }));
    child.once('close', (code) => resolve({ code: code ?? 1, said }));
  });
}

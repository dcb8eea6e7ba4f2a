// @ts-check
/** Runs a package's own script in this terminal. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/**
 * @param {string} script under node_modules
 * @param {string[]} args
 * @param {Record<string, string>} env added to the environment
 * @returns {number} its exit code; 1 when a signal ended it
 */
export function runScript(script, args, env) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status ?? 1;
}

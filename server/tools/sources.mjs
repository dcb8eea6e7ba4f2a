// @ts-check
/**
 * Fingerprints of the sources, so that a second start neither installs nor builds.
 * Size and time of change are looked at first; only a file whose either differs is read again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ size: number, time: number, sha: string }} Known what was known of one file when it was last read */

const skipped = new Set(['node_modules', 'generated', 'dist', 'data', '.git']);

/**
 * The files under the given paths (files or folders, relative to the root), sorted, with `/` between their parts.
 * @param {string} root
 * @param {readonly string[]} paths
 * @returns {string[]}
 */
export function filesUnder(root, paths) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} path */
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (!statSync(full).isDirectory()) return void found.push(path);
    for (const entry of readdirSync(full)) if (!skipped.has(entry)) visit(`${path}/${entry}`);
  };
  for (const path of paths) visit(path);
  return found.sort();
}

/**
 * One hash over names and contents of the files under `paths`.
 * @param {string} root
 * @param {readonly string[]} paths
 * @param {Map<string, Known>} known what is remembered from last time; kept up to date in place
 * @returns {string}
 */
export function fingerprint(root, paths, known) {
  const all = createHash('sha256');
  for (const path of filesUnder(root, paths)) {
    const { size, mtimeMs: time } = statSync(join(root, path));
    let file = known.get(path);
    if (!file || file.size !== size || file.time !== time) {
      file = { size, time, sha: sha256(readFileSync(join(root, path))) };
      known.set(path, file);
    }
    all.update(`${path}\0${file.sha}\n`);
  }
  return all.digest('hex');
}

/** @param {string | Buffer} content */
export function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

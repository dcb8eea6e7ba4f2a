// @ts-check
/**
 * Installs the packages when the lock file differs from what is installed, and only then.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from './sources.mjs';
import { StopHere } from './stop.mjs';

/** The stamp also names Node's ABI and the machine: better-sqlite3 is compiled for them. */
const machine = `${process.versions.modules} ${process.platform} ${process.arch}`;

/** @param {string} root */
export function installPackages(root) {
  const stampFile = join(root, 'node_modules/.talon-lock');
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = `${sha256(lock)} ${machine}\n`;
  const stamped = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
  if (stamped === stamp) return;
  // whoever ran `npm install` by hand has what the lock asks for, only without our stamp
  if (!(stamped === null && isInstalled(root, lock))) {
    console.error('Talon: installing packages (a few minutes, only when they changed) …');
    const { status } = npm(root, ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']);
    if (status !== 0 || !isInstalled(root, lock)) {
      throw new StopHere(
        'The packages could not be installed; npm says why above.\n' +
          'Where better-sqlite3 has no ready-made build it is compiled: that needs Python 3, make and a C++ compiler\n' +
          '(on Debian: apt-get install -y python3 make g++). Then run the command again.',
      );
    }
  }
  writeFileSync(stampFile, stamp);
}

/**
 * Do the installed packages agree with the lock file, and is the compiled one there?
 * @param {string} root
 * @param {string} lock content of package-lock.json
 */
export function isInstalled(root, lock) {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  if (!existsSync(join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'))) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, wanted]) =>
      path === '' || (installed[path] ? installed[path].version === wanted.version : isOptional(wanted)),
  );
}

/** @param {{ optional?: boolean, devOptional?: boolean, peer?: boolean }} entry */
function isOptional(entry) {
  return Boolean(entry.optional || entry.devOptional || entry.peer);
}

/**
 * @param {string} root
 * @param {string[]} args
 */
function npm(root, args) {
  // under `npm start` npm names its own script; typed as `node server/tools/…` it is looked for on the path
  const cli = process.env.npm_execpath;
  if (cli && cli.endsWith('npm-cli.js') && existsSync(cli)) {
    return spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' });
  }
  return spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
}

// @ts-check
/** Finds the Chromium in which the screens are tested, or installs one. Never lets a test be skipped for want of it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { root } from './prepare.mjs';
import { StopHere } from './stop.mjs';
import { runScript } from './scripts.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @returns {string} path of a Chromium; refuses with what to do when there is none and none can be had */
export function chromium() {
  const found = askedFor() ?? onThePath() ?? fromPlaywright();
  if (found) return found;
  console.log('Talon: no Chromium found, installing one for the tests of the screens …');
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot && apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium')) {
    const installed = onThePath();
    if (installed) return installed;
  }
  if (runScript('playwright-core/cli.js', ['install', 'chromium'], {}) === 0) {
    const downloaded = fromPlaywright();
    if (downloaded) return downloaded;
  }
  throw new StopHere(
    'the tests of the screens need Chromium, and none could be installed. Install it (on Debian, as root:\n' +
      'apt-get install -y chromium) or set TALON_CHROMIUM to the path of one, then run npm test again.',
  );
}

/** The one that TALON_CHROMIUM names; refuses when it is not there. */
export function askedFor() {
  const asked = process.env.TALON_CHROMIUM;
  if (asked && !existsSync(asked)) throw new StopHere(`TALON_CHROMIUM names ${asked}, which is not there.`);
  return asked || undefined;
}

function onThePath() {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

function fromPlaywright() {
  const { chromium: browser } = createRequire(join(root, 'package.json'))('playwright-core');
  const path = browser.executablePath();
  return existsSync(path) ? path : undefined;
}

/** @param {string[]} args */
function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
}

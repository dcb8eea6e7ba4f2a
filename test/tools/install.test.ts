import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../server/tools/install.mjs';

const lockOf = (packages: object) => JSON.stringify({ packages: { '': { name: 'talon' }, ...packages } });
const wanted = {
  'node_modules/vue': { version: '3.5.45' },
  'node_modules/native-arm': { version: '1.0.0', optional: true },
};
let root = '';

const place = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'talon-install-'));
  place('node_modules/better-sqlite3/build/Release/better_sqlite3.node', '');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('packages are installed anew only when the lock asks for other ones', () => {
  it('what agrees is left alone, also without the package of another machine', () => {
    place('node_modules/.package-lock.json', lockOf({ 'node_modules/vue': { version: '3.5.45' } }));
    expect(isInstalled(root, lockOf(wanted))).toBe(true);
  });
  it('another version is installed anew', () => {
    place('node_modules/.package-lock.json', lockOf({ 'node_modules/vue': { version: '3.5.44' } }));
    expect(isInstalled(root, lockOf(wanted))).toBe(false);
  });
  it('so is a missing package', () => {
    place('node_modules/.package-lock.json', lockOf({}));
    expect(isInstalled(root, lockOf(wanted))).toBe(false);
  });
  it('so is a clone without packages', () => {
    expect(isInstalled(root, lockOf(wanted))).toBe(false);
  });
  it('so is one whose database was never compiled', () => {
    place('node_modules/.package-lock.json', lockOf(wanted));
    rmSync(join(root, 'node_modules/better-sqlite3'), { recursive: true });
    expect(isInstalled(root, lockOf(wanted))).toBe(false);
  });
});

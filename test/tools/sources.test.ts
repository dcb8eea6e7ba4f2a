import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesUnder, fingerprint, type Known } from '../../server/tools/sources.mjs';

let root = '';
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const known = () => new Map<string, Known>();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'talon-sources-'));
  mkdirSync(join(root, 'server/node_modules'), { recursive: true });
  write('server/main.ts', 'one');
  write('server/app.ts', 'two');
  write('server/node_modules/x.ts', 'not ours');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the fingerprint of the sources', () => {
  it('is over our files only, in one order', () => {
    expect(filesUnder(root, ['server', 'missing'])).toEqual(['server/app.ts', 'server/main.ts']);
  });
  it('is another when a file changes, is renamed, or comes', () => {
    const before = fingerprint(root, ['server'], known());
    write('server/main.ts', 'One');
    const changed = fingerprint(root, ['server'], known());
    renameSync(join(root, 'server/main.ts'), join(root, 'server/entry.ts'));
    const renamed = fingerprint(root, ['server'], known());
    write('server/more.ts', '');
    const more = fingerprint(root, ['server'], known());
    expect(new Set([before, changed, renamed, more]).size).toBe(4);
  });
  it('is the same when a file was only touched, as by a fresh clone', () => {
    const remembered = known();
    const before = fingerprint(root, ['server'], remembered);
    utimesSync(join(root, 'server/main.ts'), new Date(0), new Date(0));
    expect(fingerprint(root, ['server'], remembered)).toBe(before);
  });
  it('does not read again what has neither another size nor another time', () => {
    const remembered = known();
    fingerprint(root, ['server'], remembered);
    for (const [path, file] of remembered) remembered.set(path, { ...file, sha: 'as remembered' });
    fingerprint(root, ['server'], remembered);
    expect([...remembered.values()].map((file) => file.sha)).toEqual(['as remembered', 'as remembered']);
  });
});

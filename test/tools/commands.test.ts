import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { entries } from '../../server/tools/prepare.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } });
const text = (path: string) => readFileSync(`${root}${path}`, 'utf8');

describe('commands that people type', () => {
  it('an unknown one is refused with a sentence, without a stack', () => {
    const { status, stderr } = node(['server/tools/run.mjs', 'fly']);
    expect(status).toBe(1);
    expect(stderr.trim()).toBe('Talon: there is no command «fly».');
  });
  it('npm test with a Chromium that is not there stops at once, says so, and its last line counts a failure', () => {
    const { status, stdout, stderr } = node(['server/tools/test.mjs'], { TALON_CHROMIUM: '/nowhere/chromium' });
    expect(status).toBe(1);
    expect(stderr).toContain('TALON_CHROMIUM names /nowhere/chromium, which is not there.');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
  });
  it('every script of package.json is there to be run', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining(['start', 'dev', 'check', 'test', 'bench', 'demo', 'user', 'pair', 'journal:verify']),
    );
    for (const script of Object.values(scripts)) {
      const [, file = '', name] = script.split(' ');
      expect(existsSync(`${root}${file}`)).toBe(true);
      if (name !== undefined) expect([...Object.keys(entries), 'bench', 'pictures', 'db:diff']).toContain(name);
    }
  });
  it('names no package registry’s host, neither in the lock nor in the settings', () => {
    const lock = JSON.parse(text('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    expect(Object.values(lock.packages).filter((one) => one.resolved !== undefined)).toEqual([]);
    expect(text('.npmrc')).not.toContain('registry=');
  });
  it('let only two packages run an install script, both needed: the database and the bundler', () => {
    const { allowScripts } = JSON.parse(text('package.json')) as { allowScripts: Record<string, boolean> };
    expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['better-sqlite3', 'esbuild']);
  });
});

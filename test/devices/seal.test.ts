import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeSealOfPress } from '../../server/devices/seal.js';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'talon-seal-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const press = JSON.stringify({ payer: { inn: '7707083893' } });

it('the same press has the same seal after a restart, and another press another', () => {
  const file = join(folder, 'answers.key');
  const seal = makeSealOfPress(file)(press);
  const again = makeSealOfPress(file);
  expect(again(press)).toBe(seal);
  expect(again(`${press} `)).not.toBe(seal);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('a seal is no digest that could be counted out, and each office has its own', () => {
  const seal = makeSealOfPress(join(folder, 'one.key'))(press);
  for (const form of ['hex', 'base64url'] as const)
    expect(seal).not.toBe(createHash('sha256').update(press).digest(form));
  expect(makeSealOfPress(join(folder, 'other.key'))(press)).not.toBe(seal);
});

it('a key that is none is refused with its place', () => {
  const file = join(folder, 'answers.key');
  writeFileSync(file, 'short');
  expect(() => makeSealOfPress(file)).toThrow(file);
});

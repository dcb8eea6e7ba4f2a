import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loopsOf } from './boundaries/cycles.js';
import { roomOf, violationsOf } from './boundaries/judge.js';
import { filesUnder, readSource, sourceOf } from './boundaries/read.js';
import { casts, rooms } from './boundaries/table.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = filesUnder(root, ['server', 'prisma', 'kiosk', 'display', 'operator']);
const sources = files.map((path) => readSource(root, path));

describe('the rooms of the house', () => {
  it.each(rooms.map((room) => room.name))('%s keeps to its doors', (name) => {
    const mine = sources.filter(({ path }) => roomOf(path)?.name === name);
    expect(mine.flatMap(violationsOf)).toEqual([]);
  });
  it('every source file belongs to a room', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((path) => roomOf(path) === null)).toEqual([]);
  });
  it('no file needs itself before it can begin, however far around', () => {
    expect(loopsOf(sources)).toEqual([]);
  });
  it('the files that may cast are there', () => {
    expect(Object.keys(casts).filter((path) => !files.includes(path))).toEqual([]);
  });
});

describe('a planted violation is caught', () => {
  const caught = (path: string, text: string) => violationsOf(sourceOf(path, text)).length;

  it.each([
    ['a rule that reads the clock', 'server/domain/x.ts', 'export const now = () => Date.now();'],
    ['a rule that makes a date', 'server/domain/x.ts', 'export const d = new Date(0);'],
    ['a rule that rolls dice', 'server/domain/x.ts', 'export const n = Math.random();'],
    ['a rule that makes ids', 'server/domain/x.ts', 'export const id = crypto.randomUUID();'],
    [
      'a rule that makes ids by a bare name',
      'server/domain/x.ts',
      'declare const randomUUID: () => string; randomUUID();',
    ],
    ['a rule that uses Node', 'server/domain/x.ts', "import { readFileSync } from 'node:fs'; readFileSync('');"],
    ['a rule that uses Node by its old name', 'server/domain/x.ts', "import fs from 'fs'; fs;"],
    ['a rule that uses the store', 'server/domain/x.ts', "import { commit } from '../store/commit.js'; commit;"],
    ['the law using the clerk', 'server/regulations/x.ts', "import { c } from '../office/clerk.js'; c;"],
    [
      'the clerk holding the store itself',
      'server/office/x.ts',
      "import { commit } from '../store/commit.js'; commit;",
    ],
    ['the clerk using express', 'server/office/x.ts', "import express from 'express'; express;"],
    ['a report reaching into the store', 'server/reports/x.ts', "import { a } from '../store/archive.js'; a;"],
    ['a door that opens the store', 'server/doors/x.ts', "export { a } from '../store/archive.js';"],
    ['a computed import', 'server/office/x.ts', 'const x = "y"; void import(x);'],
    ['a required package', 'server/office/x.ts', "const x = require('express'); x;"],
    ['the contract using the domain', 'server/contract/x.ts', "import { o } from '../domain/office.js'; o;"],
    ['zod in the browsers’ half', 'server/contract/live.ts', "import * as z from 'zod'; z;"],
    ['zod in a client', 'kiosk/x.ts', "import * as z from 'zod'; z;"],
    ['the contract at run time in a client', 'kiosk/x.ts', "import { commands } from '@contract'; commands;"],
    ['the same, half of it a type', 'kiosk/x.ts', "import { type Ticket, commands } from '@contract'; commands;"],
    [
      'the same in a component',
      'operator/X.vue',
      '<script setup lang="ts">\nimport { commands } from \'@contract\';\ncommands;\n</script>',
    ],
    ['a client using another', 'kiosk/x.ts', "import { board } from '../display/board.js'; board;"],
    [
      'a client using a rule',
      'display/x.ts',
      "import type { Visit } from '../server/domain/office.js'; export type V = Visit;",
    ],
    ['a cast', 'server/office/x.ts', 'export const x = JSON.parse("1") as number;'],
    ['a room that nobody knows', 'cellar/x.ts', 'export {};'],
  ])('%s', (_what, path, text) => expect(caught(path, text)).toBeGreaterThan(0));

  it.each([
    [
      'types of the contract in a client',
      'kiosk/x.ts',
      "import type { Ticket } from '@contract'; export type T = Ticket;",
    ],
    ['the same, named one by one', 'kiosk/x.ts', "import { type Ticket } from '@contract'; export type T = Ticket;"],
    ['the live link in a client', 'kiosk/x.ts', "import { connect } from '@contract/live'; connect;"],
    [
      'types of the store at the clerk',
      'server/office/x.ts',
      "import type { Batch } from '../store/commit.js'; export type B = Batch;",
    ],
    [
      'words that only look like it',
      'server/domain/x.ts',
      '// Date.now() and new Date() are arguments\nexport const s = "Math.random()";',
    ],
    ['as const', 'server/domain/x.ts', 'export const x = ["a"] as const;'],
    ['Node in the devices', 'server/devices/x.ts', "import net from 'node:net'; net;"],
  ])('and %s is not', (_what, path, text) => expect(violationsOf(sourceOf(path, text))).toEqual([]));
});

describe('a planted loop', () => {
  const loops = (texts: Record<string, string>) =>
    loopsOf(Object.entries(texts).map(([path, text]) => sourceOf(path, text)));
  const value = (from: string) => `import { x } from '${from}'; x;`;

  it.each([
    [
      'of two',
      { 'server/a.ts': value('./b.js'), 'server/b.ts': value('./a.js') },
      'server/a.ts → server/b.ts → server/a.ts',
    ],
    ['of a file with itself', { 'server/a.ts': value('./a.js') }, 'server/a.ts → server/a.ts'],
    [
      'of a word passed on',
      { 'server/a.ts': value('./b.js'), 'server/b.ts': "export * from './a.js';" },
      'server/a.ts → server/b.ts → server/a.ts',
    ],
    [
      'around a component and the contract',
      {
        'kiosk/A.vue': `<script setup lang="ts">${value('./b')}</script>`,
        'kiosk/b.ts': value('@contract/live'),
        'server/contract/live.ts': value('../../kiosk/A.vue'),
      },
      'kiosk/A.vue → kiosk/b.ts → server/contract/live.ts → kiosk/A.vue',
    ],
  ])('%s is caught', (_what, texts, loop) => expect(loops(texts)).toEqual([loop]));

  it.each([
    [
      'of types',
      { 'server/a.ts': value('./b.js'), 'server/b.ts': "import type { X } from './a.js'; export type Y = X;" },
    ],
    [
      'of a page that is fetched later',
      {
        'operator/router.ts': "void import('./A.vue');",
        'operator/A.vue': `<script setup lang="ts">${value('./router')}</script>`,
      },
    ],
    [
      'that two ways to one file only look like',
      { 'server/a.ts': value('./b.js') + value('./c.js'), 'server/b.ts': value('./c.js'), 'server/c.ts': '' },
    ],
  ])('%s is none', (_what, texts) => expect(loops(texts)).toEqual([]));
});

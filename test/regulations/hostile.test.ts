/** Files that are no regulation, or one that is meant to hurt: each is refused by name, quickly, and nothing breaks. */
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../server/devices/ids.js';
import { readHanded } from '../../server/regulations/handed.js';
import type { PackContent } from '../../server/regulations/shape.js';
import { newPack } from '../support/packs.js';

const sound = newPack('2');
const faultsIn = (text: string) => {
  const handed = readHanded(text, sha256);
  return handed === null ? null : 'faults' in handed ? handed.faults : [];
};
const told = (pack: unknown) => (faultsIn(JSON.stringify(pack)) ?? []).map(({ place, why }) => `${place}: ${why}`);

describe('a pack that is handed in', () => {
  it('is kept as canonical text, whose digest is its hash, however its file was laid out', () => {
    const [one, other] = [
      JSON.stringify(sound),
      JSON.stringify(Object.fromEntries(Object.entries(sound).reverse()), null, 3),
    ];
    const [a, b] = [readHanded(one, sha256), readHanded(other, sha256)];
    if (a === null || b === null || 'faults' in a || 'faults' in b) throw new Error('not sound');
    expect(a.content).toBe(b.content);
    expect(a.pack.hash).toBe(sha256(a.content));
  });

  it.each([
    ['no text', ''],
    ['no JSON', 'регламент'],
    ['half of it', JSON.stringify(sound).slice(0, -1)],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1'],
  ])('is none where there is %s', (_what, text) => {
    expect(faultsIn(text)).toBeNull();
  });

  it('names every place that is wrong, at most two hundred', () => {
    const wrong = structuredClone(sound);
    wrong.services = wrong.services.map((service) => ({ ...service, queue: 'nowhere' }));
    expect(told(wrong)).toContain('services[0].queue: there is no queue «nowhere»');
    const list = Array.from({ length: 400 }, () => ({}));
    expect(told({ ...sound, documents: list })).toHaveLength(200);
  });

  it('may not be ten thousand levels deep', () => {
    const deep = `${'{"children":['.repeat(10_000)}${']}'.repeat(10_000)}`;
    expect(faultsIn(deep)).toEqual([
      { place: expect.stringContaining('children[0].children'), why: 'a pack has at most 32 levels' },
    ]);
    const menu = `{"menu":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(faultsIn(menu)?.[0]?.why).toBe('a pack has at most 32 levels');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('may not have a field «%s», and nothing is polluted', (name) => {
    const texts = `{"${name}":{"ru":"да","en":"yes"},"polluted":{"ru":"да","en":"yes"}}`;
    const text = JSON.stringify({ ...sound, texts: 0 }).replace('"texts":0', `"texts":${texts}`);
    expect(faultsIn(text)).toEqual([{ place: `texts.${name}`, why: 'a field cannot be called so' }]);
    expect('polluted' in {}).toBe(false);
  });

  it.each(['^(a+)+$', '^(\\d{1,9}\\d{1,9}\\d{1,9}\\d{1,9})$', '^(.*)*$', '^(?=a)a$', '^a|b$', `^${'a?'.repeat(90)}$`])(
    'may not have a pattern that could take for ever: %s',
    (pattern) => {
      const wrong = structuredClone(sound);
      wrong.identifiers = wrong.identifiers.map((identifier) => ({ ...identifier, pattern }));
      const begun = performance.now();
      expect(told(wrong).join()).toContain('identifiers[0].pattern: a pattern');
      // for ever is longer, on any machine
      expect(performance.now() - begun).toBeLessThan(10_000);
    },
  );

  it('may not have texts and lists that no screen could bear', () => {
    expect(told({ ...sound, title: { ru: 'я'.repeat(4001), en: '' } })).toEqual([
      'title.ru: a text has at most 4000 characters',
    ]);
    expect(told({ ...sound, notes: Array.from({ length: 501 }, () => '') })).toEqual([
      'notes: a list has at most 500 entries',
    ]);
  });

  it.each([
    ['procedures[0].copies', (pack: PackContent) => pack.procedures.forEach((one) => (one.copies = 1e9))],
    ['limits[0].max.n', (pack: PackContent) => pack.limits.forEach(({ max }) => (max.n = 1e308))],
    [
      'procedures[0].steps[0].norm.n',
      (pack: PackContent) => pack.procedures.forEach(({ steps }) => steps.forEach(({ norm }) => (norm.n = 10_001))),
    ],
    ['services[0].usual.n', (pack: PackContent) => pack.services.forEach(({ usual }) => (usual.n = 1e15))],
    [
      'deadlines[0].term.n',
      (pack: PackContent) => pack.deadlines.forEach((one) => (one.term = { unit: 'workingDay', n: 1e9 })),
    ],
    ['categories[0].bound', (pack: PackContent) => pack.categories.forEach((one) => (one.bound = 1e9))],
    ['fee.amount', (pack: PackContent) => (pack.fee.amount = 1e300)],
    ['filing.packDocuments', (pack: PackContent) => (pack.filing.packDocuments = 1e15)],
    ['periods[0].toYear', (pack: PackContent) => pack.periods.forEach((one) => (one.toYear = 1e12))],
    ['severities[0].severity', (pack: PackContent) => pack.severities.forEach((one) => (one.severity = 1e12))],
    ['thresholds[0].refusedFrom', (pack: PackContent) => pack.thresholds.forEach((one) => (one.refusedFrom = 1e12))],
  ])('may not have a number beyond every regulation: %s', (place, spoil) => {
    const wrong = structuredClone(sound);
    spoil(wrong);
    expect(told(wrong).join('\n')).toContain(`${place}: Too big`);
  });

  it('may not have lists that a rule would walk for ever at a press', () => {
    const wrong = structuredClone(sound);
    for (const procedure of wrong.procedures)
      procedure.steps = Array.from({ length: 41 }, () => structuredClone(procedure.steps)).flat();
    wrong.services = Array.from({ length: 101 }, () => wrong.services)
      .flat()
      .slice(0, 101);
    expect(told(wrong).join('\n')).toMatch(/procedures\[0\]\.steps: Too big[^]*services: Too big/);
  });

  it('a megabyte of anything is answered within a second', () => {
    const long = JSON.stringify({
      ...sound,
      documents: Array.from({ length: 500 }, () => ({ code: 'x'.repeat(2000) })),
    });
    expect(long.length).toBeGreaterThan(1_000_000);
    // processor time: what else the machine does is not counted
    const before = process.cpuUsage();
    expect(faultsIn(long)?.length).toBe(200);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  });
});

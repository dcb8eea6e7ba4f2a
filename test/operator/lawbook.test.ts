import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { byRoot, fateOf, measureRead, rootOf, withinRoot } from '../../operator/settings/packs';
import { saidOf } from '../../operator/settings/faults';
import { loadPack, PackRefused } from '../../server/regulations/pack';

const file = new URL('../../server/regulations/ru.pfr.196n-2012.json', import.meta.url);
const pack = (): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'));
const place = (at: string) => ({ place: at, before: '20', after: '25', ref: 'п. 16' });
const diff = {
  against: '1.0.0',
  changed: [place('services[intake].limit'), place('limits[consultation].max'), place('title.ru')],
  added: [{ ...place('services[intake].questions[persons]'), before: null }],
  removed: [{ ...place('services[cabinet]'), after: null }],
  more: 0,
  touched: [{ service: 'intake', places: 2 }],
  unfit: [{ service: 'cabinet', why: '' }],
};
const isRoot = (root: string) => ['services', 'limits'].includes(root);

describe('two versions of a regulation', () => {
  it('are told by the parts of the pack, with what belongs to none of them together', () => {
    const groups = byRoot(diff, isRoot).map(({ root, changes }) => [root, changes.length]);
    expect(groups).toEqual([
      ['services', 3],
      ['limits', 1],
      ['general', 1],
    ]);
    expect(rootOf('texts.free', isRoot)).toBe('general');
    expect(withinRoot('services[intake].limit', 'services')).toBe('intake › limit');
    expect(withinRoot('title.ru', 'general')).toBe('title › ru');
    expect(['20 minute', 'immediately', 'Приказ 20'].map(measureRead)).toEqual([{ n: 20, unit: 'minute' }, null, null]);
  });
  it('say what becomes of each of our services', () => {
    expect(fateOf(diff, 'intake')).toEqual({ fate: 'changed', places: 2 });
    expect(fateOf(diff, 'cabinet')).toEqual({ fate: 'gone', places: 0 });
    // a code that begins like another one is another service
    expect(fateOf(diff, 'in')).toEqual({ fate: 'kept', places: 0 });
  });
});

describe('what is wrong in a file', () => {
  const faults = (broken: unknown) => {
    try {
      loadPack('new', broken, (text) => createHash('sha256').update(text).digest('hex'));
    } catch (error) {
      if (error instanceof PackRefused) return error.faults;
    }
    return [];
  };
  it('is told in Russian to a Russian reader, whatever is broken', () => {
    const { title: _, ...untitled } = pack();
    const broken = [
      untitled,
      { ...pack(), version: 3, more: 1 },
      { ...pack(), services: [] },
      { ...pack(), queues: [{ code: 'a b', letter: 'А' }] },
      { ...pack(), menu: {} },
      { ...pack(), act: { status: 'maybe' } },
      [],
      null,
    ].flatMap(faults);
    expect(broken.length).toBeGreaterThan(12);
    expect(broken.map(({ why }) => saidOf(why, 'ru')).filter((said) => !/[а-яё]/u.test(said))).toEqual([]);
    expect(saidOf('«x» leads nowhere', 'en')).toBe('«x» leads nowhere');
  });
  it('has a Russian sentence for everything that the check of a pack can say', () => {
    const sources = ['faults', 'pattern', 'shape', 'handed'].map((name) =>
      readFileSync(new URL(`../../server/regulations/${name}.ts`, import.meta.url), 'utf8'),
    );
    // sentences as they stand in the source: quoted, several words, no list of an enum
    const said = sources.join('\n').matchAll(/['`]((?:there|«\$|they|a|its|no) [^'`\n]+|«\$[^'`\n]+)['`]/g);
    const sentences = [...said].map(([, text = '']) =>
      text.replace(/\$\{(?:sum|limit\.max\.n|deepest|longestText|longestList)\}/g, '7').replace(/\$\{[^}]+\}/g, 'x'),
    );
    expect(sentences.length).toBeGreaterThan(15);
    const untold = sentences.filter((why) => saidOf(why, 'ru') === why);
    expect(untold).toEqual([]);
  });
});

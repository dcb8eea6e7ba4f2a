/** Which law holds on which day, and what two versions differ in. */
import { describe, expect, it } from 'vitest';
import { diffOf } from '../../server/regulations/diff.js';
import { readHanded } from '../../server/regulations/handed.js';
import { makeShelf, type StoredPack } from '../../server/regulations/shelf.js';
import { sha256 } from '../../server/devices/ids.js';
import { law, packId } from '../support/law.js';
import { newPack } from '../support/packs.js';

function soundPack(version: string) {
  const handed = readHanded(JSON.stringify(newPack(version)), sha256);
  if (handed === null || 'faults' in handed) throw new Error('not sound');
  return handed;
}
function stored(version: string, fromDay: string | null): StoredPack {
  const handed = soundPack(version);
  return { packId, version, hash: handed.pack.hash, content: handed.content, fromDay };
}
const builtIn = law.packs.get(packId)?.version ?? '';

describe('the shelf', () => {
  const shelf = makeShelf(law.packs, sha256);
  const rows = [stored('3', '2013-03-01'), stored('4', '2014-01-01'), stored('5', null)];
  const heldOn = (day: string) => shelf.on(rows, day).packs.get(packId)?.version;

  it('has on each day the version with the latest day that has come, and the program’s own before the first', () => {
    expect(heldOn('2013-02-28')).toBe(builtIn);
    expect(heldOn('2013-03-01')).toBe('3');
    expect(heldOn('2013-12-31')).toBe('3');
    expect(heldOn('2014-01-01')).toBe('4');
    expect(heldOn('2030-01-01')).toBe('4');
  });

  it('knows every version on every day: what was begun under one is judged by it', () => {
    const { versions } = shelf.on(rows, '2030-01-01');
    expect([...versions.keys()]).toEqual([builtIn, '3', '4', '5'].map((version) => `${packId}@${version}`));
  });

  it('refuses a law that is not what was handed in, but leaves it aside while it does not hold', () => {
    const changed = { ...stored('6', '2015-01-01'), content: '{}' };
    const fresh = makeShelf(law.packs, sha256);
    expect(fresh.on([changed], '2014-12-31').packs.get(packId)?.version).toBe(builtIn);
    expect(() => fresh.on([changed], '2015-01-01')).toThrow('it is not what was handed in');
  });

  it('reads nothing again that its own thread has read', () => {
    const fresh = makeShelf(law.packs, sha256);
    const { pack } = soundPack('3');
    fresh.put(structuredClone(pack));
    const unread = { ...stored('3', '2013-03-01'), content: 'nobody looks at it' };
    expect(fresh.on([unread], '2013-03-01').packs.get(packId)).toEqual(pack);
  });
});

describe('what two versions differ in', () => {
  const before = newPack('1');
  const diff = (change: Parameters<typeof newPack>[1]) => diffOf(before, newPack('2', change));
  const ofService = (code: string) => (pack: typeof before) => {
    const found = pack.services.find((service) => service.code === code);
    if (found === undefined) throw new Error(code);
    return found;
  };

  it('is nothing but its version where nothing else was changed', () => {
    const { changed, added, removed, against, more } = diff(() => undefined);
    expect({ added, removed, against, more }).toEqual({ added: [], removed: [], against: '1', more: 0 });
    expect(changed).toEqual([{ place: 'version', before: '1', after: '2', ref: null }]);
  });

  it('names a norm by its code, with its unit and its paragraph', () => {
    const { changed } = diff((pack) => {
      const limit = pack.limits.find(({ code }) => code === pack.waitLimit);
      if (limit !== undefined) limit.max.n = 10;
    });
    expect(changed.at(-1)).toEqual({
      place: `limits[${before.waitLimit}].max`,
      before: '15 minute',
      after: '10 minute',
      ref: expect.stringContaining('34'),
    });
  });

  it('touches every service that goes by what differs, and no other', () => {
    const { touched } = diff((pack) => {
      const limit = pack.limits.find(({ code }) => code === ofService('consultation')(pack).limit);
      if (limit !== undefined) limit.max.n += 5;
      const [procedure] = pack.procedures.filter(({ code }) => code === ofService('intake-paper')(pack).procedure);
      if (procedure?.steps[0] !== undefined) procedure.steps[0].norm.n -= 1;
      ofService('complaint')(pack).questions = ['organisations'];
    });
    const codes = touched.map(({ service }) => service);
    expect(codes).toEqual(expect.arrayContaining(['consultation', 'intake-paper', 'complaint']));
    expect(codes).not.toContain('protocol');
    expect(touched.find(({ service }) => service === 'consultation')).toEqual({ service: 'consultation', places: 1 });
  });

  it('tells words, lists and order; what came and what is gone whole, by its title', () => {
    const { changed, added, removed } = diff((pack) => {
      ofService('consultation')(pack).title = { ru: 'Совет', en: 'Advice' };
      ofService('consultation')(pack).questions = ['organisations'];
      pack.services.reverse();
      pack.documents.push({ code: 'NEW', title: { ru: 'Новый документ', en: '' }, ref: 'п. 30' });
      pack.categories = pack.categories.filter(({ code }) => code !== 'war-veteran');
    });
    const places = changed.map(({ place }) => place);
    expect(places).toContain('services[consultation].title');
    expect(places).toContain('services[consultation].title.en');
    expect(places).toContain('services[consultation].questions');
    expect(changed.find(({ place }) => place === 'services')?.after).toBe(
      before.services
        .map(({ code }) => code)
        .reverse()
        .join(', '),
    );
    expect(added).toEqual([{ place: 'documents[NEW]', before: null, after: 'Новый документ', ref: 'п. 30' }]);
    expect(removed.map(({ place }) => place)).toEqual(['categories[war-veteran]']);
    expect(removed[0]?.after).toBeNull();
  });

  it('lists five hundred places and counts the rest', () => {
    const { added, more } = diff((pack) => {
      for (let n = 0; n < 640; n += 1)
        pack.documents.push({ code: `D${n}`, title: { ru: 'Документ', en: '' }, ref: 'п. 1' });
    });
    // the version is one of the five hundred
    expect([added.length, more]).toEqual([499, 141]);
  });
});

/** How many packs of regulations an office keeps: each is read with every start. */
import { expect, it } from 'vitest';
import { keepPack } from '../../server/domain/rules/law.js';
import { boss, openStage } from '../support/builders.js';
import { packId, withLaw } from '../support/law.js';

/** What becomes of one more, in an office that keeps so many. */
function keptAfter(count: number) {
  const stage = openStage({}, withLaw);
  const title = { ru: 'Порядок', en: 'Order' };
  const pack = (version: string) => ({ packId, version, hash: version, title, services: [] });
  for (let place = 0; place < count; place += 1)
    stage.office.packs.set(`row-${place}`, {
      ...{ packRowId: `row-${place}`, uploadedAt: 0, uploadedBy: 'admin', fromDay: null },
      ...pack(`kept-${place}`),
    });
  const ruling = keepPack({ ...pack('one more'), content: '{}' })(stage.office, stage.context(boss));
  if (!ruling.ok) throw new Error(ruling.refusal.key);
  const { reply, patches, entries } = ruling.decision;
  return { reply, changes: patches.length + entries.length };
}

it('an office keeps fifty packs; one more is told as a fault, and nothing changes', () => {
  expect(keptAfter(49)).toMatchObject({ reply: { packRowId: expect.any(String), faults: [] }, changes: 2 });
  expect(keptAfter(50)).toMatchObject({
    reply: { packRowId: null, faults: [{ place: 'the whole file' }] },
    changes: 0,
  });
});

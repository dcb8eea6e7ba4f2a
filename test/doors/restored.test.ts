/** After a restore an administrator is told whose rights to look at: the console knew nothing of it before. */
import { describe, expect, it } from 'vitest';
import { openEntrance } from './entrance.js';

const dayMs = 24 * 3_600_000;

describe('an office that was restored', () => {
  it('tells administrators so, with the day of the backup, for thirty days; others not', async () => {
    const entrance = await openEntrance();
    const { store, clock } = entrance;
    const [root, boss] = [await entrance.person(['administrator']), await entrance.person(['manager'])];
    const restored = async ({ headers }: typeof root): Promise<unknown> =>
      (await entrance.get('/api/reports/me', headers)).body;
    expect(await restored(root)).toMatchObject({ data: { restored: null } });

    const { revision } = store.writing.prepare<[], { revision: number }>('select revision from "Office"').get() ?? {
      revision: 0,
    };
    const [at, madeAt] = [clock.now - 1000, clock.now - dayMs];
    const data = { madeAt, seq: 1, hash: '', asideFrom: null, asideTo: null };
    const entry = { at, kind: 'office:restored', actor: 'shell', visitId: null, data };
    store.commit({ officeId: 'main', revision, patches: [], entries: [entry], answers: [] });
    expect(await restored(root)).toMatchObject({ data: { restored: { at, madeAt } } });
    expect(await restored(boss)).toMatchObject({ data: { restored: null } });

    // whoever signs in a month later is told nothing of it any more
    const [seen] = [clock.now + 30 * dayMs];
    clock.now = seen;
    const later = await entrance.person(['administrator']);
    expect(await restored(later)).toMatchObject({ data: { restored: null } });
  });
});

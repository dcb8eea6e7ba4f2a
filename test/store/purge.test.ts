import { describe, expect, it } from 'vitest';
import type { Patch } from '../../server/domain/patch.js';
import type { Alert, Delivery } from '../../server/domain/signals.js';
import { purgeTold } from '../../server/retention.js';
import { batch, booksWithOffice, entry, morning } from '../support/database.js';

const dayMs = 24 * 3_600_000;
const log = { info: () => undefined, warn: () => undefined, error: (about: object) => expect(about).toBeNull() };

const alert = (alertId: string, endedAt: number | null): Alert => ({
  alertId,
  key: `printer:${alertId}`,
  kind: 'printer',
  level: 'over',
  visitId: null,
  boothId: null,
  serviceId: null,
  thingId: alertId,
  amount: null,
  detail: 'offline',
  raisedAt: (endedAt ?? morning) - 60_000,
  acceptedAt: null,
  acceptedBy: null,
  endedAt,
});
const delivery = (deliveryId: string, madeAt: number): Delivery => ({
  deliveryId,
  madeAt,
  body: {
    id: deliveryId,
    kind: 'printer',
    level: 'over',
    about: 'Киоск',
    amount: null,
    detail: 'offline',
    raisedAt: madeAt,
    office: 'Клиентская служба',
  },
});

describe('alerts that are over', () => {
  it('go after ninety days with what was told of them, slice by slice; the journal and what is open stay', async () => {
    const { store, head } = booksWithOffice();
    const old = Array.from({ length: 450 }, (_none, at) => `old-${at}`);
    const long = morning - 91 * dayMs;
    store.commit(
      batch(head.revision, {
        entries: [entry('alert:raised', { alertId: 'old-0' })],
        patches: [
          ...old.map((id): Patch => ({ table: 'alert', row: alert(id, long), delivery: delivery(id, long) })),
          {
            table: 'alert',
            row: alert('young', morning - 89 * dayMs),
            delivery: delivery('young', morning - 89 * dayMs),
          },
          { table: 'alert', row: { ...alert('open', null), raisedAt: long }, delivery: null },
        ],
      }),
    );
    expect(store.purgeTold('main', morning - 90 * dayMs, 200)).toBe(400);
    expect(await store.read.alert.count()).toBe(252);
    const entries = await store.read.journal.count();
    await purgeTold(store, 'main', () => morning, log);
    expect((await store.read.alert.findMany()).map(({ id }) => id).sort()).toEqual(['open', 'young']);
    expect((await store.read.delivery.findMany()).map(({ id }) => id)).toEqual(['young']);
    expect(await store.read.journal.count()).toBe(entries);
  });
});

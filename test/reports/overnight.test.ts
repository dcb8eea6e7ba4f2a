/** A visitor who is kept overnight is counted by one day: the one that sees the end of the visit. */
import { expect, it, vi } from 'vitest';
import type { Report } from '../../server/contract/index.js';
import { openTestOffice, press } from '../support/office.js';

it('the evening, the next day and both together agree; the ticket keeps its own day', async () => {
  const office = await openTestOffice({
    change: (seed) => ({ ...seed, settings: { ...seed.settings, keepOvernight: true } }),
  });
  const kiosk = await office.kiosk();
  const manager = await office.staff(['manager']);
  const yes = async (ask: Promise<{ ok: boolean }>) => expect(await ask).toMatchObject({ ok: true });
  await yes(
    kiosk.ask('ticket:issue', {
      requestId: press(),
      serviceId: 'service-consultation',
      answers: {},
      language: 'ru',
    }),
  );
  async function report<N extends 'figures' | 'tickets'>(name: N, from: string, until = from) {
    const response = await fetch(`${office.url}/api/reports/${name}?from=${from}&until=${until}`, {
      headers: { cookie: manager.cookie },
    });
    const { data } = (await response.json()) as { data: Report<N> };
    return data;
  }
  const first = '2013-02-15';
  const visits = async (from: string, until = from) => (await report('figures', from, until)).line.visits;
  expect(await visits(first)).toBe(1);
  await yes(manager.ask('day:close', { requestId: press() }));
  expect(await visits(first)).toBe(0);
  expect((await report('tickets', first)).total).toBe(0);
  office.clock.pass(24 * 60);
  const next = '2013-02-16';
  // the hours of this office know no day off: the clock opens the day, whenever it ticks next
  await vi.waitFor(() => expect(office.opened.app.house.clerk.office.day).toMatchObject({ day: next, phase: 'open' }), {
    timeout: 10_000,
  });
  expect([await visits(first), await visits(next), await visits(first, next)]).toEqual([0, 1, 1]);
  const { rows } = await report('tickets', next);
  expect(rows.map(({ day }) => day)).toEqual([first]);
  await office.close();
}, 30_000);

/** A visitor who is kept overnight is counted by one day: the one that sees the end of the visit. */
import { afterEach, expect, it } from 'vitest';
import type { Report } from '../../server/contract/index.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

const first = '2013-02-15';
const next = '2013-02-16';

let office: TestOffice;
afterEach(() => office.close());

const yes = async (ask: Promise<{ ok: boolean }>) => expect(await ask).toMatchObject({ ok: true });

/** An office that keeps who waits overnight, with one ticket of its first day. */
async function openWithTicket(): Promise<void> {
  office = await openTestOffice({
    change: (seed) => ({ ...seed, settings: { ...seed.settings, keepOvernight: true } }),
  });
  const kiosk = await office.kiosk();
  await yes(
    kiosk.ask('ticket:issue', {
      requestId: press(),
      serviceId: 'service-consultation',
      answers: {},
      language: 'ru',
    }),
  );
}

/** The hours of this office know no day off: the clock opens the next day, whenever it ticks next. */
async function sleep(): Promise<void> {
  office.clock.pass(24 * 60);
  await expect.poll(() => office.opened.app.house.clerk.office.day).toMatchObject({ day: next, phase: 'open' });
}

async function report<N extends 'figures' | 'tickets'>(cookie: string, name: N, from: string, until = from) {
  const response = await fetch(`${office.url}/api/reports/${name}?from=${from}&until=${until}`, {
    headers: { cookie },
  });
  const { data } = (await response.json()) as { data: Report<N> };
  return data;
}

it('the evening, the next day and both together agree; the ticket keeps its own day', async () => {
  await openWithTicket();
  const manager = await office.staff(['manager']);
  const visits = async (from: string, until = from) =>
    (await report(manager.cookie, 'figures', from, until)).line.visits;
  expect(await visits(first)).toBe(1);
  await yes(manager.ask('day:close', { requestId: press() }));
  expect(await visits(first)).toBe(0);
  expect((await report(manager.cookie, 'tickets', first)).total).toBe(0);
  await sleep();
  expect([await visits(first), await visits(next), await visits(first, next)]).toEqual([0, 1, 1]);
  const { rows } = await report(manager.cookie, 'tickets', next);
  expect(rows.map(({ day }) => day)).toEqual([first]);
});

it('the hall counts it today, also when it was served before a restart', async () => {
  await openWithTicket();
  const manager = await office.staff(['manager']);
  await yes(manager.ask('day:close', { requestId: press() }));
  await manager.see('hall', ({ today }) => today.issued === 0);
  await sleep();
  await manager.see('hall', ({ today }) => today.issued === 1 && today.served === 0);
  const operator = await office.staff(['operator'], '1');
  const { turn } = await operator.see('desk', ({ queue }) => queue.length === 1);
  await yes(operator.ask('visit:callNext', { requestId: press(), turn }));
  const called = await operator.see('desk', ({ current }) => current?.status === 'called');
  await yes(operator.ask('visit:begin', { requestId: press(), turn: called.turn }));
  const serving = await operator.see('desk', ({ current }) => current?.status === 'serving');
  await yes(operator.ask('visit:finish', { requestId: press(), turn: serving.turn }));
  await manager.see('hall', ({ today }) => today.served === 1);
  await office.restart();
  const again = await office.staff(['manager']);
  const { today } = await again.see('hall', () => true);
  expect(today).toMatchObject({ issued: 1, served: 1, inTime: { within: 0, of: 1 } });
  expect((await report(again.cookie, 'figures', next)).line).toMatchObject({ visits: 1, inTime: today.inTime });
});

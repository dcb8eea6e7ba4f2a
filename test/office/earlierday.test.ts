/** A machine's clock was a day ahead, and was set right: the office opens the day that it has closed already. */
import { afterEach, expect, it } from 'vitest';
import { filingMorning, openTestOffice, press, type TestOffice } from '../support/office.js';

const friday = '2013-02-15';
const saturday = '2013-02-16';

let office: TestOffice;
afterEach(() => office.close());

/** The number of a new ticket. */
async function ticket(): Promise<string> {
  const kiosk = await office.kiosk();
  const reply = await kiosk.ask('ticket:issue', {
    requestId: press(),
    serviceId: 'service-consultation',
    answers: {},
    language: 'ru',
  });
  return reply.ok ? reply.data.number : reply.refusal.key;
}

async function close(): Promise<void> {
  const manager = await office.staff(['manager']);
  expect(await manager.ask('day:close', { requestId: press() })).toMatchObject({ ok: true });
}

const today = () => office.opened.app.house.clerk.office.day;
const opens = (day: string) => expect.poll(() => today()).toMatchObject({ day, phase: 'open' });

it('goes on where the day had ended, and no number is given twice', async () => {
  office = await openTestOffice();
  expect([await ticket(), await ticket()]).toEqual(['В001', 'В002']);
  await close();
  office.clock.pass(24 * 60);
  await opens(saturday);
  expect(await ticket()).toBe('В001');
  await close();
  office.clock.set(filingMorning + 60 * 60_000);
  await office.restart();
  await opens(friday);
  expect(await ticket()).toBe('В003');
  const manager = await office.staff(['manager']);
  const view = await manager.see('hall', ({ waiting }) => waiting === 1);
  expect(view.today).toMatchObject({ issued: 3, served: 0 });
  const response = await fetch(`${office.url}/api/reports/figures?from=${friday}&until=${friday}`, {
    headers: { cookie: manager.cookie },
  });
  expect(await response.json()).toMatchObject({ data: { days: 1, line: { visits: 3, expired: 2, alive: 1 } } });
  // closed by a person it stays closed, after a restart too
  await close();
  await office.restart();
  expect(today()).toMatchObject({ day: friday, phase: 'closed' });
});

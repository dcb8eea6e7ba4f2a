import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Payload, View } from '../../server/contract/index.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';

let office: TestOffice;
let environment: Record<string, string> = {};
const told: { kind: string; about: string }[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += String(part)));
  request.on('end', () => {
    told.push(JSON.parse(body));
    response.writeHead(204).end();
  });
});

beforeEach(async () => {
  told.length = 0;
  office = await openTestOffice({ environment });
});
afterEach(() => office.close());

const look = () => office.opened.app.house.watch.look();
const kinds = async (): Promise<string[]> =>
  (await office.opened.store.read.journal.findMany({ orderBy: { seq: 'asc' } })).map(({ kind }) => kind);
const openAlerts = () => [...office.opened.app.house.clerk.office.alerts.values()].filter(({ endedAt }) => !endedAt);
const revision = () => office.opened.app.house.clerk.head.revision;

async function ticket(client: TestClient, serviceId: string) {
  const reply = await client.ask('ticket:issue', { requestId: press(), serviceId, answers: {}, language: 'ru' });
  if (!reply.ok) throw new Error(reply.refusal.key);
  return reply.data;
}
/** A service that every booth takes. */
const anyService = () => [...office.opened.app.house.clerk.office.services.keys()][0] ?? '';

async function yes<N extends Parameters<TestClient['ask']>[0]>(client: TestClient, name: N, payload: Payload<N>) {
  const reply = await client.ask(name, payload);
  if (!reply.ok) throw new Error(`${name}: ${reply.refusal.key}`);
}

describe('the watch over the hall', () => {
  it('tells a long wait to whoever looks, once, also after a restart, until the ticket is called', async () => {
    const kiosk = await office.kiosk();
    await office.staff(['operator'], '1');
    const issued = await ticket(kiosk, anyService());
    office.clock.pass(10);
    await look();
    const manager = await office.staff(['manager']);
    const view = await manager.see('hall', ({ alerts }) => alerts.length === 1);
    expect(view.alerts[0]).toMatchObject({ kind: 'waitSoon', level: 'warn', about: issued.number, amount: 10 });
    const before = revision();
    await look();
    await look();
    expect(revision()).toBe(before);
    await office.restart();
    await look();
    expect(openAlerts()).toHaveLength(1);
    office.clock.pass(6);
    await look();
    const head = await office.staff(['manager']);
    const passed = await head.see('hall', ({ alerts }) => alerts[0]?.kind === 'waitOver');
    expect(passed.alerts).toHaveLength(1);
    await yes(head, 'alert:accept', { requestId: press(), alertId: passed.alerts[0]?.alertId ?? '' });
    await head.see('hall', ({ alerts }) => alerts[0]?.accepted !== null);
    // the attendant may see to it as well, and the auditor only looks
    const auditor = await office.staff(['auditor']);
    const refused = await auditor.ask('alert:accept', { requestId: press(), alertId: 'any' });
    expect(refused).toMatchObject({ ok: false, refusal: { key: 'notAllowed' } });
    await yes(head, 'visit:cancel', { requestId: press(), visitId: issued.visitId, reason: 'left' });
    await look();
    await head.see('hall', ({ alerts }) => alerts.length === 0);
    const all = (await kinds()).filter((kind) => kind.startsWith('alert:'));
    expect(all).toEqual(['alert:raised', 'alert:ended', 'alert:raised', 'alert:accepted', 'alert:ended']);
  });

  it('by itself, about every second', async () => {
    const kiosk = await office.kiosk();
    await ticket(kiosk, anyService());
    const manager = await office.staff(['manager']);
    const view = await manager.see('hall', ({ alerts }) => alerts.length > 0);
    expect(view.alerts.map(({ kind }) => kind)).toEqual(['stranded']);
    const settings = await fetch(`${office.url}/api/reports/alertSettings`, { headers: { cookie: manager.cookie } });
    expect(await settings.json()).toMatchObject({ ok: true, data: { webhookHost: null, alerts: { stranded: true } } });
  });

  it('shows who has a console open, and since when a kiosk is gone', async () => {
    const manager = await office.staff(['manager']);
    const kiosk = await office.kiosk();
    const anna = await office.staff(['operator']);
    const isOn = (view: View<'hall'>) =>
      [...view.operators.filter(({ userId }) => userId === anna.userId).map(({ isOnline }) => isOnline)].concat(
        view.devices.map(({ online }) => online),
      );
    await manager.see('hall', (view) => isOn(view).join() === 'true,true');
    anna.close();
    kiosk.close();
    const view = await manager.see('hall', (now) => isOn(now).join() === 'false,false');
    expect(Math.abs((view.devices[0]?.lostAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });
});

describe('a manager who is no operator acts on the hall', () => {
  it('calls to a free booth, seen at once at its desk and on the board; moves, closes, transfers, cancels; all journaled', async () => {
    const kiosk = await office.kiosk();
    const board = await office.display();
    const anna = await office.staff(['operator'], '1');
    const manager = await office.staff(['manager']);
    const serviceId = anyService();
    const [first, second, third] = [
      await ticket(kiosk, serviceId),
      await ticket(kiosk, serviceId),
      await ticket(kiosk, serviceId),
    ];
    await board.see('board', () => true);
    await anna.see('desk', () => true);
    const reason = 'по просьбе руководителя';
    await yes(manager, 'visit:move', { requestId: press(), visitId: third.visitId, place: 'first', reason });
    await anna.see('desk', ({ next }) => next?.visitId === third.visitId);
    await yes(manager, 'visit:call', {
      requestId: press(),
      turn: 0,
      visitId: second.visitId,
      reason,
      boothId: 'booth-1',
    });
    await anna.see('desk', ({ current }) => current?.visit.number === second.number);
    await board.see('board', ({ calls }) => calls[0]?.number === second.number && calls[0].booth === '1');
    const other = [...office.opened.app.house.clerk.office.services.keys()][1] ?? '';
    await yes(manager, 'visit:transfer', {
      requestId: press(),
      visitId: first.visitId,
      serviceId: other,
      note: reason,
    });
    const [category] = office.opened.app.house.clerk.office.categories.keys();
    if (category !== undefined)
      await manager.ask('visit:confirmCategory', {
        requestId: press(),
        visitId: first.visitId,
        category,
        confirmed: true,
      });
    await yes(manager, 'visit:cancel', { requestId: press(), visitId: first.visitId, reason: 'byStaff' });
    const words = { ru: 'нет связи', en: 'no link' };
    await yes(manager, 'service:close', { requestId: press(), serviceId, reason: words, until: null });
    await kiosk.see('kiosk', ({ services }) =>
      services.some((one) => one.serviceId === serviceId && one.state === 'closed'),
    );
    await yes(manager, 'service:open', { requestId: press(), serviceId });
    await yes(manager, 'shift:setProfile', { requestId: press(), boothId: 'booth-1', profileId: 'profile-all' });
    const rows = await office.opened.store.read.journal.findMany({
      where: { actor: manager.userId },
      orderBy: { seq: 'asc' },
    });
    const told = rows.map(({ kind, data }) => [kind, data.includes('noteId')] as const);
    expect(told).toEqual(
      expect.arrayContaining([
        ['visit:moved', true],
        ['visit:called', true],
        ['visit:transferred', true],
        ['visit:cancelled', false],
        ['service:closed', true],
        ['service:opened', false],
      ]),
    );
    expect(rows.find(({ kind }) => kind === 'visit:called')?.data).toContain('"rule":"byName"');
  });

  it('asks an operator, who does it: the strip at the desk comes and goes', async () => {
    const manager = await office.staff(['manager']);
    const anna = await office.staff(['operator']);
    await yes(manager, 'shift:ask', {
      requestId: press(),
      what: 'open',
      boothId: 'booth-2',
      userId: anna.userId,
      profileId: 'profile-all',
    });
    const desk = await anna.see('desk', ({ asks }) => asks.length === 1);
    expect(desk.asks[0]).toMatchObject({ what: 'open', booth: '2', profileId: 'profile-all' });
    await yes(anna, 'shift:open', { requestId: press(), boothId: 'booth-2', profileId: 'profile-all' });
    await anna.see('desk', ({ asks }) => asks.length === 0);
    await manager.see(
      'hall',
      ({ asks, booths }) => asks.length === 0 && booths.some(({ userId }) => userId === anna.userId),
    );
  });

  it('a request outlives a restart', async () => {
    const manager = await office.staff(['manager']);
    const { userId } = await office.staff(['operator']);
    const asked = { what: 'open' as const, boothId: 'booth-2', userId, profileId: 'profile-all' };
    await yes(manager, 'shift:ask', { requestId: press(), ...asked });
    await office.restart();
    expect([...office.opened.app.house.clerk.office.asks.values()]).toMatchObject([{ ...asked, state: 'open' }]);
  });
});

describe('the next day', () => {
  it('begins without the alerts of a quarter of a year ago; the journal keeps what it said of them', async () => {
    const manager = await office.staff(['manager']);
    const { writing, read } = office.opened.store;
    const { officeId } = office.opened.app.house;
    const ended = (days: number) => new Date(Date.now() - days * 24 * 3_600_000).toISOString();
    for (const days of [80, 100])
      writing
        .prepare(
          `insert into "Alert" (id, officeId, key, kind, level, raisedAt, endedAt) values (?, ?, 'k', 'device', 'over', ?, ?)`,
        )
        .run(`${days} days`, officeId, ended(days), ended(days));
    await yes(manager, 'day:close', { requestId: press() });
    const before = await read.journal.count();
    office.clock.pass(24 * 60);
    await office.opened.app.house.clockwork.tick();
    await expect
      .poll(async () => (await read.alert.findMany({ where: { key: 'k' } })).map(({ id }) => id))
      .toEqual(['80 days']);
    expect(await read.journal.count()).toBeGreaterThan(before);
  });
});

describe('alerts told outside', () => {
  beforeEach(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    environment = { ALERT_WEBHOOK_URL: `http://127.0.0.1:${port}/`, ALERT_WEBHOOK_SECRET: 'sixteen letters!' };
    await office.close();
    office = await openTestOffice({ environment });
  });
  afterEach(() => {
    receiver.closeAllConnections();
    receiver.close();
    environment = {};
  });

  it('are written with the alert and posted beside the line', async () => {
    const kiosk = await office.kiosk();
    await ticket(kiosk, anyService());
    await look();
    expect(await office.opened.store.read.delivery.count()).toBe(1);
    await expect.poll(() => told.map(({ kind }) => kind)).toEqual(['stranded']);
    const manager = await office.staff(['manager']);
    const reply = await fetch(`${office.url}/api/reports/alertSettings`, { headers: { cookie: manager.cookie } });
    expect(await reply.json()).toMatchObject({
      data: { webhookHost: expect.stringContaining('127.0.0.1:'), webhookWaiting: 0, webhookFailed: 0 },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ViewName } from '../../server/contract/index.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
// paper would be told too, job by job, long after the burst
const unprinted = { answers: {}, language: 'ru', print: false } as const;
const ticket = () => ({ requestId: press(), serviceId: 'service-consultation', ...unprinted });

describe('what is published', () => {
  let office: TestOffice;
  const heard: { key: string; name: ViewName; version: number; at: number }[] = [];
  const listen = () =>
    office.opened.app.house.onPublication((key, name, view) => {
      const version = typeof view === 'object' && view !== null && 'version' in view ? Number(view.version) : -1;
      heard.push({ key, name, version, at: performance.now() });
    });
  beforeAll(async () => {
    office = await openTestOffice();
    listen();
  });
  afterAll(() => office.close());

  it('a burst of 200 tickets is told to the board about every 50 ms, not 200 times, and the last word is right', async () => {
    const kiosk = await office.kiosk();
    const display = await office.display();
    await display.see('board', () => true);
    await pause(300);
    heard.length = 0;
    const from = performance.now();
    await Promise.all(Array.from({ length: 200 }, () => kiosk.ask('ticket:issue', ticket())));
    await display.see('board', (view) => view.waiting === 200);
    const took = performance.now() - from;
    const boards = heard.filter(({ name }) => name === 'board');
    expect(boards.length).toBeGreaterThan(0);
    expect(boards.length).toBeLessThanOrEqual(2 + took / 50);
  });

  it('a call is told at once: board and desk know it before the operator is answered', async () => {
    const kiosk = await office.kiosk();
    const display = await office.display();
    const anna = await office.staff(['operator'], '1');
    await display.see('board', () => true);
    const { turn } = await anna.see('desk', () => true);
    await pause(300);
    // something else was just told, so that gathering is on
    await kiosk.ask('ticket:issue', ticket());
    heard.length = 0;
    const actor = { actorId: anna.userId, kind: 'user', roles: ['operator'], visitId: null } as const;
    const reply = await office.opened.app.house.press('visit:callNext', { requestId: press(), ...{ turn } }, actor);
    expect(reply.ok).toBe(true);
    expect(heard.map(({ name }) => name)).toEqual(expect.arrayContaining(['board', 'desk']));
  });

  it('only those hear whose view changed', async () => {
    const first = await office.kiosk('Киоск А');
    const second = await office.kiosk('Киоск Б');
    const display = await office.display('Табло Б');
    await Promise.all([
      first.see('kiosk', () => true),
      second.see('kiosk', () => true),
      display.see('board', () => true),
    ]);
    await pause(600);
    heard.length = 0;
    await first.ask('staff:call', { requestId: press() });
    await first.see('kiosk', (view) => view.staffCall !== null);
    await pause(300);
    const keys = heard.filter(({ name }) => name === 'kiosk' || name === 'board').map(({ key }) => key);
    expect(keys).toEqual([`kiosk:${first.deviceId}`]);
  });

  it('versions grow; a restart is a new epoch', async () => {
    const display = await office.display('Табло В');
    const kiosk = await office.kiosk('Киоск В');
    const versions: number[] = [];
    let { version, epoch } = await display.see('board', () => true);
    for (let count = 0; count < 3; count += 1) {
      versions.push(version);
      const waiting = office.opened.app.house.health().waiting;
      await kiosk.ask('ticket:issue', ticket());
      ({ version } = await display.see('board', (view) => view.waiting > waiting));
    }
    versions.push(version);
    expect([...new Set(versions)].sort((a, b) => a - b)).toEqual(versions);
    await office.restart();
    const again = await office.display('Табло Г');
    const view = await again.see('board', () => true);
    expect(view.epoch).not.toBe(epoch);
    ({ epoch } = view);
    // a display that comes while nothing changes sees the same epoch
    const other = await office.display('Табло Д');
    expect((await other.see('board', () => true)).epoch).toBe(epoch);
  });
});

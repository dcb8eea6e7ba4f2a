/** The hall board: what it says after it was away, and that ten thousand calls leave it as it was. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Browser } from 'playwright-core';
import { Server } from 'socket.io';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { views, type View } from '../../server/contract/index.js';
import { at, cutOff, enter, openBrowser, openLine, takeTicket, type Line } from '../support/browser.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
let browser: Browser;
let office: TestOffice;
let line: Line;
beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

describe('a board that was away', () => {
  it('announces a call made meanwhile if it is still fresh, and an old one never', async () => {
    const kiosk = await office.kiosk();
    const device = await office.display();
    const one = await office.staff(['operator'], '1');
    const two = await office.staff(['operator'], '2');
    const old = await takeTicket(kiosk, 'consultation', press());
    const fresh = await takeTicket(kiosk, 'consultation', press());
    const board = await enter(browser, line, 'landscape', { kind: 'display', token: device.token });
    await board.page.goto(`${line.url}/display/`);
    await at(board.page, 'no-calls').waitFor();
    const call = async (who: typeof one) => {
      const { turn } = await who.see('desk', (view) => view.shift !== null && view.current === null);
      expect(await who.ask('visit:callNext', { requestId: press(), turn })).toMatchObject({ ok: true });
    };
    await board.away(async () => {
      line.cut();
      await at(board.page, 'offline').waitFor();
      await call(one);
      office.clock.pass(2);
      await call(two);
      line.mend();
      await at(board.page, 'offline').waitFor({ state: 'detached' });
    });
    await at(board.page, `call-${fresh.number}`).locator('[data-test="fresh"]').waitFor();
    await at(board.page, `call-${old.number}`).waitFor();
    expect(await at(board.page, `call-${old.number}`).locator('[data-test="fresh"]').count()).toBe(0);
    await expect.poll(() => board.page.locator('[data-test="fresh"]').count()).toBe(1);
    expect(await cutOff(board.page)).toEqual([]);
    expect(board.faults).toEqual([]);
    await board.context.close();
  });
});

/** Serves the built page and speaks only views: ten thousand rulings would test the clerk, not the board. */
async function makeStage() {
  const app = express();
  app.use('/theme', express.static(join(root, 'server/theme')));
  app.use(express.static(join(root, 'dist/web')));
  const http = createServer(app);
  const io = new Server(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return { io, url: `http://127.0.0.1:${port}`, close: () => io.close() };
}

/** What a page holds: bytes of its scripts' heap, nodes of documents, listeners of events. */
interface Weight {
  usedSize: number;
  nodes: number;
  jsEventListeners: number;
}

describe('ten thousand calls', () => {
  it('leave the board’s memory and its page as they were', async () => {
    const stage = await makeStage();
    const watcher = await office.staff(['manager']);
    const template = await watcher.see('board', () => true);
    const board = await enter(browser, { ...line, url: stage.url }, 'landscape', null);
    const calls: View<'board'>['calls'] = [];
    let version = 0;
    function nextView(): View<'board'> {
      version += 1;
      const now = template.now + version * 1000;
      calls.unshift({
        callId: `visit-${version}:1`,
        number: `А${String((version % 999) + 1).padStart(3, '0')}`,
        booth: String((version % 8) + 1),
        calledAt: now,
        times: 1,
        status: version % 3 === 0 ? 'serving' : 'called',
        language: version % 7 === 0 ? 'en' : 'ru',
      });
      calls.length = Math.min(calls.length, 12);
      return views.board.view.parse({ ...template, now, version, epoch: 'stage', calls, waiting: version % 40 });
    }
    stage.io.on('connection', (socket) => socket.emit('view', 'board', nextView()));
    await board.page.goto(`${stage.url}/display/`);
    await board.page.locator('[data-test^="call-"]').first().waitFor();
    const session = await board.context.newCDPSession(board.page);

    async function play(count: number): Promise<void> {
      for (let played = 0; played < count; played += 1) {
        stage.io.emit('view', 'board', nextView());
        // a moment for the page, so that views are drawn and not only overwritten
        if (played % 25 === 24) await rest(10);
      }
      const newest = calls[0]?.number ?? '';
      await at(board.page, `call-${newest}`).waitFor();
    }
    /**
     * The least of each that is seen until `isEnough` or patience ends: the browser sweeps when it has a moment, and what
     * it has not swept yet it counts with the rest. What is held can never be swept, so the least still shows a leak.
     */
    async function weigh(isEnough: (least: Weight) => boolean): Promise<Weight> {
      const end = performance.now() + 30_000;
      let least: Weight = { usedSize: Infinity, nodes: Infinity, jsEventListeners: Infinity };
      do {
        if (least.nodes !== Infinity) await rest(250);
        await session.send('HeapProfiler.collectGarbage');
        const { usedSize } = await session.send('Runtime.getHeapUsage');
        const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
        least = {
          usedSize: Math.min(least.usedSize, usedSize),
          nodes: Math.min(least.nodes, nodes),
          jsEventListeners: Math.min(least.jsEventListeners, jsEventListeners),
        };
      } while (!isEnough(least) && performance.now() < end);
      return least;
    }

    await play(1000);
    let looks = 0;
    const before = await weigh(() => ++looks === 8);
    await play(10_000);
    // a node or a listener that each call left behind would be 10,000 more, 200 bytes two million
    const most = {
      usedSize: before.usedSize + 2_000_000,
      nodes: before.nodes + 1000,
      jsEventListeners: before.jsEventListeners + 1000,
    };
    const isWithin = (least: Weight) =>
      least.usedSize < most.usedSize && least.nodes < most.nodes && least.jsEventListeners < most.jsEventListeners;
    const after = await weigh(isWithin);
    expect(version).toBeGreaterThan(10_000);
    expect(after.usedSize).toBeLessThan(most.usedSize);
    expect(after.nodes).toBeLessThan(most.nodes);
    expect(after.jsEventListeners).toBeLessThan(most.jsEventListeners);
    await board.context.close();
    await stage.close();
  });
});

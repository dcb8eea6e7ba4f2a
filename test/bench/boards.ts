/** How fast a call reaches the hall: from the operator's press to the last of 200 boards, and to the paint of one. */
import { chromium } from 'playwright-core';
import type { BoardView, DeskView } from '../../server/contract/index.js';
import { newFolder, startChild } from './child.js';
import { ask, device, press, staff } from './clients.js';
import { percentile, row, type Row } from './figures.js';

const boardsConnected = 200;
const calls = 200;
/** Time between two calls: the hall is not busier than this anywhere. */
const pauseMs = 40;

/** The pages' clock and ours are one machine's: both count from the epoch with fractions of a millisecond. */
const nowMs = () => performance.timeOrigin + performance.now();

/** Rows: press → event at the last board, and press → painted in Chromium. */
export async function boardRows(): Promise<Row[]> {
  const child = await startChild(newFolder(), {});
  const browser = await chromium.launch({
    executablePath: process.env.TALON_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    const { link } = await child.act({ do: 'pair', role: 'display', name: 'Табло в браузере', printerId: null });
    await page.goto(String(link));
    await page.waitForSelector('[data-test="clock"]');
    // when a number is in the tree and a frame after it was drawn, it was painted
    await page.evaluate(() => {
      const painted: Record<string, number> = {};
      Object.assign(window, { painted });
      new MutationObserver(() => {
        const shown = [...document.querySelectorAll('[data-test^="call-"]')].map(
          (one) => one.getAttribute('data-test') ?? '',
        );
        requestAnimationFrame(() =>
          setTimeout(() => {
            for (const name of shown) painted[name] ??= performance.timeOrigin + performance.now();
          }, 0),
        );
      }).observe(document.body, { childList: true, subtree: true, attributes: true });
    });

    const arrivals = new Map<string, number[]>();
    for (let at = 0; at < boardsConnected; at += 1) {
      const board = await device(child, 'display', `Табло ${at + 1}`);
      board.on('view', (_name: string, view: BoardView) => {
        const newest = view.calls[0];
        if (newest === undefined) return;
        const seen = arrivals.get(newest.number) ?? [];
        seen.push(nowMs());
        arrivals.set(newest.number, seen);
      });
      board.emit('watch', 'board');
    }
    const kiosk = await device(child, 'kiosk', 'Киоск');
    const { socket: operator, cookie } = await staff(child, 'operator', 'operator');
    operator.emit('watch', 'desk');
    await ask(operator, 'shift:open', { requestId: press(), boothId: 'booth-1', profileId: 'profile-all' });
    for (let at = 0; at < calls; at += 1)
      await ask(kiosk, 'ticket:issue', {
        requestId: press(),
        serviceId: 'service-consultation',
        answers: {},
        language: 'ru',
      });
    const turnNow = async () => {
      const response = await fetch(`${child.url}/api/views/desk`, { headers: { cookie, 'x-talon-as': 'staff' } });
      const reply: { data: DeskView } = await response.json();
      return reply.data;
    };

    const pressedAt = new Map<string, number>();
    let view = await turnNow();
    for (let at = 0; at < calls; at += 1) {
      const number = view.queue.find((visit) => visit.visitId === view.next?.visitId)?.number ?? '';
      pressedAt.set(number, nowMs());
      await ask(operator, 'visit:callNext', { requestId: press(), turn: view.turn });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await ask(operator, 'visit:begin', { requestId: press(), turn: view.turn + 1 });
      await ask(operator, 'visit:finish', { requestId: press(), turn: view.turn + 2 });
      view = await turnNow();
    }
    await page.waitForTimeout(500);
    const painted = await page.evaluate(() => Object.entries(Reflect.get(window, 'painted') ?? {}));
    const toLast: number[] = [];
    for (const [number, at] of pressedAt) {
      const seen = arrivals.get(number) ?? [];
      // a board that never heard of the call would make the figure look good: it makes it infinite
      toLast.push(
        seen.length < boardsConnected
          ? Infinity
          : ([...seen].sort((a, b) => a - b)[boardsConnected - 1] ?? Infinity) - at,
      );
    }
    const paints = painted.flatMap(([name, at]) => {
      const pressed = pressedAt.get(name.replace('call-', ''));
      return pressed === undefined ? [] : [Number(at) - pressed];
    });
    return [
      row(`call next pressed → event at the last of ${boardsConnected} boards, p99`, percentile(toLast, 0.99), 'ms', {
        most: 50,
      }),
      row(
        'call next pressed → painted in Chromium, p99',
        paints.length < calls * 0.9 ? Infinity : percentile(paints, 0.99),
        'ms',
        { most: 100 },
      ),
    ];
  } finally {
    await browser.close();
    await child.stop();
    child.remove();
  }
}

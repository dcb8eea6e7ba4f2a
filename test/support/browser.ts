/**
 * A real Chromium before the real server. Pages are watched from their first byte: an error in the console, a request
 * that fails or one that leaves this machine fails the test. The line to the server can be cut, mended and slowed.
 */
import { createServer, connect, type Socket } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Locator, type Page, type Request } from 'playwright-core';
import type { TestOffice } from './office.js';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--expose-gc',
];

/** How long a screen may take to come to what is awaited; a busy machine is no fault of the screen. */
export const patienceMs = 30_000;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.TALON_CHROMIUM ?? '/usr/bin/chromium', args });
}

/** The line between browser and server: a door of its own, so that the server may come back at another port. */
export interface Line {
  url: string;
  /** Nobody answers: open connections break, new ones are refused at once. */
  cut(): void;
  mend(): void;
  /** Every byte is late by so much, each way; 0 is the plain line. */
  slow(ms: number): void;
  close(): Promise<void>;
}

export async function openLine(office: { readonly url: string }): Promise<Line> {
  const open = new Set<Socket>();
  let isCut = false;
  let lateMs = 0;
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (bytes) => {
      if (lateMs === 0) to.write(bytes);
      else setTimeout(() => to.writable && to.write(bytes), lateMs);
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    open.add(from);
    from.once('close', () => open.delete(from));
  };
  const server = createServer((browser) => {
    if (isCut) return void browser.destroy();
    const upstream = connect(Number(new URL(office.url).port), '127.0.0.1');
    pass(browser, upstream);
    pass(upstream, browser);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      breakAll();
    },
    mend: () => void (isCut = false),
    slow: (ms) => void (lateMs = ms),
    async close() {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Watched {
  page: Page;
  /** What went wrong on the page so far. */
  faults: string[];
  /** Runs while the server is away, or while something else is done to the page on purpose: its words are no fault. */
  away<T>(during: () => Promise<T>): Promise<T>;
  /** Waits until the page has all that it asked for, and has drawn it. */
  settled(): Promise<void>;
}

/** A page whose faults are kept. What a browser itself says about a server that is away is heard only in `away`. */
export async function watched(context: BrowserContext): Promise<Watched> {
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const faults: string[] = [];
  let isAway = false;
  const note = (text: string) => void (isAway || faults.push(text));
  page.on('console', (message) => {
    // «who am I» is answered with «nobody yet», which the browser notes as an error
    const isStranger = message.text().includes('401') && message.location().url.includes('/api/reports/me');
    if (message.type() === 'error' && !isStranger) note(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => void faults.push(`thrown: ${error.message}`));
  const underWay = new Set<Request>();
  page.on('request', (request) => void underWay.add(request));
  page.on('requestfinished', (request) => void underWay.delete(request));
  page.on('requestfailed', (request) => void underWay.delete(request));
  page.on('requestfailed', (request) => {
    // leaving a page ends what it was fetching
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') note(`failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1') faults.push(`elsewhere: ${request.url()}`);
  });
  /** Two frames: what came last is drawn, and what that asks for is asked. */
  const drawn = () =>
    page.evaluate(() => new Promise<void>((go) => void requestAnimationFrame(() => requestAnimationFrame(() => go()))));
  return {
    page,
    faults,
    async settled() {
      await drawn();
      while (underWay.size > 0) {
        await until('the page has what it asked for', () => underWay.size === 0);
        await drawn();
      }
    },
    async away(during) {
      isAway = true;
      try {
        return await during();
      } finally {
        // what the browser had still to say about it: it tells things in their order, and its answer comes after them
        await rest(50);
        await page.evaluate(() => undefined).catch(() => undefined);
        isAway = false;
      }
    },
  };
}

export const sizes = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  old: { width: 1280, height: 1024 },
  desk: { width: 1366, height: 768 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

export type Size = keyof typeof sizes;

/** A browser of its own with a cookie already in it: a paired device, or staff with a session. */
export async function enter(
  browser: Browser,
  line: Line,
  size: Size,
  key: { kind: 'kiosk' | 'display' | 'staff'; token: string } | null,
): Promise<Watched & { context: BrowserContext }> {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'ru-RU', reducedMotion: 'reduce' });
  if (key !== null)
    await context.addCookies([{ name: `talon_${key.kind}`, value: key.token, url: line.url, sameSite: 'Strict' }]);
  return { ...(await watched(context)), context };
}

/** The token in a test person's cookie. */
export const tokenOf = (person: { cookie: string }): string => person.cookie.replace(/^talon_staff=/, '');

type Staff = TestOffice['staff'];

/** Opens addresses of the console, each before a new person with the roles that are named. */
export function consoleOf(stage: () => { browser: Browser; office: TestOffice; line: Line }) {
  return async (
    roles: Parameters<Staff>[0],
    path: string,
  ): Promise<Awaited<ReturnType<typeof enter>> & { person: Awaited<ReturnType<Staff>> }> => {
    const { browser, office, line } = stage();
    const person = await office.staff(roles);
    const seen = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(person) });
    await seen.page.goto(`${line.url}/operator${path}`);
    return { ...seen, person };
  };
}

/**
 * What the page asks again by itself waits until the answer is called, so that it presses before it has heard:
 * otherwise the one or the other comes first, as the machine likes.
 */
export async function deafTo(page: Page, report: string): Promise<() => void> {
  let hear: () => void = () => undefined;
  const heard = new Promise<void>((go) => (hear = go));
  await page.route(`**/api/reports/${report}*`, async (route) => {
    await heard;
    await route.continue();
  });
  return hear;
}

/** By the mark that a part of a screen carries for tests. */
export const at = (page: Page, mark: string): Locator => page.locator(`[data-test="${mark}"]`);

/** Waits until something is true; polling, because what is awaited may live in the server. */
export async function until(what: string, is: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await is())) {
    if (performance.now() > end) throw new Error(`It never came to be: ${what}`);
    await rest(25);
  }
}

/** A stroke with the Russian layout on: the key says «я» where the code says KeyZ. */
export async function stroke(page: Page, code: string, key: string, isCtrl = false): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const windowsVirtualKeyCode = virtualKeys[code] ?? 0;
  const said = { code, key, windowsVirtualKeyCode, modifiers: isCtrl ? 2 : 0 };
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...said });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...said });
  await session.detach();
}
const virtualKeys: Record<string, number> = { KeyZ: 90 };

/** Text that its own box cuts off, and what sticks out of the page: empty when everything can be read. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth + 1) found.push(`the page is ${root.scrollWidth} wide`);
    if (root.scrollHeight > innerHeight + 1) found.push(`the page is ${root.scrollHeight} high`);
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} «${(element.textContent ?? '').trim().slice(0, 40)}»`;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!holder || !node.textContent?.trim() || holder.closest('.sr, script, style, [hidden]')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const text = range.getBoundingClientRect();
      if (text.width < 2 || text.height < 2 || getComputedStyle(holder).visibility === 'hidden') continue;
      // the nearest box that hides what leaves it; a box that scrolls shows it in time
      for (let box: Element | null = holder; box !== null && box !== root; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (/auto|scroll/.test(style.overflow + style.overflowX + style.overflowY)) break;
        const edge = box.getBoundingClientRect();
        const isWide =
          /hidden|clip/.test(style.overflowX) && (text.right > edge.right + 1 || text.left < edge.left - 1);
        // letters' own boxes are taller than their ink: a quarter of a line may stick out unseen
        const ease = Number.parseFloat(getComputedStyle(holder).fontSize) / 4;
        const isHigh =
          /hidden|clip/.test(style.overflowY) && (text.bottom > edge.bottom + ease || text.top < edge.top - ease);
        if (isWide || isHigh) found.push(`cut off in ${name(box)}: ${name(holder)}`);
        if (isWide || isHigh || style.position === 'fixed') break;
      }
      if (text.right > innerWidth + 1 || text.left < -1) found.push(`beside the page: ${name(holder)}`);
    }
    return found;
  });
}

/** A ticket taken at the office's kiosk by a program: what a screen's test begins with. */
export async function takeTicket(
  kiosk: Awaited<ReturnType<TestOffice['kiosk']>>,
  code: string,
  requestId: string,
  category: string | null = null,
): Promise<{ visitId: string; number: string; link: string | null }> {
  const reply = await kiosk.ask('ticket:issue', {
    requestId,
    serviceId: `service-${code}`,
    answers: {},
    language: 'ru',
    category,
  });
  if (!reply.ok) throw new Error(`no ticket for ${code}: ${reply.refusal.key}`);
  return reply.data;
}

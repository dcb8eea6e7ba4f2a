/** The touchscreen as visitors meet it: every state, both languages, three shapes of screen, and what fingers do. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../prisma/demo.js';
import { at, cutOff, enter, openBrowser, openLine, sizes, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { openTestOffice, press, type OfficeOptions, type TestOffice } from '../support/office.js';
import { violations } from './access.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Scene extends Watched {
  office: TestOffice;
  line: Line;
}

/** An office with one kiosk before us. */
async function stand(options: OfficeOptions): Promise<Scene> {
  const office = await openTestOffice({ environment: { PUBLIC_URL: 'http://127.0.0.1' }, ...options });
  const line = await openLine(office);
  const { token } = await office.kiosk();
  const kiosk = await enter(browser, line, 'portrait', { kind: 'kiosk', token });
  closers.push(
    () => office.close(),
    () => line.close(),
    () => kiosk.context.close(),
  );
  await kiosk.page.goto(`${line.url}/kiosk/`);
  return { ...kiosk, office, line };
}
const settings = (change: Partial<DemoSpec['settings']>) => (spec: DemoSpec) => ({
  ...spec,
  settings: { ...spec.settings, ...change },
});
const issued = (office: TestOffice) => office.opened.app.house.clerk.office.visits.size;
const screenOf = (page: Page) => page.locator('.kiosk').getAttribute('data-screen');
const screen = (page: Page, name: string) => page.locator(`.kiosk[data-screen="${name}"]`).waitFor();

async function toConfirm(page: Page): Promise<void> {
  await at(page, 'menu-complaint').click();
  await at(page, 'get-ticket').waitFor();
}
async function tapTwenty(page: Page): Promise<void> {
  const box = await at(page, 'get-ticket').boundingBox();
  if (!box) throw new Error('no button to tap');
  const session = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 'left', clickCount: 1 } as const;
  // none waits for the one before it: the hand is as quick on a slow machine
  const taps = Array.from({ length: 20 }, () => [
    session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...place }),
    session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...place }),
  ]);
  await Promise.all(taps.flat());
  await session.detach();
}

describe('fingers', () => {
  it('make one ticket of twenty taps', async () => {
    const { page, office, faults } = await stand({});
    await toConfirm(page);
    await tapTwenty(page);
    await at(page, 'ticket-number').waitFor();
    expect(issued(office)).toBe(1);
    // nor did a late tap press what came under the finger
    expect(await screenOf(page)).toBe('issued');
    expect(faults).toEqual([]);
  });

  it('make one ticket of twenty taps when every byte is late', async () => {
    const { page, office, line, faults } = await stand({});
    await toConfirm(page);
    line.slow(700);
    await tapTwenty(page);
    await expect.poll(() => at(page, 'get-ticket').getAttribute('aria-busy')).toBe('true');
    await at(page, 'ticket-number').waitFor();
    expect(issued(office)).toBe(1);
    expect(faults).toEqual([]);
  });

  it('make one ticket when the line breaks under the press, and the screen comes back with its number', async () => {
    const scene = await stand({});
    const { page, office, line } = scene;
    await toConfirm(page);
    await scene.away(async () => {
      line.slow(300);
      await tapTwenty(page);
      await until('the press has reached the office', () => issued(office) === 1);
      line.cut();
      line.slow(0);
      line.mend();
      await at(page, 'ticket-number').waitFor();
    });
    expect(issued(office)).toBe(1);
    expect(scene.faults).toEqual([]);
  });
});

describe('a visitor who leaves', () => {
  it('is asked, and then the screen is the next one’s: at the start, in Russian', async () => {
    const { page, faults } = await stand({ change: settings({ idleSeconds: 3, warnSeconds: 6 }) });
    await at(page, 'lang').click();
    await page.locator('html[lang="en"]').waitFor();
    await at(page, 'menu-report').click();
    await at(page, 'still-here').waitFor();
    await at(page, 'more-time').click();
    await screen(page, 'menu');
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
    await at(page, 'still-here').waitFor();
    await at(page, 'menu-complaint').waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ru');
    expect(faults).toEqual([]);
  });
});

describe('the kiosk says what cannot be had', () => {
  it('a closed service with its reason and hour, and what can be done instead', async () => {
    const { page, office, faults } = await stand({});
    const manager = await office.staff(['manager']);
    await office.staff(['operator'], '1');
    const until = office.clock.now() + 40 * 60_000;
    const reason = { ru: 'Проверяем технику.', en: 'The equipment is being checked.' };
    const closed = { requestId: press(), serviceId: 'service-consultation', reason, until };
    expect(await manager.ask('service:close', closed)).toMatchObject({ ok: true });
    await at(page, 'menu-consultation').and(page.locator('.choice--pale')).click();
    await page.getByText(reason.ru).waitFor();
    await at(page, 'until').getByText('10:40').waitFor();
    await at(page, 'instead-report').click();
    await at(page, 'menu-report-paper').waitFor();
    expect(faults).toEqual([]);
  });

  it('a limit that is reached', async () => {
    const limited = (spec: DemoSpec) => ({
      ...spec,
      services: spec.services.map((one) => (one.code === 'complaint' ? { ...one, dayLimit: 1 } : one)),
    });
    const { page, faults } = await stand({ change: limited });
    await toConfirm(page);
    await at(page, 'get-ticket').click();
    await at(page, 'ticket-number').waitFor();
    await at(page, 'done').click();
    await at(page, 'menu-complaint').and(page.locator('.choice--pale')).click();
    await screen(page, 'closed');
    await page.getByText('На сегодня талоны закончились').waitFor();
    expect(faults).toEqual([]);
  });

  it('a service that nobody takes now, which still gives a ticket', async () => {
    const { page, office, faults } = await stand({});
    await toConfirm(page);
    await at(page, 'stranded').waitFor();
    await office.staff(['operator'], '1');
    await at(page, 'stranded').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('a closed office with the hour of its opening and the whole schedule', async () => {
    const hours = Array.from({ length: 7 }, () => ({ opens: '09:00', lastTicket: '17:30', doorsClose: '18:00' }));
    const startAt = Date.parse('2013-02-15T07:00:00+04:00');
    const { page, office, faults } = await stand({ startAt, change: settings({ hours }) });
    await screen(page, 'shut');
    await at(page, 'opens').getByText('09:00').waitFor();
    await at(page, 'hours').waitFor();
    // and opens by itself
    office.clock.set(Date.parse('2013-02-15T09:00:00+04:00'));
    await at(page, 'menu-report').waitFor();
    expect(faults).toEqual([]);
  });

  it('that the printer failed: the number stays, to be kept or photographed', async () => {
    const change = (spec: DemoSpec): DemoSpec => ({
      ...spec,
      printers: spec.printers.map((one) => ({
        ...one,
        profile: 'epson-tm-t88',
        transport: 'tcp',
        address: '127.0.0.1:9',
      })),
    });
    const { page, faults } = await stand({ change });
    await at(page, 'printer-failed').waitFor();
    await toConfirm(page);
    await at(page, 'get-ticket').click();
    await at(page, 'ticket-number').waitFor();
    await at(page, 'paper').getByText('Талон не напечатан').waitFor();
    expect(faults).toEqual([]);
  });

  it('that there is no connection, without a button that would lie, and comes back by itself', async () => {
    const scene = await stand({});
    const { page, line } = scene;
    await at(page, 'menu-report').waitFor();
    await scene.away(async () => {
      line.cut();
      await at(page, 'offline').waitFor();
      expect(await at(page, 'call-staff').count()).toBe(0);
      expect(await cutOff(page)).toEqual([]);
      line.mend();
      await at(page, 'menu-report').waitFor();
    });
    expect(scene.faults).toEqual([]);
  });

  it('that the server was started anew: the same kiosk goes on', async () => {
    const scene = await stand({});
    const { page, office } = scene;
    await at(page, 'menu-report').waitFor();
    await scene.away(async () => {
      await office.restart();
      await until('the kiosk is online again', () => office.opened.app.house.clerk.office.devices.size > 0);
      await toConfirm(page);
      await at(page, 'get-ticket').click();
      await at(page, 'ticket-number').waitFor();
    });
    expect(issued(office)).toBe(1);
    expect(scene.faults).toEqual([]);
  });
});

describe('a protocol of errors', () => {
  it('is scanned from its paper, and its number goes with the ticket', async () => {
    const { page, office, faults } = await stand({});
    await at(page, 'menu-report').click();
    await at(page, 'menu-report-again').click();
    await screen(page, 'protocol');
    // as a scanner types, with the focus wherever the last touch left it
    for (const code of ['KeyP', 'Slash', 'Digit2', 'Digit0', 'Digit2', 'Digit6', 'Slash', 'Digit7', 'Enter'])
      await page.keyboard.press(code);
    await screen(page, 'persons');
    await at(page, 'answer-upTo10').click();
    await at(page, 'skip').click();
    await at(page, 'get-ticket').click();
    await at(page, 'ticket-number').waitFor();
    const [visit] = office.opened.app.house.clerk.office.visits.values();
    expect(visit?.answers).toEqual({ medium: 'paper', protocol: '7/2026', persons: 'upTo10' });
    expect(await page.locator('.kiosk').textContent()).not.toContain('7/2026');
    expect(faults).toEqual([]);
  });
});

/** Every screen of one visitor's way, each shown to `look`. */
async function wander(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await at(page, 'menu-report').waitFor();
  await look('home');
  await at(page, 'help').click();
  await at(page, 'slide').waitFor();
  await look('help');
  await at(page, 'help').click();
  await at(page, 'menu-report').click();
  await at(page, 'menu-report-paper').waitFor();
  await look('report');
  await at(page, 'menu-report-again').click();
  await look('protocol number');
  await at(page, 'back').click();
  await at(page, 'menu-report-paper').click();
  await look('organisations');
  await at(page, 'answer-more').click();
  await look('organisations counted');
  await at(page, 'next').click();
  await look('persons');
  await at(page, 'answer-upTo200').click();
  await look('registration number');
  await at(page, 'skip').click();
  await at(page, 'get-ticket').waitFor();
  await look('confirm');
  await at(page, 'get-ticket').click();
  await at(page, 'ticket-number').waitFor();
  await at(page, 'more-time').click();
  await look('ticket');
  await at(page, 'done').click();
  await at(page, 'menu-consultation').click();
  await at(page, 'claim').click();
  await look('claim');
}

/** Buttons under 20 mm: 96 pixels at 1080 wide. */
const smallButtons = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], input')].flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      if (width === 0 || (width >= 95.5 && height >= 95.5)) return [];
      return [`${one.getAttribute('data-test')} «${one.textContent?.trim()}» ${width}×${height}`];
    }),
  );

/** Buttons that the screen's edge cuts: a visitor does not scroll. */
const outOfReach = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button')].flatMap((one) => {
      const { width, top, bottom, right } = one.getBoundingClientRect();
      if (width === 0 || (top >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1)) return [];
      return [`out of reach: ${one.getAttribute('data-test')} ends at ${bottom} of ${innerHeight}`];
    }),
  );

describe('every screen of the way', () => {
  for (const language of ['ru', 'en'] as const)
    it(`can be read, touched and is accessible, in ${language}`, async () => {
      const scene = await stand({ change: settings({ idleSeconds: 600 }) });
      const { page, office, faults } = scene;
      await office.staff(['operator'], '1');
      const wrong: string[] = [];
      const say = (where: string, what: string[]) => wrong.push(...what.map((one) => `${where}: ${one}`));
      await at(page, 'menu-report').waitFor();
      if (language === 'en') await at(page, 'lang').click();
      await wander(page, async (name) => {
        for (const size of ['landscape', 'old', 'portrait'] as const) {
          await page.setViewportSize(sizes[size]);
          say(`${name}, ${size}`, [...(await cutOff(page)), ...(await outOfReach(page))]);
        }
        say(`${name}, touch`, await smallButtons(page));
        say(`${name}, axe`, await violations(scene, true));
      });
      expect(wrong).toEqual([]);
      expect(faults).toEqual([]);
    });

  it('the easy view too', async () => {
    const { page, faults } = await stand({ change: settings({ idleSeconds: 600 }) });
    const wrong: string[] = [];
    await at(page, 'easy').click();
    await wander(page, async (name) => {
      for (const size of ['landscape', 'old', 'portrait'] as const) {
        await page.setViewportSize(sizes[size]);
        const found = [...(await cutOff(page)), ...(await outOfReach(page))];
        wrong.push(...found.map((one) => `${name}, ${size}: ${one}`));
      }
      wrong.push(...(await smallButtons(page)).map((one) => `${name}: ${one}`));
    });
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });
});

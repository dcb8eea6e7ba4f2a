/**
 * From an empty folder to the first printed ticket, as a new administrator goes: in a real browser, in Russian, beside
 * a kiosk and a board that were never here before. In less than ten minutes and ninety presses.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, enter, openBrowser, openLine, until, type Line, type Watched } from '../support/browser.js';
import { bundleServer, startServer, zoneOfNoon, type Running } from '../support/child.js';
import { violations } from './access.js';

const folder = mkdtempSync(join(tmpdir(), 'talon-setup-'));
const password = 'коза и капуста';
/** Where pictures of each step are put, when somebody wants to look at them. */
const pictures = process.env['TALON_SETUP_PICTURES'] ?? '';
let server: Running;
let line: Line;
let browser: Browser;

beforeAll(async () => {
  server = await startServer(await bundleServer(), folder);
  line = await openLine(server);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A hand that counts: a field that is filled is one press besides its letters. */
function makeHand({ page }: Watched) {
  let presses = 0;
  return {
    get presses() {
      return presses;
    },
    async press(mark: string) {
      presses += 1;
      await at(page, mark).first().click();
    },
    async fill(mark: string, text: string) {
      presses += 1;
      await at(page, mark).fill(text);
    },
  };
}

describe('a new installation', () => {
  it('comes from an empty folder to its first printed ticket', async () => {
    const startedAt = performance.now();
    const console_ = await enter(browser, line, 'desk', null);
    const { page, faults } = console_;
    // the zone of the new office is the one that the administrator's machine is set to
    const machine = await page.context().newCDPSession(page);
    await machine.send('Emulation.setTimezoneOverride', { timezoneId: zoneOfNoon() });
    const hand = makeHand(console_);
    let shots = 0;
    const look = async (name: string, isWhole = true) => {
      shots += 1;
      if (pictures !== '')
        await page.screenshot({ path: join(pictures, `${String(shots).padStart(2, '0')}-${name}.png`) });
      if (isWhole) expect(await cutOff(page), name).toEqual([]);
      expect(await violations(console_, false), name).toEqual([]);
    };
    const first = /password +(\S+)/.exec(server.said())?.[1] ?? '';
    await page.goto(`${line.url}/operator/`);
    await hand.fill('login', 'admin');
    await hand.fill('password', first);
    await hand.press('sign-in');
    await hand.fill('old-password', first);
    await hand.fill('new-password', password);
    await hand.fill('new-password-again', password);
    await hand.press('change-password');

    // nothing else opens before the choice
    await at(page, 'begin-own').waitFor();
    await look('begin');
    await hand.fill('own-name', 'Клиентская служба № 7');
    await console_.away(async () => {
      await hand.press('begin-own');
      await at(page, 'step-office').waitFor({ timeout: 60_000 });
    });
    await look('office');
    await hand.fill('guide-address', 'ул. Ясеневая, д. 12');
    await hand.fill('guide-phone', '(495) 000-00-07');
    await hand.press('save-office');

    await at(page, 'offer-consultation').waitFor();
    await look('services');
    await hand.press('next');
    await hand.fill('booth-count', '4');
    await hand.press('booth-make');
    await at(page, 'booth-one').waitFor();
    await look('booths');
    await hand.press('next');
    await hand.fill('guide-person', 'Петрова Анна Викторовна');
    await hand.press('person-add');
    await at(page, 'given-password').waitFor();
    await look('people');
    await hand.press('next');

    const kiosk = await enter(browser, line, 'portrait', null);
    await kiosk.away(() => kiosk.page.goto(`${line.url}/kiosk/`));
    await hand.press('guide-admit');
    await until('the kiosk is in', async () => (await at(page, 'step-kiosk').getAttribute('data-state')) === 'done');
    await look('kiosk');
    await hand.press('next');
    const board = await enter(browser, line, 'landscape', null);
    await board.away(() => board.page.goto(`${line.url}/display/`));
    await hand.press('guide-admit');
    await until('the board is in', async () => (await at(page, 'step-display').getAttribute('data-state')) === 'done');
    await look('display');
    await hand.press('next');

    await hand.press('printer-test');
    await hand.press('readable-yes');
    await look('printer');
    await hand.press('next');

    // on a Sunday the day is opened by hand; within the hours it is open
    await at(page, 'check-day').waitFor();
    await look('ticket');
    if (await at(page, 'guide-open-day').isVisible()) await hand.press('guide-open-day');
    await hand.press('guide-open-booth');
    await at(kiosk.page, 'menu-complaint').click();
    await at(kiosk.page, 'get-ticket').click();
    const number = (await at(kiosk.page, 'ticket-number').innerText()).trim();
    await at(page, 'first-number').getByText(number).waitFor();
    const tookMs = performance.now() - startedAt;
    await look('first');
    for (const step of ['office', 'services', 'booths', 'people', 'kiosk', 'display', 'printer', 'ticket'])
      await until(
        `${step} is done`,
        async () => (await at(page, `step-${step}`).getAttribute('data-state')) === 'done',
      );
    await until('the ticket is on paper', () => readdirSync(join(folder, 'paper')).length > 0);
    console.log(`to the first ticket: ${hand.presses} presses, ${Math.round(tookMs / 1000)} s`);
    expect(hand.presses).toBeLessThan(90);
    expect(tookMs).toBeLessThan(10 * 60_000);

    // and it is called where it was promised
    await hand.press('to-desk');
    await at(page, 'call-next').click();
    await at(board.page, `call-${number}`).waitFor();
    await expect.poll(() => at(board.page, `call-${number}`).locator('.plate').innerText()).toBe('1');
    for (const { faults: said } of [console_, kiosk, board]) expect(said).toEqual([]);
    expect(faults).toEqual([]);
  });
});

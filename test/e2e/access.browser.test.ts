/** Accessible, and alone on their network: the main screens of board, console and phone, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, enter, openBrowser, openLine, takeTicket, tokenOf, type Line } from '../support/browser.js';
import type { Size, Watched } from '../support/browser.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { violations } from './access.js';

const assets = fileURLToPath(new URL('../../dist/web/assets', import.meta.url));
let browser: Browser;
let office: TestOffice;
let line: Line;
let kiosk: Awaited<ReturnType<TestOffice['kiosk']>>;
beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  kiosk = await office.kiosk();
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

/** What a reader, a finger or a machine would stumble over, and what the page itself complained of. */
async function judge(where: string, watched: Watched, isSeenFromAfar: boolean): Promise<string[]> {
  const found = [...(await violations(watched, isSeenFromAfar)), ...(await cutOff(watched.page)), ...watched.faults];
  watched.faults.length = 0;
  return found.map((one) => `${where}: ${one}`);
}
const languages = ['ru', 'en'] as const;
const sizesOfBoard: Size[] = ['landscape', 'portrait'];

describe('the board', () => {
  for (const language of languages)
    it(`is accessible and whole, empty and with calls, in ${language}`, async () => {
      const { token } = await office.display();
      const wrong: string[] = [];
      for (const size of sizesOfBoard) {
        const board = await enter(browser, line, size, { kind: 'display', token });
        await board.page.goto(`${line.url}/display/?lang=${language}`);
        await at(board.page, 'clock').waitFor();
        wrong.push(...(await judge(`${size} board`, board, true)));
        const booth = `${languages.indexOf(language) * 2 + sizesOfBoard.indexOf(size) + 1}`;
        const operator = await office.staff(['operator'], booth);
        const { number } = await takeTicket(kiosk, 'consultation', press());
        const { turn } = await operator.see('desk', (view) => view.next !== null);
        await operator.ask('visit:callNext', { requestId: press(), turn });
        await at(board.page, `call-${number}`).waitFor();
        wrong.push(...(await judge(`${size} board with a call`, board, true)));
        await board.context.close();
      }
      expect(wrong).toEqual([]);
    });
});

describe('the console', () => {
  for (const language of languages)
    it(`is accessible on every page, in ${language}`, async () => {
      const wrong: string[] = [];
      const stranger = await enter(browser, line, 'desk', null);
      const speak = (kept: string) => localStorage.setItem('talon.console.language', kept);
      await stranger.context.addInitScript(speak, language);
      await stranger.page.goto(`${line.url}/operator/`);
      await at(stranger.page, 'login').waitFor();
      wrong.push(...(await judge('sign-in', stranger, false)));
      await stranger.context.close();

      const everything = await office.staff(['operator', 'attendant', 'manager', 'administrator']);
      const desk = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(everything) });
      await desk.context.addInitScript(speak, language);
      const { page } = desk;
      for (let waiting = 0; waiting < 3; waiting += 1) await takeTicket(kiosk, 'intake-paper', press());
      await page.goto(`${line.url}/operator/`);
      await at(page, 'booth-8').waitFor();
      wrong.push(...(await judge('choice of a booth', desk, false)));
      await page.keyboard.press('6');
      await page.keyboard.press('Enter');
      await at(page, 'call-next').waitFor();
      wrong.push(...(await judge('free', desk, false)));
      await page.keyboard.press('F2');
      await at(page, 'begin').waitFor();
      wrong.push(...(await judge('called', desk, false)));
      await page.keyboard.press('F4');
      await at(page, 'note').or(at(page, 'payer-card')).first().waitFor();
      wrong.push(...(await judge('serving', desk, false)));
      await page.keyboard.press('F7');
      await at(page, 'transfer').waitFor();
      wrong.push(...(await judge('transfer', desk, false)));
      await page.keyboard.press('Escape');
      await at(page, 'transfer').waitFor({ state: 'detached' });
      await page.keyboard.press('F9');
      await at(page, 'undo').waitFor();
      wrong.push(...(await judge('undo', desk, false)));
      await page.keyboard.press('F10');
      await at(page, 'page-hall').waitFor();
      wrong.push(...(await judge('menu', desk, false)));
      await at(page, 'close-shift').click();
      for (const name of [
        ...['now', 'hall', 'registrations', 'proof', 'terms', 'complaints', 'complaints/new', 'complaints/summary'],
        ...[
          'reports',
          'reports/tickets',
          'reports/mine',
          'consultations',
          'inbox',
          'checks',
          'journal',
          'paper',
          'devices',
          'alerts',
        ],
      ]) {
        await page.goto(`${line.url}/operator/${name}`);
        await page.locator('.top').waitFor();
        await desk.settled();
        wrong.push(...(await judge(name, desk, false)));
      }
      await desk.context.close();
      expect(wrong).toEqual([]);
    });
});

describe('the phone page', () => {
  it('is accessible while waiting, when called and when left, in both languages', async () => {
    const wrong: string[] = [];
    const operator = await office.staff(['operator'], '7');
    for (const language of languages) {
      const { visitId } = await takeTicket(kiosk, 'complaint', press());
      const token = office.opened.app.house.clerk.office.visits.get(visitId)?.token ?? '';
      const phone = await enter(browser, line, 'phone', null);
      await phone.page.goto(`${line.url}/t#${token}`);
      await at(phone.page, 'before').waitFor();
      if (language === 'en') await at(phone.page, 'lang').click();
      const judged = async (where: string) => {
        const found = await judge(where, phone, true);
        // a phone's page may be longer than its screen: it scrolls
        wrong.push(...found.filter((one) => !/the page is \d+ high/.test(one)));
      };
      await judged(`${language} waiting`);
      await at(phone.page, 'leave').click();
      await judged(`${language} leaving`);
      await at(phone.page, 'leave-no').click();
      const { turn } = await operator.see('desk', (view) => view.current === null);
      await operator.ask('visit:call', { requestId: press(), turn, visitId, reason: 'просили' });
      await at(phone.page, 'booth').waitFor();
      await judged(`${language} called`);
      const called = await operator.see('desk', (view) => view.current?.visit.visitId === visitId);
      await operator.ask('visit:miss', { requestId: press(), turn: called.turn });
      await at(phone.page, 'status-missed').waitFor();
      await judged(`${language} missed`);
      await phone.context.close();
    }
    expect(wrong).toEqual([]);
  });
});

describe('what is sent to browsers', () => {
  it('has no zod in it', () => {
    const bundles = readdirSync(assets).filter((name) => name.endsWith('.js'));
    expect(bundles.length).toBeGreaterThan(4);
    const isZod = (text: string) => /ZodError|invalid_union/.test(text);
    // the sign is one that zod really carries
    expect(isZod(readFileSync(join(assets, '../../../node_modules/zod/v4/core/schemas.js'), 'utf8'))).toBe(true);
    expect(bundles.filter((name) => isZod(readFileSync(join(assets, name), 'utf8')))).toEqual([]);
  });
});

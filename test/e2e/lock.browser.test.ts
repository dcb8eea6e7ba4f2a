/** A console is left, locks, and is opened again by its person: by password, by PIN, with a code from a telephone. */
import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../server/doors/password.js';
import { at, cutOff, enter, openBrowser, openLine, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { keepPicture } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';

const password = 'correct horse battery';
let browser: Browser;
let office: TestOffice;
let line: Line;
let anna: Awaited<ReturnType<TestOffice['staff']>>;
let console1: Watched;

beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  anna = await office.staff(['operator', 'manager', 'administrator'], '1');
  const hash = await hashPassword(password);
  office.opened.store.people.setPassword(anna.userId, hash, false);
  console1 = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(anna) });
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const unlockBy = async (secret: string) => {
  await console1.page.keyboard.type(secret);
  await console1.page.keyboard.press('Enter');
};
const isOpen = () => until('the console is open', async () => (await at(console1.page, 'lock').count()) === 0);

describe('a console', () => {
  it('is locked by Ctrl+Alt+L: no key of the page acts, what is half typed stays, the password opens it', async () => {
    const { page } = console1;
    await page.goto(`${line.url}/operator/account`);
    await at(page, 'session-own').waitFor();
    expect(await cutOff(page)).toEqual([]);
    await keepPicture(page, 'account');
    await at(page, 'lock-minutes').fill('7');
    await page.keyboard.press('Control+Alt+L');
    await at(page, 'lock').waitFor();
    await keepPicture(page, 'lock');
    expect(await cutOff(page)).toEqual([]);
    const shift = () => office.opened.app.house.clerk.office.booths.get('booth-1')?.turn;
    const before = shift();
    for (const key of ['F2', 'F10', 'F9']) await page.keyboard.press(key);
    expect(shift()).toBe(before);
    await console1.away(() => unlockBy('not the password'));
    await console1.away(() => at(page, 'refusal').waitFor());
    await unlockBy(password);
    await isOpen();
    await expect.poll(() => at(page, 'lock-minutes').inputValue()).toBe('7');
  });

  it('opens by the PIN that was set', async () => {
    const { page } = console1;
    await at(page, 'pin').fill('2580');
    await at(page, 'pin-password').fill(password);
    await at(page, 'set-pin').click();
    await at(page, 'account-done').waitFor();
    await at(page, 'lock-now').click();
    await at(page, 'lock').waitFor();
    await unlockBy('2580');
    await isOpen();
  });

  it('locks itself when the office says so, and stays locked after the page is loaded again', async () => {
    const { page } = console1;
    await at(page, 'lock-minutes').fill('5');
    await at(page, 'access-save').click();
    await until('the office asks it', () => office.opened.app.house.access().access.lockMinutes === 5);
    await at(page, 'lock-now').click();
    await at(page, 'lock').waitFor();
    await page.reload();
    await at(page, 'lock').waitFor();
    await unlockBy('2580');
    await at(page, 'session-own').waitFor();
  });

  it('asks for the code of a telephone that was turned on here', async () => {
    const { page } = console1;
    await at(page, 'code-on').click();
    await at(page, 'code-password').fill(password);
    await at(page, 'code-begin').click();
    const secret = ((await at(page, 'code-secret').textContent()) ?? '').replace(/\s/g, '');
    await keepPicture(page, 'code');
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await at(page, 'code-first').fill(totp.generate());
    await page.keyboard.press('Enter');
    await at(page, 'code-off').waitFor();
    const login = `user-${anna.userId}`;
    const other = await enter(browser, line, 'desk', null);
    await other.page.goto(`${line.url}/operator/`);
    await other.away(async () => {
      await at(other.page, 'login').fill(login);
      await at(other.page, 'password').fill(password);
      await at(other.page, 'sign-in').click();
      await at(other.page, 'sign-in-code').waitFor();
    });
    await keepPicture(other.page, 'codestep');
    // no code opens twice; a telephone that is half a minute ahead does, and is right for longer than this page needs
    await at(other.page, 'sign-in-code').fill(totp.generate({ timestamp: Date.now() + 30_000 }));
    await at(other.page, 'sign-in-with-code').click();
    await at(other.page, 'menu').waitFor();
    expect(other.faults).toEqual([]);
    expect(console1.faults).toEqual([]);
  });
});

/** Somebody comes in by the login page of a provider that stands elsewhere, as their own browser sees it. */
import AxeBuilder from '@axe-core/playwright';
import { createServer } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, openBrowser, sizes, until } from '../support/browser.js';
import { keepPicture } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';
import { client, openProvider, type TestProvider } from '../support/provider.js';

let browser: Browser;
let office: TestOffice;
let provider: TestProvider;
let page: Page;
let userId: string;

/**
 * A port that is free now: the provider must know it before the office listens there. It is below those that a system
 * gives away by itself, so that nothing else takes it meanwhile.
 */
async function freePort(): Promise<number> {
  for (let port = 21_000 + (process.pid % 10_000); port < 32_000; port += 1) {
    const probe = createServer();
    const isFree = await new Promise<boolean>((tell) => {
      probe.once('error', () => tell(false));
      probe.listen(port, '127.0.0.1', () => tell(true));
    });
    if (!isFree) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
  throw new Error('no port is free');
}

beforeAll(async () => {
  browser = await openBrowser();
  const port = await freePort();
  const home = `http://127.0.0.1:${port}`;
  // another site than the office's: what a browser sends along is another matter then
  provider = await openProvider(`${home}/api/sso/callback`, 'localhost');
  office = await openTestOffice({
    environment: {
      ...{
        PORT: String(port),
        PUBLIC_URL: home,
        OIDC_ISSUER: provider.issuer,
        OIDC_NAME: 'Портал организации и её отделений',
      },
      ...{ OIDC_CLIENT_ID: client.clientId, OIDC_CLIENT_SECRET: client.clientSecret },
    },
  });
  const administrator = await office.staff(['administrator']);
  const added = await administrator.ask('user:add', {
    ...{ requestId: 'add', login: 'petrova', name: 'Петрова Анна Викторовна', position: '' },
    ...{ roles: ['operator', 'administrator'], ssoName: 'petrova.av' },
  });
  if (!added.ok) throw new Error(added.refusal.key);
  ({ userId } = added.data);
  const context = await browser.newContext({ viewport: sizes.desk, locale: 'ru-RU', reducedMotion: 'reduce' });
  page = await context.newPage();
});
afterAll(async () => {
  await browser.close();
  await office.close();
  await provider.close();
});

const typeThere = async (login: string) => {
  await page.waitForURL(`${provider.issuer}/**`);
  await page.keyboard.type(login);
  await page.keyboard.press('Enter');
};
const saidHere = async () => ((await at(page, 'refusal').textContent()) ?? '').trim().replaceAll('\u00a0', ' ');

describe('the entrance of an office with single sign-on', () => {
  it('shows the way, and says it plainly when the provider knows somebody whom the office does not', async () => {
    await page.goto(`${office.url}/operator/account`);
    await at(page, 'sso').waitFor();
    await expect.poll(() => at(page, 'sso').textContent()).toContain('Портал организации');
    expect(await cutOff(page)).toEqual([]);
    await keepPicture(page, 'sso-entrance');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await at(page, 'sso').click();
    await typeThere('ivanova');
    await page.waitForURL(`${office.url}/operator/**`);
    expect(await saidHere()).toContain('Обратитесь к администратору');
    // the address keeps nothing of it
    await until('a plain address', () => !page.url().includes('?'));
    await keepPicture(page, 'sso-unknown');
    await page.setViewportSize(sizes.landscape);
    await at(page, 'language-en').click();
    await expect.poll(() => at(page, 'sso').textContent()).toContain('Sign in with');
    expect(await cutOff(page)).toEqual([]);
    await keepPicture(page, 'sso-english');
    await at(page, 'language-ru').click();
    await page.setViewportSize(sizes.desk);
  });

  it('comes in by the keyboard alone, to the page that was left', async () => {
    await page.context().clearCookies();
    await page.goto(`${office.url}/operator/account`);
    await at(page, 'sso').focus();
    await page.keyboard.press('Enter');
    await typeThere('petrova.av');
    await at(page, 'session-own').waitFor();
    expect(new URL(page.url()).pathname).toBe('/operator/account');
    await expect.poll(() => at(page, 'session-own').textContent()).toContain('единый вход');
    const cookies = (await page.context().cookies(office.url)).map(({ name, sameSite }) => `${name} ${sameSite}`);
    expect(cookies).toEqual(['talon_staff Strict']);
  });

  it('opens a locked console again by the provider: who has no password needs none', async () => {
    await page.keyboard.press('Control+Alt+L');
    await at(page, 'lock').waitFor();
    await at(page, 'sso').waitFor();
    await keepPicture(page, 'sso-lock');
    expect(await cutOff(page)).toEqual([]);
    await at(page, 'sso').click();
    // the provider knows the browser still, and asks only whether it may tell
    await until(
      'it is at the provider or back',
      () => !page.url().includes('/account') || page.url().includes('localhost'),
    );
    if (page.url().startsWith(provider.issuer)) await typeThere('petrova.av');
    await at(page, 'session-own').waitFor();
    const open = await office.opened.store.sessions.listSessions(office.opened.app.house.officeId, userId, Date.now());
    expect(open).toHaveLength(1);
  });

  it('is as it was when the provider is away, and when somebody goes back from its page', async () => {
    await page.context().clearCookies();
    await page.goto(`${office.url}/operator/`);
    await at(page, 'sso').click();
    await page.waitForURL(`${provider.issuer}/**`);
    await page.goBack();
    await at(page, 'sso').waitFor();
    await expect.poll(() => at(page, 'sso').getAttribute('aria-busy')).toBe('false');
    await office.restart();
    await provider.stop();
    await page.goto(`${office.url}/operator/`);
    await at(page, 'sso').click();
    await at(page, 'refusal').waitFor();
    expect(await saidHere()).toBe('Служба единого входа не отвечает. Войдите по паролю.');
    await at(page, 'login').fill('petrova');
    await expect.poll(() => at(page, 'sign-in').getAttribute('aria-busy')).toBe('false');
    await provider.start();
  });
});

/** After a restore in a real browser: an administrator is led to whose rights came back, and is not told twice. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, consoleOf, openBrowser, openLine, tokenOf, type Line } from '../support/browser.js';
import { openTestOffice, type TestOffice } from '../support/office.js';
import { violations } from './access.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice({ startAt: Date.now() });
  line = await openLine(office);
  const [now, dayMs] = [Date.now(), 24 * 3_600_000];
  const data = { madeAt: now - dayMs, seq: 1, hash: '', asideFrom: null, asideTo: null };
  const entry = { at: now, kind: 'office:restored', actor: 'shell', visitId: null, data };
  await office.opened.app.house.clerk.record(entry, () => undefined);
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const open = consoleOf(() => ({ browser, office, line }));

describe('an office that was restored', () => {
  it('leads an administrator from any page to people and devices, by keys, until all was looked through', async () => {
    const boss = await open(['administrator'], '/journal');
    const { page } = boss;
    const band = at(page, 'restored');
    await band.waitFor();
    expect(await violations(boss, false)).toEqual([]);
    await band.getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/people/);
    // the rows of the navigation stand together, above it
    const edges = await page.evaluate(() =>
      [...document.querySelectorAll('header.top, nav.cases, .restored')].map((part) => {
        const { top, bottom } = part.getBoundingClientRect();
        return [Math.round(top), Math.round(bottom)];
      }),
    );
    expect(edges).toHaveLength(3);
    const [[, topEnds] = [], [secondBegins, secondEnds] = [], [bandBegins] = []] = edges;
    expect([secondBegins, bandBegins]).toEqual([topEnds, secondEnds]);
    await band.getByRole('link').last().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/devices/);
    await at(page, 'restored-looked').focus();
    await page.keyboard.press('Enter');
    await band.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await band.count()).toBe(0);
    // whoever signs in at this console next has not looked yet
    const other = await office.staff(['administrator']);
    await page
      .context()
      .addCookies([{ name: 'talon_staff', value: tokenOf(other), url: line.url, sameSite: 'Strict' }]);
    await page.reload();
    await band.waitFor();
    expect(boss.faults).toEqual([]);
  });

  it('troubles nobody else with it', async () => {
    const boss = await open(['manager'], '/journal');
    await boss.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await at(boss.page, 'restored').count()).toBe(0);
  });
});

/** What the office works by, before the eyes of who sets it: years of the working calendar, marked day by day. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { at, cutOff, enter, openBrowser, openLine, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { keepPicture } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';
import { violations } from './access.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
let first: Watched;
let second: Watched;

/** A Sunday in November: the next year is not given yet. */
const november = Date.parse('2026-11-22T10:00:00+03:00');

async function enterAs(roles: Parameters<TestOffice['staff']>[0]): Promise<Watched> {
  return enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(await office.staff(roles)) });
}
async function open(page: Page, part: string): Promise<void> {
  await page.goto(`${line.url}/operator/settings/${part}`);
  await at(page, `part-${part}`).waitFor();
  await page.locator('.card__title').first().waitFor();
}
/** Years that were opened stay in the page: the one that is seen. */
const seen = (page: Page, mark: string) => page.locator(`[data-test="${mark}"]:visible`);
const day = (page: Page, date: string) => page.locator(`[data-day="${date}"]:visible`);
const years = () => office.opened.app.house.clerk.office.ownYears;
const file = (name: string, text: string) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice({ startAt: november });
  line = await openLine(office);
  first = await enterAs(['administrator']);
  second = await enterAs(['administrator']);
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

describe('the calendar of working days', () => {
  it('says from November on that the next year is missing, and begins it with the holidays of every year', async () => {
    const { page } = first;
    await open(page, 'calendar');
    await at(page, 'year-missing').getByText('2027').waitFor();
    expect(await at(page, 'year-pick').inputValue()).toBe('2027');
    expect(await day(page, '2027-01-01').getAttribute('aria-label')).toContain('нерабочий');
    expect(await day(page, '2027-12-31').getAttribute('aria-label')).toContain('рабочий');
    await keepPicture(page, 'calendar-missing');
  });

  it('is marked by keyboard, and is not saved before marks and sum agree', async () => {
    const { page } = first;
    await day(page, '2027-01-01').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('PageDown');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-day'))).toBe('2027-02-23');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    expect(await day(page, '2027-02-22').getAttribute('aria-label')).toContain('нерабочий, отмечен');
    const marked = Number(/\d+/.exec(await seen(page, 'year-marked').innerText())?.[0]);
    await seen(page, 'year-sum').fill(String(marked + 1));
    await seen(page, 'year-save').and(page.locator(':disabled')).waitFor();
    await keepPicture(page, 'calendar-unproven');
    await seen(page, 'year-sum').fill(String(marked));
    await seen(page, 'year-save').click();
    await seen(page, 'takes').waitFor();
    expect(years().get(2027)?.lists.nonWorkingWeekdays).toContain('2027-02-22');
    await until('nothing is missing', async () => (await at(page, 'year-missing').count()) === 0);
  });

  it('of two who mark one year, the second is told by whom, and keeping theirs takes back no mark of the other', async () => {
    const { page } = first;
    await open(page, 'calendar');
    await open(second.page, 'calendar');
    for (const one of [page, second.page]) await at(one, 'year-pick').selectOption('2026');
    // days that change places: the sum stays
    await day(page, '2026-12-31').click();
    await day(page, '2026-12-30').click();
    await seen(second.page, 'brush-short').check();
    await day(second.page, '2026-12-29').click();
    await seen(second.page, 'year-save').click();
    await seen(second.page, 'takes').waitFor();
    await seen(page, 'year-save').click();
    await seen(page, 'changed-band').getByText('29.12.2026').waitFor();
    await keepPicture(page, 'calendar-meanwhile');
    await seen(page, 'keep-mine').click();
    await seen(page, 'takes').waitFor();
    const lists = years().get(2026)?.lists;
    expect([lists?.shortDays.includes('2026-12-29'), lists?.nonWorkingWeekdays.includes('2026-12-30')]).toEqual([
      true,
      true,
    ]);
  });

  it('is taken from a file, looked at, and only then saved; another file is refused', async () => {
    const { page } = first;
    await at(page, 'year-pick').selectOption('2026');
    await seen(page, 'year-file-input').setInputFiles(file('список.json', '{"2026": {"shortDays": []}}'));
    await seen(page, 'year-bad-file').waitFor();
    const calendar = readFileSync(
      new URL('../../server/regulations/working-calendar-ru.json', import.meta.url),
      'utf8',
    );
    await seen(page, 'year-file-input').setInputFiles(file('calendar.json', calendar));
    await until('the file is shown', async () => (await seen(page, 'year-bad-file').count()) === 0);
    expect(await day(page, '2026-12-31').getAttribute('aria-label')).toContain('нерабочий');
    await seen(page, 'year-reset').click();
    expect(await day(page, '2026-12-30').getAttribute('aria-label')).toContain('нерабочий');
  });

  it('can be read in both sizes, by who may only read too, and machines find nothing against it', async () => {
    const manager = await enterAs(['manager']);
    for (const who of [first, manager])
      for (const size of [
        { width: 1366, height: 768 },
        { width: 1920, height: 1080 },
      ]) {
        await who.page.setViewportSize(size);
        await open(who.page, 'calendar');
        await seen(who.page, 'months').waitFor();
        expect(await cutOff(who.page)).toEqual([]);
        expect(await violations(who, false)).toEqual([]);
      }
    expect(await manager.page.locator('.months button').count()).toBe(0);
    expect([...first.faults, ...second.faults, ...manager.faults]).toEqual([]);
  });
});

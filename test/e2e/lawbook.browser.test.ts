/** What the office works by, before the eyes of who sets it: regulations from their day on, years of the working calendar. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { at, deafTo, cutOff, enter, openBrowser, openLine, sizes, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { keepPicture } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';
import { bytesOf, newPack, without } from '../support/packs.js';
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
/** Its words in one line: spaces that do not break are spaces. */
const text = async (page: Page, mark: string) => (await seen(page, mark).innerText()).replace(/\s+/gu, ' ');
const day = (page: Page, date: string) => page.locator(`[data-day="${date}"]:visible`);
const years = () => office.opened.app.house.clerk.office.ownYears;
const file = (name: string, content: string | Uint8Array) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(content),
});
/** Chooses a file as a regulation. */
const handIn = (page: Page, name: string, pack: unknown) =>
  seen(page, 'pack-file-input').setInputFiles(file(name, bytesOf(pack)));

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

describe('a regulation', () => {
  it('is refused with every fault by its place, in the reader’s words; nothing of it is kept', async () => {
    const { page } = first;
    await open(page, 'packs');
    const faulty = newPack('9', (pack) => {
      for (const service of pack.services) service.queue = 'nowhere';
    });
    await handIn(page, 'с ошибками.json', faulty);
    await at(page, 'pack-faults').getByText('services[0].queue').waitFor();
    await expect.poll(() => at(page, 'pack-faults').innerText()).toContain('нет очереди «nowhere»');
    await keepPicture(page, 'pack-faults');
    await first.away(async () => {
      await handIn(page, 'не то.json', 'ничего');
      await at(page, 'pack-refused').getByText('не регламент').waitFor();
    });
    expect(office.opened.app.house.clerk.office.packs.size).toBe(0);
  });

  it('that is fit is compared with the one in force, given a day, and the day is taken back', async () => {
    const { page } = first;
    const stricter = newPack('2027-1', (pack) => {
      const limit = pack.limits.find(({ code }) => code === 'CONSULT_PERSONAL');
      if (limit) limit.max.n = 25;
    });
    await handIn(page, 'приказ 2027.json', stricter);
    await seen(page, 'pack-fit').waitFor();
    await seen(page, 'diff-limits').getByText('25 минут').first().waitFor();
    expect(await text(page, 'diff-limits')).toContain('20 минут');
    expect(await text(page, 'fates')).toContain('консультация изменится: 1 место');
    expect(await text(page, 'fates')).toContain('жалоба без изменений');
    await keepPicture(page, 'pack-fit');
    await seen(page, 'pack-from').fill('22.11.2026');
    await page.keyboard.press('Enter');
    await seen(page, 'refused').getByText('не раньше завтрашнего').waitFor();
    await seen(page, 'pack-from').fill('01.01.2027');
    await page.keyboard.press('Enter');
    await seen(page, 'pack-planned').getByText('01.01.2027').waitFor();
    await at(page, 'pack-2027-1').getByText('2027-1').waitFor();
    await keepPicture(page, 'pack-planned');
    await handIn(page, 'ещё.json', newPack('2027-2'));
    await seen(page, 'pack-fit').waitFor();
    await seen(page, 'pack-from').fill('01.01.2027');
    await page.keyboard.press('Enter');
    await seen(page, 'refused').getByText('2027-1').waitFor();
    await seen(page, 'pack-reset').click();
    await at(page, 'pack-2027-1').click();
    await seen(page, 'pack-drop').click();
    await until('it holds from no day', () =>
      [...office.opened.app.house.clerk.office.packs.values()].every(({ fromDay }) => fromDay === null),
    );
    await until('the screen says so', async () => (await at(page, 'pack-planned').count()) === 0);
  });

  it('that lacks a service of the office says so before it is tried, and is not put in force', async () => {
    const { page } = first;
    const lacking = newPack('2027-3', (pack) => without(pack, 'complaint'));
    await handIn(page, 'без услуги.json', lacking);
    await seen(page, 'pack-unfit').waitFor();
    expect(await text(page, 'fates')).toContain('в нём её нет');
    await seen(page, 'pack-from').fill('01.02.2027');
    await page.keyboard.press('Enter');
    await seen(page, 'refused').getByText('нет услуги').waitFor();
    await seen(page, 'pack-reset').click();
  });

  it('can be read in both sizes, and machines find nothing against it', async () => {
    const auditor = await enterAs(['auditor']);
    for (const who of [first, auditor])
      for (const size of [sizes.desk, sizes.landscape]) {
        await who.page.setViewportSize(size);
        await open(who.page, 'packs');
        await at(who.page, 'pack-2027-3').click();
        await seen(who.page, 'fates').waitFor();
        expect(await cutOff(who.page)).toEqual([]);
        expect(await violations(who, false)).toEqual([]);
      }
    expect(await auditor.page.locator('.settings__card input').count()).toBe(0);
    expect([...first.faults, ...auditor.faults]).toEqual([]);
  });
});

describe('the calendar of working days', () => {
  it('says from November on that the next year is missing, and begins it with the holidays of every year', async () => {
    const { page } = first;
    await open(page, 'calendar');
    await at(page, 'year-missing').getByText('2027').waitFor();
    await expect.poll(() => at(page, 'year-pick').inputValue()).toBe('2027');
    await expect.poll(() => day(page, '2027-01-01').getAttribute('aria-label')).toContain('нерабочий');
    await expect.poll(() => day(page, '2027-12-31').getAttribute('aria-label')).toContain('рабочий');
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
    await expect.poll(() => day(page, '2027-02-22').getAttribute('aria-label')).toContain('нерабочий, отмечен');
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
    const hear = await deafTo(page, 'calendars');
    await seen(second.page, 'year-save').click();
    await seen(second.page, 'takes').waitFor();
    await seen(page, 'year-save').click();
    hear();
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
    await expect.poll(() => day(page, '2026-12-31').getAttribute('aria-label')).toContain('нерабочий');
    await seen(page, 'year-reset').click();
    await expect.poll(() => day(page, '2026-12-30').getAttribute('aria-label')).toContain('нерабочий');
  });

  it('can be read in both sizes, by who may only read too, and machines find nothing against it', async () => {
    const manager = await enterAs(['manager']);
    for (const who of [first, manager])
      for (const size of [sizes.desk, sizes.landscape]) {
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

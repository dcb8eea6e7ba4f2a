/** Settings before the eyes of who sets them: saved, taken back, waiting for tomorrow, and two at one form. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, deafTo, enter, openBrowser, openLine, takeTicket, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { keepPicture } from '../support/hands.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { violations } from './access.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
let first: Watched;
let second: Watched;

const parts = [
  ...['office', 'hours', 'order', 'services', 'queues', 'booths', 'profiles', 'categories', 'kiosk', 'board'],
];

async function enterAs(roles: Parameters<TestOffice['staff']>[0]): Promise<Watched> {
  return enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(await office.staff(roles)) });
}
async function open(page: Page, part: string): Promise<void> {
  await page.goto(`${line.url}/operator/settings/${part}`);
  await at(page, `part-${part}`).waitFor();
  await page.locator('.card__title').first().waitFor();
}
/** Lists keep the forms that were opened: the one that is seen. */
const seen = (page: Page, mark: string) => page.locator(`[data-test="${mark}"]:visible`);

beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  first = await enterAs(['administrator']);
  second = await enterAs(['administrator']);
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const clerk = () => office.opened.app.house.clerk.office;

describe('an administrator', () => {
  it('renames the office, sees it in force, and takes it back', async () => {
    const { page } = first;
    await open(page, 'office');
    const before = clerk().settings.name.ru;
    await at(page, 'office-name-ru').fill('Отделение № 7');
    await at(page, 'office-save').click();
    await at(page, 'takes').waitFor();
    expect(clerk().settings.name.ru).toBe('Отделение № 7');
    await at(page, 'settings-undo').click();
    await until('it is as before', () => clerk().settings.name.ru === before);
    await until('the form says so', async () => (await at(page, 'office-name-ru').inputValue()) === before);
  });

  it('is told what another has changed meanwhile and by whom; keeping their own takes back nothing else', async () => {
    const { page } = first;
    await open(page, 'office');
    await open(second.page, 'office');
    await at(page, 'office-name-ru').fill('Моё название');
    await at(second.page, 'office-name-ru').fill('Их название');
    await at(second.page, 'office-emblem').fill('ИХ');
    const hear = await deafTo(page, 'settings');
    await at(second.page, 'office-save').click();
    await at(second.page, 'takes').waitFor();
    await at(page, 'office-save').click();
    hear();
    const band = at(page, 'changed-band');
    await band.getByText('Их название').waitFor();
    await expect.poll(() => band.innerText()).toMatch(/сохранил/);
    expect(clerk().settings.name.ru).toBe('Их название');
    await keepPicture(page, 'settings-meanwhile');
    await at(page, 'keep-mine').click();
    await at(page, 'takes').waitFor();
    expect(clerk().settings.name.ru).toBe('Моё название');
    expect(clerk().settings.emblem).toBe('ИХ');
  });

  it('or takes the other’s, and nothing of their own is sent', async () => {
    const { page } = first;
    await open(page, 'kiosk');
    await open(second.page, 'kiosk');
    await at(page, 'kiosk-idleSeconds').fill('60');
    await at(second.page, 'kiosk-idleSeconds').fill('90');
    const hear = await deafTo(page, 'settings');
    await at(second.page, 'kiosk-save').click();
    await at(second.page, 'takes').waitFor();
    await at(page, 'kiosk-save').click();
    hear();
    await at(page, 'take-theirs').click();
    await expect.poll(() => at(page, 'kiosk-idleSeconds').inputValue()).toBe('90');
    expect(clerk().settings.idleSeconds).toBe(90);
  });

  it('moves a queue’s letter while its tickets are out: it waits for tomorrow, and is taken back', async () => {
    const { page } = first;
    const kiosk = await office.kiosk('Киоск у входа');
    const { number } = await takeTicket(kiosk, 'consultation', press());
    const letter = number.slice(0, 1);
    await open(page, 'queues');
    await at(page, `queue-${letter}`).click();
    await seen(page, 'queue-letter').selectOption('Н');
    await seen(page, 'queue-save').click();
    await seen(page, 'planned').waitFor();
    expect([...clerk().queues.values()].map((queue) => queue.letter)).toContain(letter);
    await seen(page, 'plan-drop').click();
    await seen(page, 'planned').waitFor({ state: 'detached' });
    expect(clerk().planned.size).toBe(0);
  });

  it('exchanges the letters of two queues in one save, takes it back, and is told when tickets are out', async () => {
    const { page } = first;
    const lettersOf = (...ids: string[]) => ids.map((id) => clerk().queues.get(id)?.letter);
    const idOf = (letter: string) =>
      [...clerk().queues.values()].find((queue) => queue.letter === letter)?.queueId ?? '';
    const [one, other] = [idOf('Е'), idOf('К')];
    await open(page, 'queues');
    await at(page, 'queue-Е').click();
    // one save is one change: with other words typed no letter of another queue is to be had
    const theirs = seen(page, 'queue-letter').locator('option[value="К"]');
    const title = seen(page, 'queue-title-ru');
    const before = await title.inputValue();
    await title.fill('Кабинет плательщика');
    await theirs.waitFor({ state: 'detached' });
    await title.fill(before);
    await theirs.waitFor({ state: 'attached' });
    await seen(page, 'queue-letter').selectOption('К');
    await seen(page, 'queue-alone').waitFor();
    expect([await title.isDisabled(), await seen(page, 'queue-position').isDisabled()]).toEqual([true, true]);
    await seen(page, 'queue-save').click();
    await seen(page, 'takes').waitFor();
    expect(lettersOf(one, other)).toEqual(['К', 'Е']);
    await expect.poll(() => title.isEnabled()).toBe(true);
    await seen(page, 'settings-undo').click();
    await until('it is as before', () => lettersOf(one, other).join() === 'Е,К');
    // the form takes up what stands now: what is chosen before that is chosen in a form that goes
    await expect.poll(() => seen(page, 'queue-letter').inputValue()).toBe('Е');
    await expect.poll(() => title.isEnabled()).toBe(true);
    await seen(page, 'queue-letter').selectOption('В');
    await seen(page, 'queue-save').click();
    await seen(page, 'refused').getByText('Сегодня уже выданы талоны с буквой').waitFor();
    expect(lettersOf(one, other)).toEqual(['Е', 'К']);
    await seen(page, 'queue-reset').click();
    expect(first.faults).toEqual([]);
  });

  it('is told what will not come tomorrow, because another thing of the same kind stands now', async () => {
    const { page } = first;
    await open(page, 'booths');
    await at(page, 'booth-4').click();
    const choose = async (profileId: string | undefined, when: 'now' | 'tomorrow') => {
      await seen(page, 'booth-profile').selectOption(profileId ?? '');
      await seen(page, `booth-when-${when}`).click();
      await seen(page, 'booth-save').click();
      await seen(page, 'takes').waitFor();
    };
    const profile = () => [...clerk().booths.values()].find(({ number }) => number === '4')?.profileId;
    const before = profile();
    const [later, sooner] = [...clerk().profiles.keys()].filter((profileId) => profileId !== before);
    await choose(later, 'tomorrow');
    await seen(page, 'planned').waitFor();
    const gone = seen(page, 'takes').getByText('Больше не вступит с открытием дня');
    expect(await gone.count()).toBe(0);
    await choose(sooner, 'now');
    await gone.waitFor();
    expect(await gone.innerText()).toContain(': окно 4 (Профиль работы)');
    expect(await seen(page, 'planned').count()).toBe(0);
    await seen(page, 'settings-undo').click();
    await until('it is as before', () => profile() === before);
    expect(clerk().planned.size).toBe(0);
  });

  it('hears where it was pressed why not', async () => {
    const { page } = first;
    await open(page, 'booths');
    await at(page, 'booth-3').click();
    await seen(page, 'booth-number').fill('2');
    await seen(page, 'booth-save').click();
    await seen(page, 'refused').getByText('Такой номер уже есть').waitFor();
  });

  it('adds a booth and retires it', async () => {
    const { page } = first;
    await open(page, 'booths');
    await at(page, 'booth-add').click();
    await seen(page, 'booth-save').click();
    await at(page, 'booth-9').waitFor();
    await seen(page, 'booth-retire').click();
    await seen(page, 'booth-retire-sure').click();
    await at(page, 'booth-9').waitFor({ state: 'detached' });
  });

  it('does not leave unsaved words by mistake', async () => {
    const { page } = first;
    await open(page, 'order');
    await at(page, 'order-promptSeconds').fill('5');
    await at(page, 'order-save').and(page.locator(':disabled')).waitFor();
    await at(page, 'order-promptSeconds').fill('61');
    await at(page, 'case-tab-alerts').click();
    await at(page, 'leave-warning').waitFor();
    expect(page.url()).toContain('/settings/order');
    await at(page, 'order-reset').click();
    await at(page, 'case-tab-alerts').click();
    await until('it is left', () => page.url().includes('/alerts'));
  });

  it('keeps what is typed while the server is away', async () => {
    const { page, away } = first;
    await open(page, 'board');
    await at(page, 'line-add').click();
    await at(page, 'line-0-text-ru').fill('Сегодня в 15:00 учебная тревога');
    await away(async () => {
      line.cut();
      await at(page, 'board-save').and(page.locator(':disabled')).waitFor();
      line.mend();
      await at(page, 'board-save').and(page.locator(':enabled')).waitFor();
    });
    await at(page, 'board-save').click();
    await at(page, 'takes').waitFor();
    expect(clerk().settings.lines.map(({ text }) => text.ru)).toEqual(['Сегодня в 15:00 учебная тревога']);
  });
});

describe('a manager', () => {
  it('sets special days, and nothing else of the hours', async () => {
    const { page } = await enterAs(['manager']);
    await open(page, 'hours');
    expect(await at(page, 'day-0-works').count()).toBe(0);
    await at(page, 'special-add').click();
    await at(page, 'special-0-day').fill('31.12.2026');
    await page.keyboard.press('Tab');
    await at(page, 'hours-save').click();
    await at(page, 'takes').waitFor();
    expect(clerk().settings.specialDays.map(({ day }) => day)).toEqual(['2026-12-31']);
  });
});

describe('an auditor', () => {
  it('reads every part, and finds nothing to change', async () => {
    const { page, faults } = await enterAs(['auditor']);
    for (const part of parts) {
      await open(page, part);
      const row = page.locator('.rowname').first();
      if ((await row.count()) > 0) await row.click();
      expect([part, await page.locator('main').locator('input, select, textarea, [type="submit"]').count()]).toEqual([
        part,
        0,
      ]);
    }
    expect(faults).toEqual([]);
  });
});

describe('the pages', () => {
  it('are accessible, and cut nothing off', async () => {
    const wrong: string[] = [];
    for (const part of parts) {
      await open(first.page, part);
      const row = first.page.locator('.rowname').first();
      if ((await row.count()) > 0) await row.click();
      wrong.push(...(await violations(first, false)).map((one) => `${part}: ${one}`));
      wrong.push(...(await cutOff(first.page)).map((one) => `${part}: ${one}`));
    }
    expect(wrong).toEqual([]);
    expect([...first.faults, ...second.faults]).toEqual([]);
  });
});

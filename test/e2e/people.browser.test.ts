/** People in a real browser: an account from its first password to the day its person leaves, and who may what. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, consoleOf, cutOff, deafTo, openBrowser, openLine, until, watched, type Line } from '../support/browser.js';
import { keepPicture, words } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';
import { violations } from './access.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const open = consoleOf(() => ({ browser, office, line }));
/** Somebody at another browser, whom nobody knows yet. */
async function signIn(login: string, password: string) {
  const seen = await watched(await browser.newContext({ viewport: { width: 1366, height: 768 } }));
  await seen.page.goto(`${line.url}/operator/`);
  await at(seen.page, 'login').fill(login);
  await at(seen.page, 'password').fill(password);
  await at(seen.page, 'sign-in').click();
  return seen;
}

describe('an administrator', () => {
  it('adds a person by the keyboard, hands over the password that is shown once, and closes the access again', async () => {
    const boss = await open(['administrator'], '/people');
    const { page } = boss;
    await at(page, 'add-person').focus();
    await page.keyboard.press('Enter');
    await at(page, 'person-new').waitFor();
    // the first field has the cursor; an empty form says what it lacks
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(2);
    await page.keyboard.type('belova');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Белова Анна Игоревна');
    await page.keyboard.press('Enter');
    await at(page, 'first-password').waitFor();
    const password = (await at(page, 'first-password-text').innerText()).trim();
    expect(password).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/);
    expect(await cutOff(page)).toEqual([]);
    expect(await violations(boss, false)).toEqual([]);
    await keepPicture(page, 'people-first-password');
    await at(page, 'first-done').click();
    expect(await page.content()).not.toContain(password);

    const anna = await signIn('Belova', password);
    await at(anna.page, 'new-password').waitFor();
    await page.reload();
    await at(page, 'session-end').first().waitFor();
    await at(page, 'person-close').click();
    await page.keyboard.press('Enter');
    await until('the access is closed', async () => (await at(page, 'person-reopen').count()) === 1);
    // at the other browser the session is gone with the next press
    await anna.away(async () => {
      await anna.page.reload();
      await at(anna.page, 'sign-in').waitFor();
    });
    expect(boss.faults).toEqual([]);
  });

  it('sees what another has changed meanwhile, keeps the own words and loses none', async () => {
    const anna = await office.staff(['operator']);
    const boss = await open(['administrator'], `/people/${anna.userId}`);
    const { page, person } = boss;
    await at(page, 'person-position').fill('главный специалист');
    const hear = await deafTo(page, 'users');
    await office.opened.app.door.people.set(
      { userId: anna.userId, seen: 0, name: 'Чернова Анна', position: 'специалист', roles: ['auditor'], ssoName: null },
      person.userId,
    );
    // the press comes before the page has heard of it by itself
    await at(page, 'person-save').click();
    hear();
    await at(page, 'person-changed').waitFor();
    await expect.poll(() => words(page, 'person-changed')).toContain('Петрова А. В.');
    await expect.poll(() => words(page, 'person-changed')).toContain('было Оператор, стало Аудитор');
    expect(await cutOff(page)).toEqual([]);
    await keepPicture(page, 'people-changed');
    await at(page, 'keep-mine').click();
    await expect.poll(() => at(page, 'person-name').inputValue()).toBe('Чернова Анна');
    await expect.poll(() => at(page, 'person-position').inputValue()).toBe('главный специалист');
    await at(page, 'person-save').click();
    const saved = async () => (await office.opened.store.people.userWithRoles(anna.userId))?.position;
    await until('it is saved', async () => (await saved()) === 'главный специалист');
    expect(boss.faults).toEqual([]);
  });

  it('leaves a card with words in it, and finds them there again', async () => {
    const [anna, boris] = [await office.staff(['operator']), await office.staff(['operator'])];
    const boss = await open(['administrator'], `/people/${anna.userId}`);
    const { page } = boss;
    await at(page, 'person-position').fill('архивариус');
    await at(page, `person-user-${boris.userId}`).getByRole('link').click();
    await until(
      'the other card is open',
      async () => (await at(page, 'person-position').inputValue()) === 'специалист',
    );
    await at(page, `person-user-${anna.userId}`).getByRole('link').click();
    await until('the words are there', async () => (await at(page, 'person-position').inputValue()) === 'архивариус');
    expect(boss.faults).toEqual([]);
  });

  it('while the server is away presses nothing, and reads what was there', async () => {
    const anna = await office.staff(['operator']);
    const boss = await open(['administrator'], `/people/${anna.userId}`);
    const { page } = boss;
    await at(page, 'person-reset').waitFor();
    await boss.away(async () => {
      line.cut();
      await until('the acts are still', async () => at(page, 'person-reset').isDisabled());
      await expect.poll(() => at(page, 'person-name').inputValue()).toBe('Петрова Анна Викторовна');
      line.mend();
      await until('the acts are back', async () => at(page, 'person-reset').isEnabled());
    });
  });
});

describe('an auditor', () => {
  it('reads people and rights, and changes nothing', async () => {
    const anna = await office.staff(['operator']);
    const auditor = await open(['auditor'], `/people/${anna.userId}`);
    const { page } = auditor;
    await at(page, 'person-card').waitFor();
    for (const mark of ['add-person', 'person-save', 'person-reset', 'person-close', 'session-end'])
      expect([mark, await at(page, mark).count()]).toEqual([mark, 0]);
    await expect.poll(() => at(page, 'person-name').isDisabled()).toBe(true);
    expect(await violations(auditor, false)).toEqual([]);
    await at(page, 'case-tab-rights').click();
    await at(page, 'right-command-user:add').waitFor();
    expect(await cutOff(page)).toEqual([]);
    expect(await violations(auditor, false)).toEqual([]);
    await at(page, 'rights-auditor').click();
    await until('only what an auditor may', async () => (await at(page, 'right-command-user:add').count()) === 0);
    await expect.poll(() => at(page, 'right-report-users').count()).toBe(1);
    await at(page, 'rights-search').fill('сотрудник');
    await until('what is searched', async () => (await page.locator('[data-test^="right-"]').count()) < 6);
    expect(auditor.faults).toEqual([]);
  });
});

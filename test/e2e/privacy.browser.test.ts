/** Keeping and destroying personal data in a real browser: found, kept by the law, erased by an order, with its act. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, consoleOf, cutOff, openBrowser, openLine, until, type Line } from '../support/browser.js';
import { fileOne } from '../support/handedin.js';
import { words } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';
import { violations } from './access.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
let ticket: string;
beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  ({ number: ticket } = await fileOne({ office, operator: await office.staff(['operator'], '1') }, false));
  // terms that run keep what they are about; in June they are over
  office.clock.set(Date.parse('2013-06-03T10:00:00+04:00'));
  await office.restart();
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const open = consoleOf(() => ({ browser, office, line }));

describe('the terms of keeping', () => {
  it('are changed by an administrator within what the rules bear, settled with what would go, and read by an auditor', async () => {
    const root = await open(['administrator'], '/privacy');
    const { page } = root;
    await until('nothing is settled', async () => (await words(page, 'settle-band')).includes('не утвердил'));
    await at(page, 'term-note-n').fill('0');
    await expect.poll(() => at(page, 'terms-save').isDisabled()).toBe(true);
    await expect.poll(() => at(page, 'settle').isDisabled()).toBe(true);
    await at(page, 'term-note-n').fill('7');
    await at(page, 'term-note-unit').selectOption('day');
    await at(page, 'terms-save').click();
    await at(page, 'refusal').waitFor();
    await expect.poll(() => words(page, 'refusal')).toContain('короче');
    // what was refused stays typed, and is put right
    await at(page, 'term-note-n').fill('60');
    // a term that is typed is told once
    expect(await at(page, 'term-note').locator('b.num').count()).toBe(0);
    await at(page, 'terms-save').click();
    await at(page, 'terms-save').waitFor({ state: 'detached' });
    await expect.poll(() => at(page, 'term-note-n').inputValue()).toBe('60');
    await expect.poll(() => words(page, 'settle-band')).toContain('не утвердил');
    await at(page, 'settle').click();
    await expect.poll(() => words(page, 'settle-due')).toContain('Записка сотрудника — 1');
    await at(page, 'settle-yes').click();
    await until('it is settled', async () => (await words(page, 'settle-band')).includes('Сроки утверждены'));
    expect(await violations(root, false)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);
    expect(root.faults).toEqual([]);

    const auditor = await open(['auditor'], '/privacy');
    await at(auditor.page, 'term-note').waitFor();
    await expect.poll(() => words(auditor.page, 'term-note')).toContain('60 дней');
    expect(await auditor.page.locator('main input, main select').count()).toBe(0);
    expect(await at(auditor.page, 'privacy-person').count()).toBe(0);
    expect(auditor.faults).toEqual([]);
  });
});

describe('what is held about a payer', () => {
  it('is found by name, stays by the law, goes by an order, is printed as an act, and its case says so', async () => {
    const boss = await open(['manager'], '/privacy/person');
    const { page } = boss;
    await at(page, 'person-search').fill('ромашка');
    await at(page, 'found-payer').click();
    await at(page, 'row-submission').waitFor();
    await expect.poll(() => words(page, 'person')).toContain('087-105-000003');
    await expect.poll(() => words(page, 'row-submission')).toContain('до 01.01.2019');
    expect(await violations(boss, false)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);

    for (const kind of ['payer', 'submission', 'protocol']) await at(page, `choose-${kind}`).first().check();
    await at(page, 'erase-go').click();
    await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(1);
    await at(page, 'erase-reason').fill('Заявление № 7 от 15.02.2013');
    await at(page, 'erase-go').click();
    await at(page, 'erase-yes').click();
    await at(page, 'erase-no').waitFor();
    await expect.poll(() => words(page, 'erase-no')).toContain('хранится до 01.01.2019');

    await at(page, 'basis-order').check();
    await at(page, 'erase-reason').fill('Предписание № 5');
    await at(page, 'erase-go').click();
    await at(page, 'erase-yes').click();
    await at(page, 'open-act').waitFor();
    await until('the rows are gone', async () => (await words(page, 'row-submission')).includes('уничтожено'));
    await at(page, 'open-act').click();
    await at(page, 'a4').first().waitFor();
    const act = (await page.locator('main').innerText()).replace(/\s+/gu, ' ');
    expect(act).toContain('АКТ № 1/2013');
    expect(act).toContain('Предписание № 5');
    expect(act).not.toContain('Ромашка');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('button:visible, nav:visible').count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });

    await page.goto(`${line.url}/operator/registrations`);
    await at(page, 'reg-1').waitFor();
    await expect.poll(() => words(page, 'reg-1')).toContain('Данные уничтожены, акт № 1/2013');
    await page.goto(`${line.url}/operator/proof`);
    await at(page, 'proof-day').fill('15.02.2013');
    await at(page, 'proof-number').fill(ticket);
    await at(page, 'proof-find').click();
    await at(page, 'erased').waitFor();
    await expect.poll(() => words(page, 'proof-sheet')).toContain('Данные уничтожены');
    expect(boss.faults).toEqual([]);
  });

  it('may be kept longer, with the reason, and is handed out on paper', async () => {
    await fileOne({ office, operator: await office.staff(['operator'], '2') }, false);
    const boss = await open(['manager'], '/privacy/person');
    const { page } = boss;
    await at(page, 'person-search').fill('087-105-000003');
    await at(page, 'found-payer').first().click();
    await at(page, 'hold-payer').click();
    await at(page, 'hold-save').click();
    await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(2);
    await at(page, 'hold-until').fill('01.02.2030');
    await at(page, 'hold-reason').fill('Дело в суде');
    await at(page, 'hold-save').click();
    await until('it is kept longer', async () => (await words(page, 'row-payer')).includes('до 01.02.2030'));
    const workbook = await page.request.get(`${line.url}${await at(page, 'held-xlsx').getAttribute('href')}`);
    expect([workbook.status(), workbook.headers()['content-disposition']]).toEqual([
      200,
      expect.stringContaining('.xlsx'),
    ]);
    await at(page, 'held-sheet').click();
    await at(page, 'a4').waitFor();
    await expect.poll(() => words(page, 'a4')).toContain('Ромашка');
    await page.goBack();
    await until('it is told that it was taken', async () => (await words(page, 'copies')).includes('сведения о лице'));
    expect(boss.faults).toEqual([]);
  });
});

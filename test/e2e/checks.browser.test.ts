/** A check of the office in a real browser: recorded by a manager over what was really done, read by an auditor. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, consoleOf, cutOff, openBrowser, openLine, until, type Line } from '../support/browser.js';
import { fileOne } from '../support/handedin.js';
import { words } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';

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

describe('a check of the office', () => {
  it('is recorded with its period and a ticket that was served in it, closed, and read by an auditor who changes nothing', async () => {
    const { number } = await fileOne({ office, operator: await office.staff(['operator'], '1') }, false);
    const boss = await open(['manager'], '/checks');
    const { page } = boss;
    await at(page, 'new-check').click();
    await at(page, 'check-kind-unplanned').click();
    await at(page, 'check-save').click();
    // an empty form says at every field what it lacks
    await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(5);
    await at(page, 'check-cause').selectOption('appeal');
    await at(page, 'check-ground').fill('Приказ отделения № 14 от 11.02.2013');
    await at(page, 'check-from').fill('01.02.2013');
    await at(page, 'check-until').fill('16.02.2013');
    await at(page, 'check-officers').fill('Иванов И. И.\nСидорова О. П.');
    await at(page, 'check-save').click();
    await until('a period that has not come is said at its field', async () =>
      (await words(page, 'check-form')).includes('не наступил'),
    );
    await at(page, 'check-until').fill('15.02.2013');
    await at(page, 'check-save').click();
    await at(page, 'check-sheet').waitFor();
    await expect.poll(() => words(page, 'check-sheet')).toContain('Сидорова О. П.');
    expect(await cutOff(page)).toEqual([]);

    await at(page, 'finding-text').fill('Сверка длилась 17 минут из 15');
    // a browser notes every 404 as an error of the page
    await boss.away(async () => {
      await at(page, 'finding-number').fill('А999');
      await at(page, 'finding-find').click();
      await until('a ticket that was not is named', async () => (await words(page, 'finding-missing')).includes('нет'));
    });
    await at(page, 'finding-number').fill(number);
    await at(page, 'finding-day').fill('31.01.2013');
    await at(page, 'finding-add').click();
    await until('a day outside is named', async () => (await words(page, 'finding-missing')).includes('вне'));
    await at(page, 'finding-day').fill('15.02.2013');
    await at(page, 'finding-add').click();
    await at(page, 'findings').waitFor();
    await expect.poll(() => words(page, 'findings')).toContain(`Талон ${number} от 15.02.2013`);
    await at(page, 'finding-text').fill('Записано по ошибке');
    await at(page, 'finding-add').click();
    await until('two findings', async () => (await at(page, 'finding-remove').count()) === 2);
    await at(page, 'finding-remove').last().click();
    await at(page, 'finding-remove').last().click();
    await until('one finding', async () => (await at(page, 'finding-remove').count()) === 1);

    await at(page, 'look-registrations').click();
    await at(page, 'reg-1').waitFor();
    expect(new URL(page.url()).search).toBe('?from=2013-02-01&until=2013-02-15');
    await expect.poll(() => at(page, 'reg-from').inputValue()).toBe('01.02.2013');
    await page.goBack();
    await at(page, 'check-conclusion').fill('Норма сверки нарушена один раз.');
    await at(page, 'check-close').click();
    await at(page, 'conclusion').waitFor();
    await expect.poll(() => page.locator('main button:visible').allInnerTexts()).toEqual(['Печать']);
    expect(boss.faults).toEqual([]);

    const auditor = await open(['auditor'], '/checks');
    await at(auditor.page, 'check-row-closed').getByRole('link').click();
    await at(auditor.page, 'check-sheet').waitFor();
    expect(await auditor.page.locator('form').count()).toBe(0);
    await auditor.page.emulateMedia({ media: 'print' });
    expect(await auditor.page.locator('button:visible, nav:visible').count()).toBe(0);
    await expect.poll(() => words(auditor.page, 'check-sheet')).toContain('Норма сверки нарушена один раз.');
    await auditor.page.emulateMedia({ media: 'screen' });
    await at(auditor.page, 'finding-proof').click();
    await at(auditor.page, 'proof-sheet').waitFor();
    const proof = await words(auditor.page, 'proof-sheet');
    expect(proof).toContain(number);
    expect(proof).toContain('Замечание проверки');
    expect(proof).not.toContain('Сверка длилась 17 минут');
    expect(auditor.faults).toEqual([]);
  });
});

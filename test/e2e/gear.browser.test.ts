/** Devices and printers before the eyes of who lets them in: by a code, by a link, with a test page; renamed, revoked. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, consoleOf, cutOff, enter, openBrowser, openLine, sizes, until, type Line } from '../support/browser.js';
import { keepPicture, words } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';
import { startAskedPrinter, type NetworkPrinter } from '../support/printer.js';
import { violations } from './access.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
let hardware: NetworkPrinter;
beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  hardware = await startAskedPrinter('well');
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
  await hardware.stop();
});

const open = consoleOf(() => ({ browser, office, line }));
const row = (page: Page, name: string) => at(page, `device-${name}`);
/** Lists keep the forms that were opened: the one that is seen. */
const seen = (page: Page, mark: string) => page.locator(`[data-test="${mark}"]:visible`);

describe('a device', () => {
  it('is let in by the code on its screen, is seen, gets another name by the keyboard, and is out at once', async () => {
    const kiosk = await enter(browser, line, 'portrait', null);
    const boss = await open(['administrator'], '/devices');
    const { page } = boss;
    await kiosk.away(async () => {
      await kiosk.page.goto(`${line.url}/kiosk/`);
      const code = await at(kiosk.page, 'pair-code').innerText();
      // what asks to be let in stands there to be pressed; nobody needs to type its code
      await page.getByRole('button', { name: code }).click();
      await at(page, 'admit-name').fill('Киоск у входа');
      await keepPicture(page, 'devices-asking');
      await page.keyboard.press('Enter');
      await row(page, 'Киоск у входа').getByText('на связи').waitFor();
      await until('the kiosk is at work', async () => (await at(kiosk.page, 'pair-code').count()) === 0);
    });
    await row(page, 'Киоск у входа').getByText('1080').waitFor();
    await row(page, 'Киоск у входа').locator('[data-test="edit"]').focus();
    await page.keyboard.press('Enter');
    // the cursor is in the name; Escape leaves it as it was
    await page.keyboard.press('Escape');
    await at(page, 'device-name').waitFor({ state: 'detached' });
    await row(page, 'Киоск у входа').locator('[data-test="edit"]').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Киоск в холле второго этажа, у лестницы');
    await page.keyboard.press('Enter');
    await row(page, 'Киоск в холле второго этажа, у лестницы').waitFor();
    expect(await cutOff(page)).toEqual([]);
    await keepPicture(page, 'devices-renamed');
    await kiosk.away(async () => {
      await page.locator('[data-test="revoke"]').click();
      await at(page, 'revoke-sure').click();
      await row(page, 'Киоск в холле второго этажа, у лестницы').getByText('отозвано').waitFor();
      await at(kiosk.page, 'pair-code').waitFor();
    });
    expect(boss.faults).toEqual([]);
  });

  it('whose code nobody shows is refused at the field of the code, which keeps its name; a tablet held upright will do', async () => {
    const boss = await open(['administrator'], '/devices');
    const { page } = boss;
    await page.setViewportSize({ width: 768, height: 1024 });
    const code = page.getByLabel('Код', { exact: true });
    await code.fill('НЕТ777');
    await at(page, 'admit-name').fill('Киоск у входа');
    await boss.away(async () => {
      await at(page, 'admit').click();
      await page.getByText('Код не подошёл или устарел').waitFor();
    });
    // the one who cannot see hears the field's name, and after it what is wrong
    await expect.poll(() => code.getAttribute('aria-invalid')).toBe('true');
    const told = page.locator(`[id="${await code.getAttribute('aria-describedby')}"]`);
    await expect.poll(() => told.innerText()).toMatch(/Код не\sподошёл/);
    expect(await at(page, 'refusal').count()).toBe(0);
    await expect.poll(() => at(page, 'admit-name').inputValue()).toBe('Киоск у входа');
    expect(await cutOff(page)).toEqual([]);
    await code.fill('НЕТ778');
    await expect.poll(() => code.getAttribute('aria-invalid')).toBe('false');
    expect(await violations(boss, false)).toEqual([]);
    expect(boss.faults).toEqual([]);
  });

  it('comes by a link that works once', async () => {
    const boss = await open(['administrator'], '/devices');
    const { page } = boss;
    await at(page, 'link-role').selectOption('display');
    await at(page, 'link-name').fill('Табло зала');
    await at(page, 'link-make').click();
    const { hash, pathname } = new URL(await words(page, 'link-address'));
    const board = await enter(browser, line, 'landscape', null);
    await board.away(() => board.page.goto(`${line.url}${pathname}${hash}`));
    await row(page, 'Табло зала').getByText('на связи').waitFor();
    const other = await enter(browser, line, 'landscape', null);
    await other.away(async () => {
      await other.page.goto(`${line.url}${pathname}${hash}`);
      await at(other.page, 'pair-refused').waitFor();
    });
    expect(boss.faults).toEqual([]);
  });
});

describe('a printer', () => {
  it('is added, tried out and seen as it stands; what nobody prints on is retired', async () => {
    const boss = await open(['administrator'], '/settings/printers');
    const { page } = boss;
    await at(page, 'printer-add').click();
    // what is not added is let go of
    await seen(page, 'printer-reset').click();
    await seen(page, 'printer-save').waitFor({ state: 'detached' });
    await at(page, 'printer-add').click();
    await seen(page, 'printer-save').and(page.locator(':disabled')).waitFor();
    await seen(page, 'printer-name').fill('Принтер у входа');
    await seen(page, 'printer-host').fill('127.0.0.1');
    await seen(page, 'printer-port').fill(String(hardware.port));
    await seen(page, 'printer-save').click();
    await at(page, 'printer-Принтер у входа').waitFor();
    await seen(page, 'printer-test').click();
    await seen(page, 'last-test').getByText('напечатана').waitFor();
    expect(hardware.papers()).toHaveLength(1);
    await keepPicture(page, 'printer-tested');
    hardware.mood = 'paperOut';
    await seen(page, 'printer-test').click();
    await page.locator('tr', { hasText: 'Принтер у входа' }).getByText('нет бумаги').waitFor();
    await keepPicture(page, 'printer-empty');
    hardware.mood = 'well';
    await seen(page, 'printer-name').fill('Принтер в холле');
    await seen(page, 'printer-save').click();
    await at(page, 'printer-Принтер в холле').waitFor();
    await seen(page, 'printer-retire').click();
    await seen(page, 'printer-retire-sure').click();
    await at(page, 'printer-Принтер в холле').waitFor({ state: 'detached' });
    expect(boss.faults).toEqual([]);
  });

  it('on which a booth prints is not retired, and it is said where it was pressed', async () => {
    const boss = await open(['administrator'], '/settings/printers');
    const { page } = boss;
    await at(page, 'printer-Принтер окна 1').click();
    await seen(page, 'printer-retire').click();
    await seen(page, 'printer-retire-sure').click();
    await seen(page, 'refused').waitFor();
    await at(page, 'printer-Принтер окна 1').waitFor();
    expect(boss.faults).toEqual([]);
  });
});

describe('pages of devices and printers', () => {
  it('cut nothing off and are accessible, for who changes and for who reads, and press nothing while the server is away', async () => {
    await office.kiosk('Киоск на втором этаже, у лестницы, слева от гардероба и справа от окна справок');
    for (const role of ['administrator', 'auditor'] as const)
      for (const [path, mark] of [
        ['/devices', 'optional-steps'],
        ['/settings/printers', 'part-printers'],
      ] as const) {
        const person = await open([role], path);
        const { page } = person;
        for (const size of [sizes.desk, sizes.landscape]) {
          await page.setViewportSize(size);
          await at(page, mark).waitFor();
          await page.locator('tbody tr').first().waitFor();
          expect(await cutOff(page)).toEqual([]);
          expect(await violations(person, false)).toEqual([]);
        }
        if (role === 'administrator' && path === '/devices')
          await person.away(async () => {
            line.cut();
            await until('nothing can be pressed', async () => at(page, 'admit').isDisabled());
            await row(page, 'Табло зала').waitFor();
            line.mend();
            await until('it can again', async () => at(page, 'admit').isEnabled());
          });
        else expect(person.faults).toEqual([]);
      }
  });
});

/** The attendant's tablet, 1024×768: what one does in the hall, by touch. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, enter, openBrowser, openLine, takeTicket, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
let tablet: Watched;
let kiosk: Awaited<ReturnType<TestOffice['kiosk']>>;

beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  kiosk = await office.kiosk('Киоск у входа');
  await office.staff(['operator'], '1');
  tablet = await enter(browser, line, 'tablet', { kind: 'staff', token: tokenOf(await office.staff(['attendant'])) });
  await tablet.page.goto(`${line.url}/operator/hall`);
  await at(tablet.page, 'tab-issue').waitFor();
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const visit = (number: string) =>
  [...office.opened.app.house.clerk.office.visits.values()].find((one) => one.number === number);

describe('the attendant', () => {
  it('gives a ticket by the kiosk’s own menu', async () => {
    const { page } = tablet;
    await at(page, 'menu-cabinet').click();
    await at(page, 'menu-cabinet-card').click();
    await at(page, 'give').click();
    const number = (await at(page, 'given-number').innerText()).trim();
    expect(visit(number)?.status).toBe('waiting');
    await at(page, `queue-${number}`).waitFor();
    await at(page, 'another').click();
  });

  it('prints a ticket again, and the paper says that it is a duplicate', async () => {
    const { page } = tablet;
    const { number, visitId } = await takeTicket(kiosk, 'consultation', press());
    const jobs = () =>
      [...office.opened.app.house.clerk.office.printJobs.values()].filter((job) => job.visitId === visitId);
    await until('the first paper is out', () => jobs().some((job) => job.state === 'sent' || job.state === 'printed'));
    await at(page, 'tab-tickets').click();
    await at(page, `ticket-${number}`).locator('[data-test="reprint"]').click();
    await until('a second paper is out', () => jobs().length === 2);
  });

  it('confirms a category after seeing the document', async () => {
    const { page } = tablet;
    const category = [...office.opened.app.house.clerk.office.categories.keys()][0] ?? '';
    const { number } = await takeTicket(kiosk, 'consultation', press(), category);
    await at(page, `confirm-${number}`).click();
    await at(page, `confirm-${number}`).waitFor({ state: 'detached' });
    expect(visit(number)).toMatchObject({ category, categoryConfirmed: true });
  });

  it('cancels a duplicate, and takes that back', async () => {
    const { page } = tablet;
    const { number } = await takeTicket(kiosk, 'consultation', press());
    await at(page, 'tab-tickets').click();
    const row = at(page, `ticket-${number}`);
    await row.locator('[data-test="cancel"]').click();
    await row.locator('[data-test="cancel-duplicate"]').click();
    await row.locator('[data-test="undo"]').waitFor();
    expect(visit(number)?.status).toBe('cancelled');
    await row.locator('[data-test="undo"]').click();
    await row.locator('[data-test="cancel"]').waitFor();
    expect(visit(number)?.status).toBe('waiting');
  });

  it('enters a paper ticket after an outage, at the place of its written time', async () => {
    const { page } = tablet;
    await at(page, 'tab-paper').click();
    await at(page, 'paper-service').selectOption('service-consultation');
    await at(page, 'paper-number').fill('x7');
    await at(page, 'paper-time').fill('09:41');
    await at(page, 'paper-enter').click();
    await at(page, 'paper-entered').getByText('Х7').waitFor();
    const entered = [...office.opened.app.house.clerk.office.visits.values()].find((one) => one.paperNumber === 'Х007');
    expect(entered?.startAt).toBe(Date.parse('2013-02-15T09:41:00+04:00'));
    // the one who waits longest stands first
    const first = page.locator('[data-test^="queue-"]').first();
    await until(
      'the paper ticket is first',
      async () => (await first.getAttribute('data-test')) === `queue-${entered?.number}`,
    );
  });

  it('answers «Позвать сотрудника», and the kiosk says that somebody comes', async () => {
    const { page } = tablet;
    const stand = await enter(browser, line, 'portrait', { kind: 'kiosk', token: kiosk.token });
    await stand.page.goto(`${line.url}/kiosk/`);
    await at(stand.page, 'call-staff').click();
    await at(page, 'staff-answer').click();
    await at(page, 'staff-answer').waitFor({ state: 'detached' });
    await at(stand.page, 'staff-strip').getByText('идёт').waitFor();
    expect(stand.faults).toEqual([]);
    await stand.context.close();
  });

  it('reads every word on every tab, in either language', async () => {
    const { page } = tablet;
    const wrong: string[] = [];
    for (const language of ['ru', 'en']) {
      await page.evaluate((kept) => localStorage.setItem('talon.console.language', kept), language);
      await page.reload();
      for (const tab of ['issue', 'tickets', 'missed', 'paper', 'state']) {
        await at(page, `tab-${tab}`).click();
        wrong.push(...(await cutOff(page)).map((one) => `${language} ${tab}: ${one}`));
      }
    }
    expect(wrong).toEqual([]);
    expect(tablet.faults).toEqual([]);
  });
});

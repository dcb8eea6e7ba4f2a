/** The reports in a real browser, on an office that has received: what is on the screen is what the office counted. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Figures } from '../../server/contract/index.js';
import type { StaffRole } from '../../server/contract/index.js';
import { at, cutOff, enter, openBrowser, openLine, takeTicket, tokenOf, until, type Line } from '../support/browser.js';
import { words } from '../support/hands.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';
import { violations } from './access.js';

const day = '2013-02-15';
let browser: Browser;
let office: TestOffice;
let line: Line;
let manager: Awaited<ReturnType<TestOffice['staff']>>;
let operator: Awaited<ReturnType<TestOffice['staff']>>;

/** Six consultations: four begun at once, one after 18 minutes, one whose visitor leaves; a seventh waits. */
beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  manager = await office.staff(['manager']);
  operator = await office.staff(['operator'], '1');
  for (const minutes of [1, 2, 3, 18, 2]) await receive(minutes);
  const kiosk = await office.kiosk();
  const gone = await takeTicket(kiosk, 'consultation', press());
  const seen = await operator.see('desk', (desk) => desk.queue.some((row) => row.visitId === gone.visitId));
  await said(operator.ask('visit:callNext', { requestId: press(), turn: seen.turn }));
  const called = await operator.see('desk', (desk) => desk.current?.status === 'called');
  await said(operator.ask('visit:miss', { requestId: press(), turn: called.turn }));
  await takeTicket(kiosk, 'card', press()).catch(() => takeTicket(kiosk, 'complaint', press()));
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function said(reply: ReturnType<TestClient['ask']>): Promise<void> {
  const answer = await reply;
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
}

/** One visitor, from the ticket to the end of a consultation, begun after so many minutes. */
async function receive(minutes: number): Promise<void> {
  const { visitId } = await takeTicket(await office.kiosk(), 'consultation', press());
  const waiting = await operator.see('desk', (desk) => desk.queue.some((row) => row.visitId === visitId));
  office.clock.pass(minutes);
  await said(operator.ask('visit:callNext', { requestId: press(), turn: waiting.turn }));
  const called = await operator.see('desk', (desk) => desk.current?.status === 'called');
  await said(operator.ask('visit:begin', { requestId: press(), turn: called.turn }));
  const serving = await operator.see('desk', (desk) => desk.current?.status === 'serving');
  office.clock.pass(6);
  await said(operator.ask('visit:finish', { requestId: press(), turn: serving.turn, note: '' }));
  await operator.see('desk', (desk) => desk.current === null);
}

async function open(person: { cookie: string }, path: string, language: 'ru' | 'en') {
  const seen = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(person) });
  closers.push(() => seen.context.close());
  await seen.context.addInitScript((kept) => localStorage.setItem('talon.console.language', kept), language);
  await seen.page.goto(`${line.url}/operator${path}`);
  return seen;
}
async function figures(person: { cookie: string }, query: string) {
  const response = await fetch(`${line.url}/api/reports/figures?${query}`, { headers: { cookie: person.cookie } });
  const body: { data?: unknown } = JSON.parse(await response.text());
  return Figures.parse(body.data);
}
describe('a report', () => {
  it('says what the office counted, and a number opens as many tickets, each with its proof', async () => {
    const asked = await figures(manager, `from=${day}&until=${day}&compare=none`);
    expect(asked.line).toMatchObject({ visits: 7, begun: 5, inTime: { within: 4, of: 5 } });
    const { page, faults } = await open(manager, `/reports?from=${day}&until=${day}`, 'ru');
    await at(page, 'report').waitFor();
    await expect.poll(() => words(page, 'head-visits')).toContain(String(asked.line.visits));
    await expect.poll(() => words(page, 'head-inTime')).toContain('80,0 % 4 из 5');
    await expect.poll(() => words(page, 'running')).toMatch(/идёт день, по \d\d:\d\d/u);
    await expect.poll(() => words(page, 'group-service-total')).toContain('4 из 5 80,0 %');
    // the chart is drawn, and its table tells the same to who does not see it
    await page.locator('[data-test="wait"] svg path').first().waitFor();
    await at(page, 'wait-table').first().click();
    for (const [minute, count] of asked.distribution.entries())
      if (count > 0) expect(await words(page, `minute-${minute}`)).toBe(String(count));
    expect(await cutOff(page)).toEqual([]);

    const before = page.url();
    await at(page, 'wait-chart').click();
    await at(page, 'wait-late').click();
    await at(page, 'tickets-total').waitFor();
    await expect.poll(() => words(page, 'tickets-total')).toBe('1 талон');
    await expect.poll(() => page.locator('[data-test="tickets"] tbody tr').count()).toBe(1);
    expect(await cutOff(page)).toEqual([]);
    await page.locator('[data-test="tickets"] tbody a').first().click();
    await at(page, 'proof-sheet').waitFor();
    await expect.poll(() => words(page, 'proof-sheet')).toContain('18:');
    await page.goBack();
    await at(page, 'to-report').click();
    await at(page, 'report').waitFor();
    expect(page.url()).toBe(before);
    expect(faults).toEqual([]);
  });

  it('tells how each number was counted, by the keyboard alone', async () => {
    const { page, faults } = await open(manager, `/reports?from=${day}&until=${day}`, 'ru');
    await at(page, 'how-visits').focus();
    await page.keyboard.press('Enter');
    await at(page, 'how').waitFor();
    await expect.poll(() => words(page, 'how')).toContain('Выданные талоны');
    await page.keyboard.press('Escape');
    await at(page, 'how').waitFor({ state: 'detached' });
    await expect.poll(() => at(page, 'how-visits').evaluate((mark) => mark === document.activeElement)).toBe(true);
    await at(page, 'how-all').press('Enter');
    await expect.poll(() => words(page, 'definitions')).toContain('п. 34');
    await expect.poll(() => words(page, 'exclusions')).toContain('Ещё ждут');
    expect(faults).toEqual([]);
  });

  it('is narrowed, and the link and a saved view are what is shown', async () => {
    const { page, faults } = await open(manager, '/reports?period=today&compare=none', 'ru');
    await at(page, 'report').waitFor();
    await at(page, 'services').click();
    await at(page, 'services-service-consultation').check();
    await page.keyboard.press('Escape');
    await until('the address holds the filter', () => page.url().includes('services=service-consultation'));
    await until('the figures are the narrower', async () => (await words(page, 'head-visits')).includes('6'));

    await at(page, 'views').click();
    await at(page, 'view-name').fill('Консультации сегодня');
    await at(page, 'view-save').click();
    await at(page, 'view-open').waitFor();
    await until('it is kept in the office', async () => {
      const kept = await fetch(`${line.url}/api/reports/draft?key=kept:reports`, {
        headers: { cookie: manager.cookie },
      });
      return (await kept.text()).includes('Консультации сегодня');
    });
    const other = await open(manager, '/reports', 'ru');
    await at(other.page, 'report').waitFor();
    await at(other.page, 'views').click();
    await at(other.page, 'view-open').click();
    await until('the view is opened', () => other.page.url().includes('services=service-consultation'));
    expect(other.page.url()).toContain('period=today');
    await at(other.page, 'views').click();
    await at(other.page, 'view-rename').click();
    await at(other.page, 'view-new-name').fill('Сегодня');
    await at(other.page, 'view-renamed').click();
    await until('it has its new name', async () => (await words(other.page, 'view-open')) === 'Сегодня');
    await at(other.page, 'view-remove').click();
    await at(other.page, 'view-open').waitFor({ state: 'detached' });
    expect([...faults, ...other.faults]).toEqual([]);
  });

  it('takes any two days by keyboard, and says when nobody came', async () => {
    const { page, faults } = await open(manager, '/reports', 'ru');
    await at(page, 'report').waitFor();
    await at(page, 'period').press('Enter');
    await at(page, 'period-from').fill('01.02.2013');
    await at(page, 'period-until').fill('10.02.2013');
    await at(page, 'period-show').press('Enter');
    await at(page, 'empty').waitFor();
    expect(page.url()).toContain('from=2013-02-01&until=2013-02-10');
    await at(page, 'last-day').click();
    await at(page, 'report').waitFor();
    expect(page.url()).toContain(`from=${day}&until=${day}`);
    expect(faults).toEqual([]);
  });

  it('is taken away as a workbook and printed without anything to press', async () => {
    const { page, faults } = await open(manager, `/reports?from=${day}&until=${day}`, 'ru');
    await at(page, 'report').waitFor();
    const download = page.waitForEvent('download');
    await at(page, 'sheet-xlsx').click();
    const file = await readFile(await (await download).path());
    expect(file.subarray(0, 2).toString()).toBe('PK');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main button:visible, main select:visible, main input:visible').count()).toBe(0);
    const paper = (await page.locator('.paper-head').innerText()).replace(/\s+/gu, ' ');
    expect(paper).toContain('15 февраля 2013');
    expect(paper).toMatch(/по записи журнала № \d/u);
    // every table stands on paper, also those behind a tab
    for (const name of ['service', 'operator', 'booth', 'channel', 'category'])
      await expect.poll(() => at(page, `group-${name}`).isVisible(), { message: name }).toBe(true);
    expect(faults).toEqual([]);
  });

  it('is not taken away without the server; what was asked meanwhile comes when it is back', async () => {
    const { page, away } = await open(manager, `/reports?from=${day}&until=${day}`, 'ru');
    const taken = at(page, 'sheet-xlsx');
    await taken.and(page.locator('[href]')).waitFor();
    await at(page, 'report').waitFor();
    await away(async () => {
      line.cut();
      await at(page, 'offline').waitFor();
      expect(await taken.getAttribute('href')).toBeNull();
      expect(await taken.isDisabled()).toBe(true);
      await at(page, 'services').click();
      await page.locator('[data-test^="services-"]').first().click();
      await page.locator('.is-stale').waitFor();
      line.mend();
      await page.locator('.is-stale').waitFor({ state: 'detached' });
      await taken.and(page.locator('[href]')).waitFor();
      await at(page, 'services-clear').click();
      await at(page, 'head-visits-tickets').waitFor();
      await page.keyboard.press('Escape');
      line.cut();
      await at(page, 'offline').waitFor();
      // the page of tickets was never opened here: its code is still to come
      await at(page, 'head-visits-tickets').click();
      await at(page, 'refusal').waitFor();
      line.mend();
      await at(page, 'tickets-total').waitFor();
    });
  });

  it('is the same in English, with its own points and plurals', async () => {
    const { page, faults } = await open(manager, `/reports?from=${day}&until=${day}`, 'en');
    await at(page, 'report').waitFor();
    await expect.poll(() => words(page, 'head-inTime')).toContain('80.0 % 4 of 5');
    expect(await words(page, 'report')).not.toMatch(/[а-яё]{4}/iu);
    expect(await cutOff(page)).toEqual([]);
    await at(page, 'head-visits-tickets').click();
    await at(page, 'tickets-total').waitFor();
    await expect.poll(() => words(page, 'tickets-total')).toBe('7 tickets');
    expect(faults).toEqual([]);
  });
});

describe('whose figures', () => {
  it('an operator sees the own alone, with the same words', async () => {
    const other = await office.staff(['operator']);
    const own = await open(operator, '/reports/mine?period=today&compare=none', 'ru');
    await at(own.page, 'report').waitFor();
    await expect.poll(() => words(own.page, 'head-inTime')).toContain('4 из 5');
    expect(await at(own.page, 'operators').count()).toBe(0);
    await at(own.page, 'wait-late').click();
    await until('the list is the own', async () => (await words(own.page, 'tickets-total')) === '1 талон');
    expect(own.page.url()).toContain('/reports/mine/tickets');
    const nobody = await open(other, '/reports/mine?period=today', 'ru');
    await at(nobody.page, 'empty').waitFor();
    expect([...own.faults, ...nobody.faults]).toEqual([]);
  });
  it('an operator is not let to everybody’s report', async () => {
    const { page } = await open(operator, '/reports', 'ru');
    await until('led to the own desk', () => !page.url().includes('/reports'));
  });
});

describe('everybody who reads them', () => {
  for (const language of ['ru', 'en'] as const)
    it(`can: the pages are accessible in ${language}`, async () => {
      const roles: StaffRole[] = ['auditor'];
      const seen = await open(await office.staff(roles), `/reports?from=${day}&until=${day}`, language);
      await at(seen.page, 'report').waitFor();
      await seen.page.locator('[data-test="wait"] svg path').first().waitFor();
      const wrong = await violations(seen, false);
      await at(seen.page, 'views').click();
      await at(seen.page, 'view-name').waitFor();
      wrong.push(...(await violations(seen, false)));
      await seen.page.keyboard.press('Escape');
      await at(seen.page, 'period').click();
      await at(seen.page, 'period-from').waitFor();
      wrong.push(...(await violations(seen, false)));
      await seen.page.goto(`${line.url}/operator/reports/tickets?from=${day}&until=${day}`);
      await at(seen.page, 'tickets-total').waitFor();
      wrong.push(...(await violations(seen, false)));
      expect([...wrong, ...seen.faults]).toEqual([]);
    });
});

/** A report received in a real browser, as a new operator would do it: by keys, with a crash in between, to the paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  cutOff,
  enter,
  openBrowser,
  openLine,
  patienceMs,
  takeTicket,
  tokenOf,
  until,
} from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { cp1251, nameOf, personsOf, reportOf, xmlOf } from '../support/reports.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Place extends Watched {
  office: TestOffice;
  line: Line;
  kiosk: Awaited<ReturnType<TestOffice['kiosk']>>;
}

async function sit(): Promise<Place> {
  const office = await openTestOffice();
  const line = await openLine(office);
  const kiosk = await office.kiosk();
  const person = await office.staff(['operator'], '1');
  const desk = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(person) });
  closers.push(
    () => office.close(),
    () => line.close(),
    () => desk.context.close(),
  );
  await desk.page.goto(`${line.url}/operator/`);
  return { ...desk, office, line, kiosk };
}

/** Calls the one who waits and begins. */
async function receive(page: Page): Promise<void> {
  await at(page, 'call-next').and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('F2');
  await at(page, 'begin').waitFor();
  await page.keyboard.press('F4');
}

const isDone = (page: Page, code: string) =>
  page.locator(`[data-test="step-${code}"].step--done`).waitFor({ timeout: patienceMs });

async function fillCard(page: Page): Promise<void> {
  await at(page, 'field-inn').fill('7707083893');
  await at(page, 'field-name').fill('ООО «Тёплый дом — Юг»');
  await at(page, 'field-type').selectOption('initial');
  await at(page, 'field-year').selectOption('2012');
  await at(page, 'field-period').selectOption('4');
}

async function addPack(page: Page): Promise<void> {
  await at(page, 'open-packs').click();
  await at(page, 'add-pack').click();
  await at(page, 'pack-form').selectOption('СЗВ-6-2');
  for (const [cell, text] of [
    ['persons', '46'],
    ['insuranceAccrued', '412 350'],
    ['insurancePaid', '412350,00'],
  ])
    await at(page, `pack-${cell}`).fill(text ?? '');
  for (const [field, text] of [
    ['totalPacks', '1'],
    ['totalPersons', '46'],
    ['totalInsuranceAccrued', '412350'],
    ['totalInsurancePaid', '412350'],
  ])
    await at(page, `field-${field}`).fill(text ?? '');
  await page.keyboard.press('Tab');
}

const submissions = (office: TestOffice) => office.opened.store.read.submission.findMany();

describe('a report on paper', () => {
  it('goes from the first step to two copies by keys, and what is typed outlives the server', async () => {
    const place = await sit();
    const { page, office, kiosk } = place;
    await takeTicket(kiosk, 'intake-paper', press());
    await receive(page);
    await at(page, 'payer-card').waitFor();
    // the hands are on the number at once
    await page.keyboard.type('087-105-000003');
    await fillCard(page);
    await at(page, 'case-saved').waitFor();
    // what is added to a card that was saved already is new to it
    await addPack(page);
    await at(page, 'case-saved').waitFor();

    // the server dies while a word is typed: it is there again, and the office has it too
    await at(page, 'tab-findings').click();
    await at(page, 'field-representative').fill('Орлова Марина Сергеевна');
    await at(page, 'field-authority').fill('Доверенность № 12');
    await at(page, 'case-saved').waitFor();
    await place.away(async () => {
      await office.restart();
      await at(page, 'offline').waitFor({ state: 'detached' });
      await page.reload();
      await at(page, 'payer-card').waitFor();
    });
    expect(await at(page, 'field-representative').inputValue()).toBe('Орлова Марина Сергеевна');
    expect(await at(page, 'field-regNo').inputValue()).toBe('087-105-000003');

    await page.keyboard.press('Control+Enter');
    await isDone(page, 'AUTHORITY');
    await page.keyboard.press('Control+Enter');
    await isDone(page, 'COMPLETENESS');
    // a check that another program makes wants its name: Talon claims nothing that it did not do
    await page.keyboard.press('Control+Enter');
    await page.getByText('Назовите программу').waitFor();
    await at(page, 'attest-tool').fill('ПТК СПУ');
    await page.keyboard.press('Control+Enter');
    await isDone(page, 'RECONCILE');
    await page.keyboard.press('Control+Enter');
    await isDone(page, 'JOURNAL');
    await page.keyboard.press('Control+P');
    await isDone(page, 'PROTOCOL');
    expect(await at(page, 'protocol-number').innerText()).toMatch(/^Протокол приёма №\s1\/2013$/);
    await at(page, 'protocol-sign').click();
    await page.getByText('Подписан в').waitFor();
    await at(page, 'protocol-hand').click();
    await page.getByText('Передан в').waitFor();

    await page.keyboard.press('F9');
    await at(page, 'call-next').waitFor();
    const [submission] = await submissions(office);
    expect(submission).toMatchObject({ state: 'accepted' });
    expect(await office.opened.store.read.printJob.count({ where: { kind: 'protocol' } })).toBe(2);
    expect(place.faults).toEqual([]);
  }, 90_000);

  it('is named as unregistered when its reception is to end, and ends with a reason', async () => {
    const { page, office, kiosk, faults } = await sit();
    await takeTicket(kiosk, 'intake-paper', press());
    await receive(page);
    await at(page, 'field-regNo').fill('087-105-000003');
    await at(page, 'field-name').fill('ООО «Ромашка»');
    await page.keyboard.press('F9');
    await at(page, 'needs-reason').waitFor();
    await at(page, 'unregistered-reason').fill('Ушёл за описью');
    await page.keyboard.press('Enter');
    await at(page, 'call-next').waitFor();
    // п. 35: it is shown all day
    await at(page, 'due').waitFor();
    expect((await submissions(office))[0]?.state).toBe('draft');
    expect(faults).toEqual([]);
  }, 60_000);

  it('is one of several of one visitor: the next payer has a card and steps of its own', async () => {
    const { page, office, kiosk, faults } = await sit();
    await takeTicket(kiosk, 'intake-paper', press());
    await receive(page);
    await at(page, 'payer-card').waitFor();
    await page.keyboard.press('Control+Enter');
    await isDone(page, 'AUTHORITY');
    await page.keyboard.press('Shift+F9');
    await page.locator('[data-test="step-AUTHORITY"].step--running').waitFor();
    await at(page, 'field-regNo').waitFor();
    expect(await at(page, 'field-regNo').inputValue()).toBe('');
    expect([...office.opened.app.house.clerk.office.visits.values()].map(({ status }) => status)).toEqual(['serving']);
    expect(faults).toEqual([]);
  }, 60_000);
});

describe('a report on a medium', () => {
  it('is read on the spot, its faults are listed, and a broken file says why it was not taken', async () => {
    const place = await sit();
    const { page, kiosk } = place;
    await takeTicket(kiosk, 'intake-medium', press());
    await receive(page);
    await at(page, 'payer-card').waitFor();
    await at(page, 'tab-packs').click();
    const report = reportOf({ persons: personsOf(12) });
    const faulty = xmlOf(report).replace(/(<СтраховойНомер>)(\d{3})/u, '$1999');
    const file = (name: string, bytes: Uint8Array) => ({ name, mimeType: 'text/xml', buffer: Buffer.from(bytes) });
    await place.away(async () => {
      await page.setInputFiles('input[type=file]', [
        file(nameOf(report), cp1251(faulty)),
        file('отчёт.xml', new Uint8Array([1, 2, 3])),
      ]);
      await page.getByText('Это не отчётность в XML').waitFor();
    });
    expect(await at(page, 'payer-line').innerText()).toContain('12 человек');
    expect(await at(page, 'outcome').innerText()).toContain('протокол ошибок');
    await at(page, 'tab-findings').click();
    await page.getByText(nameOf(report)).first().waitFor();
    expect(await at(page, 'field-year').inputValue()).toBe('2012');
    expect(place.faults).toEqual([]);
  }, 60_000);
});

describe('the serving screen', () => {
  it('names wrong check digits beside their field and finds a payer again', async () => {
    const { page, kiosk, faults } = await sit();
    await takeTicket(kiosk, 'intake-paper', press());
    await takeTicket(kiosk, 'intake-paper', press());
    await receive(page);
    await at(page, 'field-regNo').fill('087-105-000003');
    await at(page, 'field-inn').fill('7707083894');
    await page.getByText('Контрольное число не то').waitFor();
    await at(page, 'field-inn').fill('7707083893');
    await page.getByText('Контрольное число не то').waitFor({ state: 'detached' });
    await at(page, 'field-name').fill('ООО «Тёплый дом»');
    await page.keyboard.press('Tab');
    await at(page, 'case-saved').waitFor();
    await page.keyboard.press('F9');
    await at(page, 'unregistered-reason').fill('Нет описи');
    await page.keyboard.press('Enter');

    await receive(page);
    await at(page, 'payer-card').waitFor();
    await at(page, 'field-name').fill('тёплый');
    await at(page, 'found-payers').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until('the card is filled', async () => (await at(page, 'field-inn').inputValue()) === '7707083893');
    expect(faults).toEqual([]);
  }, 60_000);

  it('cuts no word off in either language, at the steps of another program too', async () => {
    const { page, kiosk, faults } = await sit();
    await takeTicket(kiosk, 'intake-medium', press());
    await receive(page);
    const wrong: string[] = [];
    for (const language of ['ru', 'en']) {
      await page.evaluate((chosen) => localStorage.setItem('talon.console.language', chosen), language);
      await page.reload();
      await at(page, 'payer-card').waitFor();
      for (const tab of ['findings', 'packs', 'protocol', 'visitor']) {
        await at(page, `tab-${tab}`).click();
        wrong.push(...(await cutOff(page)).map((one) => `${language} ${tab}: ${one}`));
      }
    }
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  }, 60_000);
});

describe('a call by telephone', () => {
  it('opens with the words of п. 16 and ends with its topic', async () => {
    const { page, office, faults } = await sit();
    await at(page, 'take-phone').waitFor();
    await page.keyboard.press('F11');
    await at(page, 'phone-opening').waitFor();
    expect(await at(page, 'phone-opening').innerText()).toContain('Петрова Анна Викторовна');
    await at(page, 'phone-topic').fill('Сроки сдачи за полугодие');
    await at(page, 'phone-result').fill('Названы сроки');
    await page.keyboard.press('Enter');
    await at(page, 'call-next').waitFor();
    expect(await office.opened.store.read.consultation.count({ where: { kind: 'phone' } })).toBe(1);
    expect(faults).toEqual([]);
  }, 60_000);
});

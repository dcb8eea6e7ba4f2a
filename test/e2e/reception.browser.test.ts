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
  sizes,
  takeTicket,
  tokenOf,
  until,
} from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { stepHears } from '../support/hands.js';
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

/** The running step's key, pressed when the step hears it. */
async function tick(page: Page): Promise<void> {
  await stepHears(page);
  await page.keyboard.press('Control+Enter');
}

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

describe('a small window', () => {
  it('has the payer’s card whole: what stands beside it gives way', async () => {
    const { page, kiosk } = await sit();
    await page.setViewportSize(sizes.tablet);
    await takeTicket(kiosk, 'intake-paper', press());
    await receive(page);
    await at(page, 'payer-card').waitFor();
    await fillCard(page);
    await at(page, 'case-saved').waitFor();
    const outside = await at(page, 'payer-card').evaluate((card) => {
      const { right } = card.getBoundingClientRect();
      return [...card.querySelectorAll('.input')].filter((field) => field.getBoundingClientRect().right > right).length;
    });
    expect(outside).toBe(0);
    expect(await cutOff(page)).toEqual([]);
  });
});

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
    await expect.poll(() => at(page, 'field-representative').inputValue()).toBe('Орлова Марина Сергеевна');
    await expect.poll(() => at(page, 'field-regNo').inputValue()).toBe('087-105-000003');

    await tick(page);
    await isDone(page, 'AUTHORITY');
    await tick(page);
    await isDone(page, 'COMPLETENESS');
    // a check that another program makes wants its name: Talon claims nothing that it did not do
    await tick(page);
    await page.getByText('Назовите программу').waitFor();
    await at(page, 'attest-tool').fill('ПТК СПУ');
    await tick(page);
    await isDone(page, 'RECONCILE');
    await tick(page);
    await isDone(page, 'JOURNAL');
    await stepHears(page);
    await page.keyboard.press('Control+P');
    await isDone(page, 'PROTOCOL');
    await expect.poll(() => at(page, 'protocol-number').innerText()).toMatch(/^Протокол приёма №\s1\/2013$/);
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
  });

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
  });

  it('is one of several of one visitor: the next payer has a card and steps of its own', async () => {
    const { page, office, kiosk, faults } = await sit();
    await takeTicket(kiosk, 'intake-paper', press());
    await receive(page);
    await at(page, 'payer-card').waitFor();
    await tick(page);
    await isDone(page, 'AUTHORITY');
    await page.keyboard.press('Shift+F9');
    await page.locator('[data-test="step-AUTHORITY"].step--running').waitFor();
    await at(page, 'field-regNo').waitFor();
    await expect.poll(() => at(page, 'field-regNo').inputValue()).toBe('');
    expect([...office.opened.app.house.clerk.office.visits.values()].map(({ status }) => status)).toEqual(['serving']);
    expect(faults).toEqual([]);
  });
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
      // what was refused is named, with its reason
      const refused = await page.locator('.file--refused').allInnerTexts();
      expect(refused).toHaveLength(1);
      expect(refused[0]?.replace(/\s+/gu, ' ')).toContain('отчёт.xml Это не отчётность в XML.');
    });
    await expect.poll(() => at(page, 'payer-line').innerText()).toContain('12 человек');
    await expect.poll(() => at(page, 'outcome').innerText()).toContain('протокол ошибок');
    await at(page, 'tab-findings').click();
    await page.getByText(nameOf(report)).first().waitFor();
    // the errors have the room; the card is one line until it is asked for
    await at(page, 'field-year').waitFor({ state: 'detached' });
    await at(page, 'payer-line').click();
    await expect.poll(() => at(page, 'field-year').inputValue()).toBe('2012');
    await at(page, 'finding-search').click();
    await at(page, 'payer-line').waitFor();
    expect(place.faults).toEqual([]);
  });
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
  });

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
  });
});

describe('a call by telephone', () => {
  it('opens with the words of п. 16 and ends with its topic', async () => {
    const { page, office, faults } = await sit();
    await at(page, 'take-phone').waitFor();
    await page.keyboard.press('F11');
    await at(page, 'phone-opening').waitFor();
    await expect.poll(() => at(page, 'phone-opening').innerText()).toContain('Петрова Анна Викторовна');
    await at(page, 'phone-topic').fill('Сроки сдачи за полугодие');
    await at(page, 'phone-result').fill('Названы сроки');
    await page.keyboard.press('Enter');
    await at(page, 'call-next').waitFor();
    expect(await office.opened.store.read.consultation.count({ where: { kind: 'phone' } })).toBe(1);
    expect(faults).toEqual([]);
  });
});

describe('a hand that presses twice', () => {
  it('completes one step, at the journal and at the protocol too', async () => {
    const { page, office, kiosk, faults } = await sit();
    await takeTicket(kiosk, 'intake-paper', press());
    await receive(page);
    await at(page, 'field-regNo').fill('087-105-000003');
    await fillCard(page);
    await addPack(page);
    await at(page, 'case-saved').waitFor();
    const done = () => page.locator('.step--done').count();
    const twice = async (gapMs: number) => {
      const before = await done();
      await stepHears(page);
      // by the page's own clock: what is late on its way there is no slow hand
      await page.evaluate((pauseMs) => {
        const strike = () => {
          const said = { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
          (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', said));
        };
        strike();
        return new Promise<void>((go) => void setTimeout(() => go(strike()), pauseMs));
      }, gapMs);
      await until('a step is done', async () => (await done()) > before);
      await stepHears(page);
      expect(await done(), `a second press after ${gapMs} ms`).toBe(before + 1);
    };
    await twice(0);
    await twice(80);
    await at(page, 'attest-tool').fill('ПТК СПУ');
    await twice(200);
    // the journal: the number is given, and the protocol is not issued with the same hand
    await twice(400);
    expect((await submissions(office))[0]?.state).toBe('registered');
    expect(await office.opened.store.read.protocol.count()).toBe(0);
    // the button is the same press
    await at(page, 'step-JOURNAL').hover();
    await at(page, 'reopen-JOURNAL').click();
    await page.locator('[data-test="step-JOURNAL"].step--running').waitFor();
    await stepHears(page);
    await at(page, 'complete').evaluate((button) => {
      const press = () => button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      press();
      return new Promise<boolean>((go) => void setTimeout(() => go(press()), 120));
    });
    await isDone(page, 'JOURNAL');
    await stepHears(page);
    expect(await office.opened.store.read.protocol.count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await isDone(page, 'PROTOCOL');
    expect(await office.opened.store.read.protocol.count()).toBe(1);
    expect(faults).toEqual([]);
  });
});

describe('a protocol', () => {
  it('that is contradicted by what was found later is corrected before it goes on', async () => {
    const { page, office, kiosk, faults } = await sit();
    await takeTicket(kiosk, 'intake-paper', press());
    await receive(page);
    await at(page, 'field-regNo').fill('087-105-000003');
    await fillCard(page);
    await addPack(page);
    await at(page, 'case-saved').waitFor();
    for (const code of ['AUTHORITY', 'COMPLETENESS', 'RECONCILE', 'JOURNAL', 'PROTOCOL']) {
      if (code === 'RECONCILE') await at(page, 'attest-tool').fill('ПТК СПУ');
      await tick(page);
      await isDone(page, code);
    }
    await at(page, 'tab-findings').click();
    await at(page, 'finding-search').fill('Подпись не того лица');
    await page.keyboard.press('Enter');
    await at(page, 'finding-where').waitFor();
    await page.keyboard.press('Enter');
    await at(page, 'finding-where').waitFor({ state: 'detached' });

    await page.keyboard.press('F9');
    await at(page, 'needs-reason').getByText('Сведения изменились').waitFor();
    await page.keyboard.press('Escape');
    await at(page, 'tab-protocol').click();
    await at(page, 'protocol-outdated').waitFor();
    expect(await cutOff(page)).toEqual([]);
    await at(page, 'protocol-correct-now').click();
    await page.keyboard.type('Подписал не руководитель');
    await page.keyboard.press('Enter');
    await at(page, 'protocol-outdated').waitFor({ state: 'detached' });
    await until('the new one is of errors', async () =>
      (await at(page, 'protocol-number').innerText()).startsWith('Протокол ошибок'),
    );
    await at(page, 'protocol-sign').click();
    await page.getByText('Подписан в').waitFor();
    await at(page, 'protocol-hand').click();
    await page.getByText('Передан в').waitFor();
    await page.keyboard.press('F9');
    await at(page, 'call-next').waitFor();
    expect((await submissions(office))[0]?.state).toBe('returned');
    expect(faults).toEqual([]);
  });
});

describe('what is typed', () => {
  /** 96 signs typed on and on, 75 ms each: a browser that dies now takes the last of them along, never the whole. */
  const words = 'Руководителем не подписано, печать не читается, опись составлена не по форме и без даты, лист 3 ';
  // a save is on its way every half second; a busy machine may take a second or two over one
  const [gapMs, mostLost] = [75, 40];

  async function typeAndDie(place: Place, field: string, shown: () => Promise<unknown>): Promise<string> {
    const { page } = place;
    await at(page, field).focus();
    await page.keyboard.type(words, { delay: gapMs });
    const session = await page.context().newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // its process ends: no page hears that it goes
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    const again = await page.context().newPage();
    again.setDefaultTimeout(patienceMs);
    await again.goto(`${place.line.url}/operator/`);
    place.page = again;
    await shown();
    await until('it is there again', async () => (await at(again, field).inputValue()) !== '');
    return at(again, field).inputValue();
  }

  it('without a pause outlives the browser but for the last signs', async () => {
    expect(words).toHaveLength(96);
    const place = await sit();
    await takeTicket(place.kiosk, 'intake-paper', press());
    await receive(place.page);
    await at(place.page, 'payer-card').waitFor();
    const kept = await typeAndDie(place, 'field-authority', () => at(place.page, 'payer-card').waitFor());
    expect(words.startsWith(kept.trim())).toBe(true);
    expect(words.length - kept.length).toBeLessThanOrEqual(mostLost);
  });

  it('into a complaint outlives the browser too', async () => {
    const place = await sit();
    await takeTicket(place.kiosk, 'complaint', press());
    await receive(place.page);
    await at(place.page, 'complaint-form').waitFor();
    const kept = await typeAndDie(place, 'complaint-about', () => at(place.page, 'complaint-form').waitFor());
    expect(words.startsWith(kept.trim())).toBe(true);
    expect(words.length - kept.length).toBeLessThanOrEqual(mostLost);
  });

  it('into an answer goes whole with a page that is left', async () => {
    const { page, kiosk, faults } = await sit();
    await takeTicket(kiosk, 'consultation', press());
    await receive(page);
    const topic = at(page, 'consultation').locator('input').first();
    await topic.fill('Сроки сдачи');
    await page.reload();
    await until('it is there again', async () => (await topic.inputValue()) === 'Сроки сдачи');
    expect(faults).toEqual([]);
  });
});

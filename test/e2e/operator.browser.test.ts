/** A booth in a real browser: keys only, two tabs, a place taken over, a link that goes, a note that stays. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, enter, openBrowser, openLine, takeTicket, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

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
  /** Another tab of the same person. */
  tab(): Promise<Page>;
}

async function sit(booth: string | undefined): Promise<Place> {
  const office = await openTestOffice();
  const line = await openLine(office);
  const kiosk = await office.kiosk();
  const person = await office.staff(['operator'], booth);
  const desk = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(person) });
  closers.push(
    () => office.close(),
    () => line.close(),
    () => desk.context.close(),
  );
  await desk.page.goto(`${line.url}/operator/`);
  return {
    ...desk,
    office,
    line,
    kiosk,
    async tab() {
      const page = await desk.context.newPage();
      await page.goto(`${line.url}/operator/`);
      return page;
    },
  };
}

const statuses = (office: TestOffice) =>
  Object.fromEntries(
    [...office.opened.app.house.clerk.office.visits.values()].map(({ number, status }) => [number, status]),
  );
const openShifts = (office: TestOffice) =>
  [...office.opened.app.house.clerk.office.shifts.values()].filter(({ closedAt }) => closedAt === null);
const entries = (office: TestOffice, kind: string) => office.opened.store.read.journal.count({ where: { kind } });

describe('the keyboard alone', () => {
  it('does a whole shift, from the choice of a booth to its closing', async () => {
    const { page, office, kiosk, faults } = await sit(undefined);
    const one = await takeTicket(kiosk, 'consultation', press());
    const two = await takeTicket(kiosk, 'consultation', press());
    const key = (code: string) => page.keyboard.press(code);
    const number = at(page, 'current-number');

    await at(page, 'booth-2').waitFor();
    await key('2');
    await key('Enter');
    await at(page, 'call-next').waitFor();
    await at(page, `queue-${one.number}`).waitFor();

    await key('F2');
    await expect.poll(() => number.innerText()).toBe(one.number);
    await key('F3');
    await page.getByText('вызван 2 раза').first().waitFor();
    await key('F4');
    await at(page, 'note').waitFor();
    await key('F6');
    await at(page, `resume-${one.number}`).waitFor();
    expect(statuses(office)[one.number]).toBe('parked');

    // held people are reached by Tab: no list has keys of its own
    await tabTo(page, `resume-${one.number}`);
    await key('Enter');
    await at(page, 'note').waitFor();

    await key('F7');
    await at(page, 'transfer').waitFor();
    await key('ArrowDown');
    await key('Enter');
    await at(page, 'call-next').waitFor();
    await until('the transferred visit waits again', () => statuses(office)[one.number] === 'waiting');

    await key('F2');
    const called = await number.innerText();
    await key('F8');
    await at(page, `return-${called}`).waitFor();
    await tabTo(page, `return-${called}`);
    await key('Enter');
    await until('the missed visit waits again', () => statuses(office)[called] === 'waiting');
    await at(page, `return-${called}`).waitFor({ state: 'detached' });

    await key('F10');
    await at(page, 'pause-lunch').waitFor();
    await key('ArrowDown');
    await key('Enter');
    await at(page, 'resume-shift').waitFor();
    await key('Enter');
    await at(page, 'call-next').waitFor();

    await key('F10');
    await at(page, 'close-shift').waitFor();
    for (let step = 0; step < 12; step += 1) {
      if (await at(page, 'close-shift').evaluate((item) => item === document.activeElement)) break;
      await key('ArrowDown');
    }
    await key('Enter');
    await at(page, 'booth-2').waitFor();
    expect(openShifts(office)).toEqual([]);
    expect(Object.keys(statuses(office)).sort()).toEqual([one.number, two.number].sort());
    expect(faults).toEqual([]);
  });
});

/** Walks by Tab to the element; a person would, too. */
async function tabTo(page: Page, mark: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    if (await at(page, mark).evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${mark} is not reached by Tab`);
}

describe('two tabs of one operator', () => {
  it('agree by themselves, and a press from the one that lags calls nobody twice', async () => {
    const place = await sit('4');
    const { page, office, kiosk, faults } = place;
    await takeTicket(kiosk, 'consultation', press());
    await takeTicket(kiosk, 'consultation', press());
    const other = await place.tab();
    await at(other, 'call-next').and(other.locator(':enabled')).waitFor();
    await at(page, 'call-next').and(page.locator(':enabled')).waitFor();

    // the same press in both tabs at once: the second one is stale by then
    await Promise.all([page.keyboard.press('F2'), other.keyboard.press('F2')]);
    await at(page, 'current-number').waitFor();
    await at(other, 'current-number').waitFor();
    const number = await at(page, 'current-number').innerText();
    await expect.poll(() => at(other, 'current-number').innerText()).toBe(number);
    expect(await entries(office, 'visit:called')).toBe(1);
    expect(await at(page, 'refusal').count()).toBe(0);
    expect(await at(other, 'refusal').count()).toBe(0);

    await other.keyboard.press('F4');
    await at(page, 'note').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('a booth that is taken', () => {
  it('asks, then is taken over; the one who sat there is told', async () => {
    const { page, office, line, faults } = await sit('5');
    await at(page, 'call-next').waitFor();
    const second = await office.staff(['operator']);
    const colleague = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(second) });
    closers.push(() => colleague.context.close());
    await colleague.page.goto(`${line.url}/operator/`);
    await at(colleague.page, 'booth-5').click();
    await colleague.page.keyboard.press('Enter');
    await at(colleague.page, 'take-over-ask').waitFor();
    // thinking again takes nothing
    await colleague.page.keyboard.press('Escape');
    await at(colleague.page, 'take-over-ask').waitFor({ state: 'detached' });
    await expect.poll(() => at(page, 'call-next').count()).toBe(1);
    await at(colleague.page, 'open-shift').click();
    await at(colleague.page, 'take-over-ask').waitFor();
    await at(colleague.page, 'open-shift').click();
    await at(colleague.page, 'call-next').waitFor();
    await at(page, 'lost-booth').waitFor();
    expect(openShifts(office).map(({ userId }) => userId)).toEqual([second.userId]);
    expect([...faults, ...colleague.faults]).toEqual([]);
  });
});

describe('a link that goes', () => {
  it('is said in a band, a press meanwhile is not lost, and the band goes by itself', async () => {
    const place = await sit('6');
    const { page, office, line, kiosk } = place;
    const { number } = await takeTicket(kiosk, 'consultation', press());
    await at(page, `queue-${number}`).waitFor();
    await place.away(async () => {
      line.slow(400);
      await page.keyboard.press('F2');
      line.cut();
      await at(page, 'offline').waitFor();
      line.slow(0);
      line.mend();
      await at(page, 'offline').waitFor({ state: 'detached' });
      await at(page, 'current-number').waitFor();
    });
    expect(await entries(office, 'visit:called')).toBe(1);
    expect(place.faults).toEqual([]);
  });

  it('leaves a note as it was typed, through a reload and through the server’s restart', async () => {
    const place = await sit('7');
    const { page, office, kiosk } = place;
    await takeTicket(kiosk, 'consultation', press());
    await at(page, 'call-next').and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('F2');
    await at(page, 'begin').waitFor();
    await page.keyboard.press('F4');
    await at(page, 'note').fill('Принёс сведения за 2012 год, просит образец.');
    await at(page, 'saved').waitFor();
    await page.reload();
    await until('the note is there again', async () => (await at(page, 'note').inputValue()).startsWith('Принёс'));
    await place.away(async () => {
      await office.restart();
      await at(page, 'offline').waitFor({ state: 'detached' });
      await page.reload();
      await until('the note is there again', async () => (await at(page, 'note').inputValue()).endsWith('образец.'));
    });
    // and it is kept with F9: the journal has its seal, the words stand beside it
    await page.keyboard.press('F9');
    await at(page, 'call-next').waitFor();
    const finished = await office.opened.store.read.journal.findFirst({ where: { kind: 'visit:finished' } });
    expect(finished?.data).toContain('noteMac');
    expect(await office.opened.store.read.note.count({ where: { text: { contains: 'просит образец' } } })).toBe(1);
    expect(place.faults).toEqual([]);
  });
});

describe('the booth’s screen', () => {
  it('cuts no word off with forty who wait, in either language', async () => {
    const { page, kiosk, faults, office } = await sit('1');
    for (let turn = 0; turn < 40; turn += 1)
      await takeTicket(kiosk, turn % 2 === 0 ? 'intake-medium' : 'cabinet-password', press());
    office.clock.pass(21);
    await until('the office has published', async () => (await at(page, 'call-next').count()) === 1);
    const wrong: string[] = [];
    for (const language of ['ru', 'en']) {
      if (language === 'en') await page.evaluate(() => localStorage.setItem('talon.console.language', 'en'));
      await page.reload();
      await page.locator('[data-test^="queue-"]').first().or(at(page, 'current-number')).first().waitFor();
      wrong.push(...(await cutOff(page)).map((one) => `${language} free: ${one}`));
      if (language === 'ru') await page.keyboard.press('F2');
      await at(page, 'current-number').waitFor();
      wrong.push(...(await cutOff(page)).map((one) => `${language} called: ${one}`));
    }
    await page.keyboard.press('F4');
    await at(page, 'payer-card').waitFor();
    wrong.push(...(await cutOff(page)).map((one) => `en serving: ${one}`));
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });
});

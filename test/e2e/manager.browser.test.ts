/** The manager before the hall: sees who waits too long, acts, and finds each act in the journal. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, enter, openBrowser, openLine, takeTicket, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { keepPicture, words } from '../support/hands.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
let hall: Watched;
let desk: Watched;
let kiosk: Awaited<ReturnType<TestOffice['kiosk']>>;
let operator: Awaited<ReturnType<TestOffice['staff']>>;

beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
  kiosk = await office.kiosk('Киоск у входа');
  operator = await office.staff(['operator'], '1');
  const key = async (person: { cookie: string }) => ({ kind: 'staff' as const, token: tokenOf(person) });
  hall = await enter(browser, line, 'desk', await key(await office.staff(['manager'])));
  desk = await enter(browser, line, 'desk', await key(operator));
  await desk.page.goto(`${line.url}/operator/`);
  await at(desk.page, 'call-next').waitFor();
  // a manager lands there
  await hall.page.goto(`${line.url}/operator/`);
  await at(hall.page, 'figure-waiting').waitFor();
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const clerk = () => office.opened.app.house.clerk.office;
const visit = (visitId: string) => clerk().visits.get(visitId);
const shiftAt = (booth: string) => clerk().shifts.get(clerk().index.shiftOfBooth.get(`booth-${booth}`) ?? '');
const card = (booth: string) => at(hall.page, `booth-now-${booth}`);
const inCard = (booth: string, mark: string) => card(booth).locator(`[data-test="${mark}"]`);
/** Opens the acts of one who waits, by the keyboard, and writes why. */
async function openActs(page: Page, number: string, reason: string) {
  await at(page, `exception-${number}`).focus();
  await page.keyboard.press('Enter');
  await at(page, 'exception-reason').waitFor();
  await page.keyboard.type(reason);
}

describe('the manager', () => {
  it('sees a visitor pass 10 and 15 minutes, is alarmed, and takes it on', async () => {
    const { page } = hall;
    const { number, visitId } = await takeTicket(kiosk, 'complaint', press());
    await at(page, 'figure-waiting').getByText('1').waitFor();
    office.clock.pass(10.2);
    await at(page, 'alert-waitSoon').waitFor();
    await expect.poll(() => words(page, 'alert-waitSoon')).toContain(`${number} ждёт уже 10 минут`);
    await until('the tab counts it', async () => (await page.title()).startsWith('(1) '));
    office.clock.pass(5);
    await at(page, 'alert-waitOver').waitFor();
    await at(page, `risk-${number}`).waitFor();
    await keepPicture(page, 'manager-passed');
    await expect.poll(() => words(page, 'figure-oldest')).toMatch(/^15:\d\d мин$/);
    await at(page, 'alert-waitOver').locator('[data-test="accept"]').click();
    await at(page, 'alert-waitOver').getByText('занимается').waitFor();
    await until('the tab counts no more', async () => !(await page.title()).startsWith('('));
    expect([...clerk().alerts.values()].filter((one) => one.visitId === visitId && one.endedAt === null)).toHaveLength(
      1,
    );
  });

  it('calls a visitor to a free booth: its desk and the board show it', async () => {
    const { page } = hall;
    const board = await enter(browser, line, 'landscape', { kind: 'display', token: (await office.display()).token });
    await board.page.goto(`${line.url}/display/`);
    await at(board.page, 'clock').waitFor();
    const { number, visitId } = await takeTicket(kiosk, 'consultation', press());
    await openActs(page, number, 'плохо себя чувствует');
    await at(page, 'call-to-1').focus();
    await page.keyboard.press('Enter');
    await at(board.page, `call-${number}`).waitFor();
    await at(desk.page, 'current-number').getByText(number).waitFor();
    await inCard('1', 'booth-clock').waitFor();
    await card('1').getByText(number).waitFor();
    expect(visit(visitId)).toMatchObject({ status: 'called', callRule: 'byName' });
    expect(board.faults).toEqual([]);
    await board.context.close();
    await desk.page.keyboard.press('F4');
    await card('1').getByText('На приёме').waitFor();
  });

  it('moves one to the first place with a reason, and cancels another, which is taken back', async () => {
    const { page } = hall;
    const before = await takeTicket(kiosk, 'consultation', press());
    const after = await takeTicket(kiosk, 'consultation', press());
    await openActs(page, after.number, 'перепутали очередь');
    await at(page, 'move-first').focus();
    await page.keyboard.press('Enter');
    await at(page, 'exception-reason').waitFor({ state: 'detached' });
    expect(visit(after.visitId)?.placeAt).toBeLessThan(visit(before.visitId)?.placeAt ?? 0);
    await at(page, `exception-${before.number}`).click();
    await at(page, 'act-cancel').click();
    await at(page, 'act-cancel-duplicate').click();
    await until('it is cancelled', () => visit(before.visitId)?.status === 'cancelled');
    await at(page, 'take-back').click();
    await until('it waits again', () => visit(before.visitId)?.status === 'waiting');
  });

  it('transfers one who waits to another service', async () => {
    const { page } = hall;
    const { number, visitId } = await takeTicket(kiosk, 'consultation', press());
    await at(page, `exception-${number}`).click();
    await at(page, 'act-transfer').click();
    await at(page, 'act-service').selectOption('service-complaint');
    await at(page, 'act-send').click();
    await until('it waits for the other service', () => visit(visitId)?.serviceId === 'service-complaint');
  });

  it('closes a service with words for everybody: the kiosk says so until it is opened again', async () => {
    const { page } = hall;
    const stand = await enter(browser, line, 'portrait', { kind: 'kiosk', token: kiosk.token });
    await stand.page.goto(`${line.url}/kiosk/`);
    await at(stand.page, 'call-staff').waitFor();
    const row = at(page, 'queue-of-service-complaint');
    await row.locator('[data-test="close-service"]').click();
    await row.getByText('Нет специалиста').click();
    await row.locator('[data-test="close-service-sure"]').click();
    await row.locator('[data-test="open-service"]').waitFor();
    await at(stand.page, 'menu-complaint').click();
    await stand.page.getByText('Нет специалиста').waitFor();
    await row.locator('[data-test="open-service"]').click();
    await stand.page.getByText('Нет специалиста').waitFor({ state: 'detached' });
    expect(stand.faults).toEqual([]);
    await stand.context.close();
  });

  it('sends a booth another profile, and may take that back', async () => {
    const before = shiftAt('1')?.profileId;
    await inCard('1', 'change-profile').click();
    await inCard('1', 'profile-choice').selectOption('profile-consult');
    await inCard('1', 'profile-send').click();
    await until('the booth works by it', () => shiftAt('1')?.profileId === 'profile-consult');
    await at(hall.page, 'take-back').click();
    await until('the booth works as before', () => shiftAt('1')?.profileId === before);
  });

  it('asks an operator to open a booth, who does it with one press', async () => {
    const other = await office.staff(['operator']);
    const free = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(other) });
    await free.page.goto(`${line.url}/operator/`);
    await at(free.page, 'booth-6').waitFor();
    await inCard('6', 'ask-open').click();
    await inCard('6', 'ask-whom').selectOption(other.userId);
    await inCard('6', 'ask-profile').selectOption('profile-intake');
    await inCard('6', 'ask-send').click();
    await inCard('6', 'asked').waitFor();
    await at(free.page, 'ask-open').waitFor();
    await keepPicture(free.page, 'asked');
    expect(await cutOff(free.page)).toEqual([]);
    await at(free.page, 'ask-do').click();
    await at(free.page, 'call-next').waitFor();
    await inCard('6', 'change-profile').waitFor();
    expect(shiftAt('6')).toMatchObject({ userId: other.userId, profileId: 'profile-intake' });

    // on a break, the same person is asked back, and is not ready yet
    const { turn } = await other.see('desk', (view) => view.shift !== null);
    await other.ask('shift:pause', { requestId: press(), turn, reason: 'lunch' });
    await inCard('6', 'ask-back').click();
    await at(free.page, 'ask-resume').waitFor();
    await at(free.page, 'ask-decline').click();
    await at(free.page, 'ask-resume').waitFor({ state: 'detached' });
    await inCard('6', 'ask-back').waitFor();
    expect(shiftAt('6')?.pausedAt).not.toBeNull();
    expect(free.faults).toEqual([]);
    await free.context.close();
  });

  it('sets a threshold, which is saved at once and may be taken back', async () => {
    const { page } = hall;
    await page.goto(`${line.url}/operator/alerts`);
    await at(page, 'number-waitSoonMinutes').fill('0');
    await at(page, 'number-waitSoonMinutes').press('Tab');
    await page.getByText('Целое число от 1 до 240').waitFor();
    await at(page, 'number-waitSoonMinutes').fill('8');
    await at(page, 'number-waitSoonMinutes').press('Tab');
    await until('it is set', () => clerk().settings.alerts.waitSoonMinutes === 8);
    await at(page, 'take-back').click();
    await until('it is as before', () => clerk().settings.alerts.waitSoonMinutes === 10);
    expect(await cutOff(page)).toEqual([]);
  });

  it('finds each act in the journal', async () => {
    const { page } = hall;
    await page.goto(`${line.url}/operator/journal`);
    for (const [kind, words] of [
      ['alert:accepted', 'ждёт дольше нормы'],
      ['visit:called', 'вызван по выбору'],
      ['visit:moved', 'первым'],
      ['visit:undone', 'взята назад отмена'],
      ['visit:transferred', 'с услуги'],
      ['service:closed', 'жалоба'],
      ['shift:profileSet', 'Консультации'],
      ['ask:made', 'окно 6'],
      ['ask:done', 'открыть'],
      ['ask:declined', 'вернуться с перерыва'],
      ['alerts:set', 'было 10, стало 8'],
    ] as const) {
      await at(page, 'journal-kind').selectOption(kind);
      await page.locator('tbody').getByText(words).first().waitFor();
    }
    expect(hall.faults).toEqual([]);
    expect(desk.faults).toEqual([]);
  });
});

describe('one who only reads', () => {
  it('sees the hall and has nothing to press but what explains', async () => {
    const auditor = await office.staff(['auditor']);
    const reader = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(auditor) });
    const { page } = reader;
    await page.goto(`${line.url}/operator/now`);
    await at(page, 'figure-waiting').waitFor();
    const marks = await page.locator('main button').evaluateAll((all) => all.map((one) => one.dataset.test));
    expect(marks).toEqual(['how-counted']);
    await page.goto(`${line.url}/operator/alerts`);
    await at(page, 'alert-waitOver').waitFor();
    expect(await page.locator('main input:enabled, main button').count()).toBe(0);
    expect(reader.faults).toEqual([]);
    await reader.context.close();
  });
  it('everything can be read in either language, also without a connection', async () => {
    const { page } = hall;
    const wrong: string[] = [];
    for (const language of ['ru', 'en']) {
      await page.evaluate((kept) => localStorage.setItem('talon.console.language', kept), language);
      await page.goto(`${line.url}/operator/now`);
      await at(page, 'figure-waiting').waitFor();
      wrong.push(...(await cutOff(page)).map((one) => `${language}: ${one}`));
    }
    await hall.away(async () => {
      line.cut();
      await at(page, 'offline').waitFor();
      expect(
        await page.locator('main button:enabled:not([data-test="how-counted"], [data-test^="exception"])').count(),
      ).toBe(0);
      line.mend();
      await at(page, 'offline').waitFor({ state: 'detached' });
    });
    expect(wrong).toEqual([]);
  });
});

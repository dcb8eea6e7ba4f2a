/** The first morning of an office, as its people live it: from the two printed links to the whole journal. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '../../server/store/verify.js';
import { at, enter, openBrowser, openLine, stroke, until, type Line } from '../support/browser.js';
import { openTestOffice, type TestOffice } from '../support/office.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
const firstPage = '/operator/';

beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice({ environment: { PUBLIC_URL: 'http://127.0.0.1' } });
  line = await openLine(office);
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const visits = () => [...office.opened.app.house.clerk.office.visits.values()];

describe('a day from the first start', () => {
  it('pairs, signs in, issues, calls, receives, takes back, and has it all in the journal and on paper', async () => {
    const { first } = office.opened;
    if (first === null) throw new Error('the office was not new');
    const kiosk = await enter(browser, line, 'portrait', null);
    const board = await enter(browser, line, 'landscape', null);
    const desk = await enter(browser, line, 'desk', null);
    const phone = await enter(browser, line, 'phone', null);

    // the two printed links
    await kiosk.page.goto(line.url + first.kiosk);
    await board.page.goto(line.url + first.display);
    await at(kiosk.page, 'menu-report').waitFor();
    await at(board.page, 'no-calls').waitFor();
    expect(kiosk.page.url()).not.toContain('pair=');

    // the administrator: printed password, a new one, a booth
    await desk.page.goto(line.url + firstPage);
    await at(desk.page, 'login').fill(first.login);
    await at(desk.page, 'password').fill(first.password);
    await at(desk.page, 'sign-in').click();
    await at(desk.page, 'new-password').fill('коза и капуста');
    await at(desk.page, 'old-password').fill(first.password);
    await at(desk.page, 'new-password-again').fill('коза и капуста');
    await at(desk.page, 'change-password').click();
    await at(desk.page, 'booth-3').click();
    await at(desk.page, 'open-shift').click();
    await at(desk.page, 'call-next').waitFor();

    // the visitor: menu, questions one to a screen, the number skipped
    await at(kiosk.page, 'menu-report').click();
    await at(kiosk.page, 'menu-report-paper').click();
    await at(kiosk.page, 'answer-2').click();
    await at(kiosk.page, 'answer-upTo50').click();
    await at(kiosk.page, 'skip').click();
    await at(kiosk.page, 'get-ticket').click();
    const number = (await at(kiosk.page, 'ticket-number').innerText()).trim();
    expect(number).toMatch(/^[АВЕКМНРСТХ]\d{3}$/);
    await at(kiosk.page, 'qr').waitFor();
    expect(visits().map((visit) => visit.answers)).toEqual([
      expect.objectContaining({ medium: 'paper', organisations: 2, persons: 'upTo50' }),
    ]);

    // the phone follows by the ticket's link
    const token = visits()[0]?.token ?? '';
    await phone.page.goto(`${line.url}/t#${token}`);
    await at(phone.page, 'before').waitFor();

    // F2 by its code, whatever the layout says
    await at(desk.page, `queue-${number}`).waitFor();
    await stroke(desk.page, 'F2', 'F2');
    await expect.poll(() => at(desk.page, 'current-number').innerText()).toBe(number);
    await at(board.page, `call-${number}`).locator('[data-test="fresh"]').waitFor();
    await expect.poll(() => at(board.page, `call-${number}`).locator('.plate').innerText()).toBe('3');
    await expect.poll(() => at(phone.page, 'booth').innerText()).toBe('3');

    // F4 begins, and the clock ticks by itself
    await stroke(desk.page, 'F4', 'F4');
    await at(desk.page, 'tab-visitor').click();
    await at(desk.page, 'note').fill('Сведения за 4 квартал, две организации.');
    const before = await at(desk.page, 'clock').innerText();
    await until('the clock of the reception ticks', async () => (await at(desk.page, 'clock').innerText()) !== before);
    await at(phone.page, 'status-serving').waitFor();

    // F9, taken back within the minute with Ctrl+Z where the layout says «я», and F9 again
    await stroke(desk.page, 'F9', 'F9');
    await at(desk.page, 'call-next').waitFor();
    await stroke(desk.page, 'KeyZ', 'я', true);
    await at(desk.page, 'current-number').waitFor();
    expect(visits()[0]?.status).toBe('serving');
    await stroke(desk.page, 'F9', 'F9');
    await at(desk.page, 'undo').waitFor();
    await at(phone.page, 'status-served').waitFor();
    await at(board.page, 'no-calls').waitFor();

    // what the journal and the paper know
    await stroke(desk.page, 'F10', 'F10');
    await at(desk.page, 'page-journal').click();
    for (const kind of ['ticket:issued', 'visit:called', 'visit:begun', 'visit:finished'])
      await desk.page.locator(`tbody [title="${kind}"]`).first().waitFor();
    await desk.page.goto(`${line.url}/operator/paper`);
    const sheet = at(desk.page, `paper-${number}`);
    await sheet.locator('img').waitFor();
    expect(await sheet.innerText()).toContain(number);

    await office.opened.app.house.clerk.idle();
    const { officeId } = office.opened.app.house;
    const books = { file: office.config.databaseFile, officeId, anchors: [], onProgress: () => undefined };
    expect(verifyJournal(books)).toMatchObject({ whole: true });
    expect([kiosk, board, desk, phone].flatMap(({ faults }) => faults)).toEqual([]);
  });
});

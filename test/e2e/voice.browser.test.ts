/**
 * The voice of the board. A browser without a head and a machine without a synthesiser have no voices: the sound itself
 * is the one thing that cannot run here. So a synthesiser of ours stands in the browser's place before the page loads
 * and writes down what it is given; and the real one is asked too, and has nothing.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoSpec } from '../../prisma/demo.js';
import {
  at,
  cutOff,
  enter,
  openBrowser,
  openLine,
  tokenOf,
  until,
  type Line,
  type Watched,
} from '../support/browser.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { standIn } from '../support/voices.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
let kiosk: Awaited<ReturnType<TestOffice['kiosk']>>;
const seats: Awaited<ReturnType<TestOffice['staff']>>[] = [];
beforeAll(async () => {
  browser = await openBrowser();
  // a call is fresh for two minutes here: a machine that is busy makes none of them old
  const change = (spec: DemoSpec) => ({ ...spec, settings: { ...spec.settings, freshSeconds: 120 } });
  office = await openTestOffice({ change });
  line = await openLine(office);
  kiosk = await office.kiosk();
  for (const booth of ['1', '2', '3']) seats.push(await office.staff(['operator'], booth));
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

const heardOn = (page: Page) => page.evaluate<string[]>('window.heard');

async function openBoard(languages: string[] | null): Promise<Watched & { name: string; close: () => Promise<void> }> {
  const name = `Табло ${press()}`;
  const device = await office.display(name);
  // the page itself is the device from now on
  device.close();
  const board = await enter(browser, line, 'landscape', { kind: 'display', token: device.token });
  if (languages !== null) await standIn(board.page, languages);
  await board.page.goto(`${line.url}/display/`);
  await at(board.page, 'clock').waitFor();
  await board.page.mouse.click(900, 500);
  return { ...board, name, close: () => board.context.close() };
}

async function ticket(language: 'ru' | 'en'): Promise<string> {
  const issued = { requestId: press(), serviceId: 'service-consultation', answers: {}, language, category: null };
  const reply = await kiosk.ask('ticket:issue', issued);
  if (!reply.ok) throw new Error(`no ticket: ${reply.refusal.key}`);
  return reply.data.number;
}

/** The next one is called to this seat. */
async function call(seat: number): Promise<void> {
  const who = seats[seat];
  if (!who) throw new Error(`no seat ${seat}`);
  const { turn } = await who.see('desk', (view) => view.shift !== null && view.current === null);
  expect(await who.ask('visit:callNext', { requestId: press(), turn })).toMatchObject({ ok: true });
}

async function recall(seat: number): Promise<void> {
  const who = seats[seat];
  if (!who) throw new Error(`no seat ${seat}`);
  const { turn } = await who.see('desk', ({ current }) => current !== null);
  expect(await who.ask('visit:recall', { requestId: press(), turn })).toMatchObject({ ok: true });
}

const figures: Record<'ru' | 'en', string[]> = {
  ru: ['ноль', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
};
/** Tickets for advice have the letter В. */
function sentence(number: string, booth: number, language: 'ru' | 'en'): string {
  expect(number).toMatch(/^В\d{3}$/);
  const said = [...number.slice(1)].map((figure) => figures[language][Number(figure)]).join(' ');
  return language === 'ru'
    ? `ru-RU: Талон вэ ${said}, окно ${figures.ru[booth]}`
    : `en-GB: Ticket B, ${said}, booth ${figures.en[booth]}`;
}

describe('the voice of the board', () => {
  it('says calls in their visitors’ language, one after another, the last one twice; an old one never', async () => {
    const board = await openBoard(['ru-RU', 'en-GB']);
    const numbers = [await ticket('ru'), await ticket('en'), await ticket('ru')];
    const [first = '', second = '', late = ''] = numbers;
    // made while the board is away, so that it hears of both at once: the first has another behind it from the beginning
    await board.away(async () => {
      line.cut();
      await at(board.page, 'offline').waitFor();
      await call(0);
      await call(1);
      line.mend();
      await at(board.page, 'offline').waitFor({ state: 'detached' });
    });
    const expected = [sentence(first, 1, 'ru'), sentence(second, 2, 'en'), sentence(second, 2, 'en')];
    await expect.poll(() => heardOn(board.page)).toEqual(expected);
    expect(await at(board.page, 'no-voice').count()).toBe(0);

    // called while the board is away, and heard of when it is no longer fresh
    await board.away(async () => {
      line.cut();
      await at(board.page, 'offline').waitFor();
      await call(2);
      office.clock.pass(3);
      line.mend();
      await at(board.page, 'offline').waitFor({ state: 'detached' });
    });
    await at(board.page, `call-${late}`).waitFor();
    // a call after it is heard at once: the old one was not waiting before it
    await recall(0);
    const again = [sentence(first, 1, 'ru'), sentence(first, 1, 'ru')];
    await expect.poll(() => heardOn(board.page)).toEqual([...expected, ...again]);
    expect(board.faults).toEqual([]);
    await board.close();
  });

  it('is not there in a Chromium without voices: the board says so to the hall, and the console to the office', async () => {
    const board = await openBoard(null);
    await at(board.page, 'no-voice').getByText('Без голоса').waitFor();
    expect(await cutOff(board.page)).toEqual([]);
    const admin = await office.staff(['administrator']);
    const desk = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(admin) });
    await until('the console knows', async () => {
      await desk.page.goto(`${line.url}/operator/devices`);
      await at(desk.page, `device-${board.name}`).waitFor();
      return (await at(desk.page, `device-${board.name}`).getByText('нет голоса: только звонок').count()) === 1;
    });
    expect(board.faults).toEqual([]);
    await desk.context.close();
    await board.close();
  });
});

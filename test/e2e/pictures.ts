/**
 * `npm run pictures`: the README's pictures, taken of the real screens in the middle of a demo day, so that they never
 * grow old. The day is played by the demo's own cast up to its rush hour; there time stands still and is photographed.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../../server/config.js';
import { playDay, usualVisitors } from '../../server/demo/day.js';
import { asDemoDay, filingDay } from '../../server/demo/stage.js';
import type { Time } from '../../server/demo/time.js';
import { localActs } from '../../server/doors/acts.js';
import { newId, newToken, sealOf } from '../../server/doors/token.js';
import { makeHistory } from '../../server/historian.js';
import type { Opened } from '../../server/open.js';
import { at, openBrowser, sizes, type Size } from '../support/browser.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { cp1251, nameOf, personsOf, reportOf, snilsOf, totalsXml, xmlOf } from '../support/reports.js';
import { standIn } from '../support/voices.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const minuteMs = 60_000;
/** The rush hour of the filing day, on its way up. */
const momentAt = filingDay + (11 * 60 + 18) * minuteMs;

/** Leaps to what is planned next, and stands still at the moment of the pictures. */
function playedUpTo(office: TestOffice, moment: number, reached: () => void): Time {
  const { clock } = office;
  return {
    now: clock.now,
    isStepwise: true,
    async until(instant) {
      while (clock.now() < Math.min(instant, moment)) {
        clock.set(Math.min(instant, moment, clock.now() + minuteMs));
        await office.opened.app.house.clockwork.tick();
      }
      if (instant < moment) return;
      reached();
      // what is planned for later never comes
      await new Promise(() => undefined);
    },
  };
}

async function playMorning(office: TestOffice): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    playDay({
      doors: { url: office.url, shell: localActs(office.opened.app.door, () => office.url) },
      time: playedUpTo(office, momentAt, resolve),
      midnight: filingDay,
      seed: 1,
      visitors: usualVisitors,
      onHalfHour: () => undefined,
      onTicket: () => undefined,
      onError: reject,
    }).catch(reject);
  });
}

/** A session for one of the cast, so that the picture shows the place where that person sits. */
function sessionOf({ store, app }: Pick<Opened, 'app' | 'store'>, userId: string): string {
  const token = newToken();
  const now = Date.now();
  store.sessions.openSession({
    sessionId: newId(),
    tokenHash: sealOf(token),
    userId,
    officeId: app.house.officeId,
    createdAt: now,
    seenAt: now,
    expiresAt: now + 3_600_000,
    closedAt: null,
  });
  return token;
}

async function openPage(
  browser: Browser,
  spec: { url: string; size: Size; scale: number; cookie: { kind: string; token: string } | null },
): Promise<Page> {
  const { url, size, scale, cookie } = spec;
  const context = await browser.newContext({
    viewport: sizes[size],
    deviceScaleFactor: scale,
    locale: 'ru-RU',
    reducedMotion: 'reduce',
  });
  if (cookie)
    await context.addCookies([{ name: `talon_${cookie.kind}`, value: cookie.token, url, sameSite: 'Strict' }]);
  return context.newPage();
}

async function shoot(page: Page, file: string): Promise<void> {
  const path = join(root, file);
  mkdirSync(join(path, '..'), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path });
  console.log(`  ${file.padEnd(30)}${Math.round(statSync(path).size / 1000)} kB`);
}

/** A payer's file with faults of three weights lies on the desk. */
async function shootServing(page: Page): Promise<void> {
  const people = personsOf(46).map((person, index) => (index === 16 ? { ...person, paid: 12_100 } : person));
  const report = reportOf({ regNo: '087-105-000417', inn: '7724904170', persons: people });
  const over = reportOf({ ...report, pack: 2 });
  const faulty = xmlOf(report)
    .replaceAll('ООО "РОМАШКА"', 'ООО "Тёплый дом — Юг"')
    .replace('ОПИСЬ ПАЧКИ', 'ОПИСЬ')
    .replace(snilsOf(3), '112-233-448 90');
  const file = (name: string, xml: string) => ({ name, mimeType: 'text/xml', buffer: Buffer.from(cp1251(xml)) });
  await at(page, 'tab-packs').click();
  await page.setInputFiles('input[type=file]', [
    file(nameOf(report), faulty),
    file(nameOf(over), totalsXml(over, 1, people)),
  ]);
  await page.getByText(nameOf(over)).waitFor();
  await at(page, 'tab-findings').click();
  await at(page, 'payer-line').click();
  await at(page, 'field-representative').fill('Орлова Марина Сергеевна');
  await at(page, 'field-authority').fill('Доверенность № 12');
  await at(page, 'case-saved').waitFor();
  await shoot(page, 'operator/pictures/serving.png');
}

/** The registration journal, and of one report with errors its protocol and its proof. */
async function shootPapers(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/operator/registrations`);
  await at(page, 'reg-1').waitFor();
  await shoot(page, 'operator/pictures/registrations.png');
  await at(page, 'reg-outcome').selectOption('ERRORS');
  await at(page, 'reg-total').waitFor();
  await page.waitForTimeout(500);
  await page.locator('[data-test^="reg-"][tabindex="0"]').first().press('Enter');
  const links: Record<string, string> = {};
  for (const name of ['proof', 'protocol']) links[name] = (await at(page, `to-${name}`).getAttribute('href')) ?? '';
  await page.goto(`${url}${links.proof}`);
  await at(page, 'proof-sheet').waitFor();
  await shoot(page, 'operator/pictures/proof.png');
  await page.goto(`${url}${links.protocol}`);
  await at(page, 'save-sheet').and(page.locator(':enabled')).waitFor();
  await shoot(page, 'operator/pictures/protocol.png');
}

/** The evening after a quarter of a small office. */
const quarter = {
  ...{ days: 62, visits: 110, booths: 6, seed: 1, until: '2026-11-21', paperDays: 30 },
  onProgress: () => undefined,
};
const eveningAt = Date.UTC(2026, 10, 20, 15, 30);

/** The report of a month, from the months of an office that a history has played. */
async function shootReports(browser: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'talon-pictures-'));
  const environment = { DATA_DIR: join(folder, 'data') };
  await makeHistory(readConfig(environment, root), quarter);
  const office = await openTestOffice({ startAt: eveningAt, environment });
  try {
    const manager = await office.staff(['manager']);
    const cookie = { kind: 'staff', token: manager.cookie.replace('talon_staff=', '') };
    const page = await openPage(browser, { url: office.url, size: 'desk', scale: 1, cookie });
    await page.goto(`${office.url}/operator/reports?from=2026-10-21&until=2026-11-20`);
    await page.locator('[data-test^="heat"]').first().waitFor();
    await page.waitForTimeout(1500);
    await shoot(page, 'operator/pictures/reports.png');
  } finally {
    await office.opened.app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const office = await openTestOffice({ startAt: filingDay + (8 * 60 + 50) * minuteMs, change: asDemoDay });
  await playMorning(office);
  const browser = await openBrowser();
  const { url } = office;
  const { clerk } = office.opened.app.house;

  const kiosk = await office.kiosk('Киоск у входа');
  const stand = await openPage(browser, {
    url,
    size: 'portrait',
    scale: 0.5,
    cookie: { kind: 'kiosk', token: kiosk.token },
  });
  await stand.goto(`${url}/kiosk/`);
  await at(stand, 'menu-report').waitFor();
  await shoot(stand, 'kiosk/pictures/home.png');
  for (const mark of ['menu-report', 'menu-report-paper', 'answer-2', 'answer-upTo50', 'skip', 'get-ticket'])
    await at(stand, mark).click();
  await at(stand, 'ticket-number').waitFor();
  await at(stand, 'paper').getByText('Возьмите талон').waitFor();
  await shoot(stand, 'kiosk/pictures/ticket.png');

  const newest = [...clerk.office.visits.values()].at(-1);
  const phone = await openPage(browser, { url, size: 'phone', scale: 1.5, cookie: null });
  await phone.goto(`${url}/t#${newest?.token ?? ''}`);
  await at(phone, 'before').waitFor();
  await shoot(phone, 'kiosk/pictures/phone.png');

  const attendant = await office.staff(['attendant']);
  const tablet = await openPage(browser, {
    url,
    size: 'tablet',
    scale: 1,
    cookie: { kind: 'staff', token: attendant.cookie.replace('talon_staff=', '') },
  });
  await kiosk.ask('staff:call', { requestId: press() });
  await tablet.goto(`${url}/operator/hall`);
  await at(tablet, 'staff-answer').waitFor();
  await shoot(tablet, 'operator/pictures/hall.png');

  // two places: one that has just begun to receive a report, one that has just finished and calls
  const serving = [...clerk.office.receptions.values()].filter(
    ({ state, visitId }) => state === 'open' && clerk.office.visits.get(visitId ?? '')?.status === 'serving',
  );
  const first = serving.find(({ submissionId, steps }) => submissionId === null && steps.length > 0);
  // whose work is through, or prescribed by no steps: others are asked why they end before the journal
  const second = serving.find(
    ({ userId, steps }) =>
      userId !== first?.userId && steps.every(({ state }) => state !== 'open' && state !== 'running'),
  );
  if (!first || !second) throw new Error('nobody is received at the moment of the pictures');
  const desk = async (userId: string) => {
    const token = sessionOf(office.opened, userId);
    const page = await openPage(browser, { url, size: 'desk', scale: 1, cookie: { kind: 'staff', token } });
    await page.goto(`${url}/operator/`);
    await at(page, 'note').or(at(page, 'payer-card')).first().waitFor();
    return page;
  };
  await shootServing(await desk(first.userId));
  const two = await desk(second.userId);
  await two.keyboard.press('F9');
  await at(two, 'call-next').waitFor();
  await shoot(two, 'operator/pictures/desk.png');

  const manager = await office.staff(['manager']);
  const cookie = { kind: 'staff', token: manager.cookie.replace('talon_staff=', '') };
  await shootPapers(await openPage(browser, { url, size: 'desk', scale: 1, cookie }), url);
  const head = await openPage(browser, { url, size: 'desk', scale: 1, cookie });
  await head.goto(`${url}/operator/now`);
  await head.getByText('Ждут').first().waitFor();
  await shoot(head, 'operator/pictures/now.png');
  await shootReports(browser);

  const display = await office.display();
  const board = await openPage(browser, {
    url,
    size: 'landscape',
    scale: 1,
    cookie: { kind: 'display', token: display.token },
  });
  // without voices the board would say so, and what is pictured is a hall that has them
  await standIn(board, ['ru-RU', 'en-GB']);
  await board.goto(`${url}/display/`);
  await at(board, 'clock').waitFor();
  await board.mouse.click(900, 500);
  await two.keyboard.press('F2');
  await board.locator('[data-test="fresh"]').waitFor();
  await shoot(board, 'display/pictures/board.png');
  await browser.close();
}

// the cast still waits for what was planned: the process ends when the pictures are taken
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

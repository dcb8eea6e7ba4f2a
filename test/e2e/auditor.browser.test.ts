/** An auditor, and nothing but an auditor, in a real browser: every page opens, and no button of any is refused. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf } from '../../operator/pages.js';
import { enter, openBrowser, openLine, takeTicket, tokenOf, type Line } from '../support/browser.js';
import { fileOne, must } from '../support/handedin.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';

let browser: Browser;
let office: TestOffice;
let line: Line;
beforeAll(async () => {
  browser = await openBrowser();
  office = await openTestOffice();
  line = await openLine(office);
});
afterAll(async () => {
  await browser.close();
  await line.close();
  await office.close();
});

/** An office where every page has something on it: reports with and without errors, a complaint, an inquiry, a check, a claim. */
async function busyOffice(): Promise<{ checkId: string; visitId: string }> {
  const operator = await office.staff(['operator'], '1');
  const manager = await office.staff(['manager']);
  const kiosk = await office.kiosk();
  const { visitId } = await fileOne({ office, operator }, false);
  await fileOne({ office, operator }, true);
  for (let waiting = 0; waiting < 3; waiting += 1) await takeTicket(kiosk, 'consultation', press());
  const receivedAt = office.clock.now() - 60_000;
  await must(manager, 'consultation:receive', {
    receivedAt,
    sender: 'ООО «Ромашка»',
    address: 'Москва',
    topic: 'Сроки сдачи',
  });
  const { checkId } = await must(manager, 'check:save', {
    checkId: null,
    revision: 0,
    content: {
      kind: 'planned',
      cause: null,
      ground: 'Приказ № 14',
      subject: '',
      from: '2013-02-01',
      until: '2013-02-15',
      officers: ['Иванов И. И.'],
    },
  });
  office.clock.pass(20);
  return { checkId, visitId };
}

/** Everything on a page that can be pressed, besides links: what is off has no one to refuse it. */
const buttons = (page: Page) => page.locator('main button:visible:enabled, main input[type=checkbox]:visible:enabled');

describe('an auditor alone', () => {
  it('opens every page that staff has, but for the booth and the tablet; whatever can be pressed there is not refused', async () => {
    const { checkId, visitId } = await busyOffice();
    const auditor = await office.staff(['auditor']);
    const seen = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(auditor) });
    const { page, faults } = seen;
    // paper that nobody waits for
    await page.addInitScript(() => void (window.print = () => undefined));
    const refusals: string[] = [];
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('notAllowed')) refusals.push(`${page.url()}: ${String(payload)}`);
      });
    });
    page.on('response', (response) => {
      if (response.status() === 403) refusals.push(`${page.url()}: ${response.url()}`);
    });
    const names = pagesOf(['auditor']);
    expect(names).toEqual(
      expect.arrayContaining(['registrations', 'terms', 'complaints', 'checks', 'journal', 'paper']),
    );
    let pressed = 0;
    for (const name of [...names, 'complaints/summary', `checks/${checkId}`, `proof/${visitId}`]) {
      const address = `${line.url}/operator/${name}`;
      const open = async () => {
        await page.goto(address);
        await page.locator('.top').waitFor();
        await seen.settled();
      };
      await open();
      // a page that its roles do not open leads elsewhere
      expect(new URL(page.url()).pathname).toBe(`/operator/${name}`);
      const count = Math.min(await buttons(page).count(), 25);
      for (let index = 0; index < count; index += 1) {
        const button = buttons(page).nth(index);
        if (!(await button.isVisible().catch(() => false))) continue;
        await button.click({ timeout: 2000 }).then(
          () => (pressed += 1),
          () => undefined,
        );
        if (page.url().split('?')[0] !== address) await open();
      }
      await seen.settled();
      // what was typed into would be refused with its press
      expect([name, await page.locator('main form textarea').count()]).toEqual([name, 0]);
    }
    // choices, prints, pages of a list: there is something to press
    expect(pressed).toBeGreaterThan(20);
    expect(refusals).toEqual([]);
    expect(faults).toEqual([]);
  });
});

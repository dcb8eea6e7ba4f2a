/** The pages about cases in a real browser: the registration journal and its proof, terms, complaints, the inbox. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { at, cutOff, enter, openBrowser, openLine, tokenOf, until } from '../support/browser.js';
import type { Line, Watched } from '../support/browser.js';
import { fileOne } from '../support/handedin.js';
import { words } from '../support/hands.js';
import { openTestOffice, type TestOffice } from '../support/office.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Stage {
  office: TestOffice;
  line: Line;
  operator: Awaited<ReturnType<TestOffice['staff']>>;
  /** A page of one with these roles, at an address of the console. */
  open(roles: Parameters<TestOffice['staff']>[0], booth: string | undefined, path: string): Promise<Watched>;
}

async function stage(): Promise<Stage> {
  const office = await openTestOffice();
  const line = await openLine(office);
  closers.push(
    () => office.close(),
    () => line.close(),
  );
  return {
    office,
    line,
    operator: await office.staff(['operator'], '1'),
    async open(roles, booth, path) {
      const person = await office.staff(roles, booth);
      const seen = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(person) });
      closers.push(() => seen.context.close());
      await seen.page.goto(`${line.url}/operator${path}`);
      return seen;
    },
  };
}

describe('the registration journal', () => {
  it('finds an entry by any field, opens it, and leads to the proof of its ticket', async () => {
    const on = await stage();
    const first = await fileOne(on, false);
    const second = await fileOne(on, true);
    const { page, faults } = await on.open(['manager'], undefined, '/registrations');
    await at(page, 'reg-2').waitFor();
    await expect.poll(() => words(page, 'reg-2')).toContain('С ошибками');
    await expect.poll(() => words(page, 'reg-2')).toContain('01.03.2013');

    await at(page, 'reg-text').fill('7707083893');
    await at(page, 'reg-1').waitFor();
    await at(page, 'reg-outcome').selectOption('ERRORS');
    await at(page, 'reg-1').waitFor({ state: 'detached' });
    await expect.poll(() => at(page, 'sheet-csv').getAttribute('href')).toContain('outcome=ERRORS');

    await at(page, 'reg-2').press('Enter');
    await at(page, 'reg-aside').waitFor();
    expect(await cutOff(page)).toEqual([]);
    await at(page, 'to-proof').click();
    await at(page, 'proof-sheet').waitFor();
    await expect.poll(() => words(page, 'proof-ticket')).toBe(second.number);
    const proof = await words(page, 'proof-sheet');
    // the reconciliation took 17 minutes of 15, and the moments of the presses
    expect(proof).toMatch(/Превышена \+02:\d\d/u);
    expect(proof).toContain('взял талон раньше всех');
    expect(proof).not.toContain('Ромашка');

    await at(page, 'proof-number').fill(first.number);
    await at(page, 'proof-find').click();
    await until('the other ticket is shown', async () => (await words(page, 'proof-ticket')) === first.number);
    expect(faults).toEqual([]);
  });
});

describe('terms', () => {
  it('are ended where they are read', async () => {
    const on = await stage();
    await fileOne(on, false);
    const { page, faults } = await on.open(['manager'], undefined, '/terms');
    await at(page, 'term-PROCESS_REPORT').waitFor();
    await at(page, 'act-include').click();
    await at(page, 'term-PROCESS_REPORT').waitFor({ state: 'detached' });
    await at(page, 'terms-ended').click();
    await at(page, 'term-PROCESS_REPORT').waitFor();
    await expect.poll(() => words(page, 'term-PROCESS_REPORT')).toContain('выполнено');
    expect(faults).toEqual([]);
  });
});

describe('a complaint', () => {
  it('is taken by letter, kept as it is typed, registered, decided and replied to', async () => {
    const on = await stage();
    const { page, faults } = await on.open(['manager'], undefined, '/complaints/new');
    await at(page, 'complaint-send').click();
    await page.getByText('Не заполнено').waitFor();
    await at(page, 'complaint-name').fill('Иванов Иван Иванович');
    await at(page, 'complaint-about').fill('Отказ в приёме сведений');
    await at(page, 'ground-D').check();
    await page.getByText('сохранено в').waitFor();
    await page.reload();
    await until('what was typed is there again', async () => {
      return (await at(page, 'complaint-about').inputValue()) === 'Отказ в приёме сведений';
    });
    await at(page, 'complaint-send').click();

    await at(page, 'act-register').click();
    await page.getByRole('heading', { name: 'Жалоба № 1/2013' }).waitFor();
    // a refusal to accept is considered within 5 working days (п. 81)
    await expect.poll(() => words(page, 'complaint-terms')).toContain('22.02.2013');

    await at(page, 'act-decide').click();
    await at(page, 'decide-reasons').fill('Основания для отказа не было.');
    await at(page, 'decide-remedy').fill('Принять сведения.');
    await at(page, 'decide-send').click();
    await at(page, 'act-reply').click();
    await at(page, 'reply-post').click();
    await until('the reply is told', async () => (await words(page, 'complaint-done')).includes('Почтой'));
    await at(page, 'act-remedy').waitFor();
    expect(await cutOff(page)).toEqual([]);

    await at(page, 'paper-reply').click();
    await at(page, 'a4').waitFor();
    await expect.poll(() => words(page, 'a4')).toContain('Основания для отказа не было.');
    expect(faults).toEqual([]);
  });
});

describe('what came by telecom channels', () => {
  it('is received with its sender’s number and opened as a reception without a visitor', async () => {
    const on = await stage();
    const { page, faults } = await on.open(['operator'], '2', '/inbox');
    await at(page, 'new-submission').click();
    await at(page, 'receive-ref').fill('ТКС-2013-000412');
    await at(page, 'receive-inn').fill('7707083839');
    await page.getByText('не сходится контрольное число').waitFor();
    await at(page, 'receive-name').fill('ООО «Чистая вода»');
    await at(page, 'receive-send').click();
    await at(page, 'inbox-ТКС-2013-000412').waitFor();

    await at(page, 'open-reception').click();
    await at(page, 'case-close').waitFor();
    expect(page.url()).toContain('/operator/case/');
    await at(page, 'case-park').click();
    await at(page, 'case-resume').waitFor();
    expect(await cutOff(page)).toEqual([]);
    await page.goto(`${on.line.url}/operator/inbox`);
    await at(page, 'to-case').waitFor();
    expect(faults).toEqual([]);
  });
});

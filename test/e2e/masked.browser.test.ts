/** What is hidden, in a real browser: opened by the eye or by the keys, for a reason, for a while; untouched it stays. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComplaintContent } from '../../server/contract/index.js';
import { at, cutOff, enter, openBrowser, openLine, takeTicket, tokenOf, until, type Line } from '../support/browser.js';
import { report, romashka } from '../support/filing.js';
import { must } from '../support/handedin.js';
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

const passport = '4511 770077';
const inn = '500100732259';
const complaint: ComplaintContent = {
  ...({ kind: 'complaint', way: 'post', addressee: 'head', body: 'Управление', officer: '' } as const),
  ...({ applicant: 'person', name: 'Недовольченко', place: 'г. Москва, Тупиковая ул., 4' } as const),
  ...{ phone: '8 495 777-31-31', email: '', postalAddress: 'а/я 17', electronicReply: false },
  ...{ about: 'Отказ в приёме', arguments: '', grounds: ['D'], attachments: [], representative: '' },
  ...{ authorityKind: '', authority: '' },
};
const openings = () => office.opened.store.read.journal.count({ where: { kind: 'data:opened' } });
const rows = () => office.opened.store.casesOf(office.opened.app.house.officeId);
const value = (page: Page, mark: string) => at(page, mark).inputValue();
const turn = () => office.opened.app.house.clerk.office.booths.get('booth-1')?.turn ?? 0;

describe('a case at the booth', () => {
  it('hides the passport when it is left, opens it by the keys for a reason, and hides it again', async () => {
    const operator = await office.staff(['operator'], '1');
    await takeTicket(await office.kiosk(), 'intake-paper', press());
    await must(operator, 'visit:callNext', { turn: turn() });
    await must(operator, 'visit:begin', { turn: turn() });
    const { receptionId, ...reception } = [...office.opened.app.house.clerk.office.receptions.values()].at(-1) ?? {
      ...{ receptionId: '', visitId: null },
    };
    expect(reception.visitId).not.toBeNull();
    const representative = { name: 'Ямщикова', authority: 'Доверенность № 8', identity: '' };
    const content = report({ year: 2012, period: '4', representative });
    const payer = { ...romashka, inn, kpp: '', ogrn: '', name: 'ИП Сидоров', applicant: 'IP' };
    const { submissionId } = await must(operator, 'submission:save', { receptionId, revision: 0, payer, content });
    const finding = { ruleId: null, severity: 30, text: 'Неверный номер', where: 'строка 7', expected: '' };
    await must(operator, 'reception:addFinding', { receptionId, finding: { ...finding, found: '112-233-445 00' } });
    const { page, faults } = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(operator) });
    await page.goto(`${line.url}/operator/`);
    await at(page, 'field-identity').fill(passport);
    const kept = () => rows().row('submission', submissionId)?.content.representative.identity;
    // saved while the hand is still in the field: what is typed is not hidden under it
    await until('the passport is saved', () => kept() === passport);
    await expect.poll(() => value(page, 'field-identity')).toBe(passport);
    await at(page, 'field-authority').focus();
    await until('the passport is hidden', async () => (await value(page, 'field-identity')) === '45•• •••077');
    expect(await openings()).toBe(0);

    // another field is saved, and the passport stays as it was
    await at(page, 'field-representative').fill('Ямщикова А. П.');
    await at(page, 'field-authority').focus();
    await until(
      'the name is saved',
      () => rows().row('submission', submissionId)?.content.representative.name === 'Ямщикова А. П.',
    );
    expect(kept()).toBe(passport);

    await at(page, 'open-identity').focus();
    await page.keyboard.press('Enter');
    await at(page, 'reason-reception').waitFor();
    await page.keyboard.press('Escape');
    await at(page, 'reason-reception').waitFor({ state: 'detached' });
    expect(await openings()).toBe(0);
    await page.keyboard.press('Enter');
    await at(page, 'reason-reception').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await until('the passport is open', async () => (await value(page, 'field-identity')) === passport);
    expect(await openings()).toBe(1);
    await at(page, 'field-authority').focus();
    await until('it is hidden again', async () => (await value(page, 'field-identity')) === '45•• •••077');

    // insured persons of the same case: the reason is known already
    await at(page, 'tab-findings').click();
    await at(page, 'open-insured').click();
    await at(page, 'hide-insured').waitFor();
    expect(await openings()).toBe(2);
    await at(page, 'hide-insured').click();
    await at(page, 'open-insured').waitFor();

    // typed anew over what is hidden, without looking at it
    await at(page, 'fold').click();
    await at(page, 'field-identity').focus();
    await page.keyboard.type('4600 111222');
    await at(page, 'field-authority').focus();
    await until('the new passport is saved', () => kept() === '4600 111222');
    expect(await openings()).toBe(2);
    expect(await cutOff(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describe('pages of the office', () => {
  it('open a contact of a complaint in its place, and save it untouched as it was', async () => {
    const manager = await office.staff(['manager']);
    const receivedAt = office.clock.now() - 60_000;
    const { complaintId } = await must(manager, 'complaint:take', {
      content: complaint,
      receivedAt,
      receptionId: null,
    });
    const { page, faults } = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(manager) });
    await page.goto(`${line.url}/operator/complaints/${complaintId}`);
    const said = at(page, 'masked-phone');
    await said.waitFor();
    await expect.poll(() => said.innerText()).toContain('• ••• •••-••-31');
    await at(page, 'open-phone').click();
    await at(page, 'reason-case').click();
    await until('the telephone is open', async () => (await said.innerText()).includes(complaint.phone));
    await at(page, 'hide-phone').click();
    await at(page, 'open-phone').waitFor();

    await at(page, 'act-edit').click();
    await at(page, 'complaint-about').fill('Отказ в приёме отчётности');
    // opened in the form and looked at: it is no word of whoever edits
    await at(page, 'open-place').click();
    await until('the place is open', async () => (await value(page, 'complaint-place')) === complaint.place);
    await at(page, 'complaint-phone').focus();
    await page.keyboard.type('8 499 000-00-01');
    await at(page, 'complaint-send').click();
    await at(page, 'act-register').waitFor();
    expect(rows().row('complaint', complaintId)?.content).toEqual({
      ...complaint,
      about: 'Отказ в приёме отчётности',
      phone: '8 499 000-00-01',
    });
    await at(page, 'paper-complaint').click();
    await at(page, 'a4').waitFor();
    expect(await at(page, 'a4').innerText()).not.toContain('Тупиковая');
    await at(page, 'open-paper').click();
    await until('the paper is whole', async () => (await at(page, 'a4').innerText()).includes('Тупиковая'));
    expect(faults).toEqual([]);
  });

  it('ask for words in no address', async () => {
    const manager = await office.staff(['manager']);
    const { page, faults } = await enter(browser, line, 'desk', { kind: 'staff', token: tokenOf(manager) });
    const addresses: string[] = [];
    page.on('request', (request) => void addresses.push(decodeURIComponent(request.url())));
    await page.goto(`${line.url}/operator/registrations`);
    await at(page, 'reg-text').fill('Сидоров');
    await at(page, 'reg-total').waitFor();
    const [sheet] = await Promise.all([page.waitForEvent('download'), at(page, 'sheet-csv').click()]);
    expect(sheet.suggestedFilename()).toMatch(/\.csv$/);
    await until('the register was asked for', () =>
      addresses.some((one) => one.includes('/api/exports/registrations')),
    );
    expect(addresses.filter((one) => one.includes('Сидоров'))).toEqual([]);
    expect(page.url()).not.toContain('%');
    expect(faults).toEqual([]);
  });
});

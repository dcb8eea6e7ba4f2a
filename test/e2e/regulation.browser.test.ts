/**
 * Reception by the regulation from end to end, as a new operator would do it: a paper report without errors; a medium
 * whose file has faults, and its resubmission a week later; a complaint through to its reply. One real office, one
 * browser, real printers on the network. Each test goes on where the one before it stopped.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellsOf } from '../reports/spreadsheet.js';
import { at, cutOff, openBrowser, sizes, until } from '../support/browser.js';
import { callNext, drop, fill, keepPicture, keepPrint, takeSeat, touch, words } from '../support/hands.js';
import { cp1251, nameOf, personsOf, reportOf, snilsOf, totalsXml, xmlOf, zipOf } from '../support/reports.js';
import { openStory, type Story } from '../support/story.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const patience = 120_000;

let browser: Browser;
let story: Story;
beforeAll(async () => {
  browser = await openBrowser();
  story = await openStory(browser);
}, patience);
afterAll(async () => {
  await browser.close();
  await story.close();
});

const onPaper = { AUTHORITY: null, COMPLETENESS: null, RECONCILE: 'ПТК СПУ', JOURNAL: null };
const onMedium = {
  VIRUS: 'Антивирус 7',
  SIGNATURE_FORMAT: 'КриптоАРМ',
  COMPLETENESS: null,
  RECONCILE: 'ПТК СПУ',
  JOURNAL: null,
};
const warmHouse = { regNo: '087-105-000417', inn: '7724904170', name: 'ООО «Тёплый дом — Юг»' };
const persons = personsOf(12);
const underpaid = persons.map((person, index) => (index === 4 ? { ...person, paid: 100 } : person));

/** A pack and its АДВ-6-2, as a payer's program writes them. */
function drive(people: typeof persons, spoil: (xml: string) => string) {
  const report = reportOf({ persons: people });
  const over = reportOf({ pack: 2 });
  return [
    { name: nameOf(report), bytes: cp1251(spoil(xmlOf(report))) },
    { name: nameOf(over), bytes: cp1251(totalsXml(over, 1, people)) },
  ];
}
const tickets: Record<'paper' | 'medium' | 'complaint' | 'again', string> = {
  paper: '',
  medium: '',
  complaint: '',
  again: '',
};

describe('reception by the regulation', () => {
  it(
    'of a paper report without errors: a protocol of reception',
    async () => {
      const { page } = story.desk;
      await takeSeat(page, '2');
      tickets.paper = await touch(story.kiosk.page, [
        'menu-report',
        'menu-report-paper',
        'answer-1',
        'answer-upTo50',
        'skip',
      ]);
      story.office.clock.pass(6);
      expect(await callNext(page)).toBe(tickets.paper);
      story.office.clock.pass(1);
      await page.keyboard.press('F4');
      await at(page, 'payer-card').waitFor();
      await page.keyboard.type(warmHouse.regNo);
      await fill(page, {
        'field-inn': warmHouse.inn,
        'field-name': warmHouse.name,
        'field-type': 'initial',
        'field-year': '2012',
        'field-period': '4',
      });
      await at(page, 'open-packs').click();
      await at(page, 'add-pack').click();
      await fill(page, {
        'pack-form': 'СЗВ-6-2',
        'pack-persons': '46',
        'pack-insuranceAccrued': '412 350',
        'pack-insurancePaid': '412350,00',
      });
      await fill(page, {
        'field-totalPacks': '1',
        'field-totalPersons': '46',
        'field-totalInsuranceAccrued': '412350',
        'field-totalInsurancePaid': '412350',
      });
      await at(page, 'case-saved').waitFor();
      await keepPicture(page, 'paper-packs');
      await story.issue(onPaper, [3, 9, 8, 2]);
      await expect.poll(() => words(page, 'protocol-number')).toBe('Протокол приёма № 1/2013');
      await keepPicture(page, 'paper-protocol');
      await page.keyboard.press('F9');
      await at(page, 'call-next').waitFor();
      await until('both copies are printed', () => story.papers('booth').length === 2);
      for (const [index, said] of story.papers('booth').entries()) {
        expect(said).toContain('ПРОТОКОЛ ПРИЁМА');
        expect(said).toContain('P/2013/1');
        expect(said).toContain(`Экз. № ${index + 1}`);
        expect(said).toContain(warmHouse.regNo);
        expect(said).toContain('ПРИНЯТО');
        expect(said).not.toContain('не позднее');
      }
      story.faultless();
    },
    patience,
  );

  it(
    'of a medium whose file has faults: a protocol of errors, due again in two weeks',
    async () => {
      const { page } = story.desk;
      tickets.medium = await touch(story.kiosk.page, [
        'menu-report',
        'menu-report-medium',
        'answer-1',
        'answer-upTo50',
        'skip',
      ]);
      story.office.clock.pass(4);
      expect(await callNext(page)).toBe(tickets.medium);
      await page.keyboard.press('F4');
      await at(page, 'payer-card').waitFor();
      const spoil = (xml: string) =>
        xml.replace('<ТипВходящейОписи>', '<Привет/><ТипВходящейОписи>').replace(snilsOf(0), '112-233-445 96');
      await drop(page, drive(underpaid, spoil));
      await page.getByText('АДВ-6-2').first().waitFor();
      await at(page, 'outcome').getByText('протокол ошибок').waitFor();
      await at(page, 'tab-findings').click();
      await keepPicture(page, 'medium-findings');
      // whose number it is, is seen when it is opened
      expect(await words(page, 'findings')).not.toContain('112-233-445 96');
      await at(page, 'open-insured').click();
      await at(page, 'reason-reception').click();
      await at(page, 'hide-insured').waitFor();
      await expect.poll(() => words(page, 'findings')).toContain('112-233-445 96');
      // the errors have the room; the card is one line until it is asked for
      await at(page, 'payer-line').click();
      await expect.poll(() => at(page, 'field-inn').inputValue()).toBe('7707083893');
      await story.issue(onMedium, [1, 2, 6, 5, 1]);
      await expect.poll(() => words(page, 'protocol-number')).toBe('Протокол ошибок № 2/2013');
      await keepPicture(page, 'medium-protocol');
      await page.keyboard.press('F9');
      await at(page, 'call-next').waitFor();
      await until('both copies are printed', () => story.papers('booth').length === 4);
      for (const [index, said] of story.papers('booth').slice(2).entries()) {
        for (const line of [
          'ПРОТОКОЛ ОШИБОК',
          'P/2013/2',
          `Экз. № ${index + 1}`,
          '5.28.42',
          'Д.18',
          '112-233-445 96',
          'не позднее 01.03.2013',
        ])
          expect(said).toContain(line);
        expect(said).toMatch(/Представить повторно/i);
      }
      await page.goto(`${story.url}/operator/terms`);
      await at(page, 'term-RESUBMIT').waitFor();
      await expect.poll(() => words(page, 'term-RESUBMIT')).toContain('01.03.2013');
      await keepPicture(page, 'terms');
      await at(page, 'act-include').click();
      await at(page, 'term-PROCESS_REPORT').waitFor({ state: 'detached' });
      await page.goto(`${story.url}/operator/`);
      story.faultless();
    },
    patience,
  );

  it(
    'of a complaint: taken at the booth and registered',
    async () => {
      const { page } = story.desk;
      tickets.complaint = await touch(story.kiosk.page, ['menu-complaint']);
      story.office.clock.pass(2);
      expect(await callNext(page)).toBe(tickets.complaint);
      await page.keyboard.press('F4');
      await at(page, 'complaint-form').waitFor();
      await keepPicture(page, 'complaint-blank');
      await fill(page, {
        'complaint-name': 'Иванов Иван Иванович',
        'complaint-place': '117513, Москва, ул. Островитянова, д. 5, кв. 12',
        'complaint-phone': '+7 495 123-45-67',
        'complaint-postalAddress': '117513, Москва, ул. Островитянова, д. 5, кв. 12',
        'complaint-about': 'Отказ принять сведения на флеш-накопителе 14 февраля',
        'complaint-arguments': 'Накопитель исправен, файл открывается проверочной программой.',
      });
      await at(page, 'ground-D').check();
      await keepPicture(page, 'complaint-filled');
      await at(page, 'complaint-send').click();
      await at(page, 'complaint-card').waitFor();
      await keepPicture(page, 'complaint-taken');
      await at(page, 'open-complaint').click();
      await at(page, 'act-register').click();
      await page.getByRole('heading', { name: 'Жалоба № 1/2013' }).waitFor();
      // a refusal to accept is considered within 5 working days (п. 81)
      await expect.poll(() => words(page, 'complaint-terms')).toContain('22.02.2013');
      await keepPicture(page, 'complaint-registered');
      // back at the booth the complaint is not asked for again
      await page.getByRole('link', { name: 'Рабочее место' }).click();
      await at(page, 'open-complaint').waitFor();
      await keepPicture(page, 'complaint-back');
      await page.keyboard.press('F9');
      await at(page, 'call-next').waitFor();
      story.faultless();
    },
    patience,
  );

  it(
    'decides the complaint within its term, replies, and draws its papers',
    async () => {
      await story.liveUntil('2013-02-20T11:00');
      const { page } = story.manager;
      await page.goto(`${story.url}/operator/complaints`);
      await at(page, 'complaint-row-1').waitFor();
      await keepPicture(page, 'complaints');
      await at(page, 'complaint-row-1').locator('a').click();
      await at(page, 'act-decide').click();
      await fill(page, {
        'decide-reasons': 'Основания для отказа не было: формат файла верен.',
        'decide-remedy': 'Принять сведения с накопителя вне очереди.',
      });
      await keepPicture(page, 'complaint-deciding');
      await at(page, 'decide-send').click();
      await at(page, 'act-reply').click();
      await at(page, 'reply-post').click();
      await at(page, 'act-remedy').click();
      await at(page, 'act-note').fill('Сведения приняты 20.02.2013.');
      await at(page, 'act-send').click();
      await until('it is remedied', async () => (await words(page, 'complaint-path')).includes('20.02.2013'));
      expect(await words(page, 'complaint-terms')).not.toMatch(/просрочен/i);
      await keepPicture(page, 'complaint-done');
      const drawn: Record<string, string> = {
        complaint: 'Отказ принять сведения',
        act: 'Основания для отказа не было',
        reply: 'Иванов Иван Иванович',
      };
      for (const [paper, said] of Object.entries(drawn)) {
        await at(page, `paper-${paper}`).click();
        await at(page, 'a4').first().waitFor();
        await expect.poll(() => words(page, 'a4')).toContain(said);
        await keepPicture(page, `paper-${paper}`);
        await page.goBack();
      }
      story.faultless();
    },
    patience,
  );

  it(
    'of the corrected report a week later: the kiosk, the booth and the terms know its protocol',
    async () => {
      await story.liveUntil('2013-02-22T10:00');
      const { page } = story.desk;
      await page.goto(`${story.url}/operator/`);
      await takeSeat(page, '2');
      await at(story.kiosk.page, 'menu-report').click();
      await at(story.kiosk.page, 'menu-report-again-medium').click();
      await story.kiosk.page.locator('.kiosk[data-screen="protocol"]').waitFor();
      await keepPicture(story.kiosk.page, 'kiosk-protocol');
      // as a scanner types what is drawn on the paper
      for (const code of ['KeyP', 'Slash', 'Digit2', 'Digit0', 'Digit1', 'Digit3', 'Slash', 'Digit2', 'Enter'])
        await story.kiosk.page.keyboard.press(code);
      tickets.again = await touch(story.kiosk.page, ['answer-upTo50', 'skip']);
      story.office.clock.pass(3);
      expect(await callNext(page)).toBe(tickets.again);
      await page.keyboard.press('F4');
      await at(page, 'resubmits').waitFor();
      await expect.poll(() => words(page, 'resubmits')).toContain('2/2013');
      await keepPicture(page, 'again-begun');
      const archive = await zipOf(drive(persons, (xml) => xml));
      await drop(page, [{ name: 'отчёт.zip', bytes: archive }]);
      await page.getByText('АДВ-6-2').first().waitFor();
      await at(page, 'outcome').waitFor();
      await keepPicture(page, 'again-file');
      await expect.poll(() => words(page, 'outcome')).toContain('принято');
      // what came in a file is the same resubmission, and no report that is late
      await expect.poll(() => words(page, 'resubmits')).toContain('2/2013');
      expect(await page.getByText('позже срока').count()).toBe(0);
      await story.issue(onMedium, [1, 1, 6, 5, 1]);
      await expect.poll(() => words(page, 'protocol-number')).toBe('Протокол приёма № 3/2013');
      await page.keyboard.press('F9');
      await at(page, 'call-next').waitFor();
      await until('both copies are printed', () => story.papers('booth').length === 6);
      expect(story.papers('booth').at(-1)).toContain('P/2013/3');
      await page.goto(`${story.url}/operator/terms`);
      await at(page, 'terms-ended').click();
      await at(page, 'term-RESUBMIT').waitFor();
      await expect.poll(() => words(page, 'term-RESUBMIT')).toContain('22.02.2013');
      await keepPicture(page, 'terms-ended');
      story.faultless();
    },
    patience,
  );

  it(
    'stands in the registration journal with its proof, and leaves it as a workbook',
    async () => {
      const { page } = story.desk;
      await page.goto(`${story.url}/operator/registrations`);
      for (const number of [1, 2, 3]) await at(page, `reg-${number}`).waitFor();
      await keepPicture(page, 'registrations');
      await expect.poll(() => words(page, 'reg-2')).toContain('представлено № 3/2013');
      const found: [string, number[]][] = [
        ['7724904170', [1]],
        ['7707083893', [2, 3]],
        ['тёплый', [1]],
        ['087-105-000003', [2, 3]],
      ];
      for (const [text, numbers] of found) {
        await at(page, 'reg-text').fill(text);
        await until(`«${text}» finds its rows`, async () => {
          const shown = await page
            .locator('[data-test^="reg-"][tabindex]')
            .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-test')));
          return JSON.stringify([...shown].sort()) === JSON.stringify(numbers.map((one) => `reg-${one}`));
        });
      }
      await at(page, 'reg-clear').click();
      await at(page, 'reg-1').waitFor();
      const [download] = await Promise.all([page.waitForEvent('download'), at(page, 'sheet-xlsx').click()]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
      const { rows } = await cellsOf(Buffer.concat(chunks));
      const heads = (rows[0] ?? []).map((cell) => cell?.value);
      const column = (head: string) => rows.slice(1).map((row) => row[heads.indexOf(head)]?.value);
      expect([...column('№')].sort()).toEqual(['1', '2', '3']);
      expect([...column('ИНН')].sort()).toEqual(['7707083893', '7707083893', '7724904170']);

      for (const [index, ticket] of [tickets.paper, tickets.medium, tickets.again].entries()) {
        await page.goto(`${story.url}/operator/registrations`);
        await at(page, `reg-${index + 1}`).press('Enter');
        await at(page, 'to-proof').click();
        await at(page, 'proof-sheet').waitFor();
        await expect.poll(() => words(page, 'proof-ticket')).toBe(ticket);
        const said = await words(page, 'proof-sheet');
        expect(said).toContain('Соблюдена');
        expect(said).not.toContain('Превышена');
        expect(said).not.toMatch(/Ромашка|Тёплый дом/i);
        expect(await cutOff(page)).toEqual([]);
        const visitId = page.url().split('/').at(-1) ?? '';
        const entries = await story.office.opened.store.read.journal.findMany({ where: { visitId } });
        expect(entries.length).toBeGreaterThan(8);
        for (const entry of entries) {
          const told = await words(page, `proof-entry-${entry.seq}`);
          const time = new Date(new Date(entry.at).getTime() + 4 * 3_600_000).toISOString().slice(11, 19);
          expect(told).toContain(time);
          expect(told).toContain(entry.hash);
        }
        await keepPicture(page, `proof-${index + 1}-1366`);
        await page.setViewportSize(sizes.landscape);
        await keepPicture(page, `proof-${index + 1}-1920`);
        await page.setViewportSize(sizes.desk);
        await keepPrint(page, `proof-${index + 1}-a4`);
      }
      story.faultless();
    },
    patience,
  );

  it(
    'is proved by journal:verify on the folder of the office',
    async () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'server/tools/verify.ts')],
        { cwd: root, encoding: 'utf8', env: { ...process.env, DATA_DIR: story.office.config.dataDir } },
      );
      expect(`${stdout}${stderr}`).toContain('journal whole');
      expect(status).toBe(0);
      // what came out at the kiosk are the four tickets
      const printed = story.papers('kiosk');
      for (const number of Object.values(tickets))
        expect(printed.filter((paper) => paper.includes(number))).not.toEqual([]);
    },
    patience,
  );
});

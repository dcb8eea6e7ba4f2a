/** A protocol from the press to the paper: a real office, a real printer on the network, real bytes. */
import { afterEach, expect, test } from 'vitest';
import { profiles } from '../../server/devices/printing/profiles.js';
import type { Report, ReportName } from '../../server/contract/index.js';
import { openTestOffice, press, type TestOffice } from '../support/office.js';
import { readPaper } from '../support/paper.js';
import { report, romashka } from '../support/filing.js';
import { startPrinter, type Mood, type NetworkPrinter } from '../support/printer.js';

let office: TestOffice;
let printer: NetworkPrinter;
afterEach(async () => {
  await office.close();
  await printer.stop();
});

type Operator = Awaited<ReturnType<TestOffice['staff']>>;

async function openWith(mood: Mood): Promise<void> {
  printer = await startPrinter(mood);
  office = await openTestOffice({
    change: (spec) => ({
      ...spec,
      printers: spec.printers.map((one) =>
        one.printerId === 'printer-booth-2'
          ? { ...one, profile: 'epson', transport: 'tcp', address: `127.0.0.1:${printer.port}` }
          : one,
      ),
    }),
  });
}

async function ask<N extends ReportName>(name: N, query: string, who: Operator): Promise<Report<N>> {
  const response = await fetch(`${office.url}/api/reports/${name}?${query}`, { headers: { cookie: who.cookie } });
  const body = await response.json();
  if (!body.ok) throw new Error(`${name}: ${JSON.stringify(body.refusal)}`);
  return body.data;
}

async function refusalOf(name: ReportName, query: string, who: Operator): Promise<string> {
  const response = await fetch(`${office.url}/api/reports/${name}?${query}`, { headers: { cookie: who.cookie } });
  const body = await response.json();
  return body.ok ? 'granted' : body.refusal.key;
}

async function granted<T>(reply: Promise<{ ok: true; data: T } | { ok: false; refusal: { key: string } }>): Promise<T> {
  const said = await reply;
  if (!said.ok) throw new Error(said.refusal.key);
  return said.data;
}

/** A visitor with a report that lacks its АДВ-6-2 is received at a booth and registered. */
async function registered(booth = '2'): Promise<{ anna: Operator; receptionId: string }> {
  const anna = await office.staff(['operator'], booth);
  const kiosk = await office.kiosk();
  const answers = { regNo: romashka.regNo };
  await granted(
    kiosk.ask('ticket:issue', { requestId: press(), serviceId: 'service-intake-paper', answers, language: 'ru' }),
  );
  const turn = async () => (await anna.see('desk', () => true)).turn;
  await granted(
    anna.ask('visit:callNext', { requestId: press(), turn: (await anna.see('desk', (v) => v.shift !== null)).turn }),
  );
  await anna.see('desk', (view) => view.current !== null);
  await granted(anna.ask('visit:begin', { requestId: press(), turn: await turn() }));
  const view = await anna.see('desk', (one) => one.current?.reception !== null && one.current !== null);
  const reception = view.current?.reception;
  if (reception === null || reception === undefined) throw new Error('nobody is received');
  const { receptionId } = reception;
  const empty = await ask('case', `receptionId=${receptionId}`, anna);
  expect(empty).toMatchObject({ submissionId: null, revision: 0, ticket: 'А001', payer: { regNo: romashka.regNo } });
  await granted(
    anna.ask('submission:save', {
      requestId: press(),
      receptionId,
      revision: 0,
      payer: { ...romashka, name: 'ООО «Щёлковский завод „Ёлка“»' },
      content: report({ year: 2012, period: '4', totals: null }),
    }),
  );
  for (const { step, attested, act } of reception.work.steps) {
    if (act === 'protocol') break;
    const attestation = attested
      ? { tool: 'ПТК СПУ', result: 'passed' as const, checkedAt: office.clock.now() - 1000, file: '' }
      : null;
    await granted(anna.ask('reception:completeStep', { requestId: press(), receptionId, step, attestation }));
  }
  return { anna, receptionId };
}

async function until(what: string, is: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await is())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const statesOf = () =>
  [...office.opened.app.house.clerk.office.printJobs.values()]
    .filter(({ kind }) => kind === 'protocol')
    .map(({ state }) => state);

test('two numbered copies come out of the booth’s printer, and the page shows the very same', async () => {
  await openWith('well');
  const { anna, receptionId } = await registered();
  const draft = await ask('protocol', `receptionId=${receptionId}`, anna);
  expect(JSON.stringify(draft.copies)).toContain('ЧЕРНОВИК');
  const { protocolId, number } = await granted(
    anna.ask('protocol:issue', { requestId: press(), receptionId, replaces: null, reason: '' }),
  );
  expect(number).toBe(1);
  await until('both copies are printed', () => statesOf().join() === 'printed,printed');
  const papers = printer.papers().map((bytes) => readPaper(bytes, profiles.epson));
  expect(papers).toHaveLength(2);
  for (const [at, whose] of ['Экз. № 1 - страхователю', 'Экз. № 2 - территориальному органу'].entries()) {
    const paper = papers[at] ?? [];
    expect(paper).toContain('ПРОТОКОЛ ОШИБОК');
    expect(paper.join('\n')).toContain('"Щёлковский завод "Ёлка""');
    expect(paper).toContain('не позднее 01.03.2013');
    expect(paper.join('\n')).toContain(`Печать ${at + 1} из 2`);
    expect(JSON.stringify((await ask('protocol', `protocolId=${protocolId}`, anna)).copies[at])).toContain(whose);
  }
  const shown = (await ask('protocol', `protocolId=${protocolId}`, anna)).copies.map((lines) =>
    lines.flatMap((line) => (line.kind === 'text' && line.text.trim() !== '' ? [line.text] : [])),
  );
  expect(shown).toEqual(papers.map((paper) => paper.filter((line) => line.trim() !== '')));
  const page = await ask('case', `receptionId=${receptionId}`, anna);
  expect(page).toMatchObject({
    state: 'errors',
    outcome: 'ERRORS',
    missing: [],
    protocols: [{ protocolId, number: 1, state: 'issued', resubmitBy: { day: '2013-03-01' }, copiesPrinted: 2 }],
  });
  expect(page.terms.map(({ code, standing }) => `${code} ${standing}`).sort()).toEqual([
    'PROCESS_REPORT ended',
    'REGISTER_REPORT ended',
    'RESUBMIT running',
    'RETURN_WITH_ERRORS running',
  ]);
});

test('while the printer has no paper both copies wait, over a restart too, and come once when paper is back', async () => {
  await openWith('paperOut');
  const { anna, receptionId } = await registered();
  await granted(anna.ask('protocol:issue', { requestId: press(), receptionId, replaces: null, reason: '' }));
  office.clock.pass(180);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(statesOf()).toEqual(['queued', 'queued']);
  expect(printer.papers()).toEqual([]);
  await office.restart();
  expect(statesOf()).toEqual(['queued', 'queued']);
  printer.mood = 'well';
  await until('both copies are printed', () => statesOf().join() === 'printed,printed');
  expect(
    printer.papers().map(
      (bytes) =>
        readPaper(bytes, profiles.epson)
          .join('\n')
          .match(/Печать \d/)?.[0],
    ),
  ).toEqual(['Печать 1', 'Печать 2']);
});

test('the paper of a protocol is for those who receive payers: an attendant sees that it came, and no name', async () => {
  await openWith('well');
  const { anna, receptionId } = await registered('3');
  await granted(anna.ask('protocol:issue', { requestId: press(), receptionId, replaces: null, reason: '' }));
  await until('both copies are printed', () => statesOf().join() === 'printed,printed');
  const seen = async (who: Operator) =>
    (await ask('paper', 'limit=10', who)).jobs.filter(({ kind }) => kind === 'protocol');
  const [first, second] = await seen(anna);
  expect([first?.printer, second?.printer]).toEqual(['Принтер окна 3', 'Принтер окна 3']);
  // whoever may read it opens it for a reason; to an attendant there is nothing to open
  expect(first).toMatchObject({ lines: null, isMasked: true });
  const printJobId = first?.printJobId ?? '';
  const opened = { subject: { kind: 'printJob' as const, id: printJobId }, paper: null, reason: 'reception' as const };
  const paper = await granted(anna.ask('data:openPaper', { requestId: press(), ...opened }));
  expect(JSON.stringify(paper)).toContain('Щёлковский завод');
  const hall = await office.staff(['attendant']);
  expect(await seen(hall)).toMatchObject([
    { lines: null, isMasked: false },
    { lines: null, isMasked: false },
  ]);
  expect((await ask('paper', 'limit=10', hall)).jobs.some(({ lines }) => lines !== null)).toBe(true);
});

test('a case is shown to its operator, to managers, and once registered to every operator', async () => {
  await openWith('well');
  const anna = await office.staff(['operator'], '1');
  const boris = await office.staff(['operator']);
  const boss = await office.staff(['manager']);
  const kiosk = await office.kiosk();
  await granted(
    kiosk.ask('ticket:issue', {
      requestId: press(),
      serviceId: 'service-intake-paper',
      answers: { protocol: '7/2012' },
      language: 'ru',
    }),
  );
  const { turn } = await anna.see('desk', (view) => view.shift !== null);
  await granted(anna.ask('visit:callNext', { requestId: press(), turn }));
  const called = await anna.see('desk', (view) => view.current !== null);
  await granted(anna.ask('visit:begin', { requestId: press(), turn: called.turn }));
  const { current } = await anna.see('desk', (view) => (view.current?.reception ?? null) !== null);
  const asked = `receptionId=${current?.reception?.receptionId ?? ''}`;
  expect(await refusalOf('case', asked, boris)).toBe('notYours');
  expect(await refusalOf('case', asked, boss)).toBe('granted');
  expect(await refusalOf('case', 'submissionId=other', anna)).toBe('notFound');
  expect(await refusalOf('protocol', asked, anna)).toBe('notFound');
  // no such protocol: nothing is linked, and nobody is stopped
  expect((await ask('case', asked, anna)).resubmits).toBeNull();
});

/** A second operator receives a visitor who said this at the kiosk: the case as it begins. */
async function begun(answers: Record<string, string>) {
  const boris = await office.staff(['operator'], '1');
  const kiosk = await office.kiosk();
  await granted(
    kiosk.ask('ticket:issue', { requestId: press(), serviceId: 'service-intake-paper', answers, language: 'ru' }),
  );
  const { turn } = await boris.see('desk', (view) => view.shift !== null);
  await granted(boris.ask('visit:callNext', { requestId: press(), turn }));
  const called = await boris.see('desk', (view) => view.current !== null);
  await granted(boris.ask('visit:begin', { requestId: press(), turn: called.turn }));
  const { current } = await boris.see('desk', (view) => (view.current?.reception ?? null) !== null);
  const page = await ask('case', `receptionId=${current?.reception?.receptionId ?? ''}`, boris);
  return page;
}

test('a number of the kiosk that is another payer’s protocol is linked to nothing, and the operator sees why', async () => {
  await openWith('well');
  const { anna, receptionId } = await registered();
  await granted(anna.ask('protocol:issue', { requestId: press(), receptionId, replaces: null, reason: '' }));
  const page = await begun({ protocol: '1', regNo: '087-105-000011' });
  expect(page).toMatchObject({ resubmits: null, content: { resubmits: null } });
  expect(page.marks).toContainEqual({ field: 'resubmits', key: 'otherPayer' });
});

test('a number of the kiosk that is a protocol of errors brings its payer and period: only the packs are new', async () => {
  await openWith('well');
  const { anna, receptionId } = await registered();
  const finding = { ruleId: null, severity: 30, text: 'Не указан тип описи', where: '', found: '', expected: '' };
  await granted(anna.ask('reception:addFinding', { requestId: press(), receptionId, finding }));
  await granted(anna.ask('protocol:issue', { requestId: press(), receptionId, replaces: null, reason: '' }));
  const first = await ask('case', `receptionId=${receptionId}`, anna);
  const page = await begun({ protocol: '1' });
  expect(page.resubmits).toMatchObject({ number: 1, kind: 'errors' });
  expect(page.payer).toEqual(first.payer);
  expect(page.payer.name).not.toBe('');
  expect([page.content.year, page.content.period]).toEqual([first.content.year, first.content.period]);
  expect(page.content.packs).toEqual([]);
});

test('the law fills the lists, and numbers are marked as typed', async () => {
  await openWith('well');
  const anna = await office.staff(['operator']);
  const law = await ask('law', '', anna);
  expect(law.forms.map(({ code }) => code)).toContain('СЗВ-6-2');
  expect(law.optionalSteps).toMatchObject([{ procedure: 'P47', step: 'AUTHORITY', norm: { minutes: 5 }, isOn: false }]);
  expect(law.severities.map(({ severity }) => severity)).toEqual([10, 20, 30, 40, 50]);
  const { marks } = await ask('marks', 'inn=7707083894&regNo=099-105-000003', anna);
  expect(marks).toEqual(
    expect.arrayContaining([
      { field: 'inn', key: 'checkDigits' },
      { field: 'regNo', key: 'foreignOffice' },
    ]),
  );
});

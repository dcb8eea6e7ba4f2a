import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { verify } from '@node-rs/argon2';
import { afterEach, describe, expect, it } from 'vitest';
import type { Payload } from '../../server/contract/index.js';
import { makeLog } from '../../server/devices/log.js';
import { profiles } from '../../server/devices/printing/profiles.js';
import { unkept } from '../../server/domain/paper/card.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';
import { readPaper } from '../support/paper.js';
import { startPrinter, type Mood, type NetworkPrinter } from '../support/printer.js';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Setting {
  office: TestOffice;
  printer: NetworkPrinter;
  log: () => string;
}

/** An office whose booths print on a real printer of the network. */
async function setting(mood: Mood, hasPrinter = true): Promise<Setting> {
  const printer = await startPrinter(mood);
  const lines: string[] = [];
  const stream = new PassThrough();
  stream.on('data', (line: Buffer) => void lines.push(line.toString()));
  const office = await openTestOffice({
    log: makeLog('debug', stream),
    change: (spec) => ({
      ...spec,
      booths: spec.booths.map((booth) => ({ ...booth, printerId: hasPrinter ? 'printer-booth' : null })),
      printers: [
        ...spec.printers.filter(({ printerId }) => printerId !== 'printer-booth'),
        {
          printerId: 'printer-booth',
          name: 'Окно',
          profile: 'epson',
          transport: 'tcp',
          address: `127.0.0.1:${printer.port}`,
        },
      ],
    }),
  });
  endings.push(
    () => printer.stop(),
    () => office.close(),
  );
  return { office, printer, log: () => lines.join('') };
}

type Operator = TestClient & { userId: string; cookie: string };

/** An operator who receives a visitor of this service; the reception. */
async function receiving({ office }: Setting, code: string): Promise<{ anna: Operator; receptionId: string }> {
  const anna = await office.staff(['operator'], '1');
  const kiosk = await office.kiosk();
  const services = [...office.opened.app.house.clerk.office.services.values()];
  const serviceId = services.find((service) => service.code === code)?.serviceId ?? '';
  const issued = await kiosk.ask('ticket:issue', { requestId: press(), serviceId, answers: {}, language: 'ru' });
  expect(issued.ok).toBe(true);
  const turn = () => office.opened.app.house.clerk.office.booths.get('booth-1')?.turn ?? 0;
  for (const command of ['visit:callNext', 'visit:begin'] as const)
    expect(await anna.ask(command, { requestId: press(), turn: turn() })).toMatchObject({ ok: true });
  const receptions = [...office.opened.app.house.clerk.office.receptions.values()];
  return { anna, receptionId: receptions.find(({ userId }) => userId === anna.userId)?.receptionId ?? '' };
}

function cardOf(receptionId: string, change: Partial<Payload<'card:issue'>> = {}): Payload<'card:issue'> {
  return {
    requestId: press(),
    receptionId,
    payer: {
      regNo: '087105000417',
      inn: '7707083893',
      kpp: '770701001',
      ogrn: '',
      name: 'ООО «Тёплый дом — Юг»',
      applicant: '',
    },
    representative: 'Орлова Марина Сергеевна',
    identity: '4509 123456',
    authority: 'доверенность № 12 от 10.01.2013',
    isChecked: true,
    ...change,
  };
}

/** All bytes of all files under a folder, as text that holds whatever ASCII stands in them. */
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n');
}

const passwordLine = /^[A-Z\d]{4}(-[A-Z\d]{4}){3}$/;
const printed = (printer: NetworkPrinter) => expect.poll(() => printer.papers().length).toBeGreaterThan(0);
const jobOf = ({ office }: Setting) =>
  [...office.opened.app.house.clerk.office.printJobs.values()].find(({ kind }) => kind === 'card');

describe('a card of the cabinet', () => {
  it('is printed once with its password, and the password is nowhere else', async () => {
    const at = await setting('well');
    const { office, printer } = at;
    const { anna, receptionId } = await receiving(at, 'cabinet-card');
    const sent = cardOf(receptionId);
    const reply = await anna.ask('card:issue', sent);
    if (!reply.ok) throw new Error(reply.refusal.key);
    await printed(printer);
    await expect.poll(() => jobOf(at)?.state).toBe('printed');
    const [paper] = printer.papers();
    const lines = readPaper(paper ?? new Uint8Array(), profiles.epson);
    const password = lines.find((line) => passwordLine.test(line)) ?? '';
    expect(password).toMatch(passwordLine);
    expect(lines.join('\n')).toContain('087-105-000417');
    expect(lines.join('\n')).toContain('Петрова Анна Викторовна');

    const row = await office.opened.store.read.card.findUniqueOrThrow({ where: { id: reply.data.cardId } });
    const { passwordHash, kind, userId } = JSON.parse(row.content);
    expect({ kind, userId }).toEqual({ kind: 'card', userId: anna.userId });
    expect(passwordHash.startsWith('$argon2id$')).toBe(true);
    expect(await verify(passwordHash, password)).toBe(true);

    // no preview of it
    const answer = await fetch(`${office.url}/api/reports/paper`, { headers: { cookie: anna.cookie } });
    const page = await answer.text();
    expect(page).toContain(reply.data.printJobId);
    expect(page).not.toContain(password);
    expect(await anna.ask('card:issue', sent)).toEqual({ ok: false, refusal: { key: 'alreadyDone' } });
    // no second paper
    expect(
      await anna.ask('print:resolve', { requestId: press(), printJobId: reply.data.printJobId, came: false }),
    ).toMatchObject({ ok: false, refusal: { key: 'notNow' } });

    const kept = [everything(office.config.dataDir), at.log(), JSON.stringify(reply)].join('\n');
    expect(kept).toContain(reply.data.printJobId);
    for (const part of [password, password.replaceAll('-', '')]) expect(kept).not.toContain(part);
    await office.restart();
    // the same press again hears that it was done, also when the process has ended in between, and prints nothing
    const again = await fetch(`${office.url}/api/card:issue`, {
      method: 'POST',
      headers: { cookie: anna.cookie, 'content-type': 'application/json', origin: office.url },
      body: JSON.stringify(sent),
    });
    expect(await again.json()).toEqual({ ok: false, refusal: { key: 'alreadyDone' } });
    expect(everything(office.config.dataDir)).not.toContain(password);
    expect(printer.papers()).toHaveLength(1);
    const journal = await office.opened.store.read.journal.findMany();
    const told = journal.map(({ data }) => data).join('\n');
    for (const words of ['Тёплый', 'Орлова', '7707083893', '087105', '4509']) expect(told).not.toContain(words);
    expect(journal.map(({ kind: one }) => one)).toContain('card:issued');
  });

  it('that waits for paper when the process ends is printed by nobody: another is issued', async () => {
    const at = await setting('paperOut');
    const { office, printer } = at;
    const { anna, receptionId } = await receiving(at, 'cabinet-password');
    expect((await anna.ask('card:issue', cardOf(receptionId))).ok).toBe(true);
    expect(jobOf(at)?.state).toBe('queued');
    await office.restart();
    printer.mood = 'well';
    await expect.poll(() => jobOf(at)?.state).toBe('void');
    expect(printer.papers()).toHaveLength(0);
    const row = await office.opened.store.read.printJob.findFirstOrThrow({ where: { kind: 'card' } });
    expect(JSON.parse(row.document)).toEqual(unkept);
  });

  it('is given by whoever receives its payer, for a card, where there is a printer', async () => {
    const at = await setting('well');
    const { anna, receptionId } = await receiving(at, 'cabinet-card');
    const boris = await at.office.staff(['operator'], '2');
    const no = async (who: TestClient, change: Partial<Payload<'card:issue'>>) => {
      const reply = await who.ask('card:issue', cardOf(receptionId, change));
      return reply.ok ? 'granted' : [reply.refusal.key, reply.refusal.about?.['field']];
    };
    const { payer } = cardOf(receptionId);
    expect(await no(boris, {})).toEqual(['notYours', undefined]);
    expect(await no(anna, { receptionId: 'none' })).toEqual(['notFound', 'receptionId']);
    expect(await no(anna, { payer: { ...payer, regNo: '087-105' } })).toEqual(['badAnswer', 'regNo']);
    expect(await no(anna, { payer: { ...payer, inn: '7707083894' } })).toEqual(['badAnswer', 'inn']);
    expect(await no(anna, { payer: { ...payer, name: '' } })).toEqual(['badAnswer', 'name']);
    expect(await no(anna, { representative: '', authority: '' })).toEqual(['badAnswer', 'representative']);
    expect(await no(anna, { authority: '' })).toEqual(['badAnswer', 'authority']);
    expect(at.printer.papers()).toHaveLength(0);
    expect(await at.office.opened.store.read.card.count()).toBe(0);
  });

  it('is not given in a consultation, nor without a printer', async () => {
    const one = await setting('well');
    const advice = await receiving(one, 'consultation');
    expect(await advice.anna.ask('card:issue', cardOf(advice.receptionId))).toMatchObject({
      refusal: { key: 'notNow' },
    });
    const other = await setting('well', false);
    const card = await receiving(other, 'cabinet-card');
    expect(await card.anna.ask('card:issue', cardOf(card.receptionId))).toMatchObject({
      refusal: { key: 'noPrinter' },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PrinterValue, Report } from '../../server/contract/index.js';
import { openTestOffice, press, type TestClient, type TestOffice } from '../support/office.js';
import { readPaper } from '../support/paper.js';
import { printerPort, startAskedPrinter } from '../support/printer.js';
import { profiles } from '../../server/devices/printing/profiles.js';

/** The limits of this office are real ones: whoever asks for as long as a slow machine takes asks seldom. */
const seldom = { interval: 500 };

let office: TestOffice;
let admin: TestClient & { cookie: string };
beforeAll(async () => {
  office = await openTestOffice({ environment: { LIMITS_FACTOR: '1' } });
  admin = await office.staff(['administrator']);
});
afterAll(() => office.close());

const said = { version: 'old', width: 1920, height: 1080, ratio: 1, sound: true };

async function devices(): Promise<Report<'devices'>['devices']> {
  const response = await fetch(`${office.url}/api/reports/devices`, {
    headers: { cookie: admin.cookie, 'x-talon-as': 'staff' },
  });
  return JSON.parse(await response.text()).data.devices;
}
const device = async (deviceId: string) => (await devices()).find((one) => one.deviceId === deviceId);
const journal = () =>
  office.opened.store.read.journal
    .findMany({ orderBy: { seq: 'desc' }, take: 20 })
    .then((rows) => rows.map(({ kind, data }) => ({ kind, data: JSON.parse(data) })));

describe('a device', () => {
  it('says of itself which version it runs and what screen it has, and is told which it should', async () => {
    const board = await office.display();
    const told = await board.ask('device:report', { requestId: press(), ...said });
    expect(told).toMatchObject({ ok: true, data: { version: expect.stringMatching(/^dev$|^\d/) } });
    expect(await device(board.deviceId)).toMatchObject({
      isOnline: true,
      lostAt: null,
      isOlder: true,
      report: { ...said, at: expect.any(Number) },
    });
    const version = told.ok ? told.data.version : '';
    await board.ask('device:report', { requestId: press(), ...said, version });
    expect((await device(board.deviceId))?.isOlder).toBe(false);
  });

  it('says which voices it has; one of an older program has nothing to say of them', async () => {
    const board = await office.display();
    await board.ask('device:report', { requestId: press(), ...said, voices: ['ru'] });
    expect((await device(board.deviceId))?.report).toMatchObject({ sound: true, voices: ['ru'] });
    await board.ask('device:report', { requestId: press(), ...said });
    expect((await device(board.deviceId))?.report).toMatchObject({ sound: true, voices: null });
    // as it was written down before there were voices
    office.opened.store.devices.reportDevice(board.deviceId, JSON.parse(JSON.stringify(said)), Date.now());
    expect((await device(board.deviceId))?.report).toMatchObject({ sound: true, voices: null });
  });

  it('speaks only where it may chime', async () => {
    const board = await office.display();
    const { settings } = office.opened.app.house.clerk.office;
    const { layout, theme, freshSeconds, slideSeconds, showsWaits, slides, lines } = settings;
    const set = (seen: number, chime: boolean) =>
      admin.ask('settings:set', {
        requestId: press(),
        seen,
        change: {
          part: 'board',
          value: { layout, theme, chime, voice: true, freshSeconds, slideSeconds, showsWaits, slides, lines },
        },
      });
    expect((await board.see('board', ({ chime }) => chime)).voice).toBe(true);
    expect(await set(0, false)).toMatchObject({ ok: true });
    expect((await board.see('board', ({ chime }) => !chime)).voice).toBe(false);
    expect(await set(1, true)).toMatchObject({ ok: true });
    expect((await board.see('board', ({ chime }) => chime)).voice).toBe(true);
  });

  it('is no entry of the journal for saying so, and may not say it without end', async () => {
    const board = await office.display();
    const before = await office.opened.store.read.journal.count();
    const told = [];
    for (let count = 0; count < 8; count += 1) {
      const reply = await board.ask('device:report', { requestId: press(), ...said });
      told.push(reply.ok ? 'yes' : reply.refusal.key);
    }
    expect(told).toEqual([...Array<string>(6).fill('yes'), 'tooMany', 'tooMany']);
    expect(await office.opened.store.read.journal.count()).toBe(before);
    // another one is not kept from it
    const other = await office.kiosk();
    expect(await other.ask('device:report', { requestId: press(), ...said })).toMatchObject({ ok: true });
  });

  it('was seen when its line ended, though it pressed nothing', async () => {
    const board = await office.display();
    const connectedAt = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    board.close();
    await expect.poll(async () => (await device(board.deviceId))?.isOnline, seldom).toBe(false);
    const left = await device(board.deviceId);
    expect(left?.seenAt).toBeGreaterThan(connectedAt + 40);
    expect(left?.lostAt).toBeGreaterThan(connectedAt + 40);
  });

  it('is called another name and prints elsewhere; the second of two administrators is told by whom', async () => {
    const kiosk = await office.kiosk();
    const { deviceId } = kiosk;
    const set = (name: string, printerId: string | null, seen: number) =>
      admin.ask('device:set', { requestId: press(), seen, deviceId, name, printerId });
    expect(await set('У входа', 'printer-booth-1', 0)).toMatchObject({ ok: true, data: { takes: 'now', revision: 1 } });
    expect(await device(deviceId)).toMatchObject({
      name: 'У входа',
      printer: { printerId: 'printer-booth-1' },
      revision: 1,
    });
    const second = await office.staff(['administrator']);
    const late = await second.ask('device:set', {
      requestId: press(),
      seen: 0,
      deviceId,
      name: 'Мой',
      printerId: null,
    });
    expect(late).toMatchObject({
      ok: false,
      refusal: { key: 'editedMeanwhile', about: { by: expect.stringMatching(/^Петрова/) } },
    });
    expect((await device(deviceId))?.name).toBe('У входа');
    const [entry] = (await journal()).filter(({ kind }) => kind === 'device:set');
    expect(entry?.data).toMatchObject({ deviceId, fields: ['name', 'printerId'], noteId: expect.any(String) });
    expect(JSON.stringify(entry)).not.toContain('входа');
    expect(await set('У входа', 'printer-booth-1', 1)).toMatchObject({ ok: true, data: { takes: 'nothing' } });
  });

  it('has no printer that is not there, and a board has none at all', async () => {
    const [kiosk, board] = [await office.kiosk(), await office.display()];
    const set = (deviceId: string, printerId: string | null) =>
      admin.ask('device:set', { requestId: press(), seen: 0, deviceId, name: 'Имя', printerId });
    const refused = { ok: false, refusal: { key: 'badRequest', about: { field: 'printerId' } } };
    expect(await set(kiosk.deviceId, 'cellar')).toMatchObject(refused);
    expect(await set(board.deviceId, 'printer-kiosk')).toMatchObject(refused);
    expect(await set('nobody', null)).toMatchObject({ ok: false, refusal: { key: 'notFound' } });
    expect(await admin.ask('device:revoke', { requestId: press(), deviceId: board.deviceId })).toMatchObject({
      ok: true,
    });
    expect(await set(board.deviceId, null)).toMatchObject({ ok: false, refusal: { key: 'notFound' } });
  });

  it('that is revoked is cut off at once, and its token opens nothing any more', async () => {
    const board = await office.display();
    const gone = new Promise((resolve) => board.socket.once('disconnect', resolve));
    await admin.ask('device:revoke', { requestId: press(), deviceId: board.deviceId });
    await gone;
    const headers = { 'x-talon-as': 'display', cookie: `talon_display=${board.token}` };
    expect((await fetch(`${office.url}/api/views/board`, { headers })).status).not.toBe(200);
  });

  it('opens with its token the doors of its own kind only', async () => {
    const kiosk = await office.kiosk();
    const as = (role: 'kiosk' | 'display', view: string) =>
      fetch(`${office.url}/api/views/${view}`, {
        headers: { 'x-talon-as': role, cookie: `talon_kiosk=${kiosk.token}; talon_display=${kiosk.token}` },
      }).then(({ status }) => status);
    expect(await as('kiosk', 'kiosk')).toBe(200);
    for (const view of ['board', 'hall', 'desk']) expect(await as('kiosk', view)).not.toBe(200);
    for (const view of ['board', 'kiosk']) expect(await as('display', view)).not.toBe(200);
    const asked = await kiosk.ask('device:admit', { requestId: press(), code: 'ABCDEF', name: 'Я', printerId: null });
    expect(asked).toMatchObject({ ok: false, refusal: { key: 'notAllowed' } });
  });

  it('is let in with a printer by the code that it shows, or by a link that opens once', async () => {
    const post = (name: string, body: object) =>
      fetch(`${office.url}/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-talon-as': 'kiosk' },
        body: JSON.stringify({ requestId: press(), ...body }),
      }).then(async (response) => JSON.parse(await response.text()));
    const asked = await post('device:ask', { role: 'kiosk' });
    const { code, secret } = asked.data;
    const admit = (printerId: string | null) =>
      admin.ask('device:admit', { requestId: press(), code, name: 'Зал', printerId });
    expect(await admit('cellar')).toMatchObject({ ok: false, refusal: { about: { field: 'printerId' } } });
    expect(await admit('printer-booth-1')).toMatchObject({ ok: true });
    const claimed = await post('device:claim', { secret });
    expect((await device(claimed.data.deviceId))?.printer?.printerId).toBe('printer-booth-1');
    const link = await admin.ask('device:link', { requestId: press(), role: 'kiosk', name: 'Вход', printerId: null });
    const opened = link.ok ? new URL(link.data.link) : null;
    expect(opened?.pathname).toBe('/kiosk/');
    const paired = { code: opened?.hash.replace('#pair=', ''), role: 'kiosk' };
    expect(await post('device:pair', paired)).toMatchObject({ ok: true, data: { name: 'Вход' } });
    expect(await post('device:pair', paired)).toMatchObject({ ok: false, refusal: { key: 'pairingInvalid' } });
    expect(JSON.stringify(await journal())).not.toContain(paired.code);
  });
});

describe('a printer', () => {
  const structure = async (): Promise<Report<'structure'>> => {
    const response = await fetch(`${office.url}/api/reports/structure`, {
      headers: { cookie: admin.cookie, 'x-talon-as': 'staff' },
    });
    const reply = JSON.parse(await response.text());
    expect(reply).toMatchObject({ ok: true });
    return reply.data;
  };
  const printer = async (printerId: string) => (await structure()).printers.find((one) => one.printerId === printerId);

  it('that is added prints its test page at once; tickets come out of it when the kiosk names it', async () => {
    const hardware = await startAskedPrinter('well');
    const { port } = hardware;
    try {
      const value: PrinterValue = {
        name: 'Вход',
        profile: 'epson',
        transport: { kind: 'tcp', host: '127.0.0.1', port },
      };
      const added = await admin.ask('printer:add', { requestId: press(), value });
      const printerId = (added.ok ? added.data.id : null) ?? '';
      await admin.ask('printer:test', { requestId: press(), printerId });
      await expect.poll(async () => (await printer(printerId))?.lastTest, seldom).toBe('printed');
      const rested = { health: 'ready', waiting: 0, value, users: [] };
      await expect.poll(() => printer(printerId), seldom).toMatchObject(rested);
      const page = readPaper(hardware.papers()[0] ?? new Uint8Array(), profiles.epson).join('\n');
      expect(page).toContain('ПРОВЕРКА ПРИНТЕРА');
      expect(page).toContain('CP866 17');

      const kiosk = await office.kiosk('У двери');
      await admin.ask('device:set', {
        requestId: press(),
        seen: 0,
        deviceId: kiosk.deviceId,
        name: 'У двери',
        printerId,
      });
      await office.staff(['operator'], '1');
      const [service] = office.opened.app.house.clerk.office.services.values();
      const issued = { requestId: press(), serviceId: service?.serviceId ?? '', answers: {}, language: 'ru' } as const;
      expect(await kiosk.ask('ticket:issue', issued)).toMatchObject({ ok: true });
      await expect.poll(() => hardware.papers()).toHaveLength(2);
      expect((await printer(printerId))?.users).toEqual(['У двери']);
      const retire = await admin.ask('printer:retire', { requestId: press(), seen: 1, printerId });
      expect(retire).toMatchObject({ ok: false, refusal: { key: 'inUse', about: { count: 1 } } });
    } finally {
      await hardware.stop();
    }
  });

  it('that does not answer keeps nobody else waiting, and its test page is void in half a minute', async () => {
    const port = await printerPort();
    const value: PrinterValue = {
      name: 'Немой',
      profile: 'epson',
      transport: { kind: 'tcp', host: '127.0.0.1', port },
    };
    const added = await admin.ask('printer:add', { requestId: press(), value });
    const printerId = (added.ok ? added.data.id : null) ?? '';
    for (let count = 0; count < 5; count += 1) await admin.ask('printer:test', { requestId: press(), printerId });
    await expect.poll(async () => (await printer(printerId))?.health, seldom).toBe('offline');
    // one that is being tried at this moment, and one behind it
    expect((await printer(printerId))?.waiting).toBeLessThanOrEqual(2);
    await admin.ask('printer:test', { requestId: press(), printerId: 'printer-kiosk' });
    await expect.poll(async () => (await printer('printer-kiosk'))?.lastTest, seldom).toBe('printed');
    const retire = await admin.ask('printer:retire', { requestId: press(), seen: 1, printerId });
    expect(retire).toMatchObject({ ok: true });
    expect(await printer(printerId)).toBeUndefined();
    await office.restart();
    expect(office.opened.app.house.clerk.office.printers.has(printerId)).toBe(false);
    expect(office.opened.app.house.clerk.office.retired.printer.get(printerId)?.name).toBe('Немой');
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import type { PrinterHealth, PrintState } from '../../server/contract/vocabulary.js';
import { paper, text } from '../../server/domain/paper/document.js';
import { composeTicket } from '../../server/domain/paper/ticket.js';
import { makePrinter } from '../../server/devices/printing/make.js';
import type { Printer } from '../../server/devices/printing/printer.js';
import { profiles, type ProfileName } from '../../server/devices/printing/profiles.js';
import { makeSpool, type Spool, type SpoolJob } from '../../server/devices/printing/spool.js';
import { makeTray } from '../../server/devices/printing/tray.js';
import { readPaper } from '../support/paper.js';
import { startPrinter, type Mood, type NetworkPrinter } from '../support/printer.js';
import { ticketPaper } from '../support/ticket.js';

// long enough for a busy machine: a printer that is well must never seem silent
const patience = { connectMs: 3000, answerMs: 2000, confirmMs: 3000 };
const pace = { pollMs: 40, retryMs: 40, printMs: 3000 };
const tray = makeTray({ folder: null, limit: 50, now: Date.now, onError: () => undefined });
const around = { tray, patience, isDevice: () => false };
const realNow = (): number => performance.now();

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function hardware(mood: Mood): Promise<NetworkPrinter> {
  const printer = await startPrinter(mood);
  closers.push(printer.stop);
  return printer;
}

function printerAt(printerId: string, port: number, profile: ProfileName): Printer {
  return makePrinter({ printerId, profile, transport: { kind: 'tcp', host: '127.0.0.1', port } }, around);
}

function virtualPrinter(printerId: string): Printer {
  return makePrinter({ printerId, profile: 'virtual', transport: { kind: 'virtual' } }, around);
}

interface Book {
  spool: Spool;
  /** «job state», in the order of the clerk. */
  settled: string[];
  healths: string[];
}

function office(printers: Printer[], refuse: (printJobId: string, state: PrintState) => boolean): Book {
  const settled: string[] = [];
  const healths: string[] = [];
  const spool = makeSpool({
    printers,
    settle(printJobId, state) {
      if (refuse(printJobId, state)) return Promise.reject(new Error('the clerk is away'));
      settled.push(`${printJobId} ${state}`);
      return Promise.resolve();
    },
    realNow,
    log: { warn: () => undefined, error: () => undefined },
    onHealth: (printerId: string, health: PrinterHealth) => healths.push(`${printerId} ${health}`),
    pace,
  });
  closers.push(() => spool.close());
  return { spool, settled, healths };
}
const agrees = (): boolean => false;

function ticket(printJobId: string, printerId: string, liveMs: number): SpoolJob {
  return {
    printJobId,
    printerId,
    kind: 'ticket',
    document: composeTicket(ticketPaper({})),
    state: 'queued',
    expiresAtReal: realNow() + liveMs,
    secret: false,
  };
}
function protocol(printJobId: string, printerId: string): SpoolJob {
  return { ...ticket(printJobId, printerId, 0), kind: 'protocol', expiresAtReal: null };
}

describe('the spool', () => {
  test('a ticket is in the journal as printing before its first byte, and as printed after its last', async () => {
    const device = await hardware('well');
    const { spool, settled } = office([printerAt('kiosk', device.port, 'epson')], agrees);
    device.onJob = () => expect(settled).toEqual(['a printing']);
    spool.submit(ticket('a', 'kiosk', 30_000));
    await spool.idle();
    expect(settled).toEqual(['a printing', 'a printed']);
    expect(readPaper(device.papers()[0] ?? new Uint8Array(), profiles.epson)).toContain('А014');
  });

  test('tickets come out in the order in which they were given', async () => {
    const device = await hardware('well');
    const { spool, settled } = office([printerAt('kiosk', device.port, 'epson')], agrees);
    const numbers = ['А014', 'В007', 'Е002', 'А015'];
    for (const number of numbers) {
      spool.submit({ ...ticket(number, 'kiosk', 30_000), document: paper([text(number, {})]) });
    }
    expect(spool.waiting('kiosk')).toBe(4);
    await spool.idle();
    expect(device.papers().map((bytes) => readPaper(bytes, profiles.epson)[0])).toEqual(numbers);
    expect(settled.filter((entry) => entry.endsWith('printed'))).toHaveLength(4);
    expect(spool.waiting('kiosk')).toBe(0);
  });

  test('a job handed over twice while it waits is printed once', async () => {
    const device = await hardware('well');
    const { spool } = office([printerAt('kiosk', device.port, 'epson')], agrees);
    const job = ticket('a', 'kiosk', 30_000);
    spool.submit(job);
    spool.submit(job);
    await spool.idle();
    expect(device.papers()).toHaveLength(1);
  });

  test('a dead printer holds up neither the caller nor another printer', async () => {
    const silent = await hardware('silent');
    const { spool, settled } = office([printerAt('dead', silent.port, 'epson'), virtualPrinter('alive')], agrees);
    const began = realNow();
    for (let job = 0; job < 20; job += 1) {
      spool.submit(ticket(`d${job}`, 'dead', 30_000));
      spool.submit(ticket(`v${job}`, 'alive', 30_000));
    }
    // had one of the twenty been waited for, it were as long as a printer may be silent
    expect(realNow() - began).toBeLessThan(patience.answerMs);
    await expect.poll(() => settled).toContain('v19 printed');
    expect(settled.filter((entry) => /^d\d+ (sent|printed|unknown|failed)$/.test(entry)).length).toBeLessThan(10);
  });

  test('a ticket that could not begin in time is void at its time, and never printed later', async () => {
    const device = await hardware('paperOut');
    const { spool, settled, healths } = office([printerAt('kiosk', device.port, 'epson')], agrees);
    await expect.poll(() => healths).toEqual(['kiosk paperOut']);
    spool.submit(ticket('a', 'kiosk', 150));
    await expect.poll(() => settled).toEqual(['a void']);
    device.mood = 'well';
    await expect.poll(() => healths).toContain('kiosk ready');
    await spool.idle();
    expect(settled).toEqual(['a void']);
    expect(device.papers()).toEqual([]);
  });

  test('a ticket waits for a new roll of paper within its time', async () => {
    const device = await hardware('paperOut');
    const { spool, settled } = office([printerAt('kiosk', device.port, 'epson')], agrees);
    spool.submit(ticket('a', 'kiosk', 30_000));
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(settled).toEqual([]);
    device.mood = 'well';
    await expect.poll(() => settled).toEqual(['a printing', 'a printed']);
  });

  test('a ticket whose printer is not there is failed at once: the visitor photographs the screen', async () => {
    const device = await hardware('well');
    const { spool, settled, healths } = office([printerAt('kiosk', device.port, 'netum')], agrees);
    await expect.poll(() => healths).toEqual(['kiosk unknown']);
    await device.stop();
    closers.splice(0, 1);
    spool.submit(ticket('a', 'kiosk', 30_000));
    await spool.idle();
    expect(settled).toEqual(['a printing', 'a failed']);
    expect(spool.health('kiosk')).toBe('offline');
  });

  test('a protocol waits for paper as long as it takes', async () => {
    const device = await hardware('coverOpen');
    const { spool, settled } = office([printerAt('booth', device.port, 'epson')], agrees);
    spool.submit(protocol('p', 'booth'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(settled).toEqual([]);
    expect(spool.waiting('booth')).toBe(1);
    device.mood = 'nearEnd';
    await expect.poll(() => settled).toEqual(['p printing', 'p printed']);
    expect(spool.health('booth')).toBe('paperLow');
  });

  test('a protocol that failed for certain is back in line and comes out once', async () => {
    const device = await hardware('well');
    const { spool, settled, healths } = office([printerAt('booth', device.port, 'epson')], agrees);
    await expect.poll(() => healths).toEqual(['booth ready']);
    // between two polls the cover is opened: the printer itself says so when the job comes
    device.mood = 'coverOpen';
    spool.submit(protocol('p', 'booth'));
    await expect.poll(() => settled.length === 2 || healths.length === 2).toBe(true);
    device.mood = 'well';
    await expect.poll(() => settled.at(-1)).toBe('p printed');
    expect(settled.filter((entry) => entry === 'p printed')).toHaveLength(1);
    expect(device.papers()).toHaveLength(1);
  });

  test('what nobody can vouch for is not printed again by itself, not even a protocol', async () => {
    const device = await hardware('hangsUp');
    const { spool, settled } = office([printerAt('booth', device.port, 'epson')], agrees);
    spool.submit(protocol('p', 'booth'));
    await spool.idle();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(settled).toEqual(['p printing', 'p unknown']);
    expect(device.papers()).toHaveLength(1);
  });

  test('a job that a crash left in the printer is unknown, and no job is printed that was ended before', async () => {
    const device = await hardware('well');
    const { spool, settled } = office([printerAt('kiosk', device.port, 'epson')], agrees);
    for (const state of ['printing', 'unknown', 'void', 'sent', 'printed', 'failed'] as const) {
      spool.submit({ ...ticket(`was-${state}`, 'kiosk', 30_000), state });
    }
    await spool.idle();
    expect(settled).toEqual(['was-printing unknown']);
    expect(device.papers()).toEqual([]);
  });

  test('what the journal did not take as printing is not printed', async () => {
    const device = await hardware('well');
    const { spool, settled } = office([printerAt('kiosk', device.port, 'epson')], (printJobId) => printJobId === 'a');
    spool.submit(ticket('a', 'kiosk', 30_000));
    spool.submit(ticket('b', 'kiosk', 30_000));
    await spool.idle();
    expect(settled).toEqual(['b printing', 'b printed']);
    expect(device.papers()).toHaveLength(1);
  });

  test('a job for no printer, and one that cannot be encoded, fail and hold up nobody', async () => {
    const { spool, settled } = office([virtualPrinter('v')], agrees);
    spool.submit(ticket('a', 'elsewhere', 30_000));
    spool.submit({ ...ticket('b', 'v', 30_000), document: paper([{ kind: 'qr', data: 'по-русски' }]) });
    spool.submit(ticket('c', 'v', 30_000));
    await spool.idle();
    // virtual paper may lie in the tray twice without harm: it needs no word before its first byte
    expect(settled.toSorted()).toEqual(['a failed', 'b failed', 'c printed']);
  });

  test('a printer that never answers for a job is left behind', async () => {
    const stuck: Printer = {
      ...virtualPrinter('stuck'),
      isRepeatable: false,
      print: () => new Promise(() => undefined),
    };
    const { spool, settled } = office([stuck], agrees);
    spool.submit(ticket('a', 'stuck', 30_000));
    await expect.poll(() => settled).toEqual(['a printing', 'a unknown']);
  });

  test('health is reported when it changes and only then', async () => {
    const device = await hardware('well');
    const { healths } = office([printerAt('kiosk', device.port, 'epson'), virtualPrinter('v')], agrees);
    await expect.poll(() => device.connections()).toBeGreaterThan(3);
    device.mood = 'nearEnd';
    await expect.poll(() => healths).toContain('kiosk paperLow');
    device.mood = 'silent';
    await expect.poll(() => healths).toContain('kiosk unknown');
    expect(healths.filter((entry) => entry.startsWith('kiosk'))).toEqual([
      'kiosk ready',
      'kiosk paperLow',
      'kiosk unknown',
    ]);
    expect(healths).toContain('v ready');
  });

  test('printers without status are not disturbed by questions', async () => {
    const device = await hardware('silent');
    const { spool } = office([printerAt('kiosk', device.port, 'netum')], agrees);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(device.connections()).toBe(1);
    expect(spool.health('kiosk')).toBe('unknown');
  });

  test('closing ends a print in the middle as unknown and leaves the rest queued', async () => {
    const device = await hardware('mute');
    const { spool, settled } = office([printerAt('kiosk', device.port, 'epson')], agrees);
    const arrived = new Promise<void>((resolve) => {
      device.onJob = resolve;
    });
    spool.submit(ticket('a', 'kiosk', 30_000));
    spool.submit(ticket('b', 'kiosk', 30_000));
    await arrived;
    const began = realNow();
    await spool.close();
    // the printer has said nothing yet, and may be silent for longer than this
    expect(realNow() - began).toBeLessThan(patience.confirmMs);
    expect(settled).toEqual(['a printing', 'a unknown']);
    const had = device.connections();
    spool.submit(ticket('c', 'kiosk', 30_000));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(device.connections()).toBe(had);
    expect(settled).toHaveLength(2);
  });

  test('a secret leaves nothing behind', async () => {
    const { spool, settled } = office([virtualPrinter('v')], agrees);
    spool.submit({ ...ticket('secret', 'v', 30_000), secret: true });
    spool.submit(ticket('open', 'v', 30_000));
    await spool.idle();
    expect(settled).toContain('secret printed');
    expect(await tray.bytesOf('secret')).toBeNull();
    expect(await tray.bytesOf('open')).not.toBeNull();
  });

  test('a printer replaced under twenty jobs: each comes out once, in order, and none is lost', async () => {
    const [first, second] = [await hardware('well'), await hardware('well')];
    const { spool, settled } = office([printerAt('kiosk', first.port, 'epson')], agrees);
    const numbers = Array.from({ length: 20 }, (_, at) => `А0${String(at + 10)}`);
    // one is in its mouth
    first.onJob = () => {
      first.onJob = () => undefined;
      spool.put(printerAt('kiosk', second.port, 'epson'));
    };
    for (const number of numbers)
      spool.submit({ ...ticket(number, 'kiosk', 30_000), document: paper([text(number, {})]) });
    await spool.idle();
    await spool.idle();
    const papers = [...first.papers(), ...second.papers()].map((bytes) => readPaper(bytes, profiles.epson)[0]);
    expect(papers).toEqual(numbers);
    expect(first.papers()).toHaveLength(1);
    expect(settled.filter((entry) => entry.endsWith(' printed'))).toHaveLength(20);
    expect(spool.waiting('kiosk')).toBe(0);
  });

  test('what waited for a dead printer comes out of the one in its place', async () => {
    const dead = await hardware('well');
    await dead.stop();
    const { spool, settled } = office([printerAt('desk', dead.port, 'epson')], agrees);
    spool.submit(protocol('act', 'desk'));
    await spool.idle();
    expect(spool.waiting('desk')).toBe(1);
    const alive = await hardware('well');
    spool.put(printerAt('desk', alive.port, 'epson'));
    await expect.poll(() => settled.at(-1)).toBe('act printed');
    expect(alive.papers()).toHaveLength(1);
  });

  test('a printer that is silent in the middle of a job is given up, and the next ones wait for the new one', async () => {
    const silent = await hardware('silent');
    const { spool, settled } = office([printerAt('kiosk', silent.port, 'epson')], agrees);
    spool.submit(ticket('a', 'kiosk', 30_000));
    spool.submit(ticket('b', 'kiosk', 30_000));
    await expect.poll(() => settled).toContain('a printing');
    const well = await hardware('well');
    spool.put(printerAt('kiosk', well.port, 'epson'));
    await expect.poll(() => settled.at(-1)).toBe('b printed');
    expect(settled.filter((entry) => entry.startsWith('a '))).toEqual([
      'a printing',
      expect.stringMatching(/unknown|failed/),
    ]);
    expect(well.papers()).toHaveLength(1);
  });

  test('a printer that is taken away leaves nobody waiting', async () => {
    const dead = await hardware('well');
    await dead.stop();
    const { spool, settled } = office([printerAt('desk', dead.port, 'epson')], agrees);
    spool.submit(protocol('act', 'desk'));
    spool.drop('desk');
    await spool.idle();
    expect(spool.health('desk')).toBe('unknown');
    expect(spool.waiting('desk')).toBe(0);
    spool.submit(ticket('late', 'desk', 30_000));
    expect(settled.at(-1)).toBe('late failed');
  });
});

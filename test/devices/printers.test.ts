import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeCupsPrinter } from '../../server/devices/printing/cups.js';
import { encode } from '../../server/devices/printing/encode.js';
import { makePrinter } from '../../server/devices/printing/make.js';
import type { Printer } from '../../server/devices/printing/printer.js';
import { profiles, type ProfileName } from '../../server/devices/printing/profiles.js';
import { makeTray } from '../../server/devices/printing/tray.js';
import { composeTicket } from '../../server/domain/paper/ticket.js';
import { isNear } from '../../server/domain/printing.js';
import { readPaper } from '../support/paper.js';
import { startPrinter, type Mood, type NetworkPrinter } from '../support/printer.js';
import { ticketPaper } from '../support/ticket.js';

// long enough for a busy machine: a printer that is well must never seem silent
const patience = { connectMs: 1500, answerMs: 800, confirmMs: 1500 };
const bytes = encode(composeTicket(ticketPaper({})), profiles.epson);
const page = { printJobId: 'job-1', bytes, secret: false };
const never = new AbortController().signal;

/** In the tests a file is a device's when it is called lp. */
const isDevice = (path: string): boolean => /\/lp\d$/.test(path);

let folder: string;
let network: NetworkPrinter | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'talon-paper-'));
});
afterEach(async () => {
  await network?.stop();
  network = null;
  await rm(folder, { recursive: true });
});

const memoryTray = makeTray({ folder: null, limit: 5, now: Date.now, onError: () => undefined });

async function onNetwork(mood: Mood, profile: ProfileName): Promise<{ printer: Printer; hardware: NetworkPrinter }> {
  const hardware = await startPrinter(mood);
  network = hardware;
  const transport = { kind: 'tcp', host: '127.0.0.1', port: hardware.port } as const;
  return {
    hardware,
    printer: makePrinter({ printerId: 'p', profile, transport }, { tray: memoryTray, patience, isDevice }),
  };
}

describe('a network printer that tells its status', () => {
  test.each([
    ['well', 'ready', 'printed', 1],
    ['nearEnd', 'paperLow', 'printed', 1],
    ['paperOut', 'paperOut', 'failed', 0],
    ['coverOpen', 'coverOpen', 'failed', 0],
    ['offline', 'offline', 'failed', 0],
    ['silent', 'unknown', 'unknown', 1],
    ['mute', 'ready', 'unknown', 1],
    ['hangsUp', 'ready', 'unknown', 1],
  ] as const)('%s: it is %s and a ticket is %s', async (mood, health, result, papers) => {
    const { printer, hardware } = await onNetwork(mood, 'epson');
    expect(await printer.health(never)).toBe(health);
    expect(await printer.print(page, never)).toBe(result);
    expect(hardware.papers()).toHaveLength(papers);
  });

  test('the ticket arrives whole', async () => {
    const { printer, hardware } = await onNetwork('well', 'epson');
    await printer.print(page, never);
    expect(hardware.papers()).toEqual([bytes]);
    expect(readPaper(hardware.papers()[0] ?? bytes, profiles.epson)).toContain('А014');
  });

  test('paper that ends during the ticket leaves a doubt, not a promise', async () => {
    const { printer, hardware } = await onNetwork('well', 'epson');
    hardware.onJob = () => {
      hardware.mood = 'paperOut';
    };
    expect(await printer.print(page, never)).toBe('unknown');
  });

  test('a stop during the print ends it soon, with a doubt', async () => {
    const { printer, hardware } = await onNetwork('mute', 'epson');
    const stop = new AbortController();
    hardware.onJob = () => stop.abort();
    expect(await printer.print(page, stop.signal)).toBe('unknown');
    expect(await printer.print(page, stop.signal)).toBe('failed');
  });
});

describe('a network printer without status', () => {
  test('takes the ticket, and nobody says more than that', async () => {
    const { printer, hardware } = await onNetwork('silent', 'netum');
    expect(await printer.print(page, never)).toBe('sent');
    expect(await printer.health(never)).toBe('unknown');
    expect(hardware.papers()).toEqual([bytes]);
  });

  test('that hangs up in the middle leaves a doubt', async () => {
    const { printer } = await onNetwork('hangsUp', 'netum');
    expect(await printer.print(page, never)).toBe('unknown');
  });

  test('that is not there fails for certain', async () => {
    const { printer, hardware } = await onNetwork('well', 'netum');
    await hardware.stop();
    network = null;
    expect(await printer.print(page, never)).toBe('failed');
    expect(await printer.health(never)).toBe('offline');
  });
});

describe('a device file', () => {
  const onFile = (path: string): Printer =>
    makePrinter(
      { printerId: 'p', profile: 'epson', transport: { kind: 'file', path } },
      { tray: memoryTray, patience, isDevice },
    );

  test('receives the bytes', async () => {
    const path = join(folder, 'lp0');
    await writeFile(path, '');
    expect(await onFile(path).print(page, never)).toBe('sent');
    expect(new Uint8Array(await readFile(path))).toEqual(bytes);
    expect(await onFile(path).health(never)).toBe('unknown');
  });

  test('that leads elsewhere is not written to: the settings say a path, and the disk says what it is', async () => {
    const [path, elsewhere] = [join(folder, 'lp0'), join(folder, 'key')];
    await writeFile(elsewhere, 'secret');
    await symlink(elsewhere, path);
    expect(await onFile(path).print(page, never)).toBe('failed');
    expect(await onFile(path).health(never)).toBe('offline');
    expect(await readFile(elsewhere, 'utf8')).toBe('secret');
    await rename(elsewhere, join(folder, 'lp9'));
    await rm(path);
    await symlink(join(folder, 'lp9'), path);
    expect(await onFile(path).print(page, never)).toBe('sent');
  });

  test('that is unplugged is not made anew as an ordinary file', async () => {
    const path = join(folder, 'lp1');
    expect(await onFile(path).print(page, never)).toBe('failed');
    expect(await onFile(path).health(never)).toBe('offline');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('CUPS', () => {
  /** A program in the place of `lp`: keeps what it is told and given. */
  async function program(ending: string): Promise<string> {
    const path = join(folder, 'lp');
    await writeFile(path, `#!/bin/sh\necho "$@" > ${folder}/args\ncat > ${folder}/bytes\n${ending}\n`);
    await chmod(path, 0o755);
    return path;
  }
  const onQueue = (queue: string, lp: string): Printer =>
    makeCupsPrinter({ printerId: 'p', profile: profiles.epson, queue, lp, lpstat: lp });

  test('receives the bytes raw', async () => {
    const lp = await program('exit 0');
    expect(await onQueue('hall', lp).print(page, never)).toBe('sent');
    expect((await readFile(join(folder, 'args'), 'utf8')).trim()).toBe('-d hall -o raw -t talon-job-1');
    expect(new Uint8Array(await readFile(join(folder, 'bytes')))).toEqual(bytes);
  });

  test('that refuses, or is not installed, fails for certain', async () => {
    expect(await onQueue('hall', await program('exit 1')).print(page, never)).toBe('failed');
    expect(await onQueue('hall', join(folder, 'none')).print(page, never)).toBe('failed');
    expect(await onQueue('hall', join(folder, 'none')).health(never)).toBe('offline');
  });

  test('a queue cannot be named like an option', () => {
    expect(() => onQueue('-o', 'lp')).toThrow(/queue/);
    expect(() => onQueue('hall; rm', 'lp')).toThrow(/queue/);
  });
});

describe('the virtual printer', () => {
  const trayOf = (limit: number) =>
    makeTray({
      folder: join(folder, 'paper'),
      limit,
      now: Date.now,
      onError(error) {
        throw error;
      },
    });

  test('keeps its paper for the console, also over a restart, readable by us alone', async () => {
    const tray = trayOf(5);
    const printer = makePrinter(
      { printerId: 'v', profile: 'virtual', transport: { kind: 'virtual' } },
      { tray, patience, isDevice },
    );
    expect(await printer.health(never)).toBe('ready');
    expect(await printer.print(page, never)).toBe('printed');
    expect(await tray.bytesOf('job-1')).toEqual(bytes);
    await tray.flushed();
    const file = await stat(join(folder, 'paper', 'job-1.escpos'));
    expect(file.mode & 0o777).toBe(0o600);
    expect(await trayOf(5).bytesOf('job-1')).toEqual(bytes);
  });

  test('keeps no more than it may, the newest', async () => {
    await trayOf(3).flushed();
    const tray = trayOf(3);
    for (let job = 1; job <= 7; job += 1) tray.keep(`job-${job}`, bytes);
    await tray.flushed();
    expect((await readdir(join(folder, 'paper'))).sort()).toEqual(['job-5.escpos', 'job-6.escpos', 'job-7.escpos']);
    expect(await tray.bytesOf('job-1')).toBeNull();
    const smaller = trayOf(2);
    await smaller.flushed();
    expect(await readdir(join(folder, 'paper'))).toHaveLength(2);
    await smaller.clear();
    expect(await readdir(join(folder, 'paper'))).toEqual([]);
  });

  test('keeps nothing of a secret', async () => {
    const tray = trayOf(5);
    const printer = makePrinter(
      { printerId: 'v', profile: 'virtual', transport: { kind: 'virtual' } },
      { tray, patience, isDevice },
    );
    await printer.print({ ...page, secret: true }, never);
    await tray.flushed();
    expect(await tray.bytesOf('job-1')).toBeNull();
    expect(await readdir(join(folder, 'paper'))).toEqual([]);
  });
});

describe('a network printer is looked for within the office only', () => {
  const at = (host: string): Printer =>
    makePrinter(
      { printerId: 'p', profile: 'epson', transport: { kind: 'tcp', host, port: network?.port ?? 9100 } },
      { tray: memoryTray, patience, isDevice },
    );

  test('by its name, which is asked for at every connection', async () => {
    await onNetwork('well', 'epson');
    expect(await at('localhost').health(never)).toBe('ready');
    expect(await at('printer.invalid').health(never)).toBe('offline');
  });

  test.each(['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888', '0.0.0.0', '::ffff:8.8.8.8'])(
    'and nothing is sent to %s',
    async (host) => {
      expect(await at(host).print(page, never)).toBe('failed');
      expect(isNear(host)).toBe(false);
    },
  );

  test.each(['127.0.0.1', '10.1.2.3', '172.16.0.9', '192.168.1.20', '169.254.7.7', '::1', 'fd00::1', 'fe80::2'])(
    'while %s may be one',
    (host) => expect(isNear(host)).toBe(true),
  );
});

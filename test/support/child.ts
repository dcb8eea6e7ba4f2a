/** The server as a process of its own, as an office runs it: started, killed without warning, started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { DemoSpec } from '../../prisma/demo.js';
import { readConfig } from '../../server/config.js';
import { makeClock } from '../../server/devices/clock.js';
import { makeLog } from '../../server/devices/log.js';
import { newId, newToken, sealOf } from '../../server/doors/token.js';
import { openOffice } from '../../server/open.js';
import { workers } from '../../server/tools/prepare.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the process below the project's folder, where its packages and migrations are found. The file to run. */
export async function bundleServer(): Promise<string> {
  const folder = join(root, 'node_modules/.cache/talon');
  const threads = Object.entries(workers).filter(([, path]) => existsSync(join(root, path)));
  await build({
    entryPoints: [
      { in: join(root, 'server/main.ts'), out: 'killed' },
      // its worker threads are looked for beside it
      ...threads.map(([name, path]) => ({ in: join(root, path), out: name })),
    ],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return join(folder, 'killed.mjs');
}

/** Somebody who presses over HTTP. */
export interface Presser {
  as: 'kiosk' | 'staff';
  cookie: string;
}

/** The zone where it is noon now, whenever the test runs: an office there neither opens nor closes meanwhile. */
export function zoneOfNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // such zones are named the other way round
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** Now is noon in the office. */
function noon(spec: DemoSpec): DemoSpec {
  const zone = zoneOfNoon();
  // whoever is signed in here may wait for its part longer than a console waits for a hand
  const access = { ...spec.settings.access, lockMinutes: 0 };
  return { ...spec, settings: { ...spec.settings, zone, access } };
}

/** Every booth prints on a real printer of the network; null leaves the virtual ones. */
function printingAt(port: number | null): (spec: DemoSpec) => DemoSpec {
  const real = { profile: 'epson', transport: 'tcp', address: `127.0.0.1:${port}` } as const;
  return (spec) => ({
    ...spec,
    printers: spec.printers.map((row) =>
      port !== null && row.printerId.startsWith('printer-booth') ? { ...row, ...real } : row,
    ),
  });
}

/** Makes an office in a folder, with devices and people who are signed in. */
export async function makeStaffedOffice(
  folder: string,
  counts: { kiosks: number; operators: number; printerPort: number | null },
): Promise<{ kiosks: Presser[]; operators: Presser[]; officeId: string; databaseFile: string }> {
  const config = readConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error' }, root);
  const log = makeLog('error', null);
  const clock = makeClock(null, 1);
  const atBooths = printingAt(counts.printerPort);
  const change = (one: DemoSpec) => atBooths(noon(one));
  const spec = { config, clock, log, version: 'test', vite: null, isClockGiven: false, change };
  const { app, store } = await openOffice(spec);
  const { officeId } = app.house;
  const now = Date.now();
  const kiosks: Presser[] = [];
  const operators: Presser[] = [];
  for (let at = 0; at < counts.kiosks; at += 1) {
    const [deviceId, token] = [newId(), newToken()];
    const row = { deviceId, officeId, role: 'kiosk' as const, name: `Киоск ${at}`, tokenHash: sealOf(token) };
    await app.house.record({ kind: 'device:paired', actor: 'test', data: { deviceId } }, () =>
      store.devices.addDevice({ ...row, printerId: 'printer-kiosk', pairedAt: now, seenAt: null, revokedAt: null }),
    );
    kiosks.push({ as: 'kiosk', cookie: `talon_kiosk=${token}` });
  }
  for (let at = 0; at < counts.operators; at += 1) {
    const [userId, token] = [newId(), newToken()];
    const face = { userId, login: `operator-${at}`, name: `Оператор ${at}`, position: '', password: '' };
    await app.house.record({ kind: 'user:added', actor: 'test', data: { userId } }, () => {
      store.people.addUser({ ...face, mustChange: false, createdAt: now, closedAt: null }, [
        { officeId, role: 'operator' },
      ]);
      const times = { createdAt: now, seenAt: now, expiresAt: now + 3_600_000, closedAt: null };
      store.sessions.openSession({ sessionId: newId(), tokenHash: sealOf(token), userId, officeId, ...times });
    });
    operators.push({ as: 'staff', cookie: `talon_staff=${token}` });
  }
  await app.close();
  return { kiosks, operators, officeId, databaseFile: config.databaseFile };
}

export interface Running {
  url: string;
  /** What it printed so far. */
  said(): string;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

function run(file: string, folder: string, more: Record<string, string>): { child: ChildProcess; said: () => string } {
  const { PATH } = process.env;
  const environment = { PATH, PORT: '0', DATA_DIR: folder, LIMITS_FACTOR: '1000', LOG_LEVEL: 'error', ...more };
  const child = spawn(process.execPath, [file], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (text += part.toString()));
  return { child, said: () => text };
}

/** Starts the server in a folder and waits until it is open. */
export async function startServer(file: string, folder: string): Promise<Running> {
  const { child, said } = run(file, folder, {});
  const until = Date.now() + 60_000;
  for (;;) {
    const url = /Talon is open at (\S+)/.exec(said())?.[1];
    if (url !== undefined)
      return {
        url,
        said,
        async kill() {
          const gone = once(child, 'exit');
          child.kill('SIGKILL');
          await gone;
        },
      };
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`the server did not open: ${said()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Starts a server that must refuse: its exit code and what it said. */
export async function startRefused(
  file: string,
  folder: string,
  more: Record<string, string> = {},
): Promise<{ code: unknown; said: string }> {
  const { child, said } = run(file, folder, more);
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  return { code, said: said() };
}

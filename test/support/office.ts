/**
 * A real office for tests: real books in a temporary folder, real doors on a free port, real socket clients.
 * Only its clock is the test's, so that minutes need not be waited for.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import type { Answer, CommandName, Payload, Reply, StaffRole, View, ViewName } from '../../server/contract/index.js';
import { readConfig, type Config } from '../../server/config.js';
import type { Clock } from '../../server/devices/clock.js';
import { makeLog } from '../../server/devices/log.js';
import type { Log } from '../../server/doors/given.js';
import { newId, newToken, sealOf } from '../../server/doors/token.js';
import { openOffice, type Opened } from '../../server/open.js';
import type { DemoSpec } from '../../prisma/demo.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const minuteMs = 60_000;
/** How long is waited for what must come: it bounds no speed, so that a busy machine fails nothing. */
const patienceMs = 30_000;

/** A clock that moves when the test says so, and a little by itself, as time does. */
export interface TestClock extends Clock {
  /** Moves office time on by minutes. */
  pass(minutes: number): void;
  /** Sets office time. */
  set(at: number): void;
}

/** `startAt` is office time; real time stays real. */
export function makeTestClock(startAt: number): TestClock {
  let ahead = startAt - Date.now();
  let rate = 1;
  return {
    now: () => Date.now() + ahead,
    realNow: () => Date.now(),
    get rate() {
      return rate;
    },
    setRate(next) {
      rate = next;
    },
    check: () => null,
    pass(minutes) {
      ahead += minutes * minuteMs;
    },
    set(at) {
      ahead = at - Date.now();
    },
  };
}

/** Friday, 15 February 2013, a filing day, at ten in the morning in Moscow. */
export const filingMorning = Date.parse('2013-02-15T10:00:00+04:00');

export interface TestClient {
  socket: Socket;
  ask<N extends CommandName>(name: N, payload: Payload<N>): Promise<Reply<Answer<N>>>;
  /** The newest view that satisfies `is`, waited for with patience: a busy machine is no fault of the office. */
  see<N extends ViewName>(name: N, is: (view: View<N>) => boolean): Promise<View<N>>;
  close(): void;
}

export interface TestOffice {
  url: string;
  opened: Opened;
  clock: TestClock;
  config: Config;
  kiosk(name?: string): Promise<TestClient & { deviceId: string; token: string }>;
  display(name?: string): Promise<TestClient & { deviceId: string; token: string }>;
  /** A person with a session of their own; with a booth number a shift is opened there. */
  staff(roles: StaffRole[], booth?: string): Promise<TestClient & { userId: string; cookie: string }>;
  /** Closes and opens the same folder again, as after a crash; clients are gone. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

let presses = 0;
/** A fresh requestId. */
export function press(): string {
  presses += 1;
  return `press-${process.pid}-${presses}`;
}

export interface OfficeOptions {
  startAt?: number;
  change?: (spec: DemoSpec) => DemoSpec;
  environment?: Record<string, string>;
  /** Instead of the process's own. */
  log?: Log;
}

function connectClient(url: string, auth: object, cookie: string | null): Promise<TestClient> {
  const socket = io(url, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...(cookie === null ? {} : { extraHeaders: { cookie } }),
  });
  const newest = new Map<string, unknown>();
  const waiting = new Set<() => void>();
  socket.on('view', (name: string, view: unknown) => {
    newest.set(name, view);
    for (const look of [...waiting]) look();
  });
  const client: TestClient = {
    socket,
    ask: (name, payload) => socket.timeout(patienceMs).emitWithAck(name, payload),
    see<N extends ViewName>(name: N, is: (view: View<N>) => boolean) {
      if (!newest.has(name)) socket.emit('watch', name);
      return new Promise<View<N>>((resolve, reject) => {
        const look = () => {
          const view = newest.get(name) as View<N> | undefined;
          if (view === undefined || !is(view)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(view);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(`no ${name} view came to be; the newest: ${JSON.stringify(newest.get(name))?.slice(0, 2000)}`),
          );
        }, patienceMs);
        waiting.add(look);
        look();
      });
    },
    close: () => socket.disconnect(),
  };
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(client));
    socket.once('connect_error', reject);
  });
}

/** Opens an office in a folder of its own. Close it when the test ends. */
export async function openTestOffice(options: OfficeOptions = {}): Promise<TestOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'talon-'));
  const config = readConfig(
    {
      PORT: '0',
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      LIMITS_FACTOR: '1000',
      PUBLIC_URL: 'https://talon.example',
      ...options.environment,
    },
    root,
  );
  const clock = makeTestClock(options.startAt ?? filingMorning);
  const change = options.change ?? ((spec: DemoSpec) => spec);
  const open = () =>
    openOffice({
      config,
      clock,
      log: options.log ?? makeLog(config.logLevel, null),
      version: 'test',
      vite: null,
      isClockGiven: true,
      change,
    });
  let opened = await open();
  let { url } = await opened.app.listen();
  const clients: TestClient[] = [];

  async function device(role: 'kiosk' | 'display', name: string) {
    const { store, app } = opened;
    const deviceId = newId();
    const token = newToken();
    const row = {
      deviceId,
      officeId: app.house.officeId,
      role,
      name,
      tokenHash: sealOf(token),
      printerId: role === 'kiosk' ? 'printer-kiosk' : null,
      pairedAt: Date.now(),
      seenAt: null,
      revokedAt: null,
    };
    await app.house.record({ kind: 'device:paired', actor: 'test', data: { deviceId, role } }, () =>
      store.devices.addDevice(row),
    );
    const client = await connectClient(url, { as: role, token }, null);
    clients.push(client);
    return { ...client, deviceId, token };
  }

  return {
    get url() {
      return url;
    },
    get opened() {
      return opened;
    },
    clock,
    config,
    kiosk: (name = 'Киоск') => device('kiosk', name),
    display: (name = 'Табло') => device('display', name),
    async staff(roles, booth) {
      const { store, app } = opened;
      const { officeId } = app.house;
      const userId = newId();
      const token = newToken();
      const now = Date.now();
      const user = {
        userId,
        login: `user-${userId}`,
        name: 'Петрова Анна Викторовна',
        position: 'специалист',
        password: '',
        mustChange: false,
        createdAt: now,
        closedAt: null,
      };
      await app.house.record({ kind: 'user:added', actor: 'test', data: { userId, roles } }, () => {
        store.people.addUser(
          user,
          roles.map((role) => ({ officeId, role })),
        );
        store.sessions.openSession({
          sessionId: newId(),
          tokenHash: sealOf(token),
          userId,
          officeId,
          createdAt: now,
          seenAt: now,
          expiresAt: now + 3_600_000,
          closedAt: null,
        });
      });
      const cookie = `talon_staff=${token}`;
      const client = await connectClient(url, { as: 'staff', token: null }, cookie);
      clients.push(client);
      if (booth !== undefined) {
        const reply = await client.ask('shift:open', {
          requestId: press(),
          boothId: `booth-${booth}`,
          profileId: 'profile-all',
        });
        if (!reply.ok) throw new Error(`booth ${booth}: ${reply.refusal.key}`);
      }
      return { ...client, userId, cookie };
    },
    async restart() {
      for (const client of clients.splice(0)) client.close();
      await opened.app.close();
      opened = await open();
      ({ url } = await opened.app.listen());
    },
    async close() {
      for (const client of clients.splice(0)) client.close();
      await opened.app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

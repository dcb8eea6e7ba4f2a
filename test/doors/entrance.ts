/**
 * The real doors on a real port, with real books and real clients. Only the house behind them is small: it writes down
 * what was handed on, commits the doors' own acts to the journal, and has one ticket.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { hash } from '@node-rs/argon2';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { afterEach } from 'vitest';
import type { DeviceRole, Reply, StaffRole, ViewName } from '../../server/contract/index.js';
import { makeLog } from '../../server/devices/log.js';
import { makeVault } from '../../server/devices/seal.js';
import { makeDoor } from '../../server/doors/door.js';
import type { Beginning, DoorConfig, HouseBehind, Pictures } from '../../server/doors/given.js';
import type { Vitals } from '../../server/doors/health.js';
import { makeHttp } from '../../server/doors/http.js';
import type { Packs } from '../../server/doors/packs.js';
import { makeSocket } from '../../server/doors/socket.js';
import { newId, newToken, sealOf } from '../../server/doors/token.js';
import { idleMs } from '../../server/doors/who.js';
import type { Actor } from '../../server/office/house.js';
import { booksWithOffice, settings, temporaryFolder } from '../support/database.js';

export const password = 'correct horse battery';
const passwordHash = hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
export const ticketToken = 'ticket-token-of-visit-1';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

export interface Handed {
  command: string;
  payload: unknown;
  actor: Actor;
}

/** As it comes from the wire: a test looks at it as it likes. */
export type Anything = ReturnType<typeof JSON.parse>;

export type Wire = { status: number; body: Reply<Anything>; headers: Headers };

export async function openEntrance(part: Partial<DoorConfig> = {}) {
  const { store, head } = booksWithOffice();
  let revision = head.revision;
  const handed: Handed[] = [];
  const held = new Map<string, number>();
  const seen: [string, boolean][] = [];
  const lines: string[] = [];
  const clock = { now: Date.now() };
  let publish: (key: string, name: ViewName, view: unknown) => void = () => undefined;
  const behind = { press: async (): Promise<Reply<unknown>> => ({ ok: true, data: { visitId: null } }) };
  const rates: number[] = [];
  /** What the office asks of its people; a test sets it. Hours pass here between presses, and no console locks itself. */
  const access = { access: { ...settings.access, lockMinutes: 0 }, revision: 0 };
  const orphans: [string, string][] = [];
  const house: HouseBehind = {
    officeId: 'main',
    isErased: () => false,
    press: async (command, payload, actor) => {
      handed.push({ command, payload, actor });
      return behind.press();
    },
    look: (view) => ({ ok: true, data: { view } }),
    hold: (view, { actorId }) => {
      const key = view === 'board' ? 'board' : `${view}:${actorId}`;
      held.set(key, (held.get(key) ?? 0) + 1);
      return { ok: true, data: { key, view: { epoch: 'e', version: 1 } } };
    },
    release: (key) => void held.set(key, (held.get(key) ?? 0) - 1),
    onPublication: (hear) => void (publish = hear),
    ticketOf: (token) => (token === ticketToken ? 'visit-1' : null),
    record: async (told, write) => {
      const entries = [told].flat().map((entry) => ({ ...entry, at: clock.now, visitId: null }));
      store.commit({ officeId: 'main', revision, patches: [], entries, answers: [], writes: [write] });
      revision += 1;
    },
    recordSeen: async ({ thing, kind, data }, { actorId }, write) => {
      const entries = [{ at: clock.now, kind, actor: actorId, visitId: null, data }];
      const row = { thing, revision: 1, by: actorId, at: clock.now };
      const patches = [{ table: 'mark' as const, row }];
      store.commit({ officeId: 'main', revision, patches, entries, answers: [], writes: [write] });
      revision += 1;
      return { ok: true, data: { id: null, takes: 'now', from: null, revision: 1 } };
    },
    deviceNow: () => ({ isOnline: false, lostAt: null, printer: null, revision: 0 }),
    deviceSeen: (deviceId, online) => void seen.push([deviceId, online]),
    personSeen: () => undefined,
    health: () => ({
      ok: true,
      database: 'writable',
      isClockSure: true,
      clock: 'sure',
      day: null,
      waiting: 0,
      printers: [],
      journal: 0,
      unanchored: 0,
      rssMb: 0,
    }),
    report: async () => ({ ok: true, data: {} }),
    openData: async () => ({ ok: true, data: { values: {} } }),
    openPaper: async () => ({ ok: true, data: { title: '', copies: [] } }),
    readFile: async () => ({ ok: true, data: { submissionId: null, files: [], refused: [] } }),
    sheet: async (name, format) => ({
      ok: true,
      data: { fileName: `Журнал.${format}`, bytes: Buffer.from(name), rows: 3 },
    }),
    issueCard: async () => ({ ok: true, data: { cardId: 'card-1', printJobId: 'job-1' } }),
    setRate: (rate) => {
      rates.push(rate);
      return { ok: true, data: null };
    },
    theme: () => ({ office: { name: settings.name, emblem: settings.emblem, logo: null, demo: settings.demo } }),
    access: () => access,
    orphan: async (userId, actorId) => {
      orphans.push([userId, actorId]);
      return { booth: null };
    },
    boothOf: () => null,
  };
  const stream = new PassThrough();
  stream.on('data', (line: Buffer) => void lines.push(line.toString()));
  const config: DoorConfig = {
    publicUrl: null,
    isSecure: false,
    trustedProxies: 0,
    demo: true,
    limitsFactor: 1000,
    version: () => '1.0 web',
    sso: null,
    ...part,
  };
  const notNow = async () => ({ ok: false, refusal: { key: 'notNow' } }) as const;
  const beginning: Beginning = { state: () => null, chooseDemo: notNow, chooseOwn: notNow };
  const pictures: Pictures = { take: notNow, find: async () => null, logo: async () => null };
  const vault = makeVault(join(temporaryFolder(), 'answers.key'));
  const log = makeLog('info', stream);
  const packs: Packs = { take: notNow };
  const door = makeDoor({ house, beginning, pictures, packs, keys: store, vault, config, log, now: () => clock.now });
  const webRoot = temporaryFolder();
  for (const page of ['kiosk/index.html', 'kiosk/ticket.html', 'display/index.html', 'assets/app.js']) {
    mkdirSync(join(webRoot, page, '..'), { recursive: true });
    writeFileSync(join(webRoot, page), `<!doctype html><title>${page}</title>`);
  }
  const themeRoot = fileURLToPath(new URL('../../server/theme', import.meta.url));
  const vitals = async (): Promise<Vitals> => ({
    ...house.health(),
    failing: [],
    attention: [],
    database: 'writable',
    diskFreeMb: 1000,
    backupAt: null,
  });
  const app = makeHttp({
    door,
    version: '0.0.0',
    webRoot,
    themeRoot,
    vite: null,
    vitals,
    metrics: async () => '# figures\n',
    metricsToken: 'a-token-of-sixteen',
  });
  const server = createServer(app);
  const sockets = makeSocket({ server, door });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${address.port}`;
  endings.push(async () => {
    await sockets.close();
    server.closeAllConnections();
  });

  async function send(
    method: string,
    path: string,
    body: string | null,
    headers: Record<string, string>,
  ): Promise<Wire> {
    const response = await fetch(`${base}${path}`, { method, body, headers, signal: AbortSignal.timeout(60_000) });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }
  const post = (command: string, payload: unknown, headers: Record<string, string> = {}) =>
    send('POST', `/api/${command}`, JSON.stringify(payload), { 'content-type': 'application/json', ...headers });
  const get = (path: string, headers: Record<string, string> = {}) => send('GET', path, null, headers);

  /** A person with a session, without waiting for a sign-in. */
  async function person(roles: StaffRole[], mustChange = false) {
    const [userId, token, sessionId] = [newId(), newToken(), newId()];
    const login = `login-${userId.slice(0, 8)}`;
    const hashed = await passwordHash;
    const at = clock.now;
    store.people.addUser(
      {
        userId,
        login,
        name: 'Петрова Анна',
        position: '',
        password: hashed,
        mustChange,
        createdAt: at,
        closedAt: null,
      },
      roles.map((role) => ({ officeId: 'main', role })),
    );
    const times = { createdAt: at, seenAt: at, expiresAt: at + idleMs, closedAt: null };
    store.sessions.openSession({ sessionId, tokenHash: sealOf(token), userId, officeId: 'main', ...times });
    return { userId, login, sessionId, headers: { cookie: `talon_staff=${token}`, 'x-talon-as': 'staff' } };
  }

  /** The same person from another browser. */
  function again(userId: string): Record<string, string> {
    const [token, sessionId, at] = [newToken(), newId(), clock.now];
    const times = { createdAt: at, seenAt: at, expiresAt: at + idleMs, closedAt: null };
    store.sessions.openSession({ sessionId, tokenHash: sealOf(token), userId, officeId: 'main', ...times });
    return { cookie: `talon_staff=${token}`, 'x-talon-as': 'staff' };
  }

  function device(role: DeviceRole) {
    const [deviceId, token] = [newId(), newToken()];
    store.devices.addDevice({
      deviceId,
      officeId: 'main',
      role,
      name: 'Киоск у входа',
      tokenHash: sealOf(token),
      printerId: null,
      pairedAt: clock.now,
      seenAt: null,
      revokedAt: null,
    });
    return { deviceId, token, headers: { authorization: `Bearer ${token}`, 'x-talon-as': role } };
  }

  /** A socket and how its handshake ended: null, or the refusal. */
  async function knock(
    auth: object,
    headers: Record<string, string> = {},
  ): Promise<{ socket: Socket; refused: string | null }> {
    const socket = io(base, {
      auth,
      extraHeaders: headers,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    endings.push(() => void socket.disconnect());
    const refused = await new Promise<string | null>((tell) => {
      socket.once('connect', () => tell(null));
      socket.once('connect_error', (error) => tell(error.message));
    });
    return { socket, refused };
  }

  return {
    base,
    app,
    store,
    door,
    handed,
    held,
    seen,
    rates,
    access,
    orphans,
    lines,
    clock,
    behind,
    send,
    post,
    get,
    person,
    again,
    device,
    knock,
    publish: (key: string, name: ViewName, view: unknown) => publish(key, name, view),
    journal: () => store.read.journal.findMany({ orderBy: { seq: 'asc' } }),
  };
}
export type Entrance = Awaited<ReturnType<typeof openEntrance>>;

/** Why not, or null for a yes. */
export const refusalOf = (reply: Reply<unknown>) => (reply.ok ? null : reply.refusal.key);
export const cookieOf = (wire: Wire) => (wire.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

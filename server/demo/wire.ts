/** Clients of the real doors: sockets that press and look, and the few steps by HTTP that come before a socket. */
import { randomBytes } from 'node:crypto';
import { io } from 'socket.io-client';
import {
  JournalPage,
  type CommandName,
  type Payload,
  type RefusalKey,
  type StaffRole,
  type ViewName,
} from '../contract/index.js';

/** A reply as it came; `noAnswer` when there was none for a long time. */
export type Heard = { ok: true; data: unknown } | { ok: false; key: RefusalKey | 'noAnswer' };

export interface Client {
  /** Presses with an id of its own, and again with the same id while nobody answers. */
  press<N extends CommandName>(name: N, payload: Omit<Payload<N>, 'requestId'>): Promise<Heard>;
  /** The view as it is now. Throws when the doors refuse it. */
  look(name: ViewName): Promise<unknown>;
  close(): void;
}

/** The door that is opened by whoever may open the folder: people are added and devices paired through it. */
export type Shell = (
  request: unknown,
) => Promise<{ ok: true; data: Record<string, string | number | null> } | { ok: false; why: string }>;

export interface Doors {
  /** Without a slash at its end. */
  url: string;
  shell: Shell;
}

const patienceMs = 10_000;
const tries = 3;
const run = randomBytes(4).toString('hex');
let presses = 0;

function requestId(): string {
  presses += 1;
  return `demo-${run}-${presses}`;
}

function isKey(key: unknown): key is RefusalKey {
  return typeof key === 'string';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

function heard(reply: unknown): Heard {
  if (field(reply, 'ok') === true) return { ok: true, data: field(reply, 'data') };
  const key = field(field(reply, 'refusal'), 'key');
  return { ok: false, key: isKey(key) ? key : 'noAnswer' };
}

/** Opens a socket; `token` is a device's or a ticket's, `cookie` a person's. */
export function connect(
  url: string,
  as: 'staff' | 'kiosk' | 'display' | 'ticket',
  key: { token: string | null; cookie: string | null },
): Promise<Client> {
  const socket = io(url, {
    auth: { as, token: key.token },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    ...(key.cookie === null ? {} : { extraHeaders: { cookie: key.cookie } }),
  });
  const newest = new Map<string, unknown>();
  socket.on('view', (name: string, view: unknown) => void newest.set(name, view));
  async function say(event: string, ...args: unknown[]): Promise<Heard> {
    for (let tried = 0; tried < tries; tried += 1) {
      try {
        return heard(await socket.timeout(patienceMs).emitWithAck(event, ...args));
      } catch {
        // no answer in time: the same again does it once
      }
    }
    return { ok: false, key: 'noAnswer' };
  }
  const client: Client = {
    press: (name, payload) => say(name, { requestId: requestId(), ...payload }),
    async look(name) {
      const reply = await say('watch', name);
      if (!reply.ok) throw new Error(`The view ${name} was refused: ${reply.key}`);
      return newest.get(name);
    },
    close: () => void socket.disconnect(),
  };
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(client));
    // a refused handshake is final; a door that is not open yet is knocked at again
    socket.on('connect_error', (error) => (socket.active ? undefined : reject(error)));
  });
}

async function post<N extends CommandName>(
  url: string,
  name: N,
  payload: Omit<Payload<N>, 'requestId'>,
  cookie: string,
): Promise<{ data: unknown; cookie: string }> {
  const response = await fetch(`${url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-talon-as': 'staff', ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify({ requestId: requestId(), ...payload }),
  });
  const reply = heard(await response.json());
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.key}`);
  return { data: reply.data, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie };
}

async function ask(shell: Shell, request: unknown): Promise<Record<string, string | number | null>> {
  const answer = await shell(request);
  if (!answer.ok) throw new Error(answer.why);
  return answer.data;
}

export interface Person {
  login: string;
  name: string;
  position: string;
  roles: StaffRole[];
}

/** Adds a person, signs in with the first password and changes it to `password`. Returns the session's cookie. */
export async function hire({ url, shell }: Doors, person: Person, password: string): Promise<string> {
  const { login, name, position, roles } = person;
  const { password: first } = await ask(shell, { do: 'user:add', login, name, position, roles });
  const { cookie } = await post(url, 'session:signIn', { login, password: String(first) }, '');
  await post(url, 'session:changePassword', { old: String(first), fresh: password }, cookie);
  return cookie;
}

/** Pairs a kiosk by a printed link and connects it. */
export async function placeKiosk({ url, shell }: Doors, name: string): Promise<Client> {
  const { link } = await ask(shell, { do: 'pair', role: 'kiosk', name, printerId: 'printer-kiosk' });
  const code = String(link).split('#pair=')[1] ?? '';
  const { data } = await post(url, 'device:pair', { code, role: 'kiosk' }, '');
  return connect(url, 'kiosk', { token: String(field(data, 'token')), cookie: null });
}

/** The journal's entries after `seq`, oldest first, as a manager reads them. */
export async function readJournal(url: string, cookie: string, seq: number): Promise<JournalPage['entries']> {
  const found: JournalPage['entries'] = [];
  let before: number | null = null;
  do {
    const query: string = before === null ? '' : `&before=${before}`;
    const response = await fetch(`${url}/api/reports/journal?limit=200${query}`, { headers: { cookie } });
    const reply = heard(await response.json());
    if (!reply.ok) throw new Error(`The journal was refused: ${reply.key}`);
    const page = JournalPage.parse(reply.data);
    found.push(...page.entries.filter((entry) => entry.seq > seq));
    before = (page.entries.at(-1)?.seq ?? 0) > seq + 1 ? page.nextBefore : null;
  } while (before !== null);
  return found.reverse();
}

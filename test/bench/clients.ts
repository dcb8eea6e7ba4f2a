/** The bench's clients: real sockets, let in through the real doors (links and first passwords). */
import { io, type Socket } from 'socket.io-client';
import type { Answer, CommandName, Payload, Reply } from '../../server/contract/index.js';
import type { Child } from './child.js';

let presses = 0;
export function press(): string {
  presses += 1;
  return `bench-${process.pid}-${presses}`;
}

export async function post<N extends CommandName>(
  child: Child,
  name: N,
  payload: Payload<N>,
  cookie: string | null,
): Promise<{ reply: Reply<Answer<N>>; cookie: string }> {
  const response = await fetch(`${child.url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-talon-as': 'staff', ...(cookie === null ? {} : { cookie }) },
    body: JSON.stringify(payload),
  });
  const set = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie ?? '';
  return { reply: await response.json(), cookie: set };
}

export function open(child: Child, auth: object, cookie: string | null): Promise<Socket> {
  const socket = io(child.url, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    ...(cookie === null ? {} : { extraHeaders: { cookie } }),
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** A paired device with its socket. */
export async function device(child: Child, role: 'kiosk' | 'display', name: string): Promise<Socket> {
  const { link } = await child.act({ do: 'pair', role, name, printerId: role === 'kiosk' ? 'printer-kiosk' : null });
  const code = /pair=(\w+)/.exec(String(link))?.[1] ?? '';
  const { reply } = await post(child, 'device:pair', { requestId: press(), code, role }, null);
  if (!reply.ok) throw new Error(`${name} was not paired: ${reply.refusal.key}`);
  const socket = await open(child, { as: role, token: reply.data.token }, null);
  return socket;
}

/** A person with a role, signed in with a password of the own. */
export async function staff(child: Child, login: string, role: string): Promise<{ socket: Socket; cookie: string }> {
  const { password } = await child.act({ do: 'user:add', login, name: `Иванов Иван ${login}`, roles: [role] });
  const first = await post(child, 'session:signIn', { requestId: press(), login, password: String(password) }, null);
  const own = `own password of ${login}`;
  const change = { requestId: press(), old: String(password), fresh: own };
  const changed = await post(child, 'session:changePassword', change, first.cookie);
  if (!changed.reply.ok) throw new Error(`${login} could not change the password: ${changed.reply.refusal.key}`);
  const { cookie } = changed;
  return { socket: await open(child, { as: 'staff', token: null }, cookie), cookie };
}

export async function ask<N extends CommandName>(socket: Socket, name: N, payload: Payload<N>): Promise<Answer<N>> {
  const reply: Reply<Answer<N>> = await socket.timeout(60_000).emitWithAck(name, payload);
  if (!reply.ok) throw new Error(`${name} was refused: ${reply.refusal.key}`);
  return reply.data;
}

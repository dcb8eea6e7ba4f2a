/**
 * The door of sockets: a handshake that knows who comes, presses with their answer, views that are heard while watched.
 * Nothing that comes in may crash it or fill the log; whoever loses the key is cut off at once.
 */
import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'socket.io';
import { Server } from 'socket.io';
import type { RefusalKey, ViewName } from '../contract/index.js';
import type { Actor } from '../office/house.js';
import { addressOf, isSameOrigin } from './address.js';
import { readCookie } from './cookie.js';
import type { Door } from './door.js';
import { boundOf, longestAgent, type Knock } from './entering.js';
import { callerKinds } from './given.js';
import { longestBody } from './lengths.js';
import { takeOf } from './limits.js';
import type { Credential } from './who.js';

/** Views that one socket may watch at once; no screen needs more than three. */
const mostWatched = 8;
/** Sockets whose session ran out, or whose console locked itself, are found by this sweep, in real milliseconds. */
const sweepMs = 20_000;

interface Held {
  credential: Credential;
  /** A device or a person: whose screen it is. */
  who: Pick<Actor, 'kind' | 'actorId'>;
  /** As what it came in: with other roles it must come in anew, because it may hear less. */
  roles: string;
  views: Map<ViewName, string>;
  /** Presses that have no answer yet. */
  answering: number;
  /** Its key is gone: it hears what it was still owed, and nothing else. */
  isCut: boolean;
}

export interface Sockets {
  io: Server;
  close(): Promise<void>;
}

type Ack = (reply: unknown) => void;
const isAck = (value: unknown): value is Ack => typeof value === 'function';

function credentialOf(socket: Socket): Credential {
  const auth: unknown = socket.handshake.auth;
  const said = typeof auth === 'object' && auth !== null ? auth : {};
  const as = callerKinds.find((kind) => 'as' in said && said.as === kind) ?? null;
  const token = 'token' in said && typeof said.token === 'string' && said.token !== '' ? said.token : null;
  if (as === null || as === 'ticket') return { as, token };
  const cookie = readCookie(socket.handshake.headers.cookie, as);
  return { as, token: as === 'staff' ? cookie : (token ?? cookie) };
}

const uncut = { answering: 0, isCut: false };

const rolesOf = ({ roles }: Pick<Actor, 'roles'>) => roles.join(' ');
const roomOf = (key: string) => `view ${key}`;

/** Listens for sockets on the server of HTTP; whoever may not come in is refused in the handshake, by a refusal's key. */
export function makeSocket(given: { server: HttpServer; door: Door }): Sockets {
  const { server, door } = given;
  const { house, config, log, limits } = door;
  const io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: longestBody,
    perMessageDeflate: false,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    connectTimeout: 8_000,
    // a page of another origin opens no socket here, whatever cookies its browser would send
    allowRequest: (request, decide) => decide(null, isSameOrigin(request.headers, config.publicUrl)),
  });
  const held = new Map<string, Held>();
  const online = new Map<string, number>();

  const knockOf = (socket: Socket, credential: Credential): Knock => ({
    credential,
    address: addressOf(socket.handshake.headers, socket.request.socket.remoteAddress, config.trustedProxies),
    agent: (socket.handshake.headers['user-agent'] ?? '').slice(0, longestAgent),
  });

  async function admit(socket: Socket): Promise<RefusalKey | null> {
    const credential = credentialOf(socket);
    const { address } = knockOf(socket, credential);
    // the key first: strangers at the same address must not use up what its devices and staff need
    const known = await door.who(credential, 'use');
    if (!(await takeOf(limits, 'handshake', known, address))) return 'tooMany';
    if (credential.as === null) return 'badRequest';
    if (!known.ok) return known.key;
    const { actor } = known.caller;
    const bound = boundOf(known.caller, []);
    if (bound !== null) return bound;
    // gone while it was looked at
    if (socket.conn.readyState !== 'open') return 'signedOut';
    held.set(socket.id, { credential, who: actor, roles: rolesOf(actor), views: new Map(), ...uncut });
    // refused or gone before it was connected: nothing may stay behind
    socket.conn.once('close', () => {
      if (!socket.connected) held.delete(socket.id);
    });
    return null;
  }

  io.use((socket, next) => {
    admit(socket).then(
      (refused) => next(refused === null ? undefined : new Error(refused)),
      (error: unknown) => {
        log.error({ error }, 'unexpected at the handshake');
        next(new Error('internal'));
      },
    );
  });

  function count({ kind, actorId }: Held['who'], change: 1 | -1): void {
    if (kind !== 'device' && kind !== 'user') return;
    const before = online.get(actorId) ?? 0;
    const after = before + change;
    if (after > 0) online.set(actorId, after);
    else online.delete(actorId);
    if ((before === 0) === (after === 0)) return;
    if (kind === 'user') return house.personSeen(actorId, after > 0);
    house.deviceSeen(actorId, after > 0);
    if (after === 0) deviceLeft(actorId);
  }

  /** A board presses nothing for weeks: when it was last heard is written down when its line ends. */
  function deviceLeft(deviceId: string): void {
    try {
      door.keys.devices.touchDevice(deviceId, door.now());
    } catch {
      // a courtesy: a full disk refuses what must be written
    }
  }

  async function watch(socket: Socket, mine: Held, name: unknown, ack: Ack | null): Promise<void> {
    if (mine.views.size >= mostWatched) return ack?.({ ok: false, refusal: { key: 'tooMany' } });
    const reply = await door.hold(name, knockOf(socket, mine.credential));
    if (!reply.ok) return ack?.(reply);
    const { key, view, name: viewName } = reply.data;
    const had = mine.views.get(viewName);
    if (!socket.connected || mine.isCut) return house.release(key);
    // watched twice is held once
    if (had !== undefined) house.release(had);
    if (had !== undefined && had !== key) void socket.leave(roomOf(had));
    mine.views.set(viewName, key);
    void socket.join(roomOf(key));
    socket.emit('view', viewName, view);
    ack?.({ ok: true, data: null });
  }

  async function hear(socket: Socket, mine: Held, event: string, args: unknown[]): Promise<void> {
    const last = args.at(-1);
    const ack = isAck(last) ? last : null;
    if (!(await limits.take('event', socket.id))) return ack?.({ ok: false, refusal: { key: 'tooMany' } });
    if (event === 'watch') return watch(socket, mine, args[0], ack);
    const payload = isAck(args[0]) ? undefined : args[0];
    // a session's cookie can only be set by HTTP
    if (event === 'session:signIn') return ack?.({ ok: false, refusal: { key: 'badRequest' } });
    const { reply } = await door.press(event, payload, knockOf(socket, mine.credential));
    ack?.(reply);
  }

  io.on('connection', (socket) => {
    const mine = held.get(socket.id);
    if (!mine) return void socket.disconnect(true);
    count(mine.who, 1);
    // socket.io prints to the console when nobody listens
    socket.on('error', () => undefined);
    socket.onAny((event: unknown, ...args: unknown[]) => {
      if (mine.isCut) return;
      mine.answering += 1;
      hear(socket, mine, String(event), args)
        .catch((error: unknown) => log.error({ error }, 'unexpected at the socket'))
        .finally(() => {
          mine.answering -= 1;
          if (mine.isCut && mine.answering === 0) socket.disconnect(true);
        });
    });
    socket.on('disconnect', () => {
      held.delete(socket.id);
      letGo(socket, mine);
      count(mine.who, -1);
    });
  });

  house.onPublication((key, name, view) => void io.to(roomOf(key)).emit('view', name, view));

  /** Nothing that it watched is heard any more. */
  function letGo(socket: Socket, mine: Held): void {
    for (const key of mine.views.values()) {
      house.release(key);
      void socket.leave(roomOf(key));
    }
    mine.views.clear();
  }

  /** Answers first: whoever took their own key away, and waits to hear that it is done, is cut off when it was told. */
  function cut(socket: Socket, mine: Held): void {
    mine.isCut = true;
    letGo(socket, mine);
    if (mine.answering === 0) socket.disconnect(true);
  }

  /** Every open socket must still be known, as what it came in and bound by nothing; the others are cut off. */
  async function lookAgain(): Promise<void> {
    const verdicts = new Map<string, string | null>();
    for (const [socketId, mine] of [...held]) {
      const { credential, roles } = mine;
      const who = `${credential.as}:${credential.token}`;
      const now = verdicts.has(who) ? verdicts.get(who) : await rolesNow(credential);
      verdicts.set(who, now ?? null);
      const socket = io.sockets.sockets.get(socketId);
      if (now !== roles && socket !== undefined) cut(socket, mine);
    }
  }

  /** Null for whoever may no longer come in. */
  async function rolesNow(credential: Credential): Promise<string | null> {
    const known = await door.who(credential, 'look');
    return known.ok && boundOf(known.caller, []) === null ? rolesOf(known.caller.actor) : null;
  }
  const lookAgainSafely = () =>
    void lookAgain().catch((error: unknown) => log.error({ error }, 'open sockets could not be looked at again'));
  door.onChanged(lookAgainSafely);
  const sweep = setInterval(lookAgainSafely, sweepMs);
  sweep.unref();

  return {
    io,
    async close() {
      clearInterval(sweep);
      await io.close();
    },
  };
}

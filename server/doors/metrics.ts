/** Who may read the figures of `/metrics`: this machine, or who has the token. Numbers only; nothing here names a person. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import type { Socket } from 'socket.io';
import { expositionType, type Sample } from './exposition.js';
import { callerKinds } from './given.js';

const digest = (text: string) => createHash('sha256').update(text).digest();

const isLoopback = (address: string | undefined) =>
  address !== undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);

/**
 * May this request read the figures? What a proxy on this machine hands on comes from elsewhere, whatever its address:
 * it needs the token.
 */
export function mayRead(headers: IncomingHttpHeaders, remote: string | undefined, token: string | null): boolean {
  const [scheme = '', said = ''] = (headers.authorization ?? '').split(' ', 2);
  if (token !== null && scheme.toLowerCase() === 'bearer' && timingSafeEqual(digest(said), digest(token))) return true;
  const isHandedOn = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'].some(
    (name) => headers[name] !== undefined,
  );
  return isLoopback(remote) && !isHandedOn;
}

/** `GET /metrics`. Who may not is told that there is no such page. */
export function metricsPage(text: () => Promise<string>, token: string | null): RequestHandler {
  return async (request, response, next) => {
    if (!mayRead(request.headers, request.socket.remoteAddress, token)) return next();
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Type', expositionType)
      .send(await text());
  };
}

/** Open sockets by who holds them, as they said it at the handshake. */
export function socketsByKind(sockets: Iterable<Socket>): Sample[] {
  const counts = new Map(callerKinds.map((kind) => [kind, 0]));
  for (const socket of sockets) {
    const auth: unknown = socket.handshake.auth;
    const said = typeof auth === 'object' && auth !== null && 'as' in auth ? auth.as : null;
    const kind = callerKinds.find((one) => one === said);
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => [{ kind }, count]);
}

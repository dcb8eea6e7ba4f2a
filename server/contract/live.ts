/**
 * The clients' half of the wire: one socket, views that replace each other, presses that are made exactly once.
 * It holds no rules and no state of the office beyond the newest view of each kind.
 */
import { io, type Socket } from 'socket.io-client';
import type { FileReply } from './case.js';
import type { Answer, CommandName, Payload } from './commands.js';
import type { Report, ReportName, ReportQuery } from './reports.js';
import type { PackReply, PictureReply } from './upload.js';
import type { View, ViewName } from './views.js';
import type { Reply } from './vocabulary.js';

/** Who this page is to the server; each has a credential of its own, so that all may be open in one browser. */
export type Caller = 'staff' | 'kiosk' | 'display' | 'ticket';

/** `refused`: the server answers but does not know this page (not paired, signed out, revoked). */
export type Link = 'connecting' | 'online' | 'offline' | 'refused';

export interface Live {
  /** Hears the newest view at once if there is one, then each newer one. Returns what stops it. */
  watch<N extends ViewName>(name: N, hear: (view: View<N>) => void): () => void;
  /**
   * Sends a command and waits for its reply. While the link is down the press is kept and sent again with the same
   * requestId; after `patienceMs` it is given up as null: the caller keeps the requestId and may ask again.
   */
  ask<N extends CommandName>(name: N, payload: Payload<N>, patienceMs?: number): Promise<Reply<Answer<N>> | null>;
  onLink(hear: (link: Link) => void): () => void;
  readonly link: Link;
  /** Office time now, ticking between views at the clock's rate. 0 before the first view. */
  officeNow(): number;
  /** Closes and opens the socket again, after pairing or signing in. */
  reconnect(): void;
  close(): void;
}

/** An id for one press: random, made without `crypto.randomUUID`, which pages without TLS do not have. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends a command over HTTP: for the steps before there is a socket (sign-in, pairing). Null when nobody answers. */
export async function post<N extends CommandName>(
  name: N,
  payload: Payload<N>,
  as: Caller,
): Promise<Reply<Answer<N>> | null> {
  try {
    const response = await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-talon-as': as },
      body: JSON.stringify(payload),
    });
    return await told(response);
  } catch {
    return null;
  }
}

/**
 * Sends a command from a page that is going away: the browser delivers it when the page is gone, and its answer is heard
 * by nobody. At most 64 KB are on their way like that at once; what is more is left to the page's own saving.
 */
export function sendLast<N extends CommandName>(name: N, payload: Payload<N>, as: Caller): void {
  fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-talon-as': as },
    body: JSON.stringify(payload),
    keepalive: true,
  }).catch(() => undefined);
}

/**
 * Hands in a payer's file for a reception (24 MB at most). Null when nobody answers: the caller keeps the requestId and
 * may send the same file again, which takes it in once.
 */
export function sendFile(
  receptionId: string,
  name: string,
  file: Blob | Uint8Array<ArrayBuffer>,
  requestId: string,
): Promise<Reply<FileReply> | null> {
  return handIn('/api/files', name, file, requestId, { 'x-talon-reception': receptionId });
}

/** Hands in a regulation pack (1 MB at most), to be checked whole and kept when it is fit. Null when nobody answers. */
export function sendPack(name: string, file: Blob, requestId: string): Promise<Reply<PackReply> | null> {
  return handIn('/api/packs', name, file, requestId, {});
}

/** Hands in a picture of the board, or a logo (2 MB at most). Null when nobody answers. */
export function sendPicture(name: string, file: Blob, requestId: string): Promise<Reply<PictureReply> | null> {
  return handIn('/api/pictures', name, file, requestId, {});
}

async function handIn<T>(
  path: string,
  name: string,
  file: Blob | Uint8Array<ArrayBuffer>,
  requestId: string,
  more: Record<string, string>,
): Promise<Reply<T> | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-talon-as': 'staff',
        'x-talon-request': requestId,
        'x-talon-name': encodeURIComponent(name),
        ...more,
      },
      body: file,
    });
    return await told(response);
  } catch {
    return null;
  }
}

/** The reply of a response: the server's own word, which it has parsed by the same table. */
async function told<T>(response: Response): Promise<Reply<T>> {
  return (await response.json()) as Reply<T>;
}

/**
 * Reads a report once. Null when nobody answers. The question goes in a body, whatever it is: names and numbers that
 * people are looked for by stand in no address, which logs of a proxy and histories of browsers keep.
 */
export async function read<N extends ReportName>(name: N, query: ReportQuery<N>): Promise<Reply<Report<N>> | null> {
  try {
    const response = await fetch(`/api/reports/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-talon-as': 'staff' },
      body: JSON.stringify(query),
    });
    return await told(response);
  } catch {
    return null;
  }
}

/** How long a view is waited for before it is asked for again. */
const watchAgainMs = 3000;

/**
 * Opens the live link. `token` is needed only by a ticket's page (it stands in the URL's fragment);
 * staff and paired devices are known by their HttpOnly cookie.
 */
export function connect(options: { as: Caller; token: string | null }): Live {
  const socket: Socket = io({
    auth: { as: options.as, token: options.token },
    transports: ['websocket', 'polling'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
  });
  const newest = new Map<ViewName, View<ViewName>>();
  const watchers = new Map<ViewName, Set<(view: never) => void>>();
  const linkWatchers = new Set<(link: Link) => void>();
  let link: Link = 'connecting';
  let anchor = { officeAt: 0, rate: 1, realAt: 0 };
  let retry: ReturnType<typeof setTimeout> | undefined;

  const setLink = (next: Link) => {
    if (link === next) return;
    link = next;
    for (const hear of linkWatchers) hear(link);
  };
  /** Asks for a view; a server that cannot give it now is asked again, so that no screen stays empty. */
  const watch = (name: ViewName) => {
    socket.timeout(watchAgainMs).emit('watch', name, (error: Error | null, reply?: Reply<unknown>) => {
      const isPassing = error !== null || reply?.ok === false;
      if (isPassing && socket.connected) setTimeout(() => (socket.connected ? watch(name) : undefined), watchAgainMs);
    });
  };
  socket.on('connect', () => {
    // a new connection watches nothing yet, also after a cut: say again what this page shows
    for (const [name, hearers] of watchers) if (hearers.size > 0) watch(name);
    setLink('online');
  });
  socket.on('disconnect', (reason) => {
    setLink('offline');
    // the server closed us on purpose (revoked, signed out, taken over): ask again, the handshake will say why
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error) => {
    // socket.active is false when the server answered and refused, rather than being away
    const isUnknown = !socket.active && error.message !== 'tooMany' && error.message !== 'internal';
    setLink(isUnknown ? 'refused' : 'offline');
    clearTimeout(retry);
    // a refusal that will pass is tried again; one for want of a key is mended by pairing or signing in
    if (!socket.active && !isUnknown) retry = setTimeout(() => socket.connect(), 3000);
  });
  socket.on('view', (name: ViewName, view: View<ViewName>) => {
    const had = newest.get(name);
    if (had && had.epoch === view.epoch && had.version >= view.version) return;
    newest.set(name, view);
    anchor = { officeAt: view.now, rate: view.rate, realAt: performance.now() };
    for (const hear of watchers.get(name) ?? []) hear(view as never);
  });

  return {
    watch(name, hear) {
      const set = watchers.get(name) ?? new Set();
      watchers.set(name, set);
      set.add(hear);
      const had = newest.get(name);
      if (had) (hear as (view: View<ViewName>) => void)(had);
      else if (socket.connected) watch(name);
      return () => set.delete(hear);
    },
    async ask(name, payload, patienceMs = 10_000) {
      const until = performance.now() + patienceMs;
      for (;;) {
        const left = until - performance.now();
        if (left <= 0) return null;
        try {
          return (await socket.timeout(Math.min(left, 4000)).emitWithAck(name, payload)) as Reply<never>;
        } catch {
          // no answer in time: the press may or may not have been made; the same requestId makes it once
        }
      }
    },
    onLink(hear) {
      linkWatchers.add(hear);
      hear(link);
      return () => linkWatchers.delete(hear);
    },
    get link() {
      return link;
    },
    officeNow: () => (anchor.officeAt === 0 ? 0 : anchor.officeAt + (performance.now() - anchor.realAt) * anchor.rate),
    reconnect() {
      socket.disconnect();
      socket.connect();
    },
    close() {
      clearTimeout(retry);
      socket.disconnect();
    },
  };
}

/**
 * The office's local door: a Unix socket in its data folder, for commands typed in a shell. Whoever may open the file
 * is trusted; a socket that answers is the lock of the folder, so a second server refuses to start.
 * One request and one answer to a connection, each a line of JSON.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** Longest request or answer, in characters. */
const longestLine = 64 * 1024;
const patienceMs = 10_000;
/** Bytes. Longer paths are cut by the system without a word: refuse them by name. */
const longestPath = 103;

/** Somebody answers there: an office is already running in this folder. */
export class LocalTaken extends Error {
  override name = 'LocalTaken';
}

/** Windows has no such files: there it is a named pipe that is called by the path. */
function placeOf(path: string): string {
  if (process.platform !== 'win32') {
    const bytes = Buffer.byteLength(path);
    if (bytes <= longestPath) return path;
    throw new Error(
      `The path of the local socket has ${bytes} bytes, the system takes ${longestPath}: choose a shorter DATA_DIR (${path}).`,
    );
  }
  return `\\\\.\\pipe\\talon-${createHash('sha256').update(path).digest('hex').slice(0, 16)}`;
}

/**
 * Sends one request. Null when nobody answers there (no socket, or one that a dead process left behind); throws when
 * somebody does but says nothing that can be read.
 */
export function callLocal(path: string, request: unknown): Promise<unknown> {
  return new Promise((answer, fail) => {
    let text = '';
    const socket = connect(placeOf(path));
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('The office does not answer.')));
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`));
    socket.on('data', (part: string) => {
      text += part;
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? answer(null) : fail(error),
    );
    socket.on('end', () => {
      socket.destroy();
      try {
        answer(JSON.parse(text));
      } catch {
        fail(new Error('The office answers, but not in its language.'));
      }
    });
  });
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : null;

/** One server starts at a time: between finding a dead socket and taking its place nobody else may do the same. */
function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  if (process.platform === 'win32') return work();
  const lock = `${path}.starting`;
  try {
    if (Date.now() - statSync(lock).mtimeMs > patienceMs) rmdirSync(lock);
  } catch {
    // not there
  }
  try {
    mkdirSync(lock);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new LocalTaken('Another start is under way in this folder.');
    throw new Error(`DATA_DIR cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
  return work().finally(() => rmdirSync(lock));
}

interface Local {
  close(): Promise<void>;
}

/**
 * Listens; a stale socket file is removed. Throws `LocalTaken` when somebody answers there, and a sentence
 * about DATA_DIR when its path is too long or it cannot be written. `handle` gets the parsed line and returns what is answered; what it throws is answered as a failure without its text.
 */
export async function listenLocal(path: string, handle: (request: unknown) => Promise<unknown>): Promise<Local> {
  const place = placeOf(path);
  return withLock(path, async () => {
    if ((await callLocal(path, { do: 'who' })) !== null) throw new LocalTaken(`An office already runs at ${path}.`);
    if (process.platform !== 'win32') {
      try {
        unlinkSync(path);
      } catch {
        // nothing was left behind
      }
    }
    const open = new Set<{ destroy(): unknown }>();
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      let text = '';
      open.add(socket);
      socket.setTimeout(patienceMs, () => socket.destroy());
      socket.setEncoding('utf8');
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
      const hear = (part: string) => {
        text += part;
        if (text.length > longestLine) return void socket.destroy();
        const end = text.indexOf('\n');
        if (end < 0) return;
        socket.off('data', hear);
        respond(text.slice(0, end), handle).then(
          (line) => socket.end(line),
          () => socket.destroy(),
        );
      };
      socket.on('data', hear);
    });
    await new Promise<void>((ready, fail) => {
      server.once('error', fail);
      server.listen(place, ready);
    });
    if (process.platform !== 'win32') chmodSync(path, 0o600);
    return {
      close: () =>
        new Promise((closed) => {
          server.close(() => closed());
          for (const socket of open) socket.destroy();
        }),
    };
  });
}

async function respond(line: string, handle: (request: unknown) => Promise<unknown>): Promise<string> {
  try {
    const request: unknown = JSON.parse(line);
    return JSON.stringify(await handle(request));
  } catch {
    return JSON.stringify({ ok: false, why: 'The office could not do that.' });
  }
}

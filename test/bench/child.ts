/** The measured server: a process of its own, on the built program, with books that wait for the disk at every commit. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callLocal } from '../../server/doors/local.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Child {
  url: string;
  folder: string;
  login: string;
  password: string;
  /** Milliseconds from the start of the process to the line that says it is open. */
  openedMs: number;
  /** Waits until its output so far matches; the output. */
  says(pattern: RegExp, patienceMs: number): Promise<string>;
  /** One act of the local socket; throws when the office says no. */
  act(request: object): Promise<Record<string, string | number | null>>;
  rssMb(): Promise<number>;
  stop(): Promise<void>;
  remove(): void;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'talon-bench-'));
}

/** Starts the built server on a folder and waits until it says where it listens. */
export function startChild(folder: string, environment: Record<string, string>): Promise<Child> {
  return startProcess('main', folder, [], { DATA_DIR: folder, PORT: '0', ...environment });
}

/** Starts one of the built programs; `folder` is where its office lives. */
export async function startProcess(
  name: 'main' | 'demo',
  folder: string,
  words: readonly string[],
  environment: Record<string, string>,
): Promise<Child> {
  const startedAt = performance.now();
  const child: ChildProcess = spawn(process.execPath, [join(root, `dist/server/${name}.js`), ...words], {
    // allocators as talon.service has them
    env: {
      ...process.env,
      MALLOC_ARENA_MAX: '2',
      PORT: '0',
      LOG_LEVEL: 'error',
      LIMITS_FACTOR: '10000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const hearers = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    said += part;
    for (const hear of hearers) hear();
  });
  const says = (pattern: RegExp, patienceMs: number) =>
    new Promise<string>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        hearers.delete(look);
      };
      const look = () => {
        if (!pattern.test(said)) return;
        end();
        resolve(said);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`the server never said ${String(pattern)}: ${said}`));
      }, patienceMs);
      hearers.add(look);
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
      look();
    });
  const text = await says(/console .*\n(\n|[^]*password .*\n)/, 60_000);
  const openedMs = performance.now() - startedAt;
  const found = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  const url = /https?:\/\/[^/\s]+/.exec(text)?.[0] ?? '';
  return {
    url,
    folder,
    login: found(/login\s+(\S+)/),
    password: found(/password\s+(\S+)/),
    openedMs,
    says,
    async act(request) {
      const answer = await callLocal(join(folder, 'talon.sock'), request);
      if (typeof answer === 'object' && answer !== null && 'data' in answer) return Object(answer.data);
      throw new Error(`the office said: ${JSON.stringify(answer)}`);
    },
    async rssMb() {
      const health: { rssMb: number } = await (await fetch(`${url}/health`)).json();
      return health.rssMb;
    },
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

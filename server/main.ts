/** The process: configuration, the lock of the folder, the office, listening, a graceful stop. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { decide, swap } from './beginning/ownoffice.js';
import { readConfig, type Config } from './config.js';
import { makeClock } from './devices/clock.js';
import { makeLog } from './devices/log.js';
import { localActs, type LocalAnswer } from './doors/acts.js';
import { listenLocal } from './doors/local.js';
import { growSparingly } from './frugal.js';
import { greeting } from './greeting.js';
import { openOffice } from './open.js';
import { projectRoot, versionOf } from './project.js';
import { makeReplacing, usualLimitMs } from './beginning/replacing.js';

function warnOfOpenNetwork(config: Config): void {
  const isLoopback = config.host === 'localhost' || config.host === '::1' || config.host.startsWith('127.');
  if (isLoopback || config.isSecure) return;
  console.warn(
    `Warning: HOST=${config.host} without TLS. Passwords and tickets cross the network in the clear; set TLS_CERT and TLS_KEY.`,
  );
}

/** Throws a sentence when the port is taken: before the first office is made, whose password is shown only once. */
async function assertPortFree({ port, host }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          error.code === 'EADDRINUSE'
            ? `port ${port} is taken by another program. Set PORT to a free one.`
            : `cannot listen at ${host}, port ${port} (${error.code ?? error.message}).`,
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

async function main(): Promise<void> {
  const root = projectRoot();
  const config = readConfig(process.env, root);
  const log = makeLog(config.logLevel, null);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      // what nobody expected may have left memory and books apart: the books are right, so begin again from them
      log.error({ error }, event);
      process.exit(1);
    });
  const clock = makeClock(null, 1);
  let act: ((request: unknown) => Promise<LocalAnswer>) | null = null;
  let isStopping = false;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  // the answering socket is the lock: before the books are touched
  const local = await listenLocal(config.socketFile, (request) =>
    act === null ? Promise.resolve({ ok: false, why: 'The office is starting.' }) : act(request),
  );
  await assertPortFree(config);
  const vite = config.isDev ? (await import('./serving/workbench.js')).makeWorkbench(root) : null;
  const version = versionOf(root);
  /** The port that was given stays when another office opens in this one's place. */
  const open = async (port: number) => {
    const opened = await openOffice({
      ...{ config: { ...config, port }, clock, log, version, vite },
      isClockGiven: false,
      change: (spec) => spec,
      restart: () => void (isStopping || replace()),
    });
    const listening = await opened.app.listen();
    const shown = config.publicUrl ?? listening.url;
    act = localActs(opened.app.door, () => shown);
    return { ...opened, port: listening.port, shown };
  };
  let running = await open(config.port);
  const replace = makeReplacing({
    decide: () => decide(config),
    async close() {
      act = null;
      await running.app.close();
    },
    swap: () => swap(config),
    async open() {
      running = await open(running.port);
    },
    end: () => process.exit(1),
    limitMs: usualLimitMs,
    log,
  });
  growSparingly();

  warnOfOpenNetwork(config);
  console.log(greeting(running.shown, running.first));

  const stop = (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'stopping');
    // a stop that hangs is worse than one that is not graceful: every commit is on the disk already
    setTimeout(() => process.exit(1), 8000).unref();
    void local
      .close()
      .then(() => running.app.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'the stop was not graceful');
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
}

try {
  await main();
} catch (error) {
  console.error(`Talon cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

/** How a command typed in a shell reaches the office: by its local socket, or by opening the office itself. */
import { makeClock } from '../devices/clock.js';
import { makeLog } from '../devices/log.js';
import { LocalAnswer, localActs } from '../doors/acts.js';
import type { LocalRequest } from '../doors/acts.js';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.js';
import { readConfig } from '../config.js';
import { callLocal, listenLocal } from '../doors/local.js';
import { openOffice } from '../open.js';

/** An office opened by the command itself, for as long as its one act takes. */
export interface Alone {
  act(request: unknown): Promise<LocalAnswer>;
  close(): Promise<void>;
}

export type Ask = (request: LocalRequest) => Promise<LocalAnswer>;

/** Asks the running office of this data folder; when nobody answers, opens it, acts, and closes it again. */
export async function hail(
  config: Config,
  request: LocalRequest,
  openAlone: (config: Config) => Promise<Alone>,
): Promise<LocalAnswer> {
  const answer = await callLocal(config.socketFile, request);
  if (answer !== null) return LocalAnswer.parse(answer);
  const office = await openAlone(config);
  try {
    return await office.act(request);
  } finally {
    await office.close();
  }
}

/** `--login anna --name "Анна"` → its values by name; throws a sentence for what is not among `known`. */
export function wordsOf(args: readonly string[], known: readonly string[]): Map<string, string> {
  const words = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const [flag = '', inline] = (args[at] ?? '').split(/=(.*)/s, 2);
    const name = flag.replace(/^--/, '');
    if (!flag.startsWith('--') || !known.includes(name)) throw new Error(`«${args[at]}» is not understood.`);
    const value = inline ?? args[(at += 1)];
    if (value === undefined) throw new Error(`--${name} needs a value.`);
    words.set(name, value);
  }
  return words;
}

/**
 * When `url` is what was started: does what was typed and prints its sentence, or the sentence of its failure with
 * exit code 1; nothing of a stack is of use to whoever typed.
 */
export async function runTyped(
  url: string,
  command: (args: readonly string[], ask: Ask) => Promise<string>,
): Promise<void> {
  if (process.argv[1] !== fileURLToPath(url)) return;
  try {
    const config = readConfig(process.env, fileURLToPath(new URL('../..', url)));
    console.log(await command(process.argv.slice(2), (request) => hail(config, request, openAlone)));
  } catch (error) {
    console.error(`Talon: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** Opens the office for one act. Its socket answers meanwhile, so that no server starts beside it. */
async function openAlone(config: Config): Promise<Alone> {
  // the first start makes the office and shows its links and password: that is not a side effect of a command
  if (!existsSync(config.databaseFile))
    throw new Error(`There is no office in ${config.dataDir} yet: start it first (npm start).`);
  const local = await listenLocal(config.socketFile, () =>
    Promise.resolve({ ok: false, why: 'A command is at work in this folder; try again in a moment.' }),
  );
  try {
    const { app, store } = await openOffice({
      config,
      clock: makeClock(null, 1),
      log: makeLog('silent', null),
      version: '0',
      vite: null,
      isClockGiven: false,
      change: (spec) => spec,
    });
    const baseUrl = config.publicUrl ?? `${config.tls ? 'https' : 'http'}://${config.host}:${config.port}`;
    return {
      act: localActs(app.door, () => baseUrl),
      async close() {
        await app.close();
        if (store.writing.open) await store.close();
        await local.close();
      },
    };
  } catch (error) {
    await local.close();
    throw error;
  }
}

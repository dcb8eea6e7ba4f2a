/**
 * `npm run demo [-- --rate 60 --seed 1 --days 1]`: an office day before your eyes, in a folder of its own. The process is
 * the server's, with a clock that runs fast; the people in it are clients of the real doors.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Config } from '../config.js';
import { readConfig } from '../config.js';
import { hireCast, type Cast } from '../demo/cast.js';
import { leapingClock } from '../demo/clock.js';
import { playDayWith, usualVisitors, type DaySpec } from '../demo/day.js';
import { dayLine, halfHourLine } from '../demo/lines.js';
import { rateOfKey } from '../demo/rates.js';
import { asDemoDay, filingDay, nextDay } from '../demo/stage.js';
import { watchClock } from '../demo/time.js';
import { makeClock } from '../devices/clock.js';
import { makeLog } from '../devices/log.js';
import { localActs, type LocalAnswer } from '../doors/acts.js';
import { listenLocal } from '../doors/local.js';
import { growSparingly } from '../frugal.js';
import { openOffice } from '../open.js';
import { projectRoot, versionOf } from '../project.js';
import { wordsOf } from './hail.js';

const minuteMs = 60_000;
/** Ten to nine: the staff arrive. */
const beginsMs = (8 * 60 + 50) * minuteMs;
const usage = 'usage: npm run demo [-- --rate 30 --seed 1 --days 1]';

/** The real configuration with another folder, without TLS, and with an address for the tickets' phone pages. */
function demoConfig(root: string): Config {
  const real = readConfig(process.env, root);
  const { TLS_CERT: _cert, TLS_KEY: _key, ANCHORS: _anchors, ...rest } = process.env;
  const host = real.host === '0.0.0.0' || real.host === '::' ? 'localhost' : real.host;
  const publicUrl = `http://${host.includes(':') ? `[${host}]` : host}:${real.port}`;
  const config = readConfig(
    { PUBLIC_URL: publicUrl, LOG_LEVEL: 'warn', ...rest, DATA_DIR: join(real.dataDir, 'demo') },
    root,
  );
  // port 0 is known only once it listens: then tickets carry no address
  return real.port === 0 && process.env['PUBLIC_URL'] === undefined ? { ...config, publicUrl: null } : config;
}

/** Yesterday's play is wiped; the local socket, which is the lock, has just been taken and stays. */
function wipe(config: Config): void {
  for (const name of readdirSync(config.dataDir))
    if (name !== basename(config.socketFile)) rmSync(join(config.dataDir, name), { recursive: true, force: true });
}

function numberOf(words: Map<string, string>, name: string, usual: number, low: number, high: number): number {
  const value = Number(words.get(name) ?? usual);
  if (!Number.isFinite(value) || value < low || value > high)
    throw new Error(`--${name} is ${low} to ${high}. ${usage}`);
  return value;
}

const say = (label: string, value: string) => console.log(`  ${label.padEnd(12)}${value}`);

async function main(): Promise<void> {
  const words = wordsOf(process.argv.slice(2), ['rate', 'seed', 'days']);
  const startRate = numberOf(words, 'rate', 30, 1, 600);
  const seed = Math.floor(numberOf(words, 'seed', 1, 0, 2 ** 31));
  const days = Math.floor(numberOf(words, 'days', 1, 1, 30));
  const root = projectRoot();
  const config = demoConfig(root);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  let act: ((request: unknown) => Promise<LocalAnswer>) | null = null;
  const local = await listenLocal(config.socketFile, (request) =>
    act === null ? Promise.resolve({ ok: false, why: 'The demo is starting.' }) : act(request),
  );
  wipe(config);
  // time stands still until everybody is in the house
  const clock = leapingClock(makeClock(filingDay + beginsMs, 0));
  const log = makeLog(config.logLevel, null);
  const version = versionOf(root);
  const given = { config, clock, log, version, vite: null, isClockGiven: true, change: asDemoDay };
  const { app, first } = await openOffice(given);
  const { url } = await app.listen();
  growSparingly();
  const shown = config.publicUrl ?? url;
  const shell = localActs(app.door, () => shown);
  act = shell;

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), 8000).unref();
    void local
      .close()
      .then(() => app.close())
      .then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);

  const cast: Cast = await hireCast({ url, shell });
  console.log(`\nTalon, the demo day of 15 February 2013, is open at ${shown}`);
  say('kiosk', `${shown}${first?.kiosk ?? '/kiosk/'}`);
  say('display', `${shown}${first?.display ?? '/display/'}`);
  say('console', `${shown}/operator/`);
  console.log('\nBooth 8 is left free for you:');
  say('login', cast.guest.login);
  say('password', cast.guest.password);
  console.log('\nKeys: + faster, - slower, space pauses and goes on, q or Ctrl+C ends.\n');
  clock.setRate(startRate);
  listenToKeys(app.house, clock, startRate, stop);

  let toldPhone = false;
  const spec: Omit<DaySpec, 'midnight' | 'seed'> = {
    doors: { url, shell },
    time: watchClock(clock),
    visitors: usualVisitors,
    onHalfHour: (at, sums) => console.log(halfHourLine(at, sums)),
    onTicket(link) {
      if (toldPhone || link === null) return;
      toldPhone = true;
      say('phone page', `${link} (the first visitor’s)`);
    },
    onError: (error) => log.warn({ err: error }, 'an act of the play failed'),
  };
  let midnight = filingDay;
  for (let day = 0; day < days; day += 1) {
    const { sums, refused } = await playDayWith(cast, { ...spec, midnight, seed: seed + day });
    console.log(dayLine(midnight, sums, refused.length));
    if (day + 1 === days) break;
    midnight = nextDay(midnight);
    clock.leapTo(midnight + beginsMs);
  }
  // the evening is real: nobody would be there when a fast clock opened the next day
  app.house.setRate(1);
  console.log('\nThe office is closed; its screens and its journal stay to be looked at. Ctrl+C ends.');
}

/** Keys in the terminal change the clock on the spot, as the console's menu does. */
function listenToKeys(
  house: { setRate(rate: number): unknown },
  clock: { readonly rate: number },
  startRate: number,
  stop: () => void,
): void {
  const { stdin } = process;
  if (!stdin.isTTY) return;
  let before = startRate;
  stdin.setRawMode(true).setEncoding('utf8');
  stdin.on('data', (typed: string) => {
    for (const key of typed) {
      const asked = rateOfKey(key, clock.rate, before);
      if (asked === 'stop') return stop();
      if (asked === null || asked === clock.rate) continue;
      if (clock.rate > 0) before = clock.rate;
      house.setRate(asked);
      console.log(asked === 0 ? '  paused' : `  ×${asked}`);
    }
  });
}

try {
  await main();
} catch (error) {
  console.error(`Talon cannot play: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

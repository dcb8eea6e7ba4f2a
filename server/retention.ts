/**
 * What passes is purged, by the hour of real time: each for as long as the rules of keeping say, or the office over
 * them. The journal and what the law keeps are never touched here.
 */
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RetentionCode } from './contract/index.js';
import { addCalendarDays } from './domain/calendar.js';
import { lastDayPast, periodOf, type RetentionRules } from './domain/keeping.js';
import type { Settings } from './domain/settings.js';
import type { Log } from './doors/given.js';
import type { Store } from './store/open.js';

const hourMs = 3_600_000;
/** A copy of the database's file alone lacks at most this much of the day. */
const foldMs = 5 * 60_000;
const dayMs = 24 * hourMs;
/** A link that pairs a device is of no use after its time. */
const pairingsMs = dayMs;
/** Drafts of an inquiry at a booth, after its reception has ended: until then an operator may look for one. */
const askedMs = dayMs;

/** Alerts and what was told of them are looked at for a quarter of a year; the journal has them for ever. */
const toldMs = 90 * dayMs;
/** Rows purged in one breath: presses are let in between two, and wait for none of them more than ten milliseconds. */
const slice = 100;

/** A breath: whoever waits comes in. */
const breath = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/**
 * Purges alerts that are long over and what was told of them, a slice at a time, with the day's opening. What fails is
 * told and goes on with the next day. Resolves when nothing is left, or the books are closed.
 */
export async function purgeTold(store: Store, officeId: string, realNow: () => number, log: Log): Promise<void> {
  try {
    while (store.writing.open && store.purgeTold(officeId, realNow() - toldMs, slice) > 0) await breath();
  } catch (error) {
    log.error({ error }, 'what was told long ago could not be purged');
  }
}

export interface PurgingGiven {
  store: Store;
  officeId: string;
  rules: RetentionRules;
  settings: () => Pick<Settings, 'retention'>;
  /** Real time, for what the machine keeps. */
  realNow: () => number;
  /** The office's day, for what is of its days; null while the clock is in doubt. */
  officeNow: () => { today: string } | null;
  /** Of the office's zone: the day of an instant, and the first instant of a day. */
  dayOf: (at: number) => string;
  startOf: (day: string) => number;
  /** The books and the key of answers: what was set aside stands beside them. */
  setAside: readonly string[];
  log: Log;
}

/** `talon.db.before-20261122T011500Z`: its instant; null for another file. */
function asideAt(name: string, of: string): number | null {
  const stamp = name.startsWith(`${of}.before-`)
    ? /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name.slice(of.length + '.before-'.length))
    : null;
  if (stamp === null) return null;
  const [, year, month, day, hour, minute, second] = stamp;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Files that were set aside of these, by a restore: oldest first. */
export async function filesAside(files: readonly string[]): Promise<{ file: string; at: number }[]> {
  const found = await Promise.all(
    files.map(async (of) =>
      (await readdir(dirname(of)).catch(() => [])).flatMap((name) => {
        const at = asideAt(name, basename(of));
        return at === null ? [] : [{ file: join(dirname(of), name), at }];
      }),
    ),
  );
  return found.flat().sort((one, other) => one.at - other.at);
}

/** Purges at once and then every hour, and folds the log into the file; a failure is told and tried again. Returns what stops it. */
export function startPurging(given: PurgingGiven): () => void {
  const { store, officeId, log } = given;
  /** The last day of which nothing is kept any more, by these rules and this day; null: all is kept. */
  const lastDay = (code: RetentionCode, today: string) => {
    const rule = given.rules.get(code);
    return rule === undefined ? null : lastDayPast(today, periodOf(rule, given.settings()));
  };
  /** What the machine keeps goes by whole days: the answer to a press of midnight is there a day later, to the hour. */
  const before = (code: RetentionCode) => {
    const day = lastDay(code, given.dayOf(given.realNow()));
    return day === null ? 0 : given.startOf(day);
  };

  async function purgeWords(): Promise<void> {
    const today = given.officeNow()?.today;
    if (today === undefined) return;
    const [visit, printJob] = [lastDay('visit', today), lastDay('printJob', today)];
    // of what is kept for ever nothing goes
    const printedBefore = printJob === null ? 0 : given.startOf(addCalendarDays(printJob, 1));
    const passed = { visitsUntil: visit ?? '', printedBefore };
    while (store.writing.open && store.purgeWords(officeId, passed, slice)) await breath();
  }

  async function purgeAside(): Promise<void> {
    const limit = before('aside');
    for (const { file, at } of await filesAside(given.setAside)) {
      if (at >= limit) continue;
      await rm(file, { recursive: true, force: true });
      log.info({ file }, 'what was set aside was removed: its time is over');
    }
  }

  function purge(): void {
    try {
      store.purge({
        answersBefore: before('answer'),
        failedSignInsBefore: before('failedSignIn'),
        pairingsBefore: given.realNow() - pairingsMs,
        sessionsBefore: before('session'),
        draftsBefore: before('draft'),
        askedBefore: given.realNow() - askedMs,
      });
    } catch (error) {
      log.error({ error }, 'what is past could not be purged');
    }
    purgeWords().catch((error: unknown) => log.error({ error }, 'what was printed and answered could not be emptied'));
    purgeAside().catch((error: unknown) => log.error({ error }, 'what was set aside could not be removed'));
  }
  purge();
  const purging = setInterval(purge, hourMs);
  purging.unref();
  const folding = setInterval(store.fold, foldMs);
  folding.unref();
  store.fold();
  return () => {
    clearInterval(purging);
    clearInterval(folding);
  };
}

/**
 * Backups as the office makes them: every night by configuration, before an upgrade by itself, and when somebody types
 * the command. The work is a thread's; here is only when, under which lock, and what became of it.
 */
import { existsSync } from 'node:fs';
import type { Config } from '../config.js';
import { makeWorkers, workerEntry } from '../devices/workers.js';
import { dayOf, instantOf } from '../devices/zone.js';
import type { Log } from '../doors/given.js';
import { listenLocal, LocalTaken } from '../doors/local.js';
import { backupsIn, type BackedUp, type BackupPlan } from '../store/backup.js';
import { missingMigrations } from '../store/migrate.js';

/** Years of an office are packed and walked in minutes; longer than this is a disk that does not answer. */
const longestMs = 6 * 3_600_000;
const memoryMb = 512;
/** How often the time of the night's backup is looked at, and how soon a failed one is tried again. */
const lookMs = 30_000;
const againMs = 3_600_000;

/** What a backup of this configuration is. */
export function backupPlan(config: Config, version: string, now: number): BackupPlan {
  const { databaseFile, answerKeyFile: keyFile, anchorFiles, backups } = config;
  const { folder, second, keep } = backups;
  return { databaseFile, keyFile, anchorFiles, folder, second, keep, version, now };
}

/** Does `work` while nobody else makes a backup in this folder; throws a sentence when somebody does. */
export async function alone<T>(config: Config, work: () => Promise<T>): Promise<T> {
  const lock = await listenLocal(config.backups.socketFile, () =>
    Promise.resolve({ ok: false, why: 'A backup is being made.' }),
  ).catch((error: unknown) => {
    throw error instanceof LocalTaken ? new Error('Another backup is being made in this folder.') : error;
  });
  try {
    return await work();
  } finally {
    await lock.close();
  }
}

/** A thread that is there while a backup is made. */
const makeThread = () =>
  makeWorkers<BackupPlan, BackedUp>({
    entry: workerEntry('backup'),
    size: 1,
    queue: 1,
    timeoutMs: longestMs,
    memoryMb,
    warmMs: 0,
  });

/**
 * Before an upgrade changes the books they are backed up, so that the way back to the older program is open. Throws
 * when that cannot be done: then nothing is upgraded, and the older program goes on.
 */
export async function backUpBeforeUpgrade(config: Config, version: string, now: number, log: Log): Promise<void> {
  const { databaseFile, migrationsDir } = config;
  if (!existsSync(databaseFile)) return;
  const migrations = missingMigrations(databaseFile, migrationsDir);
  if (migrations.length === 0) return;
  log.info({ migrations }, 'the database is of an older version: it is backed up before it is changed');
  const thread = makeThread();
  try {
    const { file } = await alone(config, () => thread.run(backupPlan(config, version, now), []));
    log.info({ file }, 'backed up before the upgrade');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the database needs an upgrade and could not be backed up before it. ${why}`);
  } finally {
    await thread.close();
  }
}

export interface Backing {
  /** Begins to look: once the office is open, and not for a command that opens it for one act. */
  start(): void;
  /** When the newest backup was made, in milliseconds; null while there is none. */
  newestAt(): number | null;
  /** Did the last one fail, or its copy? */
  hasFailed(): boolean;
  close(): Promise<void>;
}

/** `talon-20261122T011500Z.backup` → its instant. */
export function timeOf(name: string | undefined): number | null {
  const stamp = /^talon-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name ?? '');
  if (stamp === null) return null;
  const [, year, month, day, hour, minute, second] = stamp;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/**
 * Makes a backup each day at BACKUP_AT. What is due is read from the backups that are there, so a night that the machine
 * slept through is made up for when it wakes, and a restart makes no second one. `isOn` is false in a demo.
 */
export function makeBacking(given: {
  config: Config;
  version: string;
  zone: string;
  realNow: () => number;
  log: Log;
  isOn: boolean;
}): Backing {
  const { config, version, zone, realNow, log } = given;
  const { folder, at } = config.backups;
  const thread = makeThread();
  let newestAt: number | null = null;
  let triedAt = -Infinity;
  let hasFailed = false;
  let running: Promise<void> | null = null;

  /** The last time that a backup was due. */
  function dueAt(now: number, wall: string): number {
    const today = instantOf(dayOf(now, zone), wall, zone);
    return now >= today ? today : instantOf(dayOf(now - 24 * 3_600_000, zone), wall, zone);
  }

  async function look(): Promise<void> {
    newestAt = timeOf((await backupsIn(folder)).at(-1));
    const now = realNow();
    if (at === null || !given.isOn || now - triedAt < againMs || (newestAt ?? -Infinity) >= dueAt(now, at)) return;
    triedAt = now;
    const { file, bytes, tookMs, copy, copyFailed, dropped } = await alone(config, () =>
      thread.run(backupPlan(config, version, now), []),
    );
    newestAt = now;
    hasFailed = copyFailed !== null;
    const about = { file, bytes, tookMs: Math.round(tookMs), copy, dropped };
    if (copyFailed === null) log.info(about, 'backed up');
    else log.error({ ...about, why: copyFailed }, 'backed up, but the second folder has no copy');
  }

  function lookSafely(): void {
    running ??= look()
      .catch((error: unknown) => {
        hasFailed = true;
        log.error({ error }, 'the backup could not be made');
      })
      .finally(() => {
        running = null;
      });
  }

  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      timer = setInterval(lookSafely, lookMs);
      timer.unref();
      lookSafely();
    },
    newestAt: () => newestAt,
    hasFailed: () => hasFailed,
    async close() {
      clearInterval(timer);
      await thread.close();
      await running;
    },
  };
}

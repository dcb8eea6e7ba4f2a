/**
 * THE BACKUP: a consistent copy of the books, made while a server writes, packed into one file. It is called a backup
 * only when the copy was opened, its journal walked to the end, and the file read back and unpacked to the same bytes.
 * It only reads the office, in a thread or a process of its own, because walking years takes minutes.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fdatasyncSync, openSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { readAnchors, type Anchor } from './anchors.js';
import { BackupRefused, checkContainer, digestParts, readManifest, writeContainer } from './container.js';
import type { Manifest, PartName } from './manifest.js';
import { syncFolder } from './ondisk.js';
import { standingAnchors } from './restored.js';
import { officesIn, verifyJournal } from './verify.js';

export interface BackupSpec {
  databaseFile: string;
  /** The key of kept answers. */
  keyFile: string;
  anchorFiles: readonly string[];
  /** Where backups are kept; made when it is missing. */
  folder: string;
  /** Of the program. */
  version: string;
  now: number;
}

export interface BackupMade {
  file: string;
  bytes: number;
  /** How long it took, milliseconds. */
  tookMs: number;
  manifest: Manifest;
}

/** Pages copied between two waits for the disk, 4 MB: see `container.ts` on what a gigabyte at once would do. */
const pagesAtOnce = 1024;
/** Space that a backup leaves free: an office must not stop because a copy of it was made. */
const spareBytes = 256 * 1024 * 1024;
const making = '.making-';

/** `talon-20261122T011500Z.backup`: names sort by time. */
const isBackupName = (name: string) => /^talon-\d{8}T\d{6}Z(-\d+)?\.backup$/.test(name);

/** The time of a name, for people and for names of what is set aside: `20261122T011500Z`. */
export function stampOf(at: number): string {
  return new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:]/g, '');
}

/** Backups of a folder by name, oldest first. No folder, no backups. */
export async function backupsIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter(isBackupName).sort();
}

/** Removes all but the newest `keep` of a folder; their names. */
export async function rotate(folder: string, keep: number): Promise<string[]> {
  const names = await backupsIn(folder);
  const old = names.slice(0, Math.max(0, names.length - keep));
  for (const name of old) await rm(join(folder, name));
  return old;
}

/** A name for `at` that is not taken. */
async function freeName(folder: string, at: number): Promise<string> {
  const stamp = stampOf(at);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? `talon-${stamp}.backup` : `talon-${stamp}-${count}.backup`;
    if (!existsSync(join(folder, name))) return name;
  }
}

/** Throws a sentence when a folder has not `bytes` to spare. */
export async function assertRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes + spareBytes) return;
  const mb = (count: number) => Math.ceil(count / 1_048_576);
  throw new BackupRefused(
    `${folder} has ${mb(free)} MB free; ${mb(bytes + spareBytes)} MB are needed. Nothing was changed.`,
  );
}

/** Copies the books as they are at one moment; whoever writes them goes on. The copy is one file, without a log beside it. */
async function copyBooks(from: string, to: string): Promise<void> {
  const db = new Sqlite(from, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    // one picture for the whole copy: without it every commit would make the copy begin again
    db.exec('begin');
    db.prepare('select count(*) from sqlite_schema').get();
    writeFileSync(to, '', { mode: 0o600 });
    const handle = openSync(to, 'r+');
    try {
      const progress = () => {
        fdatasyncSync(handle);
        return pagesAtOnce;
      };
      await db.backup(to, { progress });
    } finally {
      closeSync(handle);
    }
  } finally {
    db.close();
  }
  const copy = new Sqlite(to);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

function withBooks<T>(file: string, read: (db: Database) => T): T {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** What the books say of themselves for the manifest. */
function describe(db: Database): Pick<Manifest, 'offices' | 'migrations'> {
  return {
    offices: db
      .prepare<[], Manifest['offices'][number]>(
        'select id as officeId, headSeq as seq, headHash as hash from "Office" order by createdAt, id',
      )
      .all(),
    migrations: db
      .prepare<[], string>(
        `select migration_name from _prisma_migrations
         where rolled_back_at is null and finished_at is not null order by migration_name`,
      )
      .pluck()
      .all(),
  };
}

/** Opens unpacked books and walks every journal in them; throws `BackupRefused` with the first thing that is wrong. */
export function proveBooks(file: string, manifest: Manifest, anchors: readonly Anchor[]): void {
  const sound = withBooks(file, (db) => db.pragma('quick_check(1)', { simple: true }));
  if (sound !== 'ok') throw new BackupRefused(`The database is damaged: ${String(sound)}.`);
  const offices = officesIn(file);
  if (offices.join('\n') !== manifest.offices.map(({ officeId }) => officeId).join('\n'))
    throw new BackupRefused('The database has other offices than the manifest says.');
  for (const { officeId, seq, hash } of manifest.offices) {
    const { standing } = standingAnchors(file, officeId, anchors);
    const verdict = verifyJournal({ file, officeId, anchors: standing, onProgress: () => undefined });
    if (!verdict.whole)
      throw new BackupRefused(
        `The journal of ${officeId} is not whole: look at entry ${verdict.seq} (${verdict.fault}).`,
      );
    if (verdict.entries !== seq || (seq > 0 && verdict.head !== hash))
      throw new BackupRefused(`The journal of ${officeId} does not end where the manifest says.`);
  }
}

/** Reads a backup back as a restore does: whole, and unpacked the very bytes that were put in. */
async function proveContainer(file: string, put: ReadonlyMap<PartName, string>): Promise<void> {
  const found = await digestParts(file, await checkContainer(file));
  for (const [name, digest] of put)
    if (found.get(name) !== digest) throw new BackupRefused(`What was packed of ${name} is not what was there.`);
}

/**
 * Makes one backup and proves it. The caller sees to it that one is made at a time in a folder: what an earlier one left
 * unfinished is removed. Throws `BackupRefused` with a sentence, and then there is no new file.
 */
export async function makeBackup(spec: BackupSpec): Promise<BackupMade> {
  const startedAt = performance.now();
  const { databaseFile, keyFile, folder, anchorFiles, version, now } = spec;
  if (!existsSync(databaseFile)) throw new BackupRefused(`There is no office in ${dirname(databaseFile)}.`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder))
    if (name.startsWith(making)) await rm(join(folder, name), { recursive: true, force: true });
  const logFile = `${databaseFile}-wal`;
  const size = (await stat(databaseFile)).size + (existsSync(logFile) ? (await stat(logFile)).size : 0);
  // the copy and what is packed of it, for a moment both
  await assertRoom(folder, size * 2);
  const work = join(folder, `${making}${randomBytes(6).toString('hex')}`);
  await mkdir(work, { mode: 0o700 });
  try {
    // before the picture is taken: a later anchor may know entries that are not in it
    const anchors = anchorFiles.flatMap(readAnchors);
    const copy = join(work, 'talon.db');
    await copyBooks(databaseFile, copy);
    const sources = new Map<PartName, string>([['talon.db', copy]]);
    if (existsSync(keyFile)) sources.set('answers.key', keyFile);
    const parts = await Promise.all(
      [...sources].map(async ([name, path]) => ({ name, bytes: (await stat(path)).size })),
    );
    const manifest: Manifest = {
      madeAt: new Date(now).toISOString(),
      program: version,
      ...withBooks(copy, describe),
      parts,
    };
    const packed = join(work, 'packed');
    proveBooks(copy, manifest, anchors);
    // what is packed is what was proved: unpacked again it is the same, byte for byte
    await proveContainer(packed, await writeContainer(packed, manifest, sources));
    const file = join(folder, await freeName(folder, now));
    await rename(packed, file);
    await syncFolder(folder);
    const { size: bytes } = await stat(file);
    return { file, bytes, tookMs: performance.now() - startedAt, manifest };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Copies a backup to another folder and proves the copy by its checksum. Throws a sentence; then nothing is there. */
export async function copyBackup(file: string, folder: string): Promise<string> {
  const name = basename(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await assertRoom(folder, (await stat(file)).size);
  const part = join(folder, `.${name}.part`);
  try {
    await rm(part, { force: true });
    await copyFile(file, part);
    const handle = await open(part, 'r+');
    try {
      await handle.chmod(0o600);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await checkContainer(part);
    await rename(part, join(folder, name));
    await syncFolder(folder);
    return join(folder, name);
  } finally {
    await rm(part, { force: true });
  }
}

/**
 * The anchors that the backups of a folder carry in their manifests, each as of when it was made; and the names of files
 * that cannot be read as backups.
 */
export async function anchorsOfBackups(folder: string): Promise<{ anchors: Anchor[]; unread: string[] }> {
  const anchors: Anchor[] = [];
  const unread: string[] = [];
  for (const name of await backupsIn(folder))
    try {
      const { madeAt, offices } = await readManifest(join(folder, name));
      const known = offices.filter(({ seq }) => seq > 0);
      anchors.push(...known.map((office) => ({ ...office, at: Date.parse(madeAt) })));
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error;
      unread.push(name);
    }
  return { anchors, unread };
}

export interface BackupPlan extends BackupSpec {
  /** A second folder, best on another disk; null for none. */
  second: string | null;
  /** Backups kept in each folder. */
  keep: number;
}

export interface BackedUp extends BackupMade {
  /** Old ones that went. */
  dropped: number;
  /** The copy in the second folder, or why there is none; both null without one. */
  copy: string | null;
  copyFailed: string | null;
}

/** Makes a backup, copies it, and lets the oldest go: in that order, so that a failure never costs an older one. */
export async function backUp(plan: BackupPlan): Promise<BackedUp> {
  const { second, keep, folder } = plan;
  const made = await makeBackup(plan);
  const dropped = await rotate(folder, keep);
  const done = { ...made, dropped: dropped.length };
  if (second === null) return { ...done, copy: null, copyFailed: null };
  try {
    const copy = await copyBackup(made.file, second);
    await rotate(second, keep);
    return { ...done, copy, copyFailed: null };
  } catch (error) {
    return { ...done, copy: null, copyFailed: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * THE RESTORE: a backup becomes the office of a folder. Everything is made ready beside the books that are there
 * (unpacked, proved, migrated, the restore itself written into the journal) and then takes their place by one rename,
 * so a process that is killed leaves either the old office or the new one, whole. The old books are kept, with the time
 * of the restore in their name. Whoever calls holds the folder's lock: no server may run.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { asideBooks, foldOld, freeStamp, keepAs } from './aside.js';
import { appendAnchor, readAnchors, type Anchor } from './anchors.js';
import { anchorsOfBackups, assertRoom, proveBooks } from './backup.js';
import type { Head } from './commit.js';
import { BackupRefused, checkContainer, unpackContainer } from './container.js';
import { erasuresOfBooks, eraseAgain, readLedger, withoutRepeats, type LedgerLine } from './erasures.js';
import { instantText, textInstant } from './instant.js';
import type { Manifest } from './manifest.js';
import { readMigrations } from './migrate.js';
import { asOneFile, syncFolder } from './ondisk.js';
import { openStore, type Store } from './open.js';
import { offTheLine, restoredKind, standingAnchors, type RestoredData } from './restored.js';
import { summariesFile } from './summaries.js';

export interface RestoreSpec {
  /** The backup. */
  file: string;
  databaseFile: string;
  keyFile: string;
  anchorFiles: readonly string[];
  /** The folder's own backups: their manifests are anchors too. */
  backups: string;
  migrations: string;
  /** Files that may tell what was erased since; one that is not there tells nothing. */
  ledgers: readonly string[];
  now: number;
}

export interface RestoredOffice extends RestoredData {
  officeId: string;
  /** The entry that tells of the restore. */
  entry: number;
  /** Records that were erased after the backup, and are erased again. */
  erasedAgain: number;
}

export interface Restored {
  manifest: Manifest;
  offices: RestoredOffice[];
  /** Migrations that the backup still lacked. */
  migrations: string[];
  /** What was set aside, by its new names. */
  kept: string[];
  /** Was there anything that could tell what was erased since? */
  hasLedger: boolean;
  /** Files of anchors that could not be told; the next start says the same. */
  unanchored: string[];
}

const restoring = '.restoring-';

/**
 * Removes what a restore left that was killed: a whole office, with words in it that may be erased by now. Only under
 * the folder's lock, because a restore that is at work has its books there.
 */
export async function dropUnfinishedRestores(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(restoring)) await rm(join(folder, name), { recursive: true, force: true });
}

function refuseNewer({ migrations, program }: Manifest, folder: string, file: string): void {
  const known = new Set(readMigrations(folder).map(({ name }) => name));
  const strange = migrations.find((name) => !known.has(name));
  if (strange !== undefined)
    throw new BackupRefused(
      `${file} was made by a newer version of Talon (${program}): this one does not know ${strange}. Nothing was changed.`,
    );
}

/** Those of an office that no earlier restore set aside, and which of them the backup's journal does not bear out. */
function compared(db: Database, books: string, officeId: string, anchors: readonly Anchor[]) {
  const own = anchors.filter((anchor) => anchor.officeId === officeId);
  const { standing } = standingAnchors(books, officeId, own);
  return { standing, off: new Set(offTheLine(db, officeId, standing)) };
}

/** What the folder's anchors saw that the backup does not have. Throws when those of its files know another office. */
function asideOf(
  books: string,
  { officeId, seq }: Manifest['offices'][number],
  ofFiles: readonly Anchor[],
  ofBackups: readonly Anchor[],
): Pick<RestoredData, 'asideFrom' | 'asideTo'> {
  const db = new Sqlite(books, { readonly: true, fileMustExist: true });
  try {
    // a backup that was brought here from elsewhere would vouch for itself
    const files = compared(db, books, officeId, ofFiles);
    const within = files.standing.filter((anchor) => anchor.seq <= seq);
    if (within.length > 0 && within.every((anchor) => files.off.has(anchor)))
      throw new BackupRefused(
        `The anchors of this folder know another journal than the backup’s: it is another office’s. Restore into an empty folder (DATA_DIR), or move the anchors away first. Nothing was changed.`,
      );
    const off = [...files.off, ...compared(db, books, officeId, ofBackups).off];
    const seqs = off.map((anchor) => anchor.seq);
    return seqs.length === 0
      ? { asideFrom: null, asideTo: null }
      : { asideFrom: Math.min(...seqs), asideTo: Math.max(...seqs) };
  } finally {
    db.close();
  }
}

/**
 * Writes the restore into an office's journal. Sessions end, because a session that was closed since would come back;
 * links that pair devices end too; and what a printer had not finished is in doubt, because it may have come out since.
 */
function record(store: Store, office: Manifest['offices'][number], data: RestoredData, now: number): Head {
  const { officeId, seq } = office;
  const db = store.writing;
  const { revision } = db
    .prepare<[string], { revision: number }>('select revision from "Office" where id = ?')
    .get(officeId) ?? { revision: 0 };
  const last = db
    .prepare<[string, number], string>('select at from "Journal" where officeId = ? and seq = ?')
    .pluck()
    .get(officeId, seq);
  const at = Math.max(now, last === undefined ? 0 : textInstant(last));
  const text = instantText(at);
  const write = () => {
    db.prepare('update "Session" set closedAt = ? where officeId = ? and closedAt is null').run(text, officeId);
    db.prepare('delete from "Pairing" where officeId = ?').run(officeId);
    db.prepare(`update "PrintJob" set state = 'printing' where officeId = ? and state = 'queued'`).run(officeId);
  };
  const entry = { at, kind: restoredKind, actor: 'shell', visitId: null, data: { ...data } };
  return store.commit({ officeId, revision, patches: [], entries: [entry], answers: [], writes: [write] });
}

/** What was erased since the backup is erased in it too, and the journal says so. */
function erased(store: Store, officeId: string, head: Head, told: readonly LedgerLine[], now: number) {
  const db = store.writing;
  const { erasures, records } = db.transaction(() => eraseAgain(db, officeId, told)).immediate();
  if (records === 0) return { head, records };
  const data = { entryOf: restoredKind, erasures, records };
  const last = db
    .prepare<[string, number], string>('select at from "Journal" where officeId = ? and seq = ?')
    .pluck()
    .get(officeId, head.seq);
  const at = Math.max(now, last === undefined ? 0 : textInstant(last));
  const entry = { at, kind: 'data:erasedAgain', actor: 'shell', visitId: null, data };
  const { revision } = head;
  return { head: store.commit({ officeId, revision, patches: [], entries: [entry], answers: [] }), records };
}

/** Puts the new books in the old ones' place. From the last rename on the new office is there; before it, the old one. */
async function swap(spec: RestoreSpec, work: string): Promise<string[]> {
  const { databaseFile, keyFile, now } = spec;
  const folder = dirname(databaseFile);
  const stamp = freeStamp(databaseFile, now);
  const kept: string[] = [];
  const keyOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : null);
  const newKey = join(work, 'answers.key');
  const isFolded = !existsSync(databaseFile) || foldOld(databaseFile);
  if (existsSync(newKey) && keyOf(newKey) !== keyOf(keyFile)) {
    if (existsSync(keyFile)) kept.push(await keepAs(keyFile, `${keyFile}.before-${stamp}`));
    await rename(newKey, keyFile);
  }
  kept.push(...(await asideBooks(databaseFile, stamp, isFolded)));
  await rename(join(work, 'talon.db'), databaseFile);
  await syncFolder(folder);
  return kept;
}

/** Makes the unpacked books the office to be: migrated, with the restore in the journal, one file without a log. */
async function makeReady(spec: RestoreSpec, books: string, manifest: Manifest) {
  const ofFiles = spec.anchorFiles.flatMap(readAnchors);
  const { anchors: ofBackups } = await anchorsOfBackups(spec.backups);
  // later than every anchor there is: so the entry tells which of them were before it
  const now = [...ofFiles, ...ofBackups].reduce((latest, { at }) => Math.max(latest, at + 1), spec.now);
  const found = manifest.offices.map((office) => ({ office, aside: asideOf(books, office, ofFiles, ofBackups) }));
  // the books that are to be replaced know their erasures too, if they can still be read
  const told = withoutRepeats([...spec.ledgers.flatMap(readLedger), ...erasuresOfBooks(spec.databaseFile)]);
  const store = openStore({ file: books, migrations: spec.migrations });
  const offices: RestoredOffice[] = [];
  const heads: Anchor[] = [];
  try {
    for (const { office, aside } of found) {
      const { officeId, seq, hash } = office;
      const data: RestoredData = { madeAt: Date.parse(manifest.madeAt), seq, hash, ...aside };
      const restored = record(store, office, data, now);
      const { head, records } = erased(store, officeId, restored, told, now);
      offices.push({ ...data, officeId, entry: restored.seq, erasedAgain: records });
      heads.push({ officeId, seq: head.seq, hash: head.hash, at: now });
    }
  } finally {
    await store.close();
  }
  await asOneFile(books);
  const hasLedger = told.length > 0 || spec.ledgers.some((ledger) => existsSync(ledger));
  return { offices, heads, hasLedger, migrations: store.opened.migrations };
}

/** Restores a folder from a backup. Throws `BackupRefused` with a sentence, and then the folder is as it was. */
export async function restoreBackup(spec: RestoreSpec): Promise<Restored> {
  const { file, databaseFile, anchorFiles } = spec;
  const folder = dirname(databaseFile);
  if (!existsSync(file)) throw new BackupRefused(`There is no file ${file}.`);
  const opened = await checkContainer(file);
  const { manifest } = opened;
  refuseNewer(manifest, spec.migrations, basename(file));
  if (!manifest.parts.some(({ name }) => name === 'talon.db')) throw new BackupRefused(`${file} holds no database.`);
  await dropUnfinishedRestores(folder);
  await assertRoom(
    folder,
    manifest.parts.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const work = join(folder, `${restoring}${randomBytes(6).toString('hex')}`);
  await mkdir(work, { mode: 0o700 });
  try {
    await unpackContainer(file, opened, work);
    const books = join(work, 'talon.db');
    proveBooks(books, manifest, []);
    const { offices, heads, hasLedger, migrations } = await makeReady(spec, books, manifest);
    const kept = await swap(spec, work);
    const unanchored = anchorFiles.filter((anchors) => !isTold(anchors, heads));
    // folded from the journal that was set aside; made again from the one that is there
    for (const end of ['', '-wal', '-shm']) await rm(`${summariesFile(databaseFile)}${end}`, { force: true });
    return { manifest, offices, migrations, kept, hasLedger, unanchored };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function isTold(file: string, heads: readonly Anchor[]): boolean {
  try {
    for (const head of heads) appendAnchor(file, head);
    return true;
  } catch {
    return false;
  }
}

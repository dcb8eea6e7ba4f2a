/**
 * AN OFFICE OF ONE'S OWN TAKES THE DEMO'S PLACE. The journal forgets nothing, so nothing of the demo is deleted from its
 * books: new books are made beside them, whole, and take their place. Steps, each of which may be the last before a
 * power cut: the new books are ready in `.beginning/`; `begin.json` says that they are to be the office; they take the
 * old ones' place by one rename; what else the demo left goes; `begin.json` goes. A start that finds `begin.json` goes
 * on from where it was; one that finds only `.beginning/` knows that nothing had been decided.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OwnName } from '../prisma/own.js';
import type { Config } from './config.js';
import type { Instant } from './domain/instant.js';
import { makeOwnOffice } from './first.js';
import type { Law } from './regulations/index.js';
import { backupsIn } from './store/backup.js';
import { asOneFile, syncFolder } from './store/ondisk.js';
import { openStore } from './store/open.js';
import type { UserWithRoles } from './store/people.js';
import type { Session } from './store/sessions.js';
import { summariesFile } from './store/summaries.js';

type Folder = Pick<Config, 'dataDir' | 'databaseFile' | 'anchorFiles' | 'exports' | 'backups' | 'paperDir'>;

const workOf = ({ dataDir }: Folder) => join(dataDir, '.beginning');
const newBooksOf = (folder: Folder) => join(workOf(folder), 'talon.db');
const decidedOf = ({ dataDir }: Folder) => join(dataDir, 'begin.json');

/** Makes the new books ready beside the old ones, which go on meanwhile. Throws, and then nothing has changed. */
export async function buildOwn(
  config: Config,
  law: Law,
  now: Instant,
  own: OwnName & { user: UserWithRoles; session: Session },
): Promise<void> {
  dropUndecided(config);
  mkdirSync(workOf(config), { recursive: true, mode: 0o700 });
  try {
    const file = newBooksOf(config);
    const store = openStore({ file, migrations: config.migrationsDir });
    try {
      makeOwnOffice(store, law, now, own);
    } finally {
      await store.close();
    }
    await asOneFile(file);
    await syncFolder(workOf(config));
  } catch (error) {
    dropUndecided(config);
    throw error;
  }
}

function dropUndecided(folder: Folder): void {
  if (existsSync(workOf(folder))) rmSync(workOf(folder), { recursive: true, force: true });
}

/** From here on the new books are the office, whatever happens. Nobody has the old ones open any more. */
async function decide(folder: Folder): Promise<void> {
  const file = decidedOf(folder);
  const handle = openSync(`${file}.part`, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify({ swap: 'own office' })}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.part`, file);
  await syncFolder(folder.dataDir);
}

async function takePlace(folder: Folder): Promise<void> {
  const { databaseFile } = folder;
  const fresh = newBooksOf(folder);
  // it has taken its place already: what stands beside it now is its own
  if (!existsSync(fresh)) return;
  // the log belongs to the books that go, and must never be found beside the new ones
  for (const end of ['-wal', '-shm', '-journal']) rmSync(`${databaseFile}${end}`, { force: true });
  await syncFolder(dirname(databaseFile));
  renameSync(fresh, databaseFile);
  await syncFolder(dirname(databaseFile));
}

/**
 * What the demo left in its own folder. Folders that the configuration names elsewhere (a second disk for anchors and
 * backups, sheets for others to fetch) are theirs who look after them; the demo's lines there name another office.
 */
async function clearDemo(folder: Folder): Promise<void> {
  const { dataDir, databaseFile, anchorFiles, exports, backups, paperDir } = folder;
  const isOwn = (path: string) => dirname(path) === dataDir;
  const summaries = ['', '-wal', '-shm'].map((end) => `${summariesFile(databaseFile)}${end}`);
  for (const path of [...summaries, ...anchorFiles, exports.stateFile, exports.folder, paperDir])
    if (isOwn(path)) await rm(path, { recursive: true, force: true });
  const copies = isOwn(backups.folder) ? await backupsIn(backups.folder) : [];
  for (const name of copies) await rm(join(backups.folder, name), { force: true });
}

async function forget(folder: Folder): Promise<void> {
  dropUndecided(folder);
  rmSync(decidedOf(folder), { force: true });
  await syncFolder(folder.dataDir);
}

/** The steps of the swap in their order, once the old office is closed: after any of them a start goes on. */
export const swapSteps: readonly ((folder: Folder) => Promise<void>)[] = [decide, takePlace, clearDemo, forget];

/** Puts the new books in the old ones' place; the old office is closed and the folder's lock is held. */
export async function swap(folder: Folder): Promise<void> {
  for (const step of swapSteps) await step(folder);
}

/** Before any opening of the folder: a swap that was decided is brought to its end, one that was not is forgotten. */
export async function finishBegin(folder: Folder): Promise<void> {
  if (!existsSync(decidedOf(folder))) dropUndecided(folder);
  else for (const step of [takePlace, clearDemo, forget]) await step(folder);
}

/**
 * AN OFFICE OF ONE'S OWN TAKES THE DEMO'S PLACE. The journal forgets nothing, so nothing of the demo is deleted from its
 * books: new books are made beside them, whole, and take their place. The old ones, their anchors and backups are set
 * aside as by a restore (`talon.db.before-<time>`): it may have been real work. Steps, each of which may be the last
 * before a power cut: the new books are ready in `.beginning/`; `begin.json` says that they are to be the office, and
 * under which name the old ones are kept; they take the old ones' place by one rename; what else the demo left goes;
 * `begin.json` goes. A start that finds `begin.json` goes on from where it was; one that finds only `.beginning/` knows
 * that nothing had been decided.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { OwnName } from '../../prisma/own.js';
import type { Config } from '../config.js';
import type { Instant } from '../domain/instant.js';
import { makeOwnOffice } from './first.js';
import type { Law } from '../regulations/index.js';
import { asideBooks, foldOld, freeStamp } from '../store/aside.js';
import { backupsIn, stampOf } from '../store/backup.js';
import { asOneFile, syncFolder } from '../store/ondisk.js';
import { openStore } from '../store/open.js';
import type { UserWithRoles } from '../store/people.js';
import type { Session } from '../store/sessions.js';
import { summariesFile } from '../store/summaries.js';

type Folder = Pick<Config, 'dataDir' | 'databaseFile' | 'anchorFiles' | 'exports' | 'backups' | 'paperDir'>;

const workOf = ({ dataDir }: Folder) => join(dataDir, '.beginning');
const newBooksOf = (folder: Folder) => join(workOf(folder), 'talon.db');
const decidedOf = ({ dataDir }: Folder) => join(dataDir, 'begin.json');

/**
 * Makes the new books ready beside the old ones, which go on meanwhile. Throws, and then nothing has changed; also where
 * it is decided already, because the books that are ready are the office then.
 */
export async function buildOwn(
  config: Config,
  law: Law,
  now: Instant,
  own: OwnName & { user: UserWithRoles; session: Session },
): Promise<void> {
  if (existsSync(decidedOf(config)))
    throw new Error('an office of one’s own is decided already: the next start opens it');
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

/**
 * From here on the new books are the office, whatever happens: whoever has the old ones open closes them, or ends. Told
 * again it changes nothing. Throws, and then nothing is decided.
 */
export async function decide(folder: Folder): Promise<void> {
  const file = decidedOf(folder);
  if (existsSync(file)) return;
  const stamp = freeStamp(folder.databaseFile, Date.now());
  const handle = openSync(`${file}.part`, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify({ swap: 'own office', stamp })}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.part`, file);
  try {
    await syncFolder(folder.dataDir);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** The time in the names of what is set aside: the same whenever a swap goes on. */
function stampIn(folder: Folder): string {
  const file = decidedOf(folder);
  const said = /"stamp":"(\d{8}T\d{6}Z(?:-\d+)?)"/.exec(readFileSync(file, 'utf8'))?.[1];
  return said ?? stampOf(statSync(file).mtimeMs);
}

/** Folds the log of books that go; where another program reads them, it is kept beside them instead. */
function isFolded(databaseFile: string): boolean {
  try {
    return !existsSync(databaseFile) || foldOld(databaseFile);
  } catch {
    return false;
  }
}

async function takePlace(folder: Folder): Promise<void> {
  const { databaseFile } = folder;
  const fresh = newBooksOf(folder);
  // it has taken its place already: what stands beside it now is its own
  if (!existsSync(fresh)) return;
  await asideBooks(databaseFile, stampIn(folder), isFolded(databaseFile));
  renameSync(fresh, databaseFile);
  await syncFolder(dirname(databaseFile));
}

/**
 * What the demo left in its own folder: what its books are proved and brought back by is set aside with them, what can be
 * made of them goes. Folders that the configuration names elsewhere (a second disk for anchors and backups, sheets for
 * others to fetch) are theirs who look after them; the demo's lines there name another office.
 */
async function clearDemo(folder: Folder): Promise<void> {
  const { dataDir, databaseFile, anchorFiles, exports, backups, paperDir } = folder;
  const isOwn = (path: string) => dirname(path) === dataDir;
  const summaries = ['', '-wal', '-shm'].map((end) => `${summariesFile(databaseFile)}${end}`);
  for (const path of [...summaries, exports.stateFile, exports.folder, paperDir])
    if (isOwn(path)) await rm(path, { recursive: true, force: true });
  const hasCopies = (await backupsIn(backups.folder).catch(() => [])).length > 0;
  for (const path of [...anchorFiles, ...(hasCopies ? [backups.folder] : [])])
    if (isOwn(path) && existsSync(path)) await rename(path, `${path}.before-${stampIn(folder)}`);
  await syncFolder(dataDir);
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

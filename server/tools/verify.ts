/**
 * `npm run journal:verify`: proves the journal of every office in DATA_DIR, or names the first entry that is wrong and
 * exits 1. It tells with how many anchors of which file it compared; a file of anchors that is gone though a day was
 * closed is a failure too, because a journal alone can be written anew. It only reads, and may run beside a server; a
 * long chain is checked in pieces by as many threads as there are processors.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Config } from '../config.js';
import { readConfig } from '../config.js';
import { makeWorkers, workerEntry } from '../devices/workers.js';
import type { Anchor } from '../store/anchors.js';
import { readAnchors } from '../store/anchors.js';
import { anchorsOfBackups } from '../store/backup.js';
import { instantText } from '../store/instant.js';
import { standingAnchors, type Aside } from '../store/restored.js';
import type { Fault, Piece, PieceVerdict } from '../store/verify.js';
import { checkPiece, lastClosing, officesIn, verifyInPieces } from '../store/verify.js';
import { makeProgress } from './progress.js';

const meaning: Record<Fault, string> = {
  missing: 'is missing',
  changed: 'does not fit its seal or the entry before it',
  extra: 'stands before the first entry',
  beyondHead: 'is not known to the office: its head is an earlier entry',
  cut: 'is gone: the office or an anchor knows entries up to a later one',
  head: 'is not the head that the office knows',
  anchor: 'is not the entry that an anchor saw',
};

/** What was compared with, and whether every file of anchors is there. One that is empty has nothing to say yet. */
function compareWith(files: readonly string[], lastClosed: number | null): { anchors: Anchor[]; isThere: boolean } {
  let isThere = true;
  const anchors = files.flatMap((file) => {
    if (existsSync(file)) {
      const found = readAnchors(file);
      console.log(`Compared with ${found.length} ${found.length === 1 ? 'anchor' : 'anchors'} of ${file}`);
      return found;
    }
    if (lastClosed === null) {
      console.log(`No anchors yet in ${file}: no day was closed.`);
    } else {
      isThere = false;
      console.error(`The anchors of ${file} are missing, though a day was closed by entry ${lastClosed}.`);
    }
    return [];
  });
  return { anchors, isThere };
}

/** What backups say of the journal as it was when they were made. */
async function compareWithBackups(folder: string): Promise<Anchor[]> {
  const { anchors, unread } = await anchorsOfBackups(folder);
  if (anchors.length > 0)
    console.log(
      `Compared with ${anchors.length} ${anchors.length === 1 ? 'anchor' : 'anchors'} of backups in ${folder}`,
    );
  for (const name of unread) console.log(`${name} cannot be read as a backup and was not compared with.`);
  return anchors;
}

/** Entries that a restore set aside are gone by somebody's act, which the journal tells: said, and no fault of the chain. */
function tellOfRestore(officeId: string, { entry, at, anchors, to }: Aside): void {
  console.log(
    `${officeId}: restored from a backup on ${instantText(at)}, as entry ${entry} tells: ` +
      `${anchors} ${anchors === 1 ? 'anchor' : 'anchors'} of entries up to ${to} saw what was set aside then`,
  );
}

/** As many threads as processors, and no more than help: the disk is one. */
const threads = Math.max(1, Math.min(4, availableParallelism()));
/** More pieces than any journal has. */
const mostPieces = 1_000_000;
const shortChain = 50_000;
const longestMs = 10 * 60_000;
const memoryMb = 128;

async function verifyAll({ databaseFile: file, dataDir, anchorFiles, backups }: Config): Promise<boolean> {
  if (!existsSync(file)) {
    console.error(`There is no journal in ${dataDir}.`);
    return false;
  }
  const { anchors, isThere } = compareWith(anchorFiles, lastClosing(file));
  const known = [...anchors, ...(await compareWithBackups(backups.folder))];
  let isWhole = true;
  const progress = makeProgress(process.stdout);
  const workers = makeWorkers<Piece, PieceVerdict>({
    entry: workerEntry('verify'),
    size: threads,
    queue: mostPieces,
    timeoutMs: longestMs,
    memoryMb,
    warmMs: longestMs,
  });
  for (const officeId of officesIn(file)) {
    const { standing, aside } = standingAnchors(file, officeId, known);
    for (const one of aside) tellOfRestore(officeId, one);
    const onProgress = (checked: number, all: number) => progress.show(officeId, all === 0 ? 1 : checked / all);
    const asked = { file, officeId, anchors: standing, onProgress };
    // a short chain is checked before a thread has started
    const isShort = ({ from, until }: Piece) => from === 1 && until < shortChain;
    const verdict = await verifyInPieces(asked, (piece) =>
      isShort(piece) ? Promise.resolve(checkPiece(piece)) : workers.run(piece, []),
    );
    progress.end();
    if (verdict.whole) {
      console.log(`${officeId}: journal whole: ${verdict.entries} entries, head ${verdict.head}`);
    } else {
      isWhole = false;
      console.error(`${officeId}: journal wrong: entry ${verdict.seq} ${meaning[verdict.fault]}`);
    }
  }
  await workers.close();
  return isWhole && isThere;
}

process.exitCode = (await verifyAll(readConfig(process.env, process.cwd()))) ? 0 : 1;

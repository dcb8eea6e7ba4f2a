/**
 * THE ARCHIVE'S THREAD: wires the read-only books, the law and the answers, and answers one question after another.
 * A composition root of its own; it holds the books of one file open while it lives.
 */
import { makeArchiveLaw } from './archivelaw.js';
import type { Reply } from './contract/index.js';
import { sha256 } from './devices/ids.js';
import { dayOf, instantOf, stampOf } from './devices/zone.js';
import { answerTasks } from './devices/workerside.js';
import { shortName } from './doors/answers.js';
import { loadLaw } from './regulations/index.js';
import { answer } from './reports/answer.js';
import { makeDays, NotPrepared } from './reports/facts/days.js';
import { sheetFile } from './reports/sheets/file.js';
import { answerOwn } from './reports/own.js';
import type { ArchiveTask } from './reports/task.js';
import { readWorld, type Surroundings } from './reports/world.js';
import { openArchive, type Archive } from './store/archive.js';
import { BrokenSummaries, openSummaries, summariesFile, type Summaries } from './store/summaries.js';

const law = loadLaw(sha256);
const around: Omit<Surroundings, 'days'> = {
  law: makeArchiveLaw(law, sha256),
  zones: { dayOf, instantOf, wallOf: stampOf },
  shortName,
};

/** Closed days that a question folds by itself, less than a second's work: what a night or a weekend left. */
const foldsAtMost = 5;

interface Opened {
  file: string;
  archive: Archive;
  summaries: Summaries;
  surroundings: Surroundings;
}

let open: Opened | null = null;

function close(): void {
  open?.archive.close();
  open?.summaries.close();
  open = null;
}

function openedOf(file: string): Opened {
  // another thread, or a command, may have put other summaries there
  if (open?.file === file && open.summaries.isCurrent()) return open;
  close();
  const archive = openArchive(file);
  const summaries = openSummaries(summariesFile(file));
  open = { file, archive, summaries, surroundings: { ...around, days: makeDays(archive, summaries, foldsAtMost) } };
  return open;
}

async function answered(task: ArchiveTask): Promise<Reply<unknown>> {
  const { archive, surroundings } = openedOf(task.file);
  return archive.within(() => {
    if (task.kind === 'catchUp') {
      const until = performance.now() + task.forMs;
      const isTime = () => performance.now() >= until;
      return { ok: true, data: surroundings.days.catchUp(task.officeId, Infinity, isTime) };
    }
    const world = readWorld(archive, task.officeId, task.now, surroundings);
    if (world === null) return { ok: false, refusal: { key: 'notFound' } };
    if (task.kind === 'own') return { ok: true, data: answerOwn(world, task.question) };
    return task.kind === 'report'
      ? answer(world, task.name, task.query)
      : sheetFile(world, task.name, task.format, task.query, task.language);
  });
}

/** Summaries that are broken are thrown away, and made from the journal again: nobody has to do anything. */
async function answeredAnew(task: ArchiveTask): Promise<Reply<unknown>> {
  try {
    return await answered(task);
  } catch (error) {
    if (!(error instanceof BrokenSummaries)) throw error;
    open?.summaries.discard();
    close();
    return answered(task);
  }
}

answerTasks(async (task: ArchiveTask): Promise<Reply<unknown>> => {
  try {
    return await answeredAnew(task);
  } catch (error) {
    if (error instanceof NotPrepared)
      return { ok: false, refusal: { key: 'preparing', about: { done: error.done, all: error.all } } };
    throw error;
  }
});

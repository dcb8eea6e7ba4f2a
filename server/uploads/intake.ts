/** Payers' files as the office takes them: read by a thread beside the clerk's, then one press of whoever handed in. */
import { FileReply, type FileRefusal, type Reply } from '../contract/index.js';
import { intakeLimits, type IntakeAnswer, type IntakeTask } from '../devices/intake/upload.js';
import { makeWorkers, WorkerBusy, workerEntry, WorkerFailed, WorkerTimeout } from '../devices/workers.js';
import type { Actor } from '../domain/decide.js';
import type { FileFormat } from '../domain/format.js';
import { takeFiles } from '../domain/rules/submission.js';
import type { Clerk } from '../office/clerk.js';
import type { FileAsked } from '../office/housespec.js';

/**
 * One thread reads all day; the second is started only while the first is held up by a file that is large or hostile,
 * and ended a minute later. More would take the clerk's core from it.
 */
const threads = 2;
const line = 12;
const longestMs = 20_000;
/** Heap of one thread; the files themselves come beside it. */
const memoryMb = 128;
/** Files come one after another from one payer; then long none. */
const warmMs = 60_000;

export interface Intake {
  /** Refuses: fileRefused (`why`), and whatever the press itself is refused for. */
  read(asked: FileAsked, actor: Actor): Promise<Reply<FileReply>>;
  close(): Promise<void>;
}

/** Reads files of these formats; `today` is the office's day. No thread runs until somebody hands one in. */
export function makeIntake(given: {
  clerk: Pick<Clerk, 'pressInner'>;
  formats: FileFormat[];
  today: () => string;
}): Intake {
  const workers = makeWorkers<IntakeTask, IntakeAnswer>({
    entry: workerEntry('intake'),
    size: threads,
    queue: line,
    timeoutMs: longestMs,
    memoryMb,
    warmMs,
  });

  async function readBeside({ name, bytes }: FileAsked): Promise<IntakeAnswer> {
    const { formats } = given;
    try {
      const task = { name, bytes, formats, today: given.today(), limits: intakeLimits };
      return await workers.run(task, [bytes.buffer]);
    } catch (error) {
      const why = whyNot(error);
      if (why === null) throw error;
      return { files: [], refused: [{ name, why }] };
    }
  }

  return {
    async read(asked, actor) {
      const { files, refused } = await readBeside(asked);
      if (files.length === 0)
        return { ok: false, refusal: { key: 'fileRefused', about: { why: refused[0]?.why ?? 'empty' } } };
      const { requestId, receptionId, name, sha256 } = asked;
      const key = { command: 'file:read', requestId, payload: { receptionId, name, sha256 } };
      const reply = await given.clerk.pressInner(key, takeFiles(receptionId, files), actor);
      return reply.ok ? { ok: true, data: { ...FileReply.parse(reply.data), refused } } : reply;
    },
    close: () => workers.close(),
  };
}

/** Why a file could not be read, as far as that is the file's own doing; null where it is ours. */
function whyNot(error: unknown): FileRefusal | null {
  if (error instanceof WorkerBusy) return 'busy';
  if (error instanceof WorkerTimeout) return 'timeout';
  // more than a thread may hold: no report is like that
  return error instanceof WorkerFailed && error.message.includes('memory limit') ? 'tooLarge' : null;
}

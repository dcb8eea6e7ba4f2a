/** One upload: a file or an archive of files. What it says is told, and nothing of it stays. */
import { createHash } from 'node:crypto';
import type { FileRefusal } from '../../contract/index.js';
import type { FileFormat } from '../../domain/format.js';
import type { FileRead } from '../../domain/intake.js';
import { assertEncoding, partsOf } from './bytes.js';
import { readyFormat } from './compile.js';
import { readFile, type FileWorld } from './file.js';
import { worstOf } from './findings.js';
import { NotRead, type IntakeLimits } from './refusal.js';
import { entriesOf, isZip, plainName } from './unzip.js';

export interface IntakeTask {
  name: string;
  bytes: Uint8Array;
  formats: FileFormat[];
  /** The office's day, YYYY-MM-DD. */
  today: string;
  limits: IntakeLimits;
}

export interface IntakeAnswer {
  files: FileRead[];
  /** Files that were not taken, and why; an archive that is refused as a whole stands under its own name. */
  refused: { name: string; why: FileRefusal }[];
}

/**
 * 96 MB inflated, 200 files, 20,000 insured persons: far above the 10,000 that an office gets at once. Those are read
 * in a second and a half; a slow machine under load has several times as long.
 */
export const intakeLimits: IntakeLimits = {
  inflatedBytes: 96 * 1024 * 1024,
  entries: 200,
  ratio: 200,
  persons: 20_000,
  depth: 32,
  fileMs: 5000,
  uploadMs: 12_000,
};

/** Reads an upload. Never throws for what stands in it. */
export async function readUpload(task: IntakeTask): Promise<IntakeAnswer> {
  const { limits } = task;
  const answer: IntakeAnswer = { files: [], refused: [] };
  const formats = task.formats.map(readyFormat);
  const [encoding = 'windows-1251'] = task.formats.map((format) => format.encoding);
  let persons = 0;
  const uploadEnds = performance.now() + limits.uploadMs;
  let fileEnds = uploadEnds;
  const world: FileWorld = {
    formats,
    today: task.today,
    depth: limits.depth,
    person() {
      persons += 1;
      if (persons > limits.persons) throw new NotRead('tooManyPersons');
    },
    isLate: () => performance.now() > fileEnds,
  };
  const names = new Set<string>();

  function read(name: string, bytes: Uint8Array): void {
    // of two files of one name and one folder nobody could say which is meant
    if (names.has(name)) return void answer.refused.push({ name, why: 'sameName' });
    names.add(name);
    fileEnds = Math.min(uploadEnds, performance.now() + limits.fileMs);
    try {
      assertEncoding(bytes, encoding);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      answer.files.push({ ...readFile(name, partsOf(bytes, encoding), world), size: bytes.length, sha256 });
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      // more persons than the whole upload may have: nothing of it is taken
      if (error.why === 'tooManyPersons') throw error;
      answer.refused.push({ name, why: error.why });
    }
  }

  const whole = plainName(task.name);
  try {
    if (!isZip(task.bytes)) read(whole, task.bytes);
    else for await (const entry of entriesOf(task.bytes, limits)) read(entry.name, entry.bytes);
    if (answer.files.length + answer.refused.length === 0) throw new NotRead('empty');
  } catch (error) {
    if (!(error instanceof NotRead)) throw new Error('a file could not be read', { cause: scrubbed(error) });
    return { files: [], refused: [{ name: whole, why: error.why }] };
  }
  const severities = new Map(
    task.formats.flatMap(({ rules }) => rules.map(({ ruleId, severity }) => [ruleId, severity])),
  );
  return { ...answer, files: worstOf(answer.files, (ruleId) => severities.get(ruleId) ?? 0) };
}

/** Where something unexpected was thrown, without its words: they may quote the file. */
function scrubbed(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/**
 * The ledgers while the office runs: each erasure is told to them before it begins, beside the clerk's presses. What a
 * ledger knows is read once, and again only when somebody else has written to it.
 */
import { existsSync } from 'node:fs';
import { open, readFile, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { storedObject } from './stored.js';
import type { LedgerLine } from './erasures.js';

export interface Ledgers {
  /**
   * Tells these erasures to every ledger, and what any of them knows to those that do not: a folder may have come, or
   * come back, since. Rejects when the first one cannot be told; the others are told as far as they go.
   */
  tell(lines: readonly LedgerLine[]): Promise<void>;
}

/** A ledger as it was left. */
interface Left {
  size: number;
  erasureIds: Set<string>;
}

/** Lines that are read in one breath: each may name hundreds of records. */
const linesAtOnce = 20;

const breath = () => new Promise((resolve) => setImmediate(resolve));

/** The erasures of a ledger. Throws on a broken line. */
async function linesOf(file: string): Promise<LedgerLine[]> {
  if (!existsSync(file)) return [];
  const texts = (await readFile(file, 'utf8')).split('\n');
  // what follows the last line feed is empty, or was never finished
  texts.pop();
  const lines: LedgerLine[] = [];
  for (const [at, text] of texts.entries()) {
    lines.push(storedObject<LedgerLine>(text, `line ${at + 1} of ${file}`));
    if (at % linesAtOnce === 0) await breath();
  }
  return lines;
}

/** A power cut may leave the last line unfinished: it was never told, and the next one must not be glued to it. */
async function dropUnfinished(handle: FileHandle, file: string): Promise<void> {
  const { size } = await handle.stat();
  if (size === 0) return;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  if (last.toString() === '\n') return;
  await handle.truncate((await readFile(file)).lastIndexOf('\n') + 1);
}

/** Adds lines and waits until they are on the disk; how long the ledger is then. */
async function append(file: string, lines: readonly LedgerLine[]): Promise<number> {
  const handle = await open(file, 'a+', 0o600);
  try {
    await dropUnfinished(handle, file);
    await handle.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** Ledgers by their files; `onError` hears of one that could not be read or told, and it stands behind until it can. */
export function makeLedgers(files: readonly string[], onError: (error: unknown, ledger: string) => void): Ledgers {
  const left = new Map<string, Left>();

  async function knownTo(file: string): Promise<Left> {
    const size = existsSync(file) ? (await stat(file)).size : 0;
    const before = left.get(file);
    if (before?.size === size) return before;
    const known = { size, erasureIds: new Set((await linesOf(file)).map(({ erasureId }) => erasureId)) };
    left.set(file, known);
    return known;
  }

  /** What the first ledger does is waited for and asked for; of the others a fault is told. */
  async function each(work: (file: string) => Promise<void>): Promise<void> {
    for (const [at, file] of files.entries())
      try {
        await work(file);
      } catch (error) {
        if (at === 0) throw error;
        onError(error, file);
      }
  }

  return {
    async tell(lines) {
      const named = new Map(lines.map((line) => [line.erasureId, line]));
      const readable: string[] = [];
      const known = new Set(named.keys());
      await each(async (file) => {
        for (const erasureId of (await knownTo(file)).erasureIds) known.add(erasureId);
        readable.push(file);
      });
      const [first] = files;
      const isBehind = (file: string) => [...known].some((id) => !left.get(file)?.erasureIds.has(id) && !named.has(id));
      // only when a folder has come back is a ledger read again as a whole
      if (readable.some(isBehind))
        for (const file of readable) for (const line of await linesOf(file)) named.set(line.erasureId, line);
      const all = [...named.values()].sort((one, other) => one.at - other.at);
      await each(async (file) => {
        if (!readable.includes(file)) return;
        if (!existsSync(dirname(file))) {
          if (file === first) throw new Error(`The ledger of erasures ${file} has no folder.`);
          return;
        }
        const { erasureIds } = await knownTo(file);
        const missing = all.filter(({ erasureId }) => !erasureIds.has(erasureId));
        if (missing.length === 0) return;
        const size = await append(file, missing);
        left.set(file, { size, erasureIds: new Set([...erasureIds, ...missing.map(({ erasureId }) => erasureId)]) });
      });
    },
  };
}

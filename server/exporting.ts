/**
 * The scheduled export: when a day is closed, its report and its tickets are written into a folder, by the archive's
 * thread and never in the clerk's way, and the journal says so. What could not be written is told and tried again until it
 * is, also after the next start.
 */
import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Archiving } from './archiving.js';
import { sheetFormats, type SheetFormat, type SheetName } from './contract/index.js';
import type { Settings } from './domain/settings.js';
import type { Log } from './doors/given.js';
import type { Closing } from './store/days.js';

/** What is written of a day. */
const sheets = ['figures', 'visits'] as const satisfies readonly SheetName[];
/** Real milliseconds until what failed is tried again: a disk that somebody makes room on, a share that comes back. */
export const usualRetryMs = 10 * 60_000;
const dayShape = /^\d{4}-\d{2}-\d{2}$/;

export interface Exporting {
  /** Looks for days that were closed, perhaps once more, and are not exported yet: they are in a while. */
  wake(): void;
  /** The newest day that is in the folder; why the last export failed. */
  state(): { exportedDay: string | null; exportFailed: string | null };
  /** Waits for the file that is being written. */
  close(): Promise<void>;
}

/** What the journal keeps of an exported day: counts and codes. */
export interface Exported {
  day: string;
  formats: readonly SheetFormat[];
  /** Rows of all sheets, each counted once whatever its formats. */
  rows: number;
}

/** What the next start needs to know. */
interface Kept {
  /** The newest day that was exported. */
  exportedDay: string | null;
  /** Closings up to this entry are done with: exported, or of days closed while the export was off. */
  seenSeq: number | null;
}

export interface ExportingGiven {
  folder: string;
  /** Where it is kept how far the export came: beside the books, because others may clear the folder. */
  stateFile: string;
  settings: () => Settings['exports'];
  /** Days by the entry that closed them last, after an entry and in their order; the newest alone when it is null. */
  closings: (after: number | null) => Promise<Closing[]>;
  sheet: Archiving['sheet'];
  /** Writes `report:exported` into the journal; a day whose entry could not be written is exported again. */
  record: (exported: Exported) => Promise<void>;
  retryMs: number;
  log: Log;
}

export function makeExporting(given: ExportingGiven): Exporting {
  const { folder, stateFile, log } = given;
  let kept: Kept | null = null;
  let failed: string | null = null;
  let isClosed = false;
  let running: Promise<void> | null = null;
  let isAsked = false;
  let isSwept = false;
  let retry: ReturnType<typeof setTimeout> | null = null;
  const startedAt = Date.now();

  async function keep(next: Kept): Promise<void> {
    kept = next;
    await writeWhole(stateFile, Buffer.from(`${JSON.stringify(next)}\n`));
  }

  /** Takes away what a crash left half written. */
  async function sweep(): Promise<void> {
    if (isSwept) return;
    await sweepParts(folder, isSheetPart, startedAt);
    await sweepParts(dirname(stateFile), (name) => isPartOf(name, basename(stateFile)), startedAt);
    isSwept = true;
  }

  async function exportDay(day: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const formats = [...new Set(given.settings().formats)];
    const counts = new Map<SheetName, number>();
    for (const name of sheets)
      for (const format of formats) {
        if (isClosed) throw new Error('closed');
        const reply = await given.sheet(name, format, 'ru', { from: day, until: day });
        if (!reply.ok) throw new Error(reply.refusal.key);
        await writeWhole(join(folder, `${day} ${name}.${format}`), reply.data.bytes);
        counts.set(name, reply.data.rows);
      }
    const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
    await given.record({ day, formats, rows });
  }

  async function run(): Promise<void> {
    const before = (kept ??= await readKept(stateFile));
    await sweep();
    for (const { day, seq } of await given.closings(before.seenSeq)) {
      if (isClosed) return;
      const { isOn, formats } = given.settings();
      const isWanted = isOn && formats.length > 0;
      if (isWanted) await exportDay(day);
      const known = kept.exportedDay;
      await keep({ exportedDay: isWanted && (known === null || known < day) ? day : known, seenSeq: seq });
      if (isWanted) log.info({ day }, 'the day was exported');
    }
    failed = null;
  }

  /** Tries again in a while, whoever else wakes it. */
  function tryLater(): void {
    if (isClosed || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      wake();
    }, given.retryMs);
    retry.unref();
  }

  function wake(): void {
    if (isClosed) return;
    isAsked = true;
    running ??= (async () => {
      while (isAsked && !isClosed) {
        isAsked = false;
        try {
          await run();
        } catch (error) {
          failed = whyOf(error);
          log.warn({ error }, 'a day could not be exported; it is tried again');
          tryLater();
        }
      }
      running = null;
    })();
  }

  return {
    wake,
    state: () => ({ exportedDay: kept?.exportedDay ?? null, exportFailed: failed }),
    async close() {
      isClosed = true;
      if (retry !== null) clearTimeout(retry);
      await running;
    },
  };
}

/** The code of a file's error, the key of a refusal: a screen is told no paths. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'internal';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 80);
}

/** The name of a part is `<file>.<chance>.part`. */
const chance = /^\.[0-9a-f-]{36}\.part$/;
const isPartOf = (name: string, file: string) => name.startsWith(file) && chance.test(name.slice(file.length));
const isSheetPart = (name: string) =>
  sheets.some((sheet) => sheetFormats.some((format) => isPartOf(name.slice(10), ` ${sheet}.${format}`))) &&
  dayShape.test(name.slice(0, 10));

/** Removes own parts that are older than the start: nobody writes them any more. A folder that is not there has none. */
async function sweepParts(folder: string, isPart: (name: string) => boolean, startedAt: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isPart)) {
    const part = join(folder, name);
    const age = await lstat(part).catch(() => null);
    if (age !== null && age.mtimeMs < startedAt) await rm(part, { force: true });
  }
}

/**
 * Writes a file that is whole or is not there: who takes it away never finds half of it. Others may write into the
 * folder: the part has a name that nobody can foresee and is never one that is there, so that no link is followed.
 */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.${randomUUID()}.part`;
  try {
    await writeFile(part, bytes, { mode: 0o600, flush: true, flag: 'wx' });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const isDay = (value: unknown): value is string => typeof value === 'string' && dayShape.test(value);

/** How far the export came; a file that is not there or not understood says that it never began. */
async function readKept(file: string): Promise<Kept> {
  try {
    const said: unknown = JSON.parse(await readFile(file, 'utf8'));
    const of = typeof said === 'object' && said !== null ? said : {};
    return {
      exportedDay: 'exportedDay' in of && isDay(of.exportedDay) ? of.exportedDay : null,
      seenSeq: 'seenSeq' in of && typeof of.seenSeq === 'number' ? of.seenSeq : null,
    };
  } catch {
    return { exportedDay: null, seenSeq: null };
  }
}

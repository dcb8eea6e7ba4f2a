/**
 * The scheduled export: when a day is closed, its report and its tickets are written into a folder, by the archive's
 * thread and never in the clerk's way. What could not be written is told and tried again at the next start.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archiving } from './archiving.js';
import type { SheetName } from './contract/index.js';
import type { Settings } from './domain/office.js';
import type { Log } from './doors/given.js';

/** What is written of a day. */
const sheets = ['figures', 'visits'] as const satisfies readonly SheetName[];
const dayShape = /^\d{4}-\d{2}-\d{2}$/;

export interface Exporting {
  /** A day was closed, perhaps once more: it is exported in a while. */
  dayClosed(day: string): void;
  /** Looks for days that were closed and are not exported yet. */
  wake(): void;
  /** The newest day that is in the folder; why the last export failed. */
  state(): { exportedDay: string | null; exportFailed: string | null };
  /** Waits for the file that is being written. */
  close(): Promise<void>;
}

/** What the next start needs to know. */
interface Kept {
  /** The newest day that was exported. */
  exportedDay: string | null;
  /** Days up to this one are done with: exported, or closed while the export was off. */
  seenDay: string | null;
}

export interface ExportingGiven {
  folder: string;
  /** Where it is kept how far the export came: beside the books, because others may clear the folder. */
  stateFile: string;
  settings: () => Settings['exports'];
  /** Closed days after a day, in their order; all when it is null. */
  closedDays: (after: string | null) => Promise<string[]>;
  sheet: Archiving['sheet'];
  log: Log;
}

export function makeExporting(given: ExportingGiven): Exporting {
  const { folder, stateFile, log } = given;
  let kept: Kept | null = null;
  let failed: string | null = null;
  let isClosed = false;
  let running: Promise<void> | null = null;
  let isAsked = false;
  const again = new Set<string>();

  async function keep(next: Kept): Promise<void> {
    kept = next;
    await writeWhole(stateFile, Buffer.from(`${JSON.stringify(next)}\n`));
  }

  /** The days to look at now, in their order. Of an office that exports for the first time the newest alone. */
  async function waiting(seenDay: string | null): Promise<string[]> {
    const closed = await given.closedDays(seenDay);
    const fresh = seenDay === null ? closed.slice(-1) : closed;
    return [...new Set([...again, ...fresh])].sort();
  }

  async function exportDay(day: string): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of sheets)
      for (const format of new Set(given.settings().formats)) {
        if (isClosed) throw new Error('closed');
        const reply = await given.sheet(name, format, 'ru', { from: day, until: day });
        if (!reply.ok) throw new Error(reply.refusal.key);
        await writeWhole(join(folder, `${day} ${name}.${format}`), reply.data.bytes);
      }
  }

  async function run(): Promise<void> {
    const before = (kept ??= await readKept(stateFile));
    for (const day of await waiting(before.seenDay)) {
      if (isClosed) return;
      const { isOn, formats } = given.settings();
      const isWanted = isOn && formats.length > 0;
      if (isWanted) await exportDay(day);
      again.delete(day);
      const newest = (one: string | null) => (one === null || one < day ? day : one);
      await keep({
        exportedDay: isWanted ? newest(kept.exportedDay) : kept.exportedDay,
        seenDay: newest(kept.seenDay),
      });
      if (isWanted) log.info({ day }, 'the day was exported');
    }
    failed = null;
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
        }
      }
      running = null;
    })();
  }

  return {
    wake,
    dayClosed(day) {
      again.add(day);
      wake();
    },
    state: () => ({ exportedDay: kept?.exportedDay ?? null, exportFailed: failed }),
    async close() {
      isClosed = true;
      await running;
    },
  };
}

/** The code of a file's error, the key of a refusal: a screen is told no paths. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return 'internal';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 80);
}

/** Writes a file that is whole or is not there: who takes it away never finds half of it. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.part`;
  try {
    await writeFile(part, bytes, { mode: 0o600, flush: true });
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
      seenDay: 'seenDay' in of && isDay(of.seenDay) ? of.seenDay : null,
    };
  } catch {
    return { exportedDay: null, seenDay: null };
  }
}

/** The paper of the day: bytes as they were sent, kept for the console's preview; bounded, readable by us alone. */
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Tray {
  /** Keeps the bytes in memory at once and in the folder soon. */
  keep(printJobId: string, bytes: Uint8Array): void;
  /** Null when they are no longer kept, or never were. */
  bytesOf(printJobId: string): Promise<Uint8Array | null>;
  /** Settles when everything kept so far stands in the folder. */
  flushed(): Promise<void>;
  /** These are erased: they leave memory at once and the folder soon. */
  drop(printJobIds: readonly string[]): Promise<void>;
  /** What was kept before this instant of real time goes, from memory at once and from the folder soon. */
  dropBefore(instant: number): Promise<void>;
  /** Empties memory and folder: a new day begins with an empty tray. */
  clear(): Promise<void>;
}

const ending = '.escpos';

interface TraySettings {
  /** Made when missing, mode 0700; null keeps in memory only. */
  folder: string | null;
  /** Most papers kept, in memory and in the folder alike. */
  limit: number;
  /** Real time, milliseconds since the epoch. */
  now(): number;
  onError(error: unknown): void;
}

/** The tray in `folder`, which is made when it is missing (null: in memory only); past `limit` the oldest papers go. */
export function makeTray({ folder, limit, now, onError }: TraySettings): Tray {
  const kept = new Map<string, { bytes: Uint8Array; at: number }>();
  let work: Promise<void> = folder === null ? Promise.resolve() : attempt(() => prepare(folder));
  /** Files of the folder, oldest first. */
  const files: { name: string; at: number }[] = [];

  /** What the last run left, oldest first, so that the bound holds over restarts. */
  async function prepare(into: string): Promise<void> {
    await mkdir(into, { recursive: true, mode: 0o700 });
    const names = (await readdir(into)).filter((name) => name.endsWith(ending));
    const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(into, name))).mtimeMs })));
    files.push(...aged.sort((one, other) => one.at - other.at));
    await trim(into);
  }

  async function trim(into: string): Promise<void> {
    for (const { name } of files.splice(0, Math.max(0, files.length - limit)))
      await rm(join(into, name), { force: true });
  }

  /** Those go; whatever fails stands on the list, and goes the next time. */
  async function remove(into: string, isGone: (file: { name: string; at: number }) => boolean): Promise<void> {
    for (const file of files.filter(isGone)) {
      await rm(join(into, file.name), { force: true });
      files.splice(files.indexOf(file), 1);
    }
  }

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      onError(error);
    }
  }

  function later(act: (into: string) => Promise<void>): void {
    if (folder !== null) work = work.then(() => attempt(() => act(folder)));
  }

  function fileOf(printJobId: string): string | null {
    return /^[\w:-]{1,64}$/.test(printJobId) ? printJobId + ending : null;
  }

  return {
    keep(printJobId, bytes) {
      const own = Uint8Array.from(bytes);
      const at = now();
      kept.delete(printJobId);
      kept.set(printJobId, { bytes: own, at });
      const oldest = kept.keys().next();
      if (kept.size > limit && oldest.done !== true) kept.delete(oldest.value);
      const name = fileOf(printJobId);
      if (name === null) return;
      later(async (into) => {
        await writeFile(join(into, name), own, { mode: 0o600 });
        // the mode above is for new files only
        await chmod(join(into, name), 0o600);
        const known = files.findIndex((file) => file.name === name);
        if (known >= 0) files.splice(known, 1);
        files.push({ name, at });
        await trim(into);
      });
    },
    async bytesOf(printJobId) {
      const name = fileOf(printJobId);
      const inMemory = kept.get(printJobId);
      if (inMemory !== undefined || folder === null || name === null) return inMemory?.bytes ?? null;
      await work;
      return readFile(join(folder, name)).then(
        (bytes) => Uint8Array.from(bytes),
        () => null,
      );
    },
    flushed: () => work,
    drop(printJobIds) {
      for (const printJobId of printJobIds) kept.delete(printJobId);
      const dropped = new Set(printJobIds.map(fileOf));
      later((into) => remove(into, ({ name }) => dropped.has(name)));
      return work;
    },
    dropBefore(instant) {
      for (const [printJobId, { at }] of kept) if (at < instant) kept.delete(printJobId);
      later((into) => remove(into, ({ at }) => at < instant));
      return work;
    },
    clear() {
      kept.clear();
      later((into) => remove(into, () => true));
      return work;
    },
  };
}

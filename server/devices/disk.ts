/** The disk under a folder: how much of it is left. */
import { statfs } from 'node:fs/promises';

/** Bytes that this process may still write on the disk of a folder; null where the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

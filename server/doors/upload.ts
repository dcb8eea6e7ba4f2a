/** Files at the door: read as they come, never more than the office takes, and only a few at once. */
import { createHash } from 'node:crypto';
import { mostUploadBytes } from '../contract/index.js';

/** As the headers say it, nothing of it parsed; the body as it comes in. */
export interface AskedFile {
  headers: { requestId: unknown; receptionId: unknown; name: unknown };
  /** What the sender says the body's length is; null when it does not. */
  length: number | null;
  body: AsyncIterable<unknown>;
}

/** A body that was read whole. */
export interface UploadedFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Hex digest: the same file under the same press is the same press. */
  sha256: string;
}

/** Files that may be on their way at once: each may hold as much memory as a file may have. */
export const mostAtOnce = 3;
/** Files whose turn is waited for, their bodies unread: every booth of a large office at once, and no more. */
export const mostInLine = 24;
/** Nobody waits longer: a request whose body is unread after half a minute is cut by the server, without an answer. */
export const longestWaitMs = 20_000;

export interface Places {
  /** True when there is a place; false at once where the line is full, and after long waiting. Whoever got one gives it back. */
  take(): Promise<boolean>;
  give(): void;
}

/** So many places, and a line before them in the order in which they came; `waitMs` is the longest that one waits. */
export function makePlaces(places: number, line: number, waitMs: number): Places {
  let free = places;
  const waiting = new Set<() => void>();
  return {
    async take() {
      if (free > 0) {
        free -= 1;
        return true;
      }
      if (waiting.size >= line) return false;
      return new Promise<boolean>((resolve) => {
        const turn = () => {
          clearTimeout(timer);
          waiting.delete(turn);
          resolve(true);
        };
        const timer = setTimeout(() => {
          waiting.delete(turn);
          resolve(false);
        }, waitMs);
        waiting.add(turn);
      });
    },
    give() {
      const [next] = waiting;
      if (next === undefined) free += 1;
      else next();
    },
  };
}

const firstBytes = 1024 * 1024;

/**
 * Reads a body, or says why not: `tooLarge` is seen before anything is kept where the length is told, and as soon as
 * the bytes pass it where not; the rest is then the caller's to discard.
 */
export async function readBody({ length, body }: AskedFile): Promise<UploadedFile | 'tooLarge'> {
  if (length !== null && length > mostUploadBytes) return 'tooLarge';
  let bytes = new Uint8Array(length ?? firstBytes);
  let filled = 0;
  const hash = createHash('sha256');
  for await (const part of body) {
    if (!(part instanceof Uint8Array)) continue;
    const needed = filled + part.length;
    if (needed > mostUploadBytes) return 'tooLarge';
    if (needed > bytes.length) {
      const grown = new Uint8Array(Math.min(mostUploadBytes, Math.max(needed, bytes.length * 2)));
      grown.set(bytes.subarray(0, filled));
      bytes = grown;
    }
    bytes.set(part, filled);
    filled = needed;
    // with each part: the digest of the whole at once would hold the clerk's thread
    hash.update(part);
  }
  return { bytes: filled === bytes.length ? bytes : bytes.slice(0, filled), sha256: hash.digest('hex') };
}

/** «%D0%9E%D1%82%D1%87%D1%91%D1%82.zip» as it was; what is not so encoded is taken as it stands. */
export function decodedName(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

/** Bytes at the door: read as they come, never more than the office takes of their kind, and only a few at once. */
import { createHash } from 'node:crypto';

/** As the headers say it, nothing of it parsed; the body as it comes in. */
export interface AskedFile {
  headers: Record<string, unknown>;
  /** What the sender says the body's length is; null when it does not. */
  length: number | null;
  body: AsyncIterable<unknown>;
  /** Aborted when the connection breaks. */
  gone: AbortSignal;
}

/** A body that was read whole. */
export interface UploadedFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Hex digest: the same file under the same press is the same press. */
  sha256: string;
}

/** How long a body is waited for. */
export interface BodyPatience {
  /** Milliseconds without a byte. */
  silentMs: number;
  /** Milliseconds from the first to the last one. */
  wholeMs: number;
}

/** A line that stalls holds a place that others wait for; 24 MB come over the slowest network of an office. */
export const bodyPatience: BodyPatience = { silentMs: 5000, wholeMs: 25_000 };

/** Files that may be on their way at once: each may hold as much memory as a file may have. */
export const mostAtOnce = 3;
/** Files whose turn is waited for, their bodies unread: every booth of a large office at once, and no more. */
export const mostInLine = 24;
/** Files of one person in that line: nobody fills it alone. */
export const mostOfOne = 8;
/** Nobody waits longer: a request whose body is unread after half a minute is cut by the server, without an answer. */
export const longestWaitMs = 20_000;

export interface Places {
  /**
   * True when there is a place, and nobody has two of them; false at once where the line is full, after long waiting
   * and when `gone` is aborted. Whoever got one gives it back.
   */
  take(actorId: string, gone: AbortSignal): Promise<boolean>;
  give(actorId: string): void;
}

/** So many places, and a line before them in the order in which they came. */
export function makePlaces(given: {
  places: number;
  line: number;
  /** Longest line of one person. */
  ofOne: number;
  /** The longest that one waits, milliseconds. */
  waitMs: number;
}): Places {
  const inside = new Set<string>();
  const waiting = new Set<{ actorId: string; settle: (isIn: boolean) => void }>();
  const isFree = (actorId: string) => inside.size < given.places && !inside.has(actorId);

  return {
    async take(actorId, gone) {
      if (gone.aborted) return false;
      if (isFree(actorId)) {
        inside.add(actorId);
        return true;
      }
      const own = [...waiting].filter((one) => one.actorId === actorId).length;
      if (waiting.size >= given.line || own >= given.ofOne) return false;
      return new Promise<boolean>((resolve) => {
        const settle = (isIn: boolean) => {
          clearTimeout(timer);
          gone.removeEventListener('abort', leave);
          waiting.delete(turn);
          if (isIn) inside.add(actorId);
          resolve(isIn);
        };
        const leave = () => settle(false);
        const turn = { actorId, settle };
        const timer = setTimeout(leave, given.waitMs);
        gone.addEventListener('abort', leave);
        waiting.add(turn);
      });
    },
    give(actorId) {
      inside.delete(actorId);
      for (const turn of waiting) {
        if (!isFree(turn.actorId)) continue;
        turn.settle(true);
        return;
      }
    },
  };
}

const firstBytes = 1024 * 1024;

/** The next part; null after the last. The silence of the sender is not waited out, nor is a line that broke. */
async function nextPart(parts: AsyncIterator<unknown>, ms: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<'stalled'>((resolve) => {
    timer = setTimeout(() => resolve('stalled'), Math.max(0, ms));
  });
  // a body of a request throws when its connection ends, and for nothing else
  const coming = parts.next().then(
    ({ done, value }) => (done === true ? null : value),
    () => 'broken',
  );
  try {
    return await Promise.race([coming, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Why a body was not read whole: too much of it, silence for too long, or the connection ended. */
export type BodyFault = 'tooLarge' | 'stalled' | 'broken';

/**
 * Reads a body of at most `most` bytes, or says why not: `tooLarge` is seen before anything is kept where the length is
 * told, and as soon as the bytes pass it where not; the rest is then the caller's to discard.
 */
export async function readBody(
  asked: Omit<AskedFile, 'headers'>,
  { most, patience }: { most: number; patience: BodyPatience },
): Promise<UploadedFile | BodyFault> {
  const { length } = asked;
  if (length !== null && length > most) return 'tooLarge';
  let bytes = new Uint8Array(length ?? Math.min(firstBytes, most));
  let filled = 0;
  const hash = createHash('sha256');
  const parts = asked.body[Symbol.asyncIterator]();
  const endsAt = performance.now() + patience.wholeMs;
  const unread = (fault: BodyFault) => {
    // not waited for: of a silent line it ends with the line
    parts.return?.().catch(() => undefined);
    return fault;
  };
  for (;;) {
    const part = await nextPart(parts, Math.min(patience.silentMs, endsAt - performance.now()));
    if (part === 'stalled' || part === 'broken') return unread(part);
    if (part === null) break;
    if (!(part instanceof Uint8Array)) continue;
    const needed = filled + part.length;
    if (needed > most) return unread('tooLarge');
    if (needed > bytes.length) {
      const grown = new Uint8Array(Math.min(most, Math.max(needed, bytes.length * 2)));
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

/** Regulation packs come in by an administrator's console: every fault is told by its place, and only what is sound is kept. */
import { mostPackBytes, packUpload, type PackReply, type Reply } from '../contract/index.js';
import type { Actor } from '../office/house.js';
import type { Enter } from './entering.js';
import type { Log } from './given.js';
import { makeHandIn, type HandIn } from './handin.js';
import type { Limits } from './limits.js';
import { no } from './parse.js';

/** A pack as it was handed in: its bytes are nobody's promise yet. */
export interface PackAsked {
  requestId: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Hex digest of the bytes. */
  sha256: string;
}

/** What is behind the door. */
export interface Packs {
  /** Exactly once. Refuses: packRefused (why), alreadyDone (version), clockUnsure. */
  take(asked: PackAsked, actor: Actor): Promise<Reply<PackReply>>;
}

/** Packs that may be on their way at once: nobody hands in two. */
const mostAtOnce = 2;

/** The act of handing a pack in. Refuses: packRefused (why), tooLarge, alreadyDone (version). */
export function makePackIn(given: { packs: Packs; enter: Enter; limits: Limits; log: Log }): HandIn<PackReply> {
  return makeHandIn(
    {
      name: 'pack',
      by: packUpload.by,
      headers: packUpload.headers,
      most: mostPackBytes,
      places: mostAtOnce,
      refused: (why) => (why === 'tooLarge' ? no('tooLarge') : no('packRefused', { why })),
      take: (press, actor) => given.packs.take(press, actor),
    },
    given,
  );
}

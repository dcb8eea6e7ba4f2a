/**
 * THE SHELF: every version of every pack that an office knows, the program's own and those that were handed in, and
 * which of them hold on a day. What is read once is remembered by its hash.
 */
import { packOn } from '../domain/law.js';
import { versionKey } from '../domain/lawof.js';
import { loadPack, PackRefused, type Pack } from './pack.js';

/** A pack as the books keep it. */
export interface StoredPack {
  packId: string;
  version: string;
  hash: string;
  /** Canonical JSON: its digest is the hash. */
  content: string;
  fromDay: string | null;
}

/** The packs of an office on a day. */
export interface PacksOfDay {
  /** In force, by packId. */
  packs: ReadonlyMap<string, Pack>;
  /** Every version, by `versionKey`. */
  versions: ReadonlyMap<string, Pack>;
}

export interface Shelf {
  /**
   * Throws PackRefused when a pack that holds on this day cannot be read: nobody is received by another law than the
   * one that was put in force. One that does not hold is left out then.
   */
  on(stored: readonly StoredPack[], day: string): PacksOfDay;
  /** A pack that another thread has read: its content is not read once more when it comes into force. */
  put(pack: Pack): void;
}

/** A shelf with the program's own packs on it. */
export function makeShelf(builtIn: ReadonlyMap<string, Pack>, sha256: (text: string) => string): Shelf {
  const read = new Map<string, Pack>();

  function readStored({ packId, version, hash, content }: StoredPack): Pack {
    const known = read.get(hash);
    if (known !== undefined) return known;
    const name = versionKey(packId, version);
    if (sha256(content) !== hash)
      throw new PackRefused(name, [{ place: 'the whole file', why: 'it is not what was handed in' }]);
    const pack = loadPack(name, JSON.parse(content), sha256);
    read.set(hash, pack);
    return pack;
  }

  return {
    on(stored, day) {
      const packs = new Map(builtIn);
      const versions = new Map([...builtIn.values()].map((pack) => [versionKey(pack.id, pack.version), pack]));
      const ids = new Set(stored.map(({ packId }) => packId));
      const due = new Set([...ids].map((packId) => packOn(stored, packId, day)));
      for (const row of stored)
        try {
          const pack = readStored(row);
          versions.set(versionKey(row.packId, row.version), pack);
          if (due.has(row)) packs.set(row.packId, pack);
        } catch (error) {
          if (due.has(row) || !(error instanceof PackRefused)) throw error;
        }
      return { packs, versions };
    },
    put: (pack) => void read.set(pack.hash, pack),
  };
}

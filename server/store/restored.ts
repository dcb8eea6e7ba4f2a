/**
 * What a restore leaves behind: anchors that saw entries which the restored journal does not have. The entry
 * `office:restored` names them (from, to), so that a verification can tell «set aside by a restore, as entry N says»
 * from «cut or rewritten by somebody». Only anchors made before that entry are set aside, and only within its bounds.
 */
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import type { Anchor } from './anchors.js';
import { instantText, textInstant } from './instant.js';
import { storedObject } from './stored.js';

export const restoredKind = 'office:restored';

/** The data of the entry that a restore writes. */
export interface RestoredData {
  /** When the backup was made, in milliseconds, and the journal's end in it. */
  madeAt: number;
  seq: number;
  hash: string;
  /** Anchors of what was set aside: the lowest and the highest seq that they saw; null when there were none. */
  asideFrom: number | null;
  asideTo: number | null;
}

/** Anchors of one restore, for a sentence. */
export interface Aside {
  /** The entry that tells of the restore. */
  entry: number;
  at: number;
  anchors: number;
  to: number;
}

export interface Standing {
  /** What the journal must agree with. */
  standing: Anchor[];
  aside: Aside[];
}

/** Anchors that a journal does not bear out: it has no such entry, or another one. */
export function offTheLine(db: Database, officeId: string, anchors: readonly Anchor[]): Anchor[] {
  const hashOf = db
    .prepare<[string, number], string>('select hash from "Journal" where officeId = ? and seq = ?')
    .pluck();
  return anchors.filter((anchor) => anchor.officeId === officeId && hashOf.get(officeId, anchor.seq) !== anchor.hash);
}

/**
 * Sorts the anchors that a restore set aside from those that stand. The restore's entry is later than every anchor that
 * it sets aside and than everything before it in the journal, so it is the first entry after such an anchor.
 */
export function standingAnchors(file: string, officeId: string, anchors: readonly Anchor[]): Standing {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const next = db.prepare<[string, string], { seq: number; at: string; kind: string; data: string }>(
      'select seq, at, kind, data from "Journal" where officeId = ? and at > ? order by at, seq limit 1',
    );
    const aside = new Map<number, Aside>();
    const fallen = new Set<Anchor>();
    for (const anchor of offTheLine(db, officeId, anchors)) {
      const entry = next.get(officeId, instantText(anchor.at));
      if (entry?.kind !== restoredKind) continue;
      const { asideFrom, asideTo } = storedObject<RestoredData>(entry.data, 'Journal.data');
      if (asideFrom === null || asideTo === null || anchor.seq < asideFrom || anchor.seq > asideTo) continue;
      fallen.add(anchor);
      const known = aside.get(entry.seq) ?? { entry: entry.seq, at: textInstant(entry.at), anchors: 0, to: 0 };
      const { anchors: count, to } = known;
      aside.set(entry.seq, { ...known, anchors: count + 1, to: Math.max(to, anchor.seq) });
    }
    return { standing: anchors.filter((anchor) => !fallen.has(anchor)), aside: [...aside.values()] };
  } finally {
    db.close();
  }
}

/** The register of erasures, and what a record says of its own. */
import type { ErasedFace, ErasureRow, Report, ReportAsked } from '../contract/index.js';
import { dataKinds } from '../contract/index.js';
import { erasedFace, type Erased, type Erasure } from '../domain/erasure.js';
import type { World } from './world.js';

/** When the words of a record were destroyed, and by which act; null while they stand. */
export function erasedOf({ archive, officeId }: World, erased: Erased | null): ErasedFace | null {
  return erasedFace(erased, (erasureId) => {
    const found = archive.get<{ content: string }>('select content from "Erasure" where id = ? and officeId = ?', [
      erasureId,
      officeId,
    ]);
    return found && archive.row('erasure', found.content);
  });
}

function rowOf(world: World, erasure: Erasure): ErasureRow {
  const { erasureId, year, number, basis, orderedAt, doneAt, by, state, counts } = erasure;
  return {
    erasureId,
    year,
    number,
    basis,
    orderedAt,
    doneAt,
    by: world.nameOf(by),
    state,
    counts: dataKinds.flatMap((kind) => {
      const records = counts[kind] ?? 0;
      return records === 0 ? [] : [{ kind, records }];
    }),
  };
}

/** A page of erasures, the newest first. */
export function erasures(world: World, { limit, offset }: ReportAsked<'erasures'>): Report<'erasures'> {
  const { archive, officeId } = world;
  const total =
    archive.get<{ n: number }>('select count(*) as n from "Erasure" where officeId = ?', [officeId])?.n ?? 0;
  const rows = archive.all<{ content: string }>(
    'select content from "Erasure" where officeId = ? order by orderedAt desc, id desc limit ? offset ?',
    [officeId, limit, offset],
  );
  return { rows: rows.map(({ content }) => rowOf(world, archive.row('erasure', content))), total };
}

/** What the journal says of an erasure, entry by entry: seals and codes. */
export interface ExtractEntry {
  seq: number;
  at: string;
  kind: string;
  actor: string;
  hash: string;
}

const kinds = ['data:erasureOrdered', 'data:erasing', 'data:erased', 'data:erasedAgain'];

/** The entries of one erasure, in their order, and the journal's head after them. */
export interface Extract {
  entries: ExtractEntry[];
  head: string;
}

/** What is printed to an act from the journal. */
export function extract({ archive, officeId, nameOf }: World, erasureId: string): Extract {
  const found = archive.all<ExtractEntry>(
    `select seq, at, kind, actor, hash from "Journal"
     where officeId = ? and kind in (${kinds.map(() => '?').join(', ')}) and json_extract(data, '$.erasureId') = ?
     order by seq`,
    [officeId, ...kinds, erasureId],
  );
  const head = archive.get<{ headHash: string; headSeq: number }>(
    'select headHash, headSeq from "Office" where id = ?',
    [officeId],
  );
  return {
    entries: found.map((entry) => ({ ...entry, actor: nameOf(entry.actor) })),
    head: head === null ? '' : `${head.headSeq} ${head.headHash}`,
  };
}

/** Erasures: the register of acts of destruction, and what a row of another report says of its own. */
import type { ErasedFace, Report, ReportAsked } from '../contract/index.js';
import { erasedFace, type Erased } from '../domain/erasure.js';
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

/** A page of erasures, the newest first. */
export function erasures(_world: World, _asked: ReportAsked<'erasures'>): Report<'erasures'> {
  return { rows: [], total: 0 };
}

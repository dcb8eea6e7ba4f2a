/** Who changed what of the settings last, and what waits for the opening of a day, as pages tell it. */
import type { MarkFace, PlannedFace } from '../contract/index.js';
import type { Office } from '../domain/office.js';

/** Who changed what last, by thing. */
export function marksOf(office: Office): Record<string, MarkFace> {
  const faces = [...office.marks.values()].map(({ thing, revision, by, at }): [string, MarkFace] => [
    thing,
    { revision, by: office.people.get(by)?.short ?? by, at },
  ]);
  return Object.fromEntries(faces);
}

/** What waits for the opening of a day, in the order in which it was said. */
export function plannedOf(office: Office): PlannedFace[] {
  return [...office.planned.values()]
    .sort((one, other) => one.at - other.at)
    .map(({ plannedId, thing, fromDay, by, at, change }) => ({
      plannedId,
      thing,
      fromDay,
      by: office.people.get(by)?.short ?? by,
      at,
      what: change.fields,
    }));
}

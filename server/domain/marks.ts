/**
 * Who changed a thing of the settings last. A press says which revision its screen saw; the second of two editors is
 * told who was faster, and nothing of either is lost. A thing that nobody has changed has revision 0 and no mark.
 */
import { refuse, type Context, type Refused } from './decide.js';
import type { Instant } from './instant.js';
import type { Office } from './office.js';
import type { Patch } from './patch.js';

/** `thing` is `part:hours`, `booth:<id>`, `queue:<id>`, `calendar:2027`: a kind and an id, never a name. */
export interface Mark {
  thing: string;
  /** Grows by one with each change. */
  revision: number;
  /** Who made the change: an actor's id. */
  by: string;
  at: Instant;
}

/** The revision of a thing as it stands; 0 while nobody has changed it. */
export function revisionOf(office: Pick<Office, 'marks'>, thing: string): number {
  return office.marks.get(thing)?.revision ?? 0;
}

/**
 * Null when the screen saw the thing as it stands; otherwise the refusal `editedMeanwhile`, which tells what was changed
 * (`thing`), by whom (`by`, a short name) and when (`at`). Without a mark (books put back from a copy) only the thing.
 */
export function unlessSeen(office: Office, thing: string, seen: number): Refused | null {
  if (revisionOf(office, thing) === seen) return null;
  const mark = office.marks.get(thing);
  if (mark === undefined) return refuse('editedMeanwhile', { thing });
  return refuse('editedMeanwhile', { thing, by: office.people.get(mark.by)?.short ?? mark.by, at: mark.at });
}

/** The thing is changed by this press: its next mark, to be put beside the change in the same decision. */
export function marked(office: Office, thing: string, context: Context): { patch: Patch; revision: number } {
  const revision = revisionOf(office, thing) + 1;
  const row: Mark = { thing, revision, by: context.actor.actorId, at: context.now };
  return { patch: { table: 'mark', row }, revision };
}

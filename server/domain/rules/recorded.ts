/** Acts that end at a door and change a thing that two may edit: their entry and their mark, in the clerk's line. */
import type { Taken } from '../../contract/index.js';
import { takenNow } from '../change.js';
import { decide, type Context, type Ruling } from '../decide.js';
import { marked, unlessSeen } from '../marks.js';
import type { Office } from '../office.js';

/** Refuses `editedMeanwhile` when the thing was changed since it was seen; then nothing is written beside it either. */
export function recordSeen(
  office: Office,
  change: { thing: string; seen: number; kind: string; data: Record<string, unknown> },
  context: Context,
): Ruling<Taken> {
  const { thing, seen, kind, data } = change;
  const meanwhile = unlessSeen(office, thing, seen);
  if (meanwhile !== null) return meanwhile;
  const mark = marked(office, thing, context);
  return decide({
    patches: [mark.patch],
    entries: [{ at: context.now, kind, actor: context.actor.actorId, visitId: null, data }],
    reply: takenNow(mark.revision),
  });
}

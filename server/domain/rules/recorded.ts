/** Acts that end at a door and change a thing that two may edit: their entry and their mark, in the clerk's line. */
import type { Taken } from '../../contract/index.js';
import { takenNow } from '../change.js';
import { decide, entryOf, noteOf, type Context, type Ruling } from '../decide.js';
import { marked, unlessSeen } from '../marks.js';
import type { Office } from '../office.js';

/** `words` are what people named: the journal has the id and seal of their note. */
export interface RecordedChange {
  thing: string;
  seen: number;
  kind: string;
  data: Record<string, unknown>;
  words?: string;
}

/** Refuses `editedMeanwhile` when the thing was changed since it was seen; then nothing is written beside it either. */
export function recordSeen(office: Office, change: RecordedChange, context: Context): Ruling<Taken> {
  const { thing, seen, kind, data, words = '' } = change;
  const meanwhile = unlessSeen(office, thing, seen);
  if (meanwhile !== null) return meanwhile;
  const mark = marked(office, thing, context);
  const note = noteOf(context, null, words);
  const told = { ...data, ...note.told };
  return decide({
    patches: [mark.patch, ...note.patches],
    entries: [entryOf(context, kind, told)],
    reply: takenNow(mark.revision),
  });
}

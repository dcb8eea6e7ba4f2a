/** What the office asks of its people beyond a password: consoles that lock themselves, second factors. */
import { decide, type Rule } from '../decide.js';
import { marked, revisionOf, unlessSeen } from '../marks.js';
import { partThing } from '../parts.js';
import type { Entry } from '../patch.js';

/** Sets what is asked from now on; open sessions are held to it with their next press. Refuses: editedMeanwhile. */
export const setAccess: Rule<'access:set'> = (office, press, context) => {
  const thing = partThing('access');
  const meanwhile = unlessSeen(office, thing, press.seen);
  if (meanwhile !== null) return meanwhile;
  const [was, is] = [office.settings.access, press.access];
  const fields = (['lockMinutes', 'codeRoles'] as const).filter(
    (field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]),
  );
  if (fields.length === 0) {
    const reply = { id: null, takes: 'nothing' as const, from: null, revision: revisionOf(office, thing) };
    return decide({ patches: [], entries: [], reply });
  }
  const { patch, revision } = marked(office, thing, context);
  const before = Object.fromEntries(fields.map((field) => [field, was[field]]));
  const after = Object.fromEntries(fields.map((field) => [field, is[field]]));
  const actor = context.actor.actorId;
  const entry: Entry = { at: context.now, kind: 'access:set', actor, visitId: null, data: { before, after } };
  return decide({
    patches: [{ table: 'settings', row: { ...office.settings, access: is } }, patch],
    entries: [entry],
    reply: { id: null, takes: 'now', from: null, revision },
  });
};

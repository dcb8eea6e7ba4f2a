/** Alerts are accepted by whoever sees to them; their thresholds and the export of the day are the managers' to set. */
import type { Taken } from '../../contract/index.js';
import { alertEntry } from '../alerts.js';
import { changed, takenNothing, takenNow } from '../change.js';
import { decide, refuse, type Context, type Rule, type Ruling } from '../decide.js';
import { marked, unlessSeen } from '../marks.js';
import type { Office } from '../office.js';
import { partThing } from '../parts.js';
import type { Entry } from '../patch.js';

/** Somebody sees to it: it stays until its ground is over, quietly. Refuses: notFound, alreadyDone. */
export const accept: Rule<'alert:accept'> = (office, press, context) => {
  const before = office.alerts.get(press.alertId);
  if (before === undefined) return refuse('notFound', { field: 'alertId' });
  if (before.acceptedAt !== null || before.endedAt !== null) return refuse('alreadyDone');
  const row = { ...before, acceptedAt: context.now, acceptedBy: context.actor.actorId };
  const { boothId, serviceId, thingId } = row;
  return decide({
    patches: [{ table: 'alert', row, delivery: null }],
    entries: [alertEntry(context, 'alert:accepted', row, { boothId, serviceId, thingId })],
    reply: { visitId: row.visitId },
  });
};

function setting<K extends 'alerts' | 'exports'>(
  office: Office,
  context: Context,
  key: K,
  seen: number,
  value: Office['settings'][K],
): Ruling<Taken> {
  const thing = partThing(key);
  const meanwhile = unlessSeen(office, thing, seen);
  if (meanwhile !== null) return meanwhile;
  const told = changed(office.settings[key], value);
  if (Object.keys(told.after).length === 0) return decide({ patches: [], entries: [], reply: takenNothing(seen) });
  const mark = marked(office, thing, context);
  const entry: Entry = {
    at: context.now,
    kind: `${key}:set`,
    actor: context.actor.actorId,
    visitId: null,
    data: { ...told },
  };
  return decide({
    patches: [{ table: 'settings', row: { ...office.settings, [key]: value } }, mark.patch],
    entries: [entry],
    reply: takenNow(mark.revision),
  });
}

/**
 * Thresholds, sound and webhook of the alerts. What stands no longer by them ends with the next look at the hall.
 * Refuses: editedMeanwhile.
 */
export const setAlerts: Rule<'alerts:set'> = (office, press, context) =>
  setting(office, context, 'alerts', press.seen, press.alerts);

/** Which sheets of the closed day are written, and whether any. Refuses: editedMeanwhile. */
export const setExports: Rule<'exports:set'> = (office, press, context) =>
  setting(office, context, 'exports', press.seen, press.exports);

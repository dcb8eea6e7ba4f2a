/** Alerts are accepted by whoever sees to them; their thresholds and the export of the day are the managers' to set. */
import { alertEntry } from '../alerts.js';
import { decide, refuse, type Context, type Rule } from '../decide.js';
import type { Office } from '../office.js';
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

/** The fields that differ, as they were and as they are. */
function changed(before: object, after: object): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const was = new Map<string, unknown>(Object.entries(before));
  const differing = Object.entries(after).filter(
    ([key, value]) => JSON.stringify(was.get(key)) !== JSON.stringify(value),
  );
  return {
    before: Object.fromEntries(differing.map(([key]) => [key, was.get(key)])),
    after: Object.fromEntries(differing),
  };
}

function setting<K extends 'alerts' | 'exports'>(
  office: Office,
  context: Context,
  key: K,
  kind: `${K}:set`,
  value: Office['settings'][K],
) {
  const told = changed(office.settings[key], value);
  const entry: Entry = { at: context.now, kind, actor: context.actor.actorId, visitId: null, data: { ...told } };
  const isNews = Object.keys(told.after).length > 0;
  return decide({
    patches: isNews ? [{ table: 'settings', row: { ...office.settings, [key]: value } }] : [],
    entries: isNews ? [entry] : [],
    reply: { visitId: null },
  });
}

/** Thresholds, sound and webhook of the alerts. What stands no longer by them ends with the next look at the hall. */
export const setAlerts: Rule<'alerts:set'> = (office, press, context) =>
  setting(office, context, 'alerts', 'alerts:set', press.alerts);

/** Which sheets of the closed day are written, and whether any. */
export const setExports: Rule<'exports:set'> = (office, press, context) =>
  setting(office, context, 'exports', 'exports:set', press.exports);

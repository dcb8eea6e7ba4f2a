/**
 * What the office draws attention to. A pure look at the hall says which alerts begin, go on and are over now; it changes
 * nothing where nothing changed, so it may be asked every second.
 */
import type { AlertSettings } from '../contract/index.js';
import { lookAround, type Ground, type Moment, type Seen } from './attention.js';
import { decide, type Context, type Ruling } from './decide.js';
import type { Office } from './office.js';
import type { Alert, Delivery } from './signals.js';
import type { Entry, Patch } from './patch.js';
import type { Instant } from './instant.js';

const minuteMs = 60_000;

/** Thresholds of an office that has set none: 10 minutes of the 15 of п. 34, and what does not work at once. */
export const usualAlerts: AlertSettings = {
  waitSoonMinutes: 10,
  waitOver: true,
  receptionOver: true,
  queueLength: 20,
  stranded: true,
  pauseMinutes: 60,
  parked: true,
  staffCallMinutes: 2,
  printers: true,
  deviceMinutes: 2,
  terms: true,
  sound: true,
  webhook: true,
};

/** What begins, what was over for a moment only and goes on, what is over. */
export interface Due {
  raised: Ground[];
  resumed: Alert[];
  ended: Alert[];
}

const nothing = { visitId: null, boothId: null, serviceId: null, thingId: null, amount: null };
/** Alerts changed by one ruling at most: the clerk's thread has others to serve. */
export const changedAtOnce = 60;
/** What was over for less than this goes on: a plug that wobbles is one alert, told once, not one at every contact. */
export const steadyMs = minuteMs;

/** How long after its end an alert goes on instead of a new one: a device is told of only when it was silent for long. */
const steadyFor = ({ kind, amount }: Alert) => (kind === 'device' ? steadyMs + (amount ?? 0) * minuteMs : steadyMs);

/** Of each key the alert that is open, and those that were over a moment ago: by key, level and detail. */
function standing(office: Office, now: Instant): { open: Map<string, Alert>; justOver: Map<string, Alert> } {
  const open = new Map<string, Alert>();
  const justOver = new Map<string, Alert>();
  for (const alert of office.alerts.values())
    if (alert.endedAt === null) open.set(alert.key, alert);
    else if (now - alert.endedAt < steadyFor(alert)) justOver.set(conditionOf(alert), alert);
  return { open, justOver };
}

/** The same thing in the same condition: a printer low on paper that runs out is news. */
const conditionOf = ({ key, level, detail }: Pick<Alert, 'key' | 'level' | 'detail'>) =>
  `${level} ${detail ?? ''} ${key}`;

/**
 * What of the alerts changes now; null when nothing does. One alert of each key is open; one whose level or detail
 * changed (a printer low on paper that ran out) ends and begins anew; one that ended less than `steadyMs` ago goes on,
 * accepted as it was. At most `changedAtOnce`: the next look finds the rest.
 */
export function watchAlerts(office: Office, seen: Seen, at: Moment): Due | null {
  const { open, justOver } = standing(office, at.now);
  const isOpen = (key: string) => open.has(key);
  const begun: (Ground | Alert)[] = [];
  lookAround(office, seen, at, isOpen, (kind, level, about, detail, more) => {
    const key = `${kind}:${about}`;
    const before = open.get(key);
    if (before?.level === level && before.detail === detail) open.delete(key);
    else if (begun.length < changedAtOnce) {
      const ground: Ground = { ...nothing, key, kind, level, detail, ...more() };
      const past = justOver.get(conditionOf(ground));
      begun.push(past === undefined ? ground : { ...past, amount: ground.amount, endedAt: null });
    }
  });
  if (begun.length === 0 && open.size === 0) return null;
  // the end first: nothing begins before all that is over has ended, so of each key one is open at a time
  const ended = [...open.values()].slice(0, changedAtOnce);
  const raised: Ground[] = [];
  const resumed: Alert[] = [];
  for (const one of begun.slice(0, changedAtOnce - ended.length))
    if ('alertId' in one) resumed.push(one);
    else raised.push(one);
  return { raised, resumed, ended };
}

/** What an alert is about, by its name: a number, a printer, a device, a booth; '' where it has none. */
export function aboutOf(office: Office, alert: Pick<Alert, 'kind' | 'visitId' | 'boothId' | 'thingId'>): string {
  const thing = alert.thingId ?? '';
  return (
    office.visits.get(alert.visitId ?? '')?.number ??
    office.printers.get(thing)?.name ??
    office.printers.get(office.printJobs.get(thing)?.printerId ?? '')?.name ??
    office.devices.get(thing)?.name ??
    office.devices.get(office.staffCalls.get(thing)?.deviceId ?? '')?.name ??
    office.booths.get(alert.boothId ?? '')?.number ??
    ''
  );
}

/** What the journal says of an alert; what is nothing is left out. */
export function alertEntry(
  context: Pick<Context, 'now' | 'actor'>,
  kind: string,
  alert: Alert,
  more: Record<string, unknown>,
): Entry {
  const data = Object.entries({ alertId: alert.alertId, kind: alert.kind, ...more });
  return {
    at: context.now,
    kind,
    actor: context.actor.actorId,
    visitId: alert.visitId,
    data: Object.fromEntries(data.filter(([, value]) => value !== null)),
  };
}

/** A new alert as it is told outside: codes, names of things and a ticket's number, nothing of any person. */
function deliveryOf(office: Office, alert: Alert, realNow: Instant): Delivery {
  const { alertId, kind, level, amount, detail, raisedAt } = alert;
  const service = office.services.get(alert.serviceId ?? '')?.title.ru ?? '';
  const about = aboutOf(office, alert) || service;
  return {
    // the alert's own id: told twice it is the same
    deliveryId: alertId,
    body: { id: alertId, kind, level, about, amount, detail, raisedAt, office: office.settings.name.ru },
    madeAt: realNow,
  };
}

/** Alerts that begin, go on and are over, in one ruling; null when there are none. */
export function ruleAlerts(office: Office, seen: Seen, context: Context): Ruling | null {
  const due = watchAlerts(office, seen, context);
  if (due === null) return null;
  const patches: Patch[] = [];
  const entries: Entry[] = [];
  // the end first: of a wait that was long and is too long now, one is open at a time
  for (const alert of due.ended) {
    const row: Alert = { ...alert, endedAt: context.now };
    const { raisedAt, acceptedBy } = row;
    patches.push({ table: 'alert', row, delivery: null });
    entries.push(alertEntry(context, 'alert:ended', row, { raisedAt, acceptedBy }));
  }
  for (const row of due.resumed) {
    const { level, boothId, serviceId, thingId, amount, detail } = row;
    // it was told when it was raised
    patches.push({ table: 'alert', row, delivery: null });
    entries.push(alertEntry(context, 'alert:resumed', row, { level, boothId, serviceId, thingId, amount, detail }));
  }
  for (const one of due.raised) {
    const standing = { raisedAt: context.now, acceptedAt: null, acceptedBy: null, endedAt: null };
    const row: Alert = { alertId: context.id(), ...one, ...standing };
    const { level, boothId, serviceId, thingId, amount, detail } = row;
    const isTold = seen.isHeard && office.settings.alerts.webhook;
    patches.push({ table: 'alert', row, delivery: isTold ? deliveryOf(office, row, seen.realNow) : null });
    entries.push(alertEntry(context, 'alert:raised', row, { level, boothId, serviceId, thingId, amount, detail }));
  }
  return decide({ patches, entries, reply: null });
}

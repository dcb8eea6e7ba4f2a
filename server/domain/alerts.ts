/**
 * What the office draws attention to, and by which thresholds. A pure look at the hall says which alerts begin and which
 * are over now; it changes nothing where nothing changed, so it may be asked every second.
 */
import type { AlertSettings, PrinterHealth } from '../contract/index.js';
import { addCalendarDays } from './calendar.js';
import { decide, type Context, type Ruling } from './decide.js';
import { waitingFor } from './lane.js';
import type { Alert, Delivery, Entry, Instant, Office, Patch, Visit } from './office.js';
import { boothsOf, waitedMs } from './wait.js';

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

/** What is known of the world outside the office's rows; all of it in real time. */
export interface Seen {
  realNow: Instant;
  printerHealth: (printerId: string) => PrinterHealth;
  /** Milliseconds since a device was last in contact; 0 while it is. */
  silentMs: (deviceId: string) => number;
  /** Does the configuration name an address that new alerts are told to? */
  isHeard: boolean;
}

type Moment = Pick<Context, 'now' | 'dayOf'>;
type Ground = Pick<
  Alert,
  'key' | 'kind' | 'level' | 'visitId' | 'boothId' | 'serviceId' | 'thingId' | 'amount' | 'detail'
>;

/** What begins and what is over. */
export interface Due {
  raised: Ground[];
  ended: Alert[];
}

/** A queue that was long is long until it is shorter by a fifth: otherwise every ticket would raise it anew. */
const shorter = 0.8;
/** A term that was missed is told for a week; the page of terms has all of them. */
const termDays = 7;
/** Terms told at once: after a long time closed the list must not be nothing else. */
const termsAtOnce = 20;
/** Alerts raised by one ruling at most: the clerk's thread has others to serve. */
const raisedAtOnce = 60;

function ground(kind: Alert['kind'], level: Alert['level'], about: string, more: Partial<Ground>): Ground {
  const nothing = { visitId: null, boothId: null, serviceId: null, thingId: null, amount: null, detail: null };
  return { ...nothing, key: `${kind}:${about}`, kind, level, ...more };
}

/** п. 34: who waits longer than the norm, and who soon will have. */
function* waits(office: Office, { waitSoonMinutes, waitOver }: AlertSettings, now: Instant): Iterable<Ground> {
  const norm = office.settings.waitNorm.minutes;
  const soonMs = waitSoonMinutes === null ? Infinity : waitSoonMinutes * minuteMs;
  for (const lane of office.index.lanes.values())
    for (const visit of lane) {
      const { visitId, serviceId } = visit;
      const waited = waitedMs(visit, now);
      if (waitOver && waited > norm * minuteMs)
        yield ground('waitOver', 'over', visitId, { visitId, serviceId, amount: norm });
      else if (waited >= soonMs)
        yield ground('waitSoon', 'warn', visitId, { visitId, serviceId, amount: waitSoonMinutes });
    }
}

/** Receptions past their norm; a service without a paragraph has a target of the office and never turns red. */
function* receptions(office: Office, now: Instant): Iterable<Ground> {
  for (const [boothId, visitId] of office.index.held) {
    const visit = office.visits.get(visitId);
    const reception = office.receptions.get(visit?.receptionId ?? '');
    if (visit?.status !== 'serving' || reception === undefined) continue;
    const { receptionId, serviceId, normMinutes, normRef, begunAt, parkedMs, carriedMs } = reception;
    if (normMinutes === null || normRef === null) continue;
    if (now - begunAt - parkedMs + carriedMs > normMinutes * minuteMs)
      yield ground('receptionOver', 'over', receptionId, { visitId, boothId, serviceId, amount: normMinutes });
  }
}

function* queues(office: Office, length: number, isOpen: (key: string) => boolean): Iterable<Ground> {
  for (const serviceId of office.services.keys()) {
    const amount = waitingFor(office, serviceId);
    const limit = isOpen(`queueLong:${serviceId}`) ? length * shorter : length;
    if (amount > 0 && amount >= limit) yield ground('queueLong', 'warn', serviceId, { serviceId, amount });
  }
}

/** Whom no open booth may take, by service; `covered` is asked once of each lane. */
function* stranded(office: Office): Iterable<Ground> {
  const alone = new Map<string, number>();
  const count = ({ serviceId }: Visit) => alone.set(serviceId, (alone.get(serviceId) ?? 0) + 1);
  for (const [name, lane] of office.index.lanes) {
    if (lane.length === 0) continue;
    const at = name.indexOf(':');
    const [of, id] = [name.slice(0, at), name.slice(at + 1)];
    const isTaken =
      of === 'booth'
        ? office.index.shiftOfBooth.has(id)
        : of === 'user'
          ? office.index.shiftOfUser.has(id)
          : boothsOf(office, id, 'counted').length > 0;
    if (!isTaken) lane.forEach(count);
  }
  for (const [serviceId, amount] of alone) yield ground('stranded', 'over', serviceId, { serviceId, amount });
}

function* pauses(office: Office, minutes: number, now: Instant): Iterable<Ground> {
  for (const [boothId, shiftId] of office.index.shiftOfBooth) {
    const pausedAt = office.shifts.get(shiftId)?.pausedAt ?? null;
    // a second pause of the same shift is another one
    if (pausedAt !== null && now - pausedAt >= minutes * minuteMs)
      yield ground('pauseLong', 'warn', `${shiftId}:${pausedAt}`, { boothId, amount: minutes });
  }
}

function* parked(office: Office, now: Instant): Iterable<Ground> {
  const minutes = office.settings.parkAlertMinutes;
  for (const visitId of office.index.parked) {
    const visit = office.visits.get(visitId);
    const since = visit?.parkedAt ?? null;
    if (visit === undefined || since === null || now - since < minutes * minuteMs) continue;
    yield ground('parkedLong', 'warn', `${visitId}:${since}`, {
      visitId,
      serviceId: visit.serviceId,
      amount: minutes,
    });
  }
}

function* staffCalls(office: Office, minutes: number, now: Instant): Iterable<Ground> {
  for (const { staffCallId, calledAt, answeredAt } of office.staffCalls.values())
    if (answeredAt === null && now - calledAt >= minutes * minuteMs)
      yield ground('staffCall', 'warn', staffCallId, { thingId: staffCallId, amount: minutes });
}

/** Printers that do not print or soon will not, and papers that nobody can vouch for. */
function* printing(office: Office, seen: Seen): Iterable<Ground> {
  for (const printerId of office.printers.keys()) {
    const health = seen.printerHealth(printerId);
    if (health === 'ready' || health === 'unknown') continue;
    const level = health === 'paperLow' ? 'warn' : 'over';
    yield ground('printer', level, printerId, { thingId: printerId, detail: health });
  }
  // a ticket that came too late is void: its holder has the number, and its printer is told of above
  for (const { printJobId, visitId, state } of office.printJobs.values())
    if (state === 'unknown' || state === 'failed')
      yield ground('print', 'warn', printJobId, { visitId, thingId: printJobId, detail: state });
}

function* devices(office: Office, minutes: number, seen: Seen): Iterable<Ground> {
  for (const deviceId of office.devices.keys())
    if (seen.silentMs(deviceId) >= minutes * minuteMs)
      yield ground('device', 'over', deviceId, { thingId: deviceId, amount: minutes });
}

function* terms(office: Office, { now, dayOf }: Moment): Iterable<Ground> {
  const since = addCalendarDays(dayOf(now), -termDays);
  let told = 0;
  for (const { termId, code, visitId, breachedOn } of office.terms.values()) {
    if (breachedOn === null || breachedOn < since) continue;
    told += 1;
    if (told > termsAtOnce) return;
    yield ground('term', 'over', termId, { visitId, thingId: termId, detail: code });
  }
}

/** Everything that deserves attention at this moment. */
function* grounds(office: Office, seen: Seen, at: Moment, isOpen: (key: string) => boolean): Iterable<Ground> {
  const { alerts } = office.settings;
  // the law's terms run whether a day is open or not; nobody is in the hall at night
  if (alerts.terms) yield* terms(office, at);
  if (office.day === null || office.day.phase === 'closed') return;
  if (alerts.waitOver || alerts.waitSoonMinutes !== null) yield* waits(office, alerts, at.now);
  if (alerts.receptionOver) yield* receptions(office, at.now);
  if (alerts.queueLength !== null) yield* queues(office, alerts.queueLength, isOpen);
  if (alerts.stranded) yield* stranded(office);
  if (alerts.pauseMinutes !== null) yield* pauses(office, alerts.pauseMinutes, at.now);
  if (alerts.parked) yield* parked(office, at.now);
  if (alerts.staffCallMinutes !== null) yield* staffCalls(office, alerts.staffCallMinutes, at.now);
  if (alerts.printers) yield* printing(office, seen);
  if (alerts.deviceMinutes !== null) yield* devices(office, alerts.deviceMinutes, seen);
}

/**
 * What of the alerts changes now; null when nothing does. One alert of each key is open; one whose level or detail
 * changed (a printer low on paper that ran out) ends and begins anew.
 */
export function watchAlerts(office: Office, seen: Seen, at: Moment): Due | null {
  const open = new Map<string, Alert>();
  for (const alert of office.alerts.values()) if (alert.endedAt === null) open.set(alert.key, alert);
  const raised: Ground[] = [];
  for (const one of grounds(office, seen, at, (key) => open.has(key))) {
    const before = open.get(one.key);
    if (before?.level === one.level && before.detail === one.detail) open.delete(one.key);
    else if (raised.length < raisedAtOnce) raised.push(one);
  }
  return raised.length === 0 && open.size === 0 ? null : { raised, ended: [...open.values()] };
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

/** Alerts that begin and those that are over, in one ruling; null when there are none. */
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

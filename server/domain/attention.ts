/**
 * What in the hall deserves attention at a moment, by the thresholds of the office: grounds of alerts. A pure look that
 * remembers nothing; which of them are news is the alerts' to say.
 */
import type { AlertSettings, PrinterHealth } from '../contract/index.js';
import { addCalendarDays } from './calendar.js';
import type { Context } from './decide.js';
import { waitingFor } from './lane.js';
import type { Office } from './office.js';
import type { Alert } from './signals.js';
import type { Instant } from './instant.js';
import type { Visit } from './visit.js';
import { boothsOf, waitedMs } from './wait.js';
import { missingYears } from './yearlists.js';

const minuteMs = 60_000;

/** What is known of the world outside the office's rows; all of it in real time. */
export interface Seen {
  realNow: Instant;
  printerHealth: (printerId: string) => PrinterHealth;
  /** Milliseconds since a device was last in contact; 0 while it is. */
  silentMs: (deviceId: string) => number;
  /** Does the configuration name an address that new alerts are told to? */
  isHeard: boolean;
}

export type Moment = Pick<Context, 'now' | 'dayOf'>;
/** What an alert stands for. */
export type Ground = Pick<
  Alert,
  'key' | 'kind' | 'level' | 'visitId' | 'boothId' | 'serviceId' | 'thingId' | 'amount' | 'detail'
>;

/** A queue that was long is long until it is shorter by a fifth: otherwise every ticket would raise it anew. */
const shorter = 0.8;
/** A term that was missed is told for a week; the page of terms has all of them. */
const termDays = 7;
/** Terms told at once: after a long time closed the list must not be nothing else. */
const termsAtOnce = 20;

/** Hears of everything that deserves attention; `more` is asked only when it is news. */
export type Tell = (
  kind: Alert['kind'],
  level: Alert['level'],
  about: string,
  detail: string | null,
  more: () => Partial<Ground>,
) => void;

/** п. 34: who waits longer than the norm, and who soon will have. */
function waits(office: Office, { waitSoonMinutes, waitOver }: AlertSettings, now: Instant, tell: Tell): void {
  const norm = office.settings.waitNorm.minutes;
  const soonMs = waitSoonMinutes === null ? Infinity : waitSoonMinutes * minuteMs;
  const of = ({ visitId, serviceId }: Visit, amount: number | null) => ({ visitId, serviceId, amount });
  for (const lane of office.index.lanes.values())
    for (const visit of lane) {
      const waited = waitedMs(visit, now);
      if (waitOver && waited > norm * minuteMs) tell('waitOver', 'over', visit.visitId, null, () => of(visit, norm));
      else if (waited >= soonMs) tell('waitSoon', 'warn', visit.visitId, null, () => of(visit, waitSoonMinutes));
    }
}

/** Receptions past their norm; a service without a paragraph has a target of the office and never turns red. */
function receptions(office: Office, now: Instant, tell: Tell): void {
  for (const [boothId, visitId] of office.index.held) {
    const visit = office.visits.get(visitId);
    const reception = office.receptions.get(visit?.receptionId ?? '');
    if (visit?.status !== 'serving' || reception === undefined) continue;
    const { receptionId, serviceId, normMinutes, normRef, begunAt, parkedMs, carriedMs } = reception;
    if (normMinutes === null || normRef === null) continue;
    if (now - begunAt - parkedMs + carriedMs > normMinutes * minuteMs)
      tell('receptionOver', 'over', receptionId, null, () => ({ visitId, boothId, serviceId, amount: normMinutes }));
  }
}

function queues(office: Office, length: number, isOpen: (key: string) => boolean, tell: Tell): void {
  for (const serviceId of office.services.keys()) {
    const amount = waitingFor(office, serviceId);
    const limit = isOpen(`queueLong:${serviceId}`) ? length * shorter : length;
    if (amount > 0 && amount >= limit) tell('queueLong', 'warn', serviceId, null, () => ({ serviceId, amount }));
  }
}

/** May any open booth take those of a lane? A pause is not a closing. */
function isLaneTaken(office: Office, name: string): boolean {
  const at = name.indexOf(':');
  const of = name.slice(0, at);
  const id = name.slice(at + 1);
  if (of === 'booth') return office.index.shiftOfBooth.has(id);
  return of === 'user' ? office.index.shiftOfUser.has(id) : boothsOf(office, id, 'counted').length > 0;
}

/** Whom no open booth may take, by service. */
function stranded(office: Office, tell: Tell): void {
  const alone = new Map<string, number>();
  for (const [name, lane] of office.index.lanes)
    if (lane.length > 0 && !isLaneTaken(office, name))
      for (const { serviceId } of lane) alone.set(serviceId, (alone.get(serviceId) ?? 0) + 1);
  for (const [serviceId, amount] of alone) tell('stranded', 'over', serviceId, null, () => ({ serviceId, amount }));
}

function pauses(office: Office, minutes: number, now: Instant, tell: Tell): void {
  for (const [boothId, shiftId] of office.index.shiftOfBooth) {
    const since = office.shifts.get(shiftId)?.pausedAt ?? null;
    // a second pause of the same shift is another one
    if (since !== null && now - since >= minutes * minuteMs)
      tell('pauseLong', 'warn', `${shiftId}:${since}`, null, () => ({ boothId, amount: minutes }));
  }
}

function parked(office: Office, now: Instant, tell: Tell): void {
  const amount = office.settings.parkAlertMinutes;
  for (const visitId of office.index.parked) {
    const visit = office.visits.get(visitId);
    const since = visit?.parkedAt ?? null;
    if (visit === undefined || since === null || now - since < amount * minuteMs) continue;
    const { serviceId } = visit;
    tell('parkedLong', 'warn', `${visitId}:${since}`, null, () => ({ visitId, serviceId, amount }));
  }
}

function staffCalls(office: Office, minutes: number, now: Instant, tell: Tell): void {
  for (const { staffCallId, calledAt, answeredAt } of office.staffCalls.values())
    if (answeredAt === null && now - calledAt >= minutes * minuteMs)
      tell('staffCall', 'warn', staffCallId, null, () => ({ thingId: staffCallId, amount: minutes }));
}

/** Printers that do not print or soon will not, and papers that nobody can vouch for. */
function printing(office: Office, seen: Seen, tell: Tell): void {
  for (const thingId of office.printers.keys()) {
    const health = seen.printerHealth(thingId);
    if (health === 'ready' || health === 'unknown') continue;
    tell('printer', health === 'paperLow' ? 'warn' : 'over', thingId, health, () => ({ thingId }));
  }
  // a ticket that came too late is void: its holder has the number, and its printer is told of above
  for (const { printJobId, visitId, state } of office.printJobs.values())
    if (state === 'unknown' || state === 'failed')
      tell('print', 'warn', printJobId, state, () => ({ visitId, thingId: printJobId }));
}

function devices(office: Office, minutes: number, seen: Seen, tell: Tell): void {
  for (const thingId of office.devices.keys())
    if (seen.silentMs(thingId) >= minutes * minuteMs)
      tell('device', 'over', thingId, null, () => ({ thingId, amount: minutes }));
}

function terms(office: Office, { now, dayOf }: Moment, tell: Tell): void {
  if (office.terms.size === 0) return;
  const since = addCalendarDays(dayOf(now), -termDays);
  let told = 0;
  for (const { termId, code, visitId, breachedOn } of office.terms.values()) {
    if (breachedOn === null || breachedOn < since) continue;
    told += 1;
    if (told > termsAtOnce) return;
    tell('term', 'over', termId, code, () => ({ visitId, thingId: termId }));
  }
}

/** Terms are counted by a calendar that the government gives in autumn: the next year must be there before terms need it. */
function calendarYears(office: Office, { now, dayOf }: Moment, tell: Tell): void {
  for (const year of missingYears(office.calendar, dayOf(now)))
    tell('calendar', 'warn', String(year), String(year), () => ({}));
}

/** Everything that deserves attention at this moment. */
export function lookAround(office: Office, seen: Seen, at: Moment, isOpen: (key: string) => boolean, tell: Tell): void {
  const { alerts } = office.settings;
  // the law's terms run whether a day is open or not; nobody is in the hall at night
  if (alerts.terms) {
    terms(office, at, tell);
    calendarYears(office, at, tell);
  }
  if (office.day === null || office.day.phase === 'closed') return;
  if (alerts.waitOver || alerts.waitSoonMinutes !== null) waits(office, alerts, at.now, tell);
  if (alerts.receptionOver) receptions(office, at.now, tell);
  if (alerts.queueLength !== null) queues(office, alerts.queueLength, isOpen, tell);
  if (alerts.stranded) stranded(office, tell);
  if (alerts.pauseMinutes !== null) pauses(office, alerts.pauseMinutes, at.now, tell);
  if (alerts.parked) parked(office, at.now, tell);
  if (alerts.staffCallMinutes !== null) staffCalls(office, alerts.staffCallMinutes, at.now, tell);
  if (alerts.printers) printing(office, seen, tell);
  if (alerts.deviceMinutes !== null) devices(office, alerts.deviceMinutes, seen, tell);
}

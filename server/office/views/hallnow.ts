/** What the manager sees of the hall besides the attendant's lists: booths with their clocks, people, alerts, requests. */
import type { AlertFace, AskFace, BoothFace, BoothNow, HallView } from '../../contract/index.js';
import { aboutOf } from '../../domain/alerts.js';
import { waitingFor } from '../../domain/lane.js';
import type { Day, Office } from '../../domain/office.js';
import type { Colleague } from '../../domain/people.js';
import type { Alert, Ask } from '../../domain/signals.js';
import type { Instant } from '../../domain/instant.js';
import type { Reception } from '../../domain/reception.js';
import { procedureOf } from '../../domain/reception.js';
import type { Visit } from '../../domain/visit.js';
import { waitedMs } from '../../domain/wait.js';
import type { Moment } from './moment.js';
import { lawOf } from '../../domain/lawof.js';

const minuteMs = 60_000;
/** «За 15 минут пришли 5». */
const arrivedWithinMs = 15 * minuteMs;

/** Since when a clock would have run without a break for what was spent: `now − clockFrom` is the time spent. */
function clockOf(reception: Reception): Instant {
  return reception.begunAt + reception.parkedMs - reception.carriedMs;
}

function stepNow(office: Office, reception: Reception): BoothNow['step'] {
  const step = reception.steps.find(({ state }) => state === 'running');
  if (step === undefined || step.since === null) return null;
  const prescribed = procedureOf(office, reception)?.steps.find((one) => one.step === step.step);
  const code = { ru: step.step, en: step.step };
  return {
    title: prescribed?.title ?? code,
    short: prescribed?.short ?? code,
    clockFrom: step.since - step.spentMs,
    normMinutes: step.normMinutes,
  };
}

function boothNow(office: Office, face: BoothFace, served: ReadonlyMap<string, number>): BoothNow {
  const shift = office.shifts.get(office.index.shiftOfBooth.get(face.boothId) ?? '') ?? null;
  const profile = office.profiles.get(shift?.profileId ?? '') ?? null;
  const held = office.visits.get(office.index.held.get(face.boothId) ?? '') ?? null;
  const reception = office.receptions.get(held?.receptionId ?? '') ?? null;
  const isServing = held?.status === 'serving' && reception !== null;
  const isCalled = held?.status === 'called' && held.calledAt !== null;
  return {
    ...face,
    userId: shift?.userId ?? null,
    profileId: profile?.profileId ?? null,
    profile: profile?.title ?? null,
    visitId: held?.visitId ?? null,
    serviceId: held?.serviceId ?? null,
    times: held?.times ?? 0,
    calledAt: isCalled ? held.calledAt : null,
    promptAt: isCalled ? (held.calledAt ?? 0) + office.settings.promptSeconds * 1000 : null,
    clockFrom: isServing ? clockOf(reception) : null,
    step: isServing ? stepNow(office, reception) : null,
    pausedAt: shift?.pausedAt ?? null,
    served: served.get(shift?.shiftId ?? '') ?? 0,
  };
}

/** Every booth with who sits there, whom they receive, and how long. */
export function boothsNow(office: Office, faces: readonly BoothFace[]): BoothNow[] {
  const served = new Map<string, number>();
  for (const { state, visitId, shiftId } of office.receptions.values())
    if (state === 'finished' && visitId !== null) served.set(shiftId, (served.get(shiftId) ?? 0) + 1);
  return faces.map((face) => boothNow(office, face, served));
}

/** Who may work at a booth, and where each sits; those who administer the system stand last: they are asked last. */
export function operatorsNow(office: Office, moment: Moment): HallView['operators'] {
  const administers = ({ roles }: Colleague) => Number(roles.includes('administrator'));
  return [...office.people.values()]
    .filter(({ roles, isClosed }) => !isClosed && roles.includes('operator'))
    .sort((one, other) => administers(one) - administers(other) || one.short.localeCompare(other.short, 'ru'))
    .map(({ userId, short }) => {
      const shift = office.shifts.get(office.index.shiftOfUser.get(userId) ?? '');
      return { userId, short, boothId: shift?.boothId ?? null, isOnline: moment.isOnline(userId) };
    });
}

/**
 * Does the report of the day tell it? Kept overnight it is told by the day that sees its end: by this one while it runs,
 * and by no day that is closed before.
 */
function isTold(visit: Visit, { day, phase, openedAt }: Day): boolean {
  if (visit.endedAt === null) return phase !== 'closed';
  return visit.day === day || (visit.day < day && visit.endedAt >= openedAt);
}

/** The day so far: tickets, visitors received, and the share within the norm as every report counts it. */
export function todayNow(office: Office, now: Instant): HallView['today'] {
  const limit = office.settings.waitNorm.minutes * minuteMs;
  let issued = 0;
  let served = 0;
  let arrived = 0;
  let within = 0;
  let of = 0;
  for (const visit of office.visits.values()) {
    if (office.day === null || !isTold(visit, office.day)) continue;
    issued += 1;
    if (visit.status === 'served') served += 1;
    if (visit.issuedAt > now - arrivedWithinMs) arrived += 1;
    const isOver = visit.endedAt !== null;
    if (visit.firstBegunAt === null && !isOver) continue;
    const waited = waitedMs(visit, visit.endedAt ?? now);
    if (visit.firstBegunAt !== null && waited <= limit) within += 1;
    if (visit.firstBegunAt !== null || waited > limit) of += 1;
  }
  return { issued, served, arrived, inTime: { within, of } };
}

const shortOf = (office: Office, userId: string) => office.people.get(userId)?.short ?? '';

/** Requests to operators that nobody has answered. */
export function askFaces(office: Office, isMeant: (ask: Ask) => boolean): AskFace[] {
  return [...office.asks.values()]
    .filter((ask) => ask.state === 'open' && isMeant(ask))
    .map(({ askId, what, boothId, userId, profileId, by, at }) => ({
      askId,
      what,
      boothId,
      booth: office.booths.get(boothId)?.number ?? '',
      profile: office.profiles.get(profileId ?? '')?.title ?? null,
      profileId,
      by: shortOf(office, by),
      of: shortOf(office, userId),
      at,
    }));
}

/** How many people it is about now, where that is what its amount counts: a queue grows while it is long. */
function amountNow(office: Office, { kind, serviceId, amount, endedAt }: Alert): number | null {
  return kind === 'queueLong' && serviceId !== null && endedAt === null ? waitingFor(office, serviceId) : amount;
}

/** «Возврат документов»: what a term is of, by the law. */
function titleOf(office: Office, { kind, serviceId, thingId }: Alert): AlertFace['title'] {
  const term = kind === 'term' ? office.terms.get(thingId ?? '') : undefined;
  if (term === undefined) return office.services.get(serviceId ?? '')?.title ?? null;
  return lawOf(office, term)?.deadlines.get(term.code)?.title ?? null;
}

/** Open alerts, the gravest first and of these the oldest; what is over is in the journal. */
export function alertFaces(office: Office): AlertFace[] {
  return [...office.alerts.values()]
    .filter(({ endedAt }) => endedAt === null)
    .sort((one, other) => (one.level === other.level ? one.raisedAt - other.raisedAt : one.level === 'over' ? -1 : 1))
    .map((alert) => {
      const { alertId, kind, level, visitId, boothId, detail, raisedAt, acceptedAt, acceptedBy } = alert;
      return {
        alertId,
        kind,
        level,
        about: aboutOf(office, alert) || (office.terms.get(alert.thingId ?? '')?.label ?? ''),
        visitId,
        boothId,
        title: titleOf(office, alert),
        amount: amountNow(office, alert),
        detail,
        raisedAt,
        accepted: acceptedAt === null ? null : { at: acceptedAt, by: shortOf(office, acceptedBy ?? '') },
      };
    });
}

/** What an operator sees at the booth. */
import type { BoothFace, DeskView, Person } from '../../contract/index.js';
import { earlierOf } from '../../domain/beginning.js';
import { boothOf, type AtBooth } from '../../domain/decide.js';
import { addressedTo, waitingFor } from '../../domain/lane.js';
import { mayTake, whoIsNext } from '../../domain/next.js';
import type { Office } from '../../domain/office.js';
import type { Visit } from '../../domain/visit.js';
import { spentInAll, lengthOf } from '../../domain/reception.js';
import { waitedMs } from '../../domain/wait.js';
import { categoryFaces, dayFace, longestWaiting, officeFace, rowsShown, serviceFaces, visitRow } from './facts.js';
import { askFaces } from './hallnow.js';
import type { Moment } from './moment.js';
import { desktop, phoneFace, receptionsOf, receptionWork, termsFace } from './work.js';

const minuteMs = 60_000;
const paceMs = 15 * minuteMs;
const servedShown = 8;

/** Who sits at this screen; empty words for one who is not known. */
export function personFace(office: Office, userId: string): Person {
  const person = office.people.get(userId);
  return {
    userId,
    name: person?.name ?? '',
    short: person?.short ?? '',
    position: person?.position ?? '',
    roles: person?.roles ?? [],
  };
}

/** A booth as staff see it. */
export function boothFace(office: Office, moment: Moment, boothId: string): BoothFace | null {
  const booth = office.booths.get(boothId);
  if (booth === undefined) return null;
  const shift = office.shifts.get(office.index.shiftOfBooth.get(boothId) ?? '');
  const held = office.visits.get(office.index.held.get(boothId) ?? '');
  const service = office.services.get(held?.serviceId ?? '');
  const reception = office.receptions.get(held?.receptionId ?? '');
  const state =
    shift === undefined ? 'closed' : shift.pausedAt !== null ? 'paused' : held === undefined ? 'free' : held.status;
  const since = reception?.begunAt ?? held?.calledAt ?? shift?.pausedAt ?? booth.freeSince ?? shift?.openedAt ?? null;
  return {
    boothId,
    number: booth.number,
    state: state === 'called' || state === 'serving' || state === 'paused' || state === 'free' ? state : 'closed',
    operator: shift === undefined ? null : (office.people.get(shift.userId)?.short ?? null),
    since: shift === undefined ? null : since,
    ticket: held?.number ?? null,
    service: service?.short ?? null,
    norm: service?.norm ?? null,
    pauseReason: shift?.pauseReason ?? null,
    printer: booth.printerId === null ? null : moment.printerHealth(booth.printerId),
  };
}

/** All booths, in the order of their numbers. */
export function boothFaces(office: Office, moment: Moment): BoothFace[] {
  return [...office.booths.keys()].flatMap((boothId) => boothFace(office, moment, boothId) ?? []);
}

function current(office: Office, moment: Moment, at: AtBooth): DeskView['current'] {
  const visit = at.held;
  if (visit === null || visit.calledAt === null || visit.firstCalledAt === null) return null;
  const { settings } = office;
  const reception = visit.status === 'serving' ? office.receptions.get(visit.receptionId ?? '') : undefined;
  return {
    visit: { ...visitRow(office, visit, moment.now), mine: true },
    status: visit.status === 'serving' ? 'serving' : 'called',
    times: visit.times,
    firstCalledAt: visit.firstCalledAt,
    lastCalledAt: visit.calledAt,
    rule: visit.callRule ?? 'order',
    promptAt: visit.calledAt + settings.promptSeconds * 1000,
    reception:
      reception === undefined
        ? null
        : {
            receptionId: reception.receptionId,
            begunAt: reception.begunAt,
            parkedMs: reception.parkedMs,
            norm: reception.normMinutes === null ? null : { minutes: reception.normMinutes, ref: reception.normRef },
            ordinal: reception.ordinal,
            carriedMs: reception.carriedMs,
            work: receptionWork(office, reception),
          },
    waitedMs: waitedMs(visit, visit.firstBegunAt ?? visit.calledAt),
    unbeginUntil:
      // another payer of the same visitor is no beginning
      reception === undefined || earlierOf(office, reception)?.state === 'finished'
        ? null
        : reception.begunAt + settings.unbeginSeconds * 1000,
    earlier: earlierReceptions(office, visit),
    note: office.notes.get(visit.noteId ?? '') ?? '',
  };
}

/** What was done for this visit before, by whom and where. */
function earlierReceptions(office: Office, visit: Visit): NonNullable<DeskView['current']>['earlier'] {
  const found: NonNullable<DeskView['current']>['earlier'] = [];
  for (const reception of office.receptions.values()) {
    if (reception.visitId !== visit.visitId || reception.finishedAt === null || reception.state === 'void') continue;
    found.push({
      short: office.services.get(reception.serviceId)?.short ?? { ru: '', en: '' },
      operator: office.people.get(reception.userId)?.short ?? '',
      booth: office.booths.get(reception.boothId)?.number ?? '',
      begunAt: reception.begunAt,
      endedAt: reception.finishedAt,
    });
  }
  return found;
}

/** The newest finish, miss or cancel of this booth that can still be taken back. */
function undoable(office: Office, moment: Moment, at: AtBooth): DeskView['undo'] {
  if (at.held !== null) return null;
  let best: Visit | null = null;
  for (const visit of office.index.undoable.values()) {
    const { undo } = visit;
    if (undo === null || undo.boothId !== at.booth.boothId || undo.until < moment.now) continue;
    if (best?.undo === null || best === null || undo.until > best.undo.until) best = visit;
  }
  return best?.undo
    ? { visitId: best.visitId, number: best.number, verb: best.undo.verb, until: best.undo.until }
    : null;
}

interface OwnDay {
  served: DeskView['served'];
  today: DeskView['today'];
}

function ownDay(office: Office, moment: Moment, userId: string): OwnDay {
  const own = receptionsOf(office, moment, userId).filter(({ state }) => state === 'finished');
  own.sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0));
  const withNorm = own.filter((reception) => reception.normMinutes !== null);
  const total = own.reduce((sum, reception) => sum + lengthOf(reception), 0);
  return {
    today: {
      served: own.length,
      withNorm: withNorm.length,
      withinNorm: withNorm.filter((one) => spentInAll(one) <= (one.normMinutes ?? 0) * minuteMs).length,
      meanMs: own.length === 0 ? null : Math.round(total / own.length),
    },
    served: own.slice(0, servedShown).flatMap((reception) => {
      const visit = office.visits.get(reception.visitId ?? '');
      const service = office.services.get(reception.serviceId);
      // of a visit with several payers, the last one is what can be reopened
      if (visit?.receptionId !== reception.receptionId) return [];
      if (visit.status !== 'served' || service === undefined || reception.finishedAt === null) return [];
      return [
        {
          visitId: visit.visitId,
          number: visit.number,
          short: service.short,
          finishedAt: reception.finishedAt,
          tookMs: lengthOf(reception),
        },
      ];
    }),
  };
}

function lastBooth(office: Office, userId: string): string | null {
  let last: { boothId: string; openedAt: number } | null = null;
  for (const shift of office.shifts.values())
    if (shift.userId === userId && (last === null || shift.openedAt > last.openedAt)) last = shift;
  return last?.boothId ?? office.lastBooth.get(userId) ?? null;
}

/** What an operator sees, at a booth or before choosing one. */
export function deskView(office: Office, moment: Moment, userId: string): Omit<DeskView, 'version'> {
  const { now, shared } = moment;
  const { settings, index } = office;
  const at = boothOf(office, userId);
  shared.visits ??= longestWaiting(office, rowsShown);
  shared.rows ??= shared.visits.map((visit) => visitRow(office, visit, now));
  shared.services ??= serviceFaces(office, moment);
  shared.pace ??= pace(office, now);
  shared.booths ??= boothFaces(office, moment);
  const visits = shared.visits;
  const profile = at === null ? undefined : office.profiles.get(at.shift.profileId);
  const mine = (profile?.services ?? []).reduce(
    (sum, { serviceId }) => sum + waitingFor(office, serviceId),
    at === null ? 0 : addressedTo(office, { boothId: at.booth.boothId, userId }).flat().length,
  );
  const next = at === null || at.held !== null ? null : whoIsNext(office, at.booth, at.shift, now);
  const isMine = (visit: Visit | undefined) =>
    at !== null && visit !== undefined && mayTake(office, at.booth.boothId, visit);
  return {
    now,
    rate: moment.rate,
    epoch: moment.epoch,
    office: officeFace(office),
    day: dayFace(office, moment),
    me: personFace(office, userId),
    booths: shared.booths,
    lastBoothId: lastBooth(office, userId),
    profiles: [...office.profiles.values()].map(({ profileId, title, services }) => ({
      profileId,
      title,
      services: services.flatMap(({ serviceId, rank }) => {
        const service = office.services.get(serviceId);
        return service === undefined ? [] : [{ serviceId, title: service.title, rank }];
      }),
    })),
    shift:
      at === null
        ? null
        : {
            shiftId: at.shift.shiftId,
            boothId: at.booth.boothId,
            booth: at.booth.number,
            openedAt: at.shift.openedAt,
            profileId: at.shift.profileId,
            paused:
              at.shift.pausedAt === null || at.shift.pauseReason === null
                ? null
                : { reason: at.shift.pauseReason, since: at.shift.pausedAt },
          },
    turn: at?.booth.turn ?? 0,
    freeSince: at?.booth.freeSince ?? null,
    current: at === null ? null : current(office, moment, at),
    desktop: desktop(office, moment, userId),
    phone: phoneFace(office, userId),
    terms: termsFace(office, moment, userId),
    undo: at === null ? null : undoable(office, moment, at),
    next: next === null ? null : { visitId: next.visit.visitId, rule: next.rule },
    queue: shared.rows.map((row, position) => ({ ...row, mine: isMine(visits[position]) })),
    waiting: index.waiting,
    mine,
    oldestStartAt: visits[0]?.startAt ?? null,
    parked: [...index.parked].flatMap((visitId) => {
      const visit = office.visits.get(visitId);
      const service = office.services.get(visit?.serviceId ?? '');
      const reception = office.receptions.get(visit?.receptionId ?? '');
      if (visit === undefined || service === undefined || visit.parkedAt === null) return [];
      const late = now - visit.parkedAt > settings.parkAlertMinutes * minuteMs;
      return [
        {
          visitId,
          number: visit.number,
          short: service.short,
          parkedAt: visit.parkedAt,
          mine: reception?.userId === userId,
          late,
        },
      ];
    }),
    missed: [...index.missed].flatMap((visitId) => {
      const visit = office.visits.get(visitId);
      const service = office.services.get(visit?.serviceId ?? '');
      if (visit === undefined || service === undefined || visit.missedAt === null) return [];
      return [{ visitId, number: visit.number, short: service.short, missedAt: visit.missedAt, times: visit.times }];
    }),
    ...ownDay(office, moment, userId),
    pace: shared.pace,
    waitNorm: settings.waitNorm,
    services: shared.services,
    people: [...index.shiftOfUser].flatMap(([otherId, shiftId]) => {
      const shift = office.shifts.get(shiftId);
      const booth = office.booths.get(shift?.boothId ?? '');
      const other = office.people.get(otherId);
      if (booth === undefined || otherId === userId || other?.isClosed === true) return [];
      return [{ userId: otherId, short: other?.short ?? '', booth: booth.number }];
    }),
    categories: categoryFaces(office),
    asks: askFaces(office, (ask) => ask.userId === userId),
    staffCalls: [...office.staffCalls.values()].flatMap((call) =>
      call.answeredAt === null
        ? [
            {
              staffCallId: call.staffCallId,
              device: office.devices.get(call.deviceId)?.name ?? '',
              calledAt: call.calledAt,
            },
          ]
        : [],
    ),
    warnShare: settings.warnShare,
  };
}

/** How many came and how many were called in the last quarter of an hour. */
function pace(office: Office, now: number): { arrived: number; called: number } {
  let arrived = 0;
  let called = 0;
  for (const visit of office.visits.values()) {
    if (visit.issuedAt > now - paceMs) arrived += 1;
    if (visit.firstCalledAt !== null && visit.firstCalledAt > now - paceMs) called += 1;
  }
  return { arrived, called };
}

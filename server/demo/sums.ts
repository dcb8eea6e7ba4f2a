/** The day's sums, counted anew from the journal's entries alone: what the demo says at its end, and what a test proves. */
import type { Instant } from '../domain/instant.js';

export interface Told {
  at: Instant;
  kind: string;
  visitId: string | null;
  /** As stored. */
  data: string;
}

export interface Sums {
  issued: number;
  waiting: number;
  served: number;
  cancelled: number;
  expired: number;
  /** How often a call was given up, somebody came back, was handed on, parked, received out of turn. */
  missed: number;
  returned: number;
  transferred: number;
  parked: number;
  confirmed: number;
  /** Waits of п. 34 of all who were begun, in milliseconds. */
  meanWaitMs: number;
  longestWaitMs: number;
  /** The longest that somebody waits now. */
  waitingLongestMs: number;
  /** Share within the norm of waiting, of all begun and of those who gave up after more than it; 1 when nobody was. */
  shareWithin: number;
  meanServiceMs: number;
  /** Time of receptions ÷ time of open shifts without pauses. */
  utilisation: number;
  days: { opened: number; closed: number };
}

interface VisitSeen {
  startAt: Instant;
  awayMs: number;
  begunAt: Instant | null;
  status: string;
  /** When the wait of one who was not begun ended. */
  gaveUpAt: Instant | null;
}

interface ReceptionSeen {
  begunAt: Instant;
  finishedAt: Instant | null;
  restsSince: Instant | null;
  parkedMs: number;
  state: string;
}

interface ShiftSeen {
  openedAt: Instant;
  closedAt: Instant | null;
  pausedAt: Instant | null;
  pausedMs: number;
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
const numberOf = (value: unknown) => (typeof value === 'number' ? value : null);
const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? 0 : sum(values) / values.length);

const isGone = (status: unknown) => status === 'missed' || status === 'cancelled' || status === 'expired';

function seeVisit(visits: Map<string, VisitSeen>, { kind, at, visitId }: Told, visit: unknown): void {
  if (visitId === null || typeof visit !== 'object') return;
  const seen = visits.get(visitId) ?? { startAt: at, awayMs: 0, begunAt: null, status: 'waiting', gaveUpAt: null };
  const status = part(visit, 'status');
  visits.set(visitId, {
    startAt: numberOf(part(visit, 'startAt')) ?? seen.startAt,
    awayMs: numberOf(part(visit, 'awayMs')) ?? seen.awayMs,
    begunAt: seen.begunAt ?? (kind === 'visit:begun' ? at : null),
    status: typeof status === 'string' ? status : seen.status,
    gaveUpAt: status === 'waiting' ? null : isGone(status) ? (seen.gaveUpAt ?? at) : seen.gaveUpAt,
  });
}

function seeReception(receptions: Map<string, ReceptionSeen>, { at }: Told, told: unknown): void {
  const id = part(told, 'receptionId');
  const begunAt = numberOf(part(told, 'begunAt'));
  if (typeof id !== 'string' || begunAt === null) return;
  const state = String(part(told, 'state'));
  receptions.set(id, {
    begunAt,
    finishedAt: numberOf(part(told, 'finishedAt')),
    restsSince: state === 'parked' ? at : null,
    parkedMs: numberOf(part(told, 'parkedMs')) ?? 0,
    state,
  });
}

function seeShift(shifts: Map<string, ShiftSeen>, told: unknown, pausedMs: number): void {
  const id = part(told, 'shiftId');
  const openedAt = numberOf(part(told, 'openedAt'));
  if (typeof id !== 'string' || openedAt === null) return;
  shifts.set(id, {
    openedAt,
    closedAt: numberOf(part(told, 'closedAt')),
    pausedAt: numberOf(part(told, 'pausedAt')),
    pausedMs: (shifts.get(id)?.pausedMs ?? 0) + pausedMs,
  });
}

/** Sums of entries in their order, as of `now`; `normMs` is the norm of waiting. */
export function sumsOf(entries: readonly Told[], now: Instant, normMs: number): Sums {
  const visits = new Map<string, VisitSeen>();
  const receptions = new Map<string, ReceptionSeen>();
  const shifts = new Map<string, ShiftSeen>();
  const kinds = new Map<string, number>();
  for (const entry of entries) {
    kinds.set(entry.kind, (kinds.get(entry.kind) ?? 0) + 1);
    const data: unknown = JSON.parse(entry.data);
    seeVisit(visits, entry, part(data, 'visit'));
    seeReception(receptions, entry, part(data, 'reception'));
    seeShift(shifts, part(data, 'shift'), numberOf(part(data, 'pausedMs')) ?? 0);
  }
  const seen = [...visits.values()];
  const waits = seen.flatMap(({ begunAt, startAt, awayMs }) =>
    begunAt === null ? [] : [Math.max(0, begunAt - startAt - awayMs)],
  );
  const gaveUp = seen.filter((one) => one.begunAt === null && (one.gaveUpAt ?? 0) - one.startAt - one.awayMs > normMs);
  const judged = waits.length + gaveUp.length;
  const waiting = seen.filter(({ status }) => status === 'waiting' || status === 'called');
  const works = [...receptions.values()]
    .filter(({ state }) => state !== 'void')
    .map((one) => ({ ...one, ms: (one.finishedAt ?? one.restsSince ?? now) - one.begunAt - one.parkedMs }));
  const openMs = [...shifts.values()].map(({ openedAt, closedAt, pausedAt, pausedMs }) => {
    const endAt = closedAt ?? now;
    return endAt - openedAt - pausedMs - (pausedAt === null ? 0 : endAt - pausedAt);
  });
  const count = (kind: string) => kinds.get(kind) ?? 0;
  const having = (status: string) => seen.filter((one) => one.status === status).length;
  return {
    issued: count('ticket:issued'),
    waiting: having('waiting'),
    served: having('served'),
    cancelled: having('cancelled'),
    expired: having('expired'),
    missed: count('visit:missed'),
    returned: count('visit:returned'),
    transferred: count('visit:transferred'),
    parked: count('visit:parked'),
    confirmed: count('visit:categoryConfirmed'),
    meanWaitMs: mean(waits),
    longestWaitMs: Math.max(0, ...waits),
    waitingLongestMs: Math.max(0, ...waiting.map((one) => now - one.startAt - one.awayMs)),
    shareWithin: judged === 0 ? 1 : waits.filter((wait) => wait <= normMs).length / judged,
    meanServiceMs: mean(works.filter(({ state }) => state !== 'open').map(({ ms }) => ms)),
    utilisation: sum(openMs) === 0 ? 0 : sum(works.map(({ ms }) => ms)) / sum(openMs),
    days: { opened: count('day:opened'), closed: count('day:closed') },
  };
}

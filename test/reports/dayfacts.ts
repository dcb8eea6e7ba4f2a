/** Days of facts made by hand, row by row, as the fold would tell them. */
import { pauseReasons, visitStatuses, type VisitStatus } from '../../server/contract/index.js';
import type { DayFacts } from '../../server/reports/facts/dayfacts.js';
import type { Facts } from '../../server/reports/facts/days.js';

export const minute = 60_000;

export interface MadeVisit {
  seq: number;
  startAt: number;
  /** Null: never begun. */
  begunAt: number | null;
  /** 0: alive. */
  endedAt: number;
  status: VisitStatus;
  isNoShow: boolean;
  service: string;
  booth: string;
  user: string;
  category: string;
  channel: string;
  waitMs: number;
  /** −1: the journal does not tell it. */
  normMinutes: number;
  toCallMs: number;
  wayMs: number;
  betweenMs: number;
  betweens: number;
  transfers: number;
  parks: number;
  misses: number;
  returns: number;
}

export interface MadeReception {
  /** Place among the day's visits; −1 without a visit. */
  visit: number;
  service: string;
  booth: string;
  user: string;
  begunAt: number;
  lengthMs: number;
  judgedMs: number;
  normMinutes: number;
  /** Of the regulation under which it began. */
  version: string;
}

export interface MadeStep {
  reception: number;
  step: string;
  user: string;
  spentMs: number;
  normMinutes: number;
}

export interface MadeShift {
  user: string;
  booth: string;
  openedAt: number;
  closedAt: number;
  busyMs: number;
  calledMs: number;
  paused: Partial<Record<(typeof pauseReasons)[number], number>>;
}

export interface MadeEvent {
  kind: string;
  first: string;
  second: string;
  user: string;
  amount: number;
}

export interface MadeDay {
  day: string;
  visits: MadeVisit[];
  receptions: MadeReception[];
  steps: MadeStep[];
  shifts: MadeShift[];
  events: MadeEvent[];
}

/** A visit that was received at booth 1 by Petrova after five minutes; a test says what is different. */
export function madeVisit(startAt: number, part: Partial<MadeVisit> = {}): MadeVisit {
  const waitMs = part.waitMs ?? 5 * minute;
  const isBegun = part.begunAt !== null;
  return {
    seq: 1,
    startAt,
    begunAt: startAt + waitMs,
    endedAt: startAt + waitMs + (isBegun ? 10 * minute : 0),
    status: 'served',
    isNoShow: false,
    service: 'service-consultation',
    booth: isBegun ? 'booth-1' : '',
    user: isBegun ? 'petrova' : '',
    category: '',
    channel: 'kiosk',
    waitMs,
    normMinutes: -1,
    toCallMs: isBegun ? waitMs - minute : -1,
    wayMs: isBegun ? minute : -1,
    betweenMs: -1,
    betweens: 0,
    transfers: 0,
    parks: 0,
    misses: 0,
    returns: 0,
    ...part,
  };
}

/** The reception of a visit, ten minutes of twenty. */
export function madeReception(visit: number, of: MadeVisit, part: Partial<MadeReception> = {}): MadeReception {
  const lengthMs = part.lengthMs ?? 10 * minute;
  return {
    visit,
    service: of.service,
    booth: of.booth,
    user: of.user,
    begunAt: of.begunAt ?? of.startAt,
    lengthMs,
    judgedMs: lengthMs,
    normMinutes: 20,
    version: '2',
    ...part,
  };
}

/** The columns of these rows. */
export function factsOf({ day, visits, receptions, steps, shifts, events }: MadeDay): DayFacts {
  const names = [''];
  const code = (name: string) => {
    const at = names.indexOf(name);
    return at >= 0 ? at : names.push(name) - 1;
  };
  const codes = <Row>(rows: readonly Row[], of: (row: Row) => string) => Uint16Array.from(rows, (row) => code(of(row)));
  const channelOf = (row: MadeReception) => visits[row.visit]?.channel ?? '';
  const categoryOf = (row: MadeReception) => visits[row.visit]?.category ?? '';
  const received = (row: MadeStep) => receptions[row.reception]!;
  const lots: Record<'service' | 'booth' | 'user' | 'channel' | 'category' | 'version', string>[] = [];
  const lotsBy = new Map<string, number>();
  const lotOf = (lot: (typeof lots)[number]) => {
    const key = Object.values(lot).join();
    const at = lotsBy.get(key) ?? lots.push(lot) - 1;
    lotsBy.set(key, at);
    return at;
  };
  const lotIn = (row: MadeReception, user: string) =>
    lotOf({
      ...{ service: row.service, booth: row.booth, user, channel: channelOf(row), category: categoryOf(row) },
      version: row.version,
    });
  const rowsOf = {
    visits: visits.map(({ service, booth, user, channel, category }) =>
      lotOf({ service, booth, user, channel, category, version: '' }),
    ),
    receptions: receptions.map((row) => lotIn(row, row.user)),
    steps: steps.map((row) => lotIn(received(row), row.user)),
  };
  return {
    day,
    names,
    lots: {
      service: codes(lots, ({ service }) => service),
      booth: codes(lots, ({ booth }) => booth),
      user: codes(lots, ({ user }) => user),
      channel: codes(lots, ({ channel }) => channel),
      category: codes(lots, ({ category }) => category),
      version: codes(lots, ({ version }) => version),
    },
    visits: {
      seq: Float64Array.from(visits, ({ seq }) => seq),
      startAt: Float64Array.from(visits, ({ startAt }) => startAt),
      begunAt: Float64Array.from(visits, ({ begunAt }) => begunAt ?? 0),
      endedAt: Float64Array.from(visits, ({ endedAt }) => endedAt),
      status: Uint8Array.from(visits, ({ status }) => visitStatuses.indexOf(status)),
      isNoShow: Uint8Array.from(visits, ({ isNoShow }) => (isNoShow ? 1 : 0)),
      lot: Uint16Array.from(rowsOf.visits),
      waitMs: Int32Array.from(visits, ({ waitMs }) => waitMs),
      normMinutes: Float32Array.from(visits, ({ normMinutes }) => normMinutes),
      toCallMs: Int32Array.from(visits, ({ toCallMs }) => toCallMs),
      wayMs: Int32Array.from(visits, ({ wayMs }) => wayMs),
      betweenMs: Int32Array.from(visits, ({ betweenMs }) => betweenMs),
      betweens: Uint8Array.from(visits, ({ betweens }) => betweens),
      transfers: Uint8Array.from(visits, ({ transfers }) => transfers),
      parks: Uint8Array.from(visits, ({ parks }) => parks),
      misses: Uint8Array.from(visits, ({ misses }) => misses),
      returns: Uint8Array.from(visits, ({ returns }) => returns),
    },
    receptions: {
      visit: Int32Array.from(receptions, ({ visit }) => visit),
      lot: Uint16Array.from(rowsOf.receptions),
      begunAt: Float64Array.from(receptions, ({ begunAt }) => begunAt),
      lengthMs: Int32Array.from(receptions, ({ lengthMs }) => lengthMs),
      judgedMs: Int32Array.from(receptions, ({ judgedMs }) => judgedMs),
      normMinutes: Float32Array.from(receptions, ({ normMinutes }) => normMinutes),
      outcome: new Uint16Array(receptions.length),
      isTransferred: new Uint8Array(receptions.length),
    },
    steps: {
      lot: Uint16Array.from(rowsOf.steps),
      step: codes(steps, ({ step }) => step),
      spentMs: Int32Array.from(steps, ({ spentMs }) => spentMs),
      normMinutes: Float32Array.from(steps, ({ normMinutes }) => normMinutes),
    },
    shifts: {
      user: codes(shifts, ({ user }) => user),
      booth: codes(shifts, ({ booth }) => booth),
      openedAt: Float64Array.from(shifts, ({ openedAt }) => openedAt),
      closedAt: Float64Array.from(shifts, ({ closedAt }) => closedAt),
      busyMs: Int32Array.from(shifts, ({ busyMs }) => busyMs),
      calledMs: Int32Array.from(shifts, ({ calledMs }) => calledMs),
      paused: pauseReasons.map((reason) => Int32Array.from(shifts, ({ paused }) => paused[reason] ?? 0)),
    },
    events: {
      kind: codes(events, ({ kind }) => kind),
      first: codes(events, ({ first }) => first),
      second: codes(events, ({ second }) => second),
      user: codes(events, ({ user }) => user),
      count: new Int32Array(events.length).fill(1),
      amount: Float64Array.from(events, ({ amount }) => amount),
    },
  };
}

/** Days as the journal has them; the last one may be running. */
export function journalOf(days: readonly MadeDay[], running: string | null = null): Facts {
  return {
    headSeq: 1000,
    firstDay: days[0]?.day ?? null,
    lastDay: days.at(-1)?.day ?? null,
    runningDay: running,
    *between(from, until) {
      for (const one of days) if (one.day >= from && one.day <= until) yield factsOf(one);
    },
  };
}

/** A day's book as columns. What has not ended is left out, unless it is the running day that is told. */
import { pauseReasons, visitStatuses } from '../../contract/index.js';
import type { Instant } from '../../domain/instant.js';
import type { DayFacts, EventFacts, ReceptionFacts, ShiftFacts, StepFacts, VisitFacts } from './dayfacts.js';
import { addEvent, type Book, type EventTale } from './fold.js';
import { carriedOn, hasEnded, judgedOf, lengthOf, type ReceptionTale, type StepDone } from './reception.js';
import { addPause, type ShiftTale } from './shift.js';
import { isOver, waitOf, type VisitTale } from './visit.js';

/** Words as indexes; 0 is none. */
interface Names {
  of: (word: string | null) => number;
  all: string[];
}

function makeNames(): Names {
  const known = new Map<string, number>([['', 0]]);
  const all = [''];
  return {
    all,
    of(word) {
      const found = known.get(word ?? '');
      if (found !== undefined) return found;
      known.set(word ?? '', all.length);
      return all.push(word ?? '') - 1;
    },
  };
}

/** The longest length a column holds: 24 days. */
const longestMs = 2 ** 31 - 1;
const bounded = (ms: number) => Math.min(longestMs, ms);

type Column = Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array;

/** A loop and no more: five years of rows go through here. */
function filled<Row, Of extends Column>(column: Of, rows: readonly Row[], of: (row: Row, place: number) => number): Of {
  let place = 0;
  for (const row of rows) {
    column[place] = of(row, place);
    place += 1;
  }
  return column;
}

type Told<Row> = (row: Row, place: number) => number;
const wide = <Row>(rows: readonly Row[], of: Told<Row>) => filled(new Float64Array(rows.length), rows, of);
const floats = <Row>(rows: readonly Row[], of: Told<Row>) => filled(new Float32Array(rows.length), rows, of);
const places = <Row>(rows: readonly Row[], of: Told<Row>) => filled(new Int32Array(rows.length), rows, of);
const lengths = <Row>(rows: readonly Row[], of: Told<Row>) =>
  filled(new Int32Array(rows.length), rows, (row, place) => bounded(of(row, place)));
const words = <Row>(rows: readonly Row[], of: Told<Row>) => filled(new Uint16Array(rows.length), rows, of);
const small = <Row>(rows: readonly Row[], of: Told<Row>) =>
  filled(new Uint8Array(rows.length), rows, (row, place) => Math.min(255, of(row, place)));

/** @param now null: the book has ended; else the running day, with what is alive, until then */
export function tellDay(book: Book, now: Instant | null): DayFacts {
  const names = makeNames();
  const rowOf = new Map<string, number>();
  const visits: VisitTale[] = [];
  for (const [visitId, visit] of book.visits) {
    if (now === null && !isOver(visit)) continue;
    rowOf.set(visitId, visits.length);
    visits.push(visit);
  }
  const told: [string, ReceptionTale][] = [];
  /** The first reception of each visit, in the order of their rows. */
  const firsts: (ReceptionTale | null)[] = visits.map(() => null);
  for (const [receptionId, one] of book.receptions) {
    if (one.last.state === 'void') continue;
    const row = one.visit === null ? undefined : rowOf.get(one.visit);
    if (row !== undefined) firsts[row] ??= one;
    // an ended one whose visit is alive waits for it
    const isLater = one.visit !== null && row === undefined && book.visits.has(one.visit);
    if (hasEnded(one) && !isLater) told.push([receptionId, one]);
  }
  const ofVisit = (one: ReceptionTale) => (one.visit === null ? -1 : (rowOf.get(one.visit) ?? -1));
  const shifts = [...book.shifts].filter(([, { closedAt }]) => now !== null || closedAt !== 0);
  return {
    day: book.day,
    names: names.all,
    visits: visitFacts(visits, firsts, names),
    receptions: receptionFacts(book, told, visits, ofVisit, names),
    steps: stepFacts(book, told, visits, ofVisit, names),
    shifts: shiftFacts(book, shifts, now, names),
    events: eventFacts([...book.events.values(), ...voidOnes(book)], names),
  };
}

const categoryOf = (visit: VisitTale | undefined) => (visit?.isConfirmed === true ? visit.category : '');

function visitFacts(rows: VisitTale[], firsts: readonly (ReceptionTale | null)[], names: Names): VisitFacts {
  const first = (place: number) => firsts[place]?.last ?? null;
  const isNoShow = (visit: VisitTale) => isOver(visit) && visit.begunAt === 0 && visit.missedAt !== 0;
  return {
    seq: wide(rows, ({ seq }) => seq),
    startAt: wide(rows, ({ startAt }) => startAt),
    begunAt: wide(rows, ({ begunAt }) => begunAt),
    endedAt: wide(rows, ({ endedAt }) => endedAt),
    status: small(rows, ({ status }) => visitStatuses.findIndex((one) => one === status)),
    isNoShow: small(rows, (visit) => (isNoShow(visit) ? 1 : 0)),
    service: words(rows, ({ service }, place) => names.of(first(place)?.serviceId ?? service)),
    booth: words(rows, (_, place) => names.of(first(place)?.boothId ?? '')),
    user: words(rows, (_, place) => names.of(first(place)?.userId ?? '')),
    category: words(rows, (visit) => names.of(categoryOf(visit))),
    channel: words(rows, ({ channel }) => names.of(channel)),
    waitMs: lengths(rows, waitOf),
    normMinutes: floats(rows, ({ normMinutes }) => normMinutes),
    toCallMs: lengths(rows, (one) => (one.firstCalledAt === 0 ? -1 : Math.max(0, one.firstCalledAt - one.startAt))),
    wayMs: lengths(rows, ({ wayMs }) => wayMs),
    betweenMs: lengths(rows, ({ betweenMs, betweens }) => (betweens === 0 ? -1 : betweenMs)),
    betweens: small(rows, ({ betweens }) => betweens),
    transfers: small(rows, ({ transfers }) => transfers),
    parks: small(rows, ({ parks }) => parks),
    misses: small(rows, ({ misses }) => misses),
    returns: small(rows, ({ returns }) => returns),
  };
}

type ToldRow = readonly [string, ReceptionTale];

function receptionFacts(
  book: Book,
  told: readonly ToldRow[],
  visits: readonly VisitTale[],
  ofVisit: (one: ReceptionTale) => number,
  names: Names,
): ReceptionFacts {
  const rows = told.map(([, one]) => one);
  const carried = carriedOn([...book.receptions.values()]);
  return {
    visit: places(rows, ofVisit),
    service: words(rows, ({ last }) => names.of(last.serviceId)),
    booth: words(rows, ({ last }) => names.of(last.boothId)),
    user: words(rows, ({ last }) => names.of(last.userId)),
    channel: words(rows, (one) => names.of(visits[ofVisit(one)]?.channel ?? '')),
    category: words(rows, (one) => names.of(categoryOf(visits[ofVisit(one)]))),
    begunAt: wide(rows, ({ last }) => last.begunAt),
    lengthMs: lengths(rows, ({ last }) => Math.max(0, lengthOf(last))),
    judgedMs: lengths(rows, (one) => (carried.has(one) ? -1 : judgedOf(one))),
    normMinutes: floats(rows, ({ last }) => last.normMinutes ?? -1),
    outcome: words(rows, ({ last }) => names.of(last.outcome)),
    isTransferred: small(rows, ({ last }) => (last.state === 'transferred' ? 1 : 0)),
  };
}

function stepFacts(
  book: Book,
  told: readonly ToldRow[],
  visits: readonly VisitTale[],
  ofVisit: (one: ReceptionTale) => number,
  names: Names,
): StepFacts {
  const retaken = new Set<string>();
  for (const { last, retaken: steps } of book.receptions.values())
    if (last.state !== 'void') for (const step in steps) retaken.add(`${steps[step]} ${step}`);
  const rows: { step: string; done: StepDone; one: ReceptionTale }[] = [];
  for (const [receptionId, one] of told) {
    for (const step in one.steps) {
      const done = one.steps[step];
      if (done === undefined || (retaken.size > 0 && retaken.has(`${receptionId} ${step}`))) continue;
      rows.push({ step, done, one });
    }
  }
  return {
    service: words(rows, ({ one }) => names.of(one.last.serviceId)),
    booth: words(rows, ({ one }) => names.of(one.last.boothId)),
    user: words(rows, ({ done }) => names.of(done.user)),
    channel: words(rows, ({ one }) => names.of(visits[ofVisit(one)]?.channel ?? '')),
    category: words(rows, ({ one }) => names.of(categoryOf(visits[ofVisit(one)]))),
    step: words(rows, ({ step }) => names.of(step)),
    spentMs: lengths(rows, ({ done }) => Math.max(0, done.spentMs)),
    normMinutes: floats(rows, ({ done }) => done.normMinutes),
  };
}

function shiftFacts(
  book: Book,
  told: readonly (readonly [string, ShiftTale])[],
  now: Instant | null,
  names: Names,
): ShiftFacts {
  const rows = told.map(([, shift]) => ({ ...shift, pausedMs: [...shift.pausedMs] }));
  if (now !== null) {
    const placeOf = new Map(told.map(([shiftId], place) => [shiftId, place]));
    for (const { held } of book.visits.values()) {
      const row = held === null ? undefined : rows[placeOf.get(held.shift) ?? -1];
      if (held === null || row === undefined) continue;
      row[held.isServing ? 'busyMs' : 'calledMs'] += Math.max(0, now - held.fromAt);
    }
    for (const { pause, pausedMs } of rows) if (pause !== null) addPause(pausedMs, pause.reason, now - pause.fromAt);
  }
  return {
    user: words(rows, ({ user }) => names.of(user)),
    booth: words(rows, ({ booth }) => names.of(booth)),
    openedAt: wide(rows, ({ openedAt }) => openedAt),
    closedAt: wide(rows, ({ closedAt }) => closedAt),
    busyMs: lengths(rows, ({ busyMs }) => busyMs),
    calledMs: lengths(rows, ({ calledMs }) => calledMs),
    paused: pauseReasons.map((_, reason) => lengths(rows, ({ pausedMs }) => pausedMs[reason] ?? 0)),
  };
}

/** Receptions begun by mistake count nowhere; that there were some is counted. */
function voidOnes({ receptions }: Book): Iterable<EventTale> {
  const events = new Map<string, EventTale>();
  const counted = { kind: 'reception:void', first: '', second: '', amount: 1 };
  for (const { last } of receptions.values()) if (last.state === 'void') addEvent(events, counted, last.userId);
  return events.values();
}

function eventFacts(rows: readonly EventTale[], names: Names): EventFacts {
  return {
    kind: words(rows, ({ kind }) => names.of(kind)),
    first: words(rows, ({ first }) => names.of(first)),
    second: words(rows, ({ second }) => names.of(second)),
    user: words(rows, ({ user }) => names.of(user)),
    count: places(rows, ({ count }) => count),
    amount: wide(rows, ({ amount }) => amount),
  };
}

/** A day's book as columns. What has not ended is left out, unless it is the running day that is told. */
import { pauseReasons, visitStatuses } from '../../contract/index.js';
import type { Instant } from '../../domain/instant.js';
import { addEvent, type Book, type EventTale } from './book.js';
import type { DayFacts, EventFacts, LotFacts, ReceptionFacts, ShiftFacts, StepFacts, VisitFacts } from './dayfacts.js';
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

type Lot = Record<keyof LotFacts, number>;

/** Combinations as indexes. */
function makeLots(names: Names) {
  const known = new Map<string, number>();
  const all: Lot[] = [];
  return {
    of(said: Record<keyof LotFacts, string | null>): number {
      const { service, booth, user, channel, category, version } = said;
      const key = `${service}\n${booth}\n${user}\n${channel}\n${category}\n${version}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const { of } = names;
      const lot = {
        service: of(service),
        booth: of(booth),
        user: of(user),
        channel: of(channel),
        category: of(category),
        version: of(version),
      };
      known.set(key, all.length);
      return all.push(lot) - 1;
    },
    facts: (): LotFacts => ({
      service: words(all, ({ service }) => service),
      booth: words(all, ({ booth }) => booth),
      user: words(all, ({ user }) => user),
      channel: words(all, ({ channel }) => channel),
      category: words(all, ({ category }) => category),
      version: words(all, ({ version }) => version),
    }),
  };
}
type Lots = ReturnType<typeof makeLots>;

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
  const lots = makeLots(names);
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
  const visitOf = (one: ReceptionTale) => visits[ofVisit(one)];
  const tables = {
    visits: visitFacts(visits, firsts, lots),
    receptions: receptionFacts(book, told, ofVisit, visitOf, names, lots),
    steps: stepFacts(book, told, visitOf, names, lots),
  };
  return {
    day: book.day,
    names: names.all,
    lots: lots.facts(),
    ...tables,
    shifts: shiftFacts(book, shifts, now, names),
    events: eventFacts([...book.events.values(), ...voidOnes(book)], names),
  };
}

const categoryOf = (visit: VisitTale | undefined) => (visit?.isConfirmed === true ? visit.category : '');

function visitFacts(rows: VisitTale[], firsts: readonly (ReceptionTale | null)[], lots: Lots): VisitFacts {
  const lotOf = (visit: VisitTale, place: number) => {
    const {
      serviceId: service = visit.service,
      boothId = '',
      userId = '',
      packVersion = '',
    } = firsts[place]?.last ?? {};
    const { channel } = visit;
    const category = categoryOf(visit);
    return lots.of({ service, booth: boothId, user: userId, channel, category, version: packVersion });
  };
  const isNoShow = (visit: VisitTale) => isOver(visit) && visit.begunAt === 0 && visit.missedAt !== 0;
  return {
    seq: wide(rows, ({ seq }) => seq),
    startAt: wide(rows, ({ startAt }) => startAt),
    begunAt: wide(rows, ({ begunAt }) => begunAt),
    endedAt: wide(rows, ({ endedAt }) => endedAt),
    status: small(rows, ({ status }) => visitStatuses.findIndex((one) => one === status)),
    isNoShow: small(rows, (visit) => (isNoShow(visit) ? 1 : 0)),
    lot: words(rows, lotOf),
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
type VisitOf = (one: ReceptionTale) => VisitTale | undefined;

/** Of a reception, or of a step that this person did in it. */
function lotOf({ last }: ReceptionTale, user: string, visit: VisitTale | undefined, lots: Lots): number {
  const { serviceId: service, boothId: booth, packVersion: version } = last;
  return lots.of({ service, booth, user, channel: visit?.channel ?? '', category: categoryOf(visit), version });
}

function receptionFacts(
  book: Book,
  told: readonly ToldRow[],
  ofVisit: (one: ReceptionTale) => number,
  visitOf: VisitOf,
  names: Names,
  lots: Lots,
): ReceptionFacts {
  const rows = told.map(([, one]) => one);
  const carried = carriedOn([...book.receptions.values()]);
  return {
    visit: places(rows, ofVisit),
    lot: words(rows, (one) => lotOf(one, one.last.userId, visitOf(one), lots)),
    begunAt: wide(rows, ({ last }) => last.begunAt),
    lengthMs: lengths(rows, ({ last }) => Math.max(0, lengthOf(last))),
    judgedMs: lengths(rows, (one) => (carried.has(one) ? -1 : judgedOf(one))),
    normMinutes: floats(rows, ({ last }) => last.normMinutes ?? -1),
    outcome: words(rows, ({ last }) => names.of(last.outcome)),
    isTransferred: small(rows, ({ last }) => (last.state === 'transferred' ? 1 : 0)),
  };
}

function stepFacts(book: Book, told: readonly ToldRow[], visitOf: VisitOf, names: Names, lots: Lots): StepFacts {
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
    lot: words(rows, ({ one, done }) => lotOf(one, done.user, visitOf(one), lots)),
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

/** Those that say the same stand together: a reader looks up what they say once. */
function eventFacts(told: readonly EventTale[], names: Names): EventFacts {
  const alike = new Map<string, EventTale[]>();
  for (const event of told) {
    const key = `${event.kind}\n${event.first}\n${event.second}`;
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [event]);
    else others.push(event);
  }
  const rows = [...alike.values()].flat();
  return {
    kind: words(rows, ({ kind }) => names.of(kind)),
    first: words(rows, ({ first }) => names.of(first)),
    second: words(rows, ({ second }) => names.of(second)),
    user: words(rows, ({ user }) => names.of(user)),
    count: places(rows, ({ count }) => count),
    amount: wide(rows, ({ amount }) => amount),
  };
}

/**
 * «What would change who passes the norm»: the waiting line played forward with the office's own lengths and its own
 * order of calling, as it stands and with one thing changed. Nobody else comes, nobody leaves; the same office and the
 * same moment give the same answer.
 */
import type { Cure } from '../contract/index.js';
import { laneOf, leaveLane } from './lane.js';
import { whoIsNext } from './next.js';
import type { Office } from './office.js';
import type { Booth, Shift } from './booths.js';
import type { Instant } from './instant.js';
import type { Visit } from './visit.js';
import { medianLength, waitedMs } from './wait.js';

const minuteMs = 60_000;
/** Until an operator who was asked sits at the booth and calls, and until one is back from a pause. */
const settlingMs = { open: 2 * minuteMs, resume: minuteMs, setProfile: 0 };
/** A reception that takes longer than usual is nearly over, nobody knows when. */
const nearlyOverMs = minuteMs;
/** Cures that are told, and changes that are tried. To its end, for the longest wait, only what is told is played. */
const told = 3;
const triedAtMost = 24;

/** A booth that calls, and when it is free to. */
interface Seat {
  booth: Booth;
  shift: Shift;
  freeAt: Instant;
}

/** When each visit was begun; who is not in it was not. */
type Begun = ReadonlyMap<string, Instant>;

/** How long the one held at a booth will still be there: what such receptions usually take, less what was spent. */
function stillHeldMs(office: Office, visit: Visit, now: Instant): number {
  const usual = medianLength(office, visit.serviceId);
  const reception = office.receptions.get(visit.receptionId ?? '');
  if (visit.status !== 'serving' || reception === undefined) return usual;
  const spent = now - reception.begunAt - reception.parkedMs + reception.carriedMs;
  return Math.max(nearlyOverMs, usual - spent);
}

/** Booths that work now, in the order of the office's booths; a paused one calls nobody. */
function seatsNow(office: Office, now: Instant): Seat[] {
  const seats: Seat[] = [];
  for (const booth of office.booths.values()) {
    const shift = office.shifts.get(office.index.shiftOfBooth.get(booth.boothId) ?? '');
    if (shift === undefined || shift.pausedAt !== null) continue;
    const held = office.visits.get(office.index.held.get(booth.boothId) ?? '');
    seats.push({ booth, shift, freeAt: held === undefined ? now : now + stillHeldMs(office, held, now) });
  }
  return seats;
}

/** The same rows with a line of its own, so that playing it changes nothing, and is not changed between two turns. */
function shadowOf(office: Office): Office {
  const lanes = new Map<string, Visit[]>();
  for (const [name, lane] of office.index.lanes) if (lane.length > 0) lanes.set(name, [...lane]);
  const { passings, lengths } = office.index;
  return { ...office, index: { ...office.index, lanes, passings: new Map(passings), lengths: new Map(lengths) } };
}

function earliest(seats: readonly Seat[]): Seat | undefined {
  let first: Seat | undefined;
  for (const seat of seats) if (first === undefined || seat.freeAt < first.freeAt) first = seat;
  return first;
}

/** Plays the line until nobody is left whom these booths take, or until `until`. */
function play(
  office: Office,
  seatsAtFirst: readonly Seat[],
  lengthOf: (visit: Visit) => number,
  until: Instant,
): Begun {
  const shadow = shadowOf(office);
  let seats = seatsAtFirst.map((seat) => ({ ...seat }));
  const begun = new Map<string, Instant>();
  for (let seat = earliest(seats); seat !== undefined && seat.freeAt <= until; seat = earliest(seats)) {
    const choice = whoIsNext(shadow, seat.booth, seat.shift, seat.freeAt);
    if (choice === null) {
      // nobody comes while this is played: a booth without anybody stays without
      const done = seat;
      seats = seats.filter((one) => one !== done);
      continue;
    }
    const { visit, rule, bound } = choice;
    leaveLane(shadow, laneOf(visit) ?? '', visit);
    if (rule === 'outOfTurn') {
      const services = shadow.profiles.get(seat.shift.profileId)?.services ?? [];
      shadow.index.passings.set(visit.visitId, {
        at: seat.freeAt,
        placeAt: visit.placeAt,
        serviceIds: services.map(({ serviceId }) => serviceId),
        boothId: seat.booth.boothId,
        userId: seat.shift.userId,
        bound: bound ?? null,
        earlier: [],
      });
    }
    begun.set(visit.visitId, seat.freeAt);
    seat.freeAt += Math.max(nearlyOverMs, lengthOf(visit));
  }
  return begun;
}

type Change = Pick<Cure, 'what' | 'boothId' | 'userId' | 'profileId'> & { seats: Seat[] };

function shiftAt(booth: Booth, userId: string, profileId: string, now: Instant): Shift {
  const nothing = { closedAt: null, pauseReason: null, pausedAt: null };
  return { shiftId: `if:${booth.boothId}`, boothId: booth.boothId, userId, profileId, openedAt: now, ...nothing };
}

/**
 * Who could be asked to sit down: no shift of their own; those with a console open first, then by name. Who administers
 * the system may receive as well, but is not sent to a booth by a proposal: a manager asks by hand.
 */
function freeOperators(office: Office, isOnline: (userId: string) => boolean): string[] {
  return [...office.people.values()]
    .filter(
      ({ userId, roles, isClosed }) =>
        !isClosed &&
        roles.includes('operator') &&
        !roles.includes('administrator') &&
        !office.index.shiftOfUser.has(userId),
    )
    .sort(
      (one, other) =>
        Number(isOnline(other.userId)) - Number(isOnline(one.userId)) ||
        (one.short < other.short ? -1 : one.short > other.short ? 1 : one.userId < other.userId ? -1 : 1),
    )
    .map(({ userId }) => userId);
}

/**
 * What could be changed and may help somebody who will pass: of booths that are alike one is tried (of closed ones that
 * of the profile, of open ones that which is free first), so that the tries stay few.
 */
function changes(
  office: Office,
  seats: readonly Seat[],
  late: readonly Visit[],
  now: Instant,
  isOnline: (userId: string) => boolean,
): Change[] {
  const wanted = new Set(late.map(({ serviceId }) => serviceId));
  const sensible = [...office.profiles.values()].filter(({ services }) =>
    services.some(({ serviceId }) => wanted.has(serviceId)),
  );
  const all: Change[] = [];
  const booths = [...office.booths.values()];
  for (const booth of booths) {
    const shift = office.shifts.get(office.index.shiftOfBooth.get(booth.boothId) ?? '');
    if (shift === undefined || shift.pausedAt === null) continue;
    const { boothId } = booth;
    const back: Seat = { booth, shift: { ...shift, pausedAt: null }, freeAt: now + settlingMs.resume };
    all.push({ what: 'resume', boothId, userId: shift.userId, profileId: null, seats: [...seats, back] });
  }
  const closed = booths.filter(({ boothId }) => !office.index.shiftOfBooth.has(boothId));
  const [userId] = freeOperators(office, isOnline);
  for (const { profileId } of sensible) {
    const booth = closed.find((one) => one.profileId === profileId) ?? closed[0];
    if (booth === undefined || userId === undefined) continue;
    const seat = { booth, shift: shiftAt(booth, userId, profileId, now), freeAt: now + settlingMs.open };
    all.push({ what: 'open', boothId: booth.boothId, userId, profileId, seats: [...seats, seat] });
  }
  const soonest = new Map<string, Seat>();
  for (const seat of seats)
    if (seat.freeAt < (soonest.get(seat.shift.profileId)?.freeAt ?? Infinity)) soonest.set(seat.shift.profileId, seat);
  for (const seat of soonest.values())
    for (const { profileId } of sensible) {
      if (profileId === seat.shift.profileId) continue;
      const sent: Seat = { ...seat, shift: { ...seat.shift, profileId } };
      const { boothId } = seat.booth;
      const after = seats.map((one) => (one === seat ? sent : one));
      all.push({ what: 'setProfile', boothId, userId: null, profileId, seats: after });
    }
  return all.slice(0, triedAtMost);
}

/** What the line played forward says of the norm. */
function judge(office: Office, waiting: readonly Visit[], now: Instant) {
  const norm = office.settings.waitNorm.minutes * minuteMs;
  // whom nobody calls waits until the doors close
  const end = Math.max(now, office.day?.doorsCloseAt ?? now);
  const waitOf = (visit: Visit, begun: Begun) =>
    waitedMs({ ...visit, firstBegunAt: begun.get(visit.visitId) ?? end }, end);
  const passes = (visit: Visit, begun: Begun) => !begun.has(visit.visitId) || waitOf(visit, begun) > norm;
  const worstOf = (begun: Begun): Cure['worst'] => {
    let worst: Cure['worst'] = null;
    for (const visit of waiting) {
      const waitMs = passes(visit, begun) ? waitOf(visit, begun) : 0;
      if (waitMs > (worst?.waitMs ?? 0)) worst = { number: visit.number, waitMs };
    }
    return worst;
  };
  /** Nobody can be begun in time after this. */
  const until = waiting.reduce((last, { startAt, awayMs }) => Math.max(last, startAt + awayMs + norm), now);
  return { passes, worstOf, until };
}

/** The waiting, the oldest first: numbers in this order are the same for the same office. */
function waitingOf(office: Office): Visit[] {
  const all = [...office.index.lanes.values()].flat();
  return all.sort((a, b) => a.startAt - b.startAt || (a.number < b.number ? -1 : 1));
}

/** Numbers of those who will pass the norm as things stand; what `curesFor` compares with. */
export function willPass(office: Office, now: Instant): string[] {
  const waiting = waitingOf(office);
  const { passes, until } = judge(office, waiting, now);
  const begun = play(office, seatsNow(office, now), lengthsOf(office), until);
  return waiting.filter((visit) => passes(visit, begun)).map(({ number }) => number);
}

function lengthsOf(office: Office): (visit: Visit) => number {
  const lengths = new Map<string, number>();
  return ({ serviceId }) => {
    const known = lengths.get(serviceId) ?? medianLength(office, serviceId);
    lengths.set(serviceId, known);
    return known;
  };
}

/** A change, what it does for those who would pass, and how many pass all the same. */
interface Tried {
  change: Change;
  saved: string[];
  stillPass: number;
}

/**
 * The three changes that begin most of those in time who would pass the norm otherwise, of equal ones that first with the
 * shorter longest wait; of each booth the best one. Empty when nobody will pass or nothing would help. The line is played
 * at most once a turn; the answer is of the office at the first one, whatever becomes of it between the turns.
 */
export function* curesInTurns(
  becoming: Office,
  now: Instant,
  isOnline: (userId: string) => boolean,
): Generator<undefined, Cure[], undefined> {
  const waiting = waitingOf(becoming);
  if (waiting.length === 0) return [];
  const seats = seatsNow(becoming, now);
  // seats and changes are found in this first turn; what the others read of the office is a line of its own
  const office = shadowOf(becoming);
  const { passes, worstOf, until } = judge(office, waiting, now);
  const lengthOf = lengthsOf(office);
  const asItIs = play(office, seats, lengthOf, until);
  const late = waiting.filter((visit) => passes(visit, asItIs));
  // who has passed already cannot be helped
  const helpable = late.filter((visit) => waitedMs(visit, now) <= office.settings.waitNorm.minutes * minuteMs);
  if (helpable.length === 0) return [];
  const tried: Tried[] = [];
  for (const change of changes(office, seats, helpable, now, isOnline)) {
    yield;
    const begun = play(office, change.seats, lengthOf, until);
    const saved = late.filter((visit) => !passes(visit, begun)).map(({ number }) => number);
    const stillPass = waiting.filter((visit) => passes(visit, begun)).length;
    if (saved.length > 0) tried.push({ change, saved, stillPass });
  }
  tried.sort((one, other) => other.saved.length - one.saved.length || one.stillPass - other.stillPass);
  // one proposal for a booth: which of three profiles helps most is what the line was played for
  const booths = new Set<string>();
  const first = tried.filter(({ change }) => !booths.has(change.boothId) && booths.add(change.boothId));
  const best: (Tried & Pick<Cure, 'worst'>)[] = [];
  for (const one of first.slice(0, told)) {
    yield;
    best.push({ ...one, worst: worstOf(play(office, one.change.seats, lengthOf, Infinity)) });
  }
  const wait = ({ worst }: Pick<Cure, 'worst'>) => worst?.waitMs ?? 0;
  return best
    .sort((one, other) => other.saved.length - one.saved.length || wait(one) - wait(other))
    .map(({ change: { what, boothId, userId, profileId }, saved, stillPass, worst }) => ({
      what,
      boothId,
      booth: office.booths.get(boothId)?.number ?? '',
      userId,
      operator: userId === null ? null : (office.people.get(userId)?.short ?? null),
      profileId,
      profile: office.profiles.get(profileId ?? '')?.title ?? null,
      saved,
      stillPass,
      worst,
    }));
}

/** The answer of `curesInTurns`, at one go. */
export function curesFor(office: Office, now: Instant, isOnline: (userId: string) => boolean): Cure[] {
  const turns = curesInTurns(office, now, isOnline);
  for (;;) {
    const turn = turns.next();
    if (turn.done === true) return turn.value;
  }
}

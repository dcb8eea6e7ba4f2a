/**
 * Who is next: the discipline of the line, with the bounded right of way.
 * п. 34 of the order knows one general queue; everything that departs from it is named by its rule.
 */
import type { CallRule } from '../contract/index.js';
import { addressedTo, comparePlaces, laneFor } from './lane.js';
import type { Office } from './office.js';
import type { Booth, Shift } from './booths.js';
import type { Instant } from './instant.js';
import type { Passing, Visit } from './visit.js';
import type { Profile } from './services.js';

const minuteMs = 60_000;

export interface Choice {
  visit: Visit;
  rule: CallRule;
  /** How often this may pass the ordinary line; null for no bound, undefined when nobody is passed. */
  bound?: number | null;
}

/** The first visit of a lane that may be called now; one booked for later waits while anyone else does. */
function firstOf(lane: readonly Visit[], now: Instant): Visit | undefined {
  return lane.find((visit) => visit.notBefore === null || visit.notBefore <= now);
}

function smallest(visits: readonly Visit[]): Visit | undefined {
  let best: Visit | undefined;
  for (const visit of visits) if (best === undefined || comparePlaces(visit, best) < 0) best = visit;
  return best;
}

/** How many bounded out-of-turn calls passed this ticket at booths that could have taken it. */
export function timesPassed(office: Office, visit: Visit): number {
  let times = 0;
  for (const newest of office.index.passings.values())
    for (const passing of [newest, ...newest.earlier])
      // by places alone: so the head of a lane was always passed at least as often as those behind it
      if (passing.bound !== null && passing.placeAt > visit.placeAt && couldTake(passing, visit)) times += 1;
  return times;
}

function couldTake(passing: Omit<Passing, 'earlier'>, visit: Visit): boolean {
  if (visit.addressedBoothId !== null) return visit.addressedBoothId === passing.boothId;
  if (visit.addressedUserId !== null) return visit.addressedUserId === passing.userId;
  return passing.serviceIds.includes(visit.serviceId);
}

/**
 * The visit that the booth calls next, and the rule that chose it; null when nobody it may take waits.
 * Heads of lanes are compared, never the whole line.
 */
export function whoIsNext(office: Office, booth: Booth, shift: Shift, now: Instant): Choice | null {
  const profile = office.profiles.get(shift.profileId);
  if (profile === undefined) return null;
  const ranks = new Map(profile.services.map((service) => [service.serviceId, service.rank]));
  const lanes = profile.services.map((service) => laneFor(office, 'line', service.serviceId));
  const addressed = addressedTo(office, { boothId: booth.boothId, userId: shift.userId });
  const first = profile.services.map((service) => laneFor(office, 'first', service.serviceId));
  const heads = (of: readonly (readonly Visit[])[]) =>
    of.map((lane) => firstOf(lane, now)).filter((visit) => visit !== undefined);

  const ordinary = heads(lanes);
  const mine = heads(addressed);
  const outOfTurn = smallest(heads(first));
  if (outOfTurn !== undefined) {
    const bound = office.categories.get(outOfTurn.category ?? '')?.bound ?? null;
    const owed =
      bound === null
        ? undefined
        : smallest([...ordinary, ...mine].filter((visit) => timesPassed(office, visit) >= bound));
    if (owed !== undefined) return { visit: owed, rule: 'bounded' };
    return { visit: outOfTurn, rule: 'outOfTurn', bound };
  }
  const oldest = smallest([...ordinary, ...mine]);
  if (oldest === undefined) {
    const early = smallest([...lanes, ...addressed, ...first].flatMap((lane) => lane.slice(0, 1)));
    return early === undefined ? null : { visit: early, rule: 'early' };
  }
  // a preference chooses only among those within the window of the oldest, so nobody is passed without bound
  const within = [...ordinary, ...mine].filter(
    (visit) => visit.placeAt <= oldest.placeAt + office.settings.preferenceMinutes * minuteMs,
  );
  const rankOf = (visit: Visit) => (mine.includes(visit) ? -1 : (ranks.get(visit.serviceId) ?? Infinity));
  const best = within.reduce((a, b) => ((rankOf(b) - rankOf(a) || comparePlaces(b, a)) < 0 ? b : a), oldest);
  if (mine.includes(best)) return { visit: best, rule: 'addressed' };
  return { visit: best, rule: best === oldest ? 'order' : 'preference' };
}

/** The profile by which a booth works now, or null when no shift is open there. */
export function profileOf(office: Office, boothId: string): { shift: Shift; profile: Profile } | null {
  const shift = office.shifts.get(office.index.shiftOfBooth.get(boothId) ?? '');
  const profile = shift && office.profiles.get(shift.profileId);
  return shift === undefined || profile === undefined ? null : { shift, profile };
}

/** Does a booth that works by this profile take a service? */
export function takes({ services }: Profile, serviceId: string): boolean {
  return services.some((service) => service.serviceId === serviceId);
}

/** May this booth call this waiting visit at all? */
export function mayTake(office: Office, boothId: string, visit: Visit): boolean {
  const at = profileOf(office, boothId);
  if (at === null) return false;
  if (visit.addressedBoothId !== null) return visit.addressedBoothId === boothId;
  if (visit.addressedUserId !== null) return visit.addressedUserId === at.shift.userId;
  return takes(at.profile, visit.serviceId);
}

/**
 * What a waiting visitor is told: people before, the expected range, and whether anybody could call at all.
 * Told per service, never per hall, because booths take different services.
 */
import type { Expected } from '../contract/index.js';
import { addressedTo, laneFor, placeIn } from './lane.js';
import { mayTake, profileOf, takes } from './next.js';
import type { Office } from './office.js';
import type { Booth } from './booths.js';
import type { Profile } from './services.js';
import type { Instant } from './instant.js';
import type { Visit } from './visit.js';

const minuteMs = 60_000;
/** The range shown is 0.6-1.6 of the estimate, rounded out to five minutes. */
const range = { low: 0.6, high: 1.6, stepMinutes: 5 };

function medianOf(lengths: readonly number[]): number | null {
  const sorted = [...lengths].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper;
  return (lower + upper) / 2;
}

// a list of lengths is never changed, only replaced; every row of every console asks for the same few medians
const medians = new WeakMap<readonly number[], number | null>();

/** Median of the last receptions of a service, in milliseconds; the office's usual length until there is one. */
export function medianLength(office: Office, serviceId: string): number {
  const lengths = office.index.lengths.get(serviceId) ?? [];
  const known = medians.get(lengths);
  const median = known === undefined ? medianOf(lengths) : known;
  if (known === undefined) medians.set(lengths, median);
  return median ?? (office.services.get(serviceId)?.usualMinutes ?? 15) * minuteMs;
}

/** Booths with an open shift whose profile takes the service, in the order of the office's booths: of their numbers. */
export function boothsOf(office: Office, serviceId: string, paused: 'counted' | 'left out'): Booth[] {
  const booths: Booth[] = [];
  for (const booth of office.booths.values()) {
    const at = profileOf(office, booth.boothId);
    if (at === null || (paused === 'left out' && at.shift.pausedAt !== null)) continue;
    if (takes(at.profile, serviceId)) booths.push(booth);
  }
  return booths;
}

/** Booths that may call this very visit: its address counts. */
export function boothsFor(office: Office, visit: Visit, paused: 'counted' | 'left out'): Booth[] {
  if (visit.addressedBoothId === null && visit.addressedUserId === null)
    return boothsOf(office, visit.serviceId, paused);
  return [...office.booths.values()].filter(
    (booth) =>
      mayTake(office, booth.boothId, visit) &&
      (paused === 'counted' || profileOf(office, booth.boothId)?.shift.pausedAt === null),
  );
}

export interface Ahead {
  /** Waiting tickets that a shared open booth would take first. */
  before: number;
  /**
   * How long that work takes: of each, the median of its service divided by the open booths that take it, because
   * all of these work it off. Null when no open booth takes this visit.
   */
  workMs: number | null;
}

/** The open booths as one who waits sees them: found in one walk, because a kiosk asks for every ticket. */
interface Field {
  /** Booths that may call this visit and are not paused. */
  open: number;
  /** Profiles of those that may call it, paused or not. */
  profiles: Set<Profile>;
  /** What is addressed to them. */
  lanes: (readonly Visit[])[];
  /** By which profiles the open booths work that are not paused, and how many by each. */
  atWork: Map<Profile, number>;
}

function fieldOf(office: Office, visit: Visit): Field {
  const field: Field = { open: 0, profiles: new Set(), lanes: [], atWork: new Map() };
  const isAddressed = visit.addressedBoothId !== null || visit.addressedUserId !== null;
  for (const { boothId } of office.booths.values()) {
    const at = profileOf(office, boothId);
    if (at === null) continue;
    const { shift, profile } = at;
    const isOpen = shift.pausedAt === null;
    if (isOpen) field.atWork.set(profile, (field.atWork.get(profile) ?? 0) + 1);
    const may = isAddressed
      ? mayTake(office, boothId, visit)
      : field.profiles.has(profile) || takes(profile, visit.serviceId);
    if (!may) continue;
    if (isOpen) field.open += 1;
    field.profiles.add(profile);
    field.lanes.push(...addressedTo(office, shift));
  }
  return field;
}

/** Who stands before a visit that waits, or that would be issued now. */
export function ahead(office: Office, visit: Visit): Ahead {
  const { open, profiles, lanes, atWork } = fieldOf(office, visit);
  const shared = new Set<string>();
  for (const { services } of profiles) for (const { serviceId } of services) shared.add(serviceId);
  if (profiles.size === 0) shared.add(visit.serviceId);
  let before = 0;
  let work = 0;
  const isFirst = visit.categoryConfirmed === true;
  for (const serviceId of shared) {
    const first = laneFor(office, 'first', serviceId);
    const line = laneFor(office, 'line', serviceId);
    // the right of way stands before the whole ordinary line
    const count = isFirst ? placeIn(first, visit) : first.length + placeIn(line, visit);
    if (count === 0) continue;
    before += count;
    work += (count * medianLength(office, serviceId)) / Math.max(1, takersOf(serviceId, atWork));
  }
  for (const lane of lanes)
    for (const other of lane.slice(0, placeIn(lane, visit))) {
      before += 1;
      work += medianLength(office, other.serviceId);
    }
  return { before, workMs: open === 0 ? null : work };
}

/** How many of the booths at work take a service. */
function takersOf(serviceId: string, atWork: Field['atWork']): number {
  let count = 0;
  for (const [profile, booths] of atWork) if (takes(profile, serviceId)) count += booths;
  return count;
}

/** The range told to a visitor; null when no open booth takes the service («ждём открытия окна»). */
export function expectedRange(workMs: number | null): Expected {
  if (workMs === null) return null;
  const step = range.stepMinutes * minuteMs;
  const from = Math.floor((workMs * range.low) / step) * range.stepMinutes;
  const to = Math.max(range.stepMinutes, Math.ceil((workMs * range.high) / step) * range.stepMinutes);
  return { fromMinutes: from, toMinutes: to };
}

/** The whole wait of one who waits, as it stands: what has passed and what is still expected; null without a booth. */
export function forecast(office: Office, visit: Visit, now: Instant): number | null {
  const { workMs } = ahead(office, visit);
  return workMs === null ? null : waitedMs(visit, now) + workMs;
}

/**
 * Wait = max(0, first begun − start), less the time away: the strict measure against п. 34. Who was missed and did not
 * come back has waited until then, however late the visit is ended.
 */
export function waitedMs(visit: Pick<Visit, 'startAt' | 'awayMs' | 'firstBegunAt' | 'missedAt'>, now: Instant): number {
  const until = visit.firstBegunAt ?? visit.missedAt ?? now;
  return Math.max(0, until - visit.startAt - visit.awayMs);
}

/** No open booth may take it: manager and kiosk say so at once. A pause is not a closing. */
export function isStranded(office: Office, visit: Visit): boolean {
  return boothsFor(office, visit, 'counted').length === 0;
}

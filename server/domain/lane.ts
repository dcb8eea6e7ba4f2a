/**
 * Lanes: the waiting visits that are alike to a booth, each sorted by place. A queue numbers tickets; a lane orders them.
 * Ordinary, out of turn and addressed visits wait in lanes of their own, so the next one is always at some lane's head.
 */
import type { Office } from './office.js';
import type { Visit } from './visit.js';

/** What a lane is of: the ordinary line of a service, its right of way, what is addressed to a booth or a person. */
type LaneKind = 'line' | 'first' | 'booth' | 'user';

const laneName = (kind: LaneKind, id: string) => `${kind}:${id}`;

/** The lane a visit waits in, or null when it does not wait. */
export function laneOf(visit: Visit): string | null {
  if (visit.status !== 'waiting') return null;
  if (visit.addressedBoothId !== null) return laneName('booth', visit.addressedBoothId);
  if (visit.addressedUserId !== null) return laneName('user', visit.addressedUserId);
  return laneName(visit.categoryConfirmed === true ? 'first' : 'line', visit.serviceId);
}

/** Order of two waiting visits: place time, then who was issued first, then the number, so that no two are equal. */
export function comparePlaces(a: Visit, b: Visit): number {
  return a.placeAt - b.placeAt || a.issuedAt - b.issuedAt || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0);
}

/** Where a visit stands or would stand in its sorted lane: how many are before it. */
export function placeIn(lane: readonly Visit[], visit: Visit): number {
  let low = 0;
  let high = lane.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = lane[middle];
    if (other !== undefined && comparePlaces(other, visit) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The visits of a lane in the order of their places; empty for a lane that nobody is in. */
export function laneNamed(office: Office, name: string): readonly Visit[] {
  return office.index.lanes.get(name) ?? nobody;
}

const nobody: readonly Visit[] = [];

/** The same, by what the lane is of: `line` and `first` of a service, `booth` and `user` of those that visits are addressed to. */
export function laneFor(office: Office, kind: LaneKind, id: string): readonly Visit[] {
  return laneNamed(office, laneName(kind, id));
}

/** What is addressed to a booth, and to whoever sits there. */
export function addressedTo(
  office: Office,
  { boothId, userId }: { boothId: string; userId: string },
): (readonly Visit[])[] {
  return [laneFor(office, 'booth', boothId), laneFor(office, 'user', userId)];
}

/** How many wait for a service, in turn and out of turn; who is addressed to a booth or person waits for that. */
export function waitingFor(office: Office, serviceId: string): number {
  return laneFor(office, 'line', serviceId).length + laneFor(office, 'first', serviceId).length;
}

/** Puts a visit at its place in a lane. */
export function enterLane(office: Office, name: string, visit: Visit): void {
  const lane = office.index.lanes.get(name);
  if (lane === undefined) office.index.lanes.set(name, [visit]);
  else lane.splice(placeIn(lane, visit), 0, visit);
}

/** Takes a visit out of its lane. */
export function leaveLane(office: Office, name: string, visit: Visit): void {
  const lane = office.index.lanes.get(name);
  if (lane === undefined) return;
  const at = placeIn(lane, visit);
  if (lane[at]?.visitId === visit.visitId) lane.splice(at, 1);
}

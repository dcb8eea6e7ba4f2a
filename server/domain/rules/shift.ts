/** Shifts: an operator at a booth from opening to closing; pauses with a reason; handing a booth over. */
import { atBooth, boothOf, decide, isRefused, refuse, turned, visitEntry, type Context, type Rule } from '../decide.js';
import { asksClosed, asksOpened, asksResumed } from '../asks.js';
import { followSubmission } from '../beginning.js';
import { addressedTo, laneFor } from '../lane.js';
import type { Office } from '../office.js';
import type { Entry, Patch } from '../patch.js';
import type { Shift } from '../booths.js';
import type { Visit } from '../visit.js';
import { receptionPatch, runningReception } from '../reception.js';
import { noEffects } from '../terms.js';
import { withdrawn } from './call.js';
import { parkDesktop } from './desktop.js';

function shiftEntry(context: Context, kind: string, shift: Shift, more: Record<string, unknown> = {}): Entry {
  const { shiftId, boothId, userId, profileId, openedAt, closedAt, pauseReason, pausedAt } = shift;
  return {
    at: context.now,
    kind,
    actor: context.actor.actorId,
    visitId: null,
    data: { shift: { shiftId, boothId, userId, profileId, openedAt, closedAt, pauseReason, pausedAt }, ...more },
  };
}

interface Fallen {
  patches: Patch[];
  entries: Entry[];
}

/** What was addressed to this booth or person falls back to its queue. */
export function fallBack(office: Office, shift: Shift, context: Context): Fallen {
  return emptied(addressedTo(office, shift), context);
}

/** What stands in these lanes falls back to its queue. */
export function emptied(lanes: readonly (readonly Visit[])[], context: Context): Fallen {
  const patches: Patch[] = [];
  const entries: Entry[] = [];
  for (const before of lanes.flat()) {
    const visit: Visit = { ...before, addressedBoothId: null, addressedUserId: null };
    patches.push({ table: 'visit', row: visit });
    entries.push(visitEntry(context, 'visit:fellBack', before, visit));
  }
  return { patches, entries };
}

/**
 * Opens a shift at a booth. A booth or operator that has one already is asked about first (`boothTaken`, `shiftOpen`);
 * with `takeOver` the other shift closes and the visitor held there is handed over with the booth.
 * Refuses: notFound, boothTaken, shiftOpen, busy (the own visitor at another booth is not resolved).
 */
export const open: Rule<'shift:open'> = (office, press, context) => {
  const booth = office.booths.get(press.boothId);
  if (booth === undefined) return refuse('notFound', { field: 'boothId' });
  const profileId = press.profileId ?? booth.profileId;
  if (!office.profiles.has(profileId)) return refuse('notFound', { field: 'profileId' });
  if (office.day === null || office.day.phase === 'closed') return refuse('dayClosed');
  const userId = context.actor.actorId;
  const patches: Patch[] = [];
  const entries: Entry[] = [];
  const own = boothOf(office, userId);
  if (own !== null) {
    if (own.booth.boothId === booth.boothId)
      return decide({ patches: [], entries: [], reply: { shiftId: own.shift.shiftId } });
    if (!press.takeOver) return refuse('shiftOpen', { booth: own.booth.number });
    if (own.held !== null) return refuse('busy', { number: own.held.number });
    const closed: Shift = { ...own.shift, closedAt: context.now, pauseReason: null, pausedAt: null };
    const fallen = fallBack(office, own.shift, context);
    const aside = parkDesktop(office, userId, context);
    const asks = asksClosed(office, closed, context);
    patches.push(...aside.patches, { table: 'shift', row: closed }, turned(own.booth, null), ...fallen.patches);
    entries.push(...aside.entries, shiftEntry(context, 'shift:closed', closed), ...fallen.entries);
    patches.push(...asks.patches);
    entries.push(...asks.entries);
  }
  const there = office.shifts.get(office.index.shiftOfBooth.get(booth.boothId) ?? '');
  const held = office.visits.get(office.index.held.get(booth.boothId) ?? '');
  const shift: Shift = {
    shiftId: context.id(),
    boothId: booth.boothId,
    userId,
    profileId,
    openedAt: context.now,
    closedAt: null,
    pauseReason: null,
    pausedAt: null,
  };
  if (there !== undefined) {
    if (!press.takeOver)
      return refuse('boothTaken', { operator: office.people.get(there.userId)?.short ?? '', booth: booth.number });
    const closed: Shift = { ...there, closedAt: context.now, pauseReason: null, pausedAt: null };
    // what was addressed to the booth stays with it, what was addressed to the person does not
    const fallen = emptied([laneFor(office, 'user', there.userId)], context);
    // and so does the work that this person has open without a visitor
    const aside = parkDesktop(office, there.userId, context);
    const asks = asksClosed(office, closed, context);
    patches.push(...aside.patches, { table: 'shift', row: closed }, ...fallen.patches, ...asks.patches);
    entries.push(...aside.entries, shiftEntry(context, 'shift:handedOver', closed, { to: userId }), ...fallen.entries);
    entries.push(...asks.entries);
  }
  const answered = asksOpened(office, shift, context);
  patches.push({ table: 'shift', row: shift }, ...answered.patches);
  entries.push(shiftEntry(context, 'shift:opened', shift), ...answered.entries);
  if (held !== undefined) {
    // the reception goes on with the one who took over; its time and norm are not begun anew
    const visit: Visit = { ...held, shiftId: shift.shiftId };
    const reception = runningReception(office, held);
    const takenOver = reception === null ? null : { ...reception, shiftId: shift.shiftId, userId };
    const change = receptionPatch(takenOver);
    const follows = takenOver === null ? noEffects : followSubmission(office, context, takenOver);
    patches.push({ table: 'visit', row: visit }, ...change.patches, ...follows.patches);
    entries.push(visitEntry(context, 'visit:handedOver', held, visit, { userId, ...change.told }), ...follows.entries);
  }
  patches.push(turned(booth, held === undefined ? context.now : null));
  return decide({ patches, entries, reply: { shiftId: shift.shiftId } });
};

/** Pauses with a reason; a call that nobody answered yet is withdrawn, a reception is finished first. Refuses: noShift, stale, paused, busy. */
export const pause: Rule<'shift:pause'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  if (at.shift.pausedAt !== null) return refuse('paused');
  if (at.held?.status === 'serving') return refuse('busy', { number: at.held.number });
  const shift: Shift = { ...at.shift, pauseReason: press.reason, pausedAt: context.now };
  const aside = parkDesktop(office, shift.userId, context);
  const patches: Patch[] = [...aside.patches, { table: 'shift', row: shift }];
  const entries = [...aside.entries, shiftEntry(context, 'shift:paused', shift)];
  if (at.held !== null) {
    const visit = withdrawn(at.held);
    patches.push({ table: 'visit', row: visit });
    entries.push(visitEntry(context, 'visit:withdrawn', at.held, visit));
  }
  patches.push(turned(at.booth, null));
  return decide({ patches, entries, reply: { visitId: at.held?.visitId ?? null } });
};

/** Works on after a pause. Refuses: noShift, stale, notPaused. */
export const workOn: Rule<'shift:resume'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  if (at.shift.pausedAt === null) return refuse('notPaused');
  const shift: Shift = { ...at.shift, pauseReason: null, pausedAt: null };
  const answered = asksResumed(office, shift, context);
  return decide({
    patches: [{ table: 'shift', row: shift }, turned(at.booth, context.now), ...answered.patches],
    entries: [
      shiftEntry(context, 'shift:resumed', shift, { pausedMs: context.now - at.shift.pausedAt }),
      ...answered.entries,
    ],
    reply: { visitId: null },
  });
};

/** Closes the own shift; whoever is called or received is resolved first, work without a visit is put aside. Refuses: noShift, stale, unresolved. */
export const close: Rule<'shift:close'> = (office, press, context) => {
  const at = atBooth(office, press, context);
  if (isRefused(at)) return at;
  if (at.held !== null) return refuse('unresolved', { number: at.held.number });
  const shift: Shift = { ...at.shift, closedAt: context.now, pauseReason: null, pausedAt: null };
  const fallen = fallBack(office, at.shift, context);
  const aside = parkDesktop(office, shift.userId, context);
  const asks = asksClosed(office, shift, context);
  return decide({
    patches: [
      ...aside.patches,
      { table: 'shift', row: shift },
      turned(at.booth, null),
      ...fallen.patches,
      ...asks.patches,
    ],
    entries: [...aside.entries, shiftEntry(context, 'shift:closed', shift), ...fallen.entries, ...asks.entries],
    reply: { visitId: null },
  });
};

export { shiftEntry };

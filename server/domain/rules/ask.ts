/** A manager asks an operator to open a booth or to come back from a pause; the operator does it, or says not now. */
import { askEntry, ended, past } from '../asks.js';
import { boothOf, decide, refuse, type Refused, type Rule } from '../decide.js';
import type { Office } from '../office.js';
import type { Ask } from '../signals.js';
import type { Booth } from '../booths.js';

/** Why a booth cannot be asked to be opened by this person; null when it can. */
function cannotOpen(office: Office, booth: Booth, userId: string): Refused | null {
  const there = office.shifts.get(office.index.shiftOfBooth.get(booth.boothId) ?? '');
  if (there?.userId === userId) return refuse('alreadyDone');
  if (there !== undefined)
    return refuse('boothTaken', { operator: office.people.get(there.userId)?.short ?? '', booth: booth.number });
  const own = boothOf(office, userId);
  // who sits elsewhere with nobody may be asked to change over; who receives somebody is not torn away
  return own === null || own.held === null ? null : refuse('shiftOpen', { booth: own.booth.number });
}

/** Why nobody can be asked back to this booth; null when this person can. */
function cannotResume(office: Office, booth: Booth, userId: string): Refused | null {
  const there = office.shifts.get(office.index.shiftOfBooth.get(booth.boothId) ?? '');
  if (there === undefined) return refuse('noShift', { booth: booth.number });
  if (there.userId !== userId)
    return refuse('boothTaken', { operator: office.people.get(there.userId)?.short ?? '', booth: booth.number });
  return there.pausedAt === null ? refuse('notPaused') : null;
}

/**
 * Asks an operator. The same request again is the same one; another one for the same booth and person replaces it.
 * Refuses: notFound, dayClosed; to open: alreadyDone, boothTaken, shiftOpen (receives somebody elsewhere); to come back:
 * noShift, boothTaken, notPaused.
 */
export const make: Rule<'shift:ask'> = (office, press, context) => {
  const { what, boothId, userId } = press;
  const booth = office.booths.get(boothId);
  if (booth === undefined) return refuse('notFound', { field: 'boothId' });
  const person = office.people.get(userId);
  if (person === undefined || person.isClosed || !person.roles.includes('operator'))
    return refuse('notFound', { field: 'userId' });
  if (press.profileId !== null && !office.profiles.has(press.profileId))
    return refuse('notFound', { field: 'profileId' });
  if (office.day === null || office.day.phase === 'closed') return refuse('dayClosed');
  const no = what === 'open' ? cannotOpen(office, booth, userId) : cannotResume(office, booth, userId);
  if (no !== null) return no;
  const profileId = what === 'open' ? press.profileId : null;
  const before = [...office.asks.values()].find(
    (ask) => ask.state === 'open' && ask.boothId === boothId && ask.userId === userId,
  );
  if (before?.what === what && before.profileId === profileId)
    return decide({ patches: [], entries: [], reply: { askId: before.askId } });
  const replaced = before === undefined ? { patches: [], entries: [] } : past(context, before, 'replaced');
  const row: Ask = {
    askId: context.id(),
    what,
    boothId,
    userId,
    profileId,
    by: context.actor.actorId,
    at: context.now,
    state: 'open',
    endedAt: null,
  };
  return decide({
    patches: [...replaced.patches, { table: 'ask', row }],
    entries: [...replaced.entries, askEntry(context, row)],
    reply: { askId: row.askId },
  });
};

/** «Не сейчас», by the one who was asked. Refuses: notFound, notYours, alreadyDone. */
export const decline: Rule<'shift:decline'> = (office, press, context) => {
  const ask = office.asks.get(press.askId);
  if (ask === undefined) return refuse('notFound', { field: 'askId' });
  if (ask.userId !== context.actor.actorId) return refuse('notYours');
  if (ask.state !== 'open') return refuse('alreadyDone');
  return decide({ ...ended(context, ask, 'declined'), reply: { visitId: null } });
};

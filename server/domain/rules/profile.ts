/** The work profile of a booth while its shift is open: a manager sends it another one. */
import { decide, refuse, turned, type Rule } from '../decide.js';
import type { Shift } from '../booths.js';
import { shiftEntry } from './shift.js';

/**
 * Sends an open booth another work profile, at once. Whoever is called or received there stays, and so does what is
 * addressed to the booth or its operator. The booth turns, because who is next there may be another one now.
 * Refuses: notFound, noShift.
 */
export const setProfile: Rule<'shift:setProfile'> = (office, press, context) => {
  const booth = office.booths.get(press.boothId);
  if (booth === undefined) return refuse('notFound', { field: 'boothId' });
  if (!office.profiles.has(press.profileId)) return refuse('notFound', { field: 'profileId' });
  const before = office.shifts.get(office.index.shiftOfBooth.get(booth.boothId) ?? '');
  if (before === undefined) return refuse('noShift', { booth: booth.number });
  const reply = { visitId: office.index.held.get(booth.boothId) ?? null };
  if (before.profileId === press.profileId) return decide({ patches: [], entries: [], reply });
  const shift: Shift = { ...before, profileId: press.profileId };
  return decide({
    patches: [{ table: 'shift', row: shift }, turned(booth, booth.freeSince)],
    entries: [shiftEntry(context, 'shift:profileSet', shift, { before: before.profileId, after: shift.profileId })],
    reply,
  });
};

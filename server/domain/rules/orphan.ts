/** The shift of a person who may no longer work: closed, or taken off the line, by the office itself. */
import { asksOfPerson } from '../asks.js';
import { boothOf, decide, turned, visitEntry, type Context, type Ruling } from '../decide.js';
import type { Shift } from '../booths.js';
import { laneFor } from '../lane.js';
import type { Office } from '../office.js';
import type { Entry, Patch } from '../patch.js';
import { withdrawn } from './call.js';
import { parkDesktop } from './desktop.js';
import { emptied, fallBack, shiftEntry } from './shift.js';

/**
 * After an account was closed or lost the role of an operator: who waits for this very person waits for anybody, what
 * the person was asked for is past, a call that nobody answered is withdrawn, the shift is closed. The reply names the
 * booth whose shift stays open because somebody is being received there, for whoever takes over; null: none does.
 */
export function orphan(office: Office, userId: string, context: Context): Ruling<{ booth: string | null }> {
  const asks = asksOfPerson(office, userId, context);
  const patches: Patch[] = [...asks.patches];
  const entries: Entry[] = [...asks.entries];
  const own = boothOf(office, userId);
  if (own === null || own.held?.status === 'serving') {
    const fallen = emptied([laneFor(office, 'user', userId)], context);
    patches.push(...fallen.patches);
    entries.push(...fallen.entries);
    return decide({ patches, entries, reply: { booth: own?.booth.number ?? null } });
  }
  if (own.held !== null) {
    // also one who was called as addressed to this person or booth: nobody would call that one again
    const visit = { ...withdrawn(own.held), addressedBoothId: null, addressedUserId: null };
    patches.push({ table: 'visit', row: visit });
    entries.push(visitEntry(context, 'visit:withdrawn', own.held, visit));
  }
  const shift: Shift = { ...own.shift, closedAt: context.now, pauseReason: null, pausedAt: null };
  const fallen = fallBack(office, own.shift, context);
  const aside = parkDesktop(office, userId, context);
  patches.push(...aside.patches, { table: 'shift', row: shift }, turned(own.booth, null), ...fallen.patches);
  entries.push(...aside.entries, shiftEntry(context, 'shift:closed', shift), ...fallen.entries);
  return decide({ patches, entries, reply: { booth: null } });
}

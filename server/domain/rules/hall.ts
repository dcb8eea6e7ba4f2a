/** The hall: cancel, undo, categories out of turn, moving in the line, calls for staff, doubtful prints. */
import { isTakenOn } from '../beginning.js';
import { boothOf, decide, noteOf, refuse, turned, visitEntry, type Context, type Rule } from '../decide.js';
import { laneNamed, laneOf } from '../lane.js';
import type { Office } from '../office.js';
import type { Patch } from '../patch.js';
import type { PrintJob } from '../printing.js';
import type { Visit } from '../visit.js';
import { leaveReception, receptionPatch } from '../reception.js';
import { noEffects, together } from '../terms.js';
import { undoOf, withdrawn } from './call.js';
import { parkDesktop } from './desktop.js';
import { printJob, ticketPrinter } from './ticket.js';

/** The booth that loses its visitor by this change turns and is free from now. */
function freed(office: Office, before: Visit, context: Context): Patch[] {
  const booth = office.booths.get(before.boothId ?? '');
  return booth === undefined || office.index.held.get(booth.boothId) !== before.visitId
    ? []
    : [turned(booth, context.now)];
}

/**
 * Cancels a visit that waits, was called, missed or parked; a ticket's holder only the own one («я ухожу»).
 * Can be undone for a minute. Refuses: notFound, notNow, notYours.
 */
export const cancel: Rule<'visit:cancel'> = (office, press, context) => {
  const before = office.visits.get(press.visitId);
  if (before === undefined) return refuse('notFound', { field: 'visitId' });
  if (context.actor.kind === 'ticket' && (context.actor.visitId !== before.visitId || press.reason !== 'left'))
    return refuse('notYours');
  if (!['booked', 'waiting', 'called', 'missed', 'parked'].includes(before.status)) return refuse('notNow');
  const change = leaveReception(office, before, 'finished', context.now);
  const visit: Visit = {
    ...before,
    status: 'cancelled',
    boothId: null,
    shiftId: null,
    cancelReason: press.reason,
    endedAt: context.now,
    undo: undoOf(office, 'cancel', before, context),
  };
  return decide({
    patches: [...change.patches, { table: 'visit', row: visit }, ...freed(office, before, context)],
    entries: [visitEntry(context, 'visit:cancelled', before, visit, { reason: press.reason, ...change.told })],
    reply: { visitId: visit.visitId },
  });
};

/**
 * Takes a finish, miss or cancel back within a minute: the visit is as it was, at its booth if that is still free
 * (then only its operator may), otherwise back in the line. A new entry; nothing is erased.
 * Refuses: notFound, notNow, tooLate, dayClosed, busy, notYours, paused.
 */
export const undo: Rule<'visit:undo'> = (office, press, context) => {
  const before = office.visits.get(press.visitId);
  if (before === undefined) return refuse('notFound', { field: 'visitId' });
  if (before.undo === null) return refuse('notNow');
  const { verb, until, boothId, visit: was, reception } = before.undo;
  if (context.now > until) return refuse('tooLate');
  if (office.day === null || office.day.phase === 'closed') return refuse('dayClosed');
  // somebody went on with what was handed in: it is not taken back from there
  if (reception !== null && isTakenOn(context, reception)) return refuse('notNow');
  const patches: Patch[] = [];
  let visit: Visit = { ...was, undo: null };
  if (boothId !== null) {
    const at = boothOf(office, context.actor.actorId);
    const isOwn = at?.booth.boothId === boothId && at.shift.shiftId === was.shiftId;
    const isPaused = isOwn && at.shift.pausedAt !== null;
    if (verb !== 'cancel' && !isOwn) return refuse('notYours');
    if (verb !== 'cancel' && isPaused) return refuse('paused');
    if (at !== null && isOwn && !isPaused && at.held === null) patches.push(turned(at.booth, null));
    else if (verb === 'cancel') visit = withdrawn(visit);
    else return refuse('busy');
  }
  const change = receptionPatch(verb === 'miss' ? null : reception);
  const undone = {
    patches: [...change.patches, ...patches, { table: 'visit' as const, row: visit }],
    entries: [visitEntry(context, 'visit:undone', before, visit, { verb, ...change.told })],
  };
  const aside = visit.status === 'serving' ? parkDesktop(office, context.actor.actorId, context) : noEffects;
  return decide({ ...together(aside, undone), reply: { visitId: visit.visitId } });
};

/**
 * The document of a claim was seen, or was not there: confirmed goes to the lane out of turn, declined waits in turn.
 * Staff may also give a category that was not claimed. Refuses: notFound, notNow, badAnswer, alreadyConfirmed.
 */
export const confirmCategory: Rule<'visit:confirmCategory'> = (office, press, context) => {
  const before = office.visits.get(press.visitId);
  if (before === undefined) return refuse('notFound', { field: 'visitId' });
  if (before.status !== 'waiting' && before.status !== 'called') return refuse('notNow');
  const category = press.category ?? before.category;
  const known = category === null ? undefined : office.categories.get(category);
  // one that was turned off is kept by who has claimed it
  if (known === undefined || (!known.isOn && known.category !== before.category))
    return refuse('badAnswer', { field: 'category' });
  if (press.confirmed && known.ownMattersOnly && office.services.get(before.serviceId)?.asksOrganisations === true)
    return refuse('badAnswer', { field: 'category' });
  if (before.categoryConfirmed === press.confirmed && before.category === category) return refuse('alreadyConfirmed');
  const visit: Visit = { ...before, category, categoryConfirmed: press.confirmed };
  return decide({
    patches: [{ table: 'visit', row: visit }],
    entries: [visitEntry(context, 'visit:categoryConfirmed', before, visit, { ref: known.ref })],
    reply: { visitId: visit.visitId },
  });
};

/** A manager's exception: another place in the lane, with a reason. Refuses: notFound, notNow. */
export const move: Rule<'visit:move'> = (office, press, context) => {
  const before = office.visits.get(press.visitId);
  if (before === undefined) return refuse('notFound', { field: 'visitId' });
  const lane = laneNamed(office, laneOf(before) ?? '');
  const edge = press.place === 'first' ? lane[0] : lane.at(-1);
  if (before.status !== 'waiting' || edge === undefined) return refuse('notNow');
  const note = noteOf(context, before.visitId, press.reason);
  const visit: Visit = { ...before, placeAt: edge.placeAt + (press.place === 'first' ? -1 : 1), notBefore: null };
  return decide({
    patches: [{ table: 'visit', row: visit }, ...note.patches],
    entries: [visitEntry(context, 'visit:moved', before, visit, { place: press.place, ...note.told })],
    reply: { visitId: visit.visitId },
  });
};

/** «Позвать сотрудника»: one open call per kiosk; a second press is the same call. */
export const callStaff: Rule<'staff:call'> = (office, _press, context) => {
  for (const call of office.staffCalls.values())
    if (call.deviceId === context.actor.actorId && call.answeredAt === null)
      return decide({ patches: [], entries: [], reply: { staffCallId: call.staffCallId } });
  const row = {
    staffCallId: context.id(),
    deviceId: context.actor.actorId,
    calledAt: context.now,
    answeredAt: null,
    answeredBy: null,
  };
  return decide({
    patches: [{ table: 'staffCall', row }],
    entries: [
      {
        at: context.now,
        kind: 'staff:called',
        actor: context.actor.actorId,
        visitId: null,
        data: { staffCallId: row.staffCallId },
      },
    ],
    reply: { staffCallId: row.staffCallId },
  });
};

/** Somebody goes to the kiosk. Refuses: notFound, alreadyDone. */
export const answerStaff: Rule<'staff:answer'> = (office, press, context) => {
  const call = office.staffCalls.get(press.staffCallId);
  if (call === undefined) return refuse('notFound', { field: 'staffCallId' });
  if (call.answeredAt !== null) return refuse('alreadyDone');
  return decide({
    patches: [{ table: 'staffCall', row: { ...call, answeredAt: context.now, answeredBy: context.actor.actorId } }],
    entries: [
      {
        at: context.now,
        kind: 'staff:answered',
        actor: context.actor.actorId,
        visitId: null,
        data: { staffCallId: call.staffCallId },
      },
    ],
    reply: { visitId: null },
  });
};

/**
 * The same paper once more, because a person saw that it did not come: a ticket as it stands now, marked as a copy; a
 * protocol's copy as it is, since it is still the prescribed one (п. 48). A secret cannot be printed again.
 */
function printedAgain(office: Office, job: PrintJob, visit: Visit | undefined, context: Context): PrintJob | null {
  if (job.kind === 'protocol') return printJob(context, job.printerId, job.kind, job.visitId, job.document);
  if (visit === undefined || (job.kind !== 'ticket' && job.kind !== 'copy')) return null;
  return printJob(context, job.printerId, 'copy', visit.visitId, context.paper.ticket(office, visit, true));
}

/** What became of a print that nobody can vouch for: it came, or it is printed again as a new job. Refuses: notFound, notNow, noPrinter. */
export const resolvePrint: Rule<'print:resolve'> = (office, press, context) => {
  const job = office.printJobs.get(press.printJobId);
  if (job === undefined) return refuse('notFound', { field: 'printJobId' });
  if (job.state !== 'unknown' && job.state !== 'failed' && job.state !== 'void') return refuse('notNow');
  const settled = { ...job, state: press.came ? ('printed' as const) : ('void' as const), changedAt: context.now };
  const patches: Patch[] = [{ table: 'printJob', row: settled }];
  const visit = office.visits.get(job.visitId ?? '');
  const again = press.came ? null : printedAgain(office, job, visit, context);
  if (again !== null) patches.push({ table: 'printJob', row: again });
  return decide({
    patches,
    entries: [
      {
        at: context.now,
        kind: 'print:resolved',
        actor: context.actor.actorId,
        visitId: job.visitId,
        data: { printJobId: job.printJobId, came: press.came, again: again?.printJobId ?? null },
      },
    ],
    reply: { visitId: job.visitId },
  });
};

/** Prints a sheet of paper numbers for a day when the electronic queue is down. Refuses: noPrinter. */
export const printSheet: Rule<'paper:print'> = (office, press, context) => {
  const printerId = ticketPrinter(office, null);
  if (printerId === null) return refuse('noPrinter');
  const job = printJob(context, printerId, 'sheet', null, context.paper.sheet(office, press.from, press.count));
  return decide({
    patches: [{ table: 'printJob', row: job }],
    entries: [
      {
        at: context.now,
        kind: 'paper:printed',
        actor: context.actor.actorId,
        visitId: null,
        data: { printJobId: job.printJobId, letter: office.settings.paperLetter, from: press.from, count: press.count },
      },
    ],
    reply: { printJobId: job.printJobId },
  });
};

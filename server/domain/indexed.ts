/**
 * Visits, receptions, shifts and prints of the day: a row that changes keeps the office's indexes true, and its change
 * can be taken back.
 */
import type { Shift } from './booths.js';
import { enterLane, laneOf, leaveLane } from './lane.js';
import type { Office } from './office.js';
import type { PrintJob } from './printing.js';
import { lengthOf, type Reception } from './reception.js';
import { put, restore } from './rows.js';
import type { Visit } from './visit.js';

/** How many lengths of receptions the expected wait looks back on. */
const lengthsKept = 20;

/** Longer than any setting of `undoSeconds`: what is older cannot be taken back and is forgotten. */
const undoableKeptMs = 15 * 60_000;

/** How many jobs a printer's screen looks back on. */
const jobsKept = 8;

/** A job of a printer; the returned function undoes it, as those below do. */
export function applyPrintJob(office: Office, row: PrintJob): () => void {
  const { lastJobs, jobOfVisit } = office.index;
  const isNew = !office.printJobs.has(row.printJobId);
  const undo = put(office.printJobs, row.printJobId, row);
  if (!isNew) return undo;
  const { printerId } = row;
  // a protocol of the visit is no ticket
  const visitId = row.kind === 'ticket' || row.kind === 'copy' ? row.visitId : null;
  const jobs = lastJobs.get(printerId);
  const jobBefore = visitId === null ? undefined : jobOfVisit.get(visitId);
  lastJobs.set(printerId, [...(jobs ?? []), row.printJobId].slice(-jobsKept));
  if (visitId !== null) jobOfVisit.set(visitId, row.printJobId);
  return () => {
    undo();
    restore(lastJobs, printerId, jobs);
    if (visitId !== null) restore(jobOfVisit, visitId, jobBefore);
  };
}

function isHeld(visit: Visit): boolean {
  return visit.status === 'called' || visit.status === 'serving';
}

/** Replaces a visit; undefined: there was none, or is none any more. */
export function setVisit(office: Office, before: Visit | undefined, after: Visit | undefined): void {
  const { index } = office;
  if (before !== undefined) {
    const lane = laneOf(before);
    if (lane !== null) {
      leaveLane(office, lane, before);
      index.waiting -= 1;
    }
    if (before.boothId !== null && isHeld(before) && index.held.get(before.boothId) === before.visitId)
      index.held.delete(before.boothId);
    index.passings.delete(before.visitId);
    index.parked.delete(before.visitId);
    index.missed.delete(before.visitId);
    index.undoable.delete(before.visitId);
    countIssued(office, before, -1);
    if (after === undefined) {
      index.byToken.delete(before.token);
      index.byNumber.delete(before.number);
      index.jobOfVisit.delete(before.visitId);
      office.visits.delete(before.visitId);
      return;
    }
  }
  if (after === undefined) return;
  office.visits.set(after.visitId, after);
  countIssued(office, after, 1);
  index.byToken.set(after.token, after.visitId);
  index.byNumber.set(after.number, after.visitId);
  const lane = laneOf(after);
  if (lane !== null) {
    enterLane(office, lane, after);
    index.waiting += 1;
  }
  if (after.boothId !== null && isHeld(after)) index.held.set(after.boothId, after.visitId);
  if (after.passing !== null) index.passings.set(after.visitId, after.passing);
  if (after.status === 'parked') index.parked.add(after.visitId);
  if (after.status === 'missed') index.missed.add(after.visitId);
  if (after.undo !== null) {
    index.undoable.set(after.visitId, after);
    // those whose time has long passed stand first; the newest time known is this one's
    for (const [visitId, other] of index.undoable) {
      if (other.undo !== null && other.undo.until > after.undo.until - undoableKeptMs) break;
      index.undoable.delete(visitId);
    }
  }
}

/** A transferred ticket counts for the service where it is: so the books say it too. */
function countIssued(office: Office, visit: Visit, by: number): void {
  if (visit.day !== office.day?.day) return;
  const { issued } = office.index;
  const count = (issued.get(visit.serviceId) ?? 0) + by;
  if (count > 0) issued.set(visit.serviceId, count);
  else issued.delete(visit.serviceId);
}

/** A visit, and the number that the next of its queue gets. */
export function applyVisit(office: Office, row: Visit): () => void {
  const { index } = office;
  const before = office.visits.get(row.visitId);
  const last = index.lastNumber.get(row.queueId);
  setVisit(office, before, row);
  if (before === undefined) {
    // a paper number has a letter of its own and does not move the queue's sequence
    const letter = office.queues.get(row.queueId)?.letter;
    if (row.paperNumber === null && letter !== undefined && row.day === office.day?.day)
      index.lastNumber.set(row.queueId, Math.max(last ?? 0, Number(row.number.slice(letter.length))));
  }
  return () => {
    setVisit(office, row, before);
    if (before !== undefined) return;
    restore(index.lastNumber, row.queueId, last);
  };
}

/** A reception, and the lengths that the expected wait is reckoned by. */
export function applyReception(office: Office, row: Reception): () => void {
  const before = office.receptions.get(row.receptionId);
  const lengths = office.index.lengths.get(row.serviceId);
  office.receptions.set(row.receptionId, row);
  // work without a visit makes nobody wait
  if (row.visitId === null)
    return () => {
      restore(office.receptions, row.receptionId, before);
    };
  const isFinished = row.state === 'finished';
  if (isFinished && before?.state !== 'finished')
    office.index.lengths.set(row.serviceId, [...(lengths ?? []), lengthOf(row)].slice(-lengthsKept));
  // taken back or reopened: its length is not known yet
  if (!isFinished && before?.state === 'finished' && lengths !== undefined) {
    const at = lengths.lastIndexOf(lengthOf(before));
    office.index.lengths.set(
      row.serviceId,
      lengths.filter((_, position) => position !== at),
    );
  }
  return () => {
    if (before === undefined) office.receptions.delete(row.receptionId);
    else office.receptions.set(row.receptionId, before);
    if (lengths === undefined) office.index.lengths.delete(row.serviceId);
    else office.index.lengths.set(row.serviceId, lengths);
  };
}

/** Replaces a shift; undefined: there was none, or is none any more. */
export function setShift(office: Office, before: Shift | undefined, after: Shift | undefined): void {
  const { shiftOfBooth, shiftOfUser } = office.index;
  if (before !== undefined && before.closedAt === null) {
    if (shiftOfBooth.get(before.boothId) === before.shiftId) shiftOfBooth.delete(before.boothId);
    if (shiftOfUser.get(before.userId) === before.shiftId) shiftOfUser.delete(before.userId);
  }
  if (after === undefined) {
    if (before !== undefined) office.shifts.delete(before.shiftId);
    return;
  }
  office.shifts.set(after.shiftId, after);
  if (after.closedAt === null) {
    shiftOfBooth.set(after.boothId, after.shiftId);
    shiftOfUser.set(after.userId, after.shiftId);
  }
}

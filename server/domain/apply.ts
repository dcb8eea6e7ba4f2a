/**
 * The office becomes: a patch replaces one row and keeps the indexes true. Returns what takes it back,
 * so that a batch whose commit failed leaves the office as it was.
 */
import { byNumber, type Shift } from './booths.js';
import { yearOf } from './calendar.js';
import { categoriesBy } from './categories.js';
import { forgotten, tableOf } from './erase.js';
import type { ErasedSlice } from './erasure.js';
import { enterLane, laneOf, leaveLane } from './lane.js';
import type { Office } from './office.js';
import type { Patch, Retirable } from './patch.js';
import type { PrintJob } from './printing.js';
import { lengthOf } from './reception.js';
import type { Reception } from './reception.js';
import type { Queue } from './services.js';
import { submissionFace } from './submission.js';
import type { Visit } from './visit.js';

/** How many lengths of receptions the expected wait looks back on. */
const lengthsKept = 20;

/** Applies one patch; the returned function undoes it. */
export function apply(office: Office, patch: Patch): () => void {
  switch (patch.table) {
    case 'visit':
      return applyVisit(office, patch.row);
    case 'reception':
      return applyReception(office, patch.row);
    case 'shift': {
      const before = office.shifts.get(patch.row.shiftId);
      setShift(office, before, patch.row);
      return () => setShift(office, patch.row, before);
    }
    case 'booth': {
      const isKnown = office.booths.get(patch.row.boothId)?.number === patch.row.number;
      const undo = put(office.booths, patch.row.boothId, patch.row);
      if (isKnown) return undo;
      sort(office.booths, byNumber);
      return () => {
        undo();
        sort(office.booths, byNumber);
      };
    }
    case 'service':
      return put(office.services, patch.row.serviceId, patch.row);
    case 'queue': {
      const undo = put(office.queues, patch.row.queueId, patch.row);
      sort(office.queues, byPosition);
      return () => {
        undo();
        sort(office.queues, byPosition);
      };
    }
    case 'profile':
      return put(office.profiles, patch.row.profileId, patch.row);
    case 'printer':
      return put(office.printers, patch.row.printerId, patch.row);
    case 'retired':
      return retire(office, patch.of, patch.id, patch.at !== null);
    case 'mark':
      return put(office.marks, patch.row.thing, patch.row);
    case 'planned':
      return keep(office.planned, patch.row.plannedId, patch.isGone ? undefined : patch.row);
    case 'pack':
      return put(office.packs, patch.row.packRowId, patch.row);
    case 'calendarYear': {
      const { calendar } = office;
      const undo = put(office.ownYears, patch.row.year, patch.row);
      office.calendar = new Map([...calendar, [patch.row.year, yearOf(patch.row.lists)]]);
      return () => {
        undo();
        office.calendar = calendar;
      };
    }
    case 'picture':
      return keep(office.pictures, patch.row.sha256, patch.bytes === null ? undefined : patch.row);
    case 'staffCall':
      return put(office.staffCalls, patch.row.staffCallId, patch.row);
    case 'alert':
      return put(office.alerts, patch.row.alertId, patch.row);
    case 'ask':
      return put(office.asks, patch.row.askId, patch.row);
    case 'printJob':
      return applyPrintJob(office, patch.row);
    case 'day': {
      const before = office.day;
      // a failed commit reloads the office, so beginning a day needs no way back
      if (before !== null && before.day !== patch.row.day) startDay(office);
      office.day = patch.row;
      return () => {
        office.day = before;
      };
    }
    case 'note':
      return put(office.notes, patch.row.noteId, patch.row.text);
    case 'settings': {
      const { settings, categories } = office;
      office.settings = patch.row;
      if (patch.row.categories !== settings.categories)
        office.categories = categoriesBy(categories.values(), patch.row.categories);
      return () => {
        office.settings = settings;
        office.categories = categories;
      };
    }
    case 'erase':
      return applyErase(office, patch.row);
    case 'term':
      return keep(office.terms, patch.row.termId, patch.row.state === 'open' ? patch.row : undefined);
    case 'submission':
      return put(office.submissions, patch.row.submissionId, submissionFace(office, patch.row));
    case 'consultation': {
      const { kind, userId, endedAt } = patch.row;
      if (kind !== 'phone') return () => undefined;
      return keep(office.phones, userId, endedAt === null ? patch.row : undefined);
    }
    case 'payer':
    case 'protocol':
    case 'complaint':
    case 'sequence':
    case 'card':
    case 'check':
    case 'erasure':
    case 'hold':
      // nothing of them is today's: they are read from the books when a rule names them
      return () => undefined;
  }
}

/** The words of erased records leave today's office: its rows become without them, its notes are gone. */
function applyErase(office: Office, { records }: ErasedSlice): () => void {
  const undo = forgotten(office, records).map((patch) => apply(office, patch));
  for (const { kind, id } of records) {
    if (kind === 'note') undo.push(keep(office.notes, id, undefined));
    const face = office.submissions.get(id);
    if (face !== undefined && tableOf(kind) === 'submission')
      undo.push(put(office.submissions, id, { ...face, revision: face.revision + 1 }));
  }
  return () => {
    for (const takeBack of undo.reverse()) takeBack();
  };
}

/** Begins a day: what was counted for the day before starts anew; visits kept overnight stay. */
export function startDay(office: Office): void {
  const { index } = office;
  index.lastNumber.clear();
  for (const visit of [...office.visits.values()]) {
    if (visit.status === 'waiting') continue;
    setVisit(office, visit, undefined);
  }
  index.issued.clear();
  for (const shift of [...office.shifts.values()]) if (shift.closedAt !== null) setShift(office, shift, undefined);
  for (const [id, reception] of office.receptions) {
    // work without a visit goes on tomorrow
    const isAlive = reception.state === 'parked' || (reception.visitId === null && reception.state === 'open');
    if (!isAlive) office.receptions.delete(id);
  }
  const worked = new Set([...office.receptions.values()].map((reception) => reception.submissionId));
  for (const id of [...office.submissions.keys()]) if (!worked.has(id)) office.submissions.delete(id);
  office.staffCalls.clear();
  office.asks.clear();
  for (const [id, alert] of office.alerts) if (alert.endedAt !== null) office.alerts.delete(id);
  const carried = new Set([...office.visits.values()].map((visit) => visit.noteId));
  for (const noteId of [...office.notes.keys()]) if (!carried.has(noteId)) office.notes.delete(noteId);
  // what a power cut left in a printer's mouth is settled by this start, on whatever day that is
  for (const [id, { state }] of office.printJobs)
    if (state !== 'queued' && state !== 'printing') office.printJobs.delete(id);
}

/** A row that is here only while it is `row`: undefined takes it out. */
function keep<Row>(rows: Map<string, Row>, id: string, row: Row | undefined): () => void {
  const before = rows.get(id);
  restore(rows, id, row);
  return () => restore(rows, id, before);
}

/** The rows in another order, in the same map: whoever holds it sees it. */
function sort<Row>(rows: Map<string, Row>, order: (one: Row, other: Row) => number): void {
  const sorted = [...rows].sort(([, one], [, other]) => order(one, other));
  rows.clear();
  for (const [id, row] of sorted) rows.set(id, row);
}

const byPosition = (one: Queue, other: Queue) => one.position - other.position;

/** Out of the rows in use and in among the retired, or back. */
function retire(office: Office, of: Retirable, id: string, isRetired: boolean): () => void {
  const move = <Row>(
    inUse: Map<string, Row>,
    retired: Map<string, Row>,
    order: ((a: Row, b: Row) => number) | null,
  ) => {
    const [from, to] = isRetired ? [inUse, retired] : [retired, inUse];
    const row = from.get(id);
    if (row === undefined) return () => undefined;
    from.delete(id);
    to.set(id, row);
    if (order !== null) sort(inUse, order);
    return () => {
      to.delete(id);
      from.set(id, row);
      if (order !== null) sort(inUse, order);
    };
  };
  switch (of) {
    case 'queue':
      return move(office.queues, office.retired.queue, byPosition);
    case 'profile':
      return move(office.profiles, office.retired.profile, null);
    case 'booth':
      return move(office.booths, office.retired.booth, byNumber);
    case 'printer':
      return move(office.printers, office.retired.printer, null);
  }
}

function put<Key, Row>(rows: Map<Key, Row>, id: Key, row: Row): () => void {
  const before = rows.get(id);
  rows.set(id, row);
  return () => {
    if (before === undefined) rows.delete(id);
    else rows.set(id, before);
  };
}

/** Longer than any setting of `undoSeconds`: what is older cannot be taken back and is forgotten. */
const undoableKeptMs = 15 * 60_000;

/** How many jobs a printer's screen looks back on. */
const jobsKept = 8;

function applyPrintJob(office: Office, row: PrintJob): () => void {
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

function setVisit(office: Office, before: Visit | undefined, after: Visit | undefined): void {
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

function applyVisit(office: Office, row: Visit): () => void {
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

function restore<Value>(values: Map<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) values.delete(key);
  else values.set(key, value);
}

function applyReception(office: Office, row: Reception): () => void {
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

function setShift(office: Office, before: Shift | undefined, after: Shift | undefined): void {
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

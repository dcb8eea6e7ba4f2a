/** The morning: what was of the day before leaves the office. */
import { setShift, setVisit } from './indexed.js';
import type { Office } from './office.js';

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

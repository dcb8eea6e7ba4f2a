/**
 * The office becomes: a patch replaces one row and keeps the indexes true. Returns what takes it back,
 * so that a batch whose commit failed leaves the office as it was.
 */
import { yearOf } from './calendar.js';
import { categoriesBy } from './categories.js';
import { forgotten, tableOf } from './erase.js';
import type { ErasedSlice } from './erasure.js';
import { applyPrintJob, applyReception, applyVisit, setShift } from './indexed.js';
import { applyBooth, applyQueue, retire } from './inuse.js';
import type { Office } from './office.js';
import type { Patch } from './patch.js';
import { keep, put } from './rows.js';
import { startDay } from './startday.js';
import { submissionFace } from './submission.js';

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
    case 'booth':
      return applyBooth(office, patch.row);
    case 'service':
      return put(office.services, patch.row.serviceId, patch.row);
    case 'queue':
      return applyQueue(office, patch.row);
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

/** Erasing in the books: the one way, for the commit and for a restore. */
import type { Database } from 'better-sqlite3';
import type { DataKind } from '../contract/index.js';
import type { CasePatch, CaseRows, Step } from '../domain/cases.js';
import {
  emptyPaper,
  erasedRow,
  isPrintOf,
  partlyErased,
  protocolWithoutInsured,
  stepsWithoutWords,
  type ErasableTable,
} from '../domain/erase.js';
import type { Erased, ErasedSlice } from '../domain/erasure.js';
import { caseRow } from './casebooks.js';
import { caseWriter } from './cases.js';
import { instantText } from './instant.js';
import type { PaperDocument } from '../domain/paper/document.js';
import { storedList, storedObject } from './stored.js';
import { makeSweep } from './sweep.js';

/** A row's own column is written over; the statement's last two questions are id and office. */
const overwritten = {
  note: `update "Note" set text = '', key = '' where id = ? and officeId = ?`,
  // what a finish can be taken back to is a copy of the visit and its reception
  visit: `update "Visit" set answers = '{}', undo = null where id = ? and officeId = ?`,
  printJob: `update "PrintJob" set document = '${JSON.stringify(emptyPaper)}' where id = ? and officeId = ?`,
};

/**
 * Prepares the erasure of records, inside a transaction of whoever calls, with what stands beside them: drafts and kept
 * answers. A record that is erased already, or is not in these books, is passed by. Returns how many it erased.
 */
export function makeErase(db: Database): (slice: ErasedSlice, officeId: string) => number {
  const isErased = db.prepare<[string, string, string], { at: string }>(
    'select at from "Erased" where officeId = ? and kind = ? and subjectId = ?',
  );
  const remember = db.prepare('insert into "Erased" (officeId, kind, subjectId, erasureId, at) values (?, ?, ?, ?, ?)');
  const write = caseWriter(db);
  const { dropTraces } = makeSweep(db);
  const find = (table: string) =>
    db.prepare<[string, string], { content: string }>(`select content from "${table}" where id = ? and officeId = ?`);
  const finds = {
    payer: find('Payer'),
    submission: find('Submission'),
    protocol: find('Protocol'),
    complaint: find('Complaint'),
    consultation: find('Consultation'),
    card: find('Card'),
    check: find('Check'),
  };
  const overwrite = {
    note: db.prepare(overwritten.note),
    visit: db.prepare(overwritten.visit),
    printJob: db.prepare(overwritten.printJob),
  };
  const stepsOf = db.prepare<[string, string], { steps: string }>(
    'select steps from "Reception" where id = ? and officeId = ?',
  );
  const writeSteps = db.prepare('update "Reception" set steps = ? where id = ? and officeId = ?');
  const dropUndo = db.prepare(
    `update "Visit" set undo = null where undo is not null
       and id = (select visitId from "Reception" where id = ? and officeId = ?)`,
  );
  const protocolsOf = db.prepare<[string, string], { id: string; content: string }>(
    'select id, content from "Protocol" where submissionId = ? and officeId = ?',
  );
  // a print says what the protocol says. The rule waits for papers on their way; in a restored backup they still are
  const printed = db.prepare<[string | null, string], { id: string; document: string }>(
    `select id, document from "PrintJob" where visitId is ? and officeId = ? and kind = 'protocol'`,
  );

  /** The prints of a protocol, and no other payer's of its visit. */
  function erasePrints({ visitId, copies }: CaseRows['protocol'], officeId: string): void {
    for (const { id, document } of printed.all(visitId, officeId))
      if (isPrintOf(storedObject<PaperDocument>(document, `PrintJob ${id}`), copies))
        overwrite.printJob.run(id, officeId);
  }

  /** The protocols of a submission, replaced ones among them, lose the persons whom they name, and so do their prints. */
  function eraseInsured(submissionId: string, officeId: string): void {
    const content = finds.submission.get(submissionId, officeId)?.content;
    if (content === undefined) return;
    const { findings } = caseRow('submission', submissionId, content);
    for (const found of protocolsOf.all(submissionId, officeId)) {
      const row = caseRow('protocol', found.id, found.content);
      const after = row.erased === null ? protocolWithoutInsured(row, findings) : null;
      if (after === null) continue;
      erasePrints(row, officeId);
      write({ table: 'protocol', row: after }, officeId);
    }
  }

  /** The row of a case without its words; null when there is none, or nothing is left of it. */
  function patchOf(kind: DataKind, id: string, officeId: string, erased: Erased): CasePatch | null {
    const read = <T extends ErasableTable>(table: T) => {
      const content = finds[table].get(id, officeId)?.content;
      const row = content === undefined ? null : caseRow(table, id, content);
      return row === null || row.erased !== null ? null : row;
    };
    switch (kind) {
      case 'payer': {
        const row = read('payer');
        return row && { table: 'payer', row: erasedRow('payer', row, erased) };
      }
      case 'submission': {
        const row = read('submission');
        return row && { table: 'submission', row: erasedRow('submission', row, erased) };
      }
      case 'identity':
      case 'insured': {
        const row = read('submission');
        return row && { table: 'submission', row: partlyErased(kind, row) };
      }
      case 'protocol': {
        const row = read('protocol');
        if (row !== null) erasePrints(row, officeId);
        return row && { table: 'protocol', row: erasedRow('protocol', row, erased) };
      }
      case 'complaint': {
        const row = read('complaint');
        return row && { table: 'complaint', row: erasedRow('complaint', row, erased) };
      }
      case 'consultation': {
        const row = read('consultation');
        return row && { table: 'consultation', row: erasedRow('consultation', row, erased) };
      }
      case 'card': {
        const row = read('card');
        return row && { table: 'card', row: erasedRow('card', row, erased) };
      }
      case 'check': {
        const row = read('check');
        return row && { table: 'check', row: erasedRow('check', row, erased) };
      }
      case 'note':
      case 'visit':
      case 'reception':
      case 'printJob':
        return null;
    }
  }

  function eraseOne(kind: DataKind, id: string, officeId: string, erased: Erased): boolean {
    switch (kind) {
      case 'note':
      case 'visit':
      case 'printJob':
        return overwrite[kind].run(id, officeId).changes > 0;
      case 'reception': {
        const found = stepsOf.get(id, officeId);
        if (found === undefined) return false;
        writeSteps.run(
          JSON.stringify(stepsWithoutWords(storedList<Step>(found.steps, `Reception ${id}`))),
          id,
          officeId,
        );
        dropUndo.run(id, officeId);
        return true;
      }
      default: {
        // the protocols of a submission name its insured persons longer than it stands itself
        if (kind === 'insured' || kind === 'submission') eraseInsured(id, officeId);
        const patch = patchOf(kind, id, officeId, erased);
        if (patch === null) return false;
        write(patch, officeId);
        return true;
      }
    }
  }

  return ({ erasureId, at, records }, officeId) => {
    let count = 0;
    // their receptions are known while the rows still name them
    dropTraces(records);
    for (const { kind, id } of records) {
      if (isErased.get(officeId, kind, id) !== undefined) continue;
      if (!eraseOne(kind, id, officeId, { erasureId, at })) continue;
      remember.run(officeId, kind, id, erasureId, instantText(at));
      count += 1;
    }
    return count;
  };
}

/**
 * The one commit: what a batch of rulings changed goes into the books in a single synchronous transaction, or not at
 * all. It decides nothing; it only refuses a batch that was decided on an office that is no longer there.
 */
import type { Database, Statement } from 'better-sqlite3';
import type { Entry, Patch } from '../domain/patch.js';
import type { Instant } from '../domain/instant.js';
import type { PrintJob } from '../domain/printing.js';
import { isNewJob } from '../domain/rules/print.js';
import { caseWriter } from './cases.js';
import type { Value } from './columns.js';
import * as columns from './columns.js';
import { makeErase } from './erase.js';
import { instantText, textInstant } from './instant.js';
import { seal } from './journal.js';
import { settingWriter } from './settings.js';
import { upsert } from './upsert.js';

/** The answer to a press, kept for a day: the same press again hears the same. `reply` is JSON text. */
export interface KeptAnswer {
  actorId: string;
  command: string;
  requestId: string;
  /** Hash of the press's payload: another payload under the same id is refused. */
  payloadHash: string;
  reply: string;
  at: Instant;
}

export interface Batch {
  officeId: string;
  /** The revision that the batch was decided on; it becomes the next one. */
  revision: number;
  /** Whole rows in the order of the rulings: «one visit per booth» is true after each of them. */
  patches: Patch[];
  entries: Entry[];
  answers: KeptAnswer[];
  /** Small writes of the store that belong to the same act: a device paired, a user added. */
  writes?: (() => void)[];
}

/** The office after a commit: its revision, and its journal's last entry (0 and '' while there is none). */
export interface Head {
  revision: number;
  seq: number;
  hash: string;
}

/** The office went on without the batch; nothing of it was written. `found` is null when there is no such office. */
export class StaleRevision extends Error {
  override name = 'StaleRevision';
  constructor(
    readonly officeId: string,
    readonly expected: number,
    readonly found: number | null,
  ) {
    super(`Office ${officeId} is at revision ${found ?? 'none'}, the batch was decided on ${expected}.`);
  }
}

/** What writes an entry of the journal: officeId, seq, at, kind, actor, visitId, data, hash. */
export const entrySql =
  'insert into "Journal" (officeId, seq, at, kind, actor, visitId, data, hash) values (?, ?, ?, ?, ?, ?, ?, ?)';

/** Most of a service is the regulation pack's; a ruling changes only what staff may. */
const ofStaff = ['isOpen', 'closedReason', 'closedUntil', 'dayLimit', 'queueId', 'own'];

function patchWriter(db: Database): (patch: Patch, officeId: string) => void {
  const visit = upsert(db, columns.visits);
  const reception = upsert(db, columns.receptions);
  const shift = upsert(db, columns.shifts);
  const booth = upsert(db, columns.booths);
  const day = upsert(db, columns.days);
  const staffCall = upsert(db, columns.staffCalls);
  const alert = upsert(db, columns.alerts);
  const delivery = upsert(db, columns.deliveries);
  const ask = upsert(db, columns.asks);
  const printJob = printJobWriter(db);
  const note = upsert(db, columns.notes);
  const service = upsert(db, columns.services, ofStaff);
  const writeCase = caseWriter(db);
  const writeSetting = settingWriter(db);
  const erase = makeErase(db);
  const settings: Statement<Value[]> = db.prepare('update "Office" set settings = ? where id = ?');
  return (patch, officeId) => {
    switch (patch.table) {
      case 'visit':
        return visit(patch.row, officeId);
      case 'reception':
        return reception(patch.row, officeId);
      case 'shift':
        return shift(patch.row, officeId);
      case 'booth':
        return booth(patch.row, officeId);
      case 'service':
        return service(patch.row, officeId);
      case 'day':
        return day(patch.row, officeId);
      case 'staffCall':
        return staffCall(patch.row, officeId);
      case 'alert':
        alert(patch.row, officeId);
        if (patch.delivery !== null) delivery(patch.delivery, officeId);
        return;
      case 'ask':
        return ask(patch.row, officeId);
      case 'printJob':
        return printJob(patch.row, officeId);
      case 'note':
        return note(patch.row, officeId);
      case 'settings':
        settings.run(JSON.stringify(patch.row), officeId);
        return;
      case 'erase':
        erase(patch.row, officeId);
        return;
      case 'mark':
      case 'planned':
      case 'queue':
      case 'profile':
      case 'printer':
      case 'retired':
      case 'pack':
      case 'calendarYear':
      case 'picture':
        return writeSetting(patch, officeId);
      case 'payer':
      case 'submission':
      case 'protocol':
      case 'complaint':
      case 'consultation':
      case 'term':
      case 'sequence':
      case 'card':
      case 'check':
      case 'erasure':
      case 'hold':
        return writeCase(patch, officeId);
    }
  };
}

/** What stands on a paper never changes: of a job that is known only its state is written, not its document again. */
function printJobWriter(db: Database): (row: PrintJob, officeId: string) => void {
  const insert = upsert(db, columns.printJobs);
  const settle: Statement<Value[]> = db.prepare(
    'update "PrintJob" set state = ?, changedAt = ? where id = ? and officeId = ?',
  );
  return (row, officeId) => {
    if (!isNewJob(row) && settle.run(row.state, instantText(row.changedAt), row.printJobId, officeId).changes === 1)
      return;
    insert(row, officeId);
  };
}

/** Prepares the commit on the writing connection. The function it returns throws `StaleRevision` or SQLite's error. */
export function makeCommit(db: Database): (batch: Batch) => Head {
  const writePatch = patchWriter(db);
  const readHead = db.prepare<[string], Head>(
    'select revision, headSeq as seq, headHash as hash from "Office" where id = ?',
  );
  const writeHead: Statement<Value[]> = db.prepare(
    'update "Office" set revision = revision + 1, headSeq = ?, headHash = ? where id = ? and revision = ?',
  );
  const writeEntry: Statement<Value[]> = db.prepare(entrySql);
  const writeAnswer: Statement<Value[]> = db.prepare(
    'insert into "Answer" (actorId, command, requestId, payloadHash, reply, at) values (?, ?, ?, ?, ?, ?)',
  );

  function append(entries: Entry[], officeId: string, head: Head): void {
    for (const entry of entries) {
      const { kind, actor, visitId } = entry;
      const seq = head.seq + 1;
      const at = instantText(entry.at);
      const data = JSON.stringify(entry.data);
      head.hash = seal(head.hash, { officeId, seq, at, kind, actor, visitId, data });
      writeEntry.run(officeId, seq, at, kind, actor, visitId, data, head.hash);
      head.seq = seq;
    }
  }

  const transaction = db.transaction((batch: Batch): Head => {
    const { officeId, revision } = batch;
    const head = readHead.get(officeId);
    if (head?.revision !== revision) throw new StaleRevision(officeId, revision, head?.revision ?? null);
    for (const patch of batch.patches) writePatch(patch, officeId);
    for (const write of batch.writes ?? []) write();
    append(batch.entries, officeId, head);
    for (const { actorId, command, requestId, payloadHash, reply, at } of batch.answers) {
      writeAnswer.run(actorId, command, requestId, payloadHash, reply, instantText(at));
    }
    const { changes } = writeHead.run(head.seq, head.hash, officeId, revision);
    if (changes !== 1) throw new StaleRevision(officeId, revision, null);
    return { ...head, revision: revision + 1 };
  });
  return (batch) => transaction.immediate(batch);
}

/**
 * Prepares the look-up of a kept answer, on the writing connection and at once: between the look and the ruling no
 * other press of the line may come.
 */
export function makeKeptAnswer(
  db: Database,
): (actorId: string, command: string, requestId: string) => KeptAnswer | null {
  const find = db.prepare<[string, string, string], Omit<KeptAnswer, 'at'> & { at: string }>(
    `select actorId, command, requestId, payloadHash, reply, at from "Answer"
     where actorId = ? and command = ? and requestId = ?`,
  );
  return (actorId, command, requestId) => {
    const row = find.get(actorId, command, requestId);
    return row === undefined ? null : { ...row, at: textInstant(row.at) };
  };
}

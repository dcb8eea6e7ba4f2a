/**
 * An erasure from its order to its end. It is ordered whole and done by slices between other rulings, so that nobody
 * waits for it; one runs at a time. What work is open on is never begun, and waits when work opens meanwhile.
 */
import type { Answer, DataSubject, ErasureBasis } from '../../contract/index.js';
import { openErasure } from '../caserow.js';
import { next, type Protocol } from '../cases.js';
import { decide, entryOf, noteOf, refuse, type Context, type Ruling } from '../decide.js';
import { isPrintOf, tableOf } from '../erase.js';
import { countsOf, holdIdOf, isShared, sliceAtMost, type Erasure, type Traces } from '../erasure.js';
import { recordUntil, type KeptRecord } from '../keeping.js';
import type { Office } from '../office.js';
import type { PrintJob } from '../printing.js';
import { nextNumber } from '../terms.js';

/** What is to be erased, and why; `seen` is the revision that whoever orders it saw, null for the clockwork. */
export interface Order {
  subjects: readonly (DataSubject & { seen: number | null })[];
  basis: ErasureBasis;
  /** In a manager's words; empty: the term of keeping has ended. */
  reason: string;
}

/** What is worked on now: of today's receptions, and of the papers that are still to come out. */
interface AtWork {
  ids: ReadonlySet<string>;
  /** Visits with a protocol or a receipt on its way to a printer. */
  printing: ReadonlySet<string>;
  /** Such papers of no visit, what came by post or by wire: whose they are is known by what they say. */
  posted: readonly PrintJob['document'][];
}

const ofCase = ['protocol', 'receipt'];

function atWork(office: Office, context: Context): AtWork {
  const ids = new Set<string>();
  for (const { receptionId, visitId, submissionId, state } of office.receptions.values()) {
    if (state !== 'open' && state !== 'parked') continue;
    ids.add(receptionId);
    if (visitId !== null) ids.add(visitId);
    if (submissionId === null) continue;
    ids.add(submissionId);
    const payerId = context.file.row('submission', submissionId)?.payerId ?? null;
    if (payerId !== null) ids.add(payerId);
  }
  const printing = new Set<string>();
  const posted: PrintJob['document'][] = [];
  for (const { printJobId, visitId, kind, state, document } of office.printJobs.values()) {
    if (state !== 'queued' && state !== 'printing') continue;
    ids.add(printJobId);
    if (!ofCase.includes(kind)) continue;
    if (visitId === null) posted.push(document);
    else printing.add(visitId);
  }
  return { ids, printing, posted };
}

function isBusy({ subject, isOpen, visitId }: KeptRecord, work: AtWork, context: Context): boolean {
  if (isOpen || work.ids.has(subject.id)) return true;
  const table = tableOf(subject.kind);
  if (table !== 'protocol' && table !== 'submission') return false;
  if (visitId !== null) return work.printing.has(visitId);
  if (work.posted.length === 0) return false;
  const copies = protocolsOf(subject, context).flatMap((protocol) => protocol.copies);
  return work.posted.some((document) => isPrintOf(document, copies));
}

/** The protocols whose prints go with such a record: itself, or those of the submission, which they replace in turn. */
function protocolsOf({ kind, id }: DataSubject, { file }: Context): Protocol[] {
  if (kind !== 'protocol' && kind !== 'submission' && kind !== 'insured') return [];
  const protocols: Protocol[] = [];
  let nextId = kind === 'protocol' ? id : (file.row('submission', id)?.protocol?.protocolId ?? null);
  while (nextId !== null) {
    const protocol = file.row('protocol', nextId);
    if (protocol !== null) protocols.push(protocol);
    nextId = kind === 'protocol' ? null : (protocol?.replaces ?? null);
  }
  return protocols;
}

/**
 * What was printed today goes with its protocol, and no other payer's of the same visit: earlier prints are emptied by
 * their own short term. What is erased already is among none of them.
 */
function printedOf(office: Office, records: readonly DataSubject[], context: Context): DataSubject[] {
  const known = new Set(records.flatMap(({ kind, id }) => (kind === 'printJob' ? [id] : [])));
  const printed = [...office.printJobs.values()].filter(
    ({ printJobId, kind }) => ofCase.includes(kind) && !known.has(printJobId),
  );
  // of most days there are none: then no protocol is looked up
  if (printed.length === 0) return [];
  const copies = new Map<string | null, Protocol['copies']>();
  for (const record of records)
    for (const protocol of protocolsOf(record, context))
      copies.set(protocol.visitId, [...(copies.get(protocol.visitId) ?? []), ...protocol.copies]);
  return printed
    .filter(({ visitId, document }) => isPrintOf(document, copies.get(visitId) ?? []))
    .map(({ printJobId }) => ({ kind: 'printJob', id: printJobId }));
}

/** What was asked for and stays; `until` null: for ever, or for as long as the words of others stand there too. */
interface Kept extends DataSubject {
  until: string | null;
  isShared: boolean;
}

/** Words of a visit where others were received too, and whose own are not going with them. */
function isOfOthers({ subject, visitId }: KeptRecord, going: ReadonlySet<string>, context: Context): boolean {
  return visitId !== null && tableOf(subject.kind) === null && isShared(context.file.filedAt(visitId), going);
}

/** Later than every day. */
const forEver = '9999';

/** Each once; a part of a submission goes with the whole. */
function withoutRepeats(subjects: Order['subjects']): Order['subjects'] {
  const known = new Set<string>();
  const wholes = new Set(subjects.flatMap(({ kind, id }) => (kind === 'submission' ? [id] : [])));
  return subjects.filter((subject) => {
    const isPart = (subject.kind === 'identity' || subject.kind === 'insured') && wholes.has(subject.id);
    const name = holdIdOf(subject);
    if (isPart || known.has(name)) return false;
    known.add(name);
    return true;
  });
}

/**
 * Orders an erasure: numbered by its year, what the law keeps is left out and answered. An order of an authority goes
 * over the terms of keeping, and over no hold. The clockwork's own passes by what may not go or is worked on.
 * Refuses: notFound, stale, notNow, keptByLaw, sharedVisit.
 */
export function orderErasure(office: Office, order: Order, context: Context): Ruling<Answer<'data:erase'>> {
  const running = context.file.byKey('erasure', openErasure);
  if (running !== null) return refuse('notNow', { number: running.number, year: running.year });
  const today = context.dayOf(context.now);
  const keeping = { rules: office.retention, settings: office.settings, dayOf: context.dayOf };
  const work = atWork(office, context);
  const isClockwork = context.actor.kind === 'clockwork';
  const records: DataSubject[] = [];
  const kept: Kept[] = [];
  const subjects = withoutRepeats(order.subjects);
  const going = new Set(subjects.flatMap(({ kind, id }) => (kind === 'submission' ? [id] : [])));
  for (const { kind, id, seen } of subjects) {
    const subject = { kind, id };
    const record = context.file.kept(subject, today);
    if (isClockwork && (record === null || record.isErased || isBusy(record, work, context))) continue;
    if (record === null) return refuse('notFound', { kind });
    if (record.isErased || (seen !== null && seen !== record.revision)) return refuse('stale', { kind });
    if (isBusy(record, work, context)) return refuse('notNow', { kind });
    const hold = context.file.row('hold', holdIdOf(subject));
    const until = recordUntil(record, keeping, hold);
    const held = hold?.until ?? '';
    // an order of an authority goes over the rule, and over no hold
    const stays = order.basis === 'order' ? held : (until ?? forEver);
    if (stays > today) kept.push({ ...subject, until: stays === forEver ? null : stays, isShared: false });
    // what its own term ends goes for everybody
    else if (!isClockwork && isOfOthers(record, going, context)) kept.push({ ...subject, until: null, isShared: true });
    else records.push(subject);
  }
  const [first] = [...kept].sort((one, other) => ((one.until ?? forEver) < (other.until ?? forEver) ? -1 : 1));
  if (records.length === 0)
    return first === undefined
      ? refuse('notFound')
      : refuse(first.isShared ? 'sharedVisit' : 'keptByLaw', {
          kind: first.kind,
          ...(first.until === null ? {} : { until: first.until }),
        });
  // nobody waits for what the clockwork orders: its prints are found slice by slice
  const printed = isClockwork ? [] : printedOf(office, records, context);
  return ordered({ ...order, records: [...records, ...printed], kept }, context);
}

function ordered(
  {
    records,
    kept,
    basis,
    reason,
  }: Pick<Order, 'basis' | 'reason'> & {
    records: DataSubject[];
    kept: readonly Kept[];
  },
  context: Context,
): Ruling<Answer<'data:erase'>> {
  const year = Number(context.dayOf(context.now).slice(0, 4));
  const { number, patches } = nextNumber(context, 'erasure', year);
  const note = noteOf(context, null, reason);
  const erasureId = context.id();
  const counts = countsOf(records);
  const row: Erasure = {
    erasureId,
    revision: 1,
    state: 'ordered',
    basis,
    year,
    number,
    orderedAt: context.now,
    by: context.actor.actorId,
    records,
    done: 0,
    counts,
    kept: kept.map(({ kind, id, until }) => ({ kind, id, until })),
    doneAt: null,
    noteId: note.noteId,
  };
  const data = { erasureId, year, number, basis, counts, stays: kept.length, ...note.told };
  return decide({
    patches: [...patches, { table: 'erasure', row }, ...note.patches],
    entries: [entryOf(context, 'data:erasureOrdered', data)],
    reply: { erasureId, year, number, kept: kept.map(({ kind, id, until }) => ({ kind, id, until })) },
  });
}

/** How many records are looked at for a slice: a look costs the clerk's time too. */
export const lookedAtMost = 3 * sliceAtMost;

/** Where an erasure goes on, and what its records take with them. */
interface Going {
  erasureId: string;
  /** So many of those that are left are passed by: what waits for open work stands in the way of none behind it. */
  past: number;
  /** Drafts and kept answers about records, as the books have them now: they go in the same commit. */
  tracesOf: (records: readonly DataSubject[]) => Traces;
}

/** Erases the next slice; null when all are erased, or when work is open on whatever was looked at. */
export function eraseSlice(office: Office, { erasureId, past, tracesOf }: Going, context: Context): Ruling | null {
  const before = context.file.row('erasure', erasureId);
  if (before === null || before.state === 'done' || before.done >= before.records.length) return null;
  const today = context.dayOf(context.now);
  const work = atWork(office, context);
  const isFree = (subject: DataSubject) => {
    const record = context.file.kept(subject, today);
    return record === null || !isBusy(record, work, context);
  };
  const looked = before.records.slice(before.done + past, before.done + past + lookedAtMost);
  const chosen = looked.filter(isFree).slice(0, sliceAtMost);
  if (chosen.length === 0) return null;
  const ordered = new Set(before.records.map(holdIdOf));
  // printed once more since the order: on its paper it would outlive its protocol
  const since = printedOf(office, chosen, context).filter((subject) => !ordered.has(holdIdOf(subject)));
  const free = [...chosen, ...since.filter(isFree)];
  const names = new Set(free.map(holdIdOf));
  // what is in a printer's mouth comes later
  const rest = [...before.records.slice(before.done), ...since].filter((subject) => !names.has(holdIdOf(subject)));
  const records = [...before.records.slice(0, before.done), ...free, ...rest];
  const { drafts, answers } = tracesOf(free);
  const { traces = { drafts: 0, answers: 0 } } = before;
  const row = next(before, {
    ...{ state: 'running', records, done: before.done + free.length },
    ...{ counts: countsOf(records), traces: { drafts: traces.drafts + drafts, answers: traces.answers + answers } },
  });
  const data = { erasureId, erasedBefore: before.done, counts: countsOf(free) };
  return decide({
    patches: [
      { table: 'erase', row: { erasureId, at: context.now, records: free } },
      { table: 'erasure', row },
    ],
    entries: [entryOf(context, 'data:erasing', data)],
    reply: null,
  });
}

/** The erasure is over: nothing of it is in the books, their log or among the `papers`. Null when it is not. */
export function endErasure(erasureId: string, papers: number, context: Context): Ruling | null {
  const before = context.file.row('erasure', erasureId);
  if (before === null || before.state === 'done' || before.done < before.records.length) return null;
  const row = next(before, { state: 'done', doneAt: context.now });
  const { counts, traces = { drafts: 0, answers: 0 } } = before;
  const data = { erasureId, counts, papers, ...traces, logFolded: true };
  return decide({
    patches: [{ table: 'erasure', row }],
    entries: [entryOf(context, 'data:erased', data)],
    reply: null,
  });
}

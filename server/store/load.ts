/**
 * Reading today's office out of the books, as the domain's rows. The office itself is assembled by the clerk's room:
 * services need their regulation pack, and indexes are the domain's.
 */
import type { Day } from '../domain/office.js';
import type { Alert, Ask, StaffCall } from '../domain/signals.js';
import type { Booth, Shift } from '../domain/booths.js';
import type { Instant } from '../domain/instant.js';
import type { PrintJob } from '../domain/printing.js';
import type { Profile, Queue } from '../domain/services.js';
import type { Reception } from '../domain/reception.js';
import type { Settings } from '../domain/settings.js';
import type { Visit } from '../domain/visit.js';
import type { Consultation, Submission, Term } from '../domain/cases.js';
import { caseRow } from './casebooks.js';
import type { Printer, ServiceRow } from './columns.js';
import type { Head } from './commit.js';
import { loadDays } from './days.js';
import type { PrismaClient } from './generated/client.js';
import type { Store } from './open.js';
import * as rows from './rows.js';
import { idsAtOnce, loadLengths, loadNotes, loadReceptions, loadVisits } from './loadvisits.js';
import { loadSettings, type LoadedSettings } from './settings.js';
import { storedObject } from './stored.js';

/** Things that were retired, by kind. */
export interface RetiredRows {
  queues: Queue[];
  profiles: Profile[];
  booths: Booth[];
  printers: Printer[];
}

export interface LoadedOffice extends LoadedSettings {
  officeId: string;
  settings: Settings;
  createdAt: Instant;
  head: Head;
  /** By position. */
  queues: Queue[];
  services: ServiceRow[];
  profiles: Profile[];
  booths: Booth[];
  printers: Printer[];
  retired: RetiredRows;
  /** Days that are not closed, and the one that was opened last even when it is; oldest first. Empty before the first day. */
  days: Day[];
  /** Visits of those days, and of earlier ones those still alive or over since then; in the order of issue. */
  visits: Visit[];
  /** Receptions of those visits and, of those days, the ones without a visit; in the order of beginning. */
  receptions: Reception[];
  /** Open ones, and those closed since the first of those days began; in the order of opening. */
  shifts: Shift[];
  staffCalls: StaffCall[];
  /** Open ones, and those raised since the first of those days began. */
  alerts: Alert[];
  /** Made since then. */
  asks: Ask[];
  /** Queued and printing ones of any time, and all since the first of those days began. */
  printJobs: PrintJob[];
  /** serviceId → lengths of its last twenty finished receptions less parked time, milliseconds, oldest first. */
  lengths: Map<string, number[]>;
  /** userId → boothId of the last shift before those days, of the newest five hundred shifts. */
  lastBooth: Map<string, string>;
  /** noteId → words, of the notes that those visits carry. */
  notes: Map<string, string>;
  /** Terms that run. */
  terms: Term[];
  /** Of those receptions. */
  submissions: Submission[];
  /** Telephone consultations that run. */
  phones: Consultation[];
}

// Of two conditions joined by «or» SQLite makes a walk over all the years; of two questions, two short searches.

async function loadShifts(read: PrismaClient, officeId: string, since: Date): Promise<Shift[]> {
  const [open, closed] = await Promise.all([
    read.shift.findMany({ where: { officeId, closedAt: null } }),
    read.shift.findMany({ where: { officeId, closedAt: { gte: since } } }),
  ]);
  return [...closed, ...open].map(rows.toShift).sort((one, other) => one.openedAt - other.openedAt);
}

async function loadLastBooths(read: PrismaClient, officeId: string, since: Date): Promise<Map<string, string>> {
  const found = await read.shift.findMany({
    where: { officeId, closedAt: { lt: since } },
    orderBy: { closedAt: 'desc' },
    take: 500,
    select: { userId: true, boothId: true },
  });
  return new Map(found.reverse().map(({ userId, boothId }) => [userId, boothId]));
}

async function loadAlerts(read: PrismaClient, officeId: string, since: Date): Promise<Alert[]> {
  const [earlier, today] = await Promise.all([
    read.alert.findMany({ where: { officeId, endedAt: null, raisedAt: { lt: since } } }),
    read.alert.findMany({ where: { officeId, raisedAt: { gte: since } } }),
  ]);
  return [...earlier, ...today].map(rows.toAlert).sort((one, other) => one.raisedAt - other.raisedAt);
}

async function loadPrintJobs(read: PrismaClient, officeId: string, since: Date): Promise<PrintJob[]> {
  const [earlier, today] = await Promise.all([
    read.printJob.findMany({
      where: { officeId, state: { in: ['queued', 'printing'] }, createdAt: { lt: since } },
    }),
    read.printJob.findMany({ where: { officeId, createdAt: { gte: since } } }),
  ]);
  return [...earlier, ...today].map(rows.toPrintJob).sort((one, other) => one.createdAt - other.createdAt);
}

/** What is not over of the cases: short questions by their indexes. */
async function loadCases(
  read: PrismaClient,
  officeId: string,
  receptions: Reception[],
): Promise<Pick<LoadedOffice, 'terms' | 'submissions' | 'phones'>> {
  const [terms, phones] = await Promise.all([
    read.term.findMany({ where: { officeId, state: 'open' } }),
    read.consultation.findMany({ where: { officeId, kind: 'phone', endedAt: null } }),
  ]);
  const ids = receptions.flatMap(({ submissionId }) => submissionId ?? []);
  const submissions: Submission[] = [];
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const where = { officeId, id: { in: ids.slice(from, from + idsAtOnce) } };
    for (const { id, content } of await read.submission.findMany({ where, select: { id: true, content: true } }))
      submissions.push(caseRow('submission', id, content));
  }
  return {
    terms: terms.map(({ id, content }) => caseRow('term', id, content)),
    submissions,
    phones: phones.map(({ id, content }) => caseRow('consultation', id, content)),
  };
}

/** What the office is made of, and what it was made of once. */
async function loadStructure(
  read: PrismaClient,
  officeId: string,
): Promise<Pick<LoadedOffice, 'queues' | 'profiles' | 'booths' | 'printers' | 'retired'>> {
  const byId = { where: { officeId }, orderBy: { id: 'asc' as const } };
  const [queues, profiles, booths, printers] = await Promise.all([
    read.queue.findMany({ where: { officeId }, orderBy: { position: 'asc' } }),
    read.profile.findMany(byId),
    read.booth.findMany(byId),
    read.printer.findMany(byId),
  ]);
  const part = <Model extends { retiredAt: Date | null }, Row>(models: Model[], toRow: (model: Model) => Row) => ({
    inUse: models.filter(({ retiredAt }) => retiredAt === null).map(toRow),
    retired: models.filter(({ retiredAt }) => retiredAt !== null).map(toRow),
  });
  const of = {
    queues: part(queues, rows.toQueue),
    profiles: part(profiles, rows.toProfile),
    booths: part(booths, rows.toBooth),
    printers: part(printers, rows.toPrinter),
  };
  return {
    queues: of.queues.inUse,
    profiles: of.profiles.inUse,
    booths: of.booths.inUse,
    printers: of.printers.inUse,
    retired: {
      queues: of.queues.retired,
      profiles: of.profiles.retired,
      booths: of.booths.retired,
      printers: of.printers.retired,
    },
  };
}

async function loadOnce(read: PrismaClient, officeId: string): Promise<LoadedOffice | null> {
  const office = await read.office.findUnique({ where: { id: officeId } });
  if (office === null) throw new Error(`There is no office ${officeId}.`);
  const days = await loadDays(read, officeId);
  // before the first day nothing is today's
  const since = days[0]?.openedAt ?? office.createdAt.getTime();
  const sinceDate = new Date(since);
  const visits = await loadVisits(read, officeId, days, sinceDate);
  const receptions = await loadReceptions(read, officeId, visits, since);
  const services = (await read.service.findMany({ where: { officeId }, orderBy: { code: 'asc' } })).map(rows.toService);
  const loaded: LoadedOffice = {
    officeId,
    settings: storedObject(office.settings, `Office ${officeId} settings`),
    createdAt: office.createdAt.getTime(),
    head: { revision: office.revision, seq: office.headSeq, hash: office.headHash },
    ...(await loadSettings(read, officeId)),
    ...(await loadStructure(read, officeId)),
    services,
    days,
    visits,
    receptions,
    shifts: await loadShifts(read, officeId, sinceDate),
    staffCalls: (
      await read.staffCall.findMany({
        where: { officeId, calledAt: { gte: sinceDate } },
        orderBy: { calledAt: 'asc' },
      })
    ).map(rows.toStaffCall),
    alerts: await loadAlerts(read, officeId, sinceDate),
    asks: (await read.ask.findMany({ where: { officeId, at: { gte: sinceDate } }, orderBy: { at: 'asc' } })).map(
      rows.toAsk,
    ),
    printJobs: await loadPrintJobs(read, officeId, sinceDate),
    lengths: await loadLengths(read, services),
    lastBooth: await loadLastBooths(read, officeId, sinceDate),
    notes: await loadNotes(read, officeId, visits),
    ...(await loadCases(read, officeId, receptions)),
  };
  const after = await read.office.findUniqueOrThrow({ where: { id: officeId }, select: { revision: true } });
  return after.revision === loaded.head.revision ? loaded : null;
}

/**
 * Everything today's office needs. Throws when there is no such office, or `BrokenRow` naming a row that cannot be
 * read. The many reads are one picture: when the office moved on meanwhile they are made again.
 */
export async function loadOffice(store: Pick<Store, 'read'>, officeId: string): Promise<LoadedOffice> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const loaded = await loadOnce(store.read, officeId);
    if (loaded !== null) return loaded;
  }
  throw new Error(`Office ${officeId} changes faster than it can be read.`);
}

/** Today's visits and their receptions out of the books, and how long receptions took lately. */
import type { Instant } from '../domain/instant.js';
import type { Day } from '../domain/office.js';
import type { Reception } from '../domain/reception.js';
import type { Visit } from '../domain/visit.js';
import type { ServiceRow } from './columns.js';
import type { PrismaClient } from './generated/client.js';
import * as rows from './rows.js';

/** Statuses that a new day does not end by itself: such a visit stays in the office whatever its day. */
const alive: Visit['status'][] = ['booked', 'waiting', 'called', 'serving', 'missed', 'parked'];
/** Entries that end a visit. */
const endings = ['visit:finished', 'visit:cancelled', 'visit:expired'];
const lengthsKept = 20;
/** Ids named in one question. */
export const idsAtOnce = 500;

// Of two conditions joined by «or» SQLite makes a walk over all the years; of two questions, two short searches.

/** Kept overnight, and over since then: they are today's, and stay until the next day. Found by the entries of their ends. */
async function loadKeptAndOver(read: PrismaClient, officeId: string, names: string[], since: Date) {
  const first = await read.journal.findFirst({
    where: { officeId, at: { gte: since } },
    orderBy: { at: 'asc' },
    select: { seq: true },
  });
  if (first === null) return [];
  const where = { officeId, kind: { in: endings }, seq: { gte: first.seq } };
  const ended = await read.journal.findMany({ where, select: { visitId: true } });
  const ids = [...new Set(ended.flatMap(({ visitId }) => visitId ?? []))];
  const found = [];
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const id = { in: ids.slice(from, from + idsAtOnce) };
    found.push(...(await read.visit.findMany({ where: { id, day: { notIn: names }, status: { notIn: alive } } })));
  }
  return found;
}

/** Visits of these days, and of earlier ones those still alive or over since then; in the order of issue. */
export async function loadVisits(read: PrismaClient, officeId: string, days: Day[], since: Date): Promise<Visit[]> {
  const names = days.map((day) => day.day);
  const [today, earlier, over] = await Promise.all([
    read.visit.findMany({ where: { officeId, day: { in: names } } }),
    read.visit.findMany({ where: { officeId, status: { in: alive }, day: { notIn: names } } }),
    loadKeptAndOver(read, officeId, names, since),
  ]);
  return [...earlier, ...over, ...today]
    .map(rows.toVisit)
    .sort((one, other) => one.issuedAt - other.issuedAt || (one.number < other.number ? -1 : 1));
}

/** Receptions of these visits, and work without a visit; in the order of beginning. */
export async function loadReceptions(
  read: PrismaClient,
  officeId: string,
  visits: Visit[],
  since: Instant,
): Promise<Reception[]> {
  // a reception begins after its visit was issued: a span of time asks less of the database than 1,500 ids
  const from = visits.reduce((least, visit) => Math.min(least, visit.issuedAt), since);
  const known = new Set(visits.map((visit) => visit.visitId));
  const order = [{ begunAt: 'asc' as const }, { ordinal: 'asc' as const }];
  const [earlier, found] = await Promise.all([
    // work without a visit that is not finished goes on whatever its day
    read.reception.findMany({
      where: { officeId, visitId: null, state: { in: ['open', 'parked'] }, begunAt: { lt: new Date(from) } },
      orderBy: order,
    }),
    read.reception.findMany({ where: { officeId, begunAt: { gte: new Date(from) } }, orderBy: order }),
  ]);
  const todays = found.filter((row) =>
    row.visitId === null
      ? row.begunAt.getTime() >= since || row.state === 'open' || row.state === 'parked'
      : known.has(row.visitId),
  );
  return [...earlier, ...todays].map(rows.toReception);
}

/** By service: how long its last receptions took, less parked time, milliseconds, oldest first. */
export async function loadLengths(read: PrismaClient, services: ServiceRow[]): Promise<Map<string, number[]>> {
  const found = await Promise.all(
    services.map(({ serviceId }) =>
      read.reception.findMany({
        // work without a visit makes nobody wait
        where: { serviceId, state: 'finished', finishedAt: { not: null }, visitId: { not: null } },
        orderBy: { finishedAt: 'desc' },
        take: lengthsKept,
        select: { begunAt: true, finishedAt: true, parkedMs: true },
      }),
    ),
  );
  return new Map(
    services.map(({ serviceId }, index) => [
      serviceId,
      (found[index] ?? [])
        .map(({ begunAt, finishedAt, parkedMs }) => (finishedAt ?? begunAt).getTime() - begunAt.getTime() - parkedMs)
        .reverse(),
    ]),
  );
}

/** Words of the notes that these visits carry. */
export async function loadNotes(read: PrismaClient, officeId: string, visits: Visit[]): Promise<Map<string, string>> {
  const ids = visits.flatMap(({ noteId }) => noteId ?? []);
  const notes = new Map<string, string>();
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const where = { officeId, id: { in: ids.slice(from, from + idsAtOnce) } };
    for (const { id, text } of await read.note.findMany({ where, select: { id: true, text: true } }))
      notes.set(id, text);
  }
  return notes;
}

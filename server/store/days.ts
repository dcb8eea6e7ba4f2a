/** Days of an office in the books. */
import type { Day } from '../domain/office.js';
import type { PrismaClient } from './generated/client.js';
import { toDay } from './rows.js';
import { storedObject } from './stored.js';

/** A day and the entry that closed it last. */
export interface Closing {
  day: string;
  seq: number;
}

/**
 * The newest closing of each day among those after an entry, in the order of the journal. After null, or after an entry
 * that closed no day in this journal (a copy was brought back), the newest closing alone.
 */
export async function closings(read: PrismaClient, officeId: string, after: number | null): Promise<Closing[]> {
  const kind = 'day:closed';
  const isKnown = after !== null && (await read.journal.count({ where: { officeId, kind, seq: after } })) > 0;
  const rows = await read.journal.findMany({
    where: { officeId, kind, ...(isKnown ? { seq: { gt: after } } : {}) },
    orderBy: { seq: 'desc' },
    ...(isKnown ? {} : { take: 1 }),
    select: { seq: true, data: true },
  });
  const newest = new Map<string, Closing>();
  for (const { seq, data } of rows) {
    const told: unknown = JSON.parse(data);
    const day = typeof told === 'object' && told !== null && 'day' in told ? told.day : null;
    if (typeof day === 'string' && !newest.has(day)) newest.set(day, { day, seq });
  }
  return [...newest.values()].reverse();
}

/** The day that was opened last: an earlier one than the newest, when a clock had been ahead. */
async function lastOpened(read: PrismaClient, officeId: string) {
  const where = { officeId, kind: 'day:opened' };
  const entry = await read.journal.findFirst({ where, orderBy: { seq: 'desc' }, select: { data: true } });
  const { day } = storedObject<{ day?: string }>(entry?.data ?? '{}', `Office ${officeId} opening of a day`);
  const named = day === undefined ? null : await read.day.findFirst({ where: { officeId, day } });
  return named ?? (await read.day.findFirst({ where: { officeId }, orderBy: { day: 'desc' } }));
}

/** Days that are not closed, and the one that was opened last even when it is; oldest first. */
export async function loadDays(read: PrismaClient, officeId: string): Promise<Day[]> {
  const [open, newest] = await Promise.all([
    read.day.findMany({ where: { officeId, closedAt: null }, orderBy: { day: 'asc' } }),
    lastOpened(read, officeId),
  ]);
  const found = newest === null || open.some((day) => day.id === newest.id) ? open : [...open, newest];
  return found.map(toDay);
}

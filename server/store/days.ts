/** Days of an office in the books. */
import type { PrismaClient } from './generated/client.js';

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

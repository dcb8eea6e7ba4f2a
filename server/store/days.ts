/** Days of an office in the books. */
import type { PrismaClient } from './generated/client.js';

/** Days that are closed, after a day, in their order; all of them when it is null. */
export async function closedDays(read: PrismaClient, officeId: string, after: string | null): Promise<string[]> {
  const rows = await read.day.findMany({
    where: { officeId, phase: 'closed', ...(after === null ? {} : { day: { gt: after } }) },
    orderBy: { day: 'asc' },
    select: { day: true },
  });
  return rows.map(({ day }) => day);
}

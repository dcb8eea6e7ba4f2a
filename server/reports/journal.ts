/** The journal, a page at a time, newest first. It reads; nothing here can change an entry. */
import type { JournalPage, ReportAsked } from '../contract/index.js';
import { foldNumber } from '../contract/index.js';
import type { PrismaClient } from '../store/generated/client.js';

export interface JournalWorld {
  read: PrismaClient;
  officeId: string;
  /** First and last instant of a day in the office's zone. */
  boundsOf: (day: string) => { from: number; until: number };
  today: () => string;
  /** Short name of a person, name of a device; the id itself when it is known to nobody. */
  nameOf: (actor: string) => string;
}

/** One page. A search by kind without a day looks at today, so that no page reads the whole book. */
export async function journalPage(world: JournalWorld, asked: ReportAsked<'journal'>): Promise<JournalPage> {
  const { read, officeId } = world;
  const day = asked.day ?? (asked.kind === undefined ? undefined : world.today());
  const bounds = day === undefined ? undefined : world.boundsOf(day);
  const visitIds =
    asked.number === undefined
      ? undefined
      : (
          await read.visit.findMany({
            where: { officeId, number: foldNumber(asked.number), ...(day === undefined ? {} : { day }) },
            orderBy: { issuedAt: 'desc' },
            take: 20,
            select: { id: true },
          })
        ).map((visit) => visit.id);
  const where = {
    officeId,
    ...(bounds === undefined ? {} : { at: { gte: new Date(bounds.from), lt: new Date(bounds.until) } }),
    ...(asked.kind === undefined ? {} : { kind: asked.kind }),
    ...(visitIds === undefined ? {} : { visitId: { in: visitIds } }),
  };
  const [rows, total] = await Promise.all([
    read.journal.findMany({
      where: { ...where, ...(asked.before === undefined ? {} : { seq: { lt: asked.before } }) },
      orderBy: { seq: 'desc' },
      take: asked.limit,
    }),
    read.journal.count({ where }),
  ]);
  const ids = [...new Set(rows.flatMap((row) => row.visitId ?? []))];
  const visits = await read.visit.findMany({ where: { id: { in: ids } }, select: { id: true, number: true } });
  const numbers = new Map(visits.map((visit) => [visit.id, visit.number]));
  const last = rows.at(-1);
  return {
    entries: rows.map(({ seq, at, kind, actor, visitId, data, hash }) => ({
      seq,
      at: at.getTime(),
      kind,
      actor: world.nameOf(actor),
      visitId,
      number: visitId === null ? null : (numbers.get(visitId) ?? null),
      data,
      hash,
    })),
    nextBefore: rows.length < asked.limit || last === undefined ? null : last.seq,
    total,
  };
}

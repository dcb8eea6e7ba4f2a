/** The journal, a page at a time, newest first. It reads; nothing here can change an entry. */
import type { JournalPage, ReportAsked } from '../contract/index.js';
import { foldNumber } from '../contract/index.js';
import type { PrismaClient } from '../store/generated/client.js';
import type { JournalModel } from '../store/generated/models.js';

export interface JournalWorld {
  read: PrismaClient;
  officeId: string;
  /** First and last instant of a day in the office's zone. */
  boundsOf: (day: string) => { from: number; until: number };
  /** Short name of a person, name of a device; the id itself when it is known to nobody. */
  nameOf: (actor: string) => string;
}

type Asked = ReportAsked<'journal'>;
type Bounds = ReturnType<JournalWorld['boundsOf']>;
/** The rows of the page; how many there are on all pages, null when that would have to be counted. */
interface Found {
  rows: JournalModel[];
  total: number | null;
}

/** Tickets of one number that are looked at, the newest first. A number comes back every day. */
const mostVisits = 20;

/**
 * One page. Every question has an index that answers it, so that no page reads the whole book: the key, the ticket, or
 * the day. A kind is searched in its day, or in the whole book by an index of its own.
 */
export async function journalPage(world: JournalWorld, asked: Asked): Promise<JournalPage> {
  const { read } = world;
  const isByTicket = asked.number !== undefined;
  const bounds = asked.day === undefined ? null : world.boundsOf(asked.day);
  const { rows, total } = isByTicket
    ? await ofTicket(world, asked, asked.number ?? '', bounds)
    : bounds === null
      ? await newest(world, asked)
      : await ofDay(world, asked, bounds);
  const ids = [...new Set(rows.flatMap((row) => row.visitId ?? []))];
  const visits = await read.visit.findMany({ where: { id: { in: ids } }, select: { id: true, number: true } });
  const numbers = new Map(visits.map((visit) => [visit.id, visit.number]));
  const words = await wordsOf(read, rows);
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
      words: words.get(seq) ?? null,
    })),
    nextBefore: rows.length < asked.limit || last === undefined ? null : last.seq,
    total,
  };
}

/**
 * What the words were and are, of entries about the settings: by seq. Reasons that staff gave for a visit stay where
 * they are. Words that were destroyed are no longer there.
 */
async function wordsOf(read: PrismaClient, rows: readonly JournalModel[]): Promise<Map<number, string>> {
  const noteIds = new Map<number, string>();
  for (const { seq, visitId, data } of rows) {
    if (visitId !== null || !data.includes('"words":[')) continue;
    const told: unknown = JSON.parse(data);
    if (typeof told !== 'object' || told === null || !('noteId' in told)) continue;
    if (typeof told.noteId === 'string') noteIds.set(seq, told.noteId);
  }
  if (noteIds.size === 0) return new Map();
  const notes = await read.note.findMany({
    where: { id: { in: [...noteIds.values()] }, visitId: null },
    select: { id: true, text: true },
  });
  const texts = new Map(notes.map(({ id, text }) => [id, text]));
  return new Map(
    [...noteIds].flatMap(([seq, noteId]): [number, string][] => {
      const text = texts.get(noteId) ?? '';
      return text === '' ? [] : [[seq, text]];
    }),
  );
}

/** From the end of the book, by its key or by kind and key; the office knows how many entries there are in all. */
async function newest({ read, officeId }: JournalWorld, { before, limit, kind }: Asked): Promise<Found> {
  const rows = await read.journal.findMany({
    where: {
      officeId,
      ...(kind === undefined ? {} : { kind }),
      ...(before === undefined ? {} : { seq: { lt: before } }),
    },
    orderBy: { seq: 'desc' },
    take: limit,
  });
  if (kind !== undefined) return { rows, total: null };
  const office = await read.office.findUnique({ where: { id: officeId }, select: { headSeq: true } });
  return { rows, total: office?.headSeq ?? 0 };
}

/**
 * Within a day by the index of times, so by time; among entries of one instant by seq. Where the clock was set back the
 * two differ, and a page still goes on where the one before it ended.
 */
async function ofDay({ read, officeId }: JournalWorld, { before, limit, kind }: Asked, day: Bounds): Promise<Found> {
  const from =
    before === undefined
      ? null
      : await read.journal.findUnique({ where: { officeId_seq: { officeId, seq: before } }, select: { at: true } });
  const within = { gte: new Date(day.from), lt: new Date(day.until) };
  // without bounds of its own a kind would be searched by its index through all the years
  const { _min: low, _max: high } =
    kind === undefined
      ? { _min: { seq: null }, _max: { seq: null } }
      : await read.journal.aggregate({ where: { officeId, at: within }, _min: { seq: true }, _max: { seq: true } });
  if (kind !== undefined && low.seq === null) return { rows: [], total: null };
  const earlier =
    before === undefined || from === null
      ? {}
      : { at: { ...within, lte: from.at }, OR: [{ at: { lt: from.at } }, { seq: { lt: before } }] };
  const rows = await read.journal.findMany({
    where: {
      officeId,
      at: within,
      ...(kind === undefined ? {} : { kind, seq: { gte: low.seq ?? 0, lte: high.seq ?? 0 } }),
      ...earlier,
    },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    take: limit,
  });
  return { rows, total: null };
}

/** Tickets of that number, then where their entries stand, then the page's rows: three short looks by an index each. */
async function ofTicket(world: JournalWorld, asked: Asked, number: string, day: Bounds | null): Promise<Found> {
  const { read, officeId } = world;
  const visits = await read.visit.findMany({
    where: { officeId, number: foldNumber(number), ...(asked.day === undefined ? {} : { day: asked.day }) },
    orderBy: { issuedAt: 'desc' },
    take: mostVisits,
    select: { id: true },
  });
  const places = await read.journal.findMany({
    where: { officeId, visitId: { in: visits.map(({ id }) => id) } },
    select: { seq: true, at: true, kind: true },
  });
  const seqs = places
    .filter(({ kind }) => asked.kind === undefined || kind === asked.kind)
    .filter(({ at }) => day === null || (at.getTime() >= day.from && at.getTime() < day.until))
    .map(({ seq }) => seq)
    .sort((one, other) => other - one);
  const page = seqs.filter((seq) => asked.before === undefined || seq < asked.before).slice(0, asked.limit);
  const rows = await read.journal.findMany({ where: { officeId, seq: { in: page } } });
  return { rows: rows.sort((one, other) => other.seq - one.seq), total: seqs.length };
}

/** The list of tickets behind a number: counted over all days, read for the page alone. */
import type { Report, ReportAsked } from '../../contract/index.js';
import type { Facts } from '../facts/days.js';
import type { World } from '../world.js';
import { finderOf, type Finder } from './found.js';
import { readKnown } from './known.js';
import { ordered } from './order.js';
import { Rows } from './rows.js';
import { linesOfDay, type TicketLine } from './ticketlines.js';

type Asked = ReportAsked<'tickets'>;
/** A visit of a day: of its n-th book, because a day that was opened again after another one has more than one. */
interface Place {
  day: string;
  nth: number;
  row: number;
}

/** The visits of a day, the newest start first. */
function newestFirst(days: Facts, day: string, finder: Finder): Place[] {
  const found: (Place & { startAt: number; seq: number })[] = [];
  let nth = 0;
  for (const facts of days.between(day, day)) {
    const { startAt, seq } = facts.visits;
    for (const row of finder.rowsIn(facts))
      found.push({ day, nth, row, startAt: startAt[row] ?? 0, seq: seq[row] ?? 0 });
    nth += 1;
  }
  return found.sort((one, other) => other.startAt - one.startAt || other.seq - one.seq);
}

/** A page by start: the newest day first, and in it the newest start. Only the days of the page are put in order. */
function byStart(days: Facts, finder: Finder, asked: Asked): { page: Place[]; total: number } {
  const counts = new Map<string, number>();
  let total = 0;
  for (const day of days.between(asked.from, asked.until)) {
    const count = finder.rowsIn(day).length;
    if (count > 0) counts.set(day.day, (counts.get(day.day) ?? 0) + count);
    total += count;
  }
  const page: Place[] = [];
  let before = 0;
  for (const [day, count] of [...counts].sort(([one], [other]) => (one < other ? 1 : -1))) {
    const from = asked.offset - before;
    const until = from + asked.limit;
    before += count;
    if (from >= count) continue;
    if (until <= 0) break;
    page.push(...newestFirst(days, day, finder).slice(Math.max(0, from), until));
  }
  return { page, total };
}

const noBook = { day: '', nth: 0 };

/** A page by wait, the longest first; who has not waited to an end stands last. */
function byWait(days: Facts, finder: Finder, asked: Asked): { page: Place[]; total: number } {
  const found = new Rows(1, 2);
  const books: { day: string; nth: number }[] = [];
  const booksOf = new Map<string, number>();
  for (const day of days.between(asked.from, asked.until)) {
    const rows = finder.rowsIn(day);
    found.room(rows.length);
    const [waits] = found.numbers;
    const [dayOf, rowOf] = found.codes;
    if (!waits || !dayOf || !rowOf) continue;
    for (const row of rows) {
      waits[found.length] = (day.visits.waitMs[row] ?? -1) + 1;
      dayOf[found.length] = books.length;
      rowOf[found.length] = row;
      found.length += 1;
    }
    const nth = booksOf.get(day.day) ?? 0;
    booksOf.set(day.day, nth + 1);
    books.push({ day: day.day, nth });
  }
  const total = found.length;
  const { rows } = ordered(found.number(0));
  const last = Math.max(0, total - asked.offset);
  const page = [...rows.subarray(Math.max(0, last - asked.limit), last)].reverse();
  const [dayOf, rowOf] = [found.code(0), found.code(1)];
  return { page: page.map((at) => ({ ...(books[dayOf[at] ?? 0] ?? noBook), row: rowOf[at] ?? 0 })), total };
}

/** A page of tickets, and how many there are: as many as the number says that they stand behind. */
export function tickets(world: World, days: Facts, asked: Asked): Report<'tickets'> {
  const known = readKnown(world);
  const finder = finderOf(world, known, asked);
  const { page, total } = (asked.order === 'wait' ? byWait : byStart)(days, finder, asked);
  const lines = new Map<string, TicketLine>();
  const key = ({ day, nth, row }: Place) => `${day} ${nth} ${row}`;
  for (const name of new Set(page.map(({ day }) => day))) {
    let nth = 0;
    for (const facts of days.between(name, name)) {
      const rows = page.filter((place) => place.day === name && place.nth === nth).map(({ row }) => row);
      for (const [row, line] of linesOfDay(world, known, finder, facts, rows))
        lines.set(key({ day: name, nth, row }), line);
      nth += 1;
    }
  }
  return { rows: page.flatMap((place) => rowOf(lines.get(key(place)))), total };
}

/** As the wire has it. */
function rowOf(line: TicketLine | undefined): Report<'tickets'>['rows'] {
  if (line === undefined) return [];
  const { visitId, day, number, service, channel, startAt, begunAt, waitMs, isInTime, status, booth, operator } = line;
  const { serviceMs, isInNorm } = line;
  return [
    {
      visitId,
      day,
      number,
      service,
      channel,
      startAt,
      begunAt,
      waitMs,
      isInTime,
      status,
      booth,
      operator,
      serviceMs,
      isInNorm,
    },
  ];
}

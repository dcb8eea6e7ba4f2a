/** Tickets as lines: what a day's facts say of some of its visits, with number and id from the entries that issued them. */
import { visitStatuses, type TicketRow, type VisitStatus } from '../../contract/index.js';
import type { DayFacts } from '../facts/dayfacts.js';
import type { World } from '../world.js';
import { isInTime, type Finder } from './found.js';
import { verdicts } from './gather.js';
import type { Known } from './known.js';

export interface TicketLine extends TicketRow {
  status: VisitStatus;
  serviceId: string;
  category: string;
  endedAt: number | null;
  toCallMs: number | null;
  wayMs: number | null;
  betweenMs: number | null;
}

interface Issued {
  visitId: string;
  number: string;
  /** The ticket's own day, which is not the one that tells it when it was kept overnight. */
  day: string | null;
}

/** Numbers, ids and days by the seq of the issuing entry. */
function issuedBy(world: World, seqs: readonly number[]): Map<number, Issued> {
  const rows = world.archive.all<{ seq: number; visitId: string | null; number: string | null; day: string | null }>(
    `select seq, visitId, json_extract(data, '$.visit.number') as number, (select day from "Visit" where id = "Journal".visitId) as day
     from "Journal"
     where officeId = ? and seq in (select value from json_each(?))`,
    [world.officeId, JSON.stringify(seqs)],
  );
  return new Map(
    rows.map(({ seq, visitId, number, day }) => [seq, { visitId: visitId ?? '', number: number ?? '', day }]),
  );
}

const known0 = (value: number | undefined) => (value === undefined || value === 0 ? null : value);
const length = (value: number | undefined) => (value === undefined || value < 0 ? null : value);

/** Service time and verdict of visits, by row. */
function servedIn(day: DayFacts, finder: Finder, rows: readonly number[]) {
  const wanted = new Set(rows);
  const served = new Map<number, { serviceMs: number; isInNorm: boolean | null }>();
  const { receptions } = day;
  for (let row = 0; row < receptions.visit.length; row += 1) {
    const visit = receptions.visit[row] ?? -1;
    if (!wanted.has(visit)) continue;
    const sum = served.get(visit) ?? { serviceMs: 0, isInNorm: null };
    sum.serviceMs += Math.max(0, receptions.lengthMs[row] ?? 0);
    const verdict = finder.verdictOf(day, row);
    if (verdict === verdicts.passed) sum.isInNorm = false;
    else if (verdict === verdicts.kept) sum.isInNorm ??= true;
    served.set(visit, sum);
  }
  return served;
}

/** Lines of some of a day's visits, in the order of the rows. */
export function linesOfDay(
  world: World,
  known: Known,
  finder: Finder,
  day: DayFacts,
  rows: readonly number[],
): [row: number, line: TicketLine][] {
  const { visits, lots, names } = day;
  const issued = issuedBy(
    world,
    rows.map((row) => visits.seq[row] ?? 0),
  );
  const served = servedIn(day, finder, rows);
  const named = (of: Uint16Array, row: number) => names[of[visits.lot[row] ?? 0] ?? 0] ?? '';
  return rows.flatMap((row): [number, TicketLine][] => {
    const ticket = issued.get(visits.seq[row] ?? 0);
    if (ticket === undefined) return [];
    const serviceId = named(lots.service, row);
    const booth = named(lots.booth, row);
    const user = named(lots.user, row);
    const sum = served.get(row);
    const line: TicketLine = {
      // one by one: with a spread here each line is an object of the slow kind, and a sheet takes twice as long
      visitId: ticket.visitId,
      number: ticket.number,
      day: ticket.day ?? day.day,
      serviceId,
      service: known.services.get(serviceId)?.title ?? { ru: serviceId, en: serviceId },
      channel: named(lots.channel, row),
      category: named(lots.category, row),
      startAt: visits.startAt[row] ?? 0,
      begunAt: known0(visits.begunAt[row]),
      endedAt: known0(visits.endedAt[row]),
      waitMs: length(visits.waitMs[row]),
      toCallMs: length(visits.toCallMs[row]),
      wayMs: length(visits.wayMs[row]),
      betweenMs: length(visits.betweenMs[row]),
      isInTime: isInTime(finder.standingOf(day, row)),
      status: visitStatuses[visits.status[row] ?? 0] ?? 'waiting',
      booth: booth === '' ? null : (known.booths.get(booth) ?? booth),
      operator: user === '' ? null : world.nameOf(user),
      serviceMs: sum?.serviceMs ?? null,
      isInNorm: sum?.isInNorm ?? null,
    };
    return [[row, line]];
  });
}

/** Complaints and other appeals, the newest first, each with the term that runs next; and a quarter in numbers. */
import type { Report, ReportAsked } from '../contract/index.js';
import { complaintWays } from '../contract/index.js';
import type { Complaint } from '../domain/cases.js';
import { contentsOf } from './contents.js';
import { all, found, nowhereElse, type Condition } from './search.js';
import { nextOf, termsOf } from './terms.js';
import { erasedOf } from './erasures.js';
import type { World } from './world.js';

type Filter = Omit<ReportAsked<'complaints'>, 'limit' | 'offset'>;
export type ComplaintLine = Report<'complaints'>['rows'][number];

function filterOf(world: World, { kind, state, from, until, text }: Filter): Condition {
  const { archive } = world;
  return all([
    { sql: 'officeId = ?', asked: [world.officeId] },
    ...(kind === undefined ? [] : [{ sql: 'kind = ?', asked: [kind] }]),
    ...(state === undefined ? [] : [{ sql: 'state = ?', asked: [state] }]),
    ...(from === undefined ? [] : [{ sql: 'receivedAt >= ?', asked: [archive.text(world.boundsOf(from).from)] }]),
    ...(until === undefined ? [] : [{ sql: 'receivedAt < ?', asked: [archive.text(world.boundsOf(until).until)] }]),
    ...(text === undefined ? [] : [found(world, 'search', text, nowhereElse)]),
  ]);
}

/** Ids of a filter's complaints, the newest first. */
export function complaintIds(world: World, filter: Filter, limit: number, offset: number): string[] {
  const { sql, asked } = filterOf(world, filter);
  return world.archive
    .all<{ id: string }>(`select id from "Complaint" where ${sql} order by receivedAt desc, id desc limit ? offset ?`, [
      ...asked,
      limit,
      offset,
    ])
    .map(({ id }) => id);
}

/** Complaints by their ids, in the order of the ids. */
export function complaintRows(world: World, ids: readonly string[]): ComplaintLine[] {
  const { archive } = world;
  const rows = contentsOf(archive, 'Complaint', ids).map((content) => archive.row('complaint', content));
  const running = termsOf(
    world,
    rows.map(({ complaintId }) => complaintId),
  );
  return rows.map(({ complaintId, state, content, registered, receivedAt, erased }) => ({
    complaintId,
    kind: content.kind,
    state,
    year: registered?.year ?? null,
    number: registered?.number ?? null,
    receivedAt,
    way: content.way,
    name: content.name,
    grounds: content.grounds,
    next: nextOf(running.get(complaintId)),
    erased: erasedOf(world, erased),
  }));
}

/** A page of complaints. */
export function complaints(world: World, asked: ReportAsked<'complaints'>): Report<'complaints'> {
  const { sql, asked: values } = filterOf(world, asked);
  const count = `select count(*) as n from "Complaint" where ${sql}`;
  const total = world.archive.get<{ n: number }>(count, values)?.n ?? 0;
  return { rows: complaintRows(world, complaintIds(world, asked, asked.limit, asked.offset)), total };
}

/** Deadlines within which a complaint is decided (п. 80, 81). */
const decideDeadlines = ['COMPLAINT_DECIDE', 'COMPLAINT_DECIDE_FAST'];

/**
 * A quarter of office days in numbers (п. 78д), each event counted in the quarter of its own day: received by the day of
 * receipt, decided by the day of the decision. `late` are complaints whose term of consideration passed within the
 * quarter without a decision; `inWork` those that were neither decided nor forwarded at its end, or now.
 */
export function complaintSummary(
  world: World,
  { year, quarter }: ReportAsked<'complaintSummary'>,
): Report<'complaintSummary'> {
  const { archive, officeId } = world;
  const month = (number: number) => String(number).padStart(2, '0');
  const first = `${year}-${month(quarter * 3 - 2)}-01`;
  const after = quarter === 4 ? `${year + 1}-01-01` : `${year}-${month(quarter * 3 + 1)}-01`;
  const from = world.boundsOf(first).from;
  const until = world.boundsOf(after).from;
  const isWithin = (at: number | undefined) => at !== undefined && at >= from && at < until;
  const rows = archive
    .all<{ content: string }>('select content from "Complaint" where officeId = ? and receivedAt < ?', [
      officeId,
      archive.text(until),
    ])
    .map(({ content }) => archive.row('complaint', content));
  const own = rows.filter(({ content }) => content.kind === 'complaint');
  const received = own.filter(({ receivedAt }) => isWithin(receivedAt));
  const decided = (decision: string) =>
    own.filter((row) => isWithin(row.decided?.at) && row.decided?.decision.decision === decision).length;
  const endedAt = ({ decided, forwarded }: Complaint) => decided?.at ?? forwarded?.at ?? Infinity;
  // a term that ends today has not passed yet
  const passedBefore = after < world.today ? after : world.today;
  const late = archive.get<{ n: number }>(
    `select count(distinct subjectId) as n from "Term"
     where officeId = ? and subjectKind = 'complaint' and code in (select value from json_each(?))
       and due >= ? and due < ? and (state = 'late' or state = 'open' and due < ?)`,
    [officeId, JSON.stringify(decideDeadlines), first, after, passedBefore],
  );
  const satisfied = decided('satisfied');
  const refused = decided('refused');
  return {
    year,
    quarter,
    received: received.length,
    considered: satisfied + refused,
    satisfied,
    refused,
    unanswered: decided('unanswered'),
    forwarded: own.filter(({ forwarded }) => isWithin(forwarded?.at)).length,
    inWork: own.filter((row) => endedAt(row) >= until).length,
    late: late?.n ?? 0,
    byGround: [...world.regulations.values()].flatMap(({ complaintGrounds }) =>
      complaintGrounds.map(({ code }) => ({
        ground: code,
        count: received.filter(({ content }) => content.grounds.includes(code)).length,
      })),
    ),
    byWay: complaintWays.map((way) => ({ way, count: received.filter(({ content }) => content.way === way).length })),
    otherAppeals: rows.filter(({ content, receivedAt }) => content.kind !== 'complaint' && isWithin(receivedAt)).length,
  };
}

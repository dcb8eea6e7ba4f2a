/**
 * Records whose term of keeping has ended: found by the column that their rule counts from, then looked at one by one.
 * What work is open on, what is held and what is erased already is none of them.
 */
import type { DataSubject, RetentionCode } from '../contract/index.js';
import { holdIdOf } from '../domain/erasure.js';
import { lastDayPast, periodOf, recordUntil, type Keeping, type KeptRecord } from '../domain/keeping.js';
import type { Asked } from '../store/archive.js';
import type { World } from './world.js';

/** Where the records of a kind stand, and the column that says how old they are. */
interface Place {
  kind: DataSubject['kind'];
  code: RetentionCode;
  table: string;
  column: string;
  /** Which of the rows hold such words at all. */
  where: string;
  /** As `where`, where only the content says it: asked of those that are old enough. */
  within: string;
}

const hasIdentity = `json_extract(r.content, '$.content.representative.identity') <> ''`;
const whole = { where: '1', within: '1' };

export const places: readonly Place[] = [
  {
    kind: 'identity',
    code: 'identity',
    table: 'Submission',
    column: 'registeredAt',
    where: 'r.registeredAt is not null',
    within: hasIdentity,
  },
  // what was typed and handed in by nobody after all
  {
    kind: 'identity',
    code: 'identity',
    table: 'Submission',
    column: 'receivedAt',
    where: `r.state = 'void'`,
    within: hasIdentity,
  },
  {
    kind: 'insured',
    code: 'insured',
    table: 'Submission',
    column: 'registeredAt',
    where: 'r.registeredAt is not null',
    // what a replaced protocol found may have been put right since, and stand there alone
    within: `(json_array_length(r.content, '$.findings') > 0
      or (select count(*) from "Protocol" p where p.submissionId = r.id) > 1)`,
  },
  {
    kind: 'insured',
    code: 'insured',
    table: 'Submission',
    column: 'receivedAt',
    where: `r.state = 'void'`,
    within: `json_array_length(r.content, '$.findings') > 0`,
  },
  {
    kind: 'submission',
    code: 'submission',
    table: 'Submission',
    column: 'registeredAt',
    where: 'r.registeredAt is not null',
    within: '1',
  },
  {
    kind: 'submission',
    code: 'submission',
    table: 'Submission',
    column: 'receivedAt',
    where: `r.state = 'void'`,
    within: '1',
  },
  { kind: 'protocol', code: 'protocol', table: 'Protocol', column: 'issuedAt', ...whole },
  { kind: 'card', code: 'card', table: 'Card', column: 'issuedAt', ...whole },
  { kind: 'complaint', code: 'complaint', table: 'Complaint', column: 'receivedAt', ...whole },
  {
    kind: 'consultation',
    code: 'consultationWritten',
    table: 'Consultation',
    column: 'begunAt',
    where: `r.kind = 'written'`,
    within: '1',
  },
  {
    kind: 'consultation',
    code: 'consultationSpoken',
    table: 'Consultation',
    column: 'begunAt',
    where: `r.kind <> 'written'`,
    within: '1',
  },
  { kind: 'check', code: 'check', table: 'Check', column: 'begunAt', ...whole },
  { kind: 'note', code: 'note', table: 'Note', column: 'at', ...whole },
  {
    kind: 'reception',
    code: 'reception',
    table: 'Reception',
    column: 'begunAt',
    where: '1',
    within: `instr(r.steps, '"tool":"') > 0`,
  },
  { kind: 'payer', code: 'payer', table: 'Payer', column: 'seenAt', ...whole },
];

export const keepingOf = (world: World): Keeping => ({
  rules: world.law.retention,
  settings: { retention: world.retention },
  dayOf: world.dayOf,
});

/** Until which instant, in the column's text, records of a place are old enough on a day; null: none ever. */
function limitOf(world: World, { code }: Place, day: string): string | null {
  const rule = world.law.retention.get(code);
  const last = rule === undefined ? null : lastDayPast(day, periodOf(rule, { retention: world.retention }));
  return last === null ? null : world.archive.text(world.boundsOf(last).until);
}

const notErased = ({ kind }: Place) =>
  `not exists (select 1 from "Erased" e where e.officeId = r.officeId and e.subjectId = r.id
     and e.kind in (${kind === 'identity' || kind === 'insured' ? `'${kind}', 'submission'` : `'${kind}'`}))`;

/** How many records of a place stand, and how many of them are old enough to go. */
export function countOf(world: World, place: Place): { records: number; due: number } {
  const { archive, officeId } = world;
  const { table, column, where, within } = place;
  const count = (sql: string, asked: Asked[]) =>
    archive.get<{ n: number }>(`select count(*) as n from "${table}" r where r.officeId = ? and ${where} ${sql}`, [
      officeId,
      ...asked,
    ])?.n ?? 0;
  const records = count(`and ${notErased(place)}`, []);
  const limit = limitOf(world, place, world.today);
  if (limit === null) return { records, due: 0 };
  return {
    records,
    due: count(`and r.${column} < ? and case when ${notErased(place)} then ${within} else 0 end`, [limit]),
  };
}

/** What keeps a record, with the hold that may keep it longer. */
export function untilOf(world: World, record: KeptRecord) {
  const { archive, officeId } = world;
  const content = archive.get<{ content: string }>('select content from "Hold" where id = ? and officeId = ?', [
    holdIdOf(record.subject),
    officeId,
  ])?.content;
  const hold = content === undefined ? null : archive.row('hold', content);
  return { hold, until: recordUntil(record, keepingOf(world), hold) };
}

function mayGo(world: World, subject: DataSubject): boolean {
  const record = world.archive.kept(world.officeId, subject, world.today);
  if (record === null || record.isErased || record.isOpen) return false;
  const { until } = untilOf(world, record);
  return until !== null && until <= world.today;
}

/** Where a walk over all places stands: what lies before it was looked at. */
export interface Stood {
  place: number;
  /** The last row that was looked at, as its column and its id have it. */
  at: string;
  id: string;
}

/** Asked of the archive by the office itself, not by a screen. */
export interface DueAsked {
  /** The day of the last walk that found everything: what was past its term then is not looked at; null looks at all years. */
  sinceDay: string | null;
  /** Where this walk goes on; null begins it. */
  from: Stood | null;
  /** Records at most. */
  most: number;
}

export interface Due {
  subjects: DataSubject[];
  /** Where the walk goes on; null: it has looked at everything. */
  next: Stood | null;
}

/** Rows that are looked at for one answer: of some the whole content is read. */
const lookedAtMost = 2000;

interface Looked {
  id: string;
  at: string;
  isDue: number;
}

/** The next rows of a place, the oldest first, erased ones among them: each is passed once. */
function nextRows(
  world: World,
  place: Place,
  { after, until }: { after: Stood; until: string },
  most: number,
): Looked[] {
  const { table, column, where, within } = place;
  return world.archive.all<Looked>(
    `select r.id, r.${column} as at, case when ${notErased(place)} then ${within} else 0 end as isDue
     from "${table}" r where r.officeId = ? and r.${column} >= ? and r.${column} < ?
       and (r.${column} > ? or r.id > ?) and ${where} order by r.${column}, r.id limit ?`,
    [world.officeId, after.at, until, after.at, after.id, most],
  );
}

/**
 * Records that may go today: a piece of the walk over all that is old enough, place by place, the oldest of each first.
 * What may not go yet (work is open, something holds it) is passed by, and found by a later walk over all years.
 */
export function due(world: World, { sinceDay, from, most }: DueAsked): Due {
  const subjects: DataSubject[] = [];
  let left = lookedAtMost;
  for (let at = from?.place ?? 0; at < places.length; at += 1) {
    const place = places[at];
    const until = place === undefined ? null : limitOf(world, place, world.today);
    if (place === undefined || until === null) continue;
    const begin = sinceDay === null ? '' : (limitOf(world, place, sinceDay) ?? '');
    let after: Stood = from?.place === at ? from : { place: at, at: begin, id: '' };
    for (;;) {
      const asked = left;
      const rows = nextRows(world, place, { after, until }, asked);
      for (const { id, at: stood, isDue } of rows) {
        after = { place: at, at: stood, id };
        const subject = { kind: place.kind, id };
        if (isDue === 1 && mayGo(world, subject)) subjects.push(subject);
        if (subjects.length >= most) return { subjects, next: after };
      }
      left -= rows.length;
      if (left <= 0) return { subjects, next: after };
      if (rows.length < asked) break;
    }
  }
  return { subjects, next: null };
}

/**
 * Records whose term of keeping has ended: found by the column that their rule counts from, then looked at one by one.
 * What work is open on, what is held and what is erased already is none of them.
 */
import type { DataSubject, RetentionCode } from '../contract/index.js';
import { addCalendarDays } from '../domain/calendar.js';
import { holdIdOf } from '../domain/erasure.js';
import type { Instant } from '../domain/instant.js';
import { keepUntil, periodOf, recordUntil, type Keeping, type KeptRecord } from '../domain/keeping.js';
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
    where: 'r.visitId is not null and r.registeredAt is not null',
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
    where: '1',
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

/** Records that are found to be looked at, beyond those that may go: work is open on some. */
const beyond = 500;
/** So much earlier than the last look is looked again: what was held or worked on then may go now. */
const againDays = 35;

export const keepingOf = (world: World): Keeping => ({
  rules: world.law.retention,
  settings: { retention: world.retention },
  dayOf: world.dayOf,
});

/** The last day whose records of this code may go today; null: none ever. */
function lastDay(world: World, code: RetentionCode): string | null {
  const rule = world.law.retention.get(code);
  const period = rule === undefined ? null : periodOf(rule, { retention: world.retention });
  if (period === null) return null;
  if (period.unit === 'day') return addCalendarDays(world.today, -period.n);
  if (period.unit === 'year') return `${Number(world.today.slice(0, 4)) - period.n - 1}-12-31`;
  // a month is as long as its days: tried from the longest that so many may come to
  let day = addCalendarDays(world.today, -28 * period.n);
  while ((keepUntil(day, period, null) ?? '9') > world.today) day = addCalendarDays(day, -1);
  return day;
}

/** Until which instant, in the column's text, records of a place are old enough; null: none ever. */
function limitOf(world: World, { code }: Place): string | null {
  const day = lastDay(world, code);
  return day === null ? null : world.archive.text(world.boundsOf(day).until);
}

const notErased = ({ kind }: Place) =>
  `not exists (select 1 from "Erased" e where e.officeId = r.officeId and e.subjectId = r.id
     and e.kind in (${kind === 'identity' || kind === 'insured' ? `'${kind}', 'submission'` : `'${kind}'`}))`;

function sqlOf(place: Place, what: string, from: string): string {
  const { table, column, where, within } = place;
  return `select ${what} from "${table}" r where r.officeId = ? and r.${column} >= ${from} and r.${column} < ?
    and ${where} and case when ${notErased(place)} then ${within} else 0 end`;
}

/** How many records of a place stand, and how many of them are old enough to go. */
export function countOf(world: World, place: Place): { records: number; due: number } {
  const { archive, officeId } = world;
  const { table, where } = place;
  const records =
    archive.get<{ n: number }>(
      `select count(*) as n from "${table}" r where r.officeId = ? and ${where} and ${notErased(place)}`,
      [officeId],
    )?.n ?? 0;
  const limit = limitOf(world, place);
  if (limit === null) return { records, due: 0 };
  const due = archive.get<{ n: number }>(sqlOf(place, 'count(*) as n', `''`), [officeId, limit])?.n ?? 0;
  return { records, due };
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

/** Asked of the archive by the office itself, not by a screen. */
export interface DueAsked {
  /** The last time when everything that was due was found; null looks at all years. */
  since: Instant | null;
  /** Records at most. */
  most: number;
}

export interface Due {
  subjects: DataSubject[];
  /** Everything that is due is among them. */
  isAll: boolean;
}

/** Records that may go today, the oldest of each kind first. */
export function due(world: World, { since, most }: DueAsked): Due {
  const { archive, officeId } = world;
  const subjects: DataSubject[] = [];
  for (const place of places) {
    const limit = limitOf(world, place);
    if (limit === null) continue;
    const from =
      since === null ? '' : archive.text(archive.instant(limit) - (world.now - since) - againDays * 86_400_000);
    const asked: Asked[] = [officeId, from, limit, most - subjects.length + beyond];
    const found = archive.all<{ id: string }>(`${sqlOf(place, 'r.id', '?')} order by r.${place.column} limit ?`, asked);
    for (const { id } of found) {
      const subject = { kind: place.kind, id };
      if (!mayGo(world, subject)) continue;
      if (subjects.length >= most) return { subjects, isAll: false };
      subjects.push(subject);
    }
  }
  return { subjects, isAll: true };
}

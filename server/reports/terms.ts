/** Terms of the regulation: what runs, what is due soon, what is overdue, what cannot be said yet, what has ended. */
import type { Report, ReportAsked, TermFace } from '../contract/index.js';
import { faceOf } from '../domain/terms.js';
import { contentsOf } from './contents.js';
import { all, type Condition } from './search.js';
import type { World } from './world.js';

type Asked = ReportAsked<'terms'>;
type Filter = Pick<Asked, 'show' | 'code'>;

function shown(world: World, show: Asked['show']): Condition {
  switch (show) {
    case 'open':
      return { sql: `state = 'open'`, asked: [] };
    case 'soon':
      return { sql: `state = 'open' and due between ? and ?`, asked: [world.today, world.soonUntil] };
    case 'overdue':
      return { sql: `state = 'open' and due < ?`, asked: [world.today] };
    case 'undetermined':
      return { sql: `state = 'open' and due is null`, asked: [] };
    case 'ended':
      return { sql: `state in ('kept', 'late', 'void')`, asked: [] };
  }
}

function filterOf(world: World, { show, code }: Filter): Condition {
  return all([
    { sql: 'officeId = ?', asked: [world.officeId] },
    shown(world, show),
    ...(code === undefined || code === '' ? [] : [{ sql: 'code = ?', asked: [code] }]),
  ]);
}

/** Ids of a filter's terms: by the day they end, those without a day last; ended ones by that, the newest first. */
export function termIds(world: World, filter: Filter, limit: number, offset: number): string[] {
  const { sql, asked } = filterOf(world, filter);
  const order = filter.show === 'ended' ? 'endedOn desc, id' : 'due is null, due, id';
  return world.archive
    .all<{ id: string }>(`select id from "Term" where ${sql} order by ${order} limit ? offset ?`, [
      ...asked,
      limit,
      offset,
    ])
    .map(({ id }) => id);
}

/** Terms by their ids, in the order of the ids. */
export function termRows(world: World, ids: readonly string[]): TermFace[] {
  const rows = contentsOf(world.archive, 'Term', ids);
  return rows.map((content) => faceOf(world.archive.row('term', content), world));
}

/** The terms of some subjects, by subject id. */
export function termsOf(world: World, subjectIds: readonly string[]): Map<string, TermFace[]> {
  const bySubject = new Map<string, TermFace[]>();
  const rows = world.archive.all<{ content: string }>(
    'select content from "Term" where subjectId in (select value from json_each(?)) order by due is null, due, id',
    [JSON.stringify(subjectIds)],
  );
  for (const { content } of rows) {
    const face = faceOf(world.archive.row('term', content), world);
    const known = bySubject.get(face.subject.id);
    if (known === undefined) bySubject.set(face.subject.id, [face]);
    else known.push(face);
  }
  return bySubject;
}

/** The term that ends next of those that run; null when none does. */
export function nextOf(terms: readonly TermFace[] | undefined): TermFace | null {
  return terms?.find(({ state }) => state === 'open') ?? null;
}

/** Those of the submissions that are accepted, in no order. */
function acceptedOf(world: World, ids: readonly string[]): string[] {
  return world.archive
    .all<{ id: string }>(
      `select id from "Submission" where state = 'accepted' and id in (select value from json_each(?))`,
      [JSON.stringify(ids)],
    )
    .map(({ id }) => id);
}

/** A page of terms. */
export function terms(world: World, asked: Asked): Report<'terms'> {
  const { sql, asked: values } = filterOf(world, asked);
  const total = world.archive.get<{ n: number }>(`select count(*) as n from "Term" where ${sql}`, values)?.n ?? 0;
  const page = termRows(world, termIds(world, asked, asked.limit, asked.offset));
  const submissions = page.flatMap(({ subject }) => (subject.kind === 'submission' ? subject.id : []));
  return { terms: page, total, accepted: acceptedOf(world, submissions) };
}

/** Checks of the office's work (п. 51-54), the newest first; one with its findings and conclusion. */
import type { Report, ReportAsked } from '../contract/index.js';
import type { Check } from '../domain/cases.js';
import { all } from './search.js';
import type { World } from './world.js';

type Row = Report<'checks'>['rows'][number];

function rowOf(world: World, { checkId, revision, state, content, begunAt, by, closedAt, findings }: Check): Row {
  return {
    checkId,
    revision,
    state,
    content,
    begunAt,
    by: world.nameOf(by),
    closedAt,
    findings: findings.length,
  };
}

/** A page of checks. */
export function checks(world: World, { state, limit, offset }: ReportAsked<'checks'>): Report<'checks'> {
  const { archive, officeId } = world;
  const { sql, asked } = all([
    { sql: 'officeId = ?', asked: [officeId] },
    ...(state === undefined ? [] : [{ sql: 'state = ?', asked: [state] }]),
  ]);
  const total = archive.get<{ n: number }>(`select count(*) as n from "Check" where ${sql}`, asked)?.n ?? 0;
  const rows = archive.all<{ content: string }>(
    `select content from "Check" where ${sql} order by begunAt desc, id desc limit ? offset ?`,
    [...asked, limit, offset],
  );
  return { rows: rows.map(({ content }) => rowOf(world, archive.row('check', content))), total };
}

/** One check; null when there is no such. */
export function check(world: World, { checkId }: ReportAsked<'check'>): Report<'check'> | null {
  const { archive, officeId } = world;
  const found = archive.get<{ content: string }>('select content from "Check" where id = ? and officeId = ?', [
    checkId,
    officeId,
  ]);
  if (found === null) return null;
  const row = archive.row('check', found.content);
  return {
    check: rowOf(world, row),
    findings: row.findings.map((one) => ({ ...one, by: world.nameOf(one.by) })),
    conclusion: row.conclusion,
  };
}

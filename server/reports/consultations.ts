/** Consultations of every kind, the newest first: at the booth, by telephone, in writing (п. 14-17). */
import type { Report, ReportAsked } from '../contract/index.js';
import { all, found, nowhereElse, type Condition } from './search.js';
import { termsOf } from './terms.js';
import type { World } from './world.js';

function filterOf(world: World, { kind, text }: ReportAsked<'consultations'>): Condition {
  return all([
    { sql: 'officeId = ?', asked: [world.officeId] },
    ...(kind === undefined ? [] : [{ sql: 'kind = ?', asked: [kind] }]),
    ...(text === undefined ? [] : [found(world, 'search', text, nowhereElse)]),
  ]);
}

/** A page of consultations. */
export function consultations(world: World, asked: ReportAsked<'consultations'>): Report<'consultations'> {
  const { archive } = world;
  const { sql, asked: values } = filterOf(world, asked);
  const total = archive.get<{ n: number }>(`select count(*) as n from "Consultation" where ${sql}`, values)?.n ?? 0;
  const rows = archive
    .all<{ content: string }>(
      `select content from "Consultation" where ${sql} order by begunAt desc, id desc limit ? offset ?`,
      [...values, asked.limit, asked.offset],
    )
    .map(({ content }) => archive.row('consultation', content));
  const terms = termsOf(
    world,
    rows.map(({ consultationId }) => consultationId),
  );
  return {
    rows: rows.map(({ consultationId, userId, ...row }) => ({
      consultationId,
      kind: row.kind,
      ticket: row.ticket,
      topic: row.topic,
      result: row.result,
      sender: row.sender,
      address: row.address,
      begunAt: row.begunAt,
      endedAt: row.endedAt,
      operator: world.shortOf(userId),
      term: terms.get(consultationId)?.[0] ?? null,
    })),
    total,
  };
}

/** Consultations of every kind, the newest first: at the booth, by telephone, in writing (п. 14-17). */
import type { Report, ReportAsked } from '../contract/index.js';
import { shownAddress } from '../domain/masked.js';
import { contentsOf } from './contents.js';
import { all, found, nowhereElse, type Condition } from './search.js';
import { termsOf } from './terms.js';
import { erasedOf } from './erasures.js';
import type { World } from './world.js';

type Filter = Pick<ReportAsked<'consultations'>, 'kind' | 'text'>;
export type ConsultationLine = Report<'consultations'>['rows'][number];

function filterOf(world: World, { kind, text }: Filter): Condition {
  return all([
    { sql: 'officeId = ?', asked: [world.officeId] },
    ...(kind === undefined ? [] : [{ sql: 'kind = ?', asked: [kind] }]),
    ...(text === undefined ? [] : [found(world, 'search', text, nowhereElse)]),
  ]);
}

/** Ids of a filter's consultations, the newest first. */
export function consultationIds(world: World, filter: Filter, limit: number, offset: number): string[] {
  const { sql, asked } = filterOf(world, filter);
  return world.archive
    .all<{ id: string }>(`select id from "Consultation" where ${sql} order by begunAt desc, id desc limit ? offset ?`, [
      ...asked,
      limit,
      offset,
    ])
    .map(({ id }) => id);
}

/** Consultations by their ids, in the order of the ids. */
export function consultationRows(world: World, ids: readonly string[]): ConsultationLine[] {
  const { archive } = world;
  const rows = contentsOf(archive, 'Consultation', ids).map((content) => archive.row('consultation', content));
  const terms = termsOf(world, ids);
  return rows.map(({ consultationId, userId, ...row }) => {
    const { shown: address, masked } = shownAddress(row.address);
    return {
      consultationId,
      kind: row.kind,
      ticket: row.ticket,
      topic: row.topic,
      result: row.result,
      sender: row.sender,
      address,
      begunAt: row.begunAt,
      endedAt: row.endedAt,
      operator: world.shortOf(userId),
      term: terms.get(consultationId)?.[0] ?? null,
      masked,
      erased: erasedOf(world, row.erased),
    };
  });
}

/** A page of consultations. */
export function consultations(world: World, asked: ReportAsked<'consultations'>): Report<'consultations'> {
  const { sql, asked: values } = filterOf(world, asked);
  const count = `select count(*) as n from "Consultation" where ${sql}`;
  const total = world.archive.get<{ n: number }>(count, values)?.n ?? 0;
  return { rows: consultationRows(world, consultationIds(world, asked, asked.limit, asked.offset)), total };
}

/** Receptions with their steps, as the books have them. */
import type { Words } from '../contract/index.js';
import type { Step } from '../domain/cases.js';
import type { Instant } from '../domain/instant.js';
import type { World } from './world.js';

export interface Received {
  receptionId: string;
  title: Words;
  procedure: string | null;
  userId: string;
  ordinal: number;
  begunAt: Instant;
  finishedAt: Instant | null;
  parkedAt: Instant | null;
  parkedMs: number;
  state: string;
  normMinutes: number | null;
  normRef: string | null;
  packId: string;
  packVersion: string;
  steps: Step[];
  carriedMs: number;
  submissionId: string | null;
}

type Row = Omit<Received, 'receptionId' | 'title' | 'procedure' | 'begunAt' | 'finishedAt' | 'parkedAt' | 'steps'> & {
  id: string;
  code: string | null;
  begunAt: string;
  finishedAt: string | null;
  parkedAt: string | null;
  steps: string;
};

/**
 * The receptions of a visit, and those without a visit of what was handed in; in their order. Those begun by mistake
 * were none.
 */
export function receptionsOf(world: World, visitId: string | null, submissionIds: readonly string[]): Received[] {
  const { archive, law } = world;
  const rows = archive.all<Row>(
    `select r.id, s.code, r.userId, r.ordinal, r.begunAt, r.finishedAt, r.parkedAt, r.parkedMs, r.state,
       r.normMinutes, r.normRef, r.packId, r.packVersion, r.steps, r.carriedMs, r.submissionId
     from "Reception" r left join "Service" s on s.id = r.serviceId
     where (r.visitId = ? or r.visitId is null and r.submissionId in (select value from json_each(?)))
       and r.state <> 'void' order by r.begunAt, r.ordinal`,
    [visitId, JSON.stringify(submissionIds)],
  );
  const instantOrNull = (text: string | null) => (text === null ? null : archive.instant(text));
  return rows.map(({ id, code, begunAt, finishedAt, parkedAt, steps, ...row }) => {
    const service = law.service(row.packId, code ?? '');
    return {
      ...row,
      receptionId: id,
      title: service?.title ?? { ru: code ?? '', en: code ?? '' },
      procedure: service?.procedure ?? null,
      begunAt: archive.instant(begunAt),
      finishedAt: instantOrNull(finishedAt),
      parkedAt: instantOrNull(parkedAt),
      steps: archive.list<Step>(steps),
    };
  });
}

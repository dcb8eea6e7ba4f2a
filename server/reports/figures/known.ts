/** What the office knows of the names that figures are grouped by: titles, letters, norms by the law of each service. */
import type { Matter, Norm, Words } from '../../contract/index.js';
import type { World } from '../world.js';

export interface KnownService {
  serviceId: string;
  code: string;
  title: Words;
  letter: string;
  procedure: string | null;
  matter: Matter;
  /** `ref` null: the office's own target. */
  norm: Norm;
  /** How long one may wait for it. */
  waitNorm: Norm;
  packId: string;
}

export interface Known {
  /** By id, in the order of their queues. */
  services: ReadonlyMap<string, KnownService>;
  /** Numbers by id. */
  booths: ReadonlyMap<string, string>;
  /** The norm of waiting that the headline names: that of the office's first service. */
  waitNorm: Norm;
}

/** Before there is a service nothing is judged; the wire has a number all the same. */
const noNorm: Norm = { minutes: 15, ref: null };

/** Reads it: two tables of a few dozen rows. */
export function readKnown(world: World): Known {
  const rows = world.archive.all<{ id: string; code: string; packId: string; letter: string }>(
    `select s.id, s.code, s.packId, q.letter from "Service" s join "Queue" q on q.id = s.queueId
     where s.officeId = ? order by q.position, s.rowid`,
    [world.officeId],
  );
  const services = new Map<string, KnownService>();
  for (const { id, code, packId, letter } of rows) {
    const law = world.law.service(packId, code);
    services.set(id, {
      serviceId: id,
      code,
      title: law?.title ?? { ru: code, en: code },
      letter,
      procedure: law?.procedure ?? null,
      matter: law?.matter ?? 'handOver',
      norm: law?.norm ?? noNorm,
      waitNorm: world.law.waitNorms.get(packId) ?? noNorm,
      packId,
    });
  }
  const booths = world.archive.all<{ id: string; number: string }>(
    'select id, number from "Booth" where officeId = ?',
    [world.officeId],
  );
  return {
    services,
    booths: new Map(booths.map(({ id, number }) => [id, number])),
    waitNorm: [...services.values()][0]?.waitNorm ?? noNorm,
  };
}

/** The archive's world over the books of a life, in this thread: what the archive's thread wires, with the same parts. */
import { sha256 } from '../../server/devices/ids.js';
import { dayOf, instantOf, stampOf } from '../../server/devices/zone.js';
import { shortName } from '../../server/doors/answers.js';
import { loadLaw } from '../../server/regulations/index.js';
import { normOf, waitNormOf } from '../../server/regulations/pack.js';
import { regulationOf } from '../../server/regulations/regulation.js';
import { makeDays } from '../../server/reports/facts/days.js';
import { readWorld, type World } from '../../server/reports/world.js';
import { openArchive } from '../../server/store/archive.js';
import { openSummaries, summariesFile } from '../../server/store/summaries.js';
import type { Books, Lived } from './lifebooks.js';

const law = loadLaw(sha256);
const packs = [...law.packs.values()];

/** Asks within one moment of the books. */
export async function inWorld<T>({ file, officeId, now }: Lived & Books, look: (world: World) => T): Promise<T> {
  const archive = openArchive(file);
  const summaries = openSummaries(summariesFile(file));
  try {
    return await archive.within(() => {
      const world = readWorld(archive, officeId, now, {
        law: {
          regulations: new Map(packs.map((pack) => [pack.id, regulationOf(pack, law.findingRules)])),
          waitNorms: new Map(packs.map((pack) => [pack.id, waitNormOf(pack)])),
          service(packId, code) {
            const pack = law.packs.get(packId);
            const service = pack?.services.find((one) => one.code === code);
            return pack && service ? { ...service, norm: normOf(pack, service) } : null;
          },
          retention: law.retention,
          categories: new Map(packs.flatMap((pack) => pack.categories.map(({ code, title }) => [code, title]))),
        },
        zones: { dayOf, instantOf, wallOf: stampOf },
        days: makeDays(archive, summaries),
        shortName,
      });
      if (world === null) throw new Error('no office in these books');
      return look(world);
    });
  } finally {
    archive.close();
    summaries.close();
  }
}

/** The archive's world over the books of a life, in this thread: what the archive's thread wires, with the same parts. */
import { lawbookOf } from '../../server/archivelaw.js';
import { sha256 } from '../../server/devices/ids.js';
import { dayOf, instantOf, stampOf } from '../../server/devices/zone.js';
import { shortName } from '../../server/doors/answers.js';
import { loadLaw } from '../../server/regulations/index.js';
import { makeDays } from '../../server/reports/facts/days.js';
import { readWorld, type World } from '../../server/reports/world.js';
import { openArchive } from '../../server/store/archive.js';
import { openSummaries, summariesFile } from '../../server/store/summaries.js';
import { packsOf } from '../support/packs.js';
import { laterPack, type Books, type Lived } from './lifebooks.js';

const law = loadLaw(sha256);

/** Asks within one moment of the books. */
export async function inWorld<T>({ file, officeId, now }: Lived & Books, look: (world: World) => T): Promise<T> {
  const archive = openArchive(file);
  const summaries = openSummaries(summariesFile(file));
  try {
    return await archive.within(() => {
      const world = readWorld(archive, officeId, now, {
        law: () => lawbookOf(law, packsOf([laterPack])),
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

/** The law as the archive answers by it: the packs of the books, read when they changed and not with every question. */
import { lawDay } from './domain/law.js';
import { versionKey } from './domain/lawof.js';
import type { Day } from './domain/office.js';
import type { Law } from './regulations/index.js';
import { normOf, waitNormOf, type Pack } from './regulations/pack.js';
import { regulationOf } from './regulations/regulation.js';
import { makeShelf, type PacksOfDay, type StoredPack } from './regulations/shelf.js';
import type { Lawbook } from './reports/world.js';
import type { Archive } from './store/archive.js';

/** A lawbook out of packs. */
export function lawbookOf(law: Law, { packs, versions }: PacksOfDay): Lawbook {
  const all = [...versions.values()];
  const known = (pack: Pack | undefined, code: string) => pack?.services.find((one) => one.code === code);
  return {
    regulations: new Map([...packs].map(([id, pack]) => [id, regulationOf(pack, law.findingRules)])),
    versions: new Map([...versions].map(([key, pack]) => [key, regulationOf(pack, law.findingRules)])),
    waitNorms: new Map([...packs].map(([id, pack]) => [id, waitNormOf(pack)])),
    service(packId, code, version) {
      const then = version === undefined ? undefined : versions.get(versionKey(packId, version));
      // what the law in force no longer has is called as the last version called it that had it
      const before = all.filter((one) => one.id === packId && known(one, code) !== undefined).at(-1);
      const pack = [then, packs.get(packId), before].find((one) => known(one, code) !== undefined);
      const service = known(pack, code);
      return pack && service ? { ...service, norm: normOf(pack, service) } : null;
    },
    retention: law.retention,
    // those in force last: their titles are the ones that are said today
    categories: new Map(
      [...all, ...packs.values()].flatMap((pack) => pack.categories.map(({ code, title }) => [code, title])),
    ),
  };
}

/** Answers the lawbook of an office on a day, inside a moment of its archive. */
export function makeArchiveLaw(
  law: Law,
  sha256: (text: string) => string,
): (archive: Archive, officeId: string, today: string) => Lawbook {
  const shelf = makeShelf(law.packs, sha256);
  let last: { key: string; lawbook: Lawbook } | null = null;
  return (archive, officeId, today) => {
    const day = archive.get<Pick<Day, 'day' | 'phase'>>(
      `select day, phase from "Day" where officeId = ? and phase <> 'closed' order by openedAt desc limit 1`,
      [officeId],
    );
    const lawOfDay = day?.day ?? lawDay({ day: null }, today);
    const kept = archive.all<{ hash: string; fromDay: string | null }>(
      'select hash, fromDay from "Pack" where officeId = ? order by uploadedAt',
      [officeId],
    );
    const key = JSON.stringify([officeId, kept.length === 0 ? null : lawOfDay, kept]);
    if (last?.key !== key) {
      const stored = archive.all<StoredPack>(
        'select packId, version, hash, content, fromDay from "Pack" where officeId = ? order by uploadedAt',
        [officeId],
      );
      last = { key, lawbook: lawbookOf(law, shelf.on(stored, lawOfDay)) };
    }
    return last.lawbook;
  };
}

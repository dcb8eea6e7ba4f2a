/** Where copies of the books are besides the books: backups that are still kept, and what was set aside. */
import { basename } from 'node:path';
import { timeOf } from './upkeep/backing.js';
import type { Config } from './config.js';
import type { HeldPage } from './contract/index.js';
import { filesAside } from './retention.js';
import { backupsIn } from './store/backup.js';

export type CopiesOfBooks = Pick<HeldPage['copies'], 'backups' | 'aside'>;

const dayMs = 24 * 3_600_000;

/** Looks into the folders of the configuration; a folder that cannot be read tells nothing. */
export function copiesOf(config: Pick<Config, 'backups' | 'databaseFile'>): () => Promise<CopiesOfBooks> {
  const { folder, second, at, keep } = config.backups;
  return async () => {
    const folders = second === null ? [folder] : [folder, second];
    const found = await Promise.all(folders.map((one) => backupsIn(one).catch(() => [])));
    const times = found.flat().flatMap((name) => timeOf(name) ?? []);
    return {
      backups: [...new Set(times)]
        .sort((one, other) => one - other)
        // one is made every night, and so many are kept; made by hand they stay until somebody makes others
        .map((madeAt) => ({ madeAt, until: at === null ? null : madeAt + keep * dayMs })),
      aside: (await filesAside([config.databaseFile, folder])).map((one) => ({
        name: basename(one.file),
        madeAt: one.at,
      })),
    };
  };
}

/**
 * Making an office: its rows and the first entries of its journal, in one transaction. What the first administrator and
 * the paired devices need is written by `writes`, in the same breath.
 */
import type { Booth } from '../domain/booths.js';
import type { Entry } from '../domain/patch.js';
import type { Instant } from '../domain/instant.js';
import type { Profile, Queue } from '../domain/services.js';
import type { Settings } from '../domain/settings.js';
import type { Printer, ServiceRow } from './columns.js';
import * as columns from './columns.js';
import type { Head } from './commit.js';
import { instantText } from './instant.js';
import type { Store } from './open.js';
import { upsert } from './upsert.js';

export interface OfficeSpec {
  officeId: string;
  settings: Settings;
  createdAt: Instant;
  queues: Queue[];
  services: ServiceRow[];
  profiles: Profile[];
  booths: Booth[];
  printers: Printer[];
  /** The journal's first entries; by custom the very first names the office (`office:made`). */
  entries: Entry[];
  /** Small writes of the store in the same transaction: users, roles, devices, pairings. */
  writes: (() => void)[];
}

/** Writes a new office and returns its head at revision 1. An office id that is taken throws, and nothing is written. */
export function makeOffice(store: Pick<Store, 'writing' | 'commit'>, spec: OfficeSpec): Head {
  const { officeId, settings } = spec;
  const db = store.writing;
  const insertOffice = db.prepare(
    `insert into "Office" (id, name, zone, settings, revision, headSeq, headHash, createdAt)
     values (?, ?, ?, ?, 0, 0, '', ?)`,
  );
  const queue = upsert(db, columns.queues);
  const service = upsert(db, columns.services);
  const profile = upsert(db, columns.profiles);
  const printer = upsert(db, columns.printers);
  const transaction = db.transaction((): Head => {
    insertOffice.run(officeId, settings.name.ru, settings.zone, JSON.stringify(settings), instantText(spec.createdAt));
    for (const row of spec.queues) queue(row, officeId);
    for (const row of spec.services) service(row, officeId);
    for (const row of spec.profiles) profile(row, officeId);
    for (const row of spec.printers) printer(row, officeId);
    return store.commit({
      officeId,
      revision: 0,
      patches: spec.booths.map((row) => ({ table: 'booth', row })),
      entries: spec.entries,
      answers: [],
      writes: spec.writes,
    });
  });
  return transaction.immediate();
}

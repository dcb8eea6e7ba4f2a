/** Opening an office's folder: books, law, first office. Servers, demos, tools and tests come in through here. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeApp, type App } from './app.js';
import type { AppSpec } from './appspec.js';
import { backUpBeforeUpgrade } from './upkeep/backing.js';
import { finishBegin } from './beginning/ownoffice.js';
import type { Config } from './config.js';
import type { Clock } from './devices/clock.js';
import { sha256 } from './devices/ids.js';
import type { Log } from './doors/given.js';
import { makeFirstOffice, pairingLink, type FirstOffice } from './beginning/first.js';
import type { DemoSpec } from '../prisma/demo.js';
import { loadLaw } from './regulations/index.js';
import { openStore, type Store } from './store/open.js';
import { dropUnfinishedRestores } from './store/restore.js';
import { readPair } from './serving/tls.js';

export interface OpenSpec {
  config: Config;
  clock: Clock;
  log: Log;
  version: string;
  vite: AppSpec['vite'];
  isClockGiven: boolean;
  /** Suits the first office to a purpose; the plain demo office is left as it is. */
  change: (spec: DemoSpec) => DemoSpec;
  /** Called when an office of one's own is ready to take this one's place; without it none can be made. */
  restart?: () => void;
}

export interface Opened {
  app: App;
  store: Store;
  /** Only when this start made the office. */
  first: (FirstOffice & { kiosk: string; display: string }) | null;
}

/**
 * Opens the folder's office, or makes the first one; under the folder's lock where others may come. Throws a readable
 * sentence when law, books or certificate are not sound.
 */
export async function openOffice(spec: OpenSpec): Promise<Opened> {
  const { config, clock } = spec;
  // before the first office is made, whose password is shown only once
  if (config.tls !== null) readPair(config.tls);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  await finishBegin(config);
  await dropUnfinishedRestores(dirname(config.databaseFile));
  const law = loadLaw(sha256);
  await backUpBeforeUpgrade(config, spec.version, clock.realNow(), spec.log);
  const store = openStore({ file: config.databaseFile, migrations: config.migrationsDir });
  try {
    const known = await store.read.office.findFirst({ select: { id: true } });
    const anchored = config.anchorFiles.find((file) => existsSync(file) && statSync(file).size > 0);
    // a folder that has lost its database must not become a new office without a word
    if (known === null && anchored !== undefined)
      throw new Error(
        `there is no office in ${config.databaseFile}, but ${anchored} knows one. Bring its database back (with talon.db-wal, if there is one), or move ${anchored} away to begin anew.`,
      );
    const made = known === null ? await makeFirstOffice(store, law, clock.now(), spec.change) : null;
    const officeId = made?.officeId ?? known?.id ?? '';
    const { log, version, vite, isClockGiven } = spec;
    const app = await makeApp({
      ...{ config, store, law, officeId, clock, log, version, vite, isClockGiven },
      restart: spec.restart ?? null,
    });
    const first =
      made === null
        ? null
        : {
            ...made,
            kiosk: pairingLink(store, officeId, 'kiosk', 'Киоск 1', 'printer-kiosk', clock.realNow()),
            display: pairingLink(store, officeId, 'display', 'Табло 1', null, clock.realNow()),
          };
    return { app, store, first };
  } catch (error) {
    await store.close();
    throw error;
  }
}

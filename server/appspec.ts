/** What the application is made of: given by whoever opens an office. */
import type { Server } from 'node:http';
import type { Config } from './config.js';
import type { Clock } from './devices/clock.js';
import type { Log } from './doors/given.js';
import type { Workbench } from './doors/pages.js';
import type { Law } from './regulations/index.js';
import type { Store } from './store/open.js';

export interface AppSpec {
  config: Config;
  store: Store;
  law: Law;
  officeId: string;
  clock: Clock;
  log: Log;
  version: string;
  /** Vite in middleware mode, in development; null serves what was built. */
  vite: ((server: Server) => Promise<Workbench>) | null;
  /** In a demo the clock starts where it is told to, and is right by definition. */
  isClockGiven: boolean;
  /** Closes this office and opens the one that was made ready beside it; null where nobody can. */
  restart: (() => void) | null;
}

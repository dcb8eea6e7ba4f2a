/**
 * How the office is, for machines that watch it: `/health` answers while the process lives and tells everything;
 * `/ready` says by its status whether presses can be taken. Both are open to strangers and name nobody.
 */
import type { RequestHandler } from 'express';
import type { HouseBehind } from './given.js';

type HouseHealth = ReturnType<HouseBehind['health']>;

export interface Vitals extends Omit<HouseHealth, 'database'> {
  /** May presses be taken? */
  ok: boolean;
  /** What keeps the office from taking them. */
  failing: ('database' | 'disk' | 'clock')[];
  /** What somebody should look at, though the office works. */
  attention: ('clock' | 'printers' | 'anchors' | 'backup')[];
  database: 'writable' | 'not writable';
  /** Megabytes left on the disk of DATA_DIR; null where the system does not say. */
  diskFreeMb: number | null;
  /** When the newest backup was made, ISO; null while there is none. */
  backupAt: string | null;
}

/** 200 with everything, for as long as there is somebody to answer. */
export function healthPage(vitals: () => Promise<Vitals>): RequestHandler {
  return async (_request, response) => {
    response.set('Cache-Control', 'no-store').json(await vitals());
  };
}

/** 200 or 503, and what is the matter. */
export function readyPage(vitals: () => Promise<Vitals>): RequestHandler {
  return async (_request, response) => {
    const { ok, failing, attention } = await vitals();
    response
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ok, failing, attention });
  };
}

/** All that is held about somebody: records with what keeps each, copies elsewhere, who opened it. */
import type { Report, ReportAsked } from '../contract/index.js';
import type { World } from './world.js';

/** What is held; null when there is no such payer, complaint or consultation. */
export function held(_world: World, _asked: ReportAsked<'held'>): Report<'held'> | null {
  return {
    subject: null,
    seen: 'nothing',
    rows: [],
    alike: [],
    copies: { backups: [], aside: [], sheetsTaken: [] },
    openings: [],
  };
}

/** A world for figures of made days: the demo office's real books and the real law; its days are the test's own. */
import { lawbookOf } from '../../server/archivelaw.js';
import { afterEach } from 'vitest';
import { dayOf, instantOf, stampOf } from '../../server/devices/zone.js';
import { shortName } from '../../server/doors/answers.js';
import { reports, type Figures, type ReportQuery } from '../../server/contract/index.js';
import type { Facts } from '../../server/reports/facts/days.js';
import { figures } from '../../server/reports/figures/figures.js';
import { readWorld, type World } from '../../server/reports/world.js';
import type { Pack } from '../../server/regulations/pack.js';
import { openArchive } from '../../server/store/archive.js';
import { newBooks } from '../support/clerk.js';
import { law } from '../support/law.js';
import { packsOf } from '../support/packs.js';
import { journalOf, type MadeDay } from './dayfacts.js';

const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** The world over these days, in a zone, at an instant. */
export function worldOf(given: { zone: string; now: number; days: Facts; packs?: readonly Pack[] }): World {
  const file = newBooks((spec) => ({ ...spec, settings: { ...spec.settings, zone: given.zone } }));
  const archive = openArchive(file);
  endings.push(() => archive.close());
  const world = readWorld(archive, 'office-1', given.now, {
    law: () => lawbookOf(law, packsOf(given.packs ?? [])),
    zones: { dayOf, instantOf, wallOf: stampOf },
    days: {
      facts: () => given.days,
      catchUp: () => ({ added: 0, seq: 0, headSeq: 0, isDone: true }),
      rebuild: () => ({ added: 0, seq: 0, headSeq: 0, isDone: true }),
    },
    shortName,
  });
  if (world === null) throw new Error('no office');
  return world;
}

/** The report on made days, as the wire promises it. */
export function figuresOf(
  days: readonly MadeDay[],
  query: ReportQuery<'figures'>,
  given: { zone?: string; now?: number; running?: string | null; packs?: readonly Pack[] } = {},
): Figures {
  const journal = journalOf(days, given.running ?? null);
  const world = worldOf({
    zone: given.zone ?? 'Europe/Moscow',
    now: given.now ?? 0,
    days: journal,
    packs: given.packs,
  });
  return reports.figures.reply.parse(figures(world, journal, reports.figures.query.parse(query)));
}

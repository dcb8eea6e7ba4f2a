/** Payers of earlier visits, found again by any of their numbers or a part of their name. */
import type { Report, ReportAsked } from '../contract/index.js';
import { shownCard } from '../domain/masked.js';
import { found, nowhereElse } from './search.js';
import type { World } from './world.js';

/** As many as an operator reads at a glance; whoever is not among them types another letter. */
const most = 10;

/** Payers that fit, the last seen first. */
export function payers(world: World, { text }: ReportAsked<'payers'>): Report<'payers'> {
  const { archive, officeId } = world;
  const { sql, asked } = found(world, 'search', text, nowhereElse);
  // only signs were typed: that is nobody
  if (asked.length === 0) return { payers: [] };
  const rows = archive.all<{ content: string }>(
    `select content from "Payer" where officeId = ? and ${sql} order by seenAt desc limit ${most}`,
    [officeId, ...asked],
  );
  return {
    payers: rows.map(({ content }) => {
      const { payerId, card, representative, seenAt } = archive.row('payer', content);
      const { name, authority } = representative;
      const { shown: payer, masked } = shownCard(card);
      return { payerId, payer, representative: { name, authority }, seenAt, masked };
    }),
  };
}

/**
 * An operator is answered about the own work alone, whatever was asked: the door writes the own id into the filter.
 * Whoever has a role that sees the whole office sees it.
 */
import type { Reply, ReportName, Role, SheetName } from '../contract/index.js';
import { reports } from '../contract/index.js';

interface Asker {
  actorId: string;
  roles: readonly Role[];
}

const ofWholeOffice: readonly Role[] = ['manager', 'administrator', 'auditor'];
const ofFigures = new Set<ReportName | SheetName>(['figures', 'tickets', 'visits']);

/** May this person see everybody's figures? */
function seesAll({ roles }: Asker): boolean {
  return roles.some((role) => ofWholeOffice.includes(role));
}

/** The question as it is answered to this person: of figures, an operator's own. */
export function ownQuery(
  name: ReportName | SheetName,
  query: Record<string, unknown>,
  asker: Asker,
): Record<string, unknown> {
  if (!ofFigures.has(name) || seesAll(asker)) return query;
  return { ...query, operators: asker.actorId };
}

/** The answer as this person may hear it: an operator's filter names no colleagues. */
export function ownReply(name: ReportName, reply: Reply<unknown>, asker: Asker): Reply<unknown> {
  if (name !== 'figureNames' || seesAll(asker) || !reply.ok) return reply;
  const names = reports.figureNames.reply.parse(reply.data);
  return { ok: true, data: { ...names, operators: names.operators.filter(({ key }) => key === asker.actorId) } };
}

/** Who may read what was printed. */
import type { Actor } from './decide.js';
import { boothOf } from './decide.js';
import type { Office } from './office.js';
import type { PrintJob } from './printing.js';

/** They name payers. A card's secret is never kept. */
const ofCase: readonly PrintJob['kind'][] = ['protocol', 'receipt', 'card'];

/** Is it of a payer's case, and still drawn? It is hidden until somebody opens it. */
export function namesPayers({ kind }: Pick<PrintJob, 'kind'>): boolean {
  return kind === 'protocol' || kind === 'receipt';
}

/** The printer stands at this booth and at no other. */
function standsAt({ booths }: Office, printerId: string, boothId: string): boolean {
  const there = [...booths.values()].filter((booth) => booth.printerId === printerId);
  return there.length === 1 && there[0]?.boothId === boothId;
}

/**
 * Tickets and sheets are for all staff. A paper of a case is for the manager and the auditor, and for the operator whose
 * case it is: who received the visitor, or sits at the booth where that was done, or where it was printed.
 */
export function mayReadPaper(
  office: Office,
  { kind, printerId, visitId }: Pick<PrintJob, 'kind' | 'printerId' | 'visitId'>,
  { actorId, roles }: Pick<Actor, 'actorId' | 'roles'>,
): boolean {
  if (!ofCase.includes(kind) || roles.includes('manager') || roles.includes('auditor')) return true;
  if (!roles.includes('operator')) return false;
  const boothId = boothOf(office, actorId)?.booth.boothId ?? null;
  if (boothId !== null && standsAt(office, printerId, boothId)) return true;
  return [...office.receptions.values()].some(
    (one) => visitId !== null && one.visitId === visitId && (one.userId === actorId || one.boothId === boothId),
  );
}

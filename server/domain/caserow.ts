/** Rows of cases by their table: what a row is found by, and which changes are changes of cases. */
import { payerKey, type CasePatch, type CaseTable } from './cases.js';

/** The erasure that runs is found by this: there is one at a time. */
export const openErasure = 'open';

/** By what, besides its id, a row is found: a protocol by «2014/412», a payer by its numbers. Null: by nothing. */
export function keyOf(patch: CasePatch): string | null {
  switch (patch.table) {
    case 'protocol':
      return `${patch.row.year}/${patch.row.number}`;
    case 'payer':
      return payerKey(patch.row.card);
    case 'consultation':
      return patch.row.receptionId;
    case 'erasure':
      return patch.row.state === 'done' ? null : openErasure;
    case 'submission':
    case 'complaint':
    case 'term':
    case 'sequence':
    case 'card':
    case 'check':
    case 'hold':
      return null;
  }
}

/** The id of a row of a case. */
export function idOf(patch: CasePatch): string {
  switch (patch.table) {
    case 'payer':
      return patch.row.payerId;
    case 'submission':
      return patch.row.submissionId;
    case 'protocol':
      return patch.row.protocolId;
    case 'complaint':
      return patch.row.complaintId;
    case 'consultation':
      return patch.row.consultationId;
    case 'term':
      return patch.row.termId;
    case 'sequence':
      return patch.row.sequenceId;
    case 'card':
      return patch.row.cardId;
    case 'check':
      return patch.row.checkId;
    case 'erasure':
      return patch.row.erasureId;
    case 'hold':
      return patch.row.holdId;
  }
}

/** Tables whose rows live longer than a day. */
export const caseTables = [
  'payer',
  'submission',
  'protocol',
  'complaint',
  'consultation',
  'term',
  'sequence',
  'card',
  'check',
  'erasure',
  'hold',
] as const satisfies readonly CaseTable[];

/** Is this a change of a case, and not of today's office? */
export function isCasePatch<P extends { table: string }>(patch: P): patch is P & CasePatch {
  return caseTables.some((table) => table === patch.table);
}

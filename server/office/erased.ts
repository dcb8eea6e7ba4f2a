/** What a screen may not type about any more: drafts are keyed by what they are of. */
import type { DataKind } from '../contract/index.js';
import type { CaseBooks } from '../domain/cases.js';
import type { Office } from '../domain/office.js';

/** Kinds of records that drafts are of. */
const typedAbout: readonly DataKind[] = ['submission', 'complaint', 'consultation', 'check', 'payer'];

/** Were the words of the record with this id destroyed, or those of the submission of a reception with this id? */
export function isErased(office: Pick<Office, 'receptions'>, cases: CaseBooks, id: string): boolean {
  const about = office.receptions.get(id)?.submissionId ?? id;
  return typedAbout.some((kind) => cases.kept({ kind, id: about }, '')?.isErased === true);
}

/** The protocol that a visitor named at the kiosk: whose it is, and whether it is answered already. */
import type { CasePage, PayerCard } from '../contract/index.js';
import type { CaseFile, Protocol } from '../domain/cases.js';
import type { Reception } from '../domain/reception.js';
import { isSamePayer, protocolsNamed } from '../domain/rules/resubmission.js';
import type { CaseWorld } from './caseworld.js';

/** A protocol that the visitor may have named; `isOwn` null while nobody can say whose it is. */
interface Named {
  protocol: Protocol;
  isOwn: boolean | null;
}

/** The protocols that the visitor may have named at the kiosk, read as the registration will read them. */
export function namedAtKiosk(
  { cases, now, dayOf, office }: CaseWorld,
  visitId: string | null,
  payer: PayerCard,
): Named[] {
  const answer = office().visits.get(visitId ?? '')?.answers.protocol;
  if (answer === undefined) return [];
  const byKey: CaseFile['byKey'] = (table, key) => {
    const id = cases.idByKey(table, key);
    return id === null ? null : cases.row(table, id);
  };
  return protocolsNamed(answer, { now: now(), dayOf, file: { byKey } }).map((protocol) => {
    const earlier = cases.row('submission', protocol.submissionId);
    const isKnown = earlier !== null && earlier.erased === null;
    return { protocol, isOwn: isKnown ? isSamePayer(earlier.payer, payer) : false };
  });
}

/** The number is there, and it is another payer's: nothing is linked, and the operator sees why. */
export function foreign(named: readonly Named[]): CasePage['marks'] {
  const isForeign = named.length > 0 && named.every(({ isOwn }) => isOwn === false);
  return isForeign ? [{ field: 'resubmits', key: 'otherPayer' }] : [];
}

/** Has an earlier reception of the same visit handed in what answers this protocol? */
export function isAnswered(
  { office, cases }: CaseWorld,
  { visitId, receptionId }: Reception,
  { protocolId }: Protocol,
): boolean {
  for (const other of office().receptions.values()) {
    if (other.visitId !== visitId || other.receptionId === receptionId || other.submissionId === null) continue;
    if (cases.row('submission', other.submissionId)?.content.resubmits === protocolId) return true;
  }
  return false;
}

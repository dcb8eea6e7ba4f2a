/** A case as its page shows it: what was handed in, or what stands there before anything was. */
import type { CasePage, PayerCard } from '../contract/index.js';
import type { CaseBooks, Protocol, Submission } from '../domain/cases.js';
import { erasedFace } from '../domain/erasure.js';
import type { Actor } from '../domain/decide.js';
import { marksOf } from '../domain/identifiers.js';
import { shownCard, shownFindings, shownIdentity } from '../domain/masked.js';
import type { Office } from '../domain/office.js';
import { protocolTerms } from '../domain/protocol.js';
import type { Reception } from '../domain/reception.js';
import { isWorkedOnBy } from '../domain/seeing.js';
import {
  blankCard,
  blankContent,
  isLate,
  isOutdated,
  missingFields,
  outcomeOf,
  processDeadline,
  registerDeadline,
  reportDue,
  submissionFace,
} from '../domain/submission.js';
import { fileFace } from '../domain/taking.js';
import { aroundOf, dueFace, faceOf, termIdOf } from '../domain/terms.js';
import type { CaseWorld } from './caseworld.js';
import { foreign, isAnswered, namedAtKiosk } from './kioskprotocol.js';
import { lawOf } from '../domain/lawof.js';

/** A chain of corrections is short; a broken one must not hold anybody up for ever. */
const longestChain = 50;

/** The protocols of a submission, the newest first. */
export function protocolsOf(cases: CaseBooks, submission: Submission): Protocol[] {
  const found: Protocol[] = [];
  let id = submission.protocol?.protocolId ?? null;
  while (id !== null && found.length < longestChain) {
    const protocol = cases.row('protocol', id);
    if (protocol === null) break;
    found.push(protocol);
    id = protocol.replaces;
  }
  return found;
}

function protocolFace(office: Office, row: Protocol): ProtocolFace {
  const { protocolId, year, number, kind, state, issuedAt, signedAt, refusedAt, handedOverAt, sentAt } = row;
  return {
    protocolId,
    year,
    number,
    kind,
    state,
    issuedAt,
    by: office.people.get(row.issuedBy)?.short ?? '',
    resubmitBy: row.resubmitBy && dueFace(row.resubmitBy),
    signedAt,
    refusedAt,
    handedOverAt,
    sentAt,
    replaces: row.replaces,
    replacedBy: row.replacedBy,
    copiesPrinted: row.printed,
  };
}
type ProtocolFace = CasePage['protocols'][number];

function termsOf(world: CaseWorld, submission: Submission, protocols: readonly Protocol[]): CasePage['terms'] {
  const office = world.office();
  const around = aroundOf(office, world.dayOf(world.now()));
  const ids = [registerDeadline, processDeadline].map((code) => termIdOf(code, submission.submissionId));
  for (const { protocolId } of protocols)
    ids.push(...Object.values(protocolTerms).map((code) => termIdOf(code, protocolId)));
  return ids.flatMap((id) => {
    const term = world.cases.row('term', id);
    return term === null ? [] : [faceOf(term, around)];
  });
}

/**
 * What is shown of a card: whole to whoever works on the case, because it is typed and judged there and goes back with
 * every save; to everybody else without a person's ИНН.
 */
function cardFor(payer: PayerCard, isOwn: boolean): ReturnType<typeof shownCard<PayerCard>> {
  return isOwn ? { shown: payer, masked: [] } : shownCard(payer);
}

export function pageOf(world: CaseWorld, submission: Submission, actor: Pick<Actor, 'actorId' | 'roles'>): CasePage {
  const office = world.office();
  const regulation = lawOf(office, submission);
  const protocols = protocolsOf(world.cases, submission);
  const { errors, warnings } = submissionFace(office, submission);
  const resubmits = world.cases.row('protocol', submission.content.resubmits ?? '');
  const due = reportDue(office, submission);
  const named = submission.content.resubmits === null ? namedAtKiosk(world, submission.visitId, submission.payer) : [];
  const { representative } = submission.content;
  const identity = shownIdentity(representative.identity);
  const findings = shownFindings(submission.findings);
  const payer = cardFor(submission.payer, isWorkedOnBy(office, submission, actor));
  const { submissionId, revision, receptionId, ticket, state, channel, receivedAt, senderRef, payerId } = submission;
  return {
    submissionId,
    revision,
    receptionId,
    ticket,
    state,
    channel,
    receivedAt,
    senderRef,
    payerId,
    payer: payer.shown,
    content: { ...submission.content, representative: { ...representative, identity: identity.shown } },
    marks: [
      ...(regulation === undefined ? [] : marksOf(submission.payer, regulation, office.settings)),
      ...foreign(named),
    ],
    files: submission.files.map(fileFace),
    findings: findings.shown,
    moreFindings: submission.more.reduce((sum, { count }) => sum + count, 0),
    errors,
    warnings,
    outcome: regulation === undefined ? submission.outcome : outcomeOf(submission, regulation),
    isOutdated: isOutdated(submission),
    reportDue: due && dueFace(due),
    isLate: isLate(office, submission),
    registered: submission.registered,
    protocols: protocols.map((one) => protocolFace(office, one)),
    terms: termsOf(world, submission, protocols),
    resubmits: resubmits && protocolFace(office, resubmits),
    missing: missingFields(submission),
    masked: [...identity.masked, ...findings.masked, ...payer.masked],
    erased: erasedFace(submission.erased, (id) => world.cases.row('erasure', id)),
  };
}

/** Nothing was handed in yet: what the visitor said at the kiosk, and what the protocol names, stands there already. */
export function emptyPage(
  world: CaseWorld,
  reception: Reception,
  { actorId }: Pick<Actor, 'actorId'>,
): CasePage | null {
  const office = world.office();
  const channel = office.services.get(reception.serviceId)?.channel ?? null;
  const regulation = lawOf(office, reception);
  if (channel === null || regulation === undefined) return null;
  const visit = office.visits.get(reception.visitId ?? '');
  const said = { ...blankCard, regNo: visit?.answers.regNo ?? '' };
  const named = namedAtKiosk(world, reception.visitId, said);
  const possible = named.filter(({ isOwn }) => isOwn !== false);
  // of two years both may be meant, until the payer's number says which
  const meant = possible.find(({ isOwn }) => isOwn === true) ?? (possible.length === 1 ? possible[0] : undefined);
  // another payer of the same visit answers another protocol, or none
  const resubmits = meant === undefined || isAnswered(world, reception, meant.protocol) ? null : meant.protocol;
  const earlier = resubmits === null ? null : world.cases.row('submission', resubmits.submissionId);
  const payer = earlier?.payer ?? said;
  const card = cardFor(payer, reception.userId === actorId);
  const { type, year, period } = earlier?.content ?? blankContent;
  const content = { ...blankContent, type, year, period, resubmits: resubmits?.protocolId ?? null };
  return {
    submissionId: null,
    revision: 0,
    receptionId: reception.receptionId,
    ticket: visit?.number ?? null,
    state: 'draft',
    channel,
    receivedAt: reception.begunAt,
    senderRef: '',
    payerId: null,
    payer: card.shown,
    content,
    marks: [...marksOf(payer, regulation, office.settings), ...foreign(named)],
    files: [],
    findings: [],
    moreFindings: 0,
    errors: 0,
    warnings: 0,
    outcome: null,
    isOutdated: false,
    reportDue: null,
    isLate: false,
    registered: null,
    protocols: [],
    terms: [],
    resubmits: resubmits && protocolFace(office, resubmits),
    missing: missingFields({ payer, content }),
    masked: card.masked,
    erased: null,
  };
}

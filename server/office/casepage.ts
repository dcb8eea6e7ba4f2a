/**
 * What is asked of a case: the case itself, what is wrong with numbers as typed, its protocol on paper. Rows are read at
 * once, as the clerk reads them; nothing is changed here.
 */
import { reports, type CasePage, type PaperLines, type PayerCard, type Report, type Reply } from '../contract/index.js';
import type { CaseBooks, CaseFile, Protocol, Submission } from '../domain/cases.js';
import { refuse, type Actor, type PaperDesk } from '../domain/decide.js';
import { marksOf } from '../domain/identifiers.js';
import type { Office } from '../domain/office.js';
import type { Instant } from '../domain/instant.js';
import type { Reception } from '../domain/reception.js';
import type { PaperDocument } from '../domain/paper/document.js';
import { isInPerson, protocolCopies, protocolTerms, verdictOf } from '../domain/protocol.js';
import { isSamePayer, protocolsNamed } from '../domain/rules/resubmission.js';
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
import { aroundOf, dueFace, dueOf, faceOf, termIdOf } from '../domain/terms.js';
import { lawPage } from './lawpage.js';

export interface CaseWorld {
  office: () => Office;
  cases: CaseBooks;
  now: () => Instant;
  dayOf: (at: Instant) => string;
  wall: PaperDesk['wall'];
  /** A document as its lines come out of a printer of 48 columns; others have the thread in between. */
  draw: (document: PaperDocument) => Promise<PaperLines>;
}

const caseReports = ['law', 'case', 'marks', 'protocol'] as const;
type CaseReport = (typeof caseReports)[number];

/** Which reports are answered here. */
export function isCaseReport(name: string): name is CaseReport {
  return caseReports.some((one) => one === name);
}

/** A chain of corrections is short; a broken one must not hold anybody up for ever. */
const longestChain = 50;

/** The protocols of a submission, the newest first. */
function protocolsOf(cases: CaseBooks, submission: Submission): Protocol[] {
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

function pageOf(world: CaseWorld, submission: Submission): CasePage {
  const office = world.office();
  const regulation = office.regulations.get(submission.packId);
  const protocols = protocolsOf(world.cases, submission);
  const { errors, warnings } = submissionFace(office, submission);
  const resubmits = world.cases.row('protocol', submission.content.resubmits ?? '');
  const due = reportDue(office, submission);
  const named = submission.content.resubmits === null ? namedAtKiosk(world, submission.visitId, submission.payer) : [];
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
    payer: submission.payer,
    content: submission.content,
    marks: [
      ...(regulation === undefined ? [] : marksOf(submission.payer, regulation, office.settings)),
      ...foreign(named),
    ],
    files: submission.files.map(fileFace),
    findings: submission.findings,
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
  };
}

/** A protocol that the visitor may have named; `isOwn` null while nobody can say whose it is. */
interface Named {
  protocol: Protocol;
  isOwn: boolean | null;
}

/** The protocols that the visitor may have named at the kiosk, read as the registration will read them. */
function namedAtKiosk({ cases, now, dayOf, office }: CaseWorld, visitId: string | null, payer: PayerCard): Named[] {
  const answer = office().visits.get(visitId ?? '')?.answers.protocol;
  if (answer === undefined) return [];
  const byKey: CaseFile['byKey'] = (table, key) => {
    const id = cases.idByKey(table, key);
    return id === null ? null : cases.row(table, id);
  };
  return protocolsNamed(answer, { now: now(), dayOf, file: { byKey } }).map((protocol) => {
    const earlier = cases.row('submission', protocol.submissionId);
    return { protocol, isOwn: earlier === null ? false : isSamePayer(earlier.payer, payer) };
  });
}

/** The number is there, and it is another payer's: nothing is linked, and the operator sees why. */
function foreign(named: readonly Named[]): CasePage['marks'] {
  const isForeign = named.length > 0 && named.every(({ isOwn }) => isOwn === false);
  return isForeign ? [{ field: 'resubmits', key: 'otherPayer' }] : [];
}

/** Has an earlier reception of the same visit handed in what answers this protocol? */
function isAnswered(
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

/** Nothing was handed in yet: what the visitor said at the kiosk, and what the protocol names, stands there already. */
function emptyPage(world: CaseWorld, reception: Reception): CasePage | null {
  const office = world.office();
  const channel = office.services.get(reception.serviceId)?.channel ?? null;
  const regulation = office.regulations.get(reception.packId);
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
    payer,
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
  };
}

/** Managers and auditors see every case; an operator the own ones, what nobody works on, and all that is registered. */
function maySee(office: Office, submission: Submission, { actorId, roles }: Actor): boolean {
  if (roles.some((role) => role === 'manager' || role === 'auditor')) return true;
  const reception = office.receptions.get(submission.receptionId ?? '');
  return (
    submission.registered !== null ||
    submission.receptionId === null ||
    submission.userId === actorId ||
    reception?.userId === actorId
  );
}

const isHolder = (reception: Reception, { actorId, roles }: Actor) =>
  reception.userId === actorId || roles.some((role) => role === 'manager' || role === 'auditor');

/** Answers the reports of cases. Refuses: notFound, notYours. */
export function makeCasePages(world: CaseWorld) {
  /** The submission of a question, or why not; null: a reception at which nothing was handed in. */
  function asked(
    query: { receptionId?: string | undefined; submissionId?: string | undefined },
    actor: Actor,
  ): { ok: true; submission: Submission | null; reception: Reception | null } | ReturnType<typeof refuse> {
    const office = world.office();
    const reception = office.receptions.get(query.receptionId ?? '') ?? null;
    if (query.receptionId !== undefined && reception === null) return refuse('notFound', { field: 'receptionId' });
    const submission = world.cases.row('submission', query.submissionId ?? reception?.submissionId ?? '');
    if (submission === null)
      return reception === null
        ? refuse('notFound', { field: 'submissionId' })
        : isHolder(reception, actor)
          ? { ok: true, submission, reception }
          : refuse('notYours');
    return maySee(office, submission, actor) ? { ok: true, submission, reception } : refuse('notYours');
  }

  function casePage(query: { receptionId?: string | undefined; submissionId?: string | undefined }, actor: Actor) {
    const found = asked(query, actor);
    if (!found.ok) return found;
    const { submission, reception } = found;
    const isHandedIn = submission !== null && !(submission.state === 'void' && reception !== null);
    if (isHandedIn) return { ok: true as const, data: pageOf(world, submission) };
    const page = reception === null ? null : emptyPage(world, reception);
    return page === null ? refuse('notFound', { field: 'receptionId' }) : { ok: true as const, data: page };
  }

  async function frozen(protocolId: string, actor: Actor): Promise<Reply<Report<'protocol'>>> {
    const protocol = world.cases.row('protocol', protocolId);
    const submission = world.cases.row('submission', protocol?.submissionId ?? '');
    if (protocol === null || submission === null) return refuse('notFound', { field: 'protocolId' });
    if (!maySee(world.office(), submission, actor)) return refuse('notYours');
    const { kind, number, issuedAt, copies } = protocol;
    const name = kind === 'errors' ? 'Протокол ошибок' : 'Протокол приёма';
    const title = `${name} № ${number} от ${world.wall(issuedAt).date}`;
    const drawn: PaperLines[] = [];
    for (const copy of copies) drawn.push(await world.draw(copy));
    return { ok: true, data: { title, copies: drawn } };
  }

  /** The payer's copy as it would be printed now. */
  async function draft(receptionId: string, actor: Actor): Promise<Reply<Report<'protocol'>>> {
    const found = asked({ receptionId }, actor);
    if (!found.ok) return found;
    const { submission, reception } = found;
    const office = world.office();
    const regulation = office.regulations.get(submission?.packId ?? '');
    if (submission === null || reception === null || regulation === undefined)
      return refuse('notFound', { field: 'submissionId' });
    const at = world.now();
    const outcome = outcomeOf(submission, regulation);
    const isDue = verdictOf(outcome)?.verdict === 'errors' && isInPerson(submission, regulation);
    const [previous] = protocolsOf(world.cases, submission);
    const [copy] = protocolCopies(office, world, {
      submission,
      regulation,
      number: null,
      outcome,
      resubmitBy: isDue ? dueOf(office, submission.packId, protocolTerms.resubmit, world.dayOf(at)) : null,
      replaces: previous === undefined ? null : { protocol: previous, reason: '' },
      userId: reception.userId,
      at,
    });
    return {
      ok: true,
      data: { title: 'Черновик протокола', copies: copy === undefined ? [] : [await world.draw(copy)] },
    };
  }

  async function report(name: CaseReport, query: unknown, actor: Actor): Promise<Reply<unknown>> {
    switch (name) {
      case 'law': {
        const page = lawPage(world.office());
        return page === null ? refuse('notFound') : { ok: true, data: page };
      }
      case 'case':
        return casePage(reports.case.query.parse(query), actor);
      case 'marks': {
        const card = { ...blankCard, ...reports.marks.query.parse(query) };
        const [regulation] = world.office().regulations.values();
        const { settings } = world.office();
        return { ok: true, data: { marks: regulation === undefined ? [] : marksOf(card, regulation, settings) } };
      }
      case 'protocol': {
        const { receptionId, protocolId } = reports.protocol.query.parse(query);
        return protocolId === undefined ? draft(receptionId ?? '', actor) : frozen(protocolId, actor);
      }
    }
  }
  return { report };
}

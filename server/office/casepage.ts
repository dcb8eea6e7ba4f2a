/**
 * What is asked of a case: the case itself, what is wrong with numbers as typed, its protocol on paper. Rows are read at
 * once, as the clerk reads them; nothing is changed here.
 */
import { reports } from '../contract/index.js';
import type { PaperLines, Reply, Report } from '../contract/index.js';
import type { Submission } from '../domain/cases.js';
import { refuse } from '../domain/decide.js';
import type { Actor } from '../domain/decide.js';
import { marksOf } from '../domain/identifiers.js';
import type { Office } from '../domain/office.js';
import { isInPerson, protocolCopies, protocolTerms, verdictOf } from '../domain/protocol.js';
import type { Reception } from '../domain/reception.js';
import { blankCard, outcomeOf } from '../domain/submission.js';
import { dueOf } from '../domain/terms.js';
import { emptyPage, pageOf, protocolsOf } from './caseview.js';
import type { CaseWorld } from './caseworld.js';
import { lawPage } from './lawpage.js';
import { lawOf } from '../domain/lawof.js';

const caseReports = ['law', 'case', 'marks', 'protocol'] as const;
type CaseReport = (typeof caseReports)[number];

/** Which reports are answered here. */
export function isCaseReport(name: string): name is CaseReport {
  return caseReports.some((one) => one === name);
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
    const regulation = submission === null ? undefined : lawOf(office, submission);
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
      resubmitBy: isDue ? dueOf(office, submission, protocolTerms.resubmit, world.dayOf(at)) : null,
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

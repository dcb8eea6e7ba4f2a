/**
 * What is asked of a case: the case itself, what is wrong with numbers as typed, its protocol on paper. Rows are read at
 * once, as the clerk reads them; nothing is changed here.
 */
import { reports } from '../contract/index.js';
import type { PaperLines, Reply, Report } from '../contract/index.js';
import type { Submission } from '../domain/cases.js';
import { refuse, type Actor } from '../domain/decide.js';
import { marksOf } from '../domain/identifiers.js';
import { shownPaper } from '../domain/masked.js';
import type { PaperDocument } from '../domain/paper/document.js';
import { isInPerson, protocolCopies, protocolTerms, verdictOf } from '../domain/protocol.js';
import type { Reception } from '../domain/reception.js';
import { protocolTitle } from '../domain/rules/opendata.js';
import { isHolder, maySee } from '../domain/seeing.js';
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
    if (isHandedIn) return { ok: true as const, data: pageOf(world, submission, actor) };
    const page = reception === null ? null : emptyPage(world, reception, actor);
    return page === null ? refuse('notFound', { field: 'receptionId' }) : { ok: true as const, data: page };
  }

  async function frozen(protocolId: string, actor: Actor): Promise<Reply<Report<'protocol'>>> {
    const protocol = world.cases.row('protocol', protocolId);
    const submission = world.cases.row('submission', protocol?.submissionId ?? '');
    if (protocol === null || submission === null) return refuse('notFound', { field: 'protocolId' });
    if (!maySee(world.office(), submission, actor)) return refuse('notYours');
    return sheetOf(protocolTitle(protocol, world.wall(protocol.issuedAt).date), protocol.copies);
  }

  /** Papers as they are shown: numbers of persons are hidden until `data:openPaper` opens them. */
  async function sheetOf(title: string, documents: readonly PaperDocument[]): Promise<Reply<Report<'protocol'>>> {
    const papers = documents.map(shownPaper);
    const copies: PaperLines[] = [];
    for (const { shown } of papers) copies.push(await world.draw(shown));
    return { ok: true, data: { title, copies, isMasked: papers.some(({ masked }) => masked.length > 0) } };
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
    return sheetOf('Черновик протокола', copy === undefined ? [] : [copy]);
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

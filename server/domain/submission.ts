/** What a submission is worth as things stand: its outcome, what it lacks, when it was due, what the journal tells of it. */
import type { PayerCard, SubmissionContent } from '../contract/index.js';
import type { Due } from './calendar.js';
import type { Submission } from './cases.js';
import { packFindings, personsOf, sumsOf } from './packfindings.js';
import { dueOfPeriod } from './periods.js';
import type { Office } from './office.js';
import type { Regulation } from './regulation.js';
import { lawOf, type LawRef, type Laws } from './lawof.js';

/** Codes of the pack's deadlines that run for a submission (п. 35, 23, 32, 48-49). */
export const registerDeadline = 'REGISTER_REPORT';
export const processDeadline = 'PROCESS_REPORT';
export const returnDeadline = 'RETURN_WITH_ERRORS';
export const resubmitDeadline = 'RESUBMIT';

/** Codes of the pack's outcomes that a submission may have (п. 22, 31, 32). */
export const submissionOutcomes = { accepted: 'ACCEPTED', errors: 'ERRORS', refused: 'REFUSED' } as const;

export const blankCard: PayerCard = { regNo: '', inn: '', kpp: '', ogrn: '', name: '', applicant: '' };

export const blankContent: SubmissionContent = {
  type: null,
  year: null,
  period: null,
  correctedYear: null,
  correctedPeriod: null,
  representative: { name: '', authority: '', identity: '' },
  packs: [],
  totals: null,
  documents: [],
  refusalGround: '',
  resubmits: null,
};

/** States in which a protocol may be issued or corrected; later ones end what it was about. */
export const judgedStates = ['registered', 'accepted', 'errors', 'refused', 'returned', 'overdue'] as const;

/** Was what its protocol says changed since? Then a correcting protocol comes before anything is done by it (п. 48). */
export function isOutdated({ printedAs, state }: Pick<Submission, 'printedAs' | 'state'>): boolean {
  return Boolean(printedAs) && judgedStates.some((one) => one === state);
}

type Judged = Pick<Submission, 'content' | 'findings' | 'more' | 'files'>;

/**
 * How it ends as things stand, by the pack's codes: refused with its ground (п. 31), with errors from the forms'
 * threshold on (п. 32), else accepted. Null when nothing was handed in yet.
 */
export function outcomeOf({ content, findings, more, files }: Judged, regulation: Regulation): string | null {
  if (content.refusalGround !== '') return submissionOutcomes.refused;
  if (content.packs.length === 0 && files.length === 0) return null;
  const forms = new Set(content.packs.map(({ form }) => form));
  const thresholds = regulation.thresholds.filter(
    (one) => forms.size === 0 || one.forms.some((form) => forms.has(form)),
  );
  const refusedFrom = Math.min(...thresholds.map((one) => one.refusedFrom));
  const worst = Math.max(0, ...findings.map(({ severity }) => severity), ...more.map(({ severity }) => severity));
  return worst >= refusedFrom ? submissionOutcomes.errors : submissionOutcomes.accepted;
}

/** What the registration journal (п. 45г) still lacks: names of fields, in the order of the card. Empty: it is whole. */
export function missingFields({ payer, content }: Pick<Submission, 'payer' | 'content'>): string[] {
  const missing: string[] = [];
  if (payer.regNo === '' && payer.inn === '') missing.push('regNo');
  if (payer.name === '') missing.push('name');
  if (content.representative.name !== '' && content.representative.authority === '') missing.push('authority');
  // what was refused may be no report at all: the fact of it is registered (п. 31, 45г)
  if (content.refusalGround !== '') return missing;
  for (const field of ['type', 'year', 'period'] as const) if (content[field] === null) missing.push(field);
  if (!content.packs.some(({ persons }) => persons > 0)) missing.push('packs');
  return missing;
}

type Dated = LawRef & Pick<Submission, 'content'>;

/** When this report had to be handed in (п. 28); null while its period is not said. */
export function reportDue(office: Office, submission: Dated): Due | null {
  const { year, period } = submission.content;
  const regulation = lawOf(office, submission);
  if (regulation === undefined || year === null || period === null) return null;
  return dueOfPeriod(regulation, office.calendar, year, period);
}

/**
 * Was it handed in after its day? Only an initial report can be: a correction may come at any time, and a resubmission
 * has the two weeks of its protocol. What is undetermined is not late.
 */
export function isLate(office: Office, submission: Dated & Pick<Submission, 'receivedDay'>): boolean {
  const { type, resubmits } = submission.content;
  const due = reportDue(office, submission);
  if (type !== 'initial' || resubmits !== null || due === null) return false;
  return 'due' in due && submission.receivedDay > due.due;
}

/** The row with what follows from its content: the findings of the checks, what is counted only, the outcome. */
export function settled(row: Submission, regulation: Regulation): Submission {
  const told = row.findings.filter(({ source }) => source !== 'check');
  const findings = [...told, ...packFindings(row, regulation)];
  const counts = new Map<number, number>();
  for (const { severity, count } of row.files.flatMap(({ more }) => more))
    counts.set(severity, (counts.get(severity) ?? 0) + count);
  const more = [...counts].map(([severity, count]) => ({ severity, count })).sort((a, b) => b.severity - a.severity);
  const whole = { ...row, findings, more };
  return { ...whole, outcome: outcomeOf(whole, regulation) };
}

/** What the journal tells of a submission: codes, counts and kopecks; no names and no numbers of payers. */
export function toldOf(row: Submission): Record<string, unknown> {
  const { type, year, period, packs } = row.content;
  const sums = sumsOf(packs);
  return {
    submissionId: row.submissionId,
    receptionId: row.receptionId,
    channel: row.channel,
    type,
    reportYear: year,
    period,
    forms: [...new Set(packs.map(({ form }) => form))],
    packs: packs.length,
    persons: personsOf(packs),
    kopecks: {
      accrued: sums.insuranceAccrued + sums.fundedAccrued,
      paid: sums.insurancePaid + sums.fundedPaid,
    },
  };
}

/** What screens show of a submission beside its reception. */
export interface SubmissionFace {
  submissionId: string;
  revision: number;
  state: Submission['state'];
  registered: { year: number; number: number } | null;
  protocol: { year: number; number: number } | null;
  outcome: string | null;
  /** Its protocol says something else than it does now. */
  isOutdated: boolean;
  errors: number;
  warnings: number;
}

/** What screens show of a submission: its numbers, never its content. */
export function submissionFace(laws: Laws, row: Submission): SubmissionFace {
  const severities = lawOf(laws, row)?.severities ?? [];
  const isError = (severity: number) => severities.some((one) => one.severity === severity && one.kind === 'error');
  let errors = 0;
  let warnings = 0;
  const count = (severity: number, by: number) => {
    if (isError(severity)) errors += by;
    else warnings += by;
  };
  for (const { severity } of row.findings) count(severity, 1);
  for (const { severity, count: more } of row.more) count(severity, more);
  const { submissionId, revision, state, registered, protocol, outcome } = row;
  return {
    submissionId,
    revision,
    state,
    registered: registered && { year: registered.year, number: registered.number },
    protocol: protocol && { year: protocol.year, number: protocol.number },
    outcome,
    isOutdated: isOutdated(row),
    errors,
    warnings,
  };
}

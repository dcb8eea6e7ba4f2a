/** What a protocol says of a submission, in words of its paper; composing them is the paper's, numbering the rule's. */
import type { Finding, ProtocolKind, SubmissionState } from '../contract/index.js';
import type { Due } from './calendar.js';
import type { Protocol, Submission } from './cases.js';
import { typeWords } from './content.js';
import type { PaperDesk } from './decide.js';
import type { Office } from './office.js';
import type { Instant } from './instant.js';
import type { PaperDocument } from './paper/document.js';
import { composeCopies, type PaperResubmission, type ProtocolPaper } from './paper/protocol.js';
import { codesOf, wholeYear } from './periods.js';
import type { Regulation } from './regulation.js';
import { resubmitDeadline, returnDeadline } from './submission.js';

/** Terms that begin with a protocol; each is of the protocol itself: `termIdOf(code, protocolId)`. */
export const protocolTerms = {
  /** п. 32: documents with errors go back, from the day on which errors were found. */
  giveBack: returnDeadline,
  /** п. 48, 49: two weeks, from signing or from sending. */
  resubmit: resubmitDeadline,
  /** п. 48: the payer's copy is handed over on the day of signing. */
  handOver: 'PROTOCOL_HANDOVER',
} as const;

/** What an outcome of the pack makes of a submission, and of which kind its protocol is. */
interface Verdict {
  verdict: 'accepted' | 'errors' | 'refused';
  kind: ProtocolKind;
  state: SubmissionState;
}

const verdicts = new Map<string, Verdict>([
  ['ACCEPTED', { verdict: 'accepted', kind: 'reception', state: 'accepted' }],
  ['ERRORS', { verdict: 'errors', kind: 'errors', state: 'errors' }],
  ['REFUSED', { verdict: 'refused', kind: 'errors', state: 'refused' }],
]);

/** The verdict of an outcome; null for an outcome that no submission has. */
export function verdictOf(outcome: string | null): Verdict | null {
  return verdicts.get(outcome ?? '') ?? null;
}

/**
 * «4 квартал 2012 г.», «9 месяцев 2014 г.», «2013 год». What a code means follows from the codes of its year (п. 25):
 * two of them are halves, four are quarters, and 3, 6, 9 are months from the year's beginning.
 */
export function periodWords(regulation: Regulation, year: number | null, period: string | null): string {
  if (year === null) return '';
  if (period === null) return `${year} г.`;
  if (period === wholeYear) return `${year} год`;
  const parts = codesOf(regulation, year)?.filter((code) => code !== wholeYear) ?? [];
  if (!parts.includes(period)) return `${period} / ${year}`;
  if (parts.length === 2) return `${period} полугодие ${year} г.`;
  if (parts.length === 4) return `${period} квартал ${year} г.`;
  const months: Record<string, string> = { '3': '1 квартал', '6': 'полугодие', '9': '9 месяцев' };
  return `${months[period] ?? period} ${year} г.`;
}

/** «05.12.2014» of `2014-12-05`. */
function dayWords(day: string): string {
  return day.split('-').reverse().join('.');
}

/**
 * Does a finding speak of this pack? By its file and by its place («пачка 2, строка 17»: the pack's own number, or its
 * place in the file); one of a whole file speaks of all its packs.
 */
function isAbout(finding: Finding, pack: Submission['content']['packs'][number], place: number): boolean {
  if (finding.file !== pack.file) return false;
  const named = /^пачка\s+(\d+)/i.exec(finding.where)?.[1];
  if (named === undefined) return finding.file !== null;
  return Number(named) === Number(pack.number) || Number(named) === place;
}

function kindOf(regulation: Regulation, severity: number) {
  const isError = regulation.severities.some((one) => one.severity === severity && one.kind === 'error');
  return { isError, kind: isError ? 'ошибка' : 'предупреждение' };
}

function packsOf(submission: Submission, regulation: Regulation): ProtocolPaper['packs'] {
  const { packs } = submission.content;
  const errors = submission.findings.filter(({ severity }) => kindOf(regulation, severity).isError);
  return packs.map((pack, at) => {
    const place = packs.slice(0, at + 1).filter(({ file }) => file === pack.file).length;
    return { pack, isGood: !errors.some((finding) => isAbout(finding, pack, place)) };
  });
}

function totalsOf({ content }: Submission, regulation: Regulation): ProtocolPaper['totals'] {
  const form = [...regulation.forms.values()].find(({ scope }) => scope === 'submission')?.code ?? '';
  if (content.totals !== null) return { form, ...content.totals };
  const sum = (of: (pack: (typeof content.packs)[number]) => number) =>
    content.packs.reduce((total, pack) => total + of(pack), 0);
  return {
    form: 'Всего',
    packs: content.packs.length,
    persons: sum(({ persons }) => persons),
    sums: {
      insuranceAccrued: sum(({ sums }) => sums.insuranceAccrued),
      insurancePaid: sum(({ sums }) => sums.insurancePaid),
      fundedAccrued: sum(({ sums }) => sums.fundedAccrued),
      fundedPaid: sum(({ sums }) => sums.fundedPaid),
    },
  };
}

/** Was it handed in by a person? Then it is signed on paper (п. 48); otherwise outside, and sent (п. 49). */
export function isInPerson(submission: Submission, regulation: Regulation): boolean {
  return regulation.channels.get(submission.channel)?.inPerson ?? true;
}

function resubmissionOf(regulation: Regulation, due: Due | null): PaperResubmission | null {
  const deadline = regulation.deadlines.get(protocolTerms.resubmit);
  if (deadline === undefined || deadline.days === null) return null;
  const isKnown = due !== null && 'due' in due;
  return { due: isKnown ? dayWords(due.due) : null, days: deadline.days.n, ref: deadline.ref };
}

export interface ProtocolSpec {
  submission: Submission;
  regulation: Regulation;
  /** Null in a draft. */
  number: { year: number; number: number } | null;
  outcome: string | null;
  /** Until when it is resubmitted, of errors handed in by a person; null where it counts from another event. */
  resubmitBy: Due | null;
  replaces: { protocol: Pick<Protocol, 'year' | 'number'>; reason: string } | null;
  userId: string;
  at: Instant;
}

/** The part of the paper that the submission itself says, and that may change after it was printed. */
function saidOf(submission: Submission, regulation: Regulation, outcome: string | null) {
  const { content, findings, files } = submission;
  const verdict = verdictOf(outcome);
  return {
    kind: verdict?.kind ?? ('reception' as const),
    payer: submission.payer,
    applicant: regulation.applicants.find(({ code }) => code === submission.payer.applicant)?.title.ru ?? '',
    representative: content.representative,
    period: periodWords(regulation, content.year, content.period),
    corrects: periodWords(regulation, content.correctedYear, content.correctedPeriod),
    type: content.type === null ? '' : typeWords[content.type],
    packs: packsOf(submission, regulation),
    totals: totalsOf(submission, regulation),
    files: files.map(({ name }) => name),
    findings: findings
      .map((finding) => ({
        ...finding,
        text: finding.text.ru,
        kind: kindOf(regulation, finding.severity).kind,
        file: files.length > 1 ? finding.file : null,
      }))
      .sort((a, b) => b.severity - a.severity),
    more: submission.more.map((one) => ({ ...one, kind: kindOf(regulation, one.severity).kind })),
    verdict: verdict?.verdict ?? null,
    refusalGround: content.refusalGround,
  };
}

/**
 * What a protocol prints of a submission, to see whether it still stands. Ids, the passport's number and the order of
 * the findings are on no paper, or say nothing: a finding taken away and put back outdates nothing.
 */
export function printedOf(submission: Submission, regulation: Regulation, outcome: string | null): string {
  const said = saidOf(submission, regulation, outcome);
  const { name, authority } = said.representative;
  return JSON.stringify({
    ...said,
    representative: { name, authority },
    packs: said.packs.map(({ isGood, pack: { form, persons, sums } }) => ({ isGood, form, persons, sums })),
    findings: said.findings
      .map(({ code, severity, where, file, text, found, expected }) =>
        JSON.stringify([severity, code, where, file, text, found, expected]),
      )
      .sort(),
  });
}

function paperOf(office: Office, desk: Pick<PaperDesk, 'wall'>, spec: ProtocolSpec): ProtocolPaper {
  const { submission, regulation, replaces } = spec;
  const { registered } = submission;
  const officer = office.people.get(spec.userId);
  const received = desk.wall(submission.receivedAt);
  const verdict = verdictOf(spec.outcome);
  return {
    ...saidOf(submission, regulation, spec.outcome),
    officeName: office.settings.name.ru,
    region: office.settings.region.ru,
    demo: office.settings.demo,
    number: spec.number,
    at: desk.wall(spec.at),
    channel: (regulation.channels.get(submission.channel)?.title.ru ?? submission.channel).toLowerCase(),
    received: `${received.date} в ${received.time}`,
    registered: registered === null ? '' : String(registered.number),
    ticket: submission.ticket,
    senderRef: submission.senderRef,
    resubmission: verdict?.verdict === 'errors' ? resubmissionOf(regulation, spec.resubmitBy) : null,
    officer: { position: officer?.position ?? '', name: officer?.name ?? '' },
    inPerson: isInPerson(submission, regulation),
    complaint: regulation.texts.get('complaintFooter')?.ru ?? '',
    replaces:
      replaces === null
        ? null
        : { year: replaces.protocol.year, number: replaces.protocol.number, reason: replaces.reason },
  };
}

/** How many copies are prescribed for this channel (п. 48). */
export function copiesOf(submission: Submission, regulation: Regulation): number {
  const procedure = regulation.channels.get(submission.channel)?.procedure ?? '';
  return regulation.procedures.get(procedure)?.copies ?? 1;
}

/** The prescribed copies, the payer's first. */
export function protocolCopies(office: Office, desk: Pick<PaperDesk, 'wall'>, spec: ProtocolSpec): PaperDocument[] {
  return composeCopies(paperOf(office, desk, spec), copiesOf(spec.submission, spec.regulation));
}

/**
 * The one way in which a rule changes the submission of a reception: whose reception it is, what follows from the
 * change, which terms begin with it, what the journal is told.
 */
import type { PayerCard } from '../../contract/index.js';
import { next, payerKey, type Payer, type Submission } from '../cases.js';
import { decide, refuse, type Context, type Refused, type Ruling } from '../decide.js';
import { isInn, tidyCard } from '../identifiers.js';
import type { Office } from '../office.js';
import type { Entry } from '../patch.js';
import type { Reception } from '../reception.js';
import { receptionPatch } from '../reception.js';
import { printedOf } from '../protocol.js';
import type { Regulation } from '../regulation.js';
import {
  blankCard,
  blankContent,
  judgedStates,
  processDeadline,
  registerDeadline,
  settled,
  toldOf,
} from '../submission.js';
import { beginTerm, noEffects, together, type Effects } from '../terms.js';
import { termAnswered } from './resubmission.js';
import { lawOf } from '../lawof.js';

/** A reception that its operator works on, and what was handed in at it so far. */
export interface Casework {
  reception: Reception;
  regulation: Regulation;
  /** Null: nothing was handed in yet. */
  before: Submission | null;
}

/** States in which the operator of an open reception may still change what was handed in. */
const changeable = ['draft', ...judgedStates] as const;

/** The submission may be changed at this reception by whoever presses. Refuses: notFound, notYours, notNow, erased. */
export function workOn(office: Office, receptionId: string, context: Context): Casework | Refused {
  const reception = office.receptions.get(receptionId);
  if (reception === undefined) return refuse('notFound', { field: 'receptionId' });
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  if (reception.state !== 'open') return refuse('notNow');
  const before = reception.submissionId === null ? null : context.file.row('submission', reception.submissionId);
  // what was begun under an earlier version is judged by it to its end
  const regulation = lawOf(office, before ?? reception);
  if (regulation === undefined) return refuse('notFound', { field: 'receptionId' });
  // at a consultation nothing is handed in: its service has no channel
  if (before === null && channelOf(office, reception) === null) return refuse('notNow');
  if (before?.erased) return refuse('erased');
  if (before !== null && !changeable.some((state) => state === before.state)) return refuse('notNow');
  return { reception, regulation, before };
}

function channelOf(office: Office, reception: Reception): string | null {
  return office.services.get(reception.serviceId)?.channel ?? null;
}

/** The submission as it is worked on: the one there is, or a new draft of this reception, received when it began. */
export function draftOf(office: Office, { reception, before }: Casework, context: Context): Submission {
  if (before !== null) return before;
  const { receptionId, visitId, packId, packVersion, begunAt, userId } = reception;
  return {
    ...blankSubmission,
    submissionId: context.id(),
    channel: channelOf(office, reception) ?? '',
    packId,
    packVersion,
    receptionId,
    visitId,
    ticket: office.visits.get(visitId ?? '')?.number ?? null,
    receivedAt: begunAt,
    receivedDay: context.dayOf(begunAt),
    userId,
  };
}

/** A draft of which nothing is known: at revision 0, which no row in the books has. */
export const blankSubmission: Submission = {
  submissionId: '',
  revision: 0,
  state: 'draft',
  channel: '',
  packId: '',
  packVersion: '',
  receptionId: null,
  visitId: null,
  ticket: null,
  receivedAt: 0,
  receivedDay: '',
  userId: '',
  senderRef: '',
  payerId: null,
  payer: blankCard,
  content: blankContent,
  files: [],
  findings: [],
  more: [],
  registered: null,
  outcome: null,
  protocol: null,
  printedAs: null,
  includedAt: null,
  returnedAt: null,
  returnWay: null,
  resubmittedBy: null,
  erased: null,
};

/** An entry about a submission, with its figures as they become. */
export function submissionEntry(context: Context, kind: string, row: Submission, more: Record<string, unknown>): Entry {
  const { visitId } = row;
  return { at: context.now, kind, actor: context.actor.actorId, visitId, data: { ...toldOf(row), ...more } };
}

/** A submission that is there from now: its row, and the terms of п. 35 and 23 from the day of receipt. */
export function began(office: Office, context: Context, row: Submission): Effects {
  const { submissionId, packId, packVersion, visitId, ticket, userId, receivedDay } = row;
  const { date, time } = context.paper.wall(row.receivedAt);
  const spec = {
    packId,
    packVersion,
    subject: { kind: 'submission' as const, id: submissionId },
    visitId,
    label: ticket ?? `получено ${date} ${time}`,
    userId,
    from: receivedDay,
  };
  return together(
    beginTerm(office, context, { ...spec, code: registerDeadline }),
    beginTerm(office, context, { ...spec, code: processDeadline }),
  );
}

/** Is the key of this card a whole one? A number that is still being typed makes no payer. */
function isWhole(card: PayerCard): boolean {
  return payerKey(card)?.startsWith('reg:') === true || isInn(card.inn);
}

/** Is this the payer whose key is only being completed: the same ИНН, with nothing that contradicts it? */
function isSame(known: PayerCard, card: PayerCard): boolean {
  const agrees = (field: 'regNo' | 'kpp') => known[field] === '' || card[field] === '' || known[field] === card[field];
  return known.inn !== '' && known.inn === card.inn && agrees('regNo') && agrees('kpp');
}

/**
 * The payer of a card, found again or made, with what is known now: what the card leaves empty stays as it was.
 * Null payer where the card does not say whose it is yet.
 */
export function payerOf(
  context: Context,
  typed: PayerCard,
  representative: { name: string; authority: string },
  known: string | null,
): { payerId: string | null; effects: Effects } {
  const key = payerKey(typed);
  if (key === null || !isWhole(typed)) return { payerId: null, effects: noEffects };
  const last = known === null ? null : context.file.row('payer', known);
  const before = context.file.byKey('payer', key) ?? (last !== null && isSame(last.card, typed) ? last : null);
  const card: PayerCard = {
    regNo: typed.regNo || (before?.card.regNo ?? ''),
    inn: typed.inn || (before?.card.inn ?? ''),
    kpp: typed.kpp || (before?.card.kpp ?? ''),
    ogrn: typed.ogrn || (before?.card.ogrn ?? ''),
    name: typed.name || (before?.card.name ?? ''),
    applicant: typed.applicant || (before?.card.applicant ?? ''),
  };
  const { name, authority } = representative;
  const seen = name === '' ? (before?.representative ?? { name, authority }) : { name, authority };
  if (before === null) {
    const beginning = { payerId: context.id(), revision: 1, erased: null };
    const row: Payer = { ...beginning, card, representative: seen, seenAt: context.now };
    return { payerId: row.payerId, effects: { patches: [{ table: 'payer', row }], entries: [] } };
  }
  const isToday = context.dayOf(before.seenAt) === context.dayOf(context.now);
  if (isToday && JSON.stringify([before.card, before.representative]) === JSON.stringify([card, seen]))
    return { payerId: before.payerId, effects: noEffects };
  const row = next(before, { card, representative: seen, seenAt: context.now });
  return { payerId: row.payerId, effects: { patches: [{ table: 'payer', row }], entries: [] } };
}

/** What is answered of a change. */
export interface Saved {
  submissionId: string;
  payerId: string | null;
  revision: number;
}

/** Were the card and the content, the files and the findings left as they were? */
function isUnchanged(before: Submission, after: Submission): boolean {
  const contentOf = (row: Submission) => [row.payer, row.content, row.payerId, row.files, row.findings, row.more];
  const was = contentOf(before);
  return contentOf(after).every((part, at) => part === was[at] || JSON.stringify(part) === JSON.stringify(was[at]));
}

/** The submission under its protocol: the outcome in force stays, and what it said is kept once something else is said. */
function underProtocol(before: Submission, whole: Submission, regulation: Regulation): Submission {
  const printed = before.printedAs ?? printedOf(before, regulation, before.outcome);
  const isSame = printedOf(whole, regulation, whole.outcome) === printed;
  return { ...whole, outcome: before.outcome, printedAs: isSame ? null : printed };
}

/**
 * Decides a change of what was handed in. The same again changes nothing, so that a screen may save as often as it
 * likes. `kind` and `more` are what the journal tells of it.
 */
export function changed(
  office: Office,
  context: Context,
  at: Casework,
  typed: Submission,
  told: { kind: string; more: Record<string, unknown>; effects: Effects },
): Ruling<Saved> {
  const card = tidyCard(typed.payer);
  const payer = payerOf(context, card, typed.content.representative, typed.payerId);
  const whole = settled({ ...typed, payer: card, payerId: payer.payerId }, at.regulation);
  const { before } = at;
  if (before !== null && isUnchanged(before, whole)) {
    const { submissionId, payerId, revision } = before;
    return decide({ patches: [], entries: [], reply: { submissionId, payerId, revision } });
  }
  const becoming = before?.protocol ? underProtocol(before, whole, at.regulation) : whole;
  const row: Submission = { ...becoming, revision: typed.revision + 1 };
  const beginning = before === null ? began(office, context, row) : noEffects;
  const reception = before === null ? { ...at.reception, submissionId: row.submissionId } : null;
  const change = receptionPatch(reception);
  const { submissionId, payerId, revision, printedAs } = row;
  const entry = submissionEntry(context, before === null ? 'submission:made' : told.kind, row, {
    revision,
    outcome: whole.outcome,
    // the protocol in force says something else now
    ...(printedAs === null ? {} : { isOutdated: true }),
    findings: bySeverity(row),
    ...told.more,
    ...change.told,
  });
  return decide({
    ...together(
      payer.effects,
      { patches: [{ table: 'submission', row }, ...change.patches], entries: [entry] },
      beginning,
      termAnswered(context, before, row),
      told.effects,
    ),
    reply: { submissionId, payerId, revision },
  });
}

/** How many findings of which severity. */
function bySeverity(row: Submission): Record<number, number> {
  const counts: Record<number, number> = {};
  const add = (severity: number, count: number) => (counts[severity] = (counts[severity] ?? 0) + count);
  for (const { severity } of row.findings) add(severity, 1);
  for (const { severity, count } of row.more) add(severity, count);
  return counts;
}

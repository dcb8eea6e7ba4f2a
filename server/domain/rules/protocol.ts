/**
 * The protocol of reception or of errors (п. 46, 48, 49): issued once for a submission, with a number of its year; what
 * was printed is never changed, a correction is a new protocol that names the old one.
 */
import type { Answer } from '../../contract/index.js';
import { next, type Protocol, type Submission } from '../cases.js';
import { decide, noteOf, refuse, type Context, type Refused, type Rule } from '../decide.js';
import type { Office } from '../office.js';
import type { Entry } from '../patch.js';
import type { PrintJob } from '../printing.js';
import type { Reception } from '../reception.js';
import type { PaperDocument } from '../paper/document.js';
import { isInPerson, protocolTerms, verdictOf } from '../protocol.js';
import { procedureOf, stepsPatch } from '../reception.js';
import type { Regulation } from '../regulation.js';
import { completeStep, stepEntries } from '../steps.js';
import { judgedStates, outcomeOf } from '../submission.js';
import {
  beginTerm,
  dropTerm,
  dueOf,
  handOnTerm,
  nextNumber,
  noEffects,
  termIdOf,
  together,
  type Effects,
} from '../terms.js';
import { examined } from './inbox.js';
import { printJob } from './ticket.js';
import { lawOf } from '../lawof.js';

/** What a correction names: the protocol in force, and why it is not right. Null: the first protocol. */
export interface Issuing {
  replaces: string | null;
  reason: string;
}

type Issued = { ok: true; effects: Effects; reply: Answer<'protocol:issue'> };

/** A submission that a protocol can be made of now. */
interface Ready {
  submission: Submission;
  regulation: Regulation;
  outcome: string;
  /** The protocol in force, which this one replaces. */
  previous: Protocol | null;
}

function readyFor(office: Office, reception: Reception, how: Issuing, context: Context): Ready | Refused {
  const submission = context.file.row('submission', reception.submissionId ?? '');
  const regulation = submission === null ? undefined : lawOf(office, submission);
  if (submission === null || regulation === undefined || submission.registered === null) return refuse('unregistered');
  if (submission.erased !== null) return refuse('erased');
  if (!judgedStates.some((state) => state === submission.state)) return refuse('notNow');
  const inForce = submission.protocol;
  const previous = inForce === null ? null : context.file.row('protocol', inForce.protocolId);
  if (how.replaces === null) {
    if (inForce !== null) return refuse('protocolIssued', { number: inForce.number, year: inForce.year });
  } else {
    if (previous === null) return refuse('notFound', { field: 'replaces' });
    if (previous.protocolId !== how.replaces) return refuse('protocolReplaced', { number: previous.number });
    if (how.reason.length < 3) return refuse('reasonNeeded');
  }
  const outcome = outcomeOf(submission, regulation);
  return outcome === null ? refuse('incomplete') : { submission, regulation, outcome, previous };
}

/** How often each rule was broken, for the journal: codes and counts, no words. */
function countsOf({ findings, more }: Submission): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (key: string, by: number) => {
    counts[key] = (counts[key] ?? 0) + by;
  };
  for (const { code, severity } of findings) add(code === '' ? `own:${severity}` : code, 1);
  for (const { severity, count } of more) add(`more:${severity}`, count);
  return counts;
}

/** The prescribed copies as jobs of the booth's printer; none where it has no printer: then the page prints them. */
function jobsOf(office: Office, reception: Reception, copies: readonly PaperDocument[], context: Context): PrintJob[] {
  const printerId = office.booths.get(reception.boothId)?.printerId ?? null;
  if (printerId === null || !office.printers.has(printerId)) return [];
  return copies.map((copy) => printJob(context, printerId, 'protocol', reception.visitId, copy));
}

const labelOf = ({ year, number }: Protocol) => `протокол № ${number}/${year}`;

/** Begins a term of a protocol. */
export function beginProtocolTerm(
  office: Office,
  context: Context,
  code: string,
  protocol: Protocol,
  { packId, packVersion, userId }: Pick<Submission, 'packId' | 'packVersion' | 'userId'>,
  from: string,
): Effects {
  const { protocolId, visitId } = protocol;
  const subject = { kind: 'protocol' as const, id: protocolId };
  return beginTerm(office, context, {
    ...{ code, packId, packVersion, subject, visitId, userId, from },
    label: labelOf(protocol),
  });
}

/** An entry about a protocol. */
export function protocolEntry(
  context: Context,
  kind: string,
  { protocolId, visitId }: Protocol,
  data: Record<string, unknown>,
): Entry {
  return { at: context.now, kind, actor: context.actor.actorId, visitId, data: { protocolId, ...data } };
}

/** The old protocol steps back; its terms are gone with it, but one whose day has passed ends late. */
function replaced(previous: Protocol, by: string, codes: readonly string[], context: Context): Effects {
  const row = next(previous, { state: 'replaced', replacedBy: by });
  return together(
    { patches: [{ table: 'protocol', row }], entries: [protocolEntry(context, 'protocol:replaced', row, { by })] },
    ...codes.map((code) => dropTerm(context, termIdOf(code, previous.protocolId))),
  );
}

/**
 * The terms of a protocol, and what becomes of those of the one that it replaces. The days of п. 32 count from the day
 * on which errors were found: a correction that still finds some goes on with them, and has none where the documents
 * went back already. The two weeks (п. 48) begin anew, because the payer learns only now what is wrong.
 */
function termsOf(
  office: Office,
  context: Context,
  { protocol, previous, submission }: { protocol: Protocol; previous: Protocol | null; submission: Submission },
): Effects {
  const isErrors = verdictOf(protocol.outcome)?.verdict === 'errors';
  const begin = (code: string) =>
    beginProtocolTerm(office, context, code, protocol, submission, context.dayOf(context.now));
  const { giveBack, resubmit } = protocolTerms;
  const before = previous === null ? null : context.file.row('term', termIdOf(giveBack, previous.protocolId));
  const goesOn = isErrors && before?.state === 'open' ? before : null;
  const codes = Object.values(protocolTerms).filter((code) => goesOn === null || code !== giveBack);
  const about = {
    subject: { kind: 'protocol' as const, id: protocol.protocolId },
    label: labelOf(protocol),
    userId: submission.userId,
  };
  return together(
    previous === null ? noEffects : replaced(previous, protocol.protocolId, codes, context),
    goesOn === null ? noEffects : handOnTerm(context, goesOn, about),
    isErrors && goesOn === null && submission.returnedAt === null ? begin(giveBack) : noEffects,
    // handed in by a person it counts from signing: from today, until another day of signing is known (п. 48)
    protocol.resubmitBy === null ? noEffects : begin(resubmit),
  );
}

/** What becomes of the submission: what went back to the payer already stays there, whatever the words of the errors. */
function judgedState(submission: Submission, state: Submission['state']): Submission['state'] {
  return state === 'errors' && submission.returnedAt !== null ? 'returned' : state;
}

/**
 * Issues the protocol of what was handed in at a reception: numbered, both copies frozen and sealed, ordered from the
 * booth's printer, its terms begun (п. 32, 48). Without a printer it is issued all the same.
 * Refuses: unregistered, notNow, incomplete, protocolIssued, protocolReplaced, reasonNeeded, notFound (replaces), erased.
 */
export function issueProtocol(office: Office, reception: Reception, how: Issuing, context: Context): Issued | Refused {
  const ready = readyFor(office, reception, how, context);
  if ('ok' in ready) return ready;
  const { submission, regulation, outcome, previous } = ready;
  const verdict = verdictOf(outcome);
  if (verdict === null) return refuse('incomplete');
  const { actorId } = context.actor;
  const today = context.dayOf(context.now);
  const year = Number(today.slice(0, 4));
  const { number, patches: counted } = nextNumber(context, 'protocol', year);
  const isOnPaper = isInPerson(submission, regulation);
  const resubmitBy =
    verdict.verdict === 'errors' && isOnPaper ? dueOf(office, submission, protocolTerms.resubmit, today) : null;
  const copies = context.paper.protocol(office, {
    submission,
    regulation,
    number: { year, number },
    outcome,
    resubmitBy,
    replaces: previous === null ? null : { protocol: previous, reason: how.reason },
    userId: actorId,
    at: context.now,
  });
  const { key, mac } = context.seal(JSON.stringify(copies));
  // what came by telecom channel is signed outside and sent, not printed (п. 49)
  const jobs = isOnPaper ? jobsOf(office, reception, copies, context) : [];
  const { submissionId } = submission;
  const protocol: Protocol = {
    protocolId: context.id(),
    revision: 1,
    submissionId,
    receptionId: reception.receptionId,
    visitId: reception.visitId,
    year,
    number,
    kind: verdict.kind,
    state: 'issued',
    outcome,
    issuedAt: context.now,
    issuedBy: actorId,
    copies,
    key,
    resubmitBy,
    replaces: previous?.protocolId ?? null,
    replacedBy: null,
    signedAt: null,
    refusedAt: null,
    handedOverAt: null,
    sentAt: null,
    sentHow: '',
    printed: jobs.length,
    erased: null,
  };
  const { protocolId } = protocol;
  const after = next(submission, {
    state: judgedState(submission, verdict.state),
    outcome,
    protocol: { protocolId, year, number },
    printedAs: null,
  });
  const note = noteOf(context, reception.visitId, previous === null ? '' : how.reason);
  const data = {
    submissionId,
    receptionId: reception.receptionId,
    year,
    number,
    kind: protocol.kind,
    outcome,
    findings: countsOf(submission),
    mac,
    replaces: protocol.replaces,
    printJobIds: jobs.map(({ printJobId }) => printJobId),
    ...note.told,
  };
  const effects = together(
    {
      patches: [
        ...counted,
        { table: 'protocol', row: protocol },
        { table: 'submission', row: after },
        ...jobs.map((row) => ({ table: 'printJob' as const, row })),
        ...note.patches,
      ],
      entries: [protocolEntry(context, 'protocol:issued', protocol, data)],
    },
    examined(context, after, verdict.verdict === 'accepted'),
    termsOf(office, context, { protocol, previous, submission }),
  );
  return { ok: true, effects, reply: { protocolId, year, number } };
}

/** The protocol step done with it, when it was not done yet. */
function stepDone(office: Office, reception: Reception, context: Context): Effects {
  const code = procedureOf(office, reception)?.protocolStep;
  const steps = code === undefined ? null : completeStep(reception.steps, code, context.actor.actorId, context.now);
  if (steps === null) return noEffects;
  return { patches: [stepsPatch(reception, steps)], entries: stepEntries(context, reception, reception.steps, steps) };
}

/**
 * The protocol of an open reception, by its operator; the step of the protocol is completed with it.
 * Refuses: notFound, notYours, notNow, and as `issueProtocol`.
 */
export const issue: Rule<'protocol:issue'> = (office, press, context) => {
  const reception = office.receptions.get(press.receptionId);
  if (reception === undefined) return refuse('notFound', { field: 'receptionId' });
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  if (reception.state !== 'open') return refuse('notNow');
  const issued = issueProtocol(office, reception, press, context);
  if (!issued.ok) return issued;
  return decide({ ...together(issued.effects, stepDone(office, reception, context)), reply: issued.reply });
};

/** A resubmission and the protocol of errors that it answers (п. 48, 49): linked when it is registered. */
import type { PayerCard } from '../../contract/index.js';
import { next, type Protocol, type Submission, type Term } from '../cases.js';
import { refuse, type Context, type Refused } from '../decide.js';
import type { Office } from '../office.js';
import { resubmitDeadline } from '../submission.js';
import { endTerm, noEffects, termIdOf, together, type Effects } from '../terms.js';

/** What a registration links itself to; nothing for what is no resubmission. */
export interface Link {
  protocolId: string | null;
  effects: Effects;
}

/** The protocol that holds now: a corrected one names the one that replaced it. */
function newest(context: Context, protocol: Protocol): Protocol {
  let last = protocol;
  // a chain of corrections is short; a broken one must not hold the line for ever
  for (let hops = 0; hops < 50 && last.replacedBy !== null; hops += 1) {
    const later = context.file.row('protocol', last.replacedBy);
    if (later === null) return last;
    last = later;
  }
  return last;
}

/** What is needed to find a protocol by its number: the office's day, and the books. */
type Naming = Pick<Context, 'now' | 'dayOf'> & { file: Pick<Context['file'], 'byKey'> };

/**
 * The protocols that a visitor may have named at the kiosk, «412» or «412/2014»: without a year this year's, then last
 * year's, for numbers begin anew with a year. Empty when there is none with that number.
 */
export function protocolsNamed(answer: string, context: Naming): Protocol[] {
  const [number = '', year] = answer.split('/');
  const now = Number(context.dayOf(context.now).slice(0, 4));
  const years = year === undefined ? [now, now - 1] : [Number(year)];
  return years.flatMap((one) => context.file.byKey('protocol', `${one}/${Number(number)}`) ?? []);
}

/** Is it the same payer: by either number? Null where the cards have none in common to compare. */
export function isSamePayer(one: PayerCard, other: PayerCard): boolean | null {
  const both = (['regNo', 'inn'] as const).filter((field) => one[field] !== '' && other[field] !== '');
  return both.length === 0 ? null : both.some((field) => one[field] === other[field]);
}

/** The protocol that the visitor named, if it is this very payer's: a visitor may hand in for others too. */
function answered(office: Office, row: Submission, context: Context): Protocol | null {
  const answer = office.visits.get(row.visitId ?? '')?.answers.protocol;
  const named = answer === undefined ? [] : protocolsNamed(answer, context);
  return named.find((protocol) => isOf(context, protocol, row.payer) === true) ?? null;
}

/** Is a protocol of this payer? Null where nobody can say. */
export function isOf(context: Pick<Context, 'file'>, { submissionId }: Protocol, payer: PayerCard): boolean | null {
  const earlier = context.file.row('submission', submissionId);
  // whose it was is not known any more: it is nobody's to answer
  if (earlier === null || earlier.erased !== null) return false;
  return isSamePayer(earlier.payer, payer);
}

/** The term of resubmission that a submission says it keeps; null when it names no protocol of its payer. */
function keptBy(context: Context, row: Submission | null): Term | null {
  const named = row === null ? null : context.file.row('protocol', row.content.resubmits ?? '');
  if (row === null || named === null || isOf(context, named, row.payer) === false) return null;
  return context.file.row('term', termIdOf(resubmitDeadline, newest(context, named).protocolId));
}

/**
 * A draft that names the protocol it answers: its term knows of it, so that what came in time is no breach while it
 * waits to be registered. Nothing once it is registered: then the term has ended.
 */
export function termAnswered(context: Context, before: Submission | null, row: Submission): Effects {
  if (row.state !== 'draft') return noEffects;
  const [was, is] = [keptBy(context, before), keptBy(context, row)];
  const { submissionId } = row;
  const patches: Effects['patches'] = [];
  if (was !== null && was.termId !== is?.termId && was.answeredBy === submissionId)
    patches.push({ table: 'term', row: next(was, { answeredBy: null }) });
  if (is?.state === 'open' && is.answeredBy !== submissionId)
    patches.push({ table: 'term', row: next(is, { answeredBy: submissionId }) });
  return { patches, entries: [] };
}

/** States of a submission that waits for another in its place. */
const awaiting = ['errors', 'returned', 'overdue', 'refused'] as const;

/**
 * Links a submission to the protocol of errors that it answers: named by the operator or, for the same payer, by the
 * visitor. Refuses what the operator named: badAnswer (`resubmits`: it asks for no resubmission, or another payer for
 * one), alreadyLinked.
 */
export function linkOf(office: Office, row: Submission, context: Context): Link | Refused {
  const nothing: Link = { protocolId: null, effects: noEffects };
  const named = row.content.resubmits === null ? null : context.file.row('protocol', row.content.resubmits);
  if (row.content.resubmits !== null && named === null) return refuse('badAnswer', { field: 'resubmits' });
  const first = named ?? answered(office, row, context);
  if (first === null) return nothing;
  const protocol = newest(context, first);
  const earlier = context.file.row('submission', protocol.submissionId);
  const isOwn = earlier?.submissionId === row.submissionId;
  // one wrong number may be what is corrected; two mean that the protocol is somebody else's
  const isForeign = earlier !== null && (earlier.erased !== null || isSamePayer(earlier.payer, row.payer) === false);
  if (earlier === null || isOwn || isForeign)
    return named === null ? nothing : refuse('badAnswer', { field: 'resubmits' });
  if (earlier.resubmittedBy !== null) return named === null ? nothing : refuse('alreadyLinked');
  if (!awaiting.some((state) => state === earlier.state))
    return named === null ? nothing : refuse('badAnswer', { field: 'resubmits' });
  const { submissionId } = row;
  const after = next(earlier, { state: 'resubmitted', resubmittedBy: submissionId });
  return {
    protocolId: protocol.protocolId,
    effects: together(
      {
        patches: [{ table: 'submission', row: after }],
        entries: [
          {
            at: context.now,
            kind: 'submission:resubmitted',
            actor: context.actor.actorId,
            visitId: row.visitId,
            data: {
              submissionId: earlier.submissionId,
              by: submissionId,
              protocolId: protocol.protocolId,
              // the kiosk's answer or the operator's word
              from: named === null ? 'visitor' : 'operator',
            },
          },
        ],
      },
      // handed in again is what was received in time, whenever it comes to be registered (п. 48, 49)
      endTerm(context, termIdOf(resubmitDeadline, protocol.protocolId), row.receivedDay, submissionId),
    ),
  };
}

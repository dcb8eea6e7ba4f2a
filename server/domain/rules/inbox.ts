/** Submissions without a visit (п. 47, 49), and what is done with one after its protocol: included, returned. */
import { next, type Submission } from '../cases.js';
import { isApplicant } from '../content.js';
import { decide, refuse, type Context, type Rule } from '../decide.js';
import { tidyCard } from '../identifiers.js';
import { maskedField } from '../masked.js';
import type { Office } from '../office.js';
import { verdictOf } from '../protocol.js';
import type { Regulation } from '../regulation.js';
import { isOutdated, processDeadline, returnDeadline } from '../submission.js';
import { endTerm, resumeTerm, termIdOf, together, type Effects } from '../terms.js';
import { began, blankSubmission, payerOf, submissionEntry } from './casework.js';

const dayMs = 24 * 60 * 60_000;
/** A receipt this old is a slip of the pen: its terms have long passed. */
const receivedWithinDays = 30;

/** The regulation by which a channel is received without the payer standing there. */
function regulationOf(office: Office, channel: string): Regulation | null {
  for (const regulation of office.regulations.values())
    if (regulation.channels.get(channel)?.inPerson === false) return regulation;
  return null;
}

/**
 * A submission by telecom channel or the portal, as it came in; the terms run from the day of receipt.
 * Refuses: badAnswer (channel, receivedAt, applicant).
 */
export const receive: Rule<'submission:receive'> = (office, press, context) => {
  const { channel, receivedAt, senderRef } = press;
  const regulation = regulationOf(office, channel);
  if (regulation === null) return refuse('badAnswer', { field: 'channel' });
  if (receivedAt > context.now || receivedAt < context.now - receivedWithinDays * dayMs)
    return refuse('badAnswer', { field: 'receivedAt' });
  if (!isApplicant(regulation, press.payer)) return refuse('badAnswer', { field: 'applicant' });
  const hidden = maskedField(press.payer);
  if (hidden !== null) return refuse('badAnswer', { field: hidden });
  const card = tidyCard(press.payer);
  const payer = payerOf(context, card, { name: '', authority: '' }, null);
  const row: Submission = {
    ...blankSubmission,
    submissionId: context.id(),
    revision: 1,
    channel,
    packId: regulation.packId,
    packVersion: regulation.version,
    receivedAt,
    receivedDay: context.dayOf(receivedAt),
    userId: context.actor.actorId,
    senderRef,
    payerId: payer.payerId,
    payer: card,
  };
  const { submissionId, payerId, revision } = row;
  return decide({
    ...together(
      payer.effects,
      {
        patches: [{ table: 'submission', row }],
        entries: [submissionEntry(context, 'submission:received', row, { receivedAt })],
      },
      began(office, context, row),
    ),
    reply: { submissionId, payerId, revision },
  });
};

/** The journal number, for the entries of what is done after it. */
function numbered(row: Submission): Record<string, unknown> {
  return { year: row.registered?.year ?? null, number: row.registered?.number ?? null };
}

function found(submissionId: string, context: Context): Submission | null {
  return context.file.row('submission', submissionId);
}

/**
 * Accepted data were entered in the personal accounts (п. 22, 23): ends the two working days.
 * Refuses: notFound, notNow (the protocol in force accepts nothing), protocolOutdated.
 */
export const include: Rule<'submission:include'> = (_office, press, context) => {
  const before = found(press.submissionId, context);
  if (before === null) return refuse('notFound', { field: 'submissionId' });
  if (before.state !== 'accepted' || verdictOf(before.outcome)?.verdict !== 'accepted') return refuse('notNow');
  if (isOutdated(before)) return refuse('protocolOutdated');
  const row = next(before, { state: 'included', includedAt: context.now });
  return decide({
    ...together(
      {
        patches: [{ table: 'submission', row }],
        entries: [submissionEntry(context, 'submission:included', row, numbered(row))],
      },
      endTerm(context, termIdOf(processDeadline, row.submissionId), context.dayOf(context.now), null),
    ),
    reply: { visitId: row.visitId },
  });
};

/**
 * What a verdict makes of the two working days (п. 23): data with errors are not entered (п. 31, 32), so their protocol
 * ends the examination; a corrected verdict that accepts them lets the days count again, from the receipt.
 */
export function examined(context: Context, row: Submission, isAccepted: boolean): Effects {
  const termId = termIdOf(processDeadline, row.submissionId);
  if (!isAccepted) return endTerm(context, termId, context.dayOf(context.now), row.protocol?.protocolId ?? null);
  return resumeTerm(context, termId);
}

/** Submissions whose documents may still be on their way back to the payer. */
const returnable = ['errors', 'refused', 'overdue', 'resubmitted'] as const;

/**
 * Documents with errors went back to the payer (п. 32): once. The two weeks may have passed meanwhile, or the payer
 * may have resubmitted: that stays as it is. Refuses: notFound, notNow, protocolOutdated.
 */
export const giveBack: Rule<'submission:return'> = (_office, press, context) => {
  const before = found(press.submissionId, context);
  if (before === null) return refuse('notFound', { field: 'submissionId' });
  if (before.returnedAt !== null || !returnable.some((state) => state === before.state)) return refuse('notNow');
  if (isOutdated(before)) return refuse('protocolOutdated');
  const row = next(before, {
    state: before.state === 'errors' ? 'returned' : before.state,
    returnedAt: context.now,
    returnWay: press.way,
  });
  const today = context.dayOf(context.now);
  return decide({
    ...together(
      {
        patches: [{ table: 'submission', row }],
        entries: [submissionEntry(context, 'submission:returned', row, { ...numbered(row), way: press.way })],
      },
      endTerm(context, termIdOf(returnDeadline, row.protocol?.protocolId ?? row.submissionId), today, null),
    ),
    reply: { visitId: row.visitId },
  });
};

/**
 * What becomes of an issued protocol: signed by both or not, handed over the same day (п. 48), or sent (п. 49). Which of
 * it may follow which stands in one table.
 */
import type { ProtocolState } from '../../contract/index.js';
import { next, type Protocol, type Submission } from '../cases.js';
import { boothOf, decide, noteOf, refuse, type Context, type Refused, type Rule } from '../decide.js';
import type { Office } from '../office.js';
import type { Entry, Patch } from '../patch.js';
import { duplicateOf } from '../paper/protocol.js';
import { isInPerson, protocolTerms, verdictOf } from '../protocol.js';
import { isOutdated } from '../submission.js';
import { endTerm, noEffects, termIdOf, together, type Effects } from '../terms.js';
import { beginProtocolTerm, protocolEntry } from './protocol.js';
import { printJob } from './ticket.js';
import { lawOf } from '../lawof.js';

type Act = 'sign' | 'refuseSignature' | 'handOver' | 'send';

/** From which states; what is handed in by a person is signed here, all else is signed outside and sent. */
const acts: Record<Act, { from: readonly ProtocolState[]; inPerson: boolean }> = {
  sign: { from: ['issued'], inPerson: true },
  refuseSignature: { from: ['issued'], inPerson: true },
  handOver: { from: ['signed', 'signatureRefused'], inPerson: true },
  send: { from: ['issued'], inPerson: false },
};

interface Known {
  protocol: Protocol;
  submission: Submission;
}

/** The protocol of a press with its submission. Refuses: notFound, erased, protocolReplaced. */
function inForce(office: Office, protocolId: string, context: Context): (Known & { isHere: boolean }) | Refused {
  const protocol = context.file.row('protocol', protocolId);
  const submission = context.file.row('submission', protocol?.submissionId ?? '');
  const regulation = submission === null ? undefined : lawOf(office, submission);
  if (protocol === null || submission === null || regulation === undefined)
    return refuse('notFound', { field: 'protocolId' });
  if (protocol.erased !== null || submission.erased !== null) return refuse('erased');
  if (protocol.state === 'replaced') return refuse('protocolReplaced');
  return { protocol, submission, isHere: isInPerson(submission, regulation) };
}

/** As `inForce`, when the act may follow now. Refuses also: notNow, protocolOutdated (it is corrected first). */
function mayBe(office: Office, protocolId: string, act: Act, context: Context): Known | Refused {
  const known = inForce(office, protocolId, context);
  if ('ok' in known) return known;
  const { from, inPerson } = acts[act];
  if (!from.includes(known.protocol.state) || known.isHere !== inPerson) return refuse('notNow');
  return isOutdated(known.submission) ? refuse('protocolOutdated') : known;
}

function changed(row: Protocol, entry: Entry, ...more: readonly Effects[]) {
  const patch: Patch = { table: 'protocol', row };
  return decide({ ...together({ patches: [patch], entries: [entry] }, ...more), reply: { visitId: row.visitId } });
}

/** The two weeks count from that day (п. 48, 49), while nobody has handed in again. */
function resubmitFrom(office: Office, protocol: Protocol, submission: Submission, day: string, context: Context) {
  const isBegun = context.file.row('term', termIdOf(protocolTerms.resubmit, protocol.protocolId));
  const isOver = isBegun !== null && isBegun.state !== 'open';
  if (verdictOf(protocol.outcome)?.verdict !== 'errors' || isOver || isBegun?.from === day) return null;
  const effects = beginProtocolTerm(office, context, protocolTerms.resubmit, protocol, submission, day);
  const due = effects.patches.flatMap((patch) => (patch.table === 'term' ? [patch.row.due] : []))[0] ?? null;
  return { effects, due };
}

/** Documents with errors went back with the protocol (п. 32). */
function goneBack({ protocol, submission }: Known, way: string, at: number, context: Context): Effects {
  const ended = endTerm(
    context,
    termIdOf(protocolTerms.giveBack, protocol.protocolId),
    context.dayOf(at),
    protocol.protocolId,
  );
  const isAccepted = verdictOf(protocol.outcome)?.verdict === 'accepted';
  if (isAccepted || submission.returnedAt !== null) return ended;
  const { state } = submission;
  const row = next(submission, { state: state === 'errors' ? 'returned' : state, returnedAt: at, returnWay: way });
  return together({ patches: [{ table: 'submission', row }], entries: [] }, ended);
}

/** Both signed, or the payer would not: the copy is due today, and the two weeks count from today (п. 48). */
function settled(office: Office, known: Known, state: 'signed' | 'signatureRefused', context: Context) {
  const { protocol, submission } = known;
  const today = context.dayOf(context.now);
  const again = resubmitFrom(office, protocol, submission, today, context);
  const row = next(protocol, {
    state,
    ...(state === 'signed' ? { signedAt: context.now } : { refusedAt: context.now }),
    resubmitBy: again?.due ?? protocol.resubmitBy,
  });
  const handOver = beginProtocolTerm(office, context, protocolTerms.handOver, protocol, submission, today);
  return { row, effects: together(handOver, again?.effects ?? noEffects) };
}

/** Signed by the payer and the officer (п. 48). Refuses: notFound, protocolReplaced, notNow, protocolOutdated. */
export const sign: Rule<'protocol:sign'> = (office, press, context) => {
  const known = mayBe(office, press.protocolId, 'sign', context);
  if ('ok' in known) return known;
  const { row, effects } = settled(office, known, 'signed', context);
  return changed(row, protocolEntry(context, 'protocol:signed', row, {}), effects);
};

/**
 * The payer would not sign: noted, and the protocol is in force.
 * Refuses: notFound, protocolReplaced, notNow, protocolOutdated.
 */
export const refuseSignature: Rule<'protocol:refuseSignature'> = (office, press, context) => {
  const known = mayBe(office, press.protocolId, 'refuseSignature', context);
  if ('ok' in known) return known;
  const note = noteOf(context, known.protocol.visitId, press.note);
  const { row, effects } = settled(office, known, 'signatureRefused', context);
  const entry = protocolEntry(context, 'protocol:signatureRefused', row, note.told);
  return changed(row, entry, effects, { patches: note.patches, entries: [] });
};

/**
 * The payer has the copy (п. 48), and with it what was handed in with errors (п. 32).
 * Refuses: notFound, protocolReplaced, notNow, protocolOutdated.
 */
export const handOver: Rule<'protocol:handOver'> = (office, press, context) => {
  const known = mayBe(office, press.protocolId, 'handOver', context);
  if ('ok' in known) return known;
  const { protocol } = known;
  const row = next(protocol, { state: 'handedOver', handedOverAt: context.now });
  const today = context.dayOf(context.now);
  const { withDocuments } = press;
  return changed(
    row,
    protocolEntry(context, 'protocol:handedOver', row, { withDocuments }),
    endTerm(context, termIdOf(protocolTerms.handOver, protocol.protocolId), today, null),
    withDocuments ? goneBack(known, 'handed', context.now, context) : noEffects,
  );
};

/** A minute as a screen gives it may have begun before the protocol did. */
const minuteMs = 60_000;

/**
 * Signed outside and sent (п. 49): from that day the two weeks run, and the payer knows what was wrong (п. 32).
 * Refuses: notFound, protocolReplaced, notNow, protocolOutdated, badAnswer (sentAt).
 */
export const send: Rule<'protocol:send'> = (office, press, context) => {
  const known = mayBe(office, press.protocolId, 'send', context);
  if ('ok' in known) return known;
  const { protocol, submission } = known;
  const { sentAt, how } = press;
  if (sentAt > context.now || sentAt <= protocol.issuedAt - minuteMs) return refuse('badAnswer', { field: 'sentAt' });
  const again = resubmitFrom(office, protocol, submission, context.dayOf(sentAt), context);
  const row = next(protocol, {
    state: 'sent',
    sentAt,
    sentHow: how,
    resubmitBy: again?.due ?? protocol.resubmitBy,
  });
  return changed(
    row,
    protocolEntry(context, 'protocol:sent', row, { sentAt }),
    again?.effects ?? noEffects,
    goneBack(known, 'electronic', sentAt, context),
  );
};

/**
 * Where a paper with a payer's data may come out: at the booth of whoever asks, or at the one that received the payer.
 * Never in the hall, where anybody takes it.
 */
function boothPrinter(office: Office, { receptionId }: Protocol, context: Context): string | null {
  const own = boothOf(office, context.actor.actorId)?.booth.printerId ?? null;
  if (own !== null && office.printers.has(own)) return own;
  const reception = office.receptions.get(receptionId);
  const there = office.booths.get(reception?.boothId ?? '')?.printerId ?? null;
  return there !== null && office.printers.has(there) ? there : null;
}

/**
 * Another copy, marked ДУБЛИКАТ, on the printer of the booth where it is asked for, or of the payer's reception.
 * Refuses: notFound, protocolReplaced, notNow (the prescribed copies were never printed here), noPrinter.
 */
export const reprint: Rule<'protocol:reprint'> = (office, press, context) => {
  const known = inForce(office, press.protocolId, context);
  if ('ok' in known) return known;
  const { protocol } = known;
  const [copy] = protocol.copies;
  if (protocol.printed === 0 || copy === undefined) return refuse('notNow');
  const printerId = boothPrinter(office, protocol, context);
  if (printerId === null) return refuse('noPrinter');
  const row = next(protocol, { printed: protocol.printed + 1 });
  const { date, time } = context.paper.wall(context.now);
  const document = duplicateOf(copy, row.printed, `${date} ${time}`);
  const job = printJob(context, printerId, 'protocol', protocol.visitId, document);
  const { printJobId } = job;
  return decide({
    patches: [
      { table: 'protocol', row },
      { table: 'printJob', row: job },
    ],
    entries: [protocolEntry(context, 'protocol:reprinted', row, { printJobId, copy: row.printed })],
    reply: { printJobId },
  });
};

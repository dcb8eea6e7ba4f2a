/** Consultations: in person by the reception, by telephone without a ticket (п. 16), in writing within 15 days (п. 17). */
import type { Norm } from '../../contract/index.js';
import { next, type Consultation } from '../cases.js';
import { boothOf, decide, refuse, type Context, type Rule, type Ruling } from '../decide.js';
import type { Office } from '../office.js';
import type { Entry } from '../patch.js';
import { isReceipt } from '../receipt.js';
import { beginTerm, endTerm, noEffects, termIdOf, type Effects } from '../terms.js';
import type { LawRef } from '../lawof.js';

/** Code of the pack's deadline for the answer to a written inquiry. */
export const writtenTerm = 'WRITTEN_CONSULT';
/** Code of the pack's limit on a call. */
const callLimit = 'CONSULT_PHONE';

function put(row: Consultation, entry: Entry, more: Effects): Ruling<{ consultationId: string }> {
  return decide({
    patches: [{ table: 'consultation', row }, ...more.patches],
    entries: [entry, ...more.entries],
    reply: { consultationId: row.consultationId },
  });
}

/** An entry about a consultation: ids, times and days, never what was asked. */
function told(context: Context, kind: string, row: Consultation, data: Record<string, unknown>): Entry {
  const { consultationId, visitId } = row;
  return { at: context.now, kind, actor: context.actor.actorId, visitId, data: { consultationId, ...data } };
}

/**
 * Topic and result of a consultation at the booth: one row for each reception, written anew as often as it is typed
 * better, also after the reception has ended. Refuses: notFound, notYours, notNow, erased.
 */
export const save: Rule<'consultation:save'> = (office, press, context) => {
  const { receptionId, topic, result } = press;
  const reception = office.receptions.get(receptionId);
  if (reception === undefined) return refuse('notFound', { field: 'receptionId' });
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  const isAlive = reception.state !== 'void' && reception.state !== 'transferred';
  if (!isAlive || office.services.get(reception.serviceId)?.matter !== 'consultation') return refuse('notNow');
  const before = context.file.byKey('consultation', receptionId);
  if (before?.erased) return refuse('erased');
  const change = { topic, result, userId: reception.userId, endedAt: reception.finishedAt };
  const row: Consultation =
    before === null
      ? {
          consultationId: context.id(),
          revision: 1,
          kind: 'inPerson',
          receptionId,
          visitId: reception.visitId,
          ticket: office.visits.get(reception.visitId ?? '')?.number ?? null,
          sender: '',
          address: '',
          begunAt: reception.begunAt,
          erased: null,
          ...change,
        }
      : next(before, change);
  return put(row, told(context, 'consultation:saved', row, { receptionId, revision: row.revision }), noEffects);
};

/** Takes a telephone call: without a ticket, one at a time. Refuses: noShift, busy. */
export const beginCall: Rule<'consultation:beginCall'> = (office, _press, context) => {
  const userId = context.actor.actorId;
  const at = boothOf(office, userId);
  if (at === null) return refuse('noShift');
  if (office.phones.has(userId)) return refuse('busy');
  const row: Consultation = {
    consultationId: context.id(),
    revision: 1,
    kind: 'phone',
    receptionId: null,
    visitId: null,
    ticket: null,
    topic: '',
    result: '',
    sender: '',
    address: '',
    begunAt: context.now,
    endedAt: null,
    userId,
    erased: null,
  };
  const { boothId, shiftId } = at.shift;
  return put(row, told(context, 'consultation:callBegun', row, { boothId, shiftId }), noEffects);
};

/** The limit on a call in the regulation of this office; null where it gives none. */
export function callNorm(office: Office): Norm | null {
  for (const { limits } of office.regulations.values()) {
    const limit = limits.get(callLimit);
    if (limit !== undefined) return limit;
  }
  return null;
}

/** Ends one's own call, with its topic; its length is told against the 10 minutes of п. 16. Refuses: notFound, notYours, notNow. */
export const endCall: Rule<'consultation:endCall'> = (office, press, context) => {
  const before = context.file.row('consultation', press.consultationId);
  if (before?.kind !== 'phone') return refuse('notFound', { field: 'consultationId' });
  if (before.userId !== context.actor.actorId) return refuse('notYours');
  if (before.endedAt !== null) return refuse('notNow');
  const { topic, result } = press;
  const row = next(before, { topic, result, endedAt: context.now });
  const lengthMs = context.now - before.begunAt;
  const entry = told(context, 'consultation:callEnded', row, {
    lengthMs,
    normMinutes: callNorm(office)?.minutes ?? null,
  });
  return put(row, entry, noEffects);
};

/** The pack under which inquiries are answered: that of the consultations, or the office's only one. */
function packOf(office: Office): LawRef {
  const service = [...office.services.values()].find(({ matter }) => matter === 'consultation');
  const [first] = office.regulations.keys();
  const packId = service?.packId ?? first ?? '';
  return { packId, packVersion: office.regulations.get(packId)?.version };
}

/** A written inquiry came in: its answer is due within 15 calendar days of receipt (п. 17). Refuses: badAnswer (receivedAt). */
export const receive: Rule<'consultation:receive'> = (office, press, context) => {
  const { receivedAt, sender, address, topic } = press;
  if (!isReceipt(receivedAt, context.now)) return refuse('badAnswer', { field: 'receivedAt' });
  const userId = context.actor.actorId;
  const row: Consultation = {
    consultationId: context.id(),
    revision: 1,
    kind: 'written',
    receptionId: null,
    visitId: null,
    ticket: null,
    topic,
    result: '',
    sender,
    address,
    begunAt: receivedAt,
    endedAt: null,
    userId,
    erased: null,
  };
  const receivedOn = context.dayOf(receivedAt);
  const term = beginTerm(office, context, {
    code: writtenTerm,
    ...packOf(office),
    subject: { kind: 'consultation', id: row.consultationId },
    visitId: null,
    label: `запрос от ${context.paper.wall(receivedAt).date}`,
    userId,
    from: receivedOn,
  });
  return put(row, told(context, 'consultation:received', row, { receivedOn }), term);
};

/** The answer to a written inquiry was sent. Refuses: notFound, notNow, badAnswer (sentAt). */
export const answer: Rule<'consultation:answer'> = (_office, press, context) => {
  const before = context.file.row('consultation', press.consultationId);
  if (before?.kind !== 'written') return refuse('notFound', { field: 'consultationId' });
  if (before.erased !== null) return refuse('erased');
  if (before.endedAt !== null) return refuse('notNow');
  const { result, sentAt } = press;
  if (sentAt > context.now || sentAt < before.begunAt) return refuse('badAnswer', { field: 'sentAt' });
  const row = next(before, { result, endedAt: sentAt, userId: context.actor.actorId });
  const sentOn = context.dayOf(sentAt);
  const term = endTerm(context, termIdOf(writtenTerm, row.consultationId), sentOn, null);
  return put(row, told(context, 'consultation:answered', row, { sentOn }), term);
};

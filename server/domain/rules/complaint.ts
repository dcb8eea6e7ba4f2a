/** Complaints and other appeals as they come in (п. 59-81): taking, registering, forwarding. */
import type { ComplaintContent, TypedComplaint } from '../../contract/index.js';
import { next, type Complaint } from '../cases.js';
import {
  beginComplaintTerm,
  complaintEntry,
  complaintTerms,
  decideTerm,
  found,
  put,
  registerOf,
  termIdOfComplaint,
  wrongField,
} from '../complaint.js';
import { isRefused, refuse, type Context, type Refused, type Rule } from '../decide.js';
import type { Office } from '../office.js';
import type { Visit } from '../visit.js';
import type { Regulation } from '../regulation.js';
import { isReceipt } from '../receipt.js';
import { dueOf, endTerm, nextNumber, noEffects, together, voidTerm, type Effects } from '../terms.js';
import { lawOf } from '../lawof.js';

/** The regulation under which complaints are taken: that of the service where one complains, or the office's only one. */
function lawOfComplaints(office: Office): Regulation | null {
  const service = [...office.services.values()].find(({ matter }) => matter === 'complaint');
  const [first] = office.regulations.values();
  return office.regulations.get(service?.packId ?? '') ?? first ?? null;
}

/** The visit at whose booth it is taken, null by letter; the reception must be one's own, open, and about a complaint. */
function takenAt(
  office: Office,
  receptionId: string | null,
  way: string,
  context: Context,
): { visit: Visit | null } | Refused {
  if (receptionId === null) return { visit: null };
  const reception = office.receptions.get(receptionId);
  if (reception === undefined) return refuse('notFound', { field: 'receptionId' });
  if (reception.userId !== context.actor.actorId) return refuse('notYours');
  if (reception.state !== 'open' || office.services.get(reception.serviceId)?.matter !== 'complaint')
    return refuse('notNow');
  if (way !== 'booth') return refuse('badAnswer', { field: 'way' });
  return { visit: office.visits.get(reception.visitId ?? '') ?? null };
}

/**
 * Takes a complaint, proposal or report of defects, however it came: its registration is due by the next working day
 * (п. 79). What a multifunctional centre had to keep (п. 76) is the centre's term and only its way is recorded.
 * Refuses: badAnswer (field), notFound, notYours, notNow.
 */
export const take: Rule<'complaint:take'> = (office, press, context) => {
  const { content, receptionId } = press;
  const law = lawOfComplaints(office);
  if (law === null) return refuse('notNow');
  const at = takenAt(office, receptionId, content.way, context);
  if (isRefused(at)) return at;
  const field = wrongField(content, law);
  if (field !== null) return refuse('badAnswer', { field });
  const receivedAt = press.receivedAt ?? context.now;
  if (!isReceipt(receivedAt, context.now)) return refuse('badAnswer', { field: 'receivedAt' });
  const complaint: Complaint = {
    complaintId: context.id(),
    revision: 1,
    state: 'received',
    packId: law.packId,
    packVersion: law.version,
    content,
    receptionId,
    visitId: at.visit?.visitId ?? null,
    ticket: at.visit?.number ?? null,
    receivedAt,
    receivedBy: context.actor.actorId,
    registered: null,
    forwarded: null,
    decided: null,
    replied: null,
    remedied: null,
    prosecutor: null,
    erased: null,
  };
  const receivedOn = context.dayOf(receivedAt);
  const entry = complaintEntry(context, 'complaint:taken', complaint, { ...codesOf(content), receivedOn, receptionId });
  return put(complaint, entry, beginComplaintTerm(office, complaint, complaintTerms.register, receivedOn, context));
};

/** What the journal tells of the content: codes alone. */
function codesOf({ kind, way, addressee, grounds }: ComplaintContent): Record<string, unknown> {
  return { kind, way, addressee, grounds };
}

/** The content as typed; a masked field that was not typed stays. */
function withTyped(before: ComplaintContent, typed: TypedComplaint): ComplaintContent {
  const { place, phone, email, postalAddress } = typed;
  return {
    ...typed,
    place: place ?? before.place,
    phone: phone ?? before.phone,
    email: email ?? before.email,
    postalAddress: postalAddress ?? before.postalAddress,
  };
}

/** Types it better, until it is registered. Refuses: notFound, notNow, caseChanged, badAnswer (field). */
export const save: Rule<'complaint:save'> = (office, press, context) => {
  const before = found(press.complaintId, 'save', context);
  if (isRefused(before)) return before;
  if (before.revision !== press.revision) return refuse('caseChanged', { revision: before.revision });
  const law = lawOf(office, before);
  if (law === undefined) return refuse('notNow');
  const content = withTyped(before.content, press.content);
  const field = wrongField(content, law);
  if (field !== null) return refuse('badAnswer', { field });
  if (before.receptionId !== null && content.way !== 'booth') return refuse('badAnswer', { field: 'way' });
  const after = next(before, { content });
  const entry = complaintEntry(context, 'complaint:saved', after, { ...codesOf(content), revision: after.revision });
  return put(after, entry, changedTerm(office, before, after, context));
};

/** Only a complaint has to be registered by the next working day: the term comes and goes with the kind. */
function changedTerm(office: Office, before: Complaint, after: Complaint, context: Context): Effects {
  const had = before.content.kind === 'complaint';
  if (had === (after.content.kind === 'complaint')) return noEffects;
  if (had) return voidTerm(context, termIdOfComplaint(after, complaintTerms.register));
  return beginComplaintTerm(office, after, complaintTerms.register, context.dayOf(after.receivedAt), context);
}

/**
 * Registers it under the next number of its year; complaints and other appeals (п. 59) have registers of their own.
 * From here the consideration counts: 15 working days, 5 for a refusal to accept or to correct (п. 80, 81). What is
 * another body's to decide is to be forwarded within 3 (п. 74). Refuses: notFound, notNow.
 */
export const register: Rule<'complaint:register'> = (office, press, context) => {
  const before = found(press.complaintId, 'register', context);
  if (isRefused(before)) return before;
  const today = context.dayOf(context.now);
  const year = Number(today.slice(0, 4));
  const sequence = registerOf(before.content);
  const { number, patches } = nextNumber(context, sequence, year);
  const after = next(before, { state: 'registered', registered: { year, number, at: context.now } });
  const code = decideTerm(after.content, lawOf(office, after));
  const isOurs = after.content.addressee === 'head';
  const entry = complaintEntry(context, 'complaint:registered', after, {
    register: sequence,
    year,
    number,
    ...codesOf(after.content),
  });
  return put(
    after,
    entry,
    { patches, entries: [] },
    endTerm(context, termIdOfComplaint(after, complaintTerms.register), today, null),
    beginComplaintTerm(office, after, code, today, context),
    isOurs ? noEffects : beginComplaintTerm(office, after, complaintTerms.forward, today, context),
  );
};

/**
 * Sends it on to the body that is competent, and tells the applicant in writing (п. 74); pressed again, it records a
 * notice that was sent later. Both are due within 3 working days of registration. The consideration is no longer ours.
 * Refuses: notFound, notNow, badAnswer (noticeAt).
 */
export const forward: Rule<'complaint:forward'> = (office, press, context) => {
  const before = found(press.complaintId, 'forward', context);
  if (isRefused(before)) return before;
  const { noticeAt } = press;
  if (before.forwarded !== null && noticeAt === null) return refuse('notNow', { state: before.state });
  if (noticeAt !== null && (noticeAt > context.now || noticeAt < (before.registered?.at ?? 0)))
    return refuse('badAnswer', { field: 'noticeAt' });
  const forwarded = before.forwarded ?? { to: press.to, at: context.now, noticeAt, registeredThereOn: null };
  const after = next(before, { state: 'forwarded', forwarded: { ...forwarded, noticeAt } });
  const noticeOn = noticeAt === null ? null : context.dayOf(noticeAt);
  const isFirst = before.forwarded === null;
  const kind = isFirst ? 'complaint:forwarded' : 'complaint:noticeSent';
  // sent on and told: the later of both ends the term
  const forwardedOn = context.dayOf(forwarded.at);
  const doneOn = noticeOn === null ? null : noticeOn > forwardedOn ? noticeOn : forwardedOn;
  return put(
    after,
    complaintEntry(context, kind, after, { noticeOn }),
    isFirst ? withdrawn(after, context) : noEffects,
    forwardTerm(office, after, doneOn, context),
  );
};

/** The consideration counts no more here: it runs where the complaint went (п. 75). */
function withdrawn(complaint: Complaint, context: Context): Effects {
  return together(
    voidTerm(context, termIdOfComplaint(complaint, complaintTerms.decide)),
    voidTerm(context, termIdOfComplaint(complaint, complaintTerms.decideFast)),
  );
}

/** Ends the three days of п. 74; begun from registration where it turned out only now that it is not ours to decide. */
function forwardTerm(office: Office, complaint: Complaint, doneOn: string | null, context: Context): Effects {
  const termId = termIdOfComplaint(complaint, complaintTerms.forward);
  if (context.file.row('term', termId) !== null)
    return doneOn === null ? noEffects : endTerm(context, termId, doneOn, null);
  const from = context.dayOf(complaint.registered?.at ?? context.now);
  const begun = beginComplaintTerm(office, complaint, complaintTerms.forward, from, context);
  return doneOn === null ? begun : endedAtOnce(begun, doneOn, context);
}

/** A term that is begun and over in one ruling: the same row, told twice. */
function endedAtOnce(begun: Effects, on: string, context: Context): Effects {
  const [patch] = begun.patches;
  if (patch?.table !== 'term') return begun;
  const { due, termId, code, subject } = patch.row;
  const state = 'due' in due && on > due.due ? 'late' : 'kept';
  const { now, actor } = context;
  const data = { termId, code, subject, on, by: null };
  return {
    patches: [{ table: 'term', row: { ...patch.row, state, endedOn: on } }],
    entries: [
      ...begun.entries,
      { at: now, kind: `term:${state}`, actor: actor.actorId, visitId: patch.row.visitId, data },
    ],
  };
}

/**
 * The competent body registered it: the consideration counts anew from that day (п. 75). The day is told and shown, but
 * no term of this office begins: what another body does not keep is no breach of ours.
 * Refuses: notFound, notNow, badAnswer (registeredOn).
 */
export const restart: Rule<'complaint:restart'> = (office, press, context) => {
  const before = found(press.complaintId, 'restart', context);
  if (isRefused(before)) return before;
  const { forwarded, registered } = before;
  if (forwarded === null || registered === null) return refuse('notNow', { state: before.state });
  const { registeredOn } = press;
  if (registeredOn < context.dayOf(registered.at) || registeredOn > context.dayOf(context.now))
    return refuse('badAnswer', { field: 'registeredOn' });
  const after = next(before, { forwarded: { ...forwarded, registeredThereOn: registeredOn } });
  const code = decideTerm(after.content, lawOf(office, after));
  const due = after.content.kind === 'complaint' ? dueOf(office, after, code, registeredOn) : null;
  return put(after, complaintEntry(context, 'complaint:restarted', after, { code, registeredOn, ...due }));
};

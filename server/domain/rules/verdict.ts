/** The end of a complaint: the act that decides it, the reply, the remedy, the materials for the prosecutor (п. 82-90). */
import { next, type Complaint } from '../cases.js';
import {
  beginComplaintTerm,
  complaintEntry,
  complaintTerms,
  found,
  put,
  termIdOfComplaint,
  wrongDecision,
} from '../complaint.js';
import { isRefused, noteOf, refuse, type Context, type Rule } from '../decide.js';
import { dueOf, endTerm, nextNumber, noEffects, together, voidTerm, type Effects } from '../terms.js';

/**
 * Decides it by an act with a number of its year (п. 83): satisfied, with what is done to remedy; refused, also on the
 * grounds of п. 87; or left unanswered on those of п. 82. The reply is due on the next day (п. 88), the remedy within 5
 * working days (п. 84). Refuses: notFound, notNow, badAnswer (ground, reasons, remedy).
 */
export const decideOn: Rule<'complaint:decide'> = (office, press, context) => {
  const before = found(press.complaintId, 'decide', context);
  if (isRefused(before)) return before;
  const { decision } = press;
  const field = wrongDecision(decision);
  if (field !== null) return refuse('badAnswer', { field });
  const today = context.dayOf(context.now);
  const year = Number(today.slice(0, 4));
  const { number, patches } = nextNumber(context, 'act', year);
  const act = `${number}/${year}`;
  const isSatisfied = decision.decision === 'satisfied';
  const hasTerms = before.content.kind === 'complaint';
  const remedyBy = isSatisfied && hasTerms ? dueOf(office, before, complaintTerms.remedy, today) : null;
  const by = context.actor.actorId;
  const after = next(before, { state: decision.decision, decided: { act, at: context.now, by, decision, remedyBy } });
  const begin = (code: string) => beginComplaintTerm(office, after, code, today, context);
  const told = { act, decision: decision.decision, ground: decision.ground, remedyBy };
  return put(
    after,
    complaintEntry(context, 'complaint:decided', after, told),
    { patches, entries: [] },
    ended(after, today, context),
    decision.decision === 'unanswered' ? noEffects : begin(complaintTerms.reply),
    isSatisfied ? begin(complaintTerms.remedy) : noEffects,
  );
};

/** The consideration is over, and it was not forwarded after all. */
function ended(complaint: Complaint, today: string, context: Context): Effects {
  return together(
    endTerm(context, termIdOfComplaint(complaint, complaintTerms.decide), today, null),
    endTerm(context, termIdOfComplaint(complaint, complaintTerms.decideFast), today, null),
    voidTerm(context, termIdOfComplaint(complaint, complaintTerms.forward)),
  );
}

/**
 * The reply went to the applicant: in writing, and as an electronic document to whoever wished it so (п. 88, 89).
 * Refuses: notFound, notNow, badAnswer (way).
 */
export const reply: Rule<'complaint:reply'> = (_office, press, context) => {
  const before = found(press.complaintId, 'reply', context);
  if (isRefused(before)) return before;
  const { way } = press;
  if (way === 'electronic' && !before.content.electronicReply) return refuse('badAnswer', { field: 'way' });
  const after = next(before, {
    // what was remedied before the reply is remedied after it
    state: before.remedied === null ? 'replied' : 'remedied',
    replied: { at: context.now, by: context.actor.actorId, way },
  });
  return put(
    after,
    complaintEntry(context, 'complaint:replied', after, { way }),
    endTerm(context, termIdOfComplaint(after, complaintTerms.reply), context.dayOf(context.now), null),
  );
};

/** What was wrong is remedied (п. 84): only of a satisfied complaint. Refuses: notFound, notNow, reasonNeeded. */
export const remedy: Rule<'complaint:remedy'> = (_office, press, context) => {
  const before = found(press.complaintId, 'remedy', context);
  if (isRefused(before)) return before;
  if (press.note === '') return refuse('reasonNeeded', { field: 'note' });
  const note = noteOf(context, before.visitId, press.note);
  const after = next(before, {
    state: before.replied === null ? before.state : 'remedied',
    remedied: { at: context.now, note: press.note },
  });
  return put(
    after,
    complaintEntry(context, 'complaint:remedied', after, note.told),
    { patches: note.patches, entries: [] },
    endTerm(context, termIdOfComplaint(after, complaintTerms.remedy), context.dayOf(context.now), null),
  );
};

/**
 * Signs of an offence were found: the materials went to the prosecutor, at once (п. 90); at any time after registration.
 * Refuses: notFound, notNow, reasonNeeded.
 */
export const prosecutor: Rule<'complaint:prosecutor'> = (_office, press, context) => {
  const before = found(press.complaintId, 'prosecutor', context);
  if (isRefused(before)) return before;
  if (press.note === '') return refuse('reasonNeeded', { field: 'note' });
  const note = noteOf(context, before.visitId, press.note);
  const after = next(before, { prosecutor: { at: context.now, note: press.note } });
  return put(after, complaintEntry(context, 'complaint:prosecutor', after, note.told), {
    patches: note.patches,
    entries: [],
  });
};

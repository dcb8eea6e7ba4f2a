/**
 * The life of a complaint: received → registered → forwarded, or satisfied | refused | unanswered → replied → remedied
 * (п. 59-91). What may be done in which state, what a complaint has to say, and which terms run of it. Pure.
 */
import type { ComplaintContent, ComplaintDecision, ComplaintState } from '../contract/index.js';
import type { Complaint } from './cases.js';
import { decide, refuse, type Context, type Refused, type Ruling } from './decide.js';
import { contactFields, isMask } from './masked.js';
import type { Office } from './office.js';
import type { Entry } from './patch.js';
import type { Regulation } from './regulation.js';
import { beginTerm, noEffects, termIdOf, together, type Effects } from './terms.js';

/** Codes of the pack's deadlines that rules begin and end. */
export const complaintTerms = {
  register: 'COMPLAINT_REGISTER',
  forward: 'COMPLAINT_FORWARD',
  decide: 'COMPLAINT_DECIDE',
  decideFast: 'COMPLAINT_DECIDE_FAST',
  reply: 'COMPLAINT_REPLY',
  remedy: 'COMPLAINT_REMEDY',
} as const;

/** What is done with a complaint after it was taken. */
export type ComplaintAct = 'save' | 'register' | 'forward' | 'restart' | 'decide' | 'reply' | 'remedy' | 'prosecutor';

/**
 * In which states an act may be done. A remedy may come before the reply (п. 84 and 88 run side by side); a complaint
 * left unanswered may still be replied to, to say so; materials go to the prosecutor at any time (п. 90).
 */
const actsIn: Record<ComplaintState, readonly ComplaintAct[]> = {
  received: ['save', 'register'],
  registered: ['forward', 'decide', 'prosecutor'],
  forwarded: ['forward', 'restart', 'prosecutor'],
  satisfied: ['reply', 'remedy', 'prosecutor'],
  refused: ['reply', 'prosecutor'],
  unanswered: ['reply', 'prosecutor'],
  replied: ['remedy', 'prosecutor'],
  remedied: ['prosecutor'],
};

/** May this be done now? Once only what is done once: the notice of a forwarding, the restart, the remedy, the prosecutor. */
export function mayDo(complaint: Complaint, act: ComplaintAct): boolean {
  if (!actsIn[complaint.state].includes(act)) return false;
  switch (act) {
    case 'forward':
      return complaint.forwarded === null || complaint.forwarded.noticeAt === null;
    case 'restart':
      return complaint.forwarded?.registeredThereOn === null;
    case 'remedy':
      return complaint.decided?.decision.decision === 'satisfied' && complaint.remedied === null;
    case 'prosecutor':
      return complaint.prosecutor === null;
    case 'save':
    case 'register':
    case 'decide':
    case 'reply':
      return true;
  }
}

/** Fields that must not be empty: at the booth all of п. 65; of a letter only what it cannot be registered without. */
function required(content: ComplaintContent): readonly (keyof ComplaintContent)[] {
  if (content.kind !== 'complaint') return ['name', 'about'];
  // a letter is registered whatever it lacks (п. 79), even its sender's name: then it may be left unanswered (п. 82б)
  if (content.way !== 'booth') return ['body', 'about'];
  return ['body', 'name', 'place', 'phone', 'postalAddress', 'about', 'arguments'];
}

/** The field that is missing or names what the regulation does not know; null when all is well. */
export function wrongField(content: ComplaintContent, regulation: Regulation): keyof ComplaintContent | null {
  const hidden = contactFields.find((field) => isMask(content[field]));
  if (hidden !== undefined) return hidden;
  const missing = required(content).find((field) => content[field] === '');
  if (missing !== undefined) return missing;
  const isGround = (code: string) => regulation.complaintGrounds.some((one) => one.code === code);
  if (!content.grounds.every(isGround) || new Set(content.grounds).size < content.grounds.length) return 'grounds';
  const { authorityKind, authority, representative } = content;
  if (authorityKind !== '' && !regulation.documents.some(({ code }) => code === authorityKind)) return 'authorityKind';
  // a document of authority without a person who has it
  if (representative === '' && (authorityKind !== '' || authority !== '')) return 'representative';
  if (content.electronicReply && content.way === 'booth' && content.email === '') return 'email';
  return null;
}

/** What is wrong with a decision: reasons always, the grounds of п. 82 and 87, a remedy exactly where it is satisfied. */
export function wrongDecision(of: ComplaintDecision): keyof ComplaintDecision | null {
  const grounds: Record<ComplaintDecision['decision'], readonly ComplaintDecision['ground'][]> = {
    satisfied: [''],
    refused: ['', 'court', 'authority', 'decidedBefore'],
    unanswered: ['insult', 'unreadable'],
  };
  if (!grounds[of.decision].includes(of.ground)) return 'ground';
  if (of.reasons === '') return 'reasons';
  return (of.remedy === '') === (of.decision === 'satisfied') ? 'remedy' : null;
}

/** 5 working days for refusals to accept or to correct, 15 for everything else: which grounds are fast is the pack's. */
export function decideTerm(content: ComplaintContent, regulation: Regulation | undefined): string {
  const fast = regulation?.deadlines.get(complaintTerms.decideFast)?.grounds ?? [];
  return content.grounds.some((code) => fast.includes(code)) ? complaintTerms.decideFast : complaintTerms.decide;
}

/** Complaints and other appeals (п. 59) are numbered apart. */
export function registerOf({ kind }: ComplaintContent): 'complaint' | 'appeal' {
  return kind === 'complaint' ? 'complaint' : 'appeal';
}

/** «жалоба № 12/2013», before that «А014» or the day it came: never a name. */
export function labelOf(complaint: Complaint, context: Context): string {
  const word = complaint.content.kind === 'complaint' ? 'жалоба' : 'обращение';
  const { registered, ticket, receivedAt } = complaint;
  if (registered !== null) return `${word} № ${registered.number}/${registered.year}`;
  return ticket ?? `${word} от ${context.paper.wall(receivedAt).date}`;
}

/**
 * Begins a term of this complaint from a day, for whoever presses. Other appeals have none: the terms of п. 79-89 are
 * those of complaints.
 */
export function beginComplaintTerm(
  office: Office,
  complaint: Complaint,
  code: string,
  from: string,
  context: Context,
): Effects {
  if (complaint.content.kind !== 'complaint') return noEffects;
  return beginTerm(office, context, {
    code,
    packId: complaint.packId,
    packVersion: complaint.packVersion,
    subject: { kind: 'complaint', id: complaint.complaintId },
    visitId: complaint.visitId,
    label: labelOf(complaint, context),
    userId: context.actor.actorId,
    from,
  });
}

export function termIdOfComplaint(complaint: Complaint, code: string): string {
  return termIdOf(code, complaint.complaintId);
}

/** An entry about a complaint: ids, codes and days, never what was written. */
export function complaintEntry(
  context: Context,
  kind: string,
  { complaintId, visitId }: Complaint,
  data: Record<string, unknown>,
): Entry {
  return { at: context.now, kind, actor: context.actor.actorId, visitId, data: { complaintId, ...data } };
}

/** The row as it becomes, its entry, and what else changes with it. */
export function put(row: Complaint, entry: Entry, ...more: readonly Effects[]): Ruling<{ complaintId: string }> {
  const { patches, entries } = together({ patches: [{ table: 'complaint', row }], entries: [entry] }, ...more);
  return decide({ patches, entries, reply: { complaintId: row.complaintId } });
}

/** The complaint of a press, if this may be done with it now. */
export function found(complaintId: string, act: ComplaintAct, context: Context): Complaint | Refused {
  const complaint = context.file.row('complaint', complaintId);
  if (complaint === null) return refuse('notFound', { field: 'complaintId' });
  if (complaint.erased !== null) return refuse('erased');
  return mayDo(complaint, act) ? complaint : refuse('notNow', { state: complaint.state });
}

/** What a payer hands in at a reception: saved as typed, read from files, registered in the journal, or discarded. */
import type { FileReply, PayerCard, SubmissionContent, TypedContent } from '../../contract/index.js';
import { next, type Submission } from '../cases.js';
import { faultOfContent, isApplicant } from '../content.js';
import { decide, isRefused, noteOf, refuse, type Context, type Refused, type Rule, type Ruling } from '../decide.js';
import { tidyCard } from '../identifiers.js';
import type { FileRead } from '../intake.js';
import { isMask, maskedField } from '../masked.js';
import type { Office } from '../office.js';
import type { Reception } from '../reception.js';
import { endedReception, procedureOf, receptionPatch } from '../reception.js';
import { isLate, missingFields, processDeadline, registerDeadline, settled } from '../submission.js';
import { fileFace, packsAtMost, totalsOf, withFiles, withoutFile } from '../taking.js';
import { endTerm, nextNumber, noEffects, termIdOf, together, voidTerm, type Effects } from '../terms.js';
import { changed, draftOf, submissionEntry, workOn, type Casework } from './casework.js';
import { isOf, linkOf } from './resubmission.js';
import { lawOf } from '../lawof.js';

/** The content as typed, with the packs and totals of files as they were read; a masked document that was not typed stays. */
function withTyped(row: Submission, typed: TypedContent): SubmissionContent {
  const ofFiles = row.content.packs.filter(({ file }) => file !== null);
  const byHand = typed.packs.filter(({ file }) => file === null);
  const { identity, ...representative } = typed.representative;
  return {
    ...typed,
    representative: { ...representative, identity: identity ?? row.content.representative.identity },
    packs: [...ofFiles, ...byHand],
    totals: totalsOf(row.files) ?? typed.totals,
  };
}

/** Is the step of the journal taken up again? Only then may the payer's numbers be put right. */
function isAtJournal(office: Office, { reception }: Casework): boolean {
  const code = procedureOf(office, reception)?.journalStep;
  return reception.steps.some(({ step, state }) => step === code && state === 'running');
}

/** The numbers that the journal was given stay with it, whatever a file says. */
function asRegistered(office: Office, at: Casework, card: PayerCard): PayerCard {
  const { before } = at;
  if (!before?.registered || isAtJournal(office, at)) return card;
  return { ...card, regNo: before.payer.regNo, inn: before.payer.inn };
}

/**
 * The field of a registered submission that may not change, or null. The journal's number (п. 45г) names this payer and
 * this link: a digit that was mistyped is put right by taking the step of the journal up again, which the journal tells,
 * and after a protocol by one that corrects it. A link stays: the earlier submission ended by it, as its payer's.
 */
function frozenField(office: Office, at: Casework, card: PayerCard, content: SubmissionContent, context: Context) {
  const { before } = at;
  if (!before?.registered) return null;
  if (content.resubmits !== before.content.resubmits) return 'resubmits';
  const typed = tidyCard(card);
  const field = (['regNo', 'inn'] as const).find((one) => typed[one] !== before.payer[one]);
  if (field === undefined) return null;
  const answered = context.file.row('protocol', content.resubmits ?? '');
  const isForeign = answered !== null && isOf(context, answered, typed) === false;
  return isForeign || !isAtJournal(office, at) ? field : null;
}

/**
 * The card and the content as typed; makes the submission when there is none, and then the terms of п. 35 and 23 begin.
 * Refuses: notFound, notYours, notNow, caseChanged, badAnswer (what the regulation does not name, or the journal has
 * already), incomplete (a registered one never becomes less than the journal needs).
 */
export const save: Rule<'submission:save'> = (office, press, context) => {
  const at = workOn(office, press.receptionId, context);
  if (isRefused(at)) return at;
  if (press.revision !== (at.before?.revision ?? 0)) return refuse('caseChanged');
  const draft = draftOf(office, at, context);
  const content = withTyped(draft, press.content);
  const byHand = content.packs.filter(({ file }) => file === null);
  if (!isApplicant(at.regulation, press.payer)) return refuse('badAnswer', { field: 'applicant' });
  if (isMask(content.representative.identity)) return refuse('badAnswer', { field: 'identity' });
  const hidden = maskedField(press.payer);
  if (hidden !== null) return refuse('badAnswer', { field: hidden });
  const field = faultOfContent(at.regulation, content, byHand, draft.receivedDay);
  if (field !== null) return refuse('badAnswer', { field });
  const isTwice = new Set(content.packs.map(({ packId }) => packId)).size < content.packs.length;
  if (isTwice || content.packs.length > packsAtMost) return refuse('badAnswer', { field: 'packs' });
  if (content.resubmits !== null && context.file.row('protocol', content.resubmits) === null)
    return refuse('badAnswer', { field: 'resubmits' });
  const frozen = frozenField(office, at, press.payer, content, context);
  if (frozen !== null) return refuse('badAnswer', { field: frozen });
  const row: Submission = { ...draft, payer: press.payer, content };
  const missing = missingFields(row);
  if (row.registered !== null && missing.length > 0) return refuse('incomplete', { fields: missing.join(',') });
  const told = row.registered !== null && isAtJournal(office, at) ? { atJournal: true } : {};
  return changed(office, context, at, row, { kind: 'submission:saved', more: told, effects: noEffects });
};

/**
 * Files that a worker has read, taken into the submission of a reception (п. 47). They fill what is still empty; a file
 * of the same name replaces its earlier reading. The reply's `refused` is the door's to fill.
 * Refuses: notFound, notYours, notNow, fileRefused.
 */
export function takeFiles(
  receptionId: string,
  files: readonly FileRead[],
): (office: Office, context: Context) => Ruling<FileReply> {
  return (office, context) => {
    const at = workOn(office, receptionId, context);
    if (isRefused(at)) return at;
    const submissionId = at.before?.submissionId ?? null;
    if (files.length === 0)
      return decide({ patches: [], entries: [], reply: { submissionId, files: [], refused: [] } });
    const read = withFiles(draftOf(office, at, context), files, at.regulation, context);
    const kept = { ...read, payer: asRegistered(office, at, read.payer) };
    const row = at.before === null ? answering(office, kept, context) : kept;
    if (row.content.packs.length > packsAtMost) return refuse('fileRefused', { why: 'archiveTooMany' });
    const ruling = changed(office, context, at, row, {
      kind: 'submission:filesTaken',
      // names of files carry registration numbers: their digests say which they were
      more: { files: files.map(({ sha256, size, persons }) => ({ sha256, size, persons })) },
      effects: noEffects,
    });
    if (!ruling.ok) return ruling;
    const names = new Set(files.map(({ name }) => name));
    const taken = row.files.filter(({ name }) => names.has(name)).map(fileFace);
    const { patches, entries, reply } = ruling.decision;
    return decide({ patches, entries, reply: { submissionId: reply.submissionId, files: taken, refused: [] } });
  };
}

/** What began with a file keeps the protocol that its payer named at the kiosk, as what is typed does (п. 48). */
function answering(office: Office, row: Submission, context: Context): Submission {
  const link = linkOf(office, row, context);
  if (isRefused(link) || link.protocolId === null) return row;
  return { ...row, content: { ...row.content, resubmits: link.protocolId } };
}

/** Takes a file out again, with its packs and findings. Refuses: notFound, notYours, notNow. */
export const removeFile: Rule<'submission:removeFile'> = (office, press, context) => {
  const at = workOn(office, press.receptionId, context);
  if (isRefused(at)) return at;
  const file = at.before?.files.find(({ name }) => name === press.name);
  if (at.before === null || file === undefined) return refuse('notFound', { field: 'name' });
  const row = withoutFile(at.before, press.name);
  const missing = missingFields(row);
  if (row.registered !== null && missing.length > 0) return refuse('incomplete', { fields: missing.join(',') });
  const more = { sha256: file.sha256 };
  return changed(office, context, at, row, { kind: 'submission:fileRemoved', more, effects: noEffects });
};

/**
 * Nothing was handed in after all: the draft is void and its terms with it; its reception may take another.
 * Refuses: notFound, notYours, notNow (registered).
 */
export const discard: Rule<'submission:discard'> = (office, press, context) => {
  const at = workOn(office, press.receptionId, context);
  if (isRefused(at)) return at;
  const { before, reception } = at;
  if (before === null) return refuse('notFound', { field: 'receptionId' });
  if (before.state !== 'draft') return refuse('notNow');
  const row = next(before, { state: 'void' });
  const note = noteOf(context, row.visitId, press.reason);
  const empty = { ...reception, submissionId: null };
  // work without a visit was about this submission alone
  const change = receptionPatch(reception.visitId === null ? endedReception(empty, 'void', context.now) : empty);
  const { visitId } = row;
  return decide({
    ...together(
      {
        patches: [{ table: 'submission', row }, ...change.patches, ...note.patches],
        entries: [submissionEntry(context, 'submission:discarded', row, { ...note.told, ...change.told })],
      },
      voidTerm(context, termIdOf(registerDeadline, row.submissionId)),
      voidTerm(context, termIdOf(processDeadline, row.submissionId)),
    ),
    reply: { visitId },
  });
};

/**
 * Registers what was handed in (п. 45г, 47д): its number of the year, whatever the result. Ends the term of п. 35; a
 * resubmission is linked to the protocol that it answers. One that is registered already keeps its number.
 * Refuses: incomplete (`fields`), alreadyLinked, badAnswer (`resubmits`), notNow.
 */
export function registerSubmission(
  office: Office,
  reception: Reception,
  context: Context,
): { ok: true; effects: Effects } | Refused {
  const found = reception.submissionId === null ? null : context.file.row('submission', reception.submissionId);
  const regulation = found === null ? undefined : lawOf(office, found);
  if (found === null || regulation === undefined) return refuse('incomplete', { fields: 'packs' });
  if (found.registered !== null) return { ok: true, effects: noEffects };
  if (found.state !== 'draft') return refuse('notNow');
  const missing = missingFields(found);
  if (missing.length > 0) return refuse('incomplete', { fields: missing.join(',') });
  const link = linkOf(office, found, context);
  if (isRefused(link)) return link;
  const today = context.dayOf(context.now);
  const year = Number(today.slice(0, 4));
  const { number, patches } = nextNumber(context, 'registration', year);
  const { submissionId } = found;
  const content = { ...found.content, resubmits: link.protocolId };
  const registered = { year, number, at: context.now };
  const row = next(settled({ ...found, content }, regulation), { state: 'registered', registered });
  return {
    ok: true,
    effects: together(
      {
        patches: [...patches, { table: 'submission', row }],
        entries: [
          submissionEntry(context, 'submission:registered', row, { year, number, isLate: isLate(office, row) }),
        ],
      },
      endTerm(context, termIdOf(registerDeadline, submissionId), today, null),
      relabelled(context, termIdOf(processDeadline, submissionId), `журнал № ${number}/${year}`),
      link.effects,
    ),
  };
}

/** A term under the name by which it is spoken of from now on. */
function relabelled(context: Context, termId: string, label: string): Effects {
  const before = context.file.row('term', termId);
  if (before?.state !== 'open') return noEffects;
  return { patches: [{ table: 'term', row: next(before, { label }) }], entries: [] };
}

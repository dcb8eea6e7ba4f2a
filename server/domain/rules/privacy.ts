/** Personal data: keeping a record longer, ordering an erasure, setting how long kinds are kept (152-ФЗ). */
import type { RetentionChange } from '../../contract/index.js';
import { changed } from '../change.js';
import { decide, entryOf, noteOf, refuse, type Context, type Rule } from '../decide.js';
import { holdIdOf, type Hold } from '../erasure.js';
import { isSettled, isShorter, termsInForce } from '../keeping.js';
import { marked, unlessSeen } from '../marks.js';
import type { Office } from '../office.js';
import { partThing } from '../parts.js';
import type { Settings } from '../settings.js';
import { orderErasure } from './erasing.js';

/**
 * Keeps a record longer than its rule; null lifts it. A day that the rule outlasts shortens nothing.
 * Refuses: notFound, erased, editedMeanwhile.
 */
export const keep: Rule<'data:keep'> = (_office, { subject, seen, until, reason }, context) => {
  const { kind, id } = subject;
  const record = context.file.kept(subject, context.dayOf(context.now));
  if (record === null) return refuse('notFound', { field: 'subject' });
  if (record.isErased) return refuse('erased');
  const holdId = holdIdOf(subject);
  const before = context.file.row('hold', holdId);
  if ((before?.revision ?? 0) !== seen) return refuse('editedMeanwhile', { thing: 'hold' });
  const note = noteOf(context, null, reason);
  const row: Hold = {
    holdId,
    revision: seen + 1,
    subject: { kind, id },
    until,
    by: context.actor.actorId,
    at: context.now,
    noteId: note.noteId,
  };
  return decide({
    patches: [{ table: 'hold', row }, ...note.patches],
    entries: [entryOf(context, 'data:kept', { subjectKind: kind, subjectId: id, keptUntil: until, ...note.told })],
    reply: { visitId: null },
  });
};

/** Orders an erasure of what may go. Refuses: notFound, notNow (work on it is open), keptByLaw, stale. */
export const erase: Rule<'data:erase'> = (office, { subjects, basis, reason }, context) =>
  orderErasure(office, { subjects, basis, reason }, context);

/** The terms of the office over those of the rules; null goes back to the rule. */
function withTerms(office: Office, change: RetentionChange): Office['settings']['retention'] {
  const codes = Object.keys(change);
  const kept = Object.entries(office.settings.retention).filter(([code]) => !codes.includes(code));
  const said = Object.entries(change).filter(([, period]) => period !== null);
  return Object.fromEntries([...kept, ...said].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Every settled term, as the journal tells it; what is kept for ever is not told. */
const toldTerms = ({ settledTerms }: Settings) =>
  Object.entries(settledTerms?.terms ?? {}).flatMap(([code, period]) => (period === null ? [] : [{ code, ...period }]));

/** Every term as it stands with these settings, settled by whoever presses; nothing when it is so settled already. */
function settling(office: Office, settings: Settings, context: Context): Settings['settledTerms'] {
  if (isSettled(office.retention, settings)) return settings.settledTerms;
  return { at: context.now, by: context.actor.actorId, terms: termsInForce(office.retention, settings) };
}

/**
 * Sets terms of keeping, and settles all of them where that is said: a change alone settles nothing, so that one term
 * that was put right puts no other one into force. Refuses: editedMeanwhile, retentionBound, badAnswer.
 */
export const setRetention: Rule<'retention:set'> = (office, { seen, retention, isSettled: isConfirmed }, context) => {
  const thing = partThing('retention');
  const meanwhile = unlessSeen(office, thing, seen);
  if (meanwhile !== null) return meanwhile;
  for (const [code, period] of Object.entries(retention)) {
    const rule = [...office.retention.values()].find((one) => one.code === code);
    if (rule === undefined || rule.least === null) return refuse('badAnswer', { field: code });
    if (period !== null && isShorter(period, rule.least)) {
      const { n, unit } = rule.least;
      return refuse('retentionBound', { code, n, unit });
    }
  }
  const becoming = withTerms(office, retention);
  const told = changed(office.settings.retention, becoming);
  const gone = Object.keys(office.settings.retention).filter((code) => !(code in becoming));
  const isChanged = Object.keys(told.after).length + gone.length > 0;
  const changedTo = { ...office.settings, retention: becoming };
  const settings = isConfirmed ? { ...changedTo, settledTerms: settling(office, changedTo, context) } : changedTo;
  const isNewlySettled = settings.settledTerms !== office.settings.settledTerms;
  if (!isChanged && !isNewlySettled) return decide({ patches: [], entries: [], reply: { visitId: null } });
  const mark = marked(office, thing, context);
  const before = Object.fromEntries(
    Object.entries(office.settings.retention).filter(([code]) => code in told.after || gone.includes(code)),
  );
  return decide({
    patches: [{ table: 'settings', row: settings }, mark.patch],
    entries: [
      ...(isChanged ? [entryOf(context, 'retention:set', { before, after: told.after })] : []),
      ...(isNewlySettled ? [entryOf(context, 'retention:settled', { terms: toldTerms(settings) })] : []),
    ],
    reply: { visitId: null },
  });
};

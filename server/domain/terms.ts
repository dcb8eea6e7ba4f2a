/**
 * Terms of the regulation as they run: begun by an event, ended by what was due, breached when the day has passed.
 * Which terms there are, of how many days and from which event, is the pack's; the days are the working calendar's.
 */
import type { DueFace, TermFace, TermSubject } from '../contract/index.js';
import { addCalendarDays, term as count, type Due } from './calendar.js';
import { next, type Term } from './cases.js';
import { decide, type Context, type Ruling } from './decide.js';
import type { Office } from './office.js';
import type { Entry, Patch } from './patch.js';
import { overdueBy } from './overdue.js';
import { lawOf, type LawRef, type Laws } from './lawof.js';

/** What a part of a rule changes and tells; parts are put together into one decision. */
export interface Effects {
  patches: Patch[];
  entries: Entry[];
}

/** Effects one after another. */
export function together(...parts: readonly Effects[]): Effects {
  const all: Effects = { patches: [], entries: [] };
  for (const { patches, entries } of parts) {
    all.patches.push(...patches);
    all.entries.push(...entries);
  }
  return all;
}

export const noEffects: Effects = { patches: [], entries: [] };

/** What begins: the deadline's code of a pack, of what, for whom, from the day of the event. */
export interface TermSpec {
  code: string;
  packId: string;
  packVersion?: string;
  subject: { kind: TermSubject; id: string };
  visitId: string | null;
  /** «А014», «журнал № 3187», «протокол № 412»: never a name. */
  label: string;
  /** Who answers for it (п. 57). */
  userId: string;
  /** The day of the event in the office's zone: not counted. */
  from: string;
}

/** The id that a term of this subject has. */
export function termIdOf(code: string, subjectId: string): string {
  return `${subjectId}:${code}`;
}

function entry(context: Context, kind: string, term: Term, more: Record<string, unknown>): Entry {
  const { termId, code, subject } = term;
  return {
    at: context.now,
    kind,
    actor: context.actor.actorId,
    visitId: term.visitId,
    data: { termId, code, subject, ...more },
  };
}

/** When a deadline of a pack ends that began on a day; null where the pack gives no term of days. */
export function dueOf(office: Office, law: LawRef, code: string, from: string): Due | null {
  const days = lawOf(office, law)?.deadlines.get(code)?.days ?? null;
  return days === null ? null : count(office.calendar, { ...days, from });
}

/** Begins a term, or begins it anew from another day (п. 75). Nothing where the pack has no such term of days. */
export function beginTerm(office: Office, context: Context, spec: TermSpec): Effects {
  const due = dueOf(office, spec, spec.code, spec.from);
  if (due === null) return noEffects;
  const termId = termIdOf(spec.code, spec.subject.id);
  const before = context.file.row('term', termId);
  const row: Term = {
    ...spec,
    termId,
    revision: (before?.revision ?? 0) + 1,
    ref: lawOf(office, spec)?.deadlines.get(spec.code)?.ref ?? '',
    due,
    state: 'open',
    endedOn: null,
    endedBy: null,
    breachedOn: null,
    answeredBy: null,
  };
  return {
    patches: [{ table: 'term', row }],
    entries: [entry(context, before === null ? 'term:begun' : 'term:restarted', row, { from: spec.from, ...due })],
  };
}

/** An ended term runs again, with its day and its breach: what ended it did not hold. Nothing for one that runs. */
export function resumeTerm(context: Context, termId: string): Effects {
  const before = context.file.row('term', termId);
  if (before === null || before.state === 'open') return noEffects;
  const row = next(before, { state: 'open', endedOn: null, endedBy: null });
  const { from, due } = row;
  return { patches: [{ table: 'term', row }], entries: [entry(context, 'term:restarted', row, { from, ...due })] };
}

/** A term that runs goes on about another subject, with its day and its breach; `about` is new to the books. */
export function handOnTerm(context: Context, before: Term, about: Pick<Term, 'subject' | 'label' | 'userId'>): Effects {
  const termId = termIdOf(before.code, about.subject.id);
  const row: Term = { ...before, ...about, termId, revision: 1 };
  const { from, due } = row;
  const begun = entry(context, 'term:begun', row, { from, ...due, carries: before.termId });
  return together(voidTerm(context, before.termId), { patches: [{ table: 'term', row }], entries: [begun] });
}

/** A term whose ground is gone: void, but late when its day has passed already: a breach leaves a trace. */
export function dropTerm(context: Context, termId: string): Effects {
  const before = context.file.row('term', termId);
  const today = context.dayOf(context.now);
  const isPast = before !== null && 'due' in before.due && before.due.due < today;
  return isPast ? endTerm(context, termId, today, null) : voidTerm(context, termId);
}

/**
 * Ends a term by what was due: kept, or late when its day has passed. What was done in time and is told later was no
 * breach, whatever was thought meanwhile. Nothing when there is no such term or it is over.
 * @param on the day of what was done, in the office's zone
 * @param by the id of what ended it, when that is worth a link
 */
export function endTerm(context: Context, termId: string, on: string, by: string | null): Effects {
  const before = context.file.row('term', termId);
  if (before?.state !== 'open') return noEffects;
  // an undetermined term is kept: nobody can say that its day has passed
  const isLate = 'due' in before.due && on > before.due.due;
  const breachedOn = isLate ? before.breachedOn : null;
  const row = next(before, { state: isLate ? 'late' : 'kept', endedOn: on, endedBy: by, breachedOn });
  const told = before.breachedOn === breachedOn ? {} : { unbreached: before.breachedOn };
  return {
    patches: [{ table: 'term', row }],
    entries: [entry(context, isLate ? 'term:late' : 'term:kept', row, { on, by, ...told })],
  };
}

/** Takes a term away whose ground is gone: nothing was handed in after all. */
export function voidTerm(context: Context, termId: string): Effects {
  const before = context.file.row('term', termId);
  if (before?.state !== 'open') return noEffects;
  const row = next(before, { state: 'void', endedOn: context.dayOf(context.now) });
  return { patches: [{ table: 'term', row }], entries: [entry(context, 'term:void', row, {})] };
}

/** How an open term stands on a day. */
export function standingOf(term: Term, today: string, soonUntil: string): TermFace['standing'] {
  if (term.state !== 'open') return 'ended';
  if (!('due' in term.due)) return 'undetermined';
  if (term.due.due < today) return 'overdue';
  return term.due.due <= soonUntil ? 'soon' : 'running';
}

/** What a term needs around it to be shown. */
export interface AroundTerm extends Laws {
  /** The office's day, and the last day that is «soon». */
  today: string;
  soonUntil: string;
  /** Short name of a person; empty for nobody known. */
  shortOf: (userId: string) => string;
}

/** What the terms of this office need around them on a day. */
export function aroundOf({ regulations, versions, settings, people }: Office, today: string): AroundTerm {
  return {
    regulations,
    versions,
    today,
    soonUntil: addCalendarDays(today, settings.soonDays),
    shortOf: (userId) => people.get(userId)?.short ?? '',
  };
}

/** When a term ends, as screens have it. */
export function dueFace(due: Due): DueFace {
  return 'due' in due ? { day: due.due, undetermined: null } : { day: null, undetermined: due.undetermined };
}

/** A term as screens show it. */
export function faceOf(term: Term, around: AroundTerm): TermFace {
  const { termId, code, ref, subject, visitId, label, from, state, endedOn, endedBy } = term;
  return {
    termId,
    code,
    title: lawOf(around, term)?.deadlines.get(code)?.title ?? { ru: code, en: code },
    ref,
    subject,
    visitId,
    label,
    from,
    due: dueFace(term.due),
    state,
    standing: standingOf(term, around.today, around.soonUntil),
    endedOn,
    endedBy,
    operator: around.shortOf(term.userId),
  };
}

/** Does a draft that came in time do what is due? It is judged by the day of receipt, when it is registered. */
function isAnswered({ answeredBy }: Term, due: string, context: Context): boolean {
  const draft = context.file.row('submission', answeredBy ?? '');
  return draft?.state === 'draft' && draft.receivedDay <= due;
}

/** Breaches recorded in one ruling at most: the line stays short after a long time closed. */
const breachesAtOnce = 50;

/**
 * What time alone rules of terms: a term whose day has passed is recorded as breached, once; one that was undetermined
 * and whose year the calendar knows now gets its day. Null when there is nothing to rule.
 */
export function passTerms(office: Office, context: Context): Ruling | null {
  const today = context.dayOf(context.now);
  const into: Effects = { patches: [], entries: [] };
  for (const open of office.terms.values()) {
    if (into.patches.length >= breachesAtOnce) break;
    if ('due' in open.due) {
      if (open.due.due >= today || open.breachedOn !== null) continue;
      if (isAnswered(open, open.due.due, context)) continue;
      const row = next(open, { breachedOn: today });
      into.patches.push({ table: 'term', row });
      into.entries.push(entry(context, 'term:breached', row, { due: open.due.due, userId: open.userId }));
      const more = overdueBy(open, context);
      into.patches.push(...more.patches);
      into.entries.push(...more.entries);
    } else if (office.calendar.has(open.due.undetermined)) {
      const due = dueOf(office, open, open.code, open.from);
      if (due === null || !('due' in due)) continue;
      const row = next(open, { due });
      into.patches.push({ table: 'term', row });
      into.entries.push(entry(context, 'term:determined', row, { ...due }));
    }
  }
  return into.patches.length === 0 ? null : decide({ ...into, reply: null });
}

/** The next number of a yearly sequence: without gaps, because it is given in the commit of what is numbered. */
export function nextNumber(context: Context, name: string, year: number): { number: number; patches: Patch[] } {
  const sequenceId = `${name}:${year}`;
  const before = context.file.row('sequence', sequenceId);
  const number = (before?.last ?? 0) + 1;
  return {
    number,
    patches: [{ table: 'sequence', row: { sequenceId, revision: (before?.revision ?? 0) + 1, last: number } }],
  };
}

/**
 * Checks of the office's work (п. 51-54): their ground and period, what was found, the conclusion. The journal is told
 * codes, days and seals; what people wrote stands in the check, and in notes as it was at each act.
 */
import type { CheckContent } from '../../contract/index.js';
import { next, type Check } from '../cases.js';
import { decide, isRefused, noteOf, refuse, type Context, type Refused, type Rule, type Ruling } from '../decide.js';

/** Findings of one check: more is a list that nobody reads. */
const findingsAtMost = 500;

type Saved = { checkId: string; revision: number };

/**
 * What is wrong with a check as typed: its field, null for nothing. An unplanned one names its cause (п. 54), a planned
 * one has none; what is checked is work that was done, so no period reaches beyond today.
 */
export function wrongField({ kind, cause, from, until }: CheckContent, today: string): string | null {
  if ((kind === 'planned') !== (cause === null)) return 'cause';
  if (from > today) return 'from';
  return until < from || until > today ? 'until' : null;
}

/** The check that may still be changed. Refuses: notFound, caseChanged, notNow (closed). */
function openCheck({ checkId, revision }: Saved, context: Context): Check | Refused {
  const check = context.file.row('check', checkId);
  if (check === null) return refuse('notFound', { field: 'checkId' });
  if (check.state === 'closed') return refuse('notNow', { state: check.state });
  return check.revision === revision ? check : refuse('caseChanged', { revision: check.revision });
}

/** Writes the check as it becomes; the words of this act go into a note, its seal into the journal. */
function put(
  row: Check,
  context: Context,
  act: { kind: string; visitId: string | null; words: string; told: Record<string, unknown> },
): Ruling<Saved> {
  const { checkId, revision } = row;
  const { visitId } = act;
  const note = noteOf(context, visitId, act.words);
  const data = { checkId, revision, ...act.told, ...note.told };
  return decide({
    patches: [{ table: 'check', row }, ...note.patches],
    entries: [{ at: context.now, kind: act.kind, actor: context.actor.actorId, visitId, data }],
    reply: { checkId, revision },
  });
}

/**
 * Records a check, or its ground, period and officers better. A period that leaves the ticket of a finding outside is
 * wrong. Refuses: notFound, caseChanged, notNow (closed), badAnswer (cause, from, until).
 */
export const save: Rule<'check:save'> = (_office, press, context) => {
  const { content } = press;
  const field = wrongField(content, context.dayOf(context.now));
  if (field !== null) return refuse('badAnswer', { field });
  if (press.checkId === null) {
    const row: Check = {
      checkId: context.id(),
      revision: 1,
      state: 'open',
      content,
      findings: [],
      begunAt: context.now,
      by: context.actor.actorId,
      conclusion: '',
      closedAt: null,
      erased: null,
    };
    return saved(row, context);
  }
  const before = openCheck({ checkId: press.checkId, revision: press.revision }, context);
  if (isRefused(before)) return before;
  const days = before.findings.flatMap(({ day }) => day ?? []);
  if (days.some((day) => day < content.from)) return refuse('badAnswer', { field: 'from' });
  if (days.some((day) => day > content.until)) return refuse('badAnswer', { field: 'until' });
  // a second press over the same words tells the journal nothing
  if (JSON.stringify(before.content) === JSON.stringify(content))
    return decide({ patches: [], entries: [], reply: { checkId: before.checkId, revision: before.revision } });
  return saved(next(before, { content }), context);
};

function saved(row: Check, context: Context): Ruling<Saved> {
  const { kind, cause, from, until, officers, ground, subject } = row.content;
  return put(row, context, {
    kind: 'check:saved',
    visitId: null,
    words: [ground, subject, ...officers].join('\n'),
    told: { checkKind: kind, cause, fromDay: from, untilDay: until, officers: officers.length },
  });
}

/**
 * Records what was found, of a ticket of the period or of the work as a whole.
 * Refuses: notFound, caseChanged, notNow (closed), badAnswer (visitId: a ticket of another time), limitReached.
 */
export const addFinding: Rule<'check:addFinding'> = (office, press, context) => {
  const before = openCheck(press, context);
  if (isRefused(before)) return before;
  if (before.findings.length >= findingsAtMost) return refuse('limitReached', { limit: findingsAtMost });
  const { visitId, text } = press;
  const ticket = visitId === null ? null : (office.visits.get(visitId) ?? context.file.ticket(visitId));
  if (visitId !== null && ticket === null) return refuse('notFound', { field: 'visitId' });
  const { from, until } = before.content;
  if (ticket !== null && (ticket.day < from || ticket.day > until)) return refuse('badAnswer', { field: 'visitId' });
  const finding: Check['findings'][number] = {
    findingId: context.id(),
    text,
    visitId,
    number: ticket?.number ?? null,
    day: ticket?.day ?? null,
    at: context.now,
    by: context.actor.actorId,
  };
  return put(next(before, { findings: [...before.findings, finding] }), context, {
    kind: 'check:findingAdded',
    visitId,
    words: text,
    told: { findingId: finding.findingId },
  });
};

/** Takes a finding away while the check is open; the journal keeps that it stood there. Refuses: notFound, caseChanged, notNow. */
export const removeFinding: Rule<'check:removeFinding'> = (_office, press, context) => {
  const before = openCheck(press, context);
  if (isRefused(before)) return before;
  const { findingId } = press;
  const gone = before.findings.find((one) => one.findingId === findingId);
  if (gone === undefined) return refuse('notFound', { field: 'findingId' });
  const findings = before.findings.filter((one) => one !== gone);
  return put(next(before, { findings }), context, {
    kind: 'check:findingRemoved',
    visitId: gone.visitId,
    words: '',
    told: { findingId },
  });
};

/** Ends it with a conclusion; nothing changes afterwards. Refuses: notFound, caseChanged, notNow (closed). */
export const close: Rule<'check:close'> = (_office, press, context) => {
  const before = openCheck(press, context);
  if (isRefused(before)) return before;
  const { conclusion } = press;
  const { from, until } = before.content;
  const row = next(before, { state: 'closed', conclusion, closedAt: context.now });
  return put(row, context, {
    kind: 'check:closed',
    visitId: null,
    words: conclusion,
    told: { fromDay: from, untilDay: until, found: before.findings.length },
  });
};

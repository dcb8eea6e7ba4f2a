/**
 * How a thing of the settings is changed, whichever it is: whoever saw an older revision is told; what a running day
 * bears is in force from the press on, the rest waits for the opening of the next day; and the journal tells both.
 */
import type { Taken } from '../contract/index.js';
import { addCalendarDays } from './calendar.js';
import { differing, isSame, only, takenLater, takenNothing, takenNow } from './change.js';
import { decide, entryOf, isRefused, type Context, type Refused, type Ruling } from './decide.js';
import { marked, unlessSeen } from './marks.js';
import type { Office } from './office.js';
import type { Entry, Patch } from './patch.js';
import type { Planned, PlannedChange } from './planned.js';
import { told } from './telling.js';

/** A change as its rule has judged it. */
export interface Judged {
  /** As marks name it. */
  thing: string;
  /** Of the entry: `queue:set`. */
  kind: string;
  /** What the entry tells besides the change: ids, parts. */
  about: Record<string, unknown>;
  /** The value as it stands, and as it was sent. */
  before: object;
  after: object;
  /** Fields that a running day does not bear. */
  later: readonly string[];
  /** The rows of the change when only these fields take effect. */
  write: (fields: readonly string[]) => Patch[];
  /** What waits: of the value only these fields are meant, and some as they waited before. Null where nothing waits. */
  plan: ((fields: string[], waits: Record<string, unknown>) => PlannedChange) | null;
  /** It is stored at once, and yet the day that runs goes on without it. */
  sparesDay?: boolean;
}

/**
 * The day whose numbers still count: the one that runs, and one that was closed today, because it may be opened again.
 * Null between days.
 */
export function liveDay({ day }: Pick<Office, 'day'>, context: Context): string | null {
  if (day === null) return null;
  return day.phase !== 'closed' || day.day === context.dayOf(context.now) ? day.day : null;
}

/** From when what cannot be now takes effect: the day after the one that counts, else the next one that is opened. */
export function dayAhead(office: Pick<Office, 'day'>, context: Context): string {
  const live = liveDay(office, context);
  return live === null ? context.dayOf(context.now) : addCalendarDays(live, 1);
}

/** What waits for this thing. */
export function planOf(office: Pick<Office, 'planned'>, thing: string): Planned | null {
  for (const planned of office.planned.values()) if (planned.thing === thing) return planned;
  return null;
}

/** The value that a plan carries. */
export function valueOf(change: PlannedChange): object {
  return change.what === 'part' ? change.change.value : change.value;
}

/** A plan that is taken out of the waiting, and why: `replaced`, `person`, or the refusal that it met. */
export function dropped(context: Context, row: Planned, why: string): { patch: Patch; entry: Entry } {
  const { plannedId, thing, fromDay } = row;
  return {
    patch: { table: 'planned', row, isGone: true },
    entry: entryOf(context, 'settings:dropped', { thing, plannedId, fromDay, why }),
  };
}

/**
 * Rules upon a change. What waited for the same thing goes on waiting, but for the fields that this press names.
 * Refuses: editedMeanwhile, and whatever the judgement refuses.
 */
export function change(
  office: Office,
  { thing, seen }: { thing: string; seen: number },
  judge: () => Judged | Refused,
  context: Context,
): Ruling<Taken> {
  const meanwhile = unlessSeen(office, thing, seen);
  if (meanwhile !== null) return meanwhile;
  const judged = judge();
  if (isRefused(judged)) return judged;
  const { before, after, plan } = judged;
  const fields = differing(before, after);
  const now = fields.filter((field) => plan === null || !judged.later.includes(field));
  const later = fields.filter((field) => !now.includes(field));
  const waiting = planOf(office, thing);
  const waits = waiting === null ? {} : only(valueOf(waiting.change), waiting.change.fields);
  const kept = Object.keys(waits).filter((field) => !fields.includes(field));
  const planned = plan === null ? null : plannedRow(judged, { kept, later, waits }, office, context);
  if (now.length === 0 && (later.length === 0 || isSame(waits, only(after, later))))
    return decide({
      patches: [],
      entries: [],
      reply: waiting === null || later.length === 0 ? takenNothing(seen) : takenLater(seen, waiting.fromDay),
    });

  const mark = marked(office, thing, context);
  const patches: Patch[] = [mark.patch];
  const entries: Entry[] = [];
  if (now.length > 0) {
    const { data, patches: notes } = told(only(before, now), only(after, now), context);
    patches.push(...judged.write(now), ...notes);
    entries.push(entryOf(context, judged.kind, { ...judged.about, ...data, revision: mark.revision }));
  }
  if (waiting !== null && (later.length > 0 || kept.length < Object.keys(waits).length)) {
    const gone = dropped(context, waiting, 'replaced');
    patches.push(gone.patch);
    entries.push(gone.entry);
    if (planned !== null) patches.push({ table: 'planned', row: planned, isGone: false });
  } else if (waiting === null && planned !== null) patches.push({ table: 'planned', row: planned, isGone: false });
  if (planned !== null && later.length > 0) {
    const { data, patches: notes } = told(only(before, later), only(after, later), context);
    patches.push(...notes);
    const { plannedId, fromDay } = planned;
    entries.push(entryOf(context, 'settings:planned', { thing, plannedId, fromDay, ...data, revision: mark.revision }));
  }
  const isLater = later.length > 0 || judged.sparesDay === true;
  const from = planned?.fromDay ?? dayAhead(office, context);
  const taken = isLater ? takenLater(mark.revision, from) : takenNow(mark.revision);
  // whoever presses is told what will not be: what waited is gone for good, also when this change is taken back
  const given = only(after, now);
  const lost = Object.keys(waits).filter((field) => now.includes(field) && !isSame(waits[field], given[field]));
  if (waiting === null || lost.length === 0) return decide({ patches, entries, reply: taken });
  const gone = { thing, from: waiting.fromDay, fields: lost };
  return decide({ patches, entries, reply: { ...taken, dropped: [gone] } });
}

/** What waits after this press: the fields that waited and were not named, and those that it adds; null when none. */
function plannedRow(
  { thing, plan }: Judged,
  { kept, later, waits }: { kept: string[]; later: string[]; waits: Record<string, unknown> },
  office: Office,
  context: Context,
): Planned | null {
  const fields = [...kept, ...later];
  if (plan === null || fields.length === 0) return null;
  return {
    plannedId: context.id(),
    thing,
    fromDay: dayAhead(office, context),
    change: plan(fields, only(waits, kept)),
    by: context.actor.actorId,
    at: context.now,
  };
}

/** Which pack is in force from which day, and the years of the working calendar. */
import type { CalendarLists, PackReply, Taken } from '../../contract/index.js';
import { takenLater, takenNothing, takenNow } from '../change.js';
import { change, type Judged } from '../edit.js';
import { decide, entryOf, isRefused, refuse, type Context, type Refused, type Rule, type Ruling } from '../decide.js';
import { inForceThing, lackedBy, lawDay, packOn, packThing, type PackFace } from '../law.js';
import { versionKey } from '../lawof.js';
import { marked, revisionOf, unlessSeen } from '../marks.js';
import type { Office } from '../office.js';
import { told } from '../telling.js';
import { faultsOfYear, workingDaysOf } from '../yearlists.js';

/** A pack that was read and found sound, and its canonical content. */
export interface SoundPack extends Pick<PackFace, 'packId' | 'version' | 'hash' | 'title' | 'services'> {
  content: string;
}

/** Packs that an office keeps at most: each is read with every start. */
const mostPacks = 50;

/**
 * Keeps a pack that was handed in; it holds from no day yet. One of an id under which nothing is offered here is not
 * kept, nor is one too many; both are told as faults. Refuses: alreadyDone (a version has one content for ever).
 */
export function keepPack(sound: SoundPack): (office: Office, context: Context) => Ruling<PackReply> {
  return (office, context) => {
    const { content, ...read } = sound;
    const { packId, version, hash } = read;
    const notKept = (place: string, why: string) =>
      decide<PackReply>({ patches: [], entries: [], reply: { packRowId: null, faults: [{ place, why }] } });
    if (!office.regulations.has(packId)) return notKept('id', `no service of the office is under «${packId}»`);
    const isKnown = [...office.packs.values()].some((pack) => pack.packId === packId && pack.version === version);
    if (isKnown || office.versions.has(versionKey(packId, version))) return refuse('alreadyDone', { version });
    if (office.packs.size >= mostPacks) return notKept('the whole file', `an office keeps at most ${mostPacks} packs`);
    const { actorId } = context.actor;
    const row: PackFace = {
      packRowId: context.id(),
      ...read,
      uploadedAt: context.now,
      uploadedBy: actorId,
      fromDay: null,
    };
    const { packRowId } = row;
    return decide({
      patches: [{ table: 'pack', row, content }],
      entries: [entryOf(context, 'pack:uploaded', { packRowId, packId, version, hash })],
      reply: { packRowId, faults: [] },
    });
  };
}

/** The last day whose law can no longer be changed: today, or the day that runs past midnight. */
function lastSettled(office: Office, context: Context): string {
  const today = context.dayOf(context.now);
  const running = lawDay(office, today);
  return running > today ? running : today;
}

/** The day of a pack is another one, or none: its row, its mark, its entry. */
function dated(office: Office, before: PackFace, fromDay: string | null, context: Context): Ruling<Taken> {
  const { packRowId, packId, version, hash } = before;
  const mark = marked(office, packThing(packRowId), context);
  const { data } = told({ fromDay: before.fromDay }, { fromDay }, context);
  const kind = fromDay === null ? 'pack:dropped' : 'pack:planned';
  return decide({
    patches: [{ table: 'pack', row: { ...before, fromDay }, content: null }, mark.patch],
    entries: [entryOf(context, kind, { packRowId, packId, version, hash, ...data, revision: mark.revision })],
    reply: fromDay === null ? takenNow(mark.revision) : takenLater(mark.revision, fromDay),
  });
}

/** The pack of a press, whose day has not come. Refuses: notFound, editedMeanwhile, tooLate. */
function stillAhead(
  office: Office,
  { packRowId, seen }: { packRowId: string; seen: number },
  context: Context,
): PackFace | Refused {
  const pack = office.packs.get(packRowId);
  if (pack === undefined) return refuse('notFound', { field: 'packRowId' });
  const meanwhile = unlessSeen(office, packThing(packRowId), seen);
  if (meanwhile !== null) return meanwhile;
  if (pack.fromDay !== null && pack.fromDay <= lastSettled(office, context)) return refuse('tooLate');
  return pack;
}

/**
 * A pack is to hold from a day on: with the opening of that day, never amid one.
 * Refuses: notFound, editedMeanwhile, tooLate (not after today, or it holds already), packUnfit (service), inUse (another
 * version begins that very day).
 */
export const forcePack: Rule<'pack:force'> = (office, press, context) => {
  const pack = stillAhead(office, press, context);
  if (isRefused(pack)) return pack;
  const { fromDay, seen } = press;
  if (fromDay <= lastSettled(office, context)) return refuse('tooLate');
  const [lacked] = lackedBy(office, pack);
  if (lacked !== undefined) return refuse('packUnfit', { service: lacked.title.ru });
  const rivals = [...office.packs.values()].filter(
    (other) => other.packId === pack.packId && other.packRowId !== pack.packRowId,
  );
  const rival = rivals.find((other) => other.fromDay === fromDay);
  if (rival !== undefined) return refuse('inUse', { version: rival.version, day: fromDay });
  if (pack.fromDay === fromDay) return decide({ patches: [], entries: [], reply: takenNothing(seen) });
  return dated(office, pack, fromDay, context);
};

/** Its day is taken back. Refuses: notFound, editedMeanwhile, tooLate (it has come). */
export const dropPack: Rule<'pack:drop'> = (office, press, context) => {
  const pack = stillAhead(office, press, context);
  if (isRefused(pack)) return pack;
  if (pack.fromDay === null) return decide({ patches: [], entries: [], reply: takenNothing(press.seen) });
  return dated(office, pack, null, context);
};

/** Packs that hold on a day, of those that were handed in. */
function dueOn(office: Office, day: string): PackFace[] {
  return [...office.regulations.keys()].flatMap((packId) => packOn(office.packs.values(), packId, day) ?? []);
}

/** Does the office still go by another law than that of this day? Then it is to be read anew. */
export function isLawBehind(office: Office, day: string): boolean {
  return dueOn(office, day).some(({ packId, version }) => office.regulations.get(packId)?.version !== version);
}

/** Packs by which the office goes since this day, and of which nothing was told yet. */
export function newsOfLaw(office: Office, day: string): PackFace[] {
  return dueOn(office, day).filter(
    ({ packId, version, packRowId }) =>
      office.regulations.get(packId)?.version === version && revisionOf(office, inForceThing(packRowId)) === 0,
  );
}

/** Tells once of a law that came into force; null when all is told. */
export function passLaw(office: Office, day: string, context: Context): Ruling | null {
  const news = newsOfLaw(office, day);
  if (news.length === 0) return null;
  return decide({
    patches: news.map(({ packRowId }) => marked(office, inForceThing(packRowId), context).patch),
    entries: news.map(({ packRowId, packId, version, hash, fromDay }) =>
      entryOf(context, 'pack:inForce', { packRowId, packId, version, hash, fromDay }),
    ),
    reply: null,
  });
}

/** As marks name a year of the calendar. */
export const yearThing = (year: number): string => `calendar:${year}`;

/** Of a year that nobody gave. */
const noYear: Partial<CalendarLists> = {};

/**
 * A year of the working calendar, at once: terms that waited for it are determined by the clockwork after it. What was
 * determined already stays as it was told to people on paper.
 * Refuses: editedMeanwhile, badAnswer (field, and the day or how many days the lists make).
 */
export const setYear: Rule<'calendar:set'> = (office, press, context) => {
  const { year, lists, seen } = press;
  const thing = yearThing(year);
  const judge = (): Judged | Refused => {
    const [fault] = faultsOfYear(year, lists);
    if (fault !== undefined) {
      const { field, day } = fault;
      return refuse('badAnswer', day === null ? { field, count: workingDaysOf(year, lists) } : { field, day });
    }
    return {
      thing,
      kind: 'calendar:set',
      about: { year },
      before: office.ownYears.get(year)?.lists ?? office.programYears.get(year) ?? noYear,
      after: lists,
      later: [],
      write: () => [{ table: 'calendarYear', row: { year, lists } }],
      plan: null,
    };
  };
  return change(office, { thing, seen }, judge, context);
};

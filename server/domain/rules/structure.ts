/** Queues and work profiles: added, changed and retired, never deleted. Booths have a file of their own. */
import type { ProfileValue, QueueValue, Taken } from '../../contract/index.js';
import { only, takenNow } from '../change.js';
import { change, type Judged } from '../edit.js';
import { decide, entryOf, refuse, turned, type Context, type Refused, type Rule, type Ruling } from '../decide.js';
import { isLetterInUse, unlessLetterFree } from '../letters.js';
import { marked, unlessSeen } from '../marks.js';
import type { Office } from '../office.js';
import type { Patch, Retirable } from '../patch.js';
import type { Queue } from '../services.js';
import { told } from '../telling.js';
import { profileValue, queueValue, thingOf } from '../things.js';
import { isStranded } from '../wait.js';

/** A thing that is new, or comes back from the retired: its rows, its first mark and its entry. */
export function added(
  spec: { of: Retirable; id: string; patches: Patch[]; value: object; isBack: boolean },
  office: Office,
  context: Context,
): Ruling<Taken> {
  const { of, id, value, isBack } = spec;
  const mark = marked(office, thingOf(of, id), context);
  const { data, patches: notes } = told(null, value, context);
  const back: Patch[] = isBack ? [{ table: 'retired', of, id, at: null }] : [];
  return decide({
    patches: [...back, ...spec.patches, mark.patch, ...notes],
    entries: [entryOf(context, `${of}:added`, { [`${of}Id`]: id, ...(isBack ? { isBack } : {}), ...data })],
    reply: takenNow(mark.revision, id),
  });
}

/** A thing that goes out of use, when `fault` finds nothing against it. Refuses: editedMeanwhile, notFound. */
export function retired(
  spec: { of: Retirable; id: string; seen: number; isThere: boolean; fault: () => Refused | null },
  office: Office,
  context: Context,
): Ruling<Taken> {
  const { of, id, seen } = spec;
  const thing = thingOf(of, id);
  const against = unlessSeen(office, thing, seen);
  if (against !== null) return against;
  if (!spec.isThere) return refuse('notFound', { field: `${of}Id` });
  const fault = spec.fault();
  if (fault !== null) return fault;
  const mark = marked(office, thing, context);
  return decide({
    patches: [{ table: 'retired', of, id, at: context.now }, mark.patch],
    entries: [entryOf(context, `${of}:retired`, { [`${of}Id`]: id })],
    reply: takenNow(mark.revision),
  });
}

/** A letter that was retired comes back with its queue. Refuses: letterTaken. */
export const addQueue: Rule<'queue:add'> = (office, press, context) => {
  const { value } = press;
  const back = [...office.retired.queue.values()].find(({ letter }) => letter === value.letter);
  const taken = unlessLetterFree(office, value.letter, back === undefined ? [] : [back.queueId]);
  if (taken !== null) return taken;
  const queueId = back?.queueId ?? context.id();
  const patches: Patch[] = [{ table: 'queue', row: { queueId, ...value } }];
  return added({ of: 'queue', id: queueId, patches, value, isBack: back !== undefined }, office, context);
};

/** A queue as it was sent: another letter waits while a number of the old or the new one lives. */
export function judgeQueue(
  office: Office,
  { queueId, value }: { queueId: string; value: QueueValue },
  context: Context,
): Judged | Refused {
  const queue = office.queues.get(queueId);
  if (queue === undefined) return refuse('notFound', { field: 'queueId' });
  const taken = value.letter === queue.letter ? null : unlessLetterFree(office, value.letter, [queueId]);
  if (taken !== null) return taken;
  const isNumbered = [queue.letter, value.letter].some((letter) => isLetterInUse(office, letter, context));
  return judgedQueue(queue, value, isNumbered ? ['letter'] : []);
}

function judgedQueue(queue: Queue, value: QueueValue, later: string[]): Judged {
  const { queueId } = queue;
  return {
    thing: thingOf('queue', queueId),
    kind: 'queue:set',
    about: { queueId },
    before: queueValue(queue),
    after: value,
    later,
    write: (fields) => [{ table: 'queue', row: { ...queue, ...only(value, fields) } }],
    plan: (fields, waits) => ({ what: 'queue', queueId, fields, value: { ...value, ...waits } }),
  };
}

/** Another letter waits for tomorrow while the day has a ticket of either. Refuses: notFound, editedMeanwhile, letterTaken. */
export const setQueue: Rule<'queue:set'> = (office, press, context) => {
  const thing = thingOf('queue', press.queueId);
  return change(office, { thing, seen: press.seen }, () => judgeQueue(office, press, context), context);
};

/**
 * Two queues exchange their letters: neither has to wait until the other one is free. Never while somebody has a number
 * of either, because both letters would be called for two lines. A letter that either was to get on a coming day is
 * given up, and the answer tells it. Refuses: notFound, editedMeanwhile, letterTaken, inUse.
 */
export const swapQueues: Rule<'queue:swap'> = (office, press, context) => {
  const [one, other] = [office.queues.get(press.queueId), office.queues.get(press.withId)];
  if (one === undefined) return refuse('notFound', { field: 'queueId' });
  if (other === undefined || other === one) return refuse('notFound', { field: 'withId' });
  const meanwhile =
    unlessSeen(office, thingOf('queue', one.queueId), press.seen) ??
    unlessSeen(office, thingOf('queue', other.queueId), press.withSeen);
  if (meanwhile !== null) return meanwhile;
  const own = [one.queueId, other.queueId];
  for (const { letter } of [one, other]) {
    const taken = unlessLetterFree(office, letter, own);
    if (taken !== null) return taken;
    if (isLetterInUse(office, letter, context)) return refuse('inUse', { letter });
  }
  const give = (queue: Queue, letter: string, seen: number) =>
    change(
      office,
      { thing: thingOf('queue', queue.queueId), seen },
      () => judgedQueue(queue, { ...queueValue(queue), letter }, []),
      context,
    );
  const mine = give(one, other.letter, press.seen);
  if (!mine.ok) return mine;
  const theirs = give(other, one.letter, press.withSeen);
  if (!theirs.ok) return theirs;
  const lost = [mine, theirs].flatMap(({ decision }) => decision.reply.dropped ?? []);
  return decide({
    // the books know no two queues of one letter, not for a moment either
    patches: [{ table: 'queue', row: { ...one, letter: '' } }, ...theirs.decision.patches, ...mine.decision.patches],
    entries: [...mine.decision.entries, ...theirs.decision.entries],
    reply: lost.length === 0 ? mine.decision.reply : { ...mine.decision.reply, dropped: lost },
  });
};

/** Refuses: notFound, editedMeanwhile, inUse (count of services, or of its living tickets). */
export const retireQueue: Rule<'queue:retire'> = (office, press, context) => {
  const { queueId, seen } = press;
  const of = (row: { queueId: string }) => row.queueId === queueId;
  const fault = () => {
    const living = [...office.visits.values()].filter((visit) => of(visit) && visit.endedAt === null).length;
    const count = [...office.services.values()].filter(of).length || living;
    return count > 0 ? refuse('inUse', { count }) : null;
  };
  return retired({ of: 'queue', id: queueId, seen, isThere: office.queues.has(queueId), fault }, office, context);
};

const unlessServices = ({ services }: Office, value: ProfileValue): Refused | null =>
  value.services.every(({ serviceId }) => services.has(serviceId)) ? null : refuse('notFound', { field: 'serviceId' });

/** Refuses: notFound (a service). */
export const addProfile: Rule<'profile:add'> = (office, press, context) => {
  const { value } = press;
  const unknown = unlessServices(office, value);
  if (unknown !== null) return unknown;
  const profileId = context.id();
  const patches: Patch[] = [{ table: 'profile', row: { profileId, ...value } }];
  return added({ of: 'profile', id: profileId, patches, value, isBack: false }, office, context);
};

/** How many who wait now and could be called would lose their last open booth. */
function strandedBy(office: Office, profileId: string, value: ProfileValue): number {
  const after = { ...office, profiles: new Map(office.profiles).set(profileId, { profileId, ...value }) };
  let count = 0;
  for (const lane of office.index.lanes.values())
    for (const visit of lane) if (!isStranded(office, visit) && isStranded(after, visit)) count += 1;
  return count;
}

/** A profile as it was sent; the open booths that work by it turn, because who is next there may be another one now. */
export function judgeProfile(
  office: Office,
  { profileId, value, when }: { profileId: string; value: ProfileValue; when: 'now' | 'tomorrow' },
): Judged | Refused {
  const profile = office.profiles.get(profileId);
  if (profile === undefined) return refuse('notFound', { field: 'profileId' });
  const unknown = unlessServices(office, value);
  if (unknown !== null) return unknown;
  const count = when === 'now' ? strandedBy(office, profileId, value) : 0;
  if (count > 0) return refuse('wouldStrand', { count });
  return {
    thing: thingOf('profile', profileId),
    kind: 'profile:set',
    about: { profileId },
    before: profileValue(profile),
    after: value,
    later: when === 'now' ? [] : ['title', 'services'],
    write: (fields) => [
      { table: 'profile', row: { ...profile, ...only(value, fields) } },
      ...(fields.includes('services') ? turnsOf(office, profileId) : []),
    ],
    plan: (fields, waits) => ({ what: 'profile', profileId, fields, value: { ...value, ...waits } }),
  };
}

function turnsOf({ index, shifts, booths }: Office, profileId: string): Patch[] {
  return [...index.shiftOfBooth].flatMap(([boothId, shiftId]) => {
    const booth = booths.get(boothId);
    if (booth === undefined || shifts.get(shiftId)?.profileId !== profileId) return [];
    return [turned(booth, booth.freeSince)];
  });
}

/** Turns the open booths that work by it. Refuses: notFound, editedMeanwhile, wouldStrand (count). */
export const setWorkProfile: Rule<'profile:set'> = (office, press, context) => {
  const thing = thingOf('profile', press.profileId);
  return change(office, { thing, seen: press.seen }, () => judgeProfile(office, press), context);
};

/** Refuses: notFound, editedMeanwhile, inUse (a booth's own, an open shift's, or sent to somebody who was asked). */
export const retireProfile: Rule<'profile:retire'> = (office, press, context) => {
  const { profileId, seen } = press;
  const of = (row: { profileId: string | null }) => row.profileId === profileId;
  const fault = () => {
    const own = [...office.booths.values()].find(of);
    if (own !== undefined) return refuse('inUse', { booth: own.number });
    const isWorked = [...office.index.shiftOfBooth.values()].some(
      (id) => office.shifts.get(id)?.profileId === profileId,
    );
    const isAsked = [...office.asks.values()].some((ask) => ask.state === 'open' && of(ask));
    return isWorked || isAsked ? refuse('inUse') : null;
  };
  return retired(
    { of: 'profile', id: profileId, seen, isThere: office.profiles.has(profileId), fault },
    office,
    context,
  );
};

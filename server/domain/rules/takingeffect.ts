/** What waited for the opening of a day takes effect: each change is tried by its own rule on the office as it is then. */
import { differing, only } from '../change.js';
import { apply } from '../apply.js';
import { addCalendarDays } from '../calendar.js';
import { dropped, valueOf, type Judged } from '../edit.js';
import { entryOf, isRefused, type Context, type Refused } from '../decide.js';
import { marked } from '../marks.js';
import type { Office } from '../office.js';
import { partsOf } from '../parts.js';
import type { Entry, Patch } from '../patch.js';
import { ripe, type Planned, type PlannedChange } from '../planned.js';
import { told } from '../telling.js';
import { boothValue, profileValue, queueValue, serviceValue } from '../things.js';
import { judgeBooth } from './boothset.js';
import { judgeService } from './serviceset.js';
import { judgePart } from './setting.js';
import { judgeProfile, judgeQueue } from './structure.js';

interface Opened {
  /** The office with what took effect, for whoever tells of the opening. */
  office: Office;
  patches: Patch[];
  entries: Entry[];
}

/** Its rule's judgement now: the thing as it stands, with the fields that were meant. */
function judged(office: Office, planned: PlannedChange, context: Context): Judged | Refused | null {
  const meant = only(valueOf(planned), planned.fields);
  switch (planned.what) {
    case 'part': {
      const { part } = planned.change;
      // of the parts only the order ever waits
      if (part !== 'order') return null;
      return judgePart(office, { part, value: { ...partsOf(office.settings).order, ...meant } }, context);
    }
    case 'service': {
      const { serviceId } = planned;
      const row = office.services.get(serviceId);
      return row === undefined
        ? null
        : judgeService(office, { serviceId, value: { ...serviceValue(row), ...meant } }, context);
    }
    case 'queue': {
      const { queueId } = planned;
      const row = office.queues.get(queueId);
      return row === undefined
        ? null
        : judgeQueue(office, { queueId, value: { ...queueValue(row), ...meant } }, context);
    }
    case 'profile': {
      const { profileId } = planned;
      const row = office.profiles.get(profileId);
      return row === undefined
        ? null
        : judgeProfile(office, { profileId, value: { ...profileValue(row), ...meant }, when: 'now' });
    }
    case 'booth': {
      const { boothId } = planned;
      const row = office.booths.get(boothId);
      return row === undefined
        ? null
        : judgeBooth(office, { boothId, value: { ...boothValue(row), ...meant }, when: 'now' });
    }
  }
}

/** The office apart from the one that rules are asked about: what opens is tried on it, change by change. */
function apart(office: Office): Office {
  const { marks, planned, queues, services, profiles, booths, notes } = office;
  return {
    ...office,
    marks: new Map(marks),
    planned: new Map(planned),
    queues: new Map(queues),
    services: new Map(services),
    profiles: new Map(profiles),
    booths: new Map(booths),
    notes: new Map(notes),
  };
}

/**
 * Everything that is ripe on this day, in the order in which it was said. What has become impossible is dropped, and the
 * journal says why; a letter that a kept ticket still carries waits for the next day. Nothing here stops an opening.
 */
export function openPlanned(office: Office, day: string, context: Context): Opened {
  const opened: Opened = { office: apart(office), patches: [], entries: [] };
  const become = (patches: readonly Patch[], entry: Entry) => {
    for (const patch of patches) apply(opened.office, patch);
    opened.patches.push(...patches);
    opened.entries.push(entry);
  };
  for (const planned of ripe(office, day)) {
    const gone: Patch = { table: 'planned', row: planned, isGone: true };
    // it does not stand in its own way
    const others = { ...opened.office, planned: new Map(opened.office.planned) };
    others.planned.delete(planned.plannedId);
    const one = judged(others, planned.change, context);
    if (one === null || isRefused(one)) {
      const { patch, entry } = dropped(context, planned, one === null ? 'notFound' : one.refusal.key);
      become([patch], entry);
      continue;
    }
    const fields = differing(one.before, one.after);
    if (fields.some((field) => one.later.includes(field))) {
      const row: Planned = { ...planned, fromDay: addCalendarDays(day, 1) };
      const { thing, plannedId, fromDay } = row;
      become(
        [{ table: 'planned', row, isGone: false }],
        entryOf(context, 'settings:planned', { thing, plannedId, fromDay, why: 'inUse' }),
      );
      continue;
    }
    const mark = marked(opened.office, planned.thing, { ...context, actor: { ...context.actor, actorId: planned.by } });
    const { data, patches: notes } = told(one.before, { ...one.before, ...only(one.after, fields) }, context);
    const { thing, plannedId, by } = planned;
    become(
      [...one.write(fields), mark.patch, gone, ...notes],
      entryOf(context, 'settings:applied', { thing, plannedId, by, ...data, revision: mark.revision }),
    );
  }
  return opened;
}

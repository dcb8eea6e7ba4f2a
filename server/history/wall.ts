/** Days and wall times of a simulation: asked of the zone once a day, and counted from midnight within it. */
import { dayOf, instantOf, scheduleOf, wallOf } from '../devices/zone.js';
import { addCalendarDays } from '../domain/calendar.js';
import type { Instant } from '../domain/instant.js';
import type { Settings } from '../domain/settings.js';
import type { Schedule } from '../domain/rules/day.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

interface KnownDay {
  day: string;
  from: Instant;
  until: Instant;
  date: string;
  schedule: Schedule;
}

export interface Wall {
  dayOf(at: Instant): string;
  /** «21.11.2014» and «13:42». */
  wall(at: Instant): { date: string; time: string };
  schedule(at: Instant): Schedule;
  midnight(day: string): Instant;
}

const two = (part: number) => String(part).padStart(2, '0');

/** The clock face of an office. */
export function makeWall(settings: Settings): Wall {
  const { zone } = settings;
  const days = new Map<string, KnownDay>();
  let newest: KnownDay | null = null;
  /** Days by how many there were before them since the epoch, as if the zone's clocks were never set. */
  const byOrdinal = new Map<number, KnownDay>();
  const zoneMs = -instantOf('1970-01-01', '00:00', zone);

  function known(day: string): KnownDay {
    const before = days.get(day);
    if (before !== undefined) return before;
    const from = instantOf(day, '00:00', zone);
    const until = instantOf(addCalendarDays(day, 1), '00:00', zone);
    const noon = instantOf(day, '12:00', zone);
    const one: KnownDay = { day, from, until, date: wallOf(noon, zone).date, schedule: scheduleOf(noon, settings) };
    // a history looks back a month at most
    if (days.size > 100) {
      days.clear();
      byOrdinal.clear();
    }
    days.set(day, one);
    return one;
  }
  function at(instant: Instant): KnownDay {
    if (newest !== null && instant >= newest.from && instant < newest.until) return newest;
    const ordinal = Math.floor((instant + zoneMs) / dayMs);
    newest = byOrdinal.get(ordinal) ?? null;
    if (newest !== null && instant >= newest.from && instant < newest.until) return newest;
    newest = known(dayOf(instant, zone));
    byOrdinal.set(ordinal, newest);
    return newest;
  }

  return {
    dayOf: (instant) => at(instant).day,
    wall(instant) {
      const { from, until, date } = at(instant);
      // a day on which the clocks are set is asked minute by minute
      if (until - from !== dayMs) return wallOf(instant, zone);
      const minute = Math.floor((instant - from) / minuteMs);
      return { date, time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}` };
    },
    schedule: (instant) => at(instant).schedule,
    midnight: (day) => known(day).from,
  };
}

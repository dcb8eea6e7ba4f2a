/** The office's zone: calendar days and wall times of instants, by luxon, so that daylight saving is somebody else's sum. */
import { DateTime, IANAZone } from 'luxon';
import { hoursOn } from '../domain/hours.js';
import type { Schedule } from '../domain/rules/day.js';
import type { Instant } from '../domain/instant.js';
import type { Settings } from '../domain/settings.js';

/** Is it a zone's name that this machine knows the days of? */
export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** `YYYY-MM-DD` of an instant in a zone. */
export function dayOf(at: Instant, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');
}

/** «21.11.2014» and «13:42» of an instant in a zone, as papers write them. */
export function wallOf(at: Instant, zone: string): { date: string; time: string } {
  const wall = DateTime.fromMillis(at, { zone });
  return { date: wall.toFormat('dd.MM.yyyy'), time: wall.toFormat('HH:mm') };
}

/** «2013-02-15T10:05:00» of an instant in a zone: for a cell of a sheet, which knows no zones. */
export function stampOf(at: Instant, zone: string): string {
  return new Date(at + offsetMs(at, zone)).toISOString().slice(0, 19);
}

/** Offsets change at a full quarter of an hour: rows of a register, which come in their order, ask for few of them. */
const quarterMs = 900_000;
let lastOffset = { zone: '', quarter: NaN, ms: 0 };
function offsetMs(at: Instant, zone: string): number {
  const quarter = Math.floor(at / quarterMs);
  if (lastOffset.quarter !== quarter || lastOffset.zone !== zone)
    lastOffset = { zone, quarter, ms: DateTime.fromMillis(at, { zone }).offset * 60_000 };
  return lastOffset.ms;
}

/** The instant of a wall time `HH:MM` on a day; a time that daylight saving leaves out is the next that exists. */
export function instantOf(day: string, wall: string, zone: string): Instant {
  return DateTime.fromISO(`${day}T${wall}`, { zone }).toMillis();
}

/** Today's schedule by the office's hours, or by those of a special day. */
export function scheduleOf(at: Instant, settings: Settings): Schedule {
  const { zone, closeBy } = settings;
  const wall = DateTime.fromMillis(at, { zone });
  const day = wall.toFormat('yyyy-MM-dd');
  const today = hoursOn(settings, day);
  const end = instantOf(day, closeBy, zone);
  return {
    day,
    opensAt: today === null ? null : instantOf(day, today.opens, zone),
    // a day opened by a person on a day without reception runs until it is closed
    lastTicketAt: today === null ? end : instantOf(day, today.lastTicket, zone),
    doorsCloseAt: today === null ? end : instantOf(day, today.doorsClose, zone),
    closeBy: end,
  };
}

/** Holidays and moved days in a row are never longer, in days. */
const longestRest = 31;

/** The schedule of the next day with reception after an instant, within a month; null when the hours name none. */
export function nextOpening(at: Instant, settings: Settings): Schedule | null {
  const start = DateTime.fromMillis(at, { zone: settings.zone });
  for (let ahead = 0; ahead <= longestRest; ahead += 1) {
    const noon = start.plus({ days: ahead }).startOf('day').plus({ hours: 12 });
    const schedule = scheduleOf(noon.toMillis(), settings);
    if (schedule.opensAt !== null && schedule.opensAt > at) return schedule;
  }
  return null;
}

/**
 * Remembers what a function of time said within one minute: schedules are asked for at every press, and change rarely.
 * It says it anew when what it is said `by` (the settings) is another one.
 */
export function byTheMinute<T>(of: (at: Instant) => T, by: () => unknown = () => null): (at: Instant) => T {
  let minute = NaN;
  let said: unknown = null;
  let known: { value: T } | null = null;
  return (at) => {
    const asked = Math.floor(at / 60_000);
    const standing = by();
    if (known === null || asked !== minute || standing !== said) {
      known = { value: of(asked * 60_000) };
      minute = asked;
      said = standing;
    }
    return known.value;
  };
}

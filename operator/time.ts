/**
 * How durations and instants are written on the console. Pure: the zone is the office's, never the device's.
 */
import type { Language } from '@contract/vocabulary';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** «mm:ss»; from a hundred minutes on «h:mm:ss», because «137:05» is not read at a glance. Never negative. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 100) return `${two(minutes)}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** A norm that is passed counts up: «+02:12». */
export function passedBy(ms: number): string {
  return `+${duration(ms)}`;
}

/** Whole minutes, rounded down: «12 минут назад». */
export function wholeMinutes(ms: number): number {
  return Math.max(0, Math.floor(ms / MINUTE));
}

/** Whole minutes, rounded up, so that a forecast over the norm of 15 is never told as «15». */
export function roundedUp(ms: number): number {
  return Math.max(0, Math.ceil(ms / MINUTE));
}

export function minutesToMs(minutes: number): number {
  return minutes * MINUTE;
}

/** «13:50» or «13:50:07» in the office's zone. */
export function timeOfDay(at: number, zone: string, seconds: boolean): string {
  return new Intl.DateTimeFormat('ru', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
  }).format(at);
}

/** «21.11.2026, 13:50:07» in the office's zone: for lists that reach over many days. */
export function dateAndTime(at: number, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', {
    timeZone: zone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

/** «21.11.2026, 13:50»: the same without its seconds, where a minute is all that matters. */
export function dateAndMinute(at: number, zone: string, language: Language): string {
  return dateAndTime(at, zone, language).slice(0, -3);
}

/** The zone by its place and by how far it was from Greenwich then: «Москва, GMT+4», never a database's name. */
export function zoneShown(zone: string, at: number, language: Language): string {
  const part = (timeZoneName: 'longGeneric' | 'shortOffset') =>
    new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', { timeZone: zone, timeZoneName })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  // «Москва, стандартное время»: the place is enough
  const [place = zone] = part('longGeneric').split(',');
  const offset = part('shortOffset');
  return place.startsWith('GMT') ? offset : `${place}, ${offset}`;
}

/** The office's calendar day of an instant, «YYYY-MM-DD». */
export function dayOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );
}

/**
 * The instant when the office's clocks show `time` on `day`: what is written on a paper ticket.
 * Null when either is not a time. Found by correcting a first guess by the zone's own offset there.
 */
export function instantOf(day: string, time: string, zone: string): number | null {
  const guess = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(guess) || !/^\d{2}:\d{2}$/.test(time)) return null;
  const shown = Date.parse(`${dayOf(guess, zone)}T${timeOfDay(guess, zone, true)}Z`);
  return guess - (shown - guess);
}

/** The time that a person typed, «9:30», «09.30», «9 30» or «0930», as «HH:MM» of 24 hours. Null when it is none. */
export function timeTyped(typed: string): string | null {
  const found = /^(\d{1,2})[:. ,-]?(\d{2})$/.exec(typed.trim());
  if (found === null) return null;
  const [, hours = '', minutes = ''] = found;
  return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : null;
}

/** «21.11.2026», in English «21/11/2026»: a calendar day as its reader writes it. */
export function dayInFigures(day: string, language: Language): string {
  return day
    .split('-')
    .reverse()
    .join(language === 'ru' ? '.' : '/');
}

/**
 * The day that a person typed, «21.11.2026», «21/11/26» or «21 11 2026», as «YYYY-MM-DD»; without a year it is that
 * of `today`. Null when it is no day of the calendar.
 */
export function dayTyped(typed: string, today: string): string | null {
  const found = /^(\d{1,2})[.\-/ ](\d{1,2})(?:[.\-/ ](\d{4}|\d{2}))?$/.exec(typed.trim());
  if (found === null) return null;
  const [, day = '', month = '', year = today.slice(0, 4)] = found;
  const written = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${written}T00:00:00Z`);
  // the 31st of a short month is read as the next month by Date.parse, or not at all
  return Number.isNaN(at) || dayOf(at, 'UTC') !== written ? null : written;
}

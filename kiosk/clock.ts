/** Instants as people read them: always in the office's zone, never the device's. Pure. */
import type { Language } from '@contract';

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, zone: string, kind: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${zone} ${kind}`;
  const had = made.get(key);
  if (had) return had;
  const fresh = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone });
  made.set(key, fresh);
  return fresh;
}

/** «14:02». `at` is office time in milliseconds. */
export function timeOf(at: number, zone: string, language: Language): string {
  return formatter(language, zone, 'time', { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** «14:02:11». */
export function exactTimeOf(at: number, zone: string, language: Language): string {
  return formatter(language, zone, 'exact', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
}

/** «пятница, 21 ноября». */
export function dateOf(at: number, zone: string, language: Language): string {
  return formatter(language, zone, 'date', { weekday: 'long', day: 'numeric', month: 'long' })
    .format(at)
    .replace(/(\d) /, '$1\u00a0');
}

/** The calendar day in the zone, `YYYY-MM-DD`. */
export function dayOf(at: number, zone: string): string {
  const parts = formatter('en', zone, 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** How far the day of `at` is from the day of `now`: 0 today, 1 tomorrow. */
export function daysAhead(at: number, now: number, zone: string): number {
  return Math.round((Date.parse(dayOf(at, zone)) - Date.parse(dayOf(now, zone))) / 86_400_000);
}

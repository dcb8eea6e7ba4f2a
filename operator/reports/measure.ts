/** How the figures of a report are written and compared. Pure; every number is written as its reader's language does. */
import type { Ratio } from '@contract';
import type { Language } from '@contract/vocabulary';
import { duration } from '../time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Fewer than so many are told with their count: a share of three says nothing by itself. */
export const SMALL = 5;

/** From so many per cent on, «в 10,4 раза». */
const MANY = 900;

const tag = (language: Language) => (language === 'ru' ? 'ru' : 'en-GB');

/** Is a time over its limit, as both are shown, in whole seconds? «15:00» in red beside a norm of 15 minutes is a riddle. */
export function isOver(ms: number | null, limitMs: number | null): boolean {
  return ms !== null && limitMs !== null && Math.floor(ms / SECOND) > Math.floor(limitMs / SECOND);
}

/** «1 286», in English «1,286». */
export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(tag(language)).format(value);
}

/** «7,1»: always with one digit after the point, so that columns stand. */
export function decimal(value: number, language: Language): string {
  return new Intl.NumberFormat(tag(language), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

/** Per cent with one digit, as shown: 100 is said only of all, 0 only of none. Null of nothing. */
export function percentOf({ within, of }: Ratio): number | null {
  if (of === 0) return null;
  const shown = Math.round((within / of) * 1000) / 10;
  if (within < of && shown === 100) return 99.9;
  return within > 0 && shown === 0 ? 0.1 : shown;
}

/** «91,7 %», in English «91.7%»; a dash of nothing. */
export function share(ratio: Ratio, language: Language): string {
  const percent = percentOf(ratio);
  if (percent === null) return '—';
  return language === 'ru' ? `${decimal(percent, language)}\u00a0%` : `${decimal(percent, language)}%`;
}

/** «mm:ss»; a dash of nothing. */
export function time(ms: number | null): string {
  return ms === null ? '—' : duration(ms);
}

/** Whole minutes of long stretches, «126:05» hours and minutes. */
export function hours(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** «8,7»: minutes of a cell. */
export function minutes(ms: number, language: Language): string {
  return decimal(Math.round(ms / (MINUTE / 10)) / 10, language);
}

/**
 * Whether a share is told in red. More than one in ten who waited too long is the same as a 90th percentile over the
 * norm, so both figures of a row turn red together; too few say nothing.
 */
export function isBad({ within, of }: Ratio): boolean {
  return of >= SMALL && within * 10 < of * 9;
}

export type Change =
  | { kind: 'none' }
  | { kind: 'same' }
  /** So much more that per cent say nothing: how many times as many. */
  | { kind: 'times'; amount: number }
  /** `amount` as it is shown: whole seconds, tenths of a per cent point, or per cent of what was. */
  | { kind: 'more' | 'less'; isBetter: boolean | null; amount: number };

/** Of two durations as they are shown; longer is worse. */
export function changeOfTime(now: number | null, before: number | null): Change {
  if (now === null || before === null) return { kind: 'none' };
  const by = Math.floor(now / SECOND) - Math.floor(before / SECOND);
  if (by === 0) return { kind: 'same' };
  return { kind: by > 0 ? 'more' : 'less', isBetter: by < 0, amount: Math.abs(by) * SECOND };
}

/** Of two shares as they are shown; more is better. */
export function changeOfShare(now: Ratio, before: Ratio): Change {
  const [one, other] = [percentOf(now), percentOf(before)];
  if (one === null || other === null) return { kind: 'none' };
  const by = Math.round((one - other) * 10) / 10;
  if (by === 0) return { kind: 'same' };
  return { kind: by > 0 ? 'more' : 'less', isBetter: by > 0, amount: Math.abs(by) };
}

/** Of two counts, in whole per cent of the one before: more visitors are neither better nor worse. */
export function changeOfCount(now: number, before: number): Change {
  if (before === 0) return { kind: 'none' };
  const by = Math.round(((now - before) / before) * 100);
  if (by >= MANY) return { kind: 'times', amount: now / before };
  if (now === before) return { kind: 'same' };
  return { kind: now > before ? 'more' : 'less', isBetter: null, amount: Math.max(1, Math.abs(by)) };
}

/** Open less pauses is what could have been worked; with a visitor is what was. */
export function utilisation(work: { openMs: number; busyMs: number; pausedMs: Record<string, number> }): Ratio {
  const paused = Object.values(work.pausedMs).reduce((sum, ms) => sum + ms, 0);
  return { within: Math.round(work.busyMs / SECOND), of: Math.max(0, Math.round((work.openMs - paused) / SECOND)) };
}

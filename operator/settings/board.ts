/** Slides and announcements of the board, as their form holds them. Pure. */
import type { SettingValues } from '@contract';
import { dayOf, instantOf, timeOfDay } from '../time';

export type Board = SettingValues['board'];
export type Slide = Board['slides'][number];
export type Line = Board['lines'][number];

export const freshText = (): Slide => ({ kind: 'text', title: { ru: '', en: '' }, lines: [] });
export const freshLine = (): Line => ({ text: { ru: '', en: '' }, from: null, until: null });

/** As large as the largest board shows it. */
export const slideSize = { width: 1920, height: 1080 };
/** A picture has no words of its own: what is on it must be said. */
export const isNameless = (slide: Slide): boolean => slide.kind === 'picture' && slide.alt.ru.trim() === '';

/** Pages of the stand that no slide shows yet. */
export function unusedPages(slides: readonly Slide[], pages: number): number[] {
  const used = new Set(slides.flatMap((slide) => (slide.kind === 'stand' ? [slide.at] : [])));
  return Array.from({ length: pages }, (_, at) => at).filter((at) => !used.has(at));
}

export interface Typed {
  day: string;
  time: string;
}
/** An instant as it is typed in the office's zone; null is empty. */
export function typedOf(at: number | null, zone: string): Typed {
  return at === null ? { day: '', time: '' } : { day: dayOf(at, zone), time: timeOfDay(at, zone, false) };
}
/** The instant of what is typed; a day without a time is its first minute. Null: nothing, or not yet all of it. */
export function instantTyped({ day, time }: Typed, zone: string): number | null {
  return day === '' ? null : instantOf(day, time === '' ? '00:00' : time, zone);
}

/** Does an announcement stand now, later, or no longer? */
export function standingOf({ from, until }: Line, now: number): 'now' | 'later' | 'past' {
  if (until !== null && until <= now) return 'past';
  return from !== null && from > now ? 'later' : 'now';
}

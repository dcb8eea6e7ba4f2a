/**
 * Time against a norm, as a bar and a tone. Pure; the norms and the share of warning come with the view.
 */
import type { Norm } from '@contract';
import { minutesToMs } from './time';

/** Meaning of a colour, never a colour alone: words stand beside it. */
export type Tone = 'serve' | 'warn' | 'over' | 'wait' | 'call';

export interface Bar {
  /** What is left of the norm, 0 to 1. A passed norm is drawn full, so it is 1 then. */
  left: number;
  tone: Tone;
  /** By how much the norm is passed, in milliseconds; null while it is not. */
  passedMs: number | null;
  leftMs: number;
}

/** One person's wait against the norm of waiting (п. 34). Those of other booths stay grey until they pass it. */
export function waitBar(wait: { ageMs: number; norm: Norm; warnShare: number; willPass: boolean; mine: boolean }): Bar {
  const normMs = minutesToMs(wait.norm.minutes);
  const leftMs = normMs - wait.ageMs;
  if (leftMs < 0) return { left: 1, tone: passedTone(wait.norm), passedMs: -leftMs, leftMs: 0 };
  const left = leftMs / normMs;
  if (!wait.mine) return { left, tone: 'wait', passedMs: null, leftMs };
  const warns = wait.willPass || wait.ageMs >= normMs * wait.warnShare;
  return { left, tone: warns ? 'warn' : 'serve', passedMs: null, leftMs };
}

/** A reception against the norm of its service (п. 16, 36). Null when the service has none. */
export function serviceBar(reception: { tookMs: number; norm: Norm | null; warnShare: number }): Bar | null {
  const { tookMs, norm, warnShare } = reception;
  if (norm === null) return null;
  const normMs = minutesToMs(norm.minutes);
  const leftMs = normMs - tookMs;
  if (leftMs < 0) return { left: 1, tone: passedTone(norm), passedMs: -leftMs, leftMs: 0 };
  return { left: leftMs / normMs, tone: tookMs >= normMs * warnShare ? 'warn' : 'serve', passedMs: null, leftMs };
}

/** The way from the call to the booth: shrinks until the screen asks whether anybody came. */
export function wayBar(way: { sinceCallMs: number; promptMs: number }): Bar {
  const leftMs = way.promptMs - way.sinceCallMs;
  if (leftMs <= 0) return { left: 1, tone: 'warn', passedMs: null, leftMs: 0 };
  return { left: leftMs / way.promptMs, tone: 'call', passedMs: null, leftMs };
}

/** An office's own target never turns red: only a norm with a paragraph does. */
function passedTone(norm: Norm): Tone {
  return norm.ref === null ? 'warn' : 'over';
}

/**
 * The office's clock: wall time at start plus what has passed by a clock that never jumps. Small corrections of the
 * machine's clock are taken over; a larger step is told and not followed. A demo may let it run fast.
 */
import type { Instant } from '../domain/instant.js';

/** Steps of the machine's clock below this are taken over silently, in milliseconds. */
const smallStepMs = 2000;

export interface Clock {
  /** Office time, in milliseconds since the epoch. */
  now(): Instant;
  /** Real time, which sessions, kept answers, limits and print timeouts run on. */
  realNow(): number;
  readonly rate: number;
  /** Office seconds per real second; 0 pauses. For a demo only. */
  setRate(rate: number): void;
  /** Compares with the machine's clock; a step that was not taken over is returned, in milliseconds, once. */
  check(): number | null;
}

/** `startAt` null begins at the machine's time. */
export function makeClock(startAt: Instant | null, startRate: number): Clock {
  const real = () => Math.round(performance.timeOrigin + performance.now()) + correctionMs;
  let correctionMs = Date.now() - Math.round(performance.timeOrigin + performance.now());
  let toldMs = 0;
  let rate = startRate;
  let anchor = { office: startAt ?? real(), real: real() };
  const now = () => Math.round(anchor.office + (real() - anchor.real) * rate);
  return {
    now,
    realNow: real,
    get rate() {
      return rate;
    },
    setRate(next) {
      anchor = { office: now(), real: real() };
      rate = next;
    },
    check() {
      const stepMs = Date.now() - real();
      if (Math.abs(stepMs) < smallStepMs) {
        correctionMs += stepMs;
        // a fast clock must not leap by rate times the correction
        if (rate !== 1) anchor = { office: anchor.office, real: anchor.real + stepMs };
        return null;
      }
      if (Math.abs(stepMs - toldMs) < smallStepMs) return null;
      toldMs = stepMs;
      return stepMs;
    },
  };
}

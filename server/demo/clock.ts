/** A clock that may leap: from the end of one demo day to the morning of the next. */
import type { Instant } from '../domain/instant.js';

interface Running {
  now(): Instant;
  realNow(): number;
  readonly rate: number;
  setRate(rate: number): void;
  check(): number | null;
}

export type DemoClock = Running & { leapTo(at: Instant): void };

/** The same clock, and forward leaps. */
export function leapingClock(clock: Running): DemoClock {
  let ahead = 0;
  return {
    now: () => clock.now() + ahead,
    realNow: clock.realNow,
    get rate() {
      return clock.rate;
    },
    setRate: clock.setRate,
    check: clock.check,
    leapTo(at) {
      ahead = Math.max(ahead, at - clock.now());
    },
  };
}

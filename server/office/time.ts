/**
 * The time that rulings are made at: the office's clock, never behind the last entry. It is handed to the rules as an
 * argument; what a clock in doubt means is decided by the house.
 */
import type { Day } from '../domain/office.js';
import type { Entry } from '../domain/patch.js';
import type { Instant } from '../domain/instant.js';

/** A running day may be this far behind the clock before somebody must confirm the clock. */
const doubtfulAheadMs = 36 * 3_600_000;
/** So much behind the last entry a clock may be without anybody asking: the steps that are followed silently. */
const doubtfulBehindMs = 2000;

export interface OfficeTime {
  /** Why the machine's clock is in doubt at this start, or null. */
  doubt: string | null;
  /** Now for somebody's press. */
  now(): Instant;
  /** Now for what time itself rules: a day that nobody closed is closed as of its own closing time. */
  nowOfClockwork(day: Day | null): Instant;
  committed(entries: readonly Entry[]): void;
}

/** `lastAt` is the last entry's; a given clock (a demo, a test) is right by definition. */
export function makeOfficeTime(spec: {
  now: () => Instant;
  lastAt: Instant | null;
  isGiven: boolean;
  isDayRunning: boolean;
}): OfficeTime {
  const { lastAt } = spec;
  const doubt = spec.isGiven ? null : doubtOf(lastAt, spec.now(), spec.isDayRunning);
  // when somebody confirms a clock that is behind, time goes on from there
  let latest = spec.isGiven || doubt !== null ? 0 : (lastAt ?? 0);
  let committedAt = lastAt ?? 0;
  function now(): Instant {
    latest = Math.max(latest, spec.now());
    return latest;
  }
  return {
    doubt,
    now,
    nowOfClockwork(day) {
      const at = now();
      const isMissed = day !== null && day.phase !== 'closed' && at > day.closeBy;
      return isMissed ? Math.max(day.closeBy, committedAt) : at;
    },
    committed(entries) {
      for (const { at } of entries) committedAt = Math.max(committedAt, at);
    },
  };
}

function doubtOf(lastAt: Instant | null, now: Instant, isDayRunning: boolean): string | null {
  if (lastAt === null) return null;
  if (now < lastAt - doubtfulBehindMs) return 'behind the last entry of the journal';
  return isDayRunning && now > lastAt + doubtfulAheadMs ? 'more than 36 hours ahead of a running day' : null;
}

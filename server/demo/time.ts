/** Office time as the play sees it, and the agenda of what is to happen when. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../domain/instant.js';

/** The play asks what time it is and waits for an instant; who moves the clock is none of its business. */
export interface Time {
  now(): Instant;
  /** Resolves when the office's clock shows `at`, at once when it already does, or soon after `isWanted` says no. */
  until(at: Instant, isWanted: () => boolean): Promise<void>;
  /**
   * One act is acknowledged before the next begins: under a clock that leaps. Otherwise people act beside each other,
   * and nobody waits for a slow press of another.
   */
  isStepwise: boolean;
}

/** At most so long asleep, in real milliseconds: rate and plan may change meanwhile. */
const napMs = 40;

/** Waits for a clock that runs by itself, at whatever rate, also none. */
export function watchClock(clock: { now(): Instant; readonly rate: number }): Time {
  return {
    now: clock.now,
    isStepwise: false,
    async until(at, isWanted) {
      for (let left = at - clock.now(); left > 0 && isWanted(); left = at - clock.now())
        await sleep(clock.rate > 0 ? Math.min(napMs, Math.ceil(left / clock.rate)) : napMs);
    },
  };
}

/** What somebody does, acknowledged when it resolves. */
export type Act = () => Promise<void>;

export interface Agenda {
  add(at: Instant, act: Act): void;
  /** Plays what is planned, in the order of its time, until nothing is left. */
  run(): Promise<void>;
}

/** `onError` hears what an act threw; the play goes on without it. */
export function makeAgenda(time: Time, onError: (error: unknown) => void): Agenda {
  const planned: { at: Instant; act: Act }[] = [];
  const inHand = new Set<Promise<void>>();
  return {
    add(at, act) {
      // what is planned for the same instant happens in the order in which it was planned
      const after = planned.findIndex((other) => other.at > at);
      planned.splice(after < 0 ? planned.length : after, 0, { at, act });
    },
    async run() {
      for (;;) {
        const next = planned[0];
        if (next === undefined) {
          // whoever is still at it may plan more
          if (inHand.size === 0) return;
          await Promise.race(inHand);
          continue;
        }
        await time.until(next.at, () => planned[0] === next);
        // something earlier came up meanwhile
        if (planned[0] !== next) continue;
        planned.shift();
        const act: Promise<void> = next
          .act()
          .catch(onError)
          .finally(() => inHand.delete(act));
        inHand.add(act);
        if (time.isStepwise) await act;
      }
    },
  };
}

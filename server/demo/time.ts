/** Office time as the play sees it, and the agenda of what is to happen when. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../domain/office.js';

/** The play asks what time it is and waits for an instant; who moves the clock is none of its business. */
export interface Time {
  now(): Instant;
  /** Resolves when the office's clock shows `at`; at once when it already does. */
  until(at: Instant): Promise<void>;
}

/** At most so long asleep, in real milliseconds: the rate may change meanwhile. */
const napMs = 200;

/** Waits for a clock that runs by itself, at whatever rate, also none. */
export function watchClock(clock: { now(): Instant; readonly rate: number }): Time {
  return {
    now: clock.now,
    async until(at) {
      for (let left = at - clock.now(); left > 0; left = at - clock.now())
        await sleep(clock.rate > 0 ? Math.min(napMs, Math.ceil(left / clock.rate)) : napMs);
    },
  };
}

/** What somebody does, acknowledged when it resolves. */
export type Act = () => Promise<void>;

export interface Agenda {
  add(at: Instant, act: Act): void;
  /** Plays what is planned, one after the other, until nothing is left. */
  run(): Promise<void>;
}

/** `onError` hears what an act threw; the play goes on without it. */
export function makeAgenda(time: Time, onError: (error: unknown) => void): Agenda {
  const planned: { at: Instant; act: Act }[] = [];
  return {
    add(at, act) {
      // what is planned for the same instant happens in the order in which it was planned
      const after = planned.findIndex((other) => other.at > at);
      planned.splice(after < 0 ? planned.length : after, 0, { at, act });
    },
    async run() {
      for (;;) {
        const next = planned.shift();
        if (next === undefined) return;
        await time.until(next.at);
        await next.act().catch(onError);
      }
    },
  };
}

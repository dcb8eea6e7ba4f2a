/** A whole day in a minute. */
import type { Time } from '../../server/demo/time.js';
import type { TestOffice } from './office.js';

const minuteMs = 60_000;

/** Leaps to the instant asked for, and lets time rule what it rules on the way. */
export function leaping(office: TestOffice): Time {
  const { clock } = office;
  return {
    now: clock.now,
    isStepwise: true,
    async until(at) {
      while (clock.now() < at) {
        clock.set(Math.min(at, clock.now() + minuteMs));
        await office.opened.app.house.clockwork.tick();
      }
    },
  };
}

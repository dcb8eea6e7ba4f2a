/** CLOCKWORK: what the passing of time rules goes through the same line as everybody's presses. */
import type { Actor } from '../domain/decide.js';
import { passTime } from '../domain/rules/day.js';
import type { Clerk } from './clerk.js';

export const clockworkActor: Actor = { actorId: 'clockwork', kind: 'clockwork', roles: ['clockwork'], visitId: null };

/** How often time is asked what it rules, in real milliseconds. */
const tickMs = 500;
/** Rulings of one tick at most: closing a missed day, opening the next, its phases. */
const rulingsPerTick = 8;

export interface Clockwork {
  /** Rules everything that is due now. */
  tick(): Promise<void>;
  stop(): void;
}

/**
 * `isSure` is false while the machine's clock is in doubt: then time rules nothing. `toDay` brings the office to the law
 * of its day: asked before each ruling, because one may close a day and the next open another under a new law.
 */
export function makeClockwork(
  clerk: Clerk,
  isSure: () => boolean,
  toDay: () => Promise<void>,
  onTick: () => void,
): Clockwork {
  let running: Promise<void> | null = null;
  async function rule(): Promise<void> {
    onTick();
    for (let ruled = 0; ruled < rulingsPerTick && isSure(); ruled += 1) {
      await toDay();
      const before = clerk.head.revision;
      await clerk.ruleInner(
        'time:passes',
        (office, context) => passTime(office, context.schedule, context),
        clockworkActor,
      );
      if (clerk.head.revision === before) break;
    }
  }
  async function tick(): Promise<void> {
    // whoever asks is told when what time rules by now is ruled: a tick that runs may have looked at the clock before
    while (running !== null) await running.catch(() => undefined);
    running = rule();
    try {
      await running;
    } finally {
      running = null;
    }
  }
  const timer = setInterval(() => {
    if (running === null) void tick();
  }, tickMs);
  timer.unref();
  return { tick, stop: () => clearInterval(timer) };
}

/**
 * THE WATCH: looks at the hall about once a second of real time, and at once when a printer or device changes. It asks
 * the rule whether anything deserves attention; only then a ruling goes through the line.
 */
import { ruleAlerts, watchAlerts } from '../domain/alerts.js';
import type { Seen } from '../domain/attention.js';
import type { Instant } from '../domain/instant.js';
import type { Clerk } from './clerk.js';
import { clockworkActor } from './clockwork.js';

/** Rulings of one look at most: of a thousand alerts that end with the day the rest ends with the next one. */
const rulingsAtMost = 20;
/** Real milliseconds: a threshold is counted in minutes, so nobody needs it sooner. */
const lookMs = 1000;

export interface Watch {
  /** Looks now; resolves when what was seen is in the books. */
  look(): Promise<void>;
  stop(): void;
}

export interface WatchSpec {
  clerk: Clerk;
  now: () => Instant;
  dayOf: (at: Instant) => string;
  seen: () => Seen;
  /** False while the machine's clock is in doubt: then nothing is late. */
  isSure: () => boolean;
  onError: (error: unknown, doing: string) => void;
}

export function makeWatch(spec: WatchSpec): Watch {
  const { clerk, dayOf } = spec;
  let looking: Promise<void> | null = null;

  const isNews = () => watchAlerts(clerk.office, spec.seen(), { now: spec.now(), dayOf }) !== null;

  /** Each ruling changes some; presses that came meanwhile are ruled between them. */
  async function rule(): Promise<void> {
    for (let rulings = 0; rulings < rulingsAtMost && (rulings === 0 || isNews()); rulings += 1)
      await clerk.ruleInner('alerts', (office, context) => ruleAlerts(office, spec.seen(), context), clockworkActor);
  }

  async function look(): Promise<void> {
    if (looking !== null) return looking;
    // mostly nothing changed, and then nobody in the line waits for this look
    if (!spec.isSure() || !isNews()) return;
    looking = rule().finally(() => {
      looking = null;
    });
    return looking;
  }

  const timer = setInterval(() => {
    look().catch((error: unknown) => spec.onError(error, 'alerts'));
  }, lookMs);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}

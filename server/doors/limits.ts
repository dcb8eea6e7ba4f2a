/**
 * How much one caller may ask for. Everything is counted in memory: a restart forgives, an office never waits for it.
 * The numbers are for a hall where a dozen devices may share one address.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Points within so many seconds. What is counted per address says so. */
const usual = {
  /** Presses of one person or device, by socket or HTTP. */
  press: { points: 30, seconds: 1 },
  /** All events of one socket, known or not. */
  event: { points: 60, seconds: 1 },
  /** Requests to /api from one address. */
  request: { points: 600, seconds: 10 },
  /** Handshakes of sockets from one address: a whole hall reconnects at once. */
  handshake: { points: 240, seconds: 60 },
  /** Passwords tried from one address. */
  signIn: { points: 30, seconds: 60 },
  /** Codes of printed links tried from one address: guessing stays hopeless. */
  pair: { points: 10, seconds: 60 },
  /** Codes asked for from one address. */
  ask: { points: 12, seconds: 60 },
  /** A device that waits for an administrator asks every three seconds. */
  claim: { points: 240, seconds: 60 },
  /** Codes that one administrator types. */
  admit: { points: 20, seconds: 60 },
} as const;

type LimitName = keyof typeof usual;

export interface Limits {
  /** Takes one point of `key`; false when there is none left. */
  take(name: LimitName, key: string): Promise<boolean>;
  /** How many times the usual numbers are allowed: 1, or more for a benchmark. */
  factor: number;
}

/** Limits with every number multiplied by `factor`. */
export function makeLimits(factor: number): Limits {
  const make = (name: LimitName) =>
    new RateLimiterMemory({
      keyPrefix: name,
      points: Math.max(1, Math.round(usual[name].points * factor)),
      duration: usual[name].seconds,
    });
  const limiters: Record<LimitName, RateLimiterMemory> = {
    press: make('press'),
    event: make('event'),
    request: make('request'),
    handshake: make('handshake'),
    signIn: make('signIn'),
    pair: make('pair'),
    ask: make('ask'),
    claim: make('claim'),
    admit: make('admit'),
  };
  return {
    factor,
    async take(name, key) {
      try {
        await limiters[name].consume(key);
        return true;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return false;
        throw refused;
      }
    },
  };
}

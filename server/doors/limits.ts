/**
 * How much one caller may ask for. Everything is counted in memory: a restart forgives, an office never waits for it.
 * A whole office may share one address with strangers (a proxy, one Wi-Fi): whoever has a good key is counted by who
 * they are, and only strangers are counted by where they come from, so that no stranger uses up what staff need.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Known } from './who.js';

/** Points within so many seconds. What is counted per address says so. */
const usual = {
  /** Presses of one person or device, by socket or HTTP. */
  press: { points: 30, seconds: 1 },
  /** Files of one person: a payer may bring fifty, dropped all at once. */
  file: { points: 120, seconds: 60 },
  /** Regulation packs of one administrator. */
  pack: { points: 20, seconds: 60 },
  /** Pictures of one administrator: a stand of thirty pages in one go. */
  picture: { points: 40, seconds: 60 },
  /** Hidden data that one person opens: enough for a booth, slow for whoever goes through the books. */
  open: { points: 30, seconds: 60 },
  /** All events of one socket, known or not. */
  event: { points: 60, seconds: 1 },
  /** Requests to /api by strangers from one address. */
  request: { points: 600, seconds: 10 },
  /** Requests to /api of one person, device or ticket. */
  knownRequest: { points: 600, seconds: 10 },
  /** Handshakes of strangers' sockets from one address. */
  handshake: { points: 240, seconds: 60 },
  /** Handshakes of one person, device or ticket: several tabs, a line that comes and goes. */
  knownHandshake: { points: 240, seconds: 60 },
  /**
   * Passwords tried from one address: fewer than may wait to be tried, so that one address never fills that line, and
   * for a short while, because guessing one login is slowed by the patience of the door.
   */
  signIn: { points: 40, seconds: 8 },
  /** Logins begun at a provider from one address: a whole office behind one comes in the morning. */
  sso: { points: 60, seconds: 60 },
  /** Those who come back from it. */
  ssoReturn: { points: 60, seconds: 60 },
  /** Wrong codes of printed links from one address: guessing stays hopeless. */
  pair: { points: 10, seconds: 60 },
  /** Codes asked for from one address. */
  ask: { points: 12, seconds: 60 },
  /** Secrets that no device has, from one address. */
  claim: { points: 240, seconds: 60 },
  /** Asked for by one device that waits for an administrator; it asks every three seconds. */
  knownClaim: { points: 60, seconds: 60 },
  /** Codes that one administrator types. */
  admit: { points: 20, seconds: 60 },
  /** What one device says of itself. */
  report: { points: 6, seconds: 60 },
} as const;

type LimitName = keyof typeof usual;

export interface Limits {
  /** Takes one point of `key`; false when there is none left. */
  take(name: LimitName, key: string): Promise<boolean>;
  /** All points of `key` are there again. */
  free(name: LimitName, key: string): Promise<void>;
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
    file: make('file'),
    open: make('open'),
    pack: make('pack'),
    picture: make('picture'),
    event: make('event'),
    request: make('request'),
    knownRequest: make('knownRequest'),
    handshake: make('handshake'),
    knownHandshake: make('knownHandshake'),
    signIn: make('signIn'),
    sso: make('sso'),
    ssoReturn: make('ssoReturn'),
    pair: make('pair'),
    ask: make('ask'),
    claim: make('claim'),
    knownClaim: make('knownClaim'),
    admit: make('admit'),
    report: make('report'),
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
    async free(name, key) {
      await limiters[name].delete(key);
    },
  };
}

/** Takes one point of a known caller's own, or of the address of a stranger; false when there is none left. */
export function takeOf(limits: Limits, name: 'request' | 'handshake', known: Known, address: string): Promise<boolean> {
  if (!known.ok) return limits.take(name, address);
  return limits.take(name === 'request' ? 'knownRequest' : 'knownHandshake', known.caller.actor.actorId);
}

/** Seconds until a limit that was reached is surely forgotten. */
export const secondsOf = (name: LimitName): number => usual[name].seconds;

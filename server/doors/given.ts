/**
 * What the doors are given: the house behind them, the keys (people, sessions, devices), their configuration, the log.
 * The doors parse, authorise, limit and hand on; they rule nothing.
 */
import type { House } from '../office/house.js';

/** Who a page says it is; each kind has a credential of its own. */
export const callerKinds = ['staff', 'kiosk', 'display', 'ticket'] as const;
export type CallerKind = (typeof callerKinds)[number];

/** As much of the house as the doors may touch. */
export type HouseBehind = Pick<
  House,
  | 'officeId'
  | 'press'
  | 'look'
  | 'hold'
  | 'release'
  | 'onPublication'
  | 'ticketOf'
  | 'record'
  | 'deviceSeen'
  | 'personSeen'
  | 'health'
  | 'report'
  | 'readFile'
  | 'sheet'
  | 'issueCard'
  | 'setRate'
  | 'theme'
>;

/** Pino's shape, as much of it as the doors use. */
export interface Log {
  info(data: object, text: string): void;
  warn(data: object, text: string): void;
  error(data: object, text: string): void;
}

export interface DoorConfig {
  /** Where the office is reached from outside, without a trailing slash; null when nobody said. */
  publicUrl: string | null;
  /** True when browsers reach the doors by TLS (own certificate or a proxy's): cookies are Secure, HSTS is sent. */
  isSecure: boolean;
  /** How many proxies in front may be believed about the caller's address; 0 is none. */
  trustedProxies: number;
  demo: boolean;
  /** Rate limits times this: 1, or more for a benchmark, which says so. */
  limitsFactor: number;
}

/**
 * What the doors are given: the house behind them, the keys (people, sessions, devices), their configuration, the log.
 * The doors parse, authorise, limit and hand on; they rule nothing.
 */
import type { ClerkCommand, ReportName, Reply, Role, ViewName } from '../contract/index.js';

/** Who a page says it is; each kind has a credential of its own. */
export const callerKinds = ['staff', 'kiosk', 'display', 'ticket'] as const;
export type CallerKind = (typeof callerKinds)[number];

export interface Actor {
  actorId: string;
  kind: 'user' | 'device' | 'ticket' | 'clockwork';
  roles: readonly Role[];
  /** Of a ticket's holder; null for all others. */
  visitId: string | null;
}
export type Viewer = Actor;

export interface House {
  officeId: string;
  /** A parsed press: ruled, committed, then answered. Never throws for an expected no. */
  press(command: ClerkCommand, payload: unknown, actor: Actor): Promise<Reply<unknown>>;
  /** The view once (HTTP), or a refusal. */
  look(view: ViewName, viewer: Viewer): Reply<unknown>;
  /** Key of what this viewer's socket hears ('board', 'kiosk:ID', 'desk:USER', …), held until released; the newest view now. */
  hold(view: ViewName, viewer: Viewer): Reply<{ key: string; view: unknown }>;
  release(key: string): void;
  onPublication(hear: (key: string, name: ViewName, view: unknown) => void): void;
  /** visitId of a ticket's token, or null. */
  ticketOf(token: string): string | null;
  /** A door's own act for the journal, in one transaction with its write. */
  record(entry: { kind: string; actor: string; data: Record<string, unknown> }, write: () => void): Promise<void>;
  deviceSeen(deviceId: string, online: boolean): void;
  health(): { ok: boolean; [key: string]: unknown };
  report(name: ReportName, query: unknown, actor: Actor): Promise<Reply<unknown>>;
  setRate(rate: number): Reply<unknown>;
  theme(): { office: unknown };
}

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

/**
 * What the doors are given: the house behind them, the keys (people, sessions, devices), their configuration, the log.
 * The doors parse, authorise, limit and hand on; they rule nothing.
 */
import type { PictureReply, PictureType, Reply } from '../contract/index.js';
import type { Actor, House } from '../office/house.js';

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
  | 'recordSeen'
  | 'deviceNow'
  | 'deviceSeen'
  | 'personSeen'
  | 'health'
  | 'report'
  | 'readFile'
  | 'sheet'
  | 'isErased'
  | 'issueCard'
  | 'openData'
  | 'openPaper'
  | 'setRate'
  | 'theme'
  | 'access'
  | 'orphan'
  | 'boothOf'
>;

/** The first choice of a new installation. */
export interface Beginning {
  /** What an administrator is led to: the choice, the guided set-up that follows it, or nothing. */
  state(): 'ask' | 'guide' | null;
  /** Refuses: notNow. */
  chooseDemo(actor: Actor): Promise<Reply<unknown>>;
  /** Answers before the office closes and another one opens in its place. Refuses: notNow, badRequest (zone), busy. */
  chooseOwn(own: { name: string; zone: string }, actor: Actor, sessionId: string): Promise<Reply<unknown>>;
}

/** A picture as it was handed in: its bytes are nobody's promise yet. */
export interface PictureAsked {
  requestId: string;
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Hex digest of the bytes. */
  sha256: string;
}

/** A picture as it is sent; its digest is its name. */
export interface PictureSent {
  type: PictureType;
  bytes: Uint8Array;
  sha256: string;
}

/** Slides of the board, and the logo. */
export interface Pictures {
  /** Exactly once. Refuses: pictureRefused (why), clockUnsure. */
  take(asked: PictureAsked, actor: Actor): Promise<Reply<PictureReply>>;
  /** Null: the office has no such picture. */
  find(sha256: string): Promise<PictureSent | null>;
  /** Null: it has given none. */
  logo(): Promise<PictureSent | null>;
}

/** Pino's shape, as much of it as the doors use. */
export interface Log {
  info(data: object, text: string): void;
  warn(data: object, text: string): void;
  error(data: object, text: string): void;
}

/** Seals what the doors must be able to read again, by a key that is not in the database; `devices/seal.ts` makes one. */
export interface Vault {
  seal: (text: string) => string;
  /** Null for what was sealed by another key, or changed. */
  open: (text: string) => string | null;
  /** A secret of argon2id for what is too short to be kept by a hash alone. */
  pepper: Buffer;
}

/** The provider of single sign-on. */
export interface SsoConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What of its token names a person here. */
  claim: string;
  /** As the entrance calls it. */
  name: string;
  /** Sent along as OpenID Connect's `prompt`: `login` asks for a password every time; null: as the provider likes. */
  prompt: string | null;
}

export interface DoorConfig {
  /** Of the screens as they are served now: a device that says another one is to load its page anew. */
  version: () => string;
  /** Where the office is reached from outside, without a trailing slash; null when nobody said. */
  publicUrl: string | null;
  /** True when browsers reach the doors by TLS (own certificate or a proxy's): cookies are Secure, HSTS is sent. */
  isSecure: boolean;
  /** How many proxies in front may be believed about the caller's address; 0 is none. */
  trustedProxies: number;
  demo: boolean;
  /** Rate limits times this: 1, or more for a benchmark, which says so. */
  limitsFactor: number;
  /** Null: staff sign in with passwords alone. */
  sso: SsoConfig | null;
}

/** What people come for, in which lines they wait, and which booth prefers what. */
import type { Matter, Norm, Words } from '../contract/index.js';
import type { Instant } from './instant.js';

export interface Service {
  serviceId: string;
  queueId: string;
  code: string;
  title: Words;
  short: Words;
  /** Judged per reception; `ref` null is the office's own target and never turns red. */
  norm: Norm | null;
  /** Used for the expected wait until twenty receptions are known. */
  usualMinutes: number;
  dayLimit: number | null;
  channel: string | null;
  /** The procedure's code in the pack; null where none is prescribed. */
  procedure: string | null;
  matter: Matter | null;
  asksOrganisations: boolean;
  bring: Words[];
  /** How its receptions may end, by the pack's codes. */
  outcomes: readonly string[];
  isOpen: boolean;
  closedReason: Words | null;
  closedUntil: Instant | null;
  packId: string;
  packVersion: string;
}

export interface Queue {
  queueId: string;
  letter: string;
  title: Words;
  position: number;
}

export interface Category {
  category: string;
  title: Words;
  document: Words;
  ref: string | null;
  /** How many times an ordinary ticket may be passed by such calls before it is next; null: no bound (by statute). */
  bound: number | null;
  ownMattersOnly: boolean;
}

export interface Profile {
  profileId: string;
  title: Words;
  /** Smaller rank is preferred, within the office's preference window. */
  services: { serviceId: string; rank: number }[];
}

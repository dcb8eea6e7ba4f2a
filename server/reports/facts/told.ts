/** What entries of the journal say, as the rules write it: the fields that a fold reads, and no others. */
import type { Instant } from '../../domain/instant.js';

/** An entry as it is stored; its data are parsed only when its kind says something to the fold. */
export interface StoredTale {
  seq: number;
  at: Instant;
  kind: string;
  actor: string;
  visitId: string | null;
  data: string;
}

/** A regulation in force on a day, as the day's opening tells it. */
export interface ToldLaw {
  waitMinutes: number;
  waitRef: string | null;
  /** The services under it. */
  services: string[];
}

/** Fields of a visit that changed. */
export interface ToldVisit {
  status?: string;
  serviceId?: string;
  startAt?: Instant;
  shiftId?: string | null;
  category?: string | null;
  categoryConfirmed?: boolean | null;
  awayMs?: number;
  origin?: string;
}

/** A reception, told whole. */
export interface ToldReception {
  receptionId: string;
  serviceId: string;
  boothId: string;
  shiftId: string;
  userId: string;
  begunAt: Instant;
  finishedAt: Instant | null;
  parkedMs: number;
  state: string;
  outcome: string | null;
  normMinutes: number | null;
  /** Of the regulation under which it began. */
  packVersion: string;
  carriedMs: number;
  submissionId: string | null;
}

/** A shift, told whole. */
export interface ToldShift {
  shiftId: string;
  boothId: string;
  userId: string;
  openedAt: Instant;
  closedAt: Instant | null;
  pauseReason: string | null;
  pausedAt: Instant | null;
}

export interface Told {
  visit?: ToldVisit;
  reception?: ToldReception;
  shift?: ToldShift;
  /** Of a day's entry. */
  day?: string;
  phase?: string;
  /** Of the opening of a day; journals of older versions do not tell it. */
  law?: ToldLaw[];
  /** Of an undoing. */
  verb?: string;
  /** Of a step's entry, and of a protocol's. */
  receptionId?: string;
  step?: string;
  state?: string;
  spentMs?: number;
  normMinutes?: number | null;
  /** Of a protocol. */
  replaces?: string | null;
  findings?: Record<string, number>;
  kind?: string;
  outcome?: string | null;
  /** Of what is counted. */
  code?: string;
  carries?: string;
  unbreached?: string | null;
  channel?: string;
  type?: string | null;
  persons?: number;
  way?: string;
  decision?: string;
  ground?: string;
  revision?: number;
}

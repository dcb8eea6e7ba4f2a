/** A visit as its entries tell it, one after another: its times by DESIGN «Times», and where it is held. */
import type { Instant } from '../../domain/instant.js';
import type { StoredTale, Told } from './told.js';

/** What is known of a visit so far. Plain data, so that it may be kept overnight; 0 stands for no instant. */
export interface VisitTale {
  /** Of the entry that issued the ticket. */
  seq: number;
  startAt: Instant;
  status: string;
  service: string;
  /** How long one may wait for the service, by the law of the day on which the visit came into its line; −1: untold. */
  normMinutes: number;
  shift: string;
  category: string;
  isConfirmed: boolean;
  channel: string;
  /** Time away until now, as the journal tells it, and as it was when the visit was first begun. */
  awayMs: number;
  begunAwayMs: number;
  firstCalledAt: Instant;
  /** The last summons of the last call. */
  calledAt: Instant;
  begunAt: Instant;
  wayMs: number;
  missedAt: Instant;
  endedAt: Instant;
  transfers: number;
  parks: number;
  misses: number;
  returns: number;
  betweenMs: number;
  betweens: number;
  /** The wait after a transfer that runs, or the last one, which a beginning by mistake lets run again. */
  between: { fromAt: Instant; awayMs: number; tookMs: number; isOver: boolean } | null;
  /** Called to a booth or received there: since when, and in whose shift. */
  held: { shift: string; isServing: boolean; fromAt: Instant } | null;
}

const ends = ['served', 'cancelled', 'expired', 'noShow'];

/** Is it over? */
export function isOver({ status }: Pick<VisitTale, 'status'>): boolean {
  return ends.includes(status);
}

export function newVisit(seq: number): VisitTale {
  return {
    seq,
    startAt: 0,
    status: '',
    service: '',
    normMinutes: -1,
    shift: '',
    category: '',
    isConfirmed: false,
    channel: '',
    awayMs: 0,
    begunAwayMs: 0,
    firstCalledAt: 0,
    calledAt: 0,
    begunAt: 0,
    wayMs: -1,
    missedAt: 0,
    endedAt: 0,
    transfers: 0,
    parks: 0,
    misses: 0,
    returns: 0,
    betweenMs: 0,
    betweens: 0,
    between: null,
    held: null,
  };
}

/** Who hears how long a booth held somebody: a shift, for how long, and whether received or only called. */
export type Holding = (shift: string, lengthMs: number, isServing: boolean) => void;

/** Takes in what an entry tells of a visit. */
export function tellVisit(visit: VisitTale, { kind, at }: StoredTale, told: Told, holding: Holding): void {
  const change = told.visit ?? {};
  const { missedAt } = visit;
  if (change.startAt !== undefined) visit.startAt = change.startAt;
  if (change.serviceId !== undefined) visit.service = change.serviceId;
  if (change.shiftId !== undefined) visit.shift = change.shiftId ?? '';
  if (change.category !== undefined) visit.category = change.category ?? '';
  if (change.categoryConfirmed !== undefined) visit.isConfirmed = change.categoryConfirmed === true;
  if (change.origin !== undefined) visit.channel = change.origin;
  if (change.awayMs !== undefined) visit.awayMs = change.awayMs;
  if (change.status !== undefined) becomes(visit, change.status, at, kind);
  happens(visit, kind, at, missedAt, told);
  holds(visit, at, holding);
}

/** Since when it is missed and when it ended, by what it becomes. */
function becomes(visit: VisitTale, status: string, at: Instant, kind: string): void {
  visit.status = status;
  const isOverNow = isOver(visit);
  visit.endedAt = isOverNow ? at : 0;
  // who was missed and did not come back has waited until then, whatever ended the visit later; undone, it is as it was
  if (status === 'missed') visit.missedAt = kind === 'visit:undone' ? visit.missedAt : at;
  else if (!isOverNow) visit.missedAt = 0;
}

/** What the verbs mean for the times. `missedAt` is as it was before. */
function happens(visit: VisitTale, kind: string, at: Instant, missedAt: Instant, told: Told): void {
  switch (kind) {
    case 'visit:called':
      if (visit.firstCalledAt === 0) visit.firstCalledAt = at;
      visit.calledAt = at;
      awayUntil(visit, missedAt, at);
      return;
    case 'visit:recalled':
      visit.calledAt = at;
      return;
    case 'visit:missed':
      visit.misses += 1;
      return;
    case 'visit:returned':
      visit.returns += 1;
      awayUntil(visit, missedAt, at);
      return;
    case 'visit:parked':
      visit.parks += 1;
      return;
    case 'visit:begun':
      begins(visit, at);
      return;
    case 'visit:unbegun':
      unbegins(visit, told.reception?.begunAt ?? 0);
      return;
    case 'visit:transferred':
      visit.transfers += 1;
      // before the first reception it is the wait of п. 34 that goes on
      if (visit.begunAt !== 0 && (visit.between === null || visit.between.isOver))
        visit.between = { fromAt: at, awayMs: 0, tookMs: 0, isOver: false };
      return;
    case 'visit:undone':
      if (told.verb === 'miss') visit.misses -= 1;
      return;
  }
}

/** Missed until now: that is no wait between receptions either. */
function awayUntil({ between }: VisitTale, missedAt: Instant, at: Instant): void {
  if (missedAt !== 0 && between !== null && !between.isOver) between.awayMs += at - missedAt;
}

function begins(visit: VisitTale, at: Instant): void {
  if (visit.begunAt === 0) {
    visit.begunAt = at;
    visit.begunAwayMs = visit.awayMs;
    visit.wayMs = visit.calledAt === 0 ? -1 : Math.max(0, at - visit.calledAt);
    return;
  }
  const { between } = visit;
  if (between === null || between.isOver) return;
  between.isOver = true;
  between.tookMs = Math.max(0, at - between.fromAt - between.awayMs);
  visit.betweenMs += between.tookMs;
  visit.betweens += 1;
}

/** Begun by mistake: the wait that had ended goes on. */
function unbegins(visit: VisitTale, begunAt: Instant): void {
  if (visit.begunAt === begunAt) {
    visit.begunAt = 0;
    visit.wayMs = -1;
    return;
  }
  const { between } = visit;
  if (between === null || !between.isOver) return;
  between.isOver = false;
  visit.betweenMs -= between.tookMs;
  visit.betweens -= 1;
}

/** Tells how long a booth held the visit, when that comes to an end or goes on in another way or shift. */
function holds(visit: VisitTale, at: Instant, holding: Holding): void {
  const { held, status, shift } = visit;
  const isServing = status === 'serving';
  const isHeld = isServing || status === 'called';
  if (held !== null && isHeld && held.isServing === isServing && held.shift === shift) return;
  if (held !== null) holding(held.shift, Math.max(0, at - held.fromAt), held.isServing);
  visit.held = isHeld ? { shift, isServing, fromAt: at } : null;
}

/** The wait of п. 34; −1 of one who still waits. */
export function waitOf(visit: VisitTale): number {
  const { startAt, begunAt, begunAwayMs, awayMs, missedAt, endedAt } = visit;
  if (begunAt !== 0) return Math.max(0, begunAt - startAt - begunAwayMs);
  return isOver(visit) ? Math.max(0, (missedAt !== 0 ? missedAt : endedAt) - startAt - awayMs) : -1;
}

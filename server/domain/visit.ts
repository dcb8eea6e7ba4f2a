/** A visit from ticket to leaving, and one before anything happened to it. */
import type { Answers, CallRule, CancelReason, Language, VisitStatus } from '../contract/index.js';
import type { Instant } from './instant.js';
import type { Reception } from './reception.js';

/** An out-of-turn call as it passed the ordinary line: whom the booth could have taken, and how often that may happen. */
export interface Passing {
  at: Instant;
  placeAt: Instant;
  serviceIds: string[];
  boothId: string;
  userId: string;
  bound: number | null;
  /** Calls of the same visit before this one: who was called twice has passed the line twice. Newest first. */
  earlier: Omit<Passing, 'earlier'>[];
}

/** What a finish, miss or cancel may be taken back to, for `settings.undoSeconds`. */
export interface Undo {
  verb: 'finish' | 'miss' | 'cancel';
  until: Instant;
  boothId: string | null;
  visit: Omit<Visit, 'undo'>;
  reception: Reception | null;
}

export interface Visit {
  visitId: string;
  day: string;
  number: string;
  /** Opens the phone page; 128 random bits, never a number that can be counted. */
  token: string;
  queueId: string;
  serviceId: string;
  status: VisitStatus;
  origin: 'kiosk' | 'staff' | 'paper';
  deviceId: string | null;
  language: Language;
  answers: Answers;
  issuedAt: Instant;
  /** п. 34 counts the wait from here. */
  startAt: Instant;
  placeAt: Instant;
  /** A booked visit that came early is not called before this while anyone else waits. */
  notBefore: Instant | null;
  category: string | null;
  /** Null: claimed, the document not seen yet. */
  categoryConfirmed: boolean | null;
  addressedBoothId: string | null;
  addressedUserId: string | null;
  /** The booth that called or receives it; null otherwise. */
  boothId: string | null;
  shiftId: string | null;
  receptionId: string | null;
  callRule: CallRule | null;
  times: number;
  firstCalledAt: Instant | null;
  calledAt: Instant | null;
  firstBegunAt: Instant | null;
  missedAt: Instant | null;
  /** Time between missed and come back, until the first reception. */
  awayMs: number;
  parkedAt: Instant | null;
  endedAt: Instant | null;
  cancelReason: CancelReason | null;
  paperNumber: string | null;
  /** The note that came with a transfer: its words stand in the note alone, so that destroying it destroys them. */
  noteId: string | null;
  passing: Passing | null;
  undo: Undo | null;
}

/** One who came at that moment and waits, of no service yet: every caller says the rest. */
export function blankVisit(at: Instant): Visit {
  return {
    visitId: '',
    day: '',
    number: '',
    token: '',
    queueId: '',
    serviceId: '',
    status: 'waiting',
    origin: 'kiosk',
    deviceId: null,
    language: 'ru',
    answers: {},
    issuedAt: at,
    startAt: at,
    placeAt: at,
    notBefore: null,
    category: null,
    categoryConfirmed: null,
    addressedBoothId: null,
    addressedUserId: null,
    boothId: null,
    shiftId: null,
    receptionId: null,
    callRule: null,
    times: 0,
    firstCalledAt: null,
    calledAt: null,
    firstBegunAt: null,
    missedAt: null,
    awayMs: 0,
    parkedAt: null,
    endedAt: null,
    cancelReason: null,
    paperNumber: null,
    noteId: null,
    passing: null,
    undo: null,
  };
}

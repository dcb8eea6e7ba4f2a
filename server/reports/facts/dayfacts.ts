/**
 * One day of the journal as columns: what every report counts. Folded from the journal's entries and from nothing else;
 * kept beside it as a summary that may be thrown away and made again at any time.
 *
 * A code (a service, a person, an outcome) is an index into `names`; 0 is the empty name, «none». Instants are
 * milliseconds since the epoch in `Float64Array`, 0 where there is none; lengths are milliseconds in `Int32Array`, −1
 * where there is none. What is not over when the day ends is told by the day on which it ends, and once: the running
 * day alone tells what is still alive. A visit's receptions are told with the visit, and steps with their reception.
 */
export interface DayFacts {
  /** The day that was opened, `YYYY-MM-DD`; its entries run to the next opening of another day. */
  day: string;
  names: string[];
  lots: LotFacts;
  visits: VisitFacts;
  receptions: ReceptionFacts;
  steps: StepFacts;
  shifts: ShiftFacts;
  events: EventFacts;
}

/**
 * What figures are grouped and filtered by, each combination once: a day has some hundred of them and thousands of rows,
 * and a row names its own.
 */
export interface LotFacts {
  /** Of a visit that of its first reception; of one never received, the one it waited for. */
  service: Uint16Array;
  /** Of a visit that of its first reception. */
  booth: Uint16Array;
  /** Of a visit that of its first reception; of a step who completed it (п. 57). */
  user: Uint16Array;
  /** How the ticket came: `kiosk`, `staff`, `paper`; 0: work without a visit. */
  channel: Uint16Array;
  /** Confirmed category out of turn, of the visit. */
  category: Uint16Array;
  /** Of the regulation under which the reception began; of a visit that of its first one. 0: never received. */
  version: Uint16Array;
}

/** Visits that ended, and on the running day those that are alive. */
export interface VisitFacts {
  /** Of the entry that issued the ticket: number and id stand there. */
  seq: Float64Array;
  startAt: Float64Array;
  /** First begun; 0: never. */
  begunAt: Float64Array;
  /** When it was over; 0: it is alive. */
  endedAt: Float64Array;
  /** Index into `visitStatuses`: as it stands at the end. */
  status: Uint8Array;
  /** 1: it is over, was never begun, and nobody had come to its last call, nor came back later. */
  isNoShow: Uint8Array;
  /** Row of `lots`. */
  lot: Uint16Array;
  /**
   * Start to first begun, less the time away before it. Of one that was never begun: until it ended, or until it was
   * missed when nobody came back; −1 while it is alive and not begun.
   */
  waitMs: Int32Array;
  /** What the wait is judged by: minutes, by the law of its day; −1 where the journal does not tell it. */
  normMinutes: Float32Array;
  /** Start to first call. */
  toCallMs: Int32Array;
  /** The call that was answered first, its last summons, to begun. */
  wayMs: Int32Array;
  /** Waits after a transfer, together. */
  betweenMs: Int32Array;
  /** How many waits `betweenMs` is of. */
  betweens: Uint8Array;
  transfers: Uint8Array;
  parks: Uint8Array;
  misses: Uint8Array;
  returns: Uint8Array;
}

/** Receptions that ended, those without a visit among them; void ones (begun by mistake) are not here. */
export interface ReceptionFacts {
  /** Row of its visit in this day's `visits`; −1: no visit. */
  visit: Int32Array;
  /** Row of `lots`. */
  lot: Uint16Array;
  begunAt: Float64Array;
  /** Begun to finished, less parked time. */
  lengthMs: Int32Array;
  /**
   * What its norm is judged by: for an intake until its first protocol, what was carried over included; −1 where another
   * reception of the same day's book carried it on, because both are judged there.
   */
  judgedMs: Int32Array;
  /** Minutes; −1 without a norm. */
  normMinutes: Float32Array;
  outcome: Uint16Array;
  /** 1: handed on by a transfer. */
  isTransferred: Uint8Array;
}

/** Steps completed, the last completion of each; not those found not needed or taken over done. */
export interface StepFacts {
  /** Row of `lots`. */
  lot: Uint16Array;
  step: Uint16Array;
  spentMs: Int32Array;
  normMinutes: Float32Array;
}

/** Shifts that ended, and on the running day the open ones up to now. */
export interface ShiftFacts {
  user: Uint16Array;
  booth: Uint16Array;
  openedAt: Float64Array;
  /** 0: open. */
  closedAt: Float64Array;
  /** With a visitor in reception there, in this shift. */
  busyMs: Int32Array;
  calledMs: Int32Array;
  /** By reason, in the order of `pauseReasons`: `paused[reason][row]`. */
  paused: Int32Array[];
}

/**
 * Whatever else is counted; which events there are stands in `events.ts`. One row for all that say the same of the same
 * person, and those that say the same of others beside it: single ones were two fifths of all that a report reads.
 */
export interface EventFacts {
  kind: Uint16Array;
  /** Of a protocol its kind, of a term its code, of a finding its code, of a registration its channel. */
  first: Uint16Array;
  /** Of a protocol its outcome. */
  second: Uint16Array;
  user: Uint16Array;
  count: Int32Array;
  /** All together: persons of a registration, how many of a finding; 1 of anything else. */
  amount: Float64Array;
}

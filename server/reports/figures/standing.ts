/**
 * What a ticket counts as: one number per visit says it all, so that headline, tables, heat and the list behind a
 * number can never sort it differently. Every ticket is in exactly one state: begun, not served (no-show, cancelled,
 * expired), or alive and not begun.
 */
import { visitStatuses, type TicketState } from '../../contract/index.js';
import type { VisitFacts } from '../facts/dayfacts.js';

/** How the wait ended; of the unserved each has an early and, one further on, a late state. */
const states = [
  'begunInTime',
  'begunLate',
  'noShowEarly',
  'noShowLate',
  'cancelledEarly',
  'cancelledLate',
  'expiredEarly',
  'expiredLate',
  'waits',
] as const;
type State = (typeof states)[number];

const at = (state: State) => states.indexOf(state);
const [inTime, noShow, cancelled, expired, waits] = [
  at('begunInTime'),
  at('noShowEarly'),
  at('cancelledEarly'),
  at('expiredEarly'),
  at('waits'),
];

/** What else is true of it, above the state's bits. */
const stateBits = 15;
export const marks = { alive: 16, transferred: 32, parked: 64, missed: 128, returned: 256 } as const;
/** Standings are numbers below this. */
export const standings = 512;

const aliveStatuses = new Set<string>(['booked', 'waiting', 'called', 'serving', 'parked', 'missed']);
const isAlive = Uint8Array.from(visitStatuses, (status) => (aliveStatuses.has(status) ? 1 : 0));
const [statusCancelled, statusNoShow] = [visitStatuses.indexOf('cancelled'), visitStatuses.indexOf('noShow')];

const minuteMs = 60_000;

/**
 * The standing of a visit. Its wait is judged by the law of its own day.
 * @param todaysMs what the law of today says, for a journal that does not tell that of the day
 */
export function standingOf(visits: VisitFacts, row: number, todaysMs: number): number {
  const normMinutes = visits.normMinutes[row] ?? -1;
  const limitMs = normMinutes < 0 ? todaysMs : normMinutes * minuteMs;
  const status = visits.status[row] ?? 0;
  const alive = isAlive[status] ?? 0;
  const late = (visits.waitMs[row] ?? -1) > limitMs ? 1 : 0;
  let standing = waits;
  if ((visits.begunAt[row] ?? 0) > 0) standing = inTime + late;
  else if (alive === 0) {
    if (visits.isNoShow[row] === 1 || status === statusNoShow) standing = noShow + late;
    else standing = (status === statusCancelled ? cancelled : expired) + late;
  }
  if (alive === 1) standing |= marks.alive;
  if ((visits.transfers[row] ?? 0) > 0) standing |= marks.transferred;
  if ((visits.parks[row] ?? 0) > 0) standing |= marks.parked;
  if ((visits.misses[row] ?? 0) > 0) standing |= marks.missed;
  if ((visits.returns[row] ?? 0) > 0) standing |= marks.returned;
  return standing;
}

/** Standings for which something is true, as a table: it is asked for every visit of years. */
function tableOf(...of: State[]): Uint8Array {
  return Uint8Array.from({ length: standings }, (_, standing) =>
    of.some((state) => at(state) === (standing & stateBits)) ? 1 : 0,
  );
}
const marked = (mark: number) =>
  Uint8Array.from({ length: standings }, (_, standing) => ((standing & mark) === 0 ? 0 : 1));
const every = new Uint8Array(standings).fill(1);

/** Which standings a list of tickets shows; `overNorm` is told by receptions and lets all pass here. */
export const shown: Record<TicketState, Uint8Array> = {
  all: every,
  begun: tableOf('begunInTime', 'begunLate'),
  inTime: tableOf('begunInTime'),
  late: tableOf('begunLate', 'noShowLate', 'cancelledLate', 'expiredLate'),
  unserved: tableOf('noShowEarly', 'noShowLate', 'cancelledEarly', 'cancelledLate', 'expiredEarly', 'expiredLate'),
  cancelled: tableOf('cancelledEarly', 'cancelledLate'),
  noShow: tableOf('noShowEarly', 'noShowLate'),
  expired: tableOf('expiredEarly', 'expiredLate'),
  alive: marked(marks.alive),
  transferred: marked(marks.transferred),
  parked: marked(marks.parked),
  overNorm: every,
};

/** What is counted besides the lists. */
export const counted = {
  ...shown,
  unservedLate: tableOf('noShowLate', 'cancelledLate', 'expiredLate'),
  unservedEarly: tableOf('noShowEarly', 'cancelledEarly', 'expiredEarly'),
  /** All begun, and all unserved that had passed the norm: what the share within the norm is of. */
  judged: tableOf('begunInTime', 'begunLate', 'noShowLate', 'cancelledLate', 'expiredLate'),
  missed: marked(marks.missed),
  returned: marked(marks.returned),
} as const;

/** The hall's words: visits and their calls, the phases of a day, what the office draws attention to. */

export const visitStatuses = [
  'booked',
  'waiting',
  'called',
  'serving',
  'served',
  'missed',
  'parked',
  'cancelled',
  'expired',
  'noShow',
] as const;
export type VisitStatus = (typeof visitStatuses)[number];

export const cancelReasons = ['left', 'duplicate', 'byStaff'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const pauseReasons = ['lunch', 'break', 'documents', 'technical', 'meeting'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** Why a ticket was the next one: named in the entry of each call, told to whoever asks «почему В012 раньше меня». */
export const callRules = [
  'order',
  'preference',
  'outOfTurn',
  'bounded',
  'addressed',
  'early',
  'byName',
  'resumed',
] as const;
export type CallRule = (typeof callRules)[number];

/** `open` takes tickets; after `lastTicket` the kiosk stops; after `doorsClosed` only holders of tickets are served. */
export const dayPhases = ['open', 'lastTicket', 'doorsClosed', 'closed'] as const;
export type DayPhase = (typeof dayPhases)[number];

/** How many insured persons a report covers, as the kiosk asks it. */
export const personBands = ['upTo10', 'upTo50', 'upTo200', 'over200'] as const;
export type PersonBand = (typeof personBands)[number];

/** Which tickets of a period a list shows: all, or those behind one of its numbers. */
export const ticketStates = [
  'all',
  'begun',
  'inTime',
  'late',
  'unserved',
  'cancelled',
  'noShow',
  'expired',
  'alive',
  'transferred',
  'parked',
  'overNorm',
] as const;
export type TicketState = (typeof ticketStates)[number];

/**
 * What the office draws attention to. `waitSoon` and `waitOver`: a visitor has waited for so long, or longer than the
 * norm; `receptionOver`: a reception is past its norm; `calendar`: the working calendar ends soon, `detail` is the year.
 */
export const alertKinds = [
  'waitSoon',
  'waitOver',
  'receptionOver',
  'queueLong',
  'stranded',
  'pauseLong',
  'parkedLong',
  'staffCall',
  'printer',
  'print',
  'device',
  'term',
  'calendar',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Letters a queue may use: the same shape in both alphabets, stored Cyrillic. */
export const ticketLetters = 'АВЕКМНРСТХ';
const latinTwins: Record<string, string> = {
  A: 'А',
  B: 'В',
  E: 'Е',
  K: 'К',
  M: 'М',
  H: 'Н',
  P: 'Р',
  C: 'С',
  T: 'Т',
  X: 'Х',
};

/** Folds what a person typed to a ticket number as stored: `a014` typed in Latin finds «А014». */
export function foldNumber(typed: string): string {
  return [...typed.trim().toUpperCase()].map((letter) => latinTwins[letter] ?? letter).join('');
}

/**
 * THE FOLD: takes the journal's entries in their order and tells each day's facts. It knows only what entries say, none
 * of the rules and none of the other tables, so that a report is a sum over the journal and nothing else. What is still
 * alive when a day's book ends is carried on as plain data.
 */
import type { Instant } from '../../domain/instant.js';
import { addEvent, type EventTale } from './book.js';
import { countedBy } from './events.js';
import type { DayFacts } from './dayfacts.js';
import { newReception, tellStep, type ReceptionTale } from './reception.js';
import { newShift, tellShift, type ShiftTale } from './shift.js';
import { tellDay } from './tell.js';
import type { StoredTale, Told } from './told.js';
import { isOver, newVisit, tellVisit, type Holding, type VisitTale } from './visit.js';

/**
 * Grows with every change of what a fold tells, and of the lists of the vocabulary that its numbers are places in:
 * summaries of another version are made anew.
 */
export const foldVersion = 5;

/** What goes on when a day's book ends. */
export interface Carry {
  visits: [string, VisitTale][];
  receptions: [string, ReceptionTale][];
  shifts: [string, ShiftTale][];
}

export interface Fold {
  /** The day whose book it is; null before the first day was opened. */
  readonly day: string | null;
  readonly isClosed: boolean;
  /** Does this entry open another day? Then the book ends before it. */
  endsBefore(entry: StoredTale): boolean;
  take(entry: StoredTale): void;
  /** @param now null: the book has ended, what is alive is told by a later one; else the running day until then */
  tell(now: Instant | null): DayFacts;
  carry(): Carry;
}

/** Kinds that come often and say nothing to a fold: they need not even be read. */
export const silentKinds = [
  'print:printed',
  'print:sent',
  'print:failed',
  'print:resolved',
  'step:begun',
  'step:skipped',
  'submission:made',
  'submission:saved',
  'submission:filesTaken',
  'submission:handedOver',
  'visit:moved',
  'visit:fellBack',
] as const;

const days = ['day:opened', 'day:lastTicket', 'day:doorsClosed', 'day:closed'];

/** How an entry is taken in, by the beginning of its kind. */
const isOfVisit = (kind: string) => kind.startsWith('visit:') || kind.startsWith('ticket:');
const isTold = (kind: string) =>
  isOfVisit(kind) || kind.startsWith('reception:') || kind.startsWith('shift:') || kind === 'submission:discarded';

/** A fold that goes on from what an earlier book carried; null: from the first entry of a journal. */
export function makeFold(carried: Carry | null, read: <Shape>(text: string) => Shape): Fold {
  const visits = new Map(carried?.visits);
  const receptions = new Map(carried?.receptions);
  const shifts = new Map(carried?.shifts);
  const events = new Map<string, EventTale>();
  let day: string | null = null;
  let phase = '';
  /** Minutes that one may wait for a service, by the law of this day. */
  const waitMinutes = new Map<string, number>();

  const holding: Holding = (shiftId, lengthMs, isServing) => {
    const shift = shifts.get(shiftId);
    if (shift === undefined) return;
    if (isServing) shift.busyMs += lengthMs;
    else shift.calledMs += lengthMs;
  };

  function takeVisit(entry: StoredTale, told: Told): void {
    if (entry.visitId === null) return;
    let visit = visits.get(entry.visitId);
    if (visit === undefined) {
      // what was not issued in this journal is nobody
      if (told.visit?.startAt === undefined) return;
      visit = newVisit(entry.seq);
      visits.set(entry.visitId, visit);
    }
    tellVisit(visit, entry, told, holding);
    // what it was received for is judged by the law of the day on which it came into that line
    if (told.visit?.serviceId !== undefined && visit.begunAt === 0)
      visit.normMinutes = waitMinutes.get(visit.service) ?? -1;
  }

  function takeReception({ visitId }: StoredTale, told: Told): void {
    const { reception } = told;
    if (reception === undefined) return;
    const known = receptions.get(reception.receptionId);
    if (known === undefined) receptions.set(reception.receptionId, newReception(visitId, reception));
    else known.last = reception;
  }

  function takeShift(entry: StoredTale, { shift }: Told): void {
    if (shift === undefined) return;
    const known = shifts.get(shift.shiftId) ?? newShift(shift);
    shifts.set(shift.shiftId, known);
    tellShift(known, shift, entry.at);
  }

  const isAlive = ({ visit, last }: ReceptionTale): boolean => {
    const of = visit === null ? undefined : visits.get(visit);
    // told with its visit; work without one goes on another day
    return of === undefined ? last.state === 'open' || last.state === 'parked' : !isOver(of);
  };

  return {
    get day() {
      return day;
    },
    get isClosed() {
      return phase === 'closed';
    },
    endsBefore: ({ kind, data }) => kind === 'day:opened' && day !== null && read<Told>(data).day !== day,
    take(entry) {
      const { kind, at, actor } = entry;
      if (kind.startsWith('step:')) {
        tellStep(receptions, entry, read<Told>(entry.data));
      } else if (isTold(kind)) {
        const told = read<Told>(entry.data);
        if (isOfVisit(kind)) takeVisit(entry, told);
        takeReception(entry, told);
        takeShift(entry, told);
      } else if (days.includes(kind)) {
        const told = read<Told>(entry.data);
        day = told.day ?? day;
        phase = told.phase ?? phase;
        for (const { waitMinutes: minutes, services } of told.law ?? [])
          for (const serviceId of services) waitMinutes.set(serviceId, minutes);
      } else {
        const count = countedBy(kind);
        if (count === undefined) return;
        const told = read<Told>(entry.data);
        for (const counted of count(told)) addEvent(events, counted, actor);
        if (kind === 'protocol:issued') issued(receptions, told, at);
      }
    },
    tell: (now) => tellDay({ day: day ?? '', visits, receptions, shifts, events }, now),
    carry: () => ({
      visits: [...visits].filter(([, visit]) => !isOver(visit)),
      receptions: [...receptions].filter(([, one]) => one.last.state !== 'void' && isAlive(one)),
      shifts: [...shifts].filter(([, { closedAt }]) => closedAt === 0),
    }),
  };
}

/** The first protocol of a reception ends what its norm judges; a correction does not. */
function issued(receptions: ReadonlyMap<string, ReceptionTale>, told: Told, at: Instant): void {
  const reception = receptions.get(told.receptionId ?? '');
  if (reception !== undefined && reception.issuedAt === 0 && typeof told.replaces !== 'string') reception.issuedAt = at;
}

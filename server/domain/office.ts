/**
 * Today's office in memory: the domain's own shapes, rich and private. Rows are the store's, views are the contract's.
 * Nothing here knows a clock, a database or a socket; `now` and ids come in as arguments.
 */
import type { DayPhase } from '../contract/index.js';
import type { Booth, Shift } from './booths.js';
import type { WorkingCalendar } from './calendar.js';
import type { Consultation, Term } from './cases.js';
import type { Instant } from './instant.js';
import type { OwnYear, PackFace } from './law.js';
import type { Mark } from './marks.js';
import type { RetentionRules } from './keeping.js';
import type { Colleague, DeviceFace } from './people.js';
import type { PictureFace } from './pictures.js';
import type { Planned } from './planned.js';
import type { Printer, PrintJob } from './printing.js';
import type { Reception } from './reception.js';
import type { Regulation } from './regulation.js';
import type { Category, Profile, Queue, Service } from './services.js';
import type { Settings } from './settings.js';
import type { Alert, Ask, StaffCall } from './signals.js';
import type { SubmissionFace } from './submission.js';
import type { Passing, Visit } from './visit.js';
import type { GivenYears } from './yearlists.js';

export interface Day {
  day: string;
  phase: DayPhase;
  openedAt: Instant;
  lastTicketAt: Instant;
  doorsCloseAt: Instant;
  closeBy: Instant;
  closedAt: Instant | null;
}

export interface Office {
  officeId: string;
  settings: Settings;
  queues: Map<string, Queue>;
  services: Map<string, Service>;
  profiles: Map<string, Profile>;
  categories: Map<string, Category>;
  booths: Map<string, Booth>;
  day: Day | null;
  visits: Map<string, Visit>;
  receptions: Map<string, Reception>;
  /** Open ones, and today's closed ones. */
  shifts: Map<string, Shift>;
  staffCalls: Map<string, StaffCall>;
  /** Open ones, and those of today that ended. */
  alerts: Map<string, Alert>;
  /** Of today. */
  asks: Map<string, Ask>;
  printJobs: Map<string, PrintJob>;
  printers: Map<string, Printer>;
  /** Who is meant by an actor: names for staff's screens, the printer beside a kiosk. Kept current by the office room. */
  people: Map<string, Colleague>;
  devices: Map<string, DeviceFace>;
  /** userId → booth of the last shift on an earlier day. */
  lastBooth: Map<string, string>;
  /** By packId: the regulations that the office's services are of. */
  regulations: Map<string, Regulation>;
  /** Every version that is known, those in force among them: see `lawOf`. */
  versions: Map<string, Regulation>;
  calendar: WorkingCalendar;
  /** How long records are kept; `settings.retention` says what this office keeps otherwise. */
  retention: RetentionRules;
  /** By thing: who changed it last. */
  marks: Map<string, Mark>;
  /** Changes that wait for the opening of a day, by id. */
  planned: Map<string, Planned>;
  /** Packs that were uploaded, by packRowId. */
  packs: Map<string, PackFace>;
  /** Years of the calendar that the office gave itself: they stand before those of the program. */
  ownYears: Map<number, OwnYear>;
  programYears: GivenYears;
  /** Pictures that it was given, by digest; their bytes are in the books alone. */
  pictures: Map<string, PictureFace>;
  /** Out of use: their numbers and letters may come back with them. */
  retired: Retired;
  /** Terms that run, by id. */
  terms: Map<string, Term>;
  /** Submissions of the receptions that are here, by id: without findings, for the screens. */
  submissions: Map<string, SubmissionFace>;
  /** Telephone consultations that run, by userId. */
  phones: Map<string, Consultation>;
  /** noteId → words, of today's notes and of those that its visits carry. */
  notes: Map<string, string>;
  /** Maintained by `apply`, never by a rule. */
  index: OfficeIndex;
}

/** What is no longer in use, by id. */
export interface Retired {
  queue: Map<string, Queue>;
  profile: Map<string, Profile>;
  booth: Map<string, Booth>;
  printer: Map<string, Printer>;
}

/** Nothing retired. */
export function noneRetired(): Retired {
  return { queue: new Map(), profile: new Map(), booth: new Map(), printer: new Map() };
}

export interface OfficeIndex {
  /** Waiting visits by lane, each sorted by place. */
  lanes: Map<string, Visit[]>;
  /** boothId → the visit called or received there. */
  held: Map<string, string>;
  /** boothId → open shift, userId → open shift. */
  shiftOfBooth: Map<string, string>;
  shiftOfUser: Map<string, string>;
  /** queueId → last number given today. */
  lastNumber: Map<string, number>;
  /** serviceId → today's tickets of the service, those transferred to it among them. */
  issued: Map<string, number>;
  byToken: Map<string, string>;
  byNumber: Map<string, string>;
  /** serviceId → lengths of its last twenty receptions, in milliseconds, oldest first. */
  lengths: Map<string, number[]>;
  /** Out-of-turn calls of today, for the bound. */
  passings: Map<string, Passing>;
  parked: Set<string>;
  missed: Set<string>;
  /** Visits whose last step may still be taken back; older ones fall out when they change or the day begins. */
  undoable: Map<string, Visit>;
  /** printerId → its newest jobs, at most a few, oldest first. */
  lastJobs: Map<string, string[]>;
  /** visitId → the job that last printed its ticket. */
  jobOfVisit: Map<string, string>;
  waiting: number;
}

/** The index of an office without rows. */
export function emptyIndex(): OfficeIndex {
  return {
    lanes: new Map(),
    held: new Map(),
    shiftOfBooth: new Map(),
    shiftOfUser: new Map(),
    lastNumber: new Map(),
    issued: new Map(),
    byToken: new Map(),
    byNumber: new Map(),
    lengths: new Map(),
    passings: new Map(),
    parked: new Set(),
    missed: new Set(),
    undoable: new Map(),
    lastJobs: new Map(),
    jobOfVisit: new Map(),
    waiting: 0,
  };
}

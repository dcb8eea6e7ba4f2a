/**
 * Today's office in memory: the domain's own shapes, rich and private. Rows are the store's, views are the contract's.
 * Nothing here knows a clock, a database or a socket; `now` and ids come in as arguments.
 */
import type {
  AlertKind,
  AlertSettings,
  Answers,
  CallRule,
  CancelReason,
  DayPhase,
  ExportSettings,
  Language,
  Matter,
  Norm,
  PauseReason,
  PrintState,
  VisitStatus,
  Words,
} from '../contract/index.js';
import type { WorkingCalendar } from './calendar.js';
import type { CasePatch, Consultation, Step, Submission, Term } from './cases.js';
import type { PaperDocument } from './paper/document.js';
import type { Regulation } from './regulation.js';

/** Milliseconds since the epoch, office time. */
export type Instant = number;

/** When an office opens on one weekday, as wall time `HH:MM` in its zone; null when it does not. */
export interface Hours {
  opens: string;
  lastTicket: string;
  doorsClose: string;
}

/** What staff may change. Every number is a default that an office may set. */
export interface Settings {
  name: Words;
  region: Words;
  emblem: string;
  address: Words;
  phone: string;
  zone: string;
  demo: boolean;
  boothWord: 'window' | 'booth' | 'room';
  /** Monday first. */
  hours: (Hours | null)[];
  /** Wall time at which a day that nobody closed is closed. */
  closeBy: string;
  keepOvernight: boolean;
  waitNorm: Norm;
  warnShare: number;
  /** Minutes within which a missed visitor who comes back keeps the place. */
  returnMinutes: number;
  parkAlertMinutes: number;
  /** Minutes after the smallest place time within which a profile's preference may choose. */
  preferenceMinutes: number;
  /** Minutes of a pause after which what is addressed to that booth falls back to its queue. */
  addressedMinutes: number;
  undoSeconds: number;
  unbeginSeconds: number;
  /** Seconds after the last call when the operator is asked: begin, recall, missed? */
  promptSeconds: number;
  /** A call no older than this is spoken by a board. */
  freshSeconds: number;
  paperLetter: string;
  idleSeconds: number;
  warnSeconds: number;
  slideSeconds: number;
  theme: 'light' | 'dark';
  chime: boolean;
  runningLine: Words | null;
  /** The entrance sign (п. 38), booth plates and stand (п. 39). */
  sign: { body: Words; unit: Words; address: Words; hours: Words; reception: Words };
  stand: { title: Words; lines: Words[]; ref: string }[];
  /** Optional steps that this office has, as `<procedure>:<step>`. */
  optionalSteps: string[];
  /** «087-105»: the first six digits of registration numbers of payers of this office (п. 25). */
  payerCodes: string[];
  /** Terms that end within so many days are shown as due soon. */
  soonDays: number;
  /** The body above this one (п. 39, 73), and the office's head. */
  superior: Words;
  head: { name: string; position: string };
  alerts: AlertSettings;
  exports: ExportSettings;
}

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

export interface Booth {
  boothId: string;
  number: string;
  profileId: string;
  printerId: string | null;
  /** Grows with every change at the booth; a press says which one it saw. */
  turn: number;
  freeSince: Instant | null;
}

export interface Shift {
  shiftId: string;
  boothId: string;
  userId: string;
  profileId: string;
  openedAt: Instant;
  closedAt: Instant | null;
  pauseReason: PauseReason | null;
  pausedAt: Instant | null;
}

export interface Day {
  day: string;
  phase: DayPhase;
  openedAt: Instant;
  lastTicketAt: Instant;
  doorsCloseAt: Instant;
  closeBy: Instant;
  closedAt: Instant | null;
}

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

export interface Reception {
  receptionId: string;
  visitId: string | null;
  serviceId: string;
  boothId: string;
  shiftId: string;
  userId: string;
  /** 1 for the first of its visit. */
  ordinal: number;
  begunAt: Instant;
  finishedAt: Instant | null;
  parkedAt: Instant | null;
  parkedMs: number;
  /** `void` was begun by mistake and counts nowhere; `transferred` was handed on. */
  state: 'open' | 'parked' | 'finished' | 'transferred' | 'void';
  outcome: string | null;
  normMinutes: number | null;
  normRef: string | null;
  packId: string;
  packVersion: string;
  /** The prescribed steps; empty where none are. */
  steps: Step[];
  /** Time that the reception which handed its steps over had spent: the norm judges both together. */
  carriedMs: number;
  submissionId: string | null;
}

/** What the office draws attention to: raised when it begins, ended when it is over, accepted by whoever sees to it. */
export interface Alert {
  alertId: string;
  /** `<kind>:<what it is about>`: one open alert of each. */
  key: string;
  kind: AlertKind;
  level: 'warn' | 'over';
  /** Ids of what it is about; the words are the views'. */
  visitId: string | null;
  boothId: string | null;
  serviceId: string | null;
  /** A printer's, device's, print job's, staff call's or term's id. */
  thingId: string | null;
  amount: number | null;
  detail: string | null;
  raisedAt: Instant;
  acceptedAt: Instant | null;
  acceptedBy: string | null;
  endedAt: Instant | null;
}

/** A new alert as it is told to the webhook's address, written in the transaction of the alert. */
export interface Delivery {
  deliveryId: string;
  /** What is told, as JSON; `raisedAt` is written as ISO text. */
  body: {
    id: string;
    kind: AlertKind;
    level: 'warn' | 'over';
    about: string;
    amount: number | null;
    detail: string | null;
    raisedAt: Instant;
    office: string;
  };
  /** Real time: it is tried for a day from here. */
  madeAt: Instant;
}

/** A request of the manager to an operator: open this booth, come back from the pause. */
export interface Ask {
  askId: string;
  what: 'open' | 'resume';
  boothId: string;
  userId: string;
  profileId: string | null;
  by: string;
  at: Instant;
  /** `done` by doing it, `declined`, or `past` when its ground or the day is over. */
  state: 'open' | 'done' | 'declined' | 'past';
  endedAt: Instant | null;
}

export interface StaffCall {
  staffCallId: string;
  deviceId: string;
  calledAt: Instant;
  answeredAt: Instant | null;
  answeredBy: string | null;
}

export interface Printer {
  printerId: string;
  name: string;
  /** Characters in a line of normal width: the composition needs to know how wide the paper is. */
  columns: number;
}

export interface Colleague {
  userId: string;
  name: string;
  /** «Петрова А. В.» */
  short: string;
  position: string;
  roles: string[];
}

export interface DeviceFace {
  deviceId: string;
  role: 'kiosk' | 'display';
  name: string;
  printerId: string | null;
}

export interface PrintJob {
  printJobId: string;
  printerId: string;
  visitId: string | null;
  kind: 'ticket' | 'copy' | 'sheet' | 'day' | 'test' | 'protocol' | 'card' | 'receipt';
  document: PaperDocument;
  state: PrintState;
  createdAt: Instant;
  changedAt: Instant;
}

/** A reason in a person's words: kept apart, so that the journal carries only its id and seal. */
export interface Note {
  noteId: string;
  visitId: string | null;
  at: Instant;
  by: string;
  text: string;
  /** HMAC key, destroyed with the text. */
  key: string;
}

/** One changed row, whole: the store upserts it, the office replaces it. */
export type Patch =
  | { table: 'visit'; row: Visit }
  | { table: 'reception'; row: Reception }
  | { table: 'shift'; row: Shift }
  | { table: 'booth'; row: Booth }
  | { table: 'service'; row: Service }
  | { table: 'day'; row: Day }
  | { table: 'staffCall'; row: StaffCall }
  | { table: 'alert'; row: Alert; delivery: Delivery | null }
  | { table: 'ask'; row: Ask }
  | { table: 'printJob'; row: PrintJob }
  | { table: 'note'; row: Note }
  | { table: 'settings'; row: Settings }
  | CasePatch;

/** What the journal will say. `seq`, hash and chain are the store's; ids, codes, times and amounts only. */
export interface Entry {
  at: Instant;
  kind: string;
  actor: string;
  visitId: string | null;
  data: Record<string, unknown>;
}

/** What screens show of a submission beside its reception. */
export interface SubmissionFace {
  submissionId: string;
  revision: number;
  state: Submission['state'];
  registered: { year: number; number: number } | null;
  protocol: { year: number; number: number } | null;
  outcome: string | null;
  /** Its protocol says something else than it does now. */
  isOutdated: boolean;
  errors: number;
  warnings: number;
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
  calendar: WorkingCalendar;
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

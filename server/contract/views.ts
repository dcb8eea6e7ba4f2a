/**
 * THE WIRE, second table: what each screen sees. Whole, small, cut for its screen; no deltas.
 * A screen replaces what it has if the epoch differs or the version is newer, and ticks by itself in between.
 */
import * as z from 'zod';
import { AlertFace, AskFace } from './alert.js';
import { StepFace, TermFace } from './case.js';
import { Ratio } from './figureReports.js';
import { Day, Expected, Id, Instant, Norm, WordsShape } from './shapes.js';
import {
  callRules,
  cancelReasons,
  dayPhases,
  languages,
  matters,
  pauseReasons,
  personBands,
  printerHealths,
  printStates,
  visitStatuses,
  media,
  submissionStates,
} from './vocabulary.js';
import type { Role } from './vocabulary.js';

/** Every view begins with this. `rate` is 1 outside a demo; `epoch` is new at every process start and restore. */
const Head = { now: Instant, rate: z.number(), epoch: z.string(), version: z.number().int() };

/** The office as every screen shows it. */
export const OfficeFace = z.object({
  name: WordsShape,
  /** Second line of the name: «по г. Москве и Московской области». */
  region: WordsShape,
  /** What stands in the emblem's slot until the office gives a logo. */
  emblem: z.string(),
  address: WordsShape,
  phone: z.string(),
  zone: z.string(),
  /** True in a demo: every screen and ticket says ДЕМО. */
  demo: z.boolean(),
  /** «окно», «кабинка» or «кабинет». */
  boothWord: z.enum(['window', 'booth', 'room']),
});
export type OfficeFace = z.infer<typeof OfficeFace>;

export const DayFace = z.object({
  /** Null when no day is open. */
  day: Day.nullable(),
  phase: z.enum(dayPhases),
  /** When the doors open next, while they are closed; null when unknown. */
  opensAt: Instant.nullable(),
  /** Of the open day; while no day is open, of the next one. */
  lastTicketAt: Instant.nullable(),
  doorsCloseAt: Instant.nullable(),
});

export type DayFace = z.infer<typeof DayFace>;

/** A slide of the information stand, п. 18 and 39. */
const Slide = z.object({ title: WordsShape, lines: z.array(WordsShape), ref: z.string() });

/** What of the load the kiosk asks, one to a screen, in this order. */
export const questions = ['organisations', 'persons', 'regNo', 'protocol'] as const;

export const MenuItem = z.object({
  key: z.string(),
  icon: z.enum([
    'report',
    'consultation',
    'folder',
    'cabinet',
    'complaint',
    'paper',
    'medium',
    'again',
    'card',
    'password',
  ]),
  title: WordsShape,
  hint: WordsShape,
  /** The service that pressing it asks for; null for an item that only opens its children. */
  serviceId: Id.nullable(),
  /** The question that the children answer («Что вы сдаёте?»); null for a leaf. */
  ask: WordsShape.nullable(),
  /** Set by choosing this item. */
  medium: z.enum(media).nullable(),
  questions: z.array(z.enum(questions)),
  get children() {
    return z.array(MenuItem);
  },
});
export type MenuItem = z.infer<typeof MenuItem>;

export const ServiceFace = z.object({
  serviceId: Id,
  title: WordsShape,
  /** Short: for the board's column and the console's rows. */
  short: WordsShape,
  letter: z.string(),
  state: z.enum(['open', 'closed', 'limit', 'stranded']),
  /** Why it is closed, and until when (null: not known). */
  reason: WordsShape.nullable(),
  until: Instant.nullable(),
  waiting: z.number().int(),
  /** What one who comes now would wait. */
  expected: Expected,
  booths: z.array(z.string()),
  norm: Norm.nullable(),
});
export type ServiceFace = z.infer<typeof ServiceFace>;

export const Category = z.object({
  category: Id,
  title: WordsShape,
  document: WordsShape,
  ref: z.string().nullable(),
  ownMattersOnly: z.boolean(),
});
export type Category = z.infer<typeof Category>;

export const KioskView = z.object({
  ...Head,
  deviceId: Id,
  deviceName: z.string(),
  office: OfficeFace,
  day: DayFace,
  languages: z.array(z.enum(languages)),
  waiting: z.number().int(),
  menu: z.array(MenuItem),
  services: z.array(ServiceFace),
  categories: z.array(Category),
  /** «Справка»: schedule, documents, samples, appeal (п. 18). */
  help: z.array(Slide),
  /** The norm of waiting told on the ticket: 15 minutes, п. 34. */
  waitNorm: Norm,
  printer: z.enum(printerHealths).nullable(),
  /** What became of this kiosk's recent tickets on paper. */
  prints: z.array(z.object({ printJobId: Id, state: z.enum(printStates) })),
  /** The open «Позвать сотрудника» of this kiosk; answered ones stay for a minute. */
  staffCall: z.object({ staffCallId: Id, calledAt: Instant, answeredAt: Instant.nullable() }).nullable(),
  /** Real-time seconds. */
  idleSeconds: z.number().int(),
  warnSeconds: z.number().int(),
});
export type KioskView = z.infer<typeof KioskView>;

export const BoardCall = z.object({
  /** Visit and times: a recall is a new one. */
  callId: z.string(),
  number: z.string(),
  booth: z.string(),
  calledAt: Instant,
  times: z.number().int(),
  status: z.enum(['called', 'serving']),
  language: z.enum(languages),
});
export type BoardCall = z.infer<typeof BoardCall>;

export const BoardView = z.object({
  ...Head,
  office: OfficeFace,
  day: DayFace,
  /** Newest first, at most 12; a withdrawn, missed or finished call is no longer here. */
  calls: z.array(BoardCall),
  /** A call younger than this is fresh: shown large, with chime; in milliseconds of office time. */
  freshMs: z.number(),
  waiting: z.number().int(),
  queues: z.array(
    z.object({ queueId: Id, letter: z.string(), title: WordsShape, waiting: z.number().int(), expected: Expected }),
  ),
  waitNorm: Norm,
  slides: z.array(Slide),
  slideSeconds: z.number(),
  /** The running line; null is off. */
  runningLine: WordsShape.nullable(),
  theme: z.enum(['light', 'dark']),
  /** Chime of a call; speech comes with a later pack of voices. */
  chime: z.boolean(),
});
export type BoardView = z.infer<typeof BoardView>;

/** A visit as staff see it in a list. */
export const VisitRow = z.object({
  visitId: Id,
  number: z.string(),
  serviceId: Id,
  title: WordsShape,
  short: WordsShape,
  status: z.enum(visitStatuses),
  issuedAt: Instant,
  /** The wait began then: п. 34 counts from here. */
  startAt: Instant,
  /** May this booth call it? */
  mine: z.boolean(),
  /** Booths that could call it, by number; empty and `stranded` when no open booth takes it. */
  booths: z.array(z.string()),
  stranded: z.boolean(),
  /** True when, as things stand, its wait will pass the norm. */
  willPass: z.boolean(),
  /** Forecast of its whole wait, in milliseconds; null when no open booth takes it. */
  forecastMs: z.number().nullable(),
  category: z.object({ category: Id, title: WordsShape, confirmed: z.boolean().nullable() }).nullable(),
  addressedTo: z.string().nullable(),
  paperNumber: z.string().nullable(),
  answers: z.object({
    medium: z.enum(media).nullable(),
    organisations: z.number().nullable(),
    persons: z.enum(personBands).nullable(),
    regNo: z.string().nullable(),
    protocol: z.string().nullable(),
  }),
});
export type VisitRow = z.infer<typeof VisitRow>;

export const Person = z.object({
  userId: Id,
  name: z.string(),
  /** «Петрова А. В.» */
  short: z.string(),
  position: z.string(),
  roles: z.array(z.string()),
});
export type Person = z.infer<typeof Person>;

export const BoothFace = z.object({
  boothId: Id,
  number: z.string(),
  state: z.enum(['closed', 'free', 'called', 'serving', 'paused']),
  operator: z.string().nullable(),
  since: Instant.nullable(),
  /** Number of the ticket called or received there. */
  ticket: z.string().nullable(),
  service: WordsShape.nullable(),
  norm: Norm.nullable(),
  pauseReason: z.enum(pauseReasons).nullable(),
  printer: z.enum(printerHealths).nullable(),
});
export type BoothFace = z.infer<typeof BoothFace>;

/** A reception's work as its screen shows it: the steps with their clocks, and the numbers it was given. No names. */
export const ReceptionWork = z.object({
  matter: z.enum(matters).nullable(),
  /** Null where none is prescribed. */
  procedure: z.object({ code: z.string(), title: WordsShape, ref: z.string() }).nullable(),
  steps: z.array(StepFace),
  /** How this reception may end, by hand; an intake ends as its protocol says. */
  outcomes: z.array(z.object({ code: z.string(), title: WordsShape })),
  /** Null: nothing was handed in yet. Its content is asked by the report `case`. */
  submission: z
    .object({
      submissionId: Id,
      revision: z.number().int(),
      state: z.enum(submissionStates),
      registered: z.object({ year: z.number().int(), number: z.number().int() }).nullable(),
      protocol: z.object({ year: z.number().int(), number: z.number().int() }).nullable(),
      /** Of the protocol in force; before there is one, as things stand. */
      outcome: z.string().nullable(),
      /** Its protocol says something else than it does now: a correcting one comes first. */
      isOutdated: z.boolean(),
      errors: z.number().int(),
      warnings: z.number().int(),
    })
    .nullable(),
});
export type ReceptionWork = z.infer<typeof ReceptionWork>;

/** What is due: said by counts, and one by one where it is this day's. */
export const TermsFace = z.object({
  /** п. 35: handed in and not registered yet, shown all day. */
  unregistered: z.array(TermFace),
  soon: z.number().int(),
  overdue: z.number().int(),
  undetermined: z.number().int(),
});
export type TermsFace = z.infer<typeof TermsFace>;

export const DeskView = z.object({
  ...Head,
  office: OfficeFace,
  day: DayFace,
  me: Person,
  /** The booths to choose from, and where this operator sat last. */
  booths: z.array(BoothFace),
  lastBoothId: Id.nullable(),
  profiles: z.array(
    z.object({
      profileId: Id,
      title: WordsShape,
      services: z.array(z.object({ serviceId: Id, title: WordsShape, rank: z.number().int() })),
    }),
  ),
  /** Null while the operator has no open shift. */
  shift: z
    .object({
      shiftId: Id,
      boothId: Id,
      booth: z.string(),
      openedAt: Instant,
      profileId: Id,
      paused: z.object({ reason: z.enum(pauseReasons), since: Instant }).nullable(),
    })
    .nullable(),
  /** The booth's turn: every press from the booth says it. 0 without a shift. */
  turn: z.number().int(),
  freeSince: Instant.nullable(),
  current: z
    .object({
      visit: VisitRow,
      status: z.enum(['called', 'serving']),
      /** How often called, and when first and last. */
      times: z.number().int(),
      firstCalledAt: Instant,
      lastCalledAt: Instant,
      rule: z.enum(callRules),
      /** A call that nobody answers prompts the operator from then on: begin, recall, missed? */
      promptAt: Instant,
      reception: z
        .object({
          receptionId: Id,
          begunAt: Instant,
          parkedMs: z.number(),
          /** Spent by the reception that handed its steps over; the norm's clock goes on from there. */
          carriedMs: z.number(),
          norm: Norm.nullable(),
          ordinal: z.number().int(),
          work: ReceptionWork,
        })
        .nullable(),
      /** The wait that п. 34 judges, final once begun. */
      waitedMs: z.number(),
      /** Until then `visit:unbegin` is possible. */
      unbeginUntil: Instant.nullable(),
      /** Earlier receptions of this visit (a transfer, another payer), oldest first. */
      earlier: z.array(
        z.object({ short: WordsShape, operator: z.string(), booth: z.string(), begunAt: Instant, endedAt: Instant }),
      ),
      /** What the one who transferred wrote. */
      note: z.string(),
    })
    .nullable(),
  /** Receptions without a visit that this operator has begun (electronic channel), newest first. */
  desktop: z.array(
    z.object({
      receptionId: Id,
      submissionId: Id,
      label: z.string(),
      state: z.enum(['open', 'parked']),
      begunAt: Instant,
      parkedAt: Instant.nullable(),
      parkedMs: z.number(),
      norm: Norm.nullable(),
      work: ReceptionWork,
    }),
  ),
  /** A telephone consultation that runs (п. 16): its opening words, and its limit where the regulation gives one. */
  phone: z.object({ consultationId: Id, begunAt: Instant, norm: Norm.nullable(), opening: WordsShape }).nullable(),
  terms: TermsFace,
  /** «Отменить», for 60 seconds after finish, miss and cancel. */
  undo: z
    .object({ visitId: Id, number: z.string(), verb: z.enum(['finish', 'miss', 'cancel']), until: Instant })
    .nullable(),
  /** Whom `visit:callNext` would call now, and why. */
  next: z.object({ visitId: Id, rule: z.enum(callRules) }).nullable(),
  queue: z.array(VisitRow),
  waiting: z.number().int(),
  mine: z.number().int(),
  oldestStartAt: Instant.nullable(),
  parked: z.array(
    z.object({
      visitId: Id,
      number: z.string(),
      short: WordsShape,
      parkedAt: Instant,
      mine: z.boolean(),
      late: z.boolean(),
    }),
  ),
  missed: z.array(
    z.object({ visitId: Id, number: z.string(), short: WordsShape, missedAt: Instant, times: z.number().int() }),
  ),
  /** Served today by this operator, newest first: what may be reopened. */
  served: z.array(
    z.object({ visitId: Id, number: z.string(), short: WordsShape, finishedAt: Instant, tookMs: z.number() }),
  ),
  today: z.object({
    served: z.number().int(),
    withNorm: z.number().int(),
    withinNorm: z.number().int(),
    meanMs: z.number().nullable(),
  }),
  pace: z.object({ arrived: z.number().int(), called: z.number().int() }),
  waitNorm: Norm,
  services: z.array(ServiceFace),
  people: z.array(z.object({ userId: Id, short: z.string(), booth: z.string() })),
  categories: z.array(Category),
  staffCalls: z.array(z.object({ staffCallId: Id, device: z.string(), calledAt: Instant })),
  /** What the manager asks of this operator. */
  asks: z.array(AskFace),
  /** At what share of a norm the screen warns: 0.8. */
  warnShare: z.number(),
});
export type DeskView = z.infer<typeof DeskView>;

/** A booth as the manager sees it: who, whom, how long against the norm. */
export const BoothNow = BoothFace.extend({
  userId: Id.nullable(),
  profileId: Id.nullable(),
  profile: WordsShape.nullable(),
  visitId: Id.nullable(),
  serviceId: Id.nullable(),
  /** How often the ticket was called, and when the last call is asked about. */
  times: z.number().int(),
  calledAt: Instant.nullable(),
  promptAt: Instant.nullable(),
  /**
   * The reception's clock as the norm judges it: `now − clockFrom` was spent, parked time left out and what was carried
   * over counted. Null without a reception.
   */
  clockFrom: Instant.nullable(),
  /** The running step, with its clock read alike. */
  step: z.object({ title: WordsShape, clockFrom: Instant, normMinutes: z.number() }).nullable(),
  pausedAt: Instant.nullable(),
  /** Finished today in this booth's open shift. */
  served: z.number().int(),
});
export type BoothNow = z.infer<typeof BoothNow>;

/** What would change who passes the norm, tried by playing the line forward with the office's own lengths. */
export const Cure = z.object({
  what: z.enum(['open', 'resume', 'setProfile']),
  boothId: Id,
  booth: z.string(),
  /** Whom to ask; null for a profile. */
  userId: Id.nullable(),
  operator: z.string().nullable(),
  profileId: Id.nullable(),
  profile: WordsShape.nullable(),
  /** Who would then be begun in time, and how many would still pass. */
  saved: z.array(z.string()),
  stillPass: z.number().int(),
  /** The longest wait that would still pass the norm, and whose; null when nobody's would. */
  worst: z.object({ number: z.string(), waitMs: z.number() }).nullable(),
});
export type Cure = z.infer<typeof Cure>;

/** The hall at once: the attendant's tablet and the manager's page. */
export const HallView = z.object({
  ...Head,
  office: OfficeFace,
  day: DayFace,
  me: Person,
  services: z.array(ServiceFace),
  menu: z.array(MenuItem),
  categories: z.array(Category),
  booths: z.array(BoothNow),
  profiles: z.array(z.object({ profileId: Id, title: WordsShape, services: z.array(Id) })),
  /** Operators with an account, where each sits, and whether the console is open. */
  operators: z.array(z.object({ userId: Id, short: z.string(), boothId: Id.nullable(), isOnline: z.boolean() })),
  today: z.object({
    issued: z.number().int(),
    served: z.number().int(),
    /** Came within the last quarter of an hour. */
    arrived: z.number().int(),
    inTime: Ratio,
  }),
  alerts: z.array(AlertFace),
  /** The best few, best first; empty when nobody will pass the norm. */
  cures: z.array(Cure),
  /** Open requests to operators. */
  asks: z.array(AskFace),
  /** The console sounds when a new alert comes. */
  alertSound: z.boolean(),
  /** All who wait, oldest start first, at most 200; `waiting` is the whole count. */
  queue: z.array(VisitRow),
  waiting: z.number().int(),
  /** The newest tickets of the day, for reprint and cancel, at most 30. */
  recent: z.array(
    VisitRow.extend({
      print: z.object({ printJobId: Id, state: z.enum(printStates) }).nullable(),
      undoUntil: Instant.nullable(),
    }),
  ),
  missed: z.array(VisitRow),
  staffCalls: z.array(
    z.object({
      staffCallId: Id,
      device: z.string(),
      calledAt: Instant,
      answeredAt: Instant.nullable(),
      by: z.string().nullable(),
    }),
  ),
  devices: z.array(
    z.object({
      deviceId: Id,
      role: z.enum(['kiosk', 'display']),
      name: z.string(),
      online: z.boolean(),
      /** Real time of the last contact; null: not since the process started. */
      lostAt: Instant.nullable(),
    }),
  ),
  printers: z.array(
    z.object({ printerId: Id, name: z.string(), health: z.enum(printerHealths), waiting: z.number().int() }),
  ),
  /** Prints that nobody can vouch for: did it come out? */
  doubtful: z.array(
    z.object({
      printJobId: Id,
      number: z.string().nullable(),
      printer: z.string(),
      state: z.enum(printStates),
      at: Instant,
    }),
  ),
  terms: TermsFace,
  waitNorm: Norm,
  cancelReasons: z.array(z.enum(cancelReasons)),
  /** At what share of a norm the screen warns: 0.8. */
  warnShare: z.number(),
});
export type HallView = z.infer<typeof HallView>;

/** The phone page of one ticket, by its token: numbers only. */
export const TicketView = z.object({
  ...Head,
  office: OfficeFace,
  visitId: Id,
  number: z.string(),
  title: WordsShape,
  status: z.enum(visitStatuses),
  language: z.enum(languages),
  startAt: Instant,
  before: z.number().int(),
  expected: Expected,
  booths: z.array(z.string()),
  /** The booth that called; null unless called or serving. */
  booth: z.string().nullable(),
  calledAt: Instant.nullable(),
  times: z.number().int(),
  waitNorm: Norm,
  bring: z.array(WordsShape),
});
export type TicketView = z.infer<typeof TicketView>;

interface ViewShape {
  by: readonly Role[];
  view: z.ZodType;
}

export const views = {
  kiosk: { by: ['kiosk'], view: KioskView },
  board: { by: ['display', 'attendant', 'manager', 'administrator', 'auditor'], view: BoardView },
  desk: { by: ['operator'], view: DeskView },
  hall: { by: ['attendant', 'manager', 'administrator', 'auditor'], view: HallView },
  ticket: { by: ['ticket'], view: TicketView },
} as const satisfies Record<string, ViewShape>;

export type Views = typeof views;
export type ViewName = keyof Views;
export type View<N extends ViewName> = z.output<Views[N]['view']>;

/** What the attendant and the manager see: every booth, who waits, and what would help. */
import * as z from 'zod';
import { AlertFace, AskFace } from './alert.js';
import {
  BoothFace,
  Category,
  DayFace,
  MenuItem,
  OfficeFace,
  Person,
  ServiceFace,
  TermsFace,
  viewHead,
  VisitRow,
} from './faces.js';
import { Ratio } from './figureReports.js';
import { Id, Instant, Norm, WordsShape } from './shapes.js';
import { cancelReasons, printerHealths, printStates } from './vocabulary.js';

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
  /** The running step, with its clock read alike; `short` is what a card has room for. */
  step: z.object({ title: WordsShape, short: WordsShape, clockFrom: Instant, normMinutes: z.number() }).nullable(),
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
  ...viewHead,
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

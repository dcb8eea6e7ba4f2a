/** What visitors see: the kiosk, the board of the hall, the phone page of a ticket. */
import * as z from 'zod';
import { Category, DayFace, MenuItem, OfficeFace, ServiceFace, Slide, viewHead } from './faces.js';
import { Expected, Id, Instant, Norm, WordsShape } from './shapes.js';
import { languages, printerHealths, printStates, visitStatuses } from './vocabulary.js';

export const KioskView = z.object({
  ...viewHead,
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
  ...viewHead,
  office: OfficeFace,
  day: DayFace,
  /** Newest first, at most 12; a withdrawn, missed or finished call is no longer here. */
  calls: z.array(BoardCall),
  /** A call younger than this is fresh: shown large, with chime and voice; in milliseconds of office time. */
  freshMs: z.number(),
  waiting: z.number().int(),
  queues: z.array(
    z.object({ queueId: Id, letter: z.string(), title: WordsShape, waiting: z.number().int(), expected: Expected }),
  ),
  waitNorm: Norm,
  /** `pictureId` set: the picture fills the page, and `title` says what is on it. */
  slides: z.array(Slide.extend({ pictureId: Id.nullable() })),
  layout: z.enum(['callsAndStand', 'callsOnly']),
  /** Does the board tell how long people wait? */
  showsWaits: z.boolean(),
  slideSeconds: z.number(),
  /** The running line; null is off. */
  runningLine: WordsShape.nullable(),
  theme: z.enum(['light', 'dark']),
  /** Chime of a call. */
  chime: z.boolean(),
  /** After the chime a voice of the board's own machine says number and booth, twice; once while other calls wait. */
  voice: z.boolean(),
});
export type BoardView = z.infer<typeof BoardView>;

/** The phone page of one ticket, by its token: numbers only. */
export const TicketView = z.object({
  ...viewHead,
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

/** What several screens show alike: the office, its day, a service, a visit in a list, a booth. */
import * as z from 'zod';
import { TermFace } from './case.js';
import { Day, Expected, Id, Instant, Norm, WordsShape } from './shapes.js';
import { dayPhases, media, pauseReasons, personBands, printerHealths, visitStatuses } from './vocabulary.js';

/** Every view begins with this. `rate` is 1 outside a demo; `epoch` is new at every process start and restore. */
export const viewHead = { now: Instant, rate: z.number(), epoch: z.string(), version: z.number().int() };

/** The office as every screen shows it. */
export const OfficeFace = z.object({
  name: WordsShape,
  /** Second line of the name: «по г. Москве и Московской области». */
  region: WordsShape,
  /** What stands in the emblem's slot until the office gives a logo. */
  emblem: z.string(),
  /** Digest of the picture that stands there instead; null: none was given. */
  logo: Id.nullable(),
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
export const Slide = z.object({ title: WordsShape, lines: z.array(WordsShape), ref: z.string() });

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

/** What is due: said by counts, and one by one where it is this day's. */
export const TermsFace = z.object({
  /** п. 35: handed in and not registered yet, shown all day. */
  unregistered: z.array(TermFace),
  soon: z.number().int(),
  overdue: z.number().int(),
  undetermined: z.number().int(),
});
export type TermsFace = z.infer<typeof TermsFace>;

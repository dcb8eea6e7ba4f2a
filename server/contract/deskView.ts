/** What an operator sees at the booth: whom to receive, the work in hand, and what is due. */
import * as z from 'zod';
import { AskFace } from './alert.js';
import { StepFace } from './case.js';
import {
  BoothFace,
  Category,
  DayFace,
  OfficeFace,
  Person,
  ServiceFace,
  TermsFace,
  viewHead,
  VisitRow,
} from './faces.js';
import { Id, Instant, Norm, WordsShape } from './shapes.js';
import { callRules, matters, pauseReasons, submissionStates } from './vocabulary.js';

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

export const DeskView = z.object({
  ...viewHead,
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

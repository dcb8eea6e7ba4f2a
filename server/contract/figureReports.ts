/**
 * What a manager asks of any period: figures over the journal, each with the words that say how it was counted, and the
 * tickets behind them. Times are milliseconds; a ratio is told as two counts, so that its denominator is never lost.
 */
import * as z from 'zod';
import { backward, hasRoomBefore, isForward, whole } from './period.js';
import { Day, Id, Instant, Norm, WordsShape } from './shapes.js';
import { pauseReasons, ticketStates, type Role } from './vocabulary.js';

/** How many were within, of how many that could have been. */
export const Ratio = z.object({ within: z.number().int(), of: z.number().int() });
export type Ratio = z.infer<typeof Ratio>;

/** Lengths of so many: mean, median (of an even number the mean of the two in the middle), nearest-rank p90, longest. */
export const Spread = z.object({
  count: z.number().int(),
  meanMs: z.number().nullable(),
  medianMs: z.number().nullable(),
  p90Ms: z.number().nullable(),
  maxMs: z.number().nullable(),
});
export type Spread = z.infer<typeof Spread>;

/** The figures of a set of visits and receptions. */
export const FigureLine = z.object({
  /** Tickets issued, those that are still alive among them. */
  visits: z.number().int(),
  /** Received at least once. */
  begun: z.number().int(),
  /** Against п. 34, of all begun. */
  wait: Spread,
  /** Start to first call. */
  toCall: Spread,
  /** Last call to begun. */
  way: Spread,
  /** After a transfer. */
  between: Spread,
  /** Waits within the norm, of all begun and all unserved that had passed it. */
  inTime: Ratio,
  /** Cancelled, missed or expired after more than the norm: in the denominator of `inTime`. */
  unservedLate: z.number().int(),
  /** Unserved before the norm had passed: counted beside it. */
  unservedEarly: z.number().int(),
  cancelled: z.number().int(),
  /** Called, did not come, never received. */
  noShow: z.number().int(),
  /** Still waiting when the day was closed. */
  expired: z.number().int(),
  /** Not over yet. */
  alive: z.number().int(),
  transferred: z.number().int(),
  parked: z.number().int(),
  missed: z.number().int(),
  returned: z.number().int(),
  /** Receptions that ended, those without a visit among them. */
  receptions: z.number().int(),
  /** Begun to finished, less parked time. */
  service: Spread,
  /** Receptions within their norm, of those that have one with a paragraph. */
  inNorm: Ratio,
  /** The same of receptions that have the office's own target only. */
  inTarget: Ratio,
});
export type FigureLine = z.infer<typeof FigureLine>;

/** Booths' and operators' time: open less pauses is what utilisation is measured by. */
export const WorkTime = z.object({
  shifts: z.number().int(),
  openMs: z.number(),
  /** By reason. */
  pausedMs: z.record(z.enum(pauseReasons), z.number()),
  /** With a visitor at the booth. */
  busyMs: z.number(),
  /** Between a call and its beginning. */
  calledMs: z.number(),
});
export type WorkTime = z.infer<typeof WorkTime>;

/** One row of a table: a service, an operator, a booth, a channel, a category. */
export const FigureGroup = z.object({
  key: z.string(),
  title: WordsShape,
  /** Of a service. */
  letter: z.string().nullable(),
  /** Of a service: the norms by which its receptions of the period were judged, as they came into force; today’s when there was none. */
  norms: z.array(Norm),
  line: FigureLine,
  /** Of an operator or a booth. */
  work: WorkTime.nullable(),
});
export type FigureGroup = z.infer<typeof FigureGroup>;

/** Whose figures: ids, separated by commas; left out means all. */
const ids = z
  .string()
  .max(2000)
  .regex(/^[\w:,.-]*$/)
  .optional();
export const FigureFilter = z.strictObject({
  from: Day,
  until: Day,
  services: ids,
  operators: ids,
  booths: ids,
  /** How the ticket came: `kiosk`, `staff`, `paper`; `none` is work without a visit. */
  channels: ids,
  categories: ids,
});
export type FigureFilter = z.infer<typeof FigureFilter>;

export const Figures = z.object({
  from: Day,
  until: Day,
  /** The period that it is compared with; null when none was asked for. */
  before: z.object({ from: Day, until: Day, line: FigureLine, consultations: Ratio, intakes: Ratio }).nullable(),
  zone: z.string(),
  /** Made now, from the journal up to this entry. */
  madeAt: Instant,
  head: z.number().int(),
  /** Days of reception in the period; `running` is the one that is not closed yet. */
  days: z.number().int(),
  running: Day.nullable(),
  waitNorm: Norm,
  line: FigureLine,
  /** Consultations within their norm (п. 16), report intakes within theirs (п. 36, 37). */
  consultations: Ratio,
  intakes: Ratio,
  /** Visits begun by the whole minutes they had waited: 0 … 29, and 30 or more last. */
  distribution: z.array(z.number().int()),
  /** By weekday (1 is Monday) and hour of the start in the office's zone; cells with no visit are left out. */
  heat: z.array(
    z.object({
      weekday: z.number().int(),
      hour: z.number().int(),
      visits: z.number().int(),
      begun: z.number().int(),
      medianMs: z.number().nullable(),
      inTime: Ratio,
    }),
  ),
  /** By day up to two months, by week up to a year, by month beyond: `from` is the stretch's first day. */
  trend: z.array(
    z.object({ from: Day, until: Day, visits: z.number().int(), medianMs: z.number().nullable(), inTime: Ratio }),
  ),
  groups: z.object({
    service: z.array(FigureGroup),
    operator: z.array(FigureGroup),
    booth: z.array(FigureGroup),
    channel: z.array(FigureGroup),
    category: z.array(FigureGroup),
  }),
  /** A step has a row for each norm and title that it had in the period. */
  steps: z.array(
    z.object({
      /** The service's procedure. */
      procedure: z.string(),
      step: z.string(),
      title: WordsShape,
      norm: Norm.nullable(),
      /** Of the regulation, under which the steps of this row were done. */
      versions: z.array(z.string()),
      spent: Spread,
      inNorm: Ratio,
    }),
  ),
  /** Of the whole office, whatever service, booth or channel was asked for; of the asked operators when some were. */
  office: z.object({
    protocols: z.array(z.object({ kind: z.string(), outcome: z.string(), title: WordsShape, count: z.number().int() })),
    /** Protocols that replaced an earlier one: not counted above. */
    corrections: z.number().int(),
    findings: z.array(
      z.object({ code: z.string(), title: WordsShape, count: z.number().int(), protocols: z.number().int() }),
    ),
    registered: z.array(
      z.object({ channel: z.string(), title: WordsShape, count: z.number().int(), persons: z.number().int() }),
    ),
    terms: z.array(
      z.object({
        code: z.string(),
        title: WordsShape,
        ref: z.string().nullable(),
        begun: z.number().int(),
        kept: z.number().int(),
        late: z.number().int(),
        breached: z.number().int(),
      }),
    ),
    complaints: z.array(z.object({ event: z.string(), title: WordsShape, count: z.number().int() })),
    consultations: z.array(z.object({ kind: z.string(), title: WordsShape, count: z.number().int() })),
  }),
  /** What was left out, and how many. */
  exclusions: z.array(z.object({ key: z.string(), title: WordsShape, count: z.number().int() })),
  /** How each figure is counted, by the figure's name: written once, shown beside the number. */
  definitions: z.array(z.object({ key: z.string(), title: WordsShape, text: WordsShape, ref: z.string().nullable() })),
});
export type Figures = z.infer<typeof Figures>;

/** Which tickets of a period: all, or those behind one number. */
export const TicketFilter = FigureFilter.extend({
  show: z.enum(ticketStates).default('all'),
  /** Of the start, in the office's zone; 1 is Monday. */
  weekday: whole(1, 7).optional(),
  hour: whole(0, 23).optional(),
  /** Whole minutes waited; 30 is 30 or more. */
  minute: whole(0, 30).optional(),
});
export type TicketFilter = z.infer<typeof TicketFilter>;

export const TicketRow = z.object({
  visitId: Id,
  day: Day,
  number: z.string(),
  service: WordsShape,
  channel: z.string(),
  startAt: Instant,
  begunAt: Instant.nullable(),
  /** The wait that п. 34 judges; of an unserved visit how long it had waited; null while it waits. */
  waitMs: z.number().nullable(),
  isInTime: z.boolean().nullable(),
  status: z.string(),
  booth: z.string().nullable(),
  operator: z.string().nullable(),
  /** Of its receptions together. */
  serviceMs: z.number().nullable(),
  /** False when one of them passed its norm; null without a norm. */
  isInNorm: z.boolean().nullable(),
});
export type TicketRow = z.infer<typeof TicketRow>;

const ofManagers: readonly Role[] = ['manager', 'administrator', 'auditor'];
/** An operator is answered about the own receptions alone, whatever is asked. */
const withOwn: readonly Role[] = [...ofManagers, 'operator'];

export const figureReports = {
  figures: {
    by: withOwn,
    /** Without `compareFrom` it is compared with the same number of days just before; `compare=none` compares nothing. */
    query: FigureFilter.extend({
      compare: z.enum(['before', 'none']).default('before'),
      compareFrom: Day.optional(),
      compareUntil: Day.optional(),
    })
      .refine(isForward, backward)
      .refine(hasRoomBefore, { path: ['from'], error: 'nothing before' })
      .refine(({ compareFrom, compareUntil }) => compareUntil === undefined || compareFrom !== undefined, {
        path: ['compareFrom'],
        error: 'missing',
      })
      .refine(({ compareFrom, compareUntil }) => (compareFrom ?? '') <= (compareUntil ?? compareFrom ?? ''), {
        path: ['compareUntil'],
        error: 'before compareFrom',
      }),
    reply: Figures,
  },
  tickets: {
    by: withOwn,
    query: TicketFilter.extend({
      order: z.enum(['start', 'wait']).default('start'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    }).refine(isForward, backward),
    reply: z.object({ rows: z.array(TicketRow), total: z.number().int() }),
  },
  /** What a usual day like today had reached by this time: means over the last eight such weekdays. */
  usual: {
    by: ['manager', 'administrator', 'auditor', 'attendant'],
    query: z.strictObject({}),
    reply: z.object({
      /** How many days the means are of; 0: nothing is known yet. */
      days: z.number().int(),
      served: z.number().nullable(),
      inTime: Ratio.nullable(),
    }),
  },
  /** Whom a filter may name: everybody and everything that the journal of the office knows. */
  figureNames: {
    by: withOwn,
    query: z.strictObject({}),
    reply: z.object({
      /** First and last day of reception; null before there is one. */
      firstDay: Day.nullable(),
      lastDay: Day.nullable(),
      services: z.array(z.object({ key: z.string(), title: WordsShape, letter: z.string() })),
      operators: z.array(z.object({ key: z.string(), title: z.string() })),
      booths: z.array(z.object({ key: z.string(), title: z.string() })),
      categories: z.array(z.object({ key: z.string(), title: WordsShape })),
    }),
  },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

/** The report's tables, and its tickets one to a row. */
export const figureSheets = {
  figures: { by: withOwn, query: FigureFilter.refine(isForward, backward) },
  visits: { by: withOwn, query: TicketFilter.refine(isForward, backward) },
} as const;

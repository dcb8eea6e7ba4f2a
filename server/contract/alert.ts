/** Alerts of the hall, what a manager may set of them, and what is asked of an operator. */
import * as z from 'zod';
import { command, Done, Seen } from './command.js';
import { Taken } from './settings.js';
import { Id, Instant, WordsShape } from './shapes.js';
import { alertKinds, sheetFormats, type Role } from './vocabulary.js';

/** `warn` asks to look, `over`: a norm is passed or something does not work. */
export const alertLevels = ['warn', 'over'] as const;

/** An alert that is open, or was until a moment ago. Numbers and names of things, never of visitors. */
export const AlertFace = z.object({
  alertId: Id,
  kind: z.enum(alertKinds),
  level: z.enum(alertLevels),
  /** «А015», «окно 4», the printer's or the device's name: what it is about. */
  about: z.string(),
  visitId: Id.nullable(),
  boothId: Id.nullable(),
  /** The service of a queue or visit. */
  title: WordsShape.nullable(),
  /** Minutes or people, as the kind has it; null where there is nothing to count. */
  amount: z.number().nullable(),
  /** Set with `printer`: its health; with `print`: the state; with `term`: the code. */
  detail: z.string().nullable(),
  raisedAt: Instant,
  /** Somebody sees to it: it stays in the list, quietly. */
  accepted: z.object({ at: Instant, by: z.string() }).nullable(),
});
export type AlertFace = z.infer<typeof AlertFace>;

/** Thresholds: every number is the office's; null is off. */
export const AlertSettings = z.strictObject({
  /** Minutes of waiting before the norm is passed: 10 of 15. */
  waitSoonMinutes: z.number().int().min(1).max(240).nullable(),
  waitOver: z.boolean(),
  receptionOver: z.boolean(),
  /** People in the queue of one service. */
  queueLength: z.number().int().min(1).max(500).nullable(),
  stranded: z.boolean(),
  pauseMinutes: z.number().int().min(1).max(480).nullable(),
  /** Minutes after which a visitor put aside is asked about. */
  parked: z.boolean(),
  staffCallMinutes: z.number().int().min(1).max(60).nullable(),
  /** Printers without paper or out of reach, papers that nobody can vouch for. */
  printers: z.boolean(),
  /** Minutes without a word from a kiosk or display. */
  deviceMinutes: z.number().int().min(1).max(240).nullable(),
  terms: z.boolean(),
  /** The console sounds when a new one comes. */
  sound: z.boolean(),
  /** New ones are told to the address of the configuration; nothing is told without one. */
  webhook: z.boolean(),
});
export type AlertSettings = z.infer<typeof AlertSettings>;

/** Which sheets of the closed day are written into the folder of exports. */
export const ExportSettings = z
  .strictObject({
    isOn: z.boolean(),
    /** Each once; an export that is on writes at least one. */
    formats: z
      .array(z.enum(sheetFormats))
      .max(sheetFormats.length)
      .refine((formats) => new Set(formats).size === formats.length, 'named twice'),
  })
  .refine(({ isOn, formats }) => !isOn || formats.length > 0, { path: ['formats'], error: 'nothing to write' });
export type ExportSettings = z.infer<typeof ExportSettings>;

const ofHall: readonly Role[] = ['attendant', 'manager'];
const heads: readonly Role[] = ['manager', 'administrator'];

/** A request of the manager to an operator: open a booth, come back from a pause. */
export const AskFace = z.object({
  askId: Id,
  what: z.enum(['open', 'resume']),
  boothId: Id,
  booth: z.string(),
  profile: WordsShape.nullable(),
  profileId: Id.nullable(),
  /** Who asks, and whom. */
  by: z.string(),
  of: z.string(),
  at: Instant,
});
export type AskFace = z.infer<typeof AskFace>;

export const hallCommands = {
  'alert:accept': command({ by: ofHall, payload: { alertId: Id }, reply: Done }),
  /** `seen` is the revision of `part:alerts`, of the next one of `part:exports`. */
  'alerts:set': command({ by: heads, payload: { seen: Seen, alerts: AlertSettings }, reply: Taken }),
  'exports:set': command({ by: heads, payload: { seen: Seen, exports: ExportSettings }, reply: Taken }),
  /** Sends an open booth another work profile, at once; whoever is received there is finished as begun. */
  'shift:setProfile': command({
    by: ['manager'],
    payload: { boothId: Id, profileId: Id },
    reply: Done,
  }),
  /** Asks an operator to open a booth, or to come back from a pause; doing it answers it. */
  'shift:ask': command({
    by: ['manager'],
    payload: {
      what: z.enum(['open', 'resume']),
      boothId: Id,
      userId: Id,
      profileId: Id.nullable().default(null),
    },
    reply: z.object({ askId: Id }),
  }),
  'shift:decline': command({ by: ['operator'], payload: { askId: Id }, reply: Done }),
} as const;

export const alertReports = {
  /** What is set, and what of it the configuration makes possible. */
  alertSettings: {
    by: ['manager', 'administrator', 'auditor'],
    query: z.strictObject({}),
    reply: z.object({
      alerts: AlertSettings,
      exports: ExportSettings,
      /** Of `part:alerts` and `part:exports`, to be sent with a change. */
      revisions: z.object({ alerts: z.number().int(), exports: z.number().int() }),
      /** Host of the webhook's address; null: none is configured. */
      webhookHost: z.string().nullable(),
      /** Deliveries that wait to be tried again, and those that were given up today. */
      webhookWaiting: z.number().int(),
      webhookFailed: z.number().int(),
      /** The day of the newest export, and why the last one failed. */
      exportedDay: z.string().nullable(),
      exportFailed: z.string().nullable(),
    }),
  },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

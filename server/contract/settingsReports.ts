/** What is asked about the settings: the parts, what the office is made of, its law, and how far the set-up is. */
import * as z from 'zod';
import { CalendarLists } from './lawCommands.js';
import { Category, MenuItem } from './faces.js';
import { settingShapes } from './settings.js';
import { BoothValue, PrinterValue, ProfileValue, QueueValue, ServiceValue } from './structure.js';
import { Day, Id, Instant, WordsShape } from './shapes.js';
import { printerHealths, printerProfiles, printStates, setupSteps, type Role } from './vocabulary.js';

const readers: readonly Role[] = ['manager', 'administrator', 'auditor'];
const adminReaders: readonly Role[] = ['administrator', 'auditor'];

/** Who changed a thing last; `by` is a short name. */
export const MarkFace = z.object({ revision: z.number().int(), by: z.string(), at: Instant });
export type MarkFace = z.infer<typeof MarkFace>;
/** By thing (`part:hours`, `queue:<id>`); one that is not here has revision 0. */
const marks = z.record(z.string(), MarkFace);

/** A change that waits for the opening of a day. `what` names the fields that will differ. */
export const PlannedFace = z.object({
  plannedId: Id,
  thing: z.string(),
  fromDay: Day,
  by: z.string(),
  at: Instant,
  what: z.array(z.string()),
});
export type PlannedFace = z.infer<typeof PlannedFace>;

export const SettingsPage = z.object({
  parts: z.object(settingShapes),
  /** As the pack has it: what the office may say otherwise of in `kiosk.menu` and `categories.changes`. */
  prescribed: z.object({
    menu: z.array(MenuItem),
    /** `bound` null: no bound, by statute. */
    categories: z.array(Category.extend({ bound: z.number().int().nullable() })),
  }),
  marks,
  planned: z.array(PlannedFace),
  zone: z.string(),
  /** The day that runs; null: changes of hours take today too. */
  runsDay: Day.nullable(),
});
export type SettingsPage = z.infer<typeof SettingsPage>;

/** Everything that the office is made of; the retired only where their number or letter comes back. */
export const StructurePage = z.object({
  queues: z.array(z.object({ queueId: Id, value: QueueValue, services: z.number().int() })),
  services: z.array(
    z.object({
      serviceId: Id,
      code: z.string(),
      value: ServiceValue,
      /** As the pack says. */
      title: WordsShape,
      short: WordsShape,
      bring: z.array(WordsShape),
      issuedToday: z.number().int(),
      isOpen: z.boolean(),
    }),
  ),
  profiles: z.array(z.object({ profileId: Id, value: ProfileValue, booths: z.array(z.string()) })),
  booths: z.array(z.object({ boothId: Id, value: BoothValue, operator: z.string().nullable() })),
  printers: z.array(
    z.object({
      printerId: Id,
      value: PrinterValue,
      health: z.enum(printerHealths),
      /** Papers that wait in its line. */
      waiting: z.number().int(),
      lastTest: z.enum(printStates).nullable(),
      /** Booths and kiosks that print there, by number and name. */
      users: z.array(z.string()),
    }),
  ),
  /** What a person reads when choosing a family. */
  printerProfiles: z.array(z.object({ name: z.enum(printerProfiles), title: z.string(), columns: z.number().int() })),
  retired: z.object({
    booths: z.array(z.object({ boothId: Id, number: z.string() })),
    queues: z.array(z.object({ queueId: Id, letter: z.string() })),
  }),
  marks,
  planned: z.array(PlannedFace),
});
export type StructurePage = z.infer<typeof StructurePage>;

export const PackRow = z.object({
  /** Null: built into the program. */
  packRowId: Id.nullable(),
  packId: z.string(),
  version: z.string(),
  title: WordsShape,
  hash: z.string(),
  uploadedAt: Instant.nullable(),
  by: z.string().nullable(),
  fromDay: Day.nullable(),
  state: z.enum(['inForce', 'planned', 'checked', 'past']),
});
export type PackRow = z.infer<typeof PackRow>;

/** One place that differs, by code and not by position: `services[intake-paper].limit`. */
const Difference = z.object({
  place: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  ref: z.string().nullable(),
});
/** The pack that was uploaded against the one in force. */
export const PackDiff = z.object({
  against: z.string(),
  added: z.array(Difference),
  removed: z.array(Difference),
  changed: z.array(Difference),
  /** Differences that are not listed, because there are more than five hundred. */
  more: z.number().int(),
  /** Services of which something differs: their own fields, or the limits, procedure and channel that they go by. */
  touched: z.array(z.object({ service: z.string(), places: z.number().int() })),
  /** Services of the office that it lacks: then it cannot come into force. */
  unfit: z.array(z.object({ service: z.string(), why: z.string() })),
});
export type PackDiff = z.infer<typeof PackDiff>;

export const CalendarPage = z.object({
  years: z.array(z.object({ year: z.number().int(), source: z.enum(['built-in', 'own']), lists: CalendarLists })),
  /** Years that terms need and nobody gave; the next one from November on. */
  missing: z.array(z.number().int()),
  /** Terms that cannot be determined for want of a year. */
  undetermined: z.number().int(),
  marks,
});
export type CalendarPage = z.infer<typeof CalendarPage>;

/** How far the guided set-up is: derived from what is there; only what was skipped is kept. */
export const SetupPage = z.object({
  isDemo: z.boolean(),
  isChosen: z.boolean(),
  steps: z.array(
    z.object({ step: z.enum(setupSteps), state: z.enum(['todo', 'done', 'skipped']), count: z.number().int() }),
  ),
});
export type SetupPage = z.infer<typeof SetupPage>;

const none = z.strictObject({});

export const settingsReports = {
  settings: { by: readers, query: none, reply: SettingsPage },
  structure: { by: readers, query: none, reply: StructurePage },
  packs: { by: readers, query: none, reply: z.object({ packs: z.array(PackRow), marks }) },
  packDiff: { by: readers, query: z.strictObject({ packRowId: Id }), reply: PackDiff },
  calendars: { by: readers, query: none, reply: CalendarPage },
  setup: { by: adminReaders, query: none, reply: SetupPage },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

/**
 * THE WIRE, third table: what is asked once and read, not watched. `GET /api/reports/:name`.
 */
import * as z from 'zod';
import { caseReports } from './caseReports.js';
import { checkReports } from './check.js';
import { figureReports } from './figureReports.js';
import { alertReports } from './alert.js';
import { PaperLines } from './paper.js';
import { peopleReports } from './people.js';
import { privacyReports } from './privacy.js';
import { Day, Id, Instant } from './shapes.js';
import { settingsReports } from './settingsReports.js';
import { languages, printerHealths, printStates, type Role } from './vocabulary.js';

export const JournalPage = z.object({
  entries: z.array(
    z.object({
      seq: z.number().int(),
      at: Instant,
      kind: z.string(),
      /** Short name of the person, name of the device, or «clockwork». */
      actor: z.string(),
      visitId: Id.nullable(),
      number: z.string().nullable(),
      /** The entry's data as stored. */
      data: z.string(),
      hash: z.string(),
      /** What was changed in words, as JSON `{ before, after }`; null: none were, or they were destroyed. */
      words: z.string().nullable(),
    }),
  ),
  /** Pass as `before` for the next page; null at the end. */
  nextBefore: z.number().int().nullable(),
  /** On all pages together; null where that would have to be counted. */
  total: z.number().int().nullable(),
});
export type JournalPage = z.infer<typeof JournalPage>;

/** A piece of paper as printed: drawn from the very bytes by the decoder, so that what is shown is what was sent. */
export const PaperPage = z.object({
  jobs: z.array(
    z.object({
      printJobId: Id,
      printer: z.string(),
      kind: z.string(),
      number: z.string().nullable(),
      state: z.enum(printStates),
      at: Instant,
      /** Null when the bytes are no longer kept, or were secret. */
      lines: PaperLines.nullable(),
      /** It holds personal data: `data:openPaper` opens it. */
      isMasked: z.boolean(),
    }),
  ),
});
export type PaperPage = z.infer<typeof PaperPage>;

export const DevicePage = z.object({
  devices: z.array(
    z.object({
      deviceId: Id,
      role: z.enum(['kiosk', 'display']),
      name: z.string(),
      pairedAt: Instant,
      seenAt: Instant.nullable(),
      revokedAt: Instant.nullable(),
      isOnline: z.boolean(),
      /** Since when nothing was heard of it; null: it is heard, or never was. */
      lostAt: Instant.nullable(),
      /** Its own one; null: the hall's, or it prints nothing. */
      printer: z.object({ printerId: Id, name: z.string(), health: z.enum(printerHealths) }).nullable(),
      /** What it last said of itself. */
      report: z
        .object({
          version: z.string(),
          width: z.number().int(),
          height: z.number().int(),
          ratio: z.number(),
          sound: z.boolean().nullable(),
          voices: z.array(z.enum(languages)).nullable(),
          at: Instant,
        })
        .nullable(),
      /** It runs another version than the server. */
      isOlder: z.boolean(),
      revision: z.number().int(),
    }),
  ),
  /** Codes shown by devices that ask to be admitted. */
  asking: z.array(z.object({ code: z.string(), role: z.enum(['kiosk', 'display']), until: Instant })),
});
export type DevicePage = z.infer<typeof DevicePage>;

export const DraftPage = z.object({ text: z.string().nullable() });

export const Me = z.object({
  userId: Id,
  name: z.string(),
  short: z.string(),
  position: z.string(),
  roles: z.array(z.string()),
  mustChange: z.boolean(),
  demo: z.boolean(),
  login: z.string(),
  hasPin: z.boolean(),
  hasCode: z.boolean(),
  /** This console: nothing but unlocking and going is open. */
  isLocked: z.boolean(),
  /** Nothing but enrolling a second factor, changing the password and going is open. */
  mustEnrol: z.boolean(),
  /** Minutes without a press after which this console locks itself; 0: never. */
  lockMinutes: z.number().int(),
  /** What an administrator of a new installation is led to: the first choice, or the guided set-up; null else. */
  begin: z.enum(['ask', 'guide']).nullable(),
  /**
   * What an administrator must look through: for thirty days after a restore, when it was and of when the backup is.
   * Roles, passwords and devices are of that moment, also those that were taken away since.
   */
  restored: z.object({ at: Instant, madeAt: Instant }).nullable(),
});
export type Me = z.infer<typeof Me>;

const staff: readonly Role[] = ['operator', 'attendant', 'manager', 'administrator', 'auditor'];

export const reports = {
  me: { by: staff, query: z.strictObject({}), reply: Me },
  journal: {
    by: ['manager', 'administrator', 'auditor'],
    query: z.strictObject({
      before: z.coerce.number().int().positive().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      day: Day.optional(),
      kind: z.string().max(64).optional(),
      number: z.string().max(8).optional(),
    }),
    reply: JournalPage,
  },
  paper: {
    by: staff,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(12) }),
    reply: PaperPage,
  },
  devices: { by: ['manager', 'administrator', 'auditor'], query: z.strictObject({}), reply: DevicePage },
  ...caseReports,
  ...figureReports,
  ...alertReports,
  ...checkReports,
  ...peopleReports,
  ...privacyReports,
  ...settingsReports,
  draft: { by: staff, query: z.strictObject({ key: z.string().min(1).max(80) }), reply: DraftPage },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

export type Reports = typeof reports;
export type ReportName = keyof Reports;
export type ReportQuery<N extends ReportName> = z.input<Reports[N]['query']>;
export type ReportAsked<N extends ReportName> = z.output<Reports[N]['query']>;
export type Report<N extends ReportName> = z.output<Reports[N]['reply']>;

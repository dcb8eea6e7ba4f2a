/** Checks of the office's work (п. 51-54): what is recorded of one, and what an auditor reads. */
import * as z from 'zod';
import { command } from './command.js';
import { Day, Id, Instant, plainText } from './shapes.js';
import { checkCauses, checkKinds, checkStates, type Role } from './vocabulary.js';

/** An order names the check (п. 53); the officers are those of the body that checks, not this office's people. */
export const CheckContent = z.strictObject({
  kind: z.enum(checkKinds),
  /** п. 54; null for a planned one. */
  cause: z.enum(checkCauses).nullable(),
  /** п. 53: the order or instruction, its number and day. */
  ground: plainText(300).min(3),
  /** What is looked at, in a line. */
  subject: plainText(300).default(''),
  /** The period of work that is checked. */
  from: Day,
  until: Day,
  officers: z.array(plainText(160).min(2)).min(1).max(20),
});
export type CheckContent = z.infer<typeof CheckContent>;

export const CheckFinding = z.object({
  findingId: Id,
  text: z.string(),
  /** The ticket it is about; its proof page shows the rest. */
  visitId: Id.nullable(),
  number: z.string().nullable(),
  day: Day.nullable(),
  at: Instant,
  by: z.string(),
});
export type CheckFinding = z.infer<typeof CheckFinding>;

export const CheckRow = z.object({
  checkId: Id,
  revision: z.number().int(),
  state: z.enum(checkStates),
  content: CheckContent,
  begunAt: Instant,
  by: z.string(),
  closedAt: Instant.nullable(),
  findings: z.number().int(),
});
export type CheckRow = z.infer<typeof CheckRow>;

const keepers: readonly Role[] = ['manager', 'administrator'];
const readers: readonly Role[] = ['manager', 'administrator', 'auditor'];

export const checkCommands = {
  /** Without an id it is a new one. Refuses: notFound, caseChanged, notNow (closed), badAnswer. */
  'check:save': command({
    by: keepers,
    payload: { checkId: Id.nullable(), revision: z.number().int().nonnegative(), content: CheckContent },
    reply: z.object({ checkId: Id, revision: z.number().int() }),
  }),
  'check:addFinding': command({
    by: keepers,
    payload: {
      checkId: Id,
      revision: z.number().int(),
      text: plainText(1000).min(3),
      /** Ticket and day of what it is about, when it is about one. */
      visitId: Id.nullable().default(null),
    },
    reply: z.object({ checkId: Id, revision: z.number().int() }),
  }),
  'check:removeFinding': command({
    by: keepers,
    payload: { checkId: Id, revision: z.number().int(), findingId: Id },
    reply: z.object({ checkId: Id, revision: z.number().int() }),
  }),
  /** The conclusion; nothing changes afterwards. */
  'check:close': command({
    by: keepers,
    payload: { checkId: Id, revision: z.number().int(), conclusion: plainText(2000).min(3) },
    reply: z.object({ checkId: Id, revision: z.number().int() }),
  }),
} as const;

export const checkReports = {
  checks: {
    by: readers,
    query: z.strictObject({
      state: z.enum(checkStates).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    reply: z.object({ rows: z.array(CheckRow), total: z.number().int() }),
  },
  check: {
    by: readers,
    query: z.strictObject({ checkId: Id }),
    reply: z.object({ check: CheckRow, findings: z.array(CheckFinding), conclusion: z.string() }),
  },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

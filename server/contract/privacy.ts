/**
 * Personal data on the wire (152-ФЗ): what is masked until somebody opens it, how long each kind is kept, what is held
 * about a person, its erasure and the act of it.
 */
import * as z from 'zod';
import { command, doorCommand, Done, Seen } from './command.js';
import { atBooth } from './filters.js';
import { Sheet } from './paper.js';
import { Day, Id, Instant, Note, WordsShape } from './shapes.js';
import {
  complaintPapers,
  dataKinds,
  erasureBases,
  erasureStates,
  longestKeeping,
  openFields,
  openReasons,
  retentionCodes,
  retentionUnits,
  type RetentionCode,
  type Role,
} from './vocabulary.js';

/** One record that holds words about people: its kind, and the id of the row (of `identity`, `insured`: the submission's). */
export const DataSubject = z.strictObject({ kind: z.enum(dataKinds), id: Id });
export type DataSubject = z.infer<typeof DataSubject>;

/** A record whose words were destroyed: when, and by which act. */
export const ErasedFace = z.object({ at: Instant, year: z.number().int(), number: z.number().int() });
export type ErasedFace = z.infer<typeof ErasedFace>;

/** Which fields of an answer are masked; `insured`: numbers of insured persons in the findings. */
export const Masked = z.array(z.enum(openFields));

/** A length of keeping. Years count from 1 January of the year after the event. */
export const Period = z
  .strictObject({ n: z.number().int().min(1).max(longestKeeping.day), unit: z.enum(retentionUnits) })
  .refine(({ n, unit }) => n <= longestKeeping[unit], { path: ['n'], error: 'a hundred years at most' });
export type Period = z.infer<typeof Period>;

/** How many records of each kind. */
const Counts = z.array(z.object({ kind: z.enum(dataKinds), records: z.number().int() }));

const hasOne = (query: object) => Object.values(query).filter((asked) => asked !== undefined).length === 1;

/** What a person's data may be asked by: a payer, a complaint, an inquiry, or words of any of them. Exactly one. */
const HeldQuery = z
  .strictObject({
    payerId: Id.optional(),
    complaintId: Id.optional(),
    consultationId: Id.optional(),
    text: z.string().trim().min(2).max(120).optional(),
  })
  .refine(hasOne, { path: ['payerId'], error: 'one of them' });

/** Whose words are printed: of a known payer or case. By a search they would be several people's. */
const HeldSheetQuery = z
  .strictObject({ payerId: Id.optional(), complaintId: Id.optional(), consultationId: Id.optional() })
  .refine(hasOne, { path: ['payerId'], error: 'one of them' });

/** A record as it is chosen to be erased. */
export const HeldRow = z.object({
  kind: z.enum(dataKinds),
  id: Id,
  /** It changes with the record, and with its erasure: what `data:erase` says that it saw. */
  revision: z.number().int(),
  /** «№ 3187/2026», «А014»: never a name; empty where the kind says it all. */
  label: z.string(),
  at: Instant,
  /** Codes of the categories of data that it holds. */
  what: z.array(z.string()),
  isErased: z.boolean(),
  /** The first day on which it may go; null: nothing keeps it. */
  keepUntil: Day.nullable(),
  /** The act that keeps it; null: none does. */
  ref: WordsShape.nullable(),
  /** Of a visit where others were received too: their words may stand in it. It is printed for none of them. */
  isShared: z.boolean(),
  /** Work on it is open, or a term of it runs: nothing erases it meanwhile. */
  isOpen: z.boolean(),
  /** Revision of the hold that keeps it longer than the rule; 0: there was none. `seen` of `data:keep`. */
  holdRevision: z.number().int(),
  mayErase: z.boolean(),
});
export type HeldRow = z.infer<typeof HeldRow>;

/** All that is held about somebody, and where copies of it are. */
export const HeldPage = z.object({
  /** Whom it is about; null when it was asked by words. */
  subject: z.object({ kind: z.enum(dataKinds), id: Id, label: z.string() }).nullable(),
  rows: z.array(HeldRow),
  /** Complaints and inquiries that hold the same number or name: chosen by hand. */
  alike: z.array(HeldRow),
  copies: z.object({
    /** `until`: when it is overwritten by a newer one; null: nobody can say. */
    backups: z.array(z.object({ madeAt: Instant, until: Instant.nullable() })),
    /** Books put aside before a migration or a restore. */
    aside: z.array(z.object({ name: z.string(), madeAt: Instant })),
    sheetsTaken: z.array(z.object({ at: Instant, by: z.string(), name: z.string() })),
  }),
  openings: z.array(z.object({ at: Instant, by: z.string(), fields: Masked })),
});
export type HeldPage = z.infer<typeof HeldPage>;

/** An erasure in the register of acts. */
export const ErasureRow = z.object({
  erasureId: Id,
  year: z.number().int(),
  number: z.number().int(),
  basis: z.enum(erasureBases),
  orderedAt: Instant,
  doneAt: Instant.nullable(),
  by: z.string(),
  state: z.enum(erasureStates),
  counts: Counts,
});
export type ErasureRow = z.infer<typeof ErasureRow>;

/** How long one kind is kept: the rule's own length, what the office set over it, the least that it may set. */
export const RetentionRow = z.object({
  code: z.enum(retentionCodes),
  title: WordsShape,
  /** From which event it counts. */
  from: WordsShape,
  /** In force: the office's, or the rule's; null: for ever. */
  keep: Period.nullable(),
  /** The rule's own. */
  usual: Period.nullable(),
  /** Nothing shorter is taken; null: the office cannot change it. */
  least: Period.nullable(),
  ref: WordsShape,
  now: z.object({ records: z.number().int(), due: z.number().int() }),
});
export type RetentionRow = z.infer<typeof RetentionRow>;

/** What an office keeps otherwise than the rules say; a code that is left out stays as it is, null goes back to the rule. */
const RetentionChange = z.partialRecord(z.enum(retentionCodes), Period.nullable());
export type RetentionChange = Partial<Record<RetentionCode, Period | null>>;

const keepers: readonly Role[] = ['manager'];
const readers: readonly Role[] = ['manager', 'administrator', 'auditor'];

export const privacyCommands = {
  /**
   * Opens masked fields of one record. The opening stands in the journal before the values leave; they are kept in no
   * answer, so a retry hears `alreadyDone`. `values` by field; `insured` by `<findingId>.<where | found | expected | text>`.
   * Refuses: notFound, notYours (an operator: a colleague's draft), erased.
   */
  'data:open': doorCommand({
    secret: true,
    by: atBooth,
    payload: {
      subject: z.strictObject({ kind: z.enum(['payer', 'submission', 'complaint', 'consultation']), id: Id }),
      fields: z.array(z.enum(openFields)).min(1).max(12),
      reason: z.enum(openReasons),
    },
    reply: z.object({ values: z.record(z.string(), z.string()) }),
  }),
  /**
   * Opens a paper with personal data; `paper` names the one of a complaint. Refuses as `data:open`, and notNow (there
   * is nothing to say on that paper yet).
   */
  'data:openPaper': doorCommand({
    secret: true,
    by: atBooth,
    payload: {
      subject: z.strictObject({ kind: z.enum(['protocol', 'complaint', 'printJob']), id: Id }),
      paper: z.enum(complaintPapers).nullable().default(null),
      reason: z.enum(openReasons),
    },
    reply: Sheet,
  }),
  /**
   * Keeps a record longer than the rule (a court case), never shorter; null lifts it. `seen`: revision of the hold that
   * the screen saw, 0 for none. Refuses: notFound, erased, editedMeanwhile.
   */
  'data:keep': command({
    by: keepers,
    payload: {
      subject: DataSubject,
      seen: Seen,
      until: Day.nullable(),
      reason: Note.min(3),
    },
    reply: Done,
  }),
  /**
   * Orders an erasure of what may go; the rest is answered with the day until which it is kept. It is done by slices
   * beside other work, one erasure at a time. `seen` is the record's revision as `held` said it. Refuses: notFound, notNow
   * (work on it is open, about {kind}; another erasure runs, about {number, year}), keptByLaw (nothing of it may go, about
   * {kind, until}), sharedVisit (words of a visit where others were received too), stale (it is not what was seen).
   */
  'data:erase': command({
    by: keepers,
    payload: {
      subjects: z
        .array(DataSubject.extend({ seen: Seen }))
        .min(1)
        .max(500),
      basis: z.enum(erasureBases),
      reason: Note.min(3),
    },
    reply: z.object({
      erasureId: Id,
      year: z.number().int(),
      number: z.number().int(),
      /** `until` null: nobody can say; it is for ever, or of others too. */
      kept: z.array(z.object({ kind: z.enum(dataKinds), id: Id, until: Day.nullable() })),
    }),
  }),
  /**
   * Sets how long kinds are kept (`seen` of the thing `part:retention`); `isSettled` confirms every term as it stands
   * then, and only what is so confirmed goes by itself. Refuses: editedMeanwhile, retentionBound (shorter than `least`,
   * about {code, n, unit}), badAnswer (a code that an office cannot change).
   */
  'retention:set': command({
    by: ['administrator'],
    payload: { seen: Seen, retention: RetentionChange, isSettled: z.boolean().default(false) },
    reply: Done,
  }),
} as const;

export const privacyReports = {
  /** All records about somebody, with what keeps each. Refuses: notFound. */
  held: { by: keepers, query: HeldQuery, reply: HeldPage },
  /** All words that are held, for the person who asked for them; the journal tells that it was taken. */
  heldSheet: { by: keepers, query: HeldSheetQuery, reply: Sheet },
  /** The register of acts, the newest first. */
  erasures: {
    by: readers,
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    reply: z.object({ rows: z.array(ErasureRow), total: z.number().int() }),
  },
  /** The act of destruction and the extract of the journal, to print. Refuses: notFound. */
  erasureAct: { by: readers, query: z.strictObject({ erasureId: Id }), reply: Sheet },
  /** How long every kind is kept, and how much of it stands. */
  retention: {
    by: readers,
    query: z.strictObject({}),
    reply: z.object({
      rows: z.array(RetentionRow),
      /** Who settled them last; null: nobody has. Nothing goes by itself unless these are the terms in force. */
      settled: z.object({ at: Instant, by: z.string(), isInForce: z.boolean() }).nullable(),
      revision: Seen,
    }),
  },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

export const privacySheets = {
  held: { by: keepers, query: HeldSheetQuery },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType }>;

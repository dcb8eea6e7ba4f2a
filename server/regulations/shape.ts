/**
 * The shape of a regulation pack: THE LAW AS DATA. Here stands what each field is; that the fields fit each other
 * (every name defined, every menu item leading somewhere) is looked at in `faults.ts`.
 */
import * as z from 'zod';
import { matters, media, MenuItem, questions, WordsShape } from '../contract/index.js';

const Code = z.string().regex(/^[\w-]{1,40}$/, 'a code is letters, digits, _ and -');
const Ref = z.string().min(1);
/** A number that the order prescribes, or an office's own target: never without its unit. A week has no more of them. */
const Minutes = z.strictObject({ n: z.number().positive().max(10_000), unit: z.literal('minute') });
/** Days are counted one by one by the working calendar. */
const Days = z.number().int().nonnegative().max(1000);
const Year = z.number().int().min(1900).max(9999);
const Term = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('calendarDay'), n: Days }),
  z.strictObject({ unit: z.literal('workingDay'), n: Days }),
  z.strictObject({ unit: z.literal('immediately') }),
  z.strictObject({ unit: z.literal('quarter') }),
]);
const Day = z.iso.date();
const Titled = { code: Code, title: WordsShape };
const Field = z.strictObject({ field: Code, title: WordsShape, ref: Ref });

const Act = z.strictObject({
  kind: z.string(),
  issuer: z.string(),
  number: z.string(),
  date: Day,
  registration: z.strictObject({ number: z.string(), date: Day }).nullable(),
  status: z.enum(['inForce', 'repealed', 'none']),
  replacedBy: z.strictObject({ number: z.string(), date: Day }).nullable(),
});

const Body = z.strictObject({
  name: WordsShape,
  short: z.string(),
  address: z.string(),
  postal: z.string(),
  site: z.string(),
  portal: z.string(),
  phones: z.array(z.string()),
  email: z.string(),
  ref: Ref,
});

const Limit = z.strictObject({ ...Titled, max: Minutes, from: z.string(), to: z.string(), ref: Ref });

const Deadline = z.strictObject({
  ...Titled,
  term: Term,
  /** The event whose day the term is counted from; that day itself is not counted. */
  from: z.string(),
  ref: Ref,
  /** Holds for complaints on these grounds only; empty for all. */
  grounds: z.array(Code),
  restartsWhenForwarded: z.strictObject({ ref: Ref }).nullable(),
});

const Channel = z.strictObject({
  ...Titled,
  procedure: Code,
  medium: z.enum(media).nullable(),
  inPerson: z.boolean(),
  ref: Ref,
});

const Step = z.strictObject({
  ...Titled,
  short: WordsShape,
  norm: Minutes,
  ref: Ref,
  /** Off until an office turns it on; its minutes are not in the procedure's sum. */
  optional: z.boolean(),
  /** Done in an outside system: tool, result, time and officer are recorded, Talon never says it checked itself. */
  attested: z.boolean(),
});

const Procedure = z.strictObject({
  ...Titled,
  ref: Ref,
  /** The limit on the whole of it. */
  limit: Code,
  journalStep: Code,
  protocolStep: Code,
  /** Each is composed and printed with the protocol. */
  copies: z.number().int().positive().max(9),
  steps: z.array(Step).min(1).max(40),
});

const Queue = z.strictObject({ ...Titled, letter: z.string() });

const Service = z.strictObject({
  ...Titled,
  /** What its reception is about: which card the booth's screen shows. */
  matter: z.enum(matters),
  /** For the board's column and the console's rows. */
  short: WordsShape,
  queue: Code,
  channel: Code.nullable(),
  procedure: Code.nullable(),
  /** The legal norm of its reception; null where the order sets none, then `target` is the office's own. */
  limit: Code.nullable(),
  target: Minutes.nullable(),
  /** Told as the expected length until the office knows its own. */
  usual: Minutes,
  /** What of the load the kiosk asks, one to a screen, in this order. */
  questions: z.array(z.enum(questions)).max(questions.length),
  /** «Приготовьте». */
  bring: z.array(WordsShape).max(24),
  outcomes: z.array(Code).min(1).max(40),
  ref: Ref.nullable(),
});

const Item = z.strictObject({
  key: Code,
  icon: MenuItem.shape.icon,
  title: WordsShape,
  hint: WordsShape,
  /** The service that pressing it asks for; null for an item that opens its children. */
  service: Code.nullable(),
  ask: WordsShape.nullable(),
  /** Said by choosing this item; null where the booth will see. */
  medium: z.enum(media).nullable(),
  get children() {
    return z.array(Item);
  },
});

const Category = z.strictObject({
  ...Titled,
  document: WordsShape,
  /** The statute; null for the office's own courtesy. */
  ref: Ref.nullable(),
  ownMattersOnly: z.boolean(),
  /** How often such calls may pass one ordinary ticket before it is next; null is no bound. */
  bound: z.number().int().positive().max(99).nullable(),
});

const Slide = z.strictObject({
  key: Code,
  title: WordsShape,
  lines: z.array(WordsShape).min(1),
  ref: Ref,
  places: z.array(z.enum(['board', 'help'])).min(1),
});

const FormCode = z.string().min(1).max(20);
const Form = z.strictObject({
  code: FormCode,
  title: WordsShape,
  kind: z.enum(['report', 'inventory']),
  /** The inventory it is handed in with. */
  inventory: FormCode.nullable(),
  scope: z.enum(['pack', 'submission']),
  frequency: z.enum(['period', 'year']),
  validFrom: Day.nullable(),
  validTo: Day.nullable(),
  ref: Ref,
});

const severity = z.number().int().min(0).max(1000);
const Severity = z.strictObject({ severity, kind: z.enum(['warning', 'error']), title: WordsShape });
/** A report whose worst finding reaches `refusedFrom` is not accepted, from `partialFrom` accepted in part. */
const Threshold = z.strictObject({
  forms: z.array(FormCode).min(1),
  partialFrom: severity.nullable(),
  refusedFrom: severity,
});

const Identifier = z.strictObject({
  ...Titled,
  pattern: z.string(),
  example: z.string(),
  /** The check digits, by the name of their rule. */
  check: z.enum(['inn', 'ogrn', 'snils']).nullable(),
});

export const PackShape = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,64}$/),
  version: z.string().min(1).max(16),
  title: WordsShape,
  act: Act,
  body: Body,
  fee: z.strictObject({ amount: z.number().nonnegative().max(1_000_000), ref: Ref }),
  /** `isEntity`: an organisation with КПП and ОГРН, and not a natural person. */
  applicants: z.array(z.strictObject({ ...Titled, ref: Ref, isEntity: z.boolean() })),
  limits: z.array(Limit).max(100),
  /** The limit on waiting in the queue. */
  waitLimit: Code,
  deadlines: z.array(Deadline).max(100),
  channels: z.array(Channel).max(40),
  procedures: z.array(Procedure).max(40),
  outcomes: z.array(z.strictObject({ ...Titled, ref: Ref.nullable() })).max(100),
  queues: z.array(Queue).min(1).max(40),
  services: z.array(Service).min(1).max(100),
  menu: z.array(Item).min(1).max(6, 'a screen has never more than six choices'),
  categories: z.array(Category).max(60),
  slides: z.array(Slide).max(60),
  /** What the printed objects must say; the office fills them. */
  objects: z.strictObject({ sign: z.array(Field), plate: z.array(Field), stand: z.array(Field) }),
  forms: z.array(Form).max(100),
  periods: z.array(
    z.strictObject({
      fromYear: Year,
      toYear: Year.nullable(),
      codes: z.array(z.string()).min(1),
    }),
  ),
  /** A report of a period is due by this day of that month after it, moved on from a day off; a pack has so many documents at most. */
  filing: z.strictObject({
    day: z.number().int().min(1).max(28),
    month: z.number().int().min(1).max(12),
    packDocuments: z.number().int().positive().max(100_000),
    ref: Ref,
  }),
  documents: z.array(z.strictObject({ ...Titled, ref: Ref })),
  complaintGrounds: z.array(z.strictObject({ ...Titled, ref: Ref, fast: z.boolean() })),
  severities: z.array(Severity).max(40),
  thresholds: z.array(Threshold).max(40),
  identifiers: z.array(Identifier).max(40),
  texts: z.record(Code, WordsShape),
  notes: z.array(z.string()),
});
export type PackContent = z.infer<typeof PackShape>;
export type PackItem = z.infer<typeof Item>;
export type PackService = PackContent['services'][number];
export type PackProcedure = PackContent['procedures'][number];

/**
 * What an office sets of itself, part by part: a part is read, changed and guarded as one thing. Who changes it says
 * which revision was seen; the second of two editors hears `editedMeanwhile`.
 */
import * as z from 'zod';
import { command, Done, Seen } from './command.js';
import { Day, Id, Instant, LanguageShape, plainText } from './shapes.js';
import { setupSteps, takings, type Role, type SettingPart } from './vocabulary.js';

/** What a change of the settings is answered with. */
export const Taken = z.object({
  /** Of what was added: a booth, a queue, a profile, a printer; null where nothing was. */
  id: Id.nullable(),
  /** `nothing`: it stands so already. `tomorrow`: it waits for the opening of the day `from`. */
  takes: z.enum(takings),
  from: Day.nullable(),
  /** Of the thing, to be sent with the next change. */
  revision: z.number().int(),
  /** What waited for the opening of a day and waits no longer, because this press changed the same fields at once. */
  dropped: z.array(z.object({ thing: z.string(), from: Day, fields: z.array(z.string()) })).optional(),
});
export type Taken = z.infer<typeof Taken>;

/** Words for everybody; where the English ones are empty, screens show the Russian ones. */
export const bilingual = (max: number) => z.strictObject({ ru: plainText(max).min(1), en: plainText(max) });
/** The same, where nothing need be said. */
export const bilingualOrNone = (max: number) => z.strictObject({ ru: plainText(max), en: plainText(max) });
const line = (max: number) => plainText(max).refine((text) => !/[\n\t]/.test(text), 'one line');

/** Wall time in the office's zone. */
export const Wall = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** One day's times; null: no reception on it. `opens < lastTicket ≤ doorsClose`, or `badAnswer`. */
export const HoursShape = z.strictObject({ opens: Wall, lastTicket: Wall, doorsClose: Wall }).nullable();
/** Monday first. */
export const WeekShape = z.array(HoursShape).length(7);
const Code = z.string().regex(/^[\w:.-]{1,60}$/);

/** Names, addresses, what stands on the entrance sign (п. 38), on booth plates and the stand (п. 39). */
export const OfficePart = z.strictObject({
  name: bilingual(120),
  region: bilingualOrNone(120),
  emblem: line(6),
  /** Digest of a picture that was uploaded. */
  logo: Id.nullable(),
  address: bilingualOrNone(200),
  phones: z.array(line(30).min(3)).max(4),
  boothWord: z.enum(['window', 'booth', 'room']),
  superior: bilingualOrNone(240),
  head: z.strictObject({ name: line(120), position: line(160) }),
  sign: z.strictObject({
    body: bilingualOrNone(240),
    unit: bilingualOrNone(240),
    address: bilingualOrNone(240),
    hours: bilingualOrNone(240),
    reception: bilingualOrNone(240),
  }),
  stand: z
    .array(z.strictObject({ title: bilingual(120), lines: z.array(bilingual(400)).max(16), ref: line(80) }))
    .max(24),
  /** «087-105»: the first six digits of registration numbers of payers of this office (п. 25). */
  payerCodes: z.array(z.string().regex(/^\d{3}-\d{3}$/)).max(20),
});

/** Days that differ from their weekday: shortened, moved, a holiday. Each day once. */
export const SpecialDays = z
  .array(z.strictObject({ day: Day, hours: HoursShape, title: bilingualOrNone(80) }))
  .max(60)
  .refine((days) => new Set(days.map(({ day }) => day)).size === days.length, 'named twice');

export const HoursPart = z.strictObject({
  hours: WeekShape,
  /** A day that nobody closed is closed then. */
  closeBy: Wall,
  keepOvernight: z.boolean(),
  specialDays: SpecialDays,
});

/** The rules of the order: minutes and seconds that DESIGN of a queue leaves to the office. */
export const OrderPart = z.strictObject({
  returnMinutes: z.number().int().min(0).max(120),
  parkAlertMinutes: z.number().int().min(1).max(240),
  preferenceMinutes: z.number().int().min(0).max(60),
  addressedMinutes: z.number().int().min(1).max(240),
  undoSeconds: z.number().int().min(0).max(600),
  unbeginSeconds: z.number().int().min(0).max(600),
  promptSeconds: z.number().int().min(10).max(900),
  /** Calls before a visitor may be told missed. */
  leastCalls: z.number().int().min(1).max(5),
  /** Between two calls of one visitor; 0 is no matter. */
  recallGapSeconds: z.number().int().min(0).max(300),
  /** After so long without an answer a called visitor is missed by the clock; null: only by a person. */
  missAfterSeconds: z.number().int().min(30).max(1800).nullable(),
  warnShare: z.number().min(0.5).max(1),
  /** Of paper numbers: no queue's letter. */
  paperLetter: z.string().regex(/^[АВЕКМНРСТХ]$/),
});

/** What an office says otherwise of the pack's menu; the order of the first level is the order here. */
const MenuChange = z.strictObject({
  key: Code,
  isHidden: z.boolean(),
  title: bilingual(60).nullable(),
  hint: bilingual(120).nullable(),
});
export const KioskPart = z.strictObject({
  languages: z
    .array(LanguageShape)
    .min(1)
    .refine((all) => all.includes('ru') && new Set(all).size === all.length, 'ru is one of them, each once'),
  idleSeconds: z.number().int().min(15).max(300),
  warnSeconds: z.number().int().min(5).max(60),
  menu: z
    .array(MenuChange)
    .max(40)
    .refine((menu) => new Set(menu.map(({ key }) => key)).size === menu.length, 'named twice'),
});

/** A page of the board's information: one of the stand by its place, words of its own, or a picture. */
export const BoardSlide = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stand'), at: z.number().int().min(0).max(23) }),
  z.strictObject({ kind: z.literal('text'), title: bilingual(80), lines: z.array(bilingual(160)).max(8) }),
  z.strictObject({ kind: z.literal('picture'), pictureId: Id, alt: bilingual(120) }),
]);
/** An announcement in the running line, from and until an instant; null is now, and until it is taken away. */
export const BoardLine = z.strictObject({ text: bilingual(200), from: Instant.nullable(), until: Instant.nullable() });
export const BoardPart = z.strictObject({
  layout: z.enum(['callsAndStand', 'callsOnly']),
  theme: z.enum(['light', 'dark']),
  chime: z.boolean(),
  /** After the chime a voice says number and booth, twice; without the chime there is none. */
  voice: z.boolean(),
  freshSeconds: z.number().int().min(5).max(120),
  slideSeconds: z.number().int().min(4).max(120),
  showsWaits: z.boolean(),
  slides: z.array(BoardSlide).max(30),
  lines: z.array(BoardLine).max(10),
});

/** Who is called out of turn: the pack's categories turned off or worded otherwise, and the office's own. */
export const CategoriesPart = z.strictObject({
  changes: z
    .array(
      z.strictObject({
        category: Id,
        isOn: z.boolean(),
        document: bilingual(200).nullable(),
        bound: z.number().int().min(1).max(9).nullable(),
      }),
    )
    .max(60),
  own: z
    .array(
      z.strictObject({
        category: Id.regex(/^own-/),
        title: bilingual(120),
        document: bilingual(200),
        bound: z.number().int().min(1).max(9),
        ownMattersOnly: z.boolean(),
      }),
    )
    .max(12),
});

export const TermsPart = z.strictObject({ soonDays: z.number().int().min(0).max(14) });

/** The shape of each part. */
export const settingShapes = {
  office: OfficePart,
  hours: HoursPart,
  order: OrderPart,
  kiosk: KioskPart,
  board: BoardPart,
  categories: CategoriesPart,
  terms: TermsPart,
} as const satisfies Record<SettingPart, z.ZodType>;

/** Each part's value, as it is read and as it is sent. */
export type SettingValues = { [P in SettingPart]: z.output<(typeof settingShapes)[P]> };

const SettingChange = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('office'), value: OfficePart }),
  z.strictObject({ part: z.literal('hours'), value: HoursPart }),
  z.strictObject({ part: z.literal('order'), value: OrderPart }),
  z.strictObject({ part: z.literal('kiosk'), value: KioskPart }),
  z.strictObject({ part: z.literal('board'), value: BoardPart }),
  z.strictObject({ part: z.literal('categories'), value: CategoriesPart }),
  z.strictObject({ part: z.literal('terms'), value: TermsPart }),
]);
export type SettingChange = z.output<typeof SettingChange>;

const heads: readonly Role[] = ['manager', 'administrator'];
const admins: readonly Role[] = ['administrator'];

export const settingCommands = {
  /** One part as a whole; `seen` is the revision of `part:<part>`. */
  'settings:set': command({ by: admins, payload: { seen: Seen, change: SettingChange }, reply: Taken }),
  /** Announcements of the running line alone, which a manager may say; they are a part of `part:board`. */
  'notice:set': command({ by: heads, payload: { seen: Seen, lines: BoardPart.shape.lines }, reply: Taken }),
  /** Special days alone; they are a part of `part:hours`. */
  'days:set': command({ by: heads, payload: { seen: Seen, specialDays: SpecialDays }, reply: Taken }),
  /** A change that waits for the opening of a day is taken back; `seen` is the revision of its thing. */
  'plan:drop': command({ by: admins, payload: { seen: Seen, plannedId: Id }, reply: Taken }),
  /** A step of the guided set-up is left for later, or taken up again. */
  'setup:skip': command({
    by: admins,
    payload: { step: z.enum(setupSteps), isSkipped: z.boolean() },
    reply: Done,
  }),
} as const;

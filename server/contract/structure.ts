/** What an office is made of: its queues, services, work profiles, booths and printers. Nothing is ever deleted. */
import * as z from 'zod';
import { command, Seen } from './command.js';
import { bilingual, Taken, WeekShape } from './settings.js';
import { Id, plainText } from './shapes.js';
import { printerProfiles, type Role } from './vocabulary.js';

const heads: readonly Role[] = ['manager', 'administrator'];
const admins: readonly Role[] = ['administrator'];

/** What the office says itself of a service of the pack; null in a text is as the pack says. */
export const ServiceValue = z.strictObject({
  queueId: Id,
  isOffered: z.boolean(),
  /** By appointment: the kiosk gives no ticket for it. */
  byBooking: z.boolean(),
  dayLimit: z.number().int().min(1).max(2000).nullable(),
  /** Hours of its own within those of the office; null: the office's. */
  hours: WeekShape.nullable(),
  texts: z.strictObject({
    title: bilingual(120).nullable(),
    short: bilingual(40).nullable(),
    hint: bilingual(120).nullable(),
    bring: z.array(bilingual(200)).max(12).nullable(),
  }),
});
export type ServiceValue = z.output<typeof ServiceValue>;

export const QueueValue = z.strictObject({
  letter: z.string().regex(/^[АВЕКМНРСТХ]$/),
  title: bilingual(80),
  position: z.number().int().min(0).max(99),
});
export type QueueValue = z.output<typeof QueueValue>;

export const ProfileValue = z.strictObject({
  title: bilingual(80),
  /** Smaller rank is preferred; each service once. */
  services: z
    .array(z.strictObject({ serviceId: Id, rank: z.number().int().min(0).max(9) }))
    .min(1)
    .max(200)
    .refine((all) => new Set(all.map(({ serviceId }) => serviceId)).size === all.length, 'named twice'),
});
export type ProfileValue = z.output<typeof ProfileValue>;

export const BoothValue = z.strictObject({
  number: z.string().regex(/^[0-9]{1,3}[А-Я]?$/),
  profileId: Id,
  printerId: Id.nullable(),
});
export type BoothValue = z.output<typeof BoothValue>;

/** How bytes travel to a printer. What an address may be is looked at again where it is connected to. */
export const PrinterTransport = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tcp'),
    host: z.string().regex(/^[\p{L}\p{N}.:-]{1,120}$/u),
    port: z.number().int().min(1).max(65_535),
  }),
  z.strictObject({ kind: z.literal('file'), path: z.string().regex(/^\/dev\/[\w/-]{1,60}$/) }),
  z.strictObject({ kind: z.literal('cups'), queue: z.string().regex(/^[\w.-]{1,60}$/) }),
  z.strictObject({ kind: z.literal('virtual') }),
]);
export type PrinterTransport = z.output<typeof PrinterTransport>;

export const PrinterValue = z.strictObject({
  name: plainText(60).min(1),
  profile: z.enum(printerProfiles),
  transport: PrinterTransport,
});
export type PrinterValue = z.output<typeof PrinterValue>;

const when = { when: z.enum(['now', 'tomorrow']).default('now') };

/** `seen` is the revision of the thing (`queue:<id>`); of what is added there is none to see. */
export const structureCommands = {
  /** Refuses: notFound, editedMeanwhile, badAnswer, inUse (count), packUnfit (service, version, day). */
  'service:set': command({ by: admins, payload: { seen: Seen, serviceId: Id, value: ServiceValue }, reply: Taken }),
  /** Tickets of one day; null is no limit. Refuses: notFound, editedMeanwhile. */
  'service:limit': command({
    by: heads,
    payload: { seen: Seen, serviceId: Id, dayLimit: ServiceValue.shape.dayLimit },
    reply: Taken,
  }),
  /** Refuses: letterTaken. */
  'queue:add': command({ by: admins, payload: { value: QueueValue }, reply: Taken }),
  'queue:set': command({ by: admins, payload: { seen: Seen, queueId: Id, value: QueueValue }, reply: Taken }),
  /**
   * Two queues exchange their letters, at once. Refuses: notFound, editedMeanwhile, letterTaken, inUse (letter: there is
   * a number with it that is of today or still alive).
   */
  'queue:swap': command({
    by: admins,
    payload: { seen: Seen, queueId: Id, withId: Id, withSeen: Seen },
    reply: Taken,
  }),
  /** Refuses: inUse while it has a service. */
  'queue:retire': command({ by: admins, payload: { seen: Seen, queueId: Id }, reply: Taken }),
  'profile:add': command({ by: heads, payload: { value: ProfileValue }, reply: Taken }),
  /** Refuses: wouldStrand (count) when who waits would lose the last open booth now. */
  'profile:set': command({
    by: heads,
    payload: { seen: Seen, profileId: Id, value: ProfileValue, ...when },
    reply: Taken,
  }),
  /** Refuses: inUse while a booth has it as its own or an open shift works by it. */
  'profile:retire': command({ by: heads, payload: { seen: Seen, profileId: Id }, reply: Taken }),
  /** A number that was retired comes back with its booth. Refuses: numberTaken, notFound. */
  'booth:add': command({ by: admins, payload: { value: BoothValue }, reply: Taken }),
  /** Refuses: numberTaken, notFound; a new number: inUse (operator) while a shift is open there. */
  'booth:set': command({ by: admins, payload: { seen: Seen, boothId: Id, value: BoothValue, ...when }, reply: Taken }),
  'booth:retire': command({ by: admins, payload: { seen: Seen, boothId: Id }, reply: Taken }),
  'printer:add': command({ by: admins, payload: { value: PrinterValue }, reply: Taken }),
  'printer:set': command({ by: admins, payload: { seen: Seen, printerId: Id, value: PrinterValue }, reply: Taken }),
  /** Refuses: inUse while a booth or kiosk names it. */
  'printer:retire': command({ by: admins, payload: { seen: Seen, printerId: Id }, reply: Taken }),
  /** A page that shows letters, codes of pages and the edge of the paper. Refuses: notFound. */
  'printer:test': command({
    by: ['attendant', 'manager', 'administrator'],
    payload: { printerId: Id },
    reply: z.object({ printJobId: Id }),
  }),
} as const;

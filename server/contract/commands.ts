/**
 * THE WIRE, first table: every command, who may send it, its payload and its reply.
 * Socket events, the handler table, `ask`, the REST route and OpenAPI derive from it.
 */
import * as z from 'zod';
import { hallCommands } from './alert.js';
import { caseCommands } from './caseCommands.js';
import { checkCommands } from './check.js';
import { command, doorCommand, Done, ofBooth, ofVisit, Turn } from './command.js';
import { deviceCommands } from './deviceCommands.js';
import { lawCommands } from './lawCommands.js';
import { privacyCommands } from './privacy.js';
import { OneTimeCode, peopleCommands } from './people.js';
import { Day, Expected, Id, Instant, LanguageShape, Note, ProtocolNumber, RegNo, WordsShape } from './shapes.js';
import { settingCommands } from './settings.js';
import { structureCommands } from './structure.js';
import { cancelReasons, media, pauseReasons, personBands, type Role } from './vocabulary.js';

/** Characters of one draft: three hundred packs typed by hand, or a complaint with every field full. */
export const longestDraft = 90_000;

/** A sentence for everybody, in both languages. */
const PublicNote = z.object({ ru: Note.max(200), en: Note.max(200) });

/** Answers of the kiosk that matter for the load; which are asked is said by the pack's menu. */
export const Answers = z.strictObject({
  medium: z.enum(media).optional(),
  organisations: z.number().int().min(1).max(99).optional(),
  persons: z.enum(personBands).optional(),
  regNo: RegNo.optional(),
  /** The protocol of errors that is resubmitted, «412/2014»; the year may be left out. */
  protocol: ProtocolNumber.optional(),
});
export type Answers = z.infer<typeof Answers>;

/** What the visitor is given: on the screen, on paper, on the phone. Numbers only, never names. */
export const Ticket = z.object({
  visitId: Id,
  number: z.string(),
  serviceId: Id,
  title: WordsShape,
  issuedAt: Instant,
  before: z.number().int(),
  expected: Expected,
  booths: z.array(z.string()),
  /** Null without PUBLIC_URL: then no QR is shown or printed. */
  link: z.string().nullable(),
  printJobId: Id.nullable(),
  /** «Приготовьте»: the documents that this service asks for. */
  bring: z.array(WordsShape),
});
export type Ticket = z.infer<typeof Ticket>;

const staffOfHall = ['attendant', 'manager'] as const;
const everyone: readonly Role[] = ['operator', 'attendant', 'manager', 'administrator', 'auditor'];

export const commands = {
  'ticket:issue': command({
    by: ['kiosk', 'attendant', 'operator', 'manager'],
    payload: {
      serviceId: Id,
      answers: Answers,
      language: LanguageShape,
      category: Id.nullable().default(null),
      print: z.boolean().default(true),
    },
    reply: Ticket,
  }),
  /** A paper ticket of an outage, entered with the time written on it; keeps its paper number. */
  'ticket:enter': command({
    by: staffOfHall,
    payload: {
      serviceId: Id,
      paperNumber: z.string().trim().min(1).max(8),
      writtenAt: Instant,
      language: LanguageShape,
    },
    reply: Ticket,
  }),
  'ticket:reprint': command({
    by: ['attendant', 'operator', 'manager'],
    payload: ofVisit,
    reply: z.object({ printJobId: Id }),
  }),

  'visit:callNext': command({ by: ['operator'], payload: ofBooth, reply: Done }),
  /** Calls one by name, out of the order: an exception with a reason. */
  'visit:call': command({
    by: ['operator', 'manager'],
    payload: { ...ofBooth, ...ofVisit, reason: Note.default(''), boothId: Id.nullable().default(null) },
    reply: Done,
  }),
  'visit:recall': command({ by: ['operator'], payload: ofBooth, reply: Done }),
  'visit:withdraw': command({ by: ['operator'], payload: ofBooth, reply: Done }),
  'visit:begin': command({ by: ['operator'], payload: ofBooth, reply: Done }),
  /** Begun by mistake: within a minute the reception is void and the visitor is called again. */
  'visit:unbegin': command({ by: ['operator'], payload: ofBooth, reply: Done }),
  'visit:finish': command({
    by: ['operator'],
    payload: { ...ofBooth, outcome: Id.nullable().default(null), note: Note.default('') },
    reply: Done,
  }),
  'visit:reopen': command({ by: ['operator'], payload: { ...ofBooth, ...ofVisit, reason: Note }, reply: Done }),
  'visit:miss': command({ by: ['operator'], payload: ofBooth, reply: Done }),
  'visit:return': command({ by: ['operator', 'attendant', 'manager'], payload: ofVisit, reply: Done }),
  'visit:park': command({ by: ['operator'], payload: { ...ofBooth, reason: Note.default('') }, reply: Done }),
  'visit:resume': command({ by: ['operator'], payload: { ...ofBooth, ...ofVisit }, reply: Done }),
  /** To a service, or to one booth or person of a service; place in the line is kept. */
  'visit:transfer': command({
    by: ['operator', 'attendant', 'manager'],
    payload: {
      turn: Turn.nullable().default(null),
      ...ofVisit,
      serviceId: Id,
      boothId: Id.nullable().default(null),
      userId: Id.nullable().default(null),
      note: Note.default(''),
    },
    reply: Done,
  }),
  'visit:cancel': command({
    by: ['operator', 'attendant', 'manager', 'ticket'],
    payload: { ...ofVisit, reason: z.enum(cancelReasons) },
    reply: Done,
  }),
  /** Takes back a finish, miss or cancel within 60 seconds, by a new entry. */
  'visit:undo': command({ by: ['operator', 'attendant', 'manager'], payload: ofVisit, reply: Done }),
  'visit:confirmCategory': command({
    by: ['operator', 'attendant', 'manager'],
    payload: { ...ofVisit, category: Id.nullable(), confirmed: z.boolean() },
    reply: Done,
  }),
  /** A manager's exception: another place in the line, with a reason. */
  'visit:move': command({
    by: ['manager'],
    payload: { ...ofVisit, place: z.enum(['first', 'last']), reason: Note.min(3) },
    reply: Done,
  }),

  'shift:open': command({
    by: ['operator'],
    payload: { boothId: Id, profileId: Id.nullable().default(null), takeOver: z.boolean().default(false) },
    reply: z.object({ shiftId: Id }),
  }),
  'shift:pause': command({ by: ['operator'], payload: { ...ofBooth, reason: z.enum(pauseReasons) }, reply: Done }),
  'shift:resume': command({ by: ['operator'], payload: ofBooth, reply: Done }),
  'shift:close': command({ by: ['operator'], payload: ofBooth, reply: Done }),

  'service:open': command({ by: ['manager', 'administrator'], payload: { serviceId: Id }, reply: Done }),
  'service:close': command({
    by: ['manager', 'administrator'],
    payload: { serviceId: Id, reason: PublicNote, until: Instant.nullable() },
    reply: Done,
  }),
  'day:open': command({ by: ['manager', 'administrator'], payload: {}, reply: z.object({ day: Day }) }),
  'day:close': command({ by: ['manager', 'administrator'], payload: {}, reply: z.object({ day: Day }) }),

  'staff:call': command({ by: ['kiosk'], payload: {}, reply: z.object({ staffCallId: Id }) }),
  'staff:answer': command({ by: ['attendant', 'operator', 'manager'], payload: { staffCallId: Id }, reply: Done }),
  /** What became of a print that nobody can vouch for: it came out, or print it again. */
  'print:resolve': command({
    by: ['attendant', 'operator', 'manager', 'administrator'],
    payload: { printJobId: Id, came: z.boolean() },
    reply: Done,
  }),
  /** A sheet of paper numbers with a letter of its own, for a day when the electronic queue is down. */
  'paper:print': command({
    by: staffOfHall,
    payload: { from: z.number().int().min(1).max(999), count: z.number().int().min(1).max(60) },
    reply: z.object({ printJobId: Id }),
  }),

  ...caseCommands,
  ...hallCommands,
  ...checkCommands,
  ...peopleCommands,
  ...privacyCommands,
  ...settingCommands,
  ...structureCommands,
  ...lawCommands,
  ...deviceCommands,

  'draft:save': doorCommand({
    by: everyone,
    payload: { key: z.string().min(1).max(80), text: z.string().max(longestDraft) },
    reply: Done,
  }),
  'session:signIn': doorCommand({
    secret: true,
    by: ['nobody'],
    payload: {
      login: z.string().min(1).max(64),
      password: z.string().min(1).max(256),
      /** Of the telephone; asked for by `codeNeeded` after a right password. */
      code: OneTimeCode.nullable().default(null),
    },
    reply: z.object({
      userId: Id,
      name: z.string(),
      roles: z.array(z.string()),
      mustChange: z.boolean(),
      /** The office requires a second factor of a role of this person, who has none yet: only that is open. */
      mustEnrol: z.boolean(),
    }),
  }),
  'session:changePassword': doorCommand({
    secret: true,
    by: everyone,
    payload: { old: z.string().min(1).max(256), fresh: z.string().min(1).max(256) },
    reply: Done,
  }),
  'session:signOut': doorCommand({ by: everyone, payload: {}, reply: Done }),
  /** The fast clock of a demo: changed and paused on the spot. Refused as `notNow` outside a demo. */
  'demo:rate': doorCommand({
    // an auditor changes nothing, not even how fast a demo goes
    by: ['operator', 'attendant', 'manager', 'administrator'],
    payload: { rate: z.number().min(0).max(600) },
    reply: Done,
  }),
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
/** What a screen sends: the schema's input, so that defaults may be left out. */
export type Payload<N extends CommandName> = z.input<Commands[N]['payload']>;
/** What a rule receives: parsed, defaults filled in. */
export type Press<N extends CommandName> = z.output<Commands[N]['payload']>;
export type Answer<N extends CommandName> = z.output<Commands[N]['reply']>;
/** Commands that the clerk rules upon; the others end at the door. */
export type ClerkCommand = { [N in CommandName]: Commands[N] extends { at: 'door' } ? never : N }[CommandName];

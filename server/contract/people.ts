/**
 * People, their sessions and keys, and who may what: commands and reports of accounts. Everything here ends at the door,
 * which alone holds passwords, codes and PINs; only the office's rules of access are a setting that the clerk rules upon.
 */
import * as z from 'zod';
import { command, doorCommand, Done, Seen } from './command.js';
import { Taken } from './settings.js';
import { Id, Instant, plainText } from './shapes.js';
import { staffRoles, type Role } from './vocabulary.js';

/** Letters, digits, dots and dashes; the door folds its case. It never changes: drafts and the journal know the person by it. */
export const Login = plainText(64)
  .overwrite((typed) => typed.normalize('NFC'))
  .regex(/^[\p{L}\p{N}._@-]{2,64}$/u, 'a login is 2 to 64 letters, digits, dots, dashes');
/** On one line. */
export const PersonName = plainText(80)
  .min(1)
  .refine((name) => !/[\n\t]/.test(name), 'one line');
const Position = plainText(120).refine((text) => !/[\n\t]/.test(text), 'one line');
/** A password as it is typed: never trimmed, never kept. */
export const Secret = z.string().min(1).max(256);
/** Digits that open a locked console again. */
export const Pin = z.string().regex(/^\d{4,12}$/);
/** A one-time code of a telephone. */
export const OneTimeCode = z.string().regex(/^\d{6}$/);
/** The name by which the provider of single sign-on knows the person; null: nobody comes in that way. */
const SsoName = plainText(120).min(1).nullable();
const Roles = z.array(z.enum(staffRoles)).min(1);

/** How a session was opened. */
export const signInWays = ['password', 'sso'] as const;
/** Roles that an office may require a second factor of. */
export const codeRoles = ['administrator', 'manager'] as const;

/** What an office asks of its people beyond a password. */
export const AccessSettings = z.strictObject({
  /** Minutes without a press after which a console locks itself; 0: never. */
  lockMinutes: z.number().int().min(0).max(120),
  /** Who has one of these roles signs in with a one-time code too, and may only enrol before. */
  codeRoles: z.array(z.enum(codeRoles)).refine((roles) => new Set(roles).size === roles.length, 'named twice'),
});
export type AccessSettings = z.infer<typeof AccessSettings>;

/** A person as administrators see an account. Times are real time. */
export const UserFace = z.object({
  userId: Id,
  login: z.string(),
  name: z.string(),
  position: z.string(),
  roles: z.array(z.enum(staffRoles)),
  isClosed: z.boolean(),
  /** The first password, given by another person, was not changed yet. */
  mustChange: z.boolean(),
  hasCode: z.boolean(),
  hasPin: z.boolean(),
  ssoName: z.string().nullable(),
  /** The provider has named this person once: another of the same name is refused. */
  isLinked: z.boolean(),
  createdAt: Instant,
  closedAt: Instant.nullable(),
  /** Last use of any session; null: none is kept. */
  seenAt: Instant.nullable(),
  /** Open sessions. */
  sessions: z.number().int(),
  /** Number of the booth where the own shift is open. */
  booth: z.string().nullable(),
  /** Sign-ins that failed in the last 30 days. */
  failures: z.number().int(),
  revision: Seen,
});
export type UserFace = z.infer<typeof UserFace>;

/** An open session. Times are real time. */
export const SessionFace = z.object({
  sessionId: Id,
  openedAt: Instant,
  seenAt: Instant,
  expiresAt: Instant,
  /** Where it came from, as the door saw it. */
  address: z.string(),
  /** «Chromium, Linux»; empty when not known. */
  agent: z.string(),
  by: z.enum(signInWays),
  isLocked: z.boolean(),
  /** The one that asks. */
  isThis: z.boolean(),
});
export type SessionFace = z.infer<typeof SessionFace>;

/** What a line of the rights table is about. */
export const rightKinds = ['command', 'view', 'report', 'sheet', 'file'] as const;
/** One line of the table of who may. */
export const RightRow = z.object({ kind: z.enum(rightKinds), name: z.string(), by: z.array(z.string()) });
export type RightRow = z.infer<typeof RightRow>;

const everyone: readonly Role[] = staffRoles;
const heads: readonly Role[] = ['manager', 'administrator'];
const administrators: readonly Role[] = ['administrator'];
const readers: readonly Role[] = ['administrator', 'auditor'];

export const peopleCommands = {
  /** Answers with the first password, told once and changed at the first sign-in. Refuses: loginTaken {field}. */
  'user:add': doorCommand({
    secret: true,
    by: administrators,
    payload: {
      login: Login,
      name: PersonName,
      position: Position.default(''),
      roles: Roles,
      ssoName: SsoName.default(null),
    },
    reply: z.object({ userId: Id, login: z.string(), password: z.string() }),
  }),
  /** Refuses: notFound, editedMeanwhile, lastAdministrator, loginTaken {field: ssoName}. */
  'user:set': doorCommand({
    by: administrators,
    payload: { userId: Id, seen: Seen, name: PersonName, position: Position, roles: Roles, ssoName: SsoName },
    reply: Done,
  }),
  /**
   * Ends every session of the person. A shift that serves nobody closes with it; the booth is answered where somebody is
   * being received, for whoever takes over. Refuses: notFound, editedMeanwhile, lastAdministrator.
   */
  'user:close': doorCommand({
    by: administrators,
    payload: { userId: Id, seen: Seen },
    reply: z.object({ booth: z.string().nullable() }),
  }),
  /** Refuses: notFound, editedMeanwhile. */
  'user:reopen': doorCommand({ by: administrators, payload: { userId: Id, seen: Seen }, reply: Done }),
  /** A new first password; every session ends and the PIN is gone. Refuses: notFound. */
  'user:reset': doorCommand({
    secret: true,
    by: administrators,
    payload: { userId: Id },
    reply: z.object({ password: z.string() }),
  }),
  /** The telephone is lost: no code is asked any longer, every session ends. Refuses: notFound. */
  'user:dropCode': doorCommand({ by: administrators, payload: { userId: Id }, reply: Done }),
  /** Ends one session of a person, or all with null. Refuses: notFound. */
  'user:endSession': doorCommand({
    by: administrators,
    payload: { userId: Id, sessionId: Id.nullable() },
    reply: Done,
  }),

  /** Locks this console: nothing is seen or pressed until it is unlocked. */
  'session:lock': doorCommand({ by: everyone, payload: {}, reply: Done }),
  /** Hands move, though nothing is pressed: the console stays open. At most every 30 seconds. */
  'session:beat': doorCommand({ by: everyone, payload: {}, reply: Done }),
  /** Refuses: wrongPin {left}, wrongPassword, tooMany; the fifth wrong PIN ends the session. */
  'session:unlock': doorCommand({
    secret: true,
    by: everyone,
    payload: { by: z.enum(['pin', 'password']), secretText: Secret },
    reply: Done,
  }),
  /** Ends an own session. Refuses: notFound, also for anybody else's. */
  'session:close': doorCommand({ by: everyone, payload: { sessionId: Id }, reply: Done }),
  /** Where to go to sign in at the provider; the answer sets a cookie. Refuses: ssoOff, ssoFailed. */
  'session:beginSso': doorCommand({
    secret: true,
    by: ['nobody'],
    payload: {},
    reply: z.object({ url: z.string() }),
  }),

  /** Null takes the PIN away. Refuses: wrongPassword, tooMany. */
  'account:setPin': doorCommand({
    secret: true,
    by: everyone,
    payload: { password: Secret, pin: Pin.nullable() },
    reply: Done,
  }),
  /** A new secret for the telephone, in memory for 10 minutes until a code confirms it. Refuses: wrongPassword, tooMany. */
  'account:beginCode': doorCommand({
    secret: true,
    by: heads,
    payload: { password: Secret },
    /** `uri` is what a QR code says: `otpauth://…`. */
    reply: z.object({ secret: z.string(), uri: z.string() }),
  }),
  /** Codes are asked from now on; the other sessions end. Refuses: wrongCode, notNow (nothing was begun), tooMany. */
  'account:confirmCode': doorCommand({ secret: true, by: heads, payload: { code: OneTimeCode }, reply: Done }),
  /** Refuses: wrongPassword, wrongCode, tooMany, notNow (the office requires it). */
  'account:endCode': doorCommand({
    secret: true,
    by: heads,
    payload: { password: Secret, code: OneTimeCode },
    reply: Done,
  }),

  /** The thing that is seen is `part:access`. Refuses: editedMeanwhile. */
  'access:set': command({ by: administrators, payload: { seen: Seen, access: AccessSettings }, reply: Taken }),
} as const;

export const peopleReports = {
  /** Everyone with a role in the office, closed ones too, by name. */
  users: { by: readers, query: z.strictObject({}), reply: z.object({ users: z.array(UserFace) }) },
  /** The own open sessions, newest first. */
  sessions: { by: everyone, query: z.strictObject({}), reply: z.object({ sessions: z.array(SessionFace) }) },
  /** Open sessions of a person, or of everybody. */
  userSessions: {
    by: readers,
    query: z.strictObject({ userId: Id.optional() }),
    reply: z.object({ sessions: z.array(SessionFace.extend({ userId: Id, name: z.string() })) }),
  },
  /** The table of who may, as it stands in this very contract. */
  rights: {
    by: ['manager', 'administrator', 'auditor'],
    query: z.strictObject({}),
    reply: z.object({ rows: z.array(RightRow) }),
  },
  accessSettings: {
    by: readers,
    query: z.strictObject({}),
    reply: z.object({
      access: AccessSettings,
      /** Of `part:access`, to be sent back as `seen`. */
      revision: Seen,
      /** Host of the provider of single sign-on; null: none is configured. */
      ssoHost: z.string().nullable(),
    }),
  },
} as const satisfies Record<string, { by: readonly Role[]; query: z.ZodType; reply: z.ZodType }>;

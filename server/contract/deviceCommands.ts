/** Kiosks and boards: how they get their key, what they say of themselves; and how an office of one's own begins. */
import * as z from 'zod';
import { doorCommand, Done, Seen } from './command.js';
import { Taken } from './settings.js';
import { Id, Instant, plainText } from './shapes.js';
import { languages, type Role } from './vocabulary.js';

const admins: readonly Role[] = ['administrator'];
const role = z.enum(['kiosk', 'display']);

export const deviceCommands = {
  /** By the printed link's code, or by asking: an unpaired device shows a code that an administrator types. */
  'device:pair': doorCommand({
    secret: true,
    by: ['nobody'],
    payload: { code: z.string().min(4).max(64), role },
    reply: z.object({ deviceId: Id, token: z.string(), name: z.string() }),
  }),
  'device:ask': doorCommand({
    secret: true,
    by: ['nobody'],
    payload: { role },
    reply: z.object({ code: z.string(), secret: z.string(), until: Instant }),
  }),
  'device:claim': doorCommand({
    secret: true,
    by: ['nobody'],
    payload: { secret: z.string().min(8).max(128) },
    reply: z.object({
      paired: z.boolean(),
      deviceId: Id.nullable(),
      token: z.string().nullable(),
      name: z.string().nullable(),
    }),
  }),
  'device:admit': doorCommand({
    by: admins,
    payload: {
      code: z.string().min(4).max(16),
      name: z.string().trim().min(1).max(80),
      /** Where a kiosk's tickets come out; null: the hall's printer. */
      printerId: Id.nullable().default(null),
    },
    reply: z.object({ deviceId: Id }),
  }),
  /**
   * A link to be opened on the device, once, within 15 minutes: for one whose screen nobody reads a code from. An
   * address without its beginning is of the server that answers. Refuses: tooMany, badRequest (name, printer).
   */
  'device:link': doorCommand({
    secret: true,
    by: admins,
    payload: { role, name: z.string().trim().min(1).max(80), printerId: Id.nullable() },
    reply: z.object({ link: z.string(), until: Instant }),
  }),
  /** Another name or printer; `seen` is the revision of `device:<id>`. Refuses: notFound, editedMeanwhile, badRequest. */
  'device:set': doorCommand({
    by: admins,
    payload: { seen: Seen, deviceId: Id, name: z.string().trim().min(1).max(80), printerId: Id.nullable() },
    reply: Taken,
  }),
  'device:revoke': doorCommand({ by: admins, payload: { deviceId: Id }, reply: Done }),
  /** A device's word of itself, when it comes and when something of it changes. Answered with the server's version. */
  'device:report': doorCommand({
    by: ['kiosk', 'display'],
    payload: {
      version: z.string().max(40),
      width: z.number().int().min(1).max(16_384),
      height: z.number().int().min(1).max(16_384),
      ratio: z.number().min(0.1).max(10),
      /** May it sound? Null where it has nothing to say. */
      sound: z.boolean().nullable(),
      /** Languages for which it has a voice of its own machine. Null where nothing is to be said, or an older program. */
      voices: z.array(z.enum(languages)).max(languages.length).nullable().default(null),
    },
    reply: z.object({ version: z.string() }),
  }),
  /**
   * The first choice of a new installation: to look around in the demo, or an office of one's own, which takes the
   * demo's place. Refuses: notNow (chosen before, not a demo, a clock that was given), badRequest (zone), busy.
   */
  'office:begin': doorCommand({
    by: admins,
    payload: {
      choice: z.discriminatedUnion('as', [
        z.strictObject({ as: z.literal('demo') }),
        z.strictObject({ as: z.literal('own'), name: plainText(120).min(1), zone: z.string().min(1).max(64) }),
      ]),
    },
    reply: z.object({ willRestart: z.boolean() }),
  }),
} as const;

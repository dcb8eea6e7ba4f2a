/**
 * What is handed in as bytes and not as JSON, each by a route of its own: a payer's file at the booth
 * (`POST /api/files`), a regulation pack (`POST /api/packs`), a picture of the board (`POST /api/pictures`).
 */
import * as z from 'zod';
import { FileReply } from './case.js';
import { RequestId } from './command.js';
import { FileName, Id } from './shapes.js';
import type { Role } from './vocabulary.js';

/** 24 MB: a report of 20,000 insured persons, or an archive of very many. */
export const mostUploadBytes = 24 * 1024 * 1024;

const by: readonly Role[] = ['operator'];

export const upload = {
  by,
  /** What the headers `x-talon-request`, `x-talon-reception` and `x-talon-name` (percent-encoded) say. */
  headers: z.strictObject({
    requestId: RequestId,
    receptionId: Id,
    name: FileName,
  }),
  reply: FileReply,
} as const;

const admins: readonly Role[] = ['administrator'];

/** 1 MB: a pack of order 196н is sixty kilobytes. */
export const mostPackBytes = 1024 * 1024;

/** What was wrong with a pack, by the place in it. */
const Fault = z.object({ place: z.string(), why: z.string() });

/**
 * A pack is read, checked whole and kept; it is in force only by `pack:force`. `packRowId` is null and `faults` are all
 * that is wrong when it is not kept. Refuses: packRefused (no pack at all), tooLarge, alreadyDone (the same version).
 */
export const packUpload = {
  by: admins,
  headers: z.strictObject({ requestId: RequestId, name: FileName }),
  reply: z.object({ packRowId: Id.nullable(), faults: z.array(Fault) }),
} as const;
export type PackReply = z.infer<typeof packUpload.reply>;

/** The digest of a picture as it is kept: its name, and its address. */
export const PictureId = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * A raster picture: PNG, JPEG or WebP by its own bytes, 8 to 4096 pixels a side; what it says of its maker is dropped.
 * `pictureId` is the digest under which `GET /api/pictures/:pictureId` gives it to every console, kiosk and board. One
 * that no setting names is forgotten with the opening of a day, a day after it came. Refuses: pictureRefused (why).
 */
export const pictureUpload = {
  by: admins,
  headers: z.strictObject({ requestId: RequestId, name: FileName }),
  reply: z.object({ pictureId: PictureId, width: z.number().int(), height: z.number().int() }),
} as const;
export type PictureReply = z.infer<typeof pictureUpload.reply>;

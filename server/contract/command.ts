/** How a command of the wire is written down. */
import * as z from 'zod';
import { Id } from './shapes.js';
import type { Role } from './vocabulary.js';

export const RequestId = Id.describe(
  'Made when the screen that can send this is shown; the same again gives the same answer.',
);
/** The booth's turn as the screen saw it; another turn is refused as `stale`, so a double press never calls two visitors. */
export const Turn = z.number().int().nonnegative().describe('The turn of the booth that the screen saw.');

/** The revision of a thing of the settings that the screen saw; another one is refused as `editedMeanwhile`. */
export const Seen = z.number().int().nonnegative().describe('The revision of what is changed, as the screen saw it.');

interface CommandShape<P extends z.ZodRawShape, R extends z.ZodType> {
  /** Roles that may send it, from this table only. */
  by: readonly Role[];
  payload: P;
  reply: R;
}

/** A command that the clerk rules upon. Its payload carries the press's own id: exactly once. */
export function command<P extends z.ZodRawShape, R extends z.ZodType>(shape: CommandShape<P, R>) {
  return {
    by: shape.by,
    at: 'clerk' as const,
    secret: false,
    payload: z.strictObject({ requestId: RequestId, ...shape.payload }),
    reply: shape.reply,
  };
}

/** A command that ends at the door (sessions, devices, drafts). A `secret` reply is never kept: a retry hears `alreadyDone`. */
export function doorCommand<P extends z.ZodRawShape, R extends z.ZodType>(
  shape: CommandShape<P, R> & { secret?: boolean },
) {
  return {
    by: shape.by,
    at: 'door' as const,
    secret: shape.secret ?? false,
    payload: z.strictObject({ requestId: RequestId, ...shape.payload }),
    reply: shape.reply,
  };
}

/** Whom it was about, when it was about a visit. */
export const Done = z.object({ visitId: Id.nullable() });
export const ofBooth = { turn: Turn };
export const ofVisit = { visitId: Id };

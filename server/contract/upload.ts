/** A payer's file as it is handed in at the booth: not JSON, so it has a route of its own, `POST /api/files`. */
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

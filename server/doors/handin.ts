/**
 * Handing in: bytes that come by a route of their own. One order for every kind of them: who, what the headers say, not
 * too often, a place, the bytes and no more of them than this kind takes; then the house has them.
 */
import type * as z from 'zod';
import type { Reply, Role } from '../contract/index.js';
import type { Actor } from '../office/house.js';
import type { Enter, Knock } from './entering.js';
import type { Log } from './given.js';
import type { Limits } from './limits.js';
import { no, parse, type No } from './parse.js';
import {
  bodyPatience,
  longestWaitMs,
  makePlaces,
  mostInLine,
  mostOfOne,
  readBody,
  type AskedFile,
  type UploadedFile,
} from './upload.js';

/** A kind of bytes that people hand in. */
export interface HandedKind<Headers, Told> {
  /** Also the limit under which it is counted, by person. */
  name: 'file' | 'pack' | 'picture';
  by: readonly Role[];
  headers: z.ZodType<Headers>;
  /** Bytes that are read at most. */
  most: number;
  /** Bodies of this kind that may be on their way at once: each may hold `most` bytes of memory. */
  places: number;
  /** The refusal of a body that was not read. */
  refused(why: 'busy' | 'tooLarge' | 'timeout'): No;
  take(press: Headers & UploadedFile, actor: Actor): Promise<Reply<Told>>;
}

export type HandIn<Told> = (asked: AskedFile, knock: Knock) => Promise<Reply<Told>>;

/** The act of handing in one kind. Its body is read only when everything else is right. */
export function makeHandIn<Headers, Told>(
  kind: HandedKind<Headers, Told>,
  { enter, limits, log }: { enter: Enter; limits: Limits; log: Log },
): HandIn<Told> {
  const { name, most, refused } = kind;
  const places = makePlaces({ places: kind.places, line: mostInLine, ofOne: mostOfOne, waitMs: longestWaitMs });

  return async (asked, knock) => {
    const entered = await enter(kind.by, knock, [], 'act');
    if (!entered.ok) return entered;
    if (!entered.caller) return no('signedOut');
    const { actor } = entered.caller;
    const parsed = parse<Headers>(name, kind.headers, asked.headers);
    if (!parsed.ok) return parsed;
    if (!(await limits.take(name, actor.actorId))) return no('tooMany');
    if (!(await places.take(actor.actorId, asked.gone))) return refused('busy');
    try {
      const body = await readBody(asked, { most, patience: bodyPatience });
      if (body === 'tooLarge') return refused('tooLarge');
      if (body === 'stalled' || body === 'broken') {
        // lines break: that is the network's day, and no fault of the office
        log.info({ [name]: body }, `a ${name} did not come whole`);
        return refused('timeout');
      }
      return await kind.take({ ...parsed.data, ...body }, actor);
    } finally {
      places.give(actor.actorId);
    }
  };
}

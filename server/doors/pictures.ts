/**
 * Pictures come in by an administrator's console and are seen by whoever belongs to the office. An `<img>` sends no
 * header of ours, so that here, and here alone, every cookie that a browser brings is looked at. What is sent is a
 * picture whatever a browser thinks: its type is the one that its bytes had, nothing is guessed and nothing in it runs.
 */
import type { Request, RequestHandler, Response } from 'express';
import { mostPictureBytes, pictureUpload } from '../contract/index.js';
import type { PictureReply } from '../contract/index.js';
import { readCookie } from './cookie.js';
import type { Door } from './door.js';
import type { Enter } from './entering.js';
import { callerKinds, type Log, type PictureSent, type Pictures } from './given.js';
import { makeHandIn, type HandIn } from './handin.js';
import type { Limits } from './limits.js';
import { no } from './parse.js';
import { refuse } from './status.js';
import type { Credential, Known } from './who.js';

/** Pictures that may be on their way at once. */
const mostAtOnce = 2;

/** The act of handing a picture in. Refuses: pictureRefused (why). */
export function makePictureIn(given: {
  pictures: Pictures;
  enter: Enter;
  limits: Limits;
  log: Log;
}): HandIn<PictureReply> {
  return makeHandIn(
    {
      name: 'picture',
      by: pictureUpload.by,
      headers: pictureUpload.headers,
      most: mostPictureBytes,
      places: mostAtOnce,
      refused: (why) => no('pictureRefused', { why }),
      take: (press, actor) => given.pictures.take(press, actor),
    },
    given,
  );
}

/** What is asked for by a `<img>`: every credential that this request brings, the one that it names first. */
export async function knownByAny(door: Pick<Door, 'who'>, named: Credential, request: Request): Promise<Known> {
  const first = await door.who(named, 'look');
  if (first.ok) return first;
  for (const as of callerKinds) {
    const token = as === 'ticket' ? null : readCookie(request.headers.cookie, as);
    if (token === null) continue;
    const known = await door.who({ as, token }, 'look');
    if (known.ok) return known;
  }
  return first;
}

/** Nothing of a picture runs, and no other page shows it. */
const policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

function send(request: Request, response: Response, { type, bytes, sha256 }: PictureSent, cache: string): void {
  response.set({
    'Cache-Control': cache,
    'Content-Security-Policy': policy,
    'Content-Disposition': 'inline',
    'X-Content-Type-Options': 'nosniff',
    ETag: `"${sha256}"`,
  });
  if (request.fresh) response.status(304).end();
  else response.status(200).set('Content-Type', type).end(bytes);
}

/** One picture by its digest, for every console, kiosk and board: what is under this address never changes. */
export function pictureRoute(
  { pictures, who }: Pick<Door, 'pictures' | 'who'>,
  credentialOf: (request: Request) => Credential,
): RequestHandler {
  return async (request, response) => {
    const named = credentialOf(request);
    const known = await knownByAny({ who }, named, request);
    if (!known.ok) return refuse(response, known.key);
    if (known.caller.as === 'ticket') return refuse(response, 'notAllowed');
    const { pictureId } = request.params;
    const picture = typeof pictureId === 'string' ? await pictures.find(pictureId) : null;
    if (picture === null) return refuse(response, 'notFound');
    send(request, response, picture, 'private, max-age=31536000, immutable');
  };
}

/** The logo, which strangers see too: it stands on the door of the office. Asked anew whether it is still the same. */
export function logoRoute({ pictures }: Pick<Door, 'pictures'>): RequestHandler {
  return async (request, response) => {
    const logo = await pictures.logo();
    if (logo === null) response.status(404).set('Cache-Control', 'no-cache').end();
    else send(request, response, logo, 'no-cache');
  };
}

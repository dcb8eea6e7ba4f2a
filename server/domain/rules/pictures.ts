/** Pictures come in by an administrator's hand, and go by themselves when no setting names them. */
import { mostPictures, type PictureReply } from '../../contract/index.js';
import { decide, entryOf, refuse, type Context, type Ruling } from '../decide.js';
import type { Instant } from '../instant.js';
import type { Office } from '../office.js';
import { namedPictures, type PictureFace } from '../pictures.js';

/** A picture that a device has read: what draws it, and nothing else. */
export interface CleanPicture extends Pick<PictureFace, 'sha256' | 'type' | 'width' | 'height'> {
  bytes: Uint8Array;
}

/** Whoever chose a picture has a day to save the setting that names it. */
const unnamedMs = 24 * 3_600_000;

/**
 * Takes a picture in. One that is here already is the same one: the day within which it is to be named begins anew.
 * Refuses: pictureRefused (tooMany).
 */
export function addPicture(picture: CleanPicture): (office: Office, context: Context) => Ruling<PictureReply> {
  return (office, context) => {
    const { sha256, type, width, height, bytes } = picture;
    const reply = { pictureId: sha256, width, height };
    const isKnown = office.pictures.has(sha256);
    if (isKnown && namedPictures(office).has(sha256)) return decide({ patches: [], entries: [], reply });
    if (!isKnown && office.pictures.size >= mostPictures) return refuse('pictureRefused', { why: 'tooMany' });
    const row: PictureFace = { sha256, type, width, height, addedAt: context.now, addedBy: context.actor.actorId };
    return decide({
      patches: [{ table: 'picture', row, bytes }],
      entries: [entryOf(context, 'picture:added', { pictureId: sha256, type, width, height, bytes: bytes.length })],
      reply,
    });
  };
}

const isPassed = ({ addedAt }: PictureFace, now: Instant) => now - addedAt > unnamedMs;

/** Pictures that no setting names, a day after they came, are forgotten. Ruled with the opening of a day. */
export function dropUnnamed(office: Office, context: Context): Ruling<null> | null {
  const named = namedPictures(office);
  const passed = [...office.pictures.values()].filter((face) => !named.has(face.sha256) && isPassed(face, context.now));
  if (passed.length === 0) return null;
  return decide({
    patches: passed.map((row) => ({ table: 'picture', row, bytes: null })),
    entries: [entryOf(context, 'picture:dropped', { pictureIds: passed.map(({ sha256 }) => sha256) })],
    reply: null,
  });
}

/** Why a picture was not taken, as its readers say it. */
import type { PictureRefusal } from '../../contract/index.js';

/** Thrown by the readers of a picture. */
export class BadPicture extends Error {
  override name = 'BadPicture';
  constructor(readonly why: PictureRefusal) {
    super(why);
  }
}

export function bad(why: PictureRefusal): never {
  throw new BadPicture(why);
}

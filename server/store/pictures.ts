/** Pictures in the books: their bytes by statements of their own, read one at a time when a screen asks. */
import type { Database } from 'better-sqlite3';
import { pictureTypes, type PictureType } from '../contract/index.js';
import type { PictureFace } from '../domain/pictures.js';
import type { PrismaClient } from './generated/client.js';
import { instantText } from './instant.js';
import { oneOf } from './stored.js';

export interface StoredPicture {
  type: PictureType;
  bytes: Uint8Array;
  sha256: string;
}

export interface Pictures {
  /** Null when this office has no such picture. */
  picture: (officeId: string, sha256: string) => Promise<StoredPicture | null>;
}

/** Prepares what puts a picture in, again from the beginning of its day where it is there, or takes it out. */
export function pictureWriter(db: Database): (row: PictureFace, bytes: Uint8Array | null, officeId: string) => void {
  const put = db.prepare<(string | number | Uint8Array)[]>(
    `insert into "Picture" (id, officeId, type, width, height, sha256, bytes, addedAt, addedBy)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (id) do update set addedAt = excluded.addedAt, addedBy = excluded.addedBy`,
  );
  const drop = db.prepare<string[]>('delete from "Picture" where id = ? and officeId = ?');
  return (row, bytes, officeId) => {
    const { sha256, type, width, height, addedAt, addedBy } = row;
    const id = `${officeId}:${sha256}`;
    if (bytes === null) drop.run(id, officeId);
    else put.run(id, officeId, type, width, height, sha256, bytes, instantText(addedAt), addedBy);
  };
}

/** All of an office, without their bytes. Throws `BrokenRow`. */
export async function loadPictures(read: PrismaClient, officeId: string): Promise<PictureFace[]> {
  const rows = await read.picture.findMany({ where: { officeId }, omit: { bytes: true }, orderBy: { addedAt: 'asc' } });
  return rows.map(({ id, sha256, type, width, height, addedAt, addedBy }) => ({
    sha256,
    type: oneOf(pictureTypes, type, `Picture ${id}`),
    width,
    height,
    addedAt: addedAt.getTime(),
    addedBy,
  }));
}

/** Prepares the reading of one. */
export function makePictures(read: PrismaClient): Pictures {
  return {
    async picture(officeId, sha256) {
      const where = { officeId_sha256: { officeId, sha256 } };
      const row = await read.picture.findUnique({ where, select: { id: true, type: true, bytes: true } });
      return row && { type: oneOf(pictureTypes, row.type, `Picture ${row.id}`), bytes: row.bytes, sha256 };
    },
  };
}

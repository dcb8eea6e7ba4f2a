/** Settings and structure in the books: marks, planned changes, queues, profiles, printers, packs, calendar years, pictures. */
import type { Database, Statement } from 'better-sqlite3';
import type { OwnYear } from '../domain/law.js';
import type { Mark } from '../domain/marks.js';
import type { Patch, Retirable } from '../domain/patch.js';
import type { PictureFace } from '../domain/pictures.js';
import type { Planned } from '../domain/planned.js';
import { atOrNull, type PackRow, type Value } from './columns.js';
import * as columns from './columns.js';
import type { PrismaClient } from './generated/client.js';
import { loadPictures, pictureWriter } from './pictures.js';
import { storedObject } from './stored.js';
import { upsert } from './upsert.js';

type SettingPatch = Extract<
  Patch,
  { table: 'mark' | 'planned' | 'queue' | 'profile' | 'printer' | 'retired' | 'pack' | 'calendarYear' | 'picture' }
>;

const tableOf = { queue: 'Queue', profile: 'Profile', booth: 'Booth', printer: 'Printer' } as const satisfies Record<
  Retirable,
  string
>;

/** Prepares what writes those patches. A pack whose content is not given, or a thing to retire, must be there. */
export function settingWriter(db: Database): (patch: SettingPatch, officeId: string) => void {
  const mark = upsert(db, columns.marks);
  const planned = upsert(db, columns.planned);
  const dropPlanned: Statement<Value[]> = db.prepare('delete from "Planned" where id = ? and officeId = ?');
  const queue = upsert(db, columns.queues);
  const profile = upsert(db, columns.profiles);
  const printer = upsert(db, columns.printers);
  const pack = upsert(db, columns.packs);
  const packDay: Statement<Value[]> = db.prepare('update "Pack" set fromDay = ? where id = ? and officeId = ?');
  const year = upsert(db, columns.calendarYears);
  const picture = pictureWriter(db);
  const retire = (of: Retirable): Statement<Value[]> =>
    db.prepare(`update "${tableOf[of]}" set retiredAt = ? where id = ? and officeId = ?`);
  const retiring = {
    queue: retire('queue'),
    profile: retire('profile'),
    booth: retire('booth'),
    printer: retire('printer'),
  };
  const one = (statement: Statement<Value[]>, values: Value[], what: string) => {
    if (statement.run(...values).changes !== 1) throw new Error(`The books have no ${what}.`);
  };
  return (patch, officeId) => {
    switch (patch.table) {
      case 'mark':
        return mark(patch.row, officeId);
      case 'planned':
        if (patch.isGone) dropPlanned.run(patch.row.plannedId, officeId);
        else planned(patch.row, officeId);
        return;
      case 'queue':
        return queue(patch.row, officeId);
      case 'profile':
        return profile(patch.row, officeId);
      case 'printer':
        return printer(patch.row, officeId);
      case 'retired':
        return one(retiring[patch.of], [atOrNull(patch.at), patch.id, officeId], `${patch.of} ${patch.id}`);
      case 'pack': {
        const { row, content } = patch;
        if (content !== null) pack({ ...row, content }, officeId);
        else one(packDay, [row.fromDay, row.packRowId, officeId], `pack ${row.packRowId}`);
        return;
      }
      case 'calendarYear':
        return year(patch.row, officeId);
      case 'picture':
        return picture(patch.row, patch.bytes, officeId);
    }
  };
}

/** What an office was given besides its rows of every day. */
export interface LoadedSettings {
  marks: Mark[];
  planned: Planned[];
  /** By pack, in the order in which they were uploaded. */
  packs: PackRow[];
  ownYears: OwnYear[];
  pictures: PictureFace[];
}

/** Reads it. Throws `BrokenRow` naming a row that cannot be read. */
export async function loadSettings(read: PrismaClient, officeId: string): Promise<LoadedSettings> {
  const where = { officeId };
  const [marks, planned, packs, years, pictures] = await Promise.all([
    read.mark.findMany({ where }),
    read.planned.findMany({ where, orderBy: { at: 'asc' } }),
    read.pack.findMany({ where, orderBy: [{ packId: 'asc' }, { uploadedAt: 'asc' }] }),
    read.calendarYear.findMany({ where, orderBy: { year: 'asc' } }),
    loadPictures(read, officeId),
  ]);
  return {
    marks: marks.map(({ thing, revision, by, at }) => ({ thing, revision, by, at: at.getTime() })),
    planned: planned.map(({ id, thing, fromDay, content, by, at }) => ({
      plannedId: id,
      thing,
      fromDay,
      change: storedObject(content, `Planned ${id} content`),
      by,
      at: at.getTime(),
    })),
    packs: packs.map(({ id, officeId: _, uploadedAt, ...row }) => ({
      ...row,
      packRowId: id,
      uploadedAt: uploadedAt.getTime(),
    })),
    ownYears: years.map(({ id, year, content }) => ({ year, lists: storedObject(content, `CalendarYear ${id}`) })),
    pictures,
  };
}

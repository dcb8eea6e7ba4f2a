/** Years that were written at once are erased from as any other: what a row left where it first stood is gone too. */
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Patch } from '../../server/domain/patch.js';
import { bulkRow, openBulk, type BulkPart } from '../../server/store/bulk.js';
import { morning } from '../reports/rows.js';
import { newBooks } from '../support/clerk.js';
import { temporaryFolder } from '../support/database.js';
import { casesIn, officeId, openErasingOf, planted, plantedRows, whereFound } from '../support/erasing.js';

/** A file of an office that nobody has open. */
function closedBooks(): string {
  const file = join(temporaryFolder(), 'talon.db');
  const open = new Sqlite(newBooks((spec) => spec));
  open.prepare('vacuum into ?').run(file);
  open.close();
  return file;
}

function part(patch: Patch): BulkPart {
  const row = bulkRow(patch, officeId);
  if (row === null) throw new Error(`${patch.table} is no row of a history.`);
  return { kind: 'rows', table: row.table, rows: [row.values] };
}

describe('a history', () => {
  it('keeps no byte of a person whose row grew, and moved, while it was written', async () => {
    const file = closedBooks();
    const bulk = openBulk(file, officeId);
    const rows = plantedRows(morning);
    const write = (patches: readonly Patch[]) => bulk.write(patches.map(part), (_kind, data) => data);
    // three days of the same rows, longer every day: they leave the place where they stood before
    for (let day = 0; day < 3; day += 1)
      write(
        rows.map((patch) =>
          patch.table === 'complaint'
            ? { ...patch, row: { ...patch.row, content: { ...patch.row.content, about: planted.repeat(1 + 9 * day) } } }
            : patch,
        ),
      );
    bulk.finish(() => undefined);
    bulk.close();
    expect(whereFound(dirname(file))).toEqual(['talon.db']);

    const desk = await openErasingOf(file);
    const ids = ['payer payer-1', 'submission submission-1', 'protocol protocol-1', 'complaint complaint-1'];
    await desk.order([...ids, 'consultation consultation-1', 'note note-1', 'printJob job-1'], 'order');
    await desk.erasing.idle();
    expect(desk.errors).toEqual([]);
    expect(casesIn(desk).row('complaint', 'complaint-1')).toMatchObject({ content: { about: '' } });
    expect(whereFound(dirname(file))).toEqual([]);
  });
});

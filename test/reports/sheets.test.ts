/** Registers as sheets: what a page shows with the same filter, to the last row; what does not fit is refused. */
import { describe, expect, it } from 'vitest';
import type { SheetName } from '../../server/contract/index.js';
import type { Patch } from '../../server/domain/patch.js';
import { complaint, consultation, minuteMs, morning, openArchiveOf, submission, term } from './rows.js';
import { cellsOf } from './spreadsheet.js';

const now = morning + 60 * minuteMs;

async function open(patches: Patch[]) {
  const archive = await openArchiveOf(now);
  archive.commit(patches);
  const lines = async (name: SheetName, query: object) => {
    const reply = await archive.archiving.sheet(name, 'csv', 'ru', query);
    if (!reply.ok) throw new Error(reply.refusal.key);
    const [, ...rows] = Buffer.from(reply.data.bytes).toString('utf8').trimEnd().split('\r\n');
    expect(reply.data.rows).toBe(rows.length);
    return rows;
  };
  return { ...archive, lines };
}

describe('a sheet', () => {
  it('of terms holds those of the filter, by code too, as the page has them', async () => {
    const of = (id: string) => ({ kind: 'submission', id }) as const;
    const { lines } = await open(
      [
        term('PROCESS_REPORT', of('1'), { due: '2013-02-19' }, { label: 'А001' }),
        term('PROCESS_REPORT', of('2'), { undetermined: 2027 }, { label: 'А002' }),
        term('REGISTER_REPORT', of('3'), { due: '2013-02-15' }, { label: 'А003' }),
      ].map((row): Patch => ({ table: 'term', row })),
    );
    const labels = async (query: object) => (await lines('terms', query)).map((line) => line.split(';')[2]);
    expect(await labels({})).toEqual(['А003', 'А001', 'А002']);
    expect(await labels({ code: 'PROCESS_REPORT' })).toEqual(['А001', 'А002']);
    expect((await lines('terms', { show: 'undetermined' }))[0]).toContain('нет календаря 2027 года');
  });

  it('of complaints and of consultations holds what was searched', async () => {
    const { lines } = await open([
      { table: 'complaint', row: complaint(1, { name: 'Ёлкин Артём' }) },
      { table: 'complaint', row: complaint(2, { name: 'Сосна Анна' }, { state: 'replied' }) },
      { table: 'consultation', row: consultation(1, { kind: 'phone', topic: 'Адрес; часы', endedAt: now }) },
      { table: 'consultation', row: consultation(2, { kind: 'written', topic: 'О форме', sender: '=1+1' }) },
      {
        table: 'term',
        row: term('WRITTEN_CONSULT', { kind: 'consultation', id: 'consultation-2' }, { due: '2013-03-02' }),
      },
    ]);
    expect(await lines('complaints', { text: 'елкин' })).toHaveLength(1);
    expect(await lines('complaints', { state: 'replied' })).toHaveLength(1);
    const [written, phone] = await lines('consultations', {});
    expect(written).toMatch(/^письменно;15\.02\.2013 10:00;;;О форме;;'=1\+1;;02\.03\.2013;не исполнено;/);
    expect(phone).toMatch(/^по телефону;15\.02\.2013 10:00;15\.02\.2013 11:00;;"Адрес; часы";/);
    expect(await lines('consultations', { kind: 'phone', text: 'часы' })).toHaveLength(1);
  });

  it('has every row of a long register once, in the order of the page, in bounded pieces', async () => {
    const rows = Array.from({ length: 1203 }, (_, at) => submission(at + 1));
    const { archiving, lines } = await open(rows.map((row): Patch => ({ table: 'submission', row })));
    const numbers = Array.from({ length: 1203 }, (_, at) => String(1203 - at));
    expect((await lines('registrations', {})).map((line) => line.split(';')[0])).toEqual(numbers);
    const twice = [1, 2].map(() => archiving.sheet('registrations', 'xlsx', 'ru', {}));
    const [one, other] = (await Promise.all(twice)).map((reply) => (reply.ok ? Buffer.from(reply.data.bytes) : null));
    if (!one || !other) throw new Error('no file');
    expect((await cellsOf(one)).rows.slice(1).map(([first]) => first?.value)).toEqual(numbers);
    expect(one.equals(other)).toBe(true);
  });

  it('that would not hold its register is refused, never cut off', async () => {
    const { store, archiving } = await open([
      { table: 'term', row: term('PROCESS_REPORT', { kind: 'submission', id: '1' }, { due: '2013-02-19' }) },
    ]);
    const columns = store.writing
      .prepare<[], { name: string }>(`select name from pragma_table_info('Term') where name <> 'id'`)
      .all()
      .map(({ name }) => `"${name}"`)
      .join(', ');
    const more = store.writing.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
       insert into "Term" (id, ${columns}) select 'more-' || i, ${columns} from n, "Term" where id not like 'more-%'`,
    );
    more.run(100_000);
    expect(await archiving.sheet('terms', 'csv', 'ru', {})).toMatchObject({
      ok: false,
      refusal: { key: 'limitReached', about: { limit: 100_000 } },
    });
    store.writing.prepare(`delete from "Term" where id = 'more-1'`).run();
    const reply = await archiving.sheet('terms', 'csv', 'ru', {});
    expect(reply.ok && reply.data.rows).toBe(100_000);
  });
});

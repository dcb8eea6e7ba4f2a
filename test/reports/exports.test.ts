/** The report and its tickets as files: typed cells, nothing that a spreadsheet would compute, all tables of the page. */
import { describe, expect, it } from 'vitest';
import { reports, type Figures } from '../../server/contract/index.js';
import { figures } from '../../server/reports/figures/figures.js';
import { csv } from '../../server/reports/sheets/csv.js';
import { registerSheets } from '../../server/reports/sheets/registers.js';
import { xlsx } from '../../server/reports/sheets/xlsx.js';
import { journalOf, madeReception, madeVisit, minute, type MadeDay } from './dayfacts.js';
import { worldOf } from './figuresworld.js';
import { cellsOf, sheetsOf } from './spreadsheet.js';

const nine = Date.UTC(2013, 1, 15, 5);
const period = { from: '2013-02-15', until: '2013-02-15' };

function open(count: number) {
  const visits = Array.from({ length: count }, (_, at) =>
    madeVisit(nine + at * 1000, { seq: at + 1, waitMs: 90_600, booth: 'booth-1', user: '=cmd' }),
  );
  const day: MadeDay = {
    day: period.from,
    visits,
    receptions: visits.map((visit, at) => madeReception(at, visit, { lengthMs: 21 * minute })),
    steps: [],
    shifts: [
      {
        user: 'petrova',
        booth: 'booth-1',
        openedAt: nine,
        closedAt: nine + 60 * minute,
        busyMs: 30 * minute,
        calledMs: 0,
        paused: { lunch: 15 * minute },
      },
    ],
    events: [],
  };
  const days = journalOf([day]);
  const world = worldOf({ zone: 'Europe/Moscow', now: nine, days });
  const all = <Row>(sql: string, asked: readonly (string | number | null)[]): Row[] =>
    sql.includes('$.visit.number')
      ? world.archive.all<Row>(
          `select value as seq, 'visit-' || value as visitId, '+7' || value as number from json_each(?)`,
          [asked[1] ?? '[]'],
        )
      : world.archive.all<Row>(sql, asked);
  const told = { ...world, archive: { ...world.archive, all } };
  const sheets = (name: 'figures' | 'visits', query: object = period) => {
    const reply = registerSheets(told, name, query, 'ru');
    if (!reply.ok) throw new Error(reply.refusal.key);
    return reply.data.sheets;
  };
  return { sheets, report: (): Figures => figures(told, days, reports.figures.query.parse(period)) };
}

describe('tickets as a sheet', () => {
  it('have times as times, lengths as minutes, and a heading that stays in sight', async () => {
    const { bytes, rows } = await xlsx(open(2).sheets('visits'));
    expect(rows).toBe(2);
    const { rows: lines, xml } = await cellsOf(Buffer.from(bytes));
    expect(xml).toContain('state="frozen"');
    const cell = (title: string) => lines[1]?.[lines[0]!.findIndex((head) => head.value === title)];
    // 15 February 2013, 09:00 in Moscow, is day 41320 of a spreadsheet
    expect(cell('Начало')).toMatchObject({ type: 'number', format: '165', value: '41320.375' });
    expect(cell('Ожидание, мин')).toEqual({ type: 'number', format: '2', value: '1.51' });
    expect(cell('Приём, мин')).toMatchObject({ type: 'number', value: '21' });
    expect(cell('В норме приёма')).toMatchObject({ type: 'text', value: 'нет' });
    // text, whatever it looks like
    expect(cell('Талон')).toMatchObject({ type: 'text', value: '+71' });
  });

  it('are neutralised in CSV where a spreadsheet would compute them, and numbers stay numbers', () => {
    const text = Buffer.from(csv(open(1).sheets('visits')).bytes).toString('utf8');
    expect(text.startsWith('\ufeffДень;')).toBe(true);
    expect(text.split('\r\n')[1]).toBe(
      `15.02.2013;'+71;Консультация;Киоск;;15.02.2013 09:00;15.02.2013 09:01;15.02.2013 09:11;1,51;да;0,51;1,00;;принят;1;'=cmd;21,00;нет`,
    );
  });

  it('are all of the filter, however many', async () => {
    const { bytes, rows } = await xlsx(open(5000).sheets('visits'));
    expect([rows, (await cellsOf(Buffer.from(bytes))).rows.length]).toEqual([5000, 5001]);
  });

  it('of a filter are those of the list', () => {
    const { sheets } = open(3);
    const rows = (query: object) => csv(sheets('visits', { ...period, ...query })).rows;
    expect([rows({}), rows({ show: 'late' }), rows({ hour: '9', minute: '1' }), rows({ hour: '10' })]).toEqual([
      3, 0, 3, 0,
    ]);
  });
});

describe('the report as a workbook', () => {
  it('has every table on a sheet of its own, with the numbers of the page', async () => {
    const { sheets, report } = open(3);
    const { bytes } = await xlsx(sheets('figures'));
    const read = await sheetsOf(Buffer.from(bytes));
    expect(read.map(({ name }) => name)).toEqual([
      'Сводка',
      'По услугам',
      'По специалистам',
      'По окнам',
      'По каналам',
      'По категориям',
      'Действия',
      'По часам',
      'Сколько ждали',
      'Динамика',
      'Протоколы, сроки, жалобы',
      'Исключено',
    ]);
    const row = (at: number, title: string) => read[at]?.rows.find(([first]) => first?.value === title);
    const { line } = report();
    expect(row(0, 'Посещения')?.[1]).toMatchObject({ type: 'number', value: String(line.visits) });
    expect(row(0, 'Ожидание, медиана, мин')?.[1]).toMatchObject({ format: '2', value: '1.51' });
    expect(row(0, 'Ждали до 15 минут, доля')?.slice(1, 3)).toMatchObject([
      { format: '166', value: '1' },
      { value: '3' },
    ]);
    // thirty minutes of the forty-five that the booth was open and not paused
    const booths = read[3]!.rows;
    const used = booths[0]!.findIndex(({ value }) => value === 'Загрузка');
    expect(Number(booths[1]![used]?.value)).toBeCloseTo(30 / 45);
  });

  it('as CSV has its tables one under another, each with its title', () => {
    const text = Buffer.from(csv(open(1).sheets('figures')).bytes).toString('utf8');
    expect(text).toContain('\r\n\r\nПо услугам\r\nБуква;Название;');
    expect(text).toMatch(/Ждали до 15 минут, доля;100,0%;1;;0;п\. 34;/);
    expect(text).toContain(`'=cmd;`);
  });
});

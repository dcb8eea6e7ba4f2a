/** A register as a sheet: a heading, columns, and rows that are made one after another. */
import type { Language, TermFace, Words } from '../../contract/index.js';

/** What stands in a cell: typed, so that a sheet can be sorted and summed. Days and wall times are the office's. */
export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'number'; number: number }
  /** Milliseconds; shown as minutes with two decimals. */
  | { kind: 'minutes'; ms: number }
  /** A part of one; shown in per cent. */
  | { kind: 'share'; share: number }
  /** Whole kopecks; shown as roubles with two decimals. */
  | { kind: 'money'; kopecks: number }
  /** `YYYY-MM-DD` */
  | { kind: 'day'; day: string }
  /** `YYYY-MM-DDTHH:MM:SS` */
  | { kind: 'moment'; wall: string }
  | null;

export interface Column<Row> {
  title: Words;
  /** In characters. */
  width: number;
  of: (row: Row) => Cell;
}

export interface Sheet {
  title: string;
  heads: readonly string[];
  widths: readonly number[];
  rows: Iterable<readonly Cell[]>;
}

export const text = (value: string | null): Cell =>
  value === null || value === '' ? null : { kind: 'text', text: value };
export const number = (value: number | null): Cell => (value === null ? null : { kind: 'number', number: value });
export const minutes = (ms: number | null): Cell => (ms === null ? null : { kind: 'minutes', ms });
export const share = (value: number | null): Cell => (value === null ? null : { kind: 'share', share: value });
export const money = (kopecks: number): Cell => ({ kind: 'money', kopecks });
export const day = (value: string | null): Cell => (value === null ? null : { kind: 'day', day: value });
export const moment = (wall: string | null): Cell => (wall === null ? null : { kind: 'moment', wall });

export const words = (ru: string, en: string): Words => ({ ru, en });

/** Until when: a day, or for want of which year it cannot be said. */
export function dueCell(due: TermFace['due'] | null, language: Language): Cell {
  if (due === null) return null;
  if (due.day !== null) return day(due.day);
  return text(words(`нет календаря ${due.undetermined} года`, `no calendar ${due.undetermined}`)[language]);
}

function* cellsOf<Row>(rows: Iterable<Row>, columns: readonly Column<Row>[]): Generator<Cell[]> {
  for (const row of rows) yield columns.map(({ of }) => of(row));
}

/** A sheet of these rows, with headings in the language of who takes it. */
export function sheetOf<Row>(
  title: Words,
  language: Language,
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
): Sheet {
  return {
    title: title[language],
    heads: columns.map((column) => column.title[language]),
    widths: columns.map(({ width }) => width),
    rows: cellsOf(rows, columns),
  };
}

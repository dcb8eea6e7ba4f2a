/** A table laid out for a printer's columns: figures stand under figures, or each row is told line by line. */
import type { PaperItem, PaperPageName } from '../../domain/paper/document.js';
import { toPrintable } from './letters.js';

type Table = Extract<PaperItem, { kind: 'table' }>;

export type TableLine = { kind: 'text'; text: string; bold: boolean } | { kind: 'rule' };

/** Columns stand apart by so many spaces at most, or at least. */
const widestGap = 3;
const leastGap = 1;

/**
 * The lines of a table, or null when its widest row is wider than the paper.
 * @param columns letters in a line
 */
export function layTable(table: Table, columns: number, page: PaperPageName): TableLine[] | null {
  const clean = (cell: string) => toPrintable(cell, page).replaceAll('\u00a0', ' ').trim();
  const titles = table.columns.map(({ title }) => clean(title));
  const rows = table.rows.map((row) => row.map(clean));
  const sums = table.sums.map(({ cells, bold }) => ({ cells: cells.map(clean), bold }));
  const all = [titles, ...rows, ...sums.map(({ cells }) => cells)];
  const widths = table.columns.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  const gaps = gapsOf(table, columns - widths.reduce((sum, width) => sum + width, 0));
  if (gaps === null) return null;
  const line = (row: readonly string[], bold: boolean): TableLine => {
    const cells = table.columns.map(({ align }, at) => {
      const cell = row[at] ?? '';
      const width = widths[at] ?? 0;
      return ' '.repeat(gaps[at] ?? 0) + (align === 'right' ? cell.padStart(width) : cell.padEnd(width));
    });
    return { kind: 'text', text: cells.join('').trimEnd(), bold };
  };
  return [
    line(titles, false),
    { kind: 'rule' },
    ...rows.map((row) => line(row, false)),
    ...(sums.length === 0 ? [] : [{ kind: 'rule' } as const, ...sums.map(({ cells, bold }) => line(cells, bold))]),
  ];
}

/** The space before each column; what is left over goes before figures. Null when the columns do not fit. */
function gapsOf(table: Table, slack: number): number[] | null {
  const between = table.columns.length - 1;
  if (slack < between * leastGap) return null;
  const gap = between === 0 ? 0 : Math.min(widestGap, Math.floor(slack / between));
  let left = slack - gap * between;
  return table.columns.map(({ align }, at) => {
    if (at === 0) return 0;
    if (align === 'left' || left <= 0 || gap === widestGap) return gap;
    left -= 1;
    return gap + 1;
  });
}

/** The rows of a table that is too wide: each cell beside its title. */
export function tellTable(table: Table): { left: string; right: string; bold: boolean }[][] {
  const told = (cells: readonly string[], bold: boolean) =>
    table.columns.flatMap(({ title }, at) => {
      const right = cells[at] ?? '';
      return right === '' ? [] : [{ left: title, right, bold }];
    });
  return [...table.rows.map((row) => told(row, false)), ...table.sums.map(({ cells, bold }) => told(cells, bold))];
}

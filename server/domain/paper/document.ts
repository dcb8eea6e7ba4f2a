/**
 * PAPER: what stands on a sheet, apart from any printer. A document knows no columns, no code page, no bytes;
 * `devices/printing` lays it out for a profile. It is plain JSON, kept in the print job's row.
 */

/** Grows with every change that an older reader could not print. */
export const paperVersion = 2;
/** What an earlier version of the program wrote is printed all the same. */
type PaperVersion = 1 | typeof paperVersion;

export type PaperAlign = 'left' | 'center' | 'right';

/** What is done with a text wider than the paper: broken into lines, made smaller, or left out. */
export type PaperOverflow = 'wrap' | 'shrink' | 'drop';

/** Code pages that we can print in: the printer's own, chosen by its profile. */
export type PaperPageName = 'cp866' | 'cp1251';

export interface PaperText {
  kind: 'text';
  text: string;
  align: PaperAlign;
  bold: boolean;
  /** Multiples of the printer's own letter, 1 to 8. */
  width: number;
  height: number;
  overflow: PaperOverflow;
}

/** A column of a table; its width is that of its widest cell. */
export interface PaperColumn {
  title: string;
  align: 'left' | 'right';
}

export type PaperItem =
  | PaperText
  /** One line, white on black, in the middle. */
  | { kind: 'label'; text: string }
  /** What it is, and beside it what it says: long values go on below themselves. */
  | { kind: 'field'; label: string; value: string }
  /** A text set in under a heading. */
  | { kind: 'indented'; text: string }
  /** Rows under their titles, sums below a rule; too wide for the paper, each row is told line by line. */
  | { kind: 'table'; columns: PaperColumn[]; rows: string[][]; sums: { cells: string[]; bold: boolean }[] }
  /** Left and right ends of one line; too long, the right end goes to a line of its own. */
  | { kind: 'pair'; left: string; right: string; bold: boolean }
  | { kind: 'rule' }
  | { kind: 'double' }
  /** Each item begins with a dash, its further lines are indented. */
  | { kind: 'list'; items: string[] }
  /** Printable ASCII only. */
  | { kind: 'qr'; data: string }
  | { kind: 'feed'; lines: number }
  /** A line printed in a code page by its number: for the self-test, where the right number is not known yet. */
  | { kind: 'sample'; label: string; page: PaperPageName; number: number; text: string }
  | { kind: 'cut' };

export interface PaperDocument {
  version: PaperVersion;
  items: PaperItem[];
}

/** A document of these items, in their order. */
export function paper(items: PaperItem[]): PaperDocument {
  return { version: paperVersion, items };
}

/** A paper with nothing on it. */
export const blankPaper: PaperDocument = paper([]);

/** A text of one size, left, not bold, that wraps; `change` says what differs. */
export function text(content: string, change: Partial<Omit<PaperText, 'kind' | 'text'>>): PaperText {
  return {
    kind: 'text',
    text: content,
    align: 'left',
    bold: false,
    width: 1,
    height: 1,
    overflow: 'wrap',
    ...change,
  };
}

/** A line with one text at each edge of the paper. */
export function pair(left: string, right: string, bold: boolean): PaperItem {
  return { kind: 'pair', left, right, bold };
}

export const rule: PaperItem = { kind: 'rule' };
/** A rule of two lines: between the parts of a document that is signed. */
export const double: PaperItem = { kind: 'double' };
export const cut: PaperItem = { kind: 'cut' };

/** A name and its value, each in a column of its own. */
export function field(label: string, value: string): PaperItem {
  return { kind: 'field', label, value };
}

export function indented(content: string): PaperItem {
  return { kind: 'indented', text: content };
}

/** Empty lines. */
export function feed(lines: number): PaperItem {
  return { kind: 'feed', lines };
}

/** The item with its words changed; packs are told by their numbers and sums, and stay. */
export function withWords(item: PaperItem, change: (words: string) => string): PaperItem {
  switch (item.kind) {
    case 'text':
    case 'label':
    case 'indented':
      return { ...item, text: change(item.text) };
    case 'field':
      return { ...item, value: change(item.value) };
    case 'pair':
      return { ...item, left: change(item.left), right: change(item.right) };
    case 'list':
      return { ...item, items: item.items.map(change) };
    case 'table':
    case 'rule':
    case 'double':
    case 'qr':
    case 'feed':
    case 'sample':
    case 'cut':
      return item;
  }
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isString = (value: unknown): value is string => typeof value === 'string';
const isRow = (value: unknown): boolean => Array.isArray(value) && value.every(isString);
const isSize = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 8;

const shapes: Record<PaperItem['kind'], (item: Fields) => boolean> = {
  text: (item) =>
    isString(item.text) &&
    ['left', 'center', 'right'].some((align) => align === item.align) &&
    typeof item.bold === 'boolean' &&
    isSize(item.width) &&
    isSize(item.height) &&
    ['wrap', 'shrink', 'drop'].some((overflow) => overflow === item.overflow),
  label: (item) => isString(item.text),
  field: (item) => isString(item.label) && isString(item.value),
  indented: (item) => isString(item.text),
  table: (item) =>
    Array.isArray(item.columns) &&
    item.columns.every(
      (column: unknown) =>
        isFields(column) && isString(column.title) && (column.align === 'left' || column.align === 'right'),
    ) &&
    Array.isArray(item.rows) &&
    item.rows.every(isRow) &&
    Array.isArray(item.sums) &&
    item.sums.every((sum: unknown) => isFields(sum) && isRow(sum.cells) && typeof sum.bold === 'boolean'),
  pair: (item) => isString(item.left) && isString(item.right) && typeof item.bold === 'boolean',
  rule: () => true,
  double: () => true,
  list: (item) => Array.isArray(item.items) && item.items.every(isString),
  qr: (item) => isString(item.data),
  feed: (item) => Number.isInteger(item.lines) && Number(item.lines) >= 1 && Number(item.lines) <= 60,
  sample: (item) =>
    isString(item.label) &&
    (item.page === 'cp866' || item.page === 'cp1251') &&
    Number.isInteger(item.number) &&
    isString(item.text),
  cut: () => true,
};

function isKind(kind: unknown): kind is PaperItem['kind'] {
  return isString(kind) && Object.hasOwn(shapes, kind);
}

/** Is this, read back from a row, a document that this version can print? A newer or damaged one is not. */
export function isPaperDocument(value: unknown): value is PaperDocument {
  return (
    isFields(value) &&
    (value.version === 1 || value.version === paperVersion) &&
    Array.isArray(value.items) &&
    value.items.every((item: unknown) => isFields(item) && isKind(item.kind) && shapes[item.kind](item))
  );
}

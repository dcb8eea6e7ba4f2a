/**
 * PAPER: what stands on a sheet, apart from any printer. A document knows no columns, no code page, no bytes;
 * `devices/printing` lays it out for a profile. It is plain JSON, kept in the print job's row.
 */

/** Grows with every change that an older reader could not print. */
export const paperVersion = 1;

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

export type PaperItem =
  | PaperText
  /** Left and right ends of one line; too long, the right end goes to a line of its own. */
  | { kind: 'pair'; left: string; right: string; bold: boolean }
  | { kind: 'rule' }
  /** Each item begins with a dash, its further lines are indented. */
  | { kind: 'list'; items: string[] }
  /** Printable ASCII only. */
  | { kind: 'qr'; data: string }
  | { kind: 'feed'; lines: number }
  /** A line printed in a code page by its number: for the self-test, where the right number is not known yet. */
  | { kind: 'sample'; label: string; page: PaperPageName; number: number; text: string }
  | { kind: 'cut' };

export interface PaperDocument {
  version: typeof paperVersion;
  items: PaperItem[];
}

/** A document of these items, in their order. */
export function paper(items: PaperItem[]): PaperDocument {
  return { version: paperVersion, items };
}

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
export const cut: PaperItem = { kind: 'cut' };

/** Empty lines. */
export function feed(lines: number): PaperItem {
  return { kind: 'feed', lines };
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isString = (value: unknown): value is string => typeof value === 'string';
const isSize = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 8;

const shapes: Record<PaperItem['kind'], (item: Fields) => boolean> = {
  text: (item) =>
    isString(item.text) &&
    ['left', 'center', 'right'].some((align) => align === item.align) &&
    typeof item.bold === 'boolean' &&
    isSize(item.width) &&
    isSize(item.height) &&
    ['wrap', 'shrink', 'drop'].some((overflow) => overflow === item.overflow),
  pair: (item) => isString(item.left) && isString(item.right) && typeof item.bold === 'boolean',
  rule: () => true,
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
    value.version === paperVersion &&
    Array.isArray(value.items) &&
    value.items.every((item: unknown) => isFields(item) && isKind(item.kind) && shapes[item.kind](item))
  );
}

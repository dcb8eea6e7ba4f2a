/** Lays a document out for a printer's columns: after this a line is a line, and every letter of it can be printed. */
import type { PaperAlign, PaperDocument, PaperItem, PaperPageName } from '../../domain/paper/document.js';
import { toPrintable } from './letters.js';
import type { PrinterProfile } from './profiles.js';
import { layTable, tellTable } from './table.js';

export type LaidLine =
  | { kind: 'text'; text: string; align: PaperAlign; bold: boolean; width: number; height: number }
  | { kind: 'sample'; label: string; page: PaperPageName; number: number; text: string }
  /** White on black; the text has its own margins. */
  | { kind: 'label'; text: string }
  | { kind: 'rule' }
  | { kind: 'double' }
  | { kind: 'qr'; data: string }
  | { kind: 'feed'; lines: number }
  /** `isLast`: nothing follows; a printer without a cutter draws a line to cut along before what follows. */
  | { kind: 'cut'; isLast: boolean };

const plainSpaces = (line: string): string => line.replaceAll('\u00a0', ' ');

/**
 * Breaks at spaces; a word longer than the line is broken at its last hyphen between letters, else where the line ends. An
 * empty text is one empty line.
 */
export function wrap(content: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = content.replace(/ +$/, '');
  while (rest.length > columns) {
    const space = rest.lastIndexOf(' ', columns);
    const isWord = space <= 0 || rest.slice(0, space).trim() === '';
    // a surname of two parts is cut where it has a hyphen, any other long word where the line ends
    const parts = /^.*\p{L}-(?=\p{L})/u.exec(rest.slice(0, columns + 1))?.[0].length ?? columns;
    const end = isWord ? parts : space;
    lines.push(rest.slice(0, end).replace(/ +$/, ''));
    rest = rest.slice(end).replace(/^ +/, '');
  }
  if (rest !== '' || lines.length === 0) lines.push(rest);
  return lines.map(plainSpaces);
}

function line(content: string, align: PaperAlign, bold: boolean): LaidLine {
  return { kind: 'text', text: content, align, bold, width: 1, height: 1 };
}

function layText(item: Extract<PaperItem, { kind: 'text' }>, profile: PrinterProfile): LaidLine[] {
  const content = toPrintable(item.text, profile.page);
  if (item.overflow === 'drop' && content.length * item.width > profile.columns) return [];
  const most = Math.max(1, Math.floor(profile.columns / Math.max(1, content.length)));
  const shrunk = item.overflow === 'shrink' ? Math.min(item.width, most) : item.width;
  // the height shrinks with the width, or a long number would stand tall and thin
  const height = shrunk === item.width ? item.height : Math.max(1, Math.round((item.height * shrunk) / item.width));
  return wrap(content, Math.max(1, Math.floor(profile.columns / shrunk))).map((part) => ({
    kind: 'text',
    text: part,
    align: item.align,
    bold: item.bold,
    width: shrunk,
    height,
  }));
}

function layPair(item: Extract<PaperItem, { kind: 'pair' }>, profile: PrinterProfile): LaidLine[] {
  const left = plainSpaces(toPrintable(item.left, profile.page)).trim();
  const right = plainSpaces(toPrintable(item.right, profile.page)).trim();
  const gap = profile.columns - left.length - right.length;
  if (gap >= 1) return [line(left + ' '.repeat(gap) + right, 'left', item.bold)];
  return [
    ...wrap(left, profile.columns).map((part) => line(part, 'left', item.bold)),
    ...wrap(right, profile.columns).map((part) => line(part, 'right', item.bold)),
  ];
}

/** A narrow paper has a narrow column of names. */
const narrow = 40;
const namesOnWide = 18;
const namesOnNarrow = 15;
const setIn = 3;

function layField(item: Extract<PaperItem, { kind: 'field' }>, profile: PrinterProfile): LaidLine[] {
  const names = profile.columns < narrow ? namesOnNarrow : namesOnWide;
  const labels = wrap(toPrintable(item.label, profile.page).trim(), names - 1);
  const values = wrap(toPrintable(item.value, profile.page).trim(), profile.columns - names);
  return Array.from({ length: Math.max(labels.length, values.length) }, (_, at) =>
    line(((labels[at] ?? '').padEnd(names) + (values[at] ?? '')).trimEnd(), 'left', false),
  );
}

function layWholeTable(item: Extract<PaperItem, { kind: 'table' }>, profile: PrinterProfile): LaidLine[] {
  const laid = layTable(item, profile.columns, profile.page);
  if (laid !== null) return laid.map((part) => (part.kind === 'rule' ? part : line(part.text, 'left', part.bold)));
  return tellTable(item).flatMap((row): LaidLine[] => [
    { kind: 'rule' },
    ...row.flatMap((part) => layPair({ kind: 'pair', ...part }, profile)),
  ]);
}

function layItem(item: PaperItem, profile: PrinterProfile, isLast: boolean): LaidLine[] {
  switch (item.kind) {
    case 'text':
      return layText(item, profile);
    case 'pair':
      return layPair(item, profile);
    case 'list':
      return item.items.flatMap((entry) =>
        wrap(toPrintable(entry, profile.page).trim(), profile.columns - 2).map((part, index) =>
          line((index === 0 ? '- ' : '  ') + part, 'left', false),
        ),
      );
    case 'label':
      return wrap(toPrintable(item.text, profile.page).trim(), profile.columns - 2).map((part) => ({
        kind: 'label',
        text: ` ${part} `,
      }));
    case 'field':
      return layField(item, profile);
    case 'indented':
      return wrap(toPrintable(item.text, profile.page).trim(), profile.columns - setIn).map((part) =>
        line(' '.repeat(setIn) + part, 'left', false),
      );
    case 'table':
      return layWholeTable(item, profile);
    case 'sample':
      return [{ ...item, label: toPrintable(item.label, item.page), text: toPrintable(item.text, item.page) }];
    case 'rule':
    case 'double':
    case 'qr':
    case 'feed':
      return [item];
    case 'cut':
      return [{ kind: 'cut', isLast }];
  }
}

/**
 * A document as lines of the profile's columns, each with its letters' size; QR codes, rules and cuts between them. Item
 * by item, so that a long document can be laid out in turns; only a table is laid out whole.
 */
export function* layOut(document: PaperDocument, profile: PrinterProfile): Generator<LaidLine> {
  for (const [at, item] of document.items.entries()) yield* layItem(item, profile, at === document.items.length - 1);
}

/**
 * CSV as Excel in Russia opens it by a double click: UTF-8 with its mark, semicolons, CRLF, a decimal comma. What a
 * spreadsheet would take for a formula is text here: an apostrophe stands before it.
 */
import type { Cell, Sheet } from './sheet.js';

const byteOrderMark = '\ufeff';
/** A cell that begins so would be computed when the sheet is opened. */
const computed = /^[=+\-@\t\r]/;

/** «15.02.2013» */
function dateText(day: string): string {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  switch (cell.kind) {
    case 'text':
      return computed.test(cell.text) ? `'${cell.text}` : cell.text;
    case 'number':
      return String(cell.number).replace('.', ',');
    case 'minutes':
      return (cell.ms / 60_000).toFixed(2).replace('.', ',');
    case 'share':
      return `${(cell.share * 100).toFixed(1).replace('.', ',')}%`;
    case 'money':
      return (cell.kopecks / 100).toFixed(2).replace('.', ',');
    case 'day':
      return dateText(cell.day);
    case 'moment':
      return `${dateText(cell.wall)} ${cell.wall.slice(11, 16)}`;
  }
}

function quoted(said: string): string {
  return /[";\r\n]/.test(said) || said.startsWith(' ') || said.endsWith(' ') ? `"${said.replaceAll('"', '""')}"` : said;
}

/** Text that is gathered before it becomes bytes. */
const pieceLength = 65_536;

/** The sheets as bytes, one under another with its title when there are several; and how many rows they have. */
export function csv(sheets: readonly Sheet[]): { bytes: Uint8Array; rows: number } {
  const parts: Buffer[] = [];
  let piece = byteOrderMark;
  let rows = 0;
  const line = (cells: readonly string[]) => {
    piece += `${cells.map(quoted).join(';')}\r\n`;
    if (piece.length < pieceLength) return;
    parts.push(Buffer.from(piece));
    piece = '';
  };
  sheets.forEach((sheet, at) => {
    if (at > 0) line([]);
    if (sheets.length > 1) line([sheet.title]);
    line(sheet.heads);
    for (const row of sheet.rows) {
      line(row.map(textOf));
      rows += 1;
    }
  });
  parts.push(Buffer.from(piece));
  return { bytes: Buffer.concat(parts), rows };
}

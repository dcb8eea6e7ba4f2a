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

/** The sheet as bytes, and how many rows it has under its heading. */
export function csv(sheet: Sheet): { bytes: Uint8Array; rows: number } {
  const parts = [Buffer.from(`${byteOrderMark}${sheet.heads.map(quoted).join(';')}\r\n`)];
  let rows = 0;
  for (const row of sheet.rows) {
    parts.push(Buffer.from(`${row.map((cell) => quoted(textOf(cell))).join(';')}\r\n`));
    rows += 1;
  }
  return { bytes: Buffer.concat(parts), rows };
}

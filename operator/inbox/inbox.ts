/** What can be done with an electronic submission where it stands, and its protocol as a file. Pure. */
import type { PaperLines, Report } from '@contract';

export type InboxRow = Report<'inbox'>['rows'][number];

/** `open`: begin the work; `case`: it goes on at the desk; `send`: the protocol waits to be sent; `done`: it was sent. */
export type InboxStep = 'open' | 'case' | 'send' | 'done';

export function stepOf(row: InboxRow): InboxStep {
  if (row.protocol !== null) return row.isSent ? 'done' : 'send';
  return row.receptionId === null ? 'open' : 'case';
}

const columns = 48;

function placed(text: string, align: 'left' | 'center' | 'right'): string {
  const free = Math.max(0, columns - text.length);
  const before = align === 'center' ? Math.floor(free / 2) : align === 'right' ? free : 0;
  return `${' '.repeat(before)}${text}`.trimEnd();
}

/** A protocol as plain text of 48 columns, to be signed outside (п. 49): what the paper says, without its sizes. */
export function asText(lines: PaperLines): string {
  const rows = lines.map((line) => {
    switch (line.kind) {
      case 'text':
        return placed(line.text, line.align);
      case 'label':
        return placed(`[ ${line.text} ]`, 'center');
      case 'double':
        return '='.repeat(columns);
      case 'qr':
        return line.data;
      case 'rule':
        return '-'.repeat(columns);
      case 'cut':
        return '';
    }
  });
  return `${rows.join('\r\n').trimEnd()}\r\n`;
}

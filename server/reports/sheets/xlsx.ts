/**
 * A sheet as XLSX, written row by row: a year's register of 100,000 lines needs no more memory than its packed file.
 * That is why it is written here: a library takes a whole sheet of cells, in a thread that may have 256 MB (the README
 * has the figures).
 * Text is text (a formula is none), dates are dates, sums are numbers with two decimals; the heading stays in sight.
 */
import type { Cell, Sheet } from './sheet.js';
import { zip } from './zip.js';

/** Styles of cells, by their place in `xl/styles.xml`. */
const style = { head: 1, text: 2, number: 3, money: 4, day: 5, moment: 6, minutes: 7, share: 8 } as const;
const dayMs = 86_400_000;
/** Excel's day 0. */
const dayZero = Date.UTC(1899, 11, 30);
/** What a cell of Excel holds at most. */
const longestText = 32_767;
/** Rows in one piece of text that goes to the packer. */
const rowsInPiece = 200;

const heading = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaging = 'http://schemas.openxmlformats.org/package/2006';
const typesOf = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Signs that XML has another meaning for, or cannot hold; most text has none. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const special = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

/** Text of an element or attribute; what XML cannot hold is left out. */
function xml(said: string): string {
  if (said.length <= longestText && !special.test(said)) return said;
  return said
    .slice(0, longestText)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A, B … Z, AA, AB … */
function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${letterOf(Math.floor(column / 26) - 1)}${last}`;
}

/** Days since Excel's day 0; the wall time is what counts, in whatever zone it was. */
function serial(wall: string): number {
  return (Date.parse(`${wall}Z`) - dayZero) / dayMs;
}

function cellXml(cell: Cell, place: string): string {
  if (cell === null) return '';
  const value = (of: number, said: number) => `<c r="${place}" s="${of}"><v>${said}</v></c>`;
  switch (cell.kind) {
    case 'text':
      return textXml(cell.text, place, style.text);
    case 'number':
      return value(style.number, cell.number);
    case 'minutes':
      return value(style.minutes, Math.round(cell.ms / 600) / 100);
    case 'share':
      return value(style.share, cell.share);
    case 'money':
      return value(style.money, cell.kopecks / 100);
    case 'day':
      return value(style.day, serial(`${cell.day}T00:00:00`));
    case 'moment':
      return value(style.moment, serial(cell.wall));
  }
}

const textXml = (said: string, place: string, of: number) =>
  `<c r="${place}" s="${of}" t="inlineStr"><is><t xml:space="preserve">${xml(said)}</t></is></c>`;

function* sheetXml(sheet: Sheet, counted: () => void): Generator<string> {
  const letters = sheet.heads.map((_head, at) => letterOf(at));
  const columns = sheet.widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  yield (
    `${heading}<worksheet xmlns="${spreadsheet}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    `</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
  );
  const heads = sheet.heads.map((said, at) => textXml(said, `${letters[at] ?? ''}1`, style.head));
  yield `<row r="1">${heads.join('')}</row>`;
  let line = 1;
  let piece = '';
  for (const row of sheet.rows) {
    line += 1;
    counted();
    piece += `<row r="${line}">`;
    row.forEach((cell, at) => (piece += cellXml(cell, `${letters[at] ?? ''}${line}`)));
    piece += '</row>';
    if (line % rowsInPiece !== 0) continue;
    yield piece;
    piece = '';
  }
  yield (
    `${piece}</sheetData><autoFilter ref="A1:${letters.at(-1) ?? 'A'}${line}"/>` +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
  );
}

const styles = `${heading}<styleSheet xmlns="${spreadsheet}">
<numFmts count="3"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="9">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
</cellXfs></styleSheet>`;

/** Sheets' names: at most 31 signs, none that a reference would trip over, and no two alike. */
function sheetNames(sheets: readonly Sheet[]): string[] {
  const names: string[] = [];
  for (const { title } of sheets) {
    const name = title.replace(/[\\/?*[\]:']/g, ' ').slice(0, 31);
    names.push(names.includes(name) ? `${name.slice(0, 27)} ${names.length + 1}` : name);
  }
  return names;
}

const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
const relationsXml = (...all: string[]) =>
  `${heading}<Relationships xmlns="${packaging}/relationships">${all.join('')}</Relationships>`;
const override = (part: string, kind: string) => `<Override PartName="${part}" ContentType="${typesOf}.${kind}+xml"/>`;

/** The sheets as one workbook, and how many rows they have under their headings. */
export async function xlsx(sheets: readonly Sheet[]): Promise<{ bytes: Uint8Array; rows: number }> {
  let rows = 0;
  const file = (at: number) => `worksheets/sheet${at + 1}.xml`;
  const parts = sheets.map((_sheet, at) => override(`/xl/${file(at)}`, 'worksheet'));
  const named = sheetNames(sheets).map(
    (name, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const related = sheets.map((_sheet, at) => relation(`rId${at + 1}`, 'worksheet', file(at)));
  const bytes = await zip([
    {
      name: '[Content_Types].xml',
      pieces: [
        `${heading}<Types xmlns="${packaging}/content-types">` +
          '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
          '<Default Extension="xml" ContentType="application/xml"/>' +
          `${override('/xl/workbook.xml', 'sheet.main')}${parts.join('')}` +
          `${override('/xl/styles.xml', 'styles')}</Types>`,
      ],
    },
    { name: '_rels/.rels', pieces: [relationsXml(relation('rId1', 'officeDocument', 'xl/workbook.xml'))] },
    {
      name: 'xl/workbook.xml',
      pieces: [
        `${heading}<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets>${named.join('')}</sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      pieces: [relationsXml(...related, relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml'))],
    },
    { name: 'xl/styles.xml', pieces: [styles] },
    ...sheets.map((sheet, at) => ({ name: `xl/${file(at)}`, pieces: sheetXml(sheet, () => (rows += 1)) })),
  ]);
  return { bytes, rows };
}

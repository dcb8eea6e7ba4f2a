/** Reads a spreadsheet back, by another's unpacker: what is in its cells, and as what. */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

export interface ReadCell {
  type: 'text' | 'number';
  /** The number format that its style names. */
  format: string;
  value: string;
}

function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error: Error | null, zip: ZipFile) => {
      if (error !== null) return reject(error);
      const parts = new Map<string, string>();
      zip.on('entry', (entry: Entry) =>
        zip.openReadStream(entry, (failed, stream) => {
          if (failed !== null) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
            zip.readEntry();
          });
        }),
      );
      zip.on('end', () => resolve(parts));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}

const plain = (xml: string) => xml.replace(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

/** The rows of the first sheet, and its XML. */
export async function cellsOf(bytes: Buffer): Promise<{ rows: ReadCell[][]; xml: string }> {
  const parts = await partsOf(bytes);
  return readSheet(parts, 1);
}

/** Every sheet by the name on its tab. */
export async function sheetsOf(bytes: Buffer): Promise<{ name: string; rows: ReadCell[][] }[]> {
  const parts = await partsOf(bytes);
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(
    ([, name = '']) => name,
  );
  return names.map((name, at) => ({ name: plain(name), rows: readSheet(parts, at + 1).rows }));
}

function readSheet(parts: Map<string, string>, number: number): { rows: ReadCell[][]; xml: string } {
  const xml = parts.get(`xl/worksheets/sheet${number}.xml`) ?? '';
  const formats = [...(parts.get('xl/styles.xml') ?? '').split('<cellXfs')[1]!.matchAll(/numFmtId="(\d+)"/g)];
  const rows = [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, row = '']) => {
    const cells: ReadCell[] = [];
    for (const [, column = '', style = '', rest = ''] of row.matchAll(/<c r="([A-Z]+)\d+" s="(\d+)"(.*?)<\/c>/gs)) {
      const at = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const isText = rest.includes('inlineStr');
      const [, value = ''] = /<(?:t|v)[^>]*>(.*)<\/(?:t|v)>/s.exec(rest) ?? [];
      cells[at] = { type: isText ? 'text' : 'number', format: formats[Number(style)]?.[1] ?? '', value: plain(value) };
    }
    return cells;
  });
  return { rows, xml };
}

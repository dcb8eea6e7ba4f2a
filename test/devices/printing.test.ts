import { describe, expect, test } from 'vitest';
import { composeDaySheet } from '../../server/domain/paper/daySheet.js';
import { paper, text, type PaperDocument } from '../../server/domain/paper/document.js';
import { composeProtocol } from '../../server/domain/paper/protocol.js';
import { candidates } from '../../server/domain/paper/families.js';
import { composeSelftest, sampleText } from '../../server/domain/paper/selftest.js';
import { composeSheet } from '../../server/domain/paper/sheet.js';
import { composeTicket } from '../../server/domain/paper/ticket.js';
import { decode, type PaperLine } from '../../server/devices/printing/decoder.js';
import { drawPaper } from '../../server/devices/printing/draw.js';
import { encode, encodeInTurns } from '../../server/devices/printing/encode.js';
import { glyphs, toPrintable, unprintable } from '../../server/devices/printing/letters.js';
import { profiles, type PrinterProfile } from '../../server/devices/printing/profiles.js';
import { readPaper } from '../support/paper.js';
import { protocolPaper } from '../support/protocol.js';
import { ticketPaper } from '../support/ticket.js';
import fc from '../support/chance.js';

const families: [string, PrinterProfile][] = Object.entries(profiles);
const alphabet = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя № 0123456789';

function through(document: PaperDocument, profile: PrinterProfile): PaperLine[] {
  return decode(encode(document, profile), profile);
}
const texts = (lines: PaperLine[]): string[] => lines.flatMap((line) => (line.kind === 'text' ? [line.text] : []));

describe.each(families)('on %s', (_name, profile) => {
  test('every Russian letter comes out of the printer as it went in', () => {
    const read = readPaper(encode(paper([text(alphabet, {}), text(sampleText, {})]), profile), profile).join(' ');
    expect(read.replaceAll(/\s+/g, '')).toBe((alphabet + sampleText).replaceAll(/\s+/g, ''));
  });

  test('a surname that is longer than the line is cut at its hyphen', () => {
    const surname = `${'Константинопольская'.slice(0, profile.columns - 6)}-${'Первозванская'.repeat(3)}`;
    const [first, ...rest] = texts(through(paper([text(surname, {})]), profile));
    expect(first).toMatch(/-$/);
    expect([first, ...rest].join('')).toBe(surname);
  });

  test('the ticket fits its columns, and its facts stand at both edges', () => {
    const bytes = encode(composeTicket(ticketPaper({})), profile);
    expect([...bytes.slice(0, 7)]).toEqual([0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, profile.pageNumber]);
    const read = readPaper(bytes, profile);
    for (const line of read) expect(line.length).toBeLessThanOrEqual(profile.columns);
    expect(read.join('\n')).toContain('документ о полномочиях');
    const before = read.find((line) => line.startsWith('Перед вами'));
    expect(before).toHaveLength(profile.columns);
    expect(before).toMatch(/^Перед вами +3 человека$/);
  });

  test('the number stands in one line, as large as the paper allows', () => {
    for (const number of ['А014', 'А1014', 'АВ1014']) {
      const lines = through(composeTicket(ticketPaper({ number })), profile);
      const found = lines.flatMap((line) => (line.kind === 'text' && line.text === number ? [line] : []));
      expect(found).toHaveLength(1);
      const width = Math.min(8, Math.floor(profile.columns / number.length));
      expect(found[0]).toMatchObject({ width, height: width, align: 'center', bold: true });
    }
  });

  test('a phone reads the address from the code, drawn by the printer or by us', () => {
    for (const link of ['https://talon.example/7K3QXM', `https://queue.office.example/ticket#${'aZ0-_'.repeat(9)}`]) {
      const lines = through(composeTicket(ticketPaper({ link })), profile);
      expect(lines.filter((line) => line.kind === 'qr')).toEqual([{ kind: 'qr', data: link }]);
    }
  });

  test('paper leaves the cutter before it is cut, once', () => {
    const bytes = encode(composeTicket(ticketPaper({})), profile);
    const cuts = decode(bytes, profile).filter((line) => line.kind === 'cut').length;
    expect(cuts).toBe(profile.cut === 'none' ? 0 : 1);
    const tail = [0x1b, 0x64, profile.feedBeforeCut];
    if (profile.cut !== 'none') tail.push(0x1d, 0x56, profile.cut === 'full' ? 0 : 1);
    expect([...bytes.slice(-tail.length)]).toEqual(tail);
  });

  test('any text is printed or visibly marked, never lost and never a command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (content) => {
        const [line, ...more] = through(paper([text(`[${content}`, { overflow: 'shrink' })]), profile);
        const read = [line, ...more].flatMap((part) => (part?.kind === 'text' ? [part.text] : [])).join('');
        const expected = toPrintable(`[${content}`, profile.page);
        const solid = (value: string): string => value.replaceAll(/[ \u00a0]/g, '');
        expect(solid(read)).toBe(solid(expected));
        expect(solid(read).split('?')).toHaveLength(content.normalize('NFKD').split('?').length);
      }),
      { numRuns: 60 },
    );
  });

  test('what the page has is printed unchanged', () => {
    const known = glyphs[profile.page].filter((glyph) => /^[^\p{C}\p{Z}]$/u.test(glyph));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...known), { minLength: 1, maxLength: profile.columns }), (signs) => {
        const content = `.${signs.join('')}`.slice(0, profile.columns);
        expect(texts(through(paper([text(content, {})]), profile))).toEqual([content]);
      }),
      { numRuns: 60 },
    );
  });

  test('the other papers can be read as well', () => {
    const sheet = { language: 'ru', officeName: 'Управление ПФР № 5', letter: 'Х', from: 998, count: 4 } as const;
    const sheetText = readPaper(encode(composeSheet({ ...sheet, printedAt: '09:00', demo: false }), profile), profile);
    const scissors = sheetText.filter((line) => /^(- )+/.test(line)).length;
    expect(scissors).toBe(profile.cut === 'none' ? 4 : 0);
    expect(sheetText).toEqual(expect.arrayContaining(['Х998', 'Х999', 'Х1000', 'Х1001', 'Время: __:__']));
    const hash = '0123456789abcdef'.repeat(4);
    const day = composeDaySheet({
      language: 'ru',
      officeName: 'Управление ПФР № 5',
      region: '',
      day: '21.11.2014',
      closedAt: '18:04',
      closedBy: 'Орлова М. И.',
      counts: [{ label: 'Выдано талонов', count: 214 }],
      headSeq: 1872,
      headHash: hash,
      demo: false,
      copy: false,
    });
    const dayText = readPaper(encode(day, profile), profile).join('\n');
    expect(dayText.replaceAll(/[\s]/g, '')).toContain(hash);
    expect(dayText).toMatch(/Выдано талонов +214/);
    const selftest = composeSelftest({
      language: 'ru',
      printerName: 'Киоск у входа',
      profileName: profile.title,
      columns: profile.columns,
      candidates,
      printedAt: '09:00',
      qr: 'https://talon.example/',
    });
    const lines = readPaper(encode(selftest, profile), profile);
    for (const { page, number } of candidates) {
      const label = `${page.toUpperCase()} ${String(number).padStart(2)} `;
      expect(lines.join('\n')).toContain(label + sampleText);
    }
  });
});

test('a code drawn by us reads back whatever it holds', () => {
  const ascii = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  const sized = fc
    .tuple(ascii, fc.integer({ min: 0, max: 189 }))
    .map(([end, size]) => `${'Aa0/'.repeat(50).slice(0, size)}${end}.`);
  fc.assert(
    fc.property(fc.oneof(sized, fc.constantFrom('1234567890', 'HTTPS://TALON.EXAMPLE/7K')), (data) => {
      const lines = through(paper([{ kind: 'qr', data }]), { ...profiles.epson, qr: 'raster' });
      expect(lines.filter((line) => line.kind === 'qr')).toEqual([{ kind: 'qr', data }]);
    }),
    { numRuns: 60 },
  );
});

describe('letters', () => {
  test('what CP866 does not have is written with what it has', () => {
    expect(toPrintable('«Ёлка» — 5–10 ₽…\u00adнет\u200b', 'cp866')).toBe('"Ёлка" - 5-10 руб....нет');
    expect(toPrintable('«Ёлка» — …', 'cp1251')).toBe('«Ёлка» — …');
    expect(toPrintable('é 中 ?', 'cp866')).toBe(`e ${unprintable} ?`);
  });

  test('a name that holds a command prints as letters', () => {
    const bytes = encode(paper([text('Иванов\u001b@\u001dV\u0000 И.', {})]), profiles.epson);
    expect(readPaper(bytes, profiles.epson)).toEqual(['Иванов@V И.']);
  });

  test('words that belong together stay in one line', () => {
    expect(texts(through(paper([text(`${'слово '.repeat(7)}не\u00a0вернут`, {})]), profiles.epson))).toEqual([
      'слово '.repeat(7).trim(),
      'не вернут',
    ]);
  });
});

describe('the reader of bytes', () => {
  const read = (...bytes: number[]): PaperLine[] => decode(Uint8Array.from(bytes), profiles.epson);
  const begin = [0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 17];

  test('does not believe letters before the code page is chosen and Kanji mode left', () => {
    expect(read(...begin, 0x80, 10)).toMatchObject([{ text: 'А' }]);
    expect(() => read(0x1b, 0x40, 0x1b, 0x74, 17, 0x80, 10)).toThrow(/letter before/);
    expect(() => read(0x1b, 0x40, 0x1c, 0x2e, 0x80, 10)).toThrow(/letter before/);
    expect(() => read(...begin, 0x1b, 0x40, 0x80, 10)).toThrow(/letter before/);
  });

  test('reads another code page as the printer would: a wrong number spoils the letters', () => {
    expect(read(0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 46, 0x80, 10)).toMatchObject([{ text: 'Ђ' }]);
    expect(() => read(0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 99)).toThrow(/code page 99/);
  });

  test.each([
    ['an unknown ESC', [0x1b, 0x70, 0, 10, 10]],
    ['an unknown GS', [0x1d, 0x68, 80]],
    ['a control character', [0x07]],
    ['a carriage return', [0x0d]],
    ['a QR that is longer than it says', [0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x50, 0x30, 65, 66, 10]],
    ['a QR that ends too early', [0x1d, 0x28, 0x6b, 9, 0, 0x31, 0x50, 0x30, 65]],
    ['a command without its end', [0x1d, 0x21]],
    ['a line that is never ended', [65]],
    ['a line wider than the paper', [0x1d, 0x21, 0x77, 65, 65, 65, 65, 65, 65, 65, 10]],
  ])('throws at %s', (_what, bytes) => {
    // the letter after a too long QR is an unended line or a stray one: either way not silence
    expect(() => read(...begin, ...bytes, ...(bytes.at(-1) === 10 ? [66] : []))).toThrow(/^Byte \d+/);
  });
});

test('a ticket costs the thread less than the clerk may be held up', () => {
  const document = composeTicket(ticketPaper({}));
  for (const profile of [profiles.epson, { ...profiles.epson, qr: 'raster' as const }]) {
    for (let warm = 0; warm < 10; warm += 1) encode(document, profile);
    // processor time, not wall time, and the least of some: other tests run beside this one, and so does the collector
    const spentMs = Array.from({ length: 5 }, () => {
      const before = process.cpuUsage();
      for (let round = 0; round < 20; round += 1) encode(document, profile);
      return process.cpuUsage(before).user / 1000 / 20;
    });
    expect(Math.min(...spentMs)).toBeLessThan(10);
  }
});

test('a long protocol is encoded and drawn in turns, to the same lines', async () => {
  const [finding] = protocolPaper({}).findings;
  if (finding === undefined) throw new Error('no finding');
  const findings = Array.from({ length: 600 }, (_, at) => ({ ...finding, text: `${at}. ${finding.text}` }));
  const document = composeProtocol(protocolPaper({ findings }), 1, 2);
  let turns = 0;
  let isOver = false;
  const others = () => {
    turns += 1;
    if (!isOver) setImmediate(others);
  };
  setImmediate(others);
  const bytes = await encodeInTurns(document, profiles.epson);
  expect(turns).toBeGreaterThan(5);
  expect(decode(bytes, profiles.epson)).toEqual(through(document, profiles.epson));
  turns = 0;
  const lines = await drawPaper(document, profiles.epson);
  isOver = true;
  expect(turns).toBeGreaterThan(2);
  expect(lines.length).toBeGreaterThan(findings.length);
});

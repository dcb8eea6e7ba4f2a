/**
 * Reads ESC/POS as a printer does: it draws the console's preview from the very bytes that were sent, and checks them
 * in the tests. It knows only what we print; anything else throws, so that no byte goes to a printer unread.
 */
import type { PaperAlign, PaperPageName } from '../../domain/paper/document.js';
import type { PaperPage } from '../../contract/reports.js';
import { glyphs } from './letters.js';
import { candidates } from '../../domain/paper/families.js';
import type { PrinterProfile } from './profiles.js';
import { readPicture } from './qr.js';

/** A line of paper as the wire's `PaperPage` has it. */
export type PaperLine = NonNullable<PaperPage['jobs'][number]['lines']>[number];

const aligns: readonly PaperAlign[] = ['left', 'center', 'right'];

/** The lines that a printer of this profile would print of these bytes. Throws on a command that `encode` never writes. */
export function decode(bytes: Uint8Array, profile: PrinterProfile): PaperLine[] {
  const lines: PaperLine[] = [];
  let at = 0;
  // a printer just switched on may stand in any mode: letters are believed only after the three commands
  let page: PaperPageName | null = null;
  let isKanji = true;
  let align: PaperAlign = 'left';
  let bold = false;
  let width = 1;
  let height = 1;
  let inverted = false;
  let qr = '';
  let text = '';
  let isLabel = false;
  let began: { align: PaperAlign; bold: boolean; width: number; height: number } = { align, bold, width, height };

  const fail = (what: string): never => {
    throw new Error(`Byte ${at}: ${what}`);
  };
  const next = (): number => bytes[at++] ?? fail('the bytes end within a command');
  const word = (): number => next() + next() * 256;
  const expect = (byte: number): void => {
    if (next() !== byte) fail('a command of another form');
  };
  const put = (sign: string): void => {
    if (text === '') {
      began = { align, bold, width, height };
      isLabel = inverted;
    }
    if (isLabel !== inverted) fail('black and white in one line');
    text += sign;
    if (began.width !== width || began.height !== height) fail('two sizes in one line');
    began.bold ||= bold;
  };
  const endLine = (): void => {
    const isWhole = text.length === profile.columns;
    // ─ and ═, as escapes for the sake of the built server's size in memory
    if (isWhole && /^(\u2500+|-+)$/.test(text)) lines.push({ kind: 'rule' });
    else if (isWhole && /^(\u2550+|=+)$/.test(text)) lines.push({ kind: 'double' });
    else if (isLabel) lines.push({ kind: 'label', text });
    else if (text === '') lines.push({ kind: 'text', text, align, bold: false, width: 1, height: 1 });
    else {
      if ([...text].length * began.width > profile.columns) fail('a line wider than the paper');
      lines.push({ kind: 'text', text, ...began });
    }
    text = '';
    isLabel = false;
  };
  const feed = (count: number): void => {
    const blank = text === '' ? count : count - 1;
    if (text !== '') endLine();
    for (let done = 0; done < blank; done += 1) endLine();
  };
  const initialise = (): void => {
    if (text !== '') fail('initialised within a line');
    page = null;
    isKanji = true;
    align = 'left';
    bold = false;
    inverted = false;
    width = height = 1;
  };
  const choosePage = (number: number): void => {
    // CP437 everywhere: we print nothing in it, so letters have to wait for another
    if (number === 0) {
      page = null;
      return;
    }
    const known = number === profile.pageNumber ? profile : candidates.find((candidate) => candidate.number === number);
    page = known?.page ?? fail(`code page ${number} is unknown`);
  };
  const escape = (command: number): void => {
    if (command === 0x40) initialise();
    else if (command === 0x74) choosePage(next());
    else if (command === 0x45) bold = (next() & 1) === 1;
    else if (command === 0x61) align = aligns[next()] ?? fail('an unknown alignment');
    else if (command === 0x64) feed(next());
    else fail(`unknown command ESC ${command.toString(16)}`);
  };
  const symbol = (): void => {
    expect(0x6b);
    const length = word();
    const end = at + length;
    expect(0x31);
    const job = next();
    if (job === 0x50) {
      expect(0x30);
      qr = String.fromCharCode(...bytes.subarray(at, end));
      at = end;
    } else if (job === 0x51) {
      expect(0x30);
      if (text !== '' || qr === '') fail('a QR within a line, or without data');
      lines.push({ kind: 'qr', data: qr });
    } else if (job === 0x41 || job === 0x43 || job === 0x45) at = end;
    else fail('an unknown job of GS ( k');
    if (at !== end || end > bytes.length) fail('a wrong length of GS ( k');
  };
  const picture = (): void => {
    expect(0x30);
    expect(0);
    const widthBytes = word();
    const rows = word();
    const start = at;
    at += widthBytes * rows;
    if (at > bytes.length) fail('a picture shorter than it says');
    if (widthBytes * 8 > profile.dots + 7) fail('a picture wider than the paper');
    const isBlack = (x: number, y: number): boolean =>
      (((bytes[start + y * widthBytes + (x >> 3)] ?? 0) << (x & 7)) & 0x80) !== 0;
    lines.push({ kind: 'qr', data: readPicture(isBlack, rows) ?? fail('a picture that is not a QR of ours') });
  };
  const cut = (how: number): void => {
    if (how === 65 || how === 66) feed(next());
    else if (how > 1) fail('an unknown cut');
    if (text !== '') fail('cut within a line');
    lines.push({ kind: 'cut' });
  };
  const group = (command: number): void => {
    if (command === 0x21) {
      const size = next();
      width = (size >> 4) + 1;
      height = (size & 15) + 1;
      if (width > 8 || height > 8) fail('a size over eight');
    } else if (command === 0x42) inverted = (next() & 1) === 1;
    else if (command === 0x56) cut(next());
    else if (command === 0x28) symbol();
    else if (command === 0x76) picture();
    else fail(`unknown command GS ${command.toString(16)}`);
  };

  while (at < bytes.length) {
    const byte = next();
    if (byte === 0x0a) endLine();
    else if (byte === 0x1b) escape(next());
    else if (byte === 0x1d) group(next());
    else if (byte === 0x1c) {
      expect(0x2e);
      isKanji = false;
    } else if (byte < 0x20 || byte === 0x7f) fail(`unknown control ${byte.toString(16)}`);
    else if (page === null || isKanji) fail('a letter before FS . and ESC t');
    else put(glyphs[page][byte] ?? fail('no such letter'));
  }
  if (text !== '') fail('the last line is not ended');
  return lines;
}

/**
 * A document and a profile become bytes. The encoder makes the bytes of letters, sizes and codes; lines, columns and
 * alignment are ours, and so is the beginning: many printers stand in Kanji mode after every `ESC @`.
 */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { PaperAlign, PaperDocument, PaperPageName } from '../../domain/paper/document.js';
import { layOut, type LaidLine } from './layout.js';
import type { PrinterProfile } from './profiles.js';
import { qrPicture } from './qr.js';
import { makeTurn } from './turn.js';

const pages = { cp866: 'cp866', cp1251: 'windows1251' } as const satisfies Record<PaperPageName, string>;
const alignments: Record<PaperAlign, number> = { left: 0, center: 1, right: 2 };

/** `ESC @`, `FS .` (leaves Kanji mode), `ESC t n` (the code page): always these, always in this order. */
function beginning(profile: PrinterProfile): number[] {
  return [0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, profile.pageNumber];
}

function makeEncoder(page: PaperPageName, number: number): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    // the widest it knows: our lines are already broken for the profile, which may be 34 or 36
    columns: 48,
    codepageMapping: { [pages[page]]: number },
    newline: '\n',
    feedAfterBlock: false,
    errors: 'strict',
  }).codepage(pages[page]);
}

const align = (value: PaperAlign): number[] => [0x1b, 0x61, alignments[value]];

/** Printable ASCII, short enough for a code that a phone reads from paper. Anything else is a mistake of ours. */
function checkQr(data: string): void {
  if (!/^[\x21-\x7e]{1,200}$/.test(data)) throw new Error('A QR on paper holds 1 to 200 printable ASCII characters');
}

function ruleOf(profile: PrinterProfile): string {
  return (profile.page === 'cp866' ? '─' : '-').repeat(profile.columns);
}

function doubleOf(profile: PrinterProfile): string {
  return (profile.page === 'cp866' ? '═' : '=').repeat(profile.columns);
}

/** `GS B`: white on black. */
const invert = (isOn: boolean): number[] => [0x1d, 0x42, isOn ? 1 : 0];

function encodeText(laid: Extract<LaidLine, { kind: 'text' }>, encoder: ReceiptPrinterEncoder): void {
  if (laid.text === '') {
    encoder.newline();
    return;
  }
  if (laid.align !== 'left') encoder.raw(align(laid.align));
  if (laid.bold) encoder.bold(true);
  encoder.size(laid.width, laid.height).text(laid.text).size(1, 1);
  if (laid.bold) encoder.bold(false);
  encoder.newline();
  if (laid.align !== 'left') encoder.raw(align('left'));
}

function encodeQr(data: string, profile: PrinterProfile, encoder: ReceiptPrinterEncoder): void {
  checkQr(data);
  encoder.raw(align('center'));
  // the printer's own code has no quiet zone: a line of white below, as the document leaves one above
  if (profile.qr === 'native') encoder.qrcode(data, { model: 2, size: 6, errorlevel: 'm' }).raw([0x1b, 0x64, 1]);
  else encoder.raw(qrPicture(data, profile.dots));
  encoder.raw(align('left'));
}

function cutBytes(isLast: boolean, profile: PrinterProfile, encoder: ReceiptPrinterEncoder): number[] {
  const feed = [0x1b, 0x64, profile.feedBeforeCut];
  if (profile.cut !== 'none') return [...feed, 0x1d, 0x56, profile.cut === 'full' ? 0 : 1];
  const scissors = encoder.text('- '.repeat(profile.columns / 2)).newline();
  return isLast ? feed : [0x1b, 0x64, 1, ...scissors.encode()];
}

/**
 * A line in a page that the printer may not have. `ESC t 0` first: a printer that does not know the number stays in
 * page 0 and prints rubbish, and not in the page before, where the line could be read by mistake.
 */
function sampleBytes(laid: Extract<LaidLine, { kind: 'sample' }>, profile: PrinterProfile): number[] {
  const line = makeEncoder(laid.page, laid.number).text(`${laid.label} ${laid.text}`).newline().encode();
  return [0x1b, 0x74, 0, ...line, 0x1b, 0x74, profile.pageNumber];
}

/** The bytes of one line; each line leaves the printer as it found it: left, plain, in the profile's page. */
function encodeLine(laid: LaidLine, profile: PrinterProfile, encoder: ReceiptPrinterEncoder): Iterable<number> {
  switch (laid.kind) {
    case 'text':
      encodeText(laid, encoder);
      return encoder.encode();
    case 'sample':
      return sampleBytes(laid, profile);
    case 'rule':
      return encoder.text(ruleOf(profile)).newline().encode();
    case 'double':
      return encoder.text(doubleOf(profile)).newline().encode();
    case 'label':
      encoder
        .raw(align('center'))
        .raw(invert(true))
        .bold(true)
        .text(laid.text)
        .bold(false)
        .raw(invert(false))
        .newline();
      return encoder.raw(align('left')).encode();
    case 'qr':
      encodeQr(laid.data, profile, encoder);
      return encoder.encode();
    case 'feed':
      return [0x1b, 0x64, laid.lines];
    case 'cut':
      return cutBytes(laid.isLast, profile, encoder);
  }
}

/** The bytes line by line, so that a long document can be encoded in turns. */
function* encodeLines(document: PaperDocument, profile: PrinterProfile): Generator<Iterable<number>> {
  yield beginning(profile);
  const encoder = makeEncoder(profile.page, profile.pageNumber);
  const known = knownLines(profile);
  for (const laid of layOut(document, profile)) {
    // the office's name, the rules, what to bring: the same on every ticket of the day
    const key = laid.kind === 'text' || laid.kind === 'rule' ? JSON.stringify(laid) : null;
    const had = key === null ? undefined : known.get(key);
    if (had !== undefined) {
      yield had;
      continue;
    }
    const bytes = [...encodeLine(laid, profile, encoder)];
    if (key !== null) known.set(key, bytes);
    yield bytes;
  }
}

/** Lines remembered for a profile at most; then remembering begins anew. */
const mostKnown = 500;
const linesOf = new WeakMap<PrinterProfile, Map<string, number[]>>();

function knownLines(profile: PrinterProfile): Map<string, number[]> {
  const known = linesOf.get(profile);
  if (known !== undefined && known.size < mostKnown) return known;
  const fresh = new Map<string, number[]>();
  linesOf.set(profile, fresh);
  return fresh;
}

/** Encodes a document for a printer. Throws when a QR cannot be one; no text makes it throw. */
export function encode(document: PaperDocument, profile: PrinterProfile): Uint8Array {
  const bytes: number[] = [];
  for (const line of encodeLines(document, profile)) bytes.push(...line);
  return Uint8Array.from(bytes);
}

/** As `encode`, but lets the clerk have the thread in between: a sheet of 60 numbers takes some 15 ms. */
export async function encodeInTurns(document: PaperDocument, profile: PrinterProfile): Promise<Uint8Array> {
  const bytes: number[] = [];
  const turn = makeTurn();
  for (const line of encodeLines(document, profile)) {
    bytes.push(...line);
    await turn();
  }
  return Uint8Array.from(bytes);
}

import { randomFillSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostPictureBytes } from '../../server/contract/index.js';
import { readPicture, type ReadPicture } from '../../server/devices/picture/read.js';
import { canvasPictures, joined, pngChunk, pngOf, withChunk, withSegment } from '../support/pictures.js';

const secret = 'Снято в кабинете 12, Петрова А. С., 55.75N 37.61E <script>';
const told = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
function taken(bytes: Uint8Array<ArrayBuffer>): ReadPicture {
  const read = readPicture(bytes);
  if (typeof read === 'string') throw new Error(read);
  return read;
}
const sides = ({ width, height }: ReadPicture) => [width, height];

describe('a picture', () => {
  it('is what its own bytes say, as every canvas of a browser gives it', () => {
    const types = { jpeg: 'image/jpeg', png: 'image/png' } as const;
    for (const [name, bytes] of Object.entries(canvasPictures)) {
      const read = taken(bytes());
      expect([name, read.type]).toEqual([
        name,
        name.startsWith('webp') ? 'image/webp' : types[name === 'jpeg' ? name : 'png'],
      ]);
      expect([name, ...sides(read)]).toEqual([name, 24, 16]);
      // what is kept is a picture still, and nothing more can be taken from it
      expect(taken(new Uint8Array(read.bytes))).toEqual(read);
      expect(told(read.bytes)).not.toContain('sRGB');
    }
  });

  it('keeps nothing of what speaks of its maker', () => {
    const { jpeg, webp, webpAlpha } = canvasPictures;
    const exif = joined('Exif\0\0', secret);
    const spoken = [
      withSegment(jpeg(), 0xe1, exif),
      withSegment(jpeg(), 0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`),
      withSegment(jpeg(), 0xe2, `ICC_PROFILE\0${secret}`),
      withSegment(jpeg(), 0xe0, `JFXX\0${secret}`),
      withSegment(jpeg(), 0xed, secret),
      withSegment(jpeg(), 0xfe, secret),
      withChunk(webp(), 'EXIF', secret),
      withChunk(webpAlpha(), 'XMP ', secret),
      withChunk(webp(), 'WORD', secret),
      ...['tEXt', 'zTXt', 'iTXt', 'eXIf', 'iCCP', 'tIME', 'prVt'].map((name) =>
        pngOf(16, 16, { more: [pngChunk(name, secret)] }),
      ),
    ];
    for (const bytes of spoken) {
      expect(told(bytes)).toContain(secret);
      const read = taken(bytes);
      expect(told(read.bytes)).not.toContain('кабинете');
      expect(taken(new Uint8Array(read.bytes)).sha256).toBe(read.sha256);
    }
    // the same picture with and without words is one picture
    expect(taken(withSegment(jpeg(), 0xfe, secret)).sha256).toBe(taken(jpeg()).sha256);
  });

  it('keeps what its colours and its transparency need', () => {
    const adobe = joined('Adobe', new Uint8Array([0, 100, 0, 0, 0, 0, 1]));
    expect(told(taken(withSegment(canvasPictures.jpeg(), 0xee, adobe)).bytes)).toContain('Adobe');
    expect(told(taken(canvasPictures.webpAlpha()).bytes)).toContain('ALPH');
    expect(told(taken(pngOf(16, 16, { more: [pngChunk('gAMA', new Uint8Array([0, 0, 177, 143]))] })).bytes)).toContain(
      'gAMA',
    );
  });
});

describe('no picture', () => {
  const text = (words: string) => new Uint8Array(Buffer.from(words));
  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['nothing at all', new Uint8Array(0), 'empty'],
    ['a drawing that runs', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'svg'],
    [
      'a drawing behind its declaration',
      text('\ufeff<?xml version="1.0"?>\n<!-- x -->\n<svg viewBox="0 0 1 1"/>'),
      'svg',
    ],
    ['a drawing of nothing', text('<svg/>'), 'svg'],
    ['a drawing in sixteen bits', new Uint8Array(Buffer.from('<svg onload="alert(1)"/>', 'utf16le')), 'svg'],
    ['a page', text('<!doctype html><script>alert(1)</script>'), 'page'],
    ['a page with a picture’s first letters', text('PNG<html><body>'), 'page'],
    ['a GIF', text('GIF89a\x01\0\x01\0\0\0\0;'), 'gif'],
    ['a document', text('%PDF-1.7'), 'notPicture'],
    ['a single byte', text('\xff'), 'notPicture'],
    ['a page that begins as a GIF', text('GIF89a/*<svg onload=alert(1)>*/'), 'gif'],
    ['a picture and a page behind it', joined(pngOf(16, 16), '<script>alert(1)</script>'), 'trailing'],
    ['a picture and an archive behind it', joined(canvasPictures.jpeg(), 'PK\x03\x04'), 'trailing'],
    ['two pictures in one', joined(canvasPictures.webp(), canvasPictures.webp()), 'trailing'],
    ['a page before a picture', joined('<html>', pngOf(16, 16)), 'page'],
    ['a PNG that moves', pngOf(16, 16, { more: [pngChunk('acTL', new Uint8Array(8))] }), 'animated'],
    ['a WebP that moves', withChunk(canvasPictures.webp(), 'ANMF', 'x'.repeat(20)), 'animated'],
    ['a line', pngOf(400, 4), 'small'],
    ['a wall', pngOf(16, 16, { told: [40_000, 40_000] }), 'wide'],
    ['a header without pixels', pngOf(16, 16, { more: [pngChunk('IEND')] }), 'broken'],
    ['two headers', pngOf(16, 16, { more: [pngChunk('IHDR', new Uint8Array(13))] }), 'broken'],
    ['a header with words in it', joined(pngOf(16, 16).subarray(0, 8), pngChunk('IHDR', secret)), 'broken'],
    ['what nobody knows and everybody must', pngOf(16, 16, { more: [pngChunk('CgBI', 'x')] }), 'broken'],
    ['tables with words in them', withSegment(canvasPictures.jpeg(), 0xc4, secret), 'broken'],
    ['a frame within a frame', withSegment(canvasPictures.jpeg(), 0xc0, new Uint8Array([8, 0, 9, 0, 9, 0])), 'broken'],
    ['a frame that no browser draws', withSegment(canvasPictures.jpeg(), 0xc9, new Uint8Array(6)), 'broken'],
    ['more than a picture may have', new Uint8Array(mostPictureBytes + 1), 'tooLarge'],
  ])('%s', (_name, bytes, why) => {
    expect(readPicture(bytes)).toBe(why);
  });

  it('is one whose header tells another size than the picture in it has', () => {
    const webp = canvasPictures.webpAlpha();
    // the extended header's width less one, three bytes
    webp.set([7, 0, 0], 24);
    expect(readPicture(webp)).toBe('broken');
  });

  it('is one that is drawn over thousands of times', () => {
    const jpeg = Buffer.from(canvasPictures.jpeg());
    const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), -2);
    const bomb = joined(jpeg.subarray(0, -2), ...Array<Uint8Array>(100).fill(scan), jpeg.subarray(-2));
    expect(readPicture(bomb)).toBe('broken');
  });

  it('is one with a damaged byte in its pixels, or cut anywhere', () => {
    const png = pngOf(64, 64);
    png[60] = (png[60] ?? 0) ^ 1;
    expect(readPicture(png)).toBe('broken');
    for (const whole of [pngOf(16, 16), ...Object.values(canvasPictures).map((bytes) => bytes())])
      for (let length = 1; length < whole.length; length += 1) {
        const read = readPicture(whole.slice(0, length));
        if (typeof read !== 'string') throw new Error(`taken at ${length} of ${whole.length}`);
      }
  });

  it('whatever is changed in it, is refused or read, and never holds anybody up', () => {
    const all = [pngOf(16, 16), ...Object.values(canvasPictures).map((bytes) => bytes())];
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.array(change, { maxLength: 8 }), (whole, changes) => {
        const bytes = new Uint8Array(whole);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const read = readPicture(bytes);
        if (typeof read === 'string') return;
        expect(taken(new Uint8Array(read.bytes)).sha256).toBe(read.sha256);
        for (const side of sides(read)) expect(side >= 8 && side <= 4096).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('of two megabytes made to be slow is read in a breath', () => {
    const noise = randomFillSync(new Uint8Array(mostPictureBytes - 1000));
    const jpeg = canvasPictures.jpeg();
    const hostile = [
      pngOf(16, 16, { more: [pngChunk('IDAT', noise)] }),
      pngOf(16, 16, { more: [Buffer.alloc(12 * 170_000, pngChunk('tEXt'))] }),
      joined(jpeg.subarray(0, 2), new Uint8Array(mostPictureBytes - 2000).fill(0xff), jpeg.subarray(2)),
      joined(
        jpeg.subarray(0, -2),
        noise.map((byte) => (byte === 0xff ? 0 : byte)),
        jpeg.subarray(-2),
      ),
      joined(
        jpeg.subarray(0, -2),
        new Uint8Array(mostPictureBytes - 2000).map((_, at) => (at % 2 === 0 ? 0xff : 0)),
        jpeg.subarray(-2),
      ),
    ];
    readPicture(hostile[0] ?? jpeg);
    for (const bytes of hostile) {
      const from = performance.now();
      readPicture(bytes);
      // a tenth of this is usual; the machine of the tests is shared
      expect(performance.now() - from).toBeLessThan(100);
    }
  });
});

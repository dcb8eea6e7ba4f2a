import { randomFillSync } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mostPictureBytes } from '../../server/contract/index.js';
import { readPicture, type ReadPicture } from '../../server/devices/picture/read.js';
import { canvasPictures, joined, pngChunk, pngOf, withChunk, withSegment, type PngMade } from '../support/pictures.js';
import fc from '../support/chance.js';

const secret = 'Снято в кабинете 12, Петрова А. С., 55.75N 37.61E <script>';
const told = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
async function taken(bytes: Uint8Array<ArrayBuffer>): Promise<ReadPicture> {
  const read = await readPicture(bytes);
  if (typeof read === 'string') throw new Error(read);
  return read;
}
/** A square of so many pixels. */
type PngKind = PngMade & { side?: number };
const sides = ({ width, height }: ReadPicture) => [width, height];

describe('a picture', () => {
  it('is what its own bytes say, as every canvas of a browser gives it', async () => {
    const types = { jpeg: 'image/jpeg', png: 'image/png' } as const;
    for (const [name, bytes] of Object.entries(canvasPictures)) {
      const read = await taken(bytes());
      expect([name, read.type]).toEqual([
        name,
        name.startsWith('webp') ? 'image/webp' : types[name === 'jpeg' ? name : 'png'],
      ]);
      expect([name, ...sides(read)]).toEqual([name, 24, 16]);
      // what is kept is a picture still, and nothing more can be taken from it
      expect(await taken(new Uint8Array(read.bytes))).toEqual(read);
      expect(told(read.bytes)).not.toContain('sRGB');
    }
  });

  it('keeps nothing of what speaks of its maker', async () => {
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
      const read = await taken(bytes);
      expect(told(read.bytes)).not.toContain('кабинете');
      expect((await taken(new Uint8Array(read.bytes))).sha256).toBe(read.sha256);
    }
    // the same picture with and without words is one picture
    expect((await taken(withSegment(jpeg(), 0xfe, secret))).sha256).toBe((await taken(jpeg())).sha256);
  });

  it('keeps what its colours and its transparency need', async () => {
    const adobe = joined('Adobe', new Uint8Array([0, 100, 0, 0, 0, 0, 1]));
    expect(told((await taken(withSegment(canvasPictures.jpeg(), 0xee, adobe))).bytes)).toContain('Adobe');
    expect(told((await taken(canvasPictures.webpAlpha())).bytes)).toContain('ALPH');
    const gamma = pngOf(16, 16, { more: [pngChunk('gAMA', new Uint8Array([0, 0, 177, 143]))] });
    expect(told((await taken(gamma)).bytes)).toContain('gAMA');
  });

  // lines of ISO 15948, each with its filter's byte; interlaced: 1×1, 1×1, 2×1, 2×2, 4×2, 4×4 and 8×4 pixels
  it.each<[string, PngKind, number]>([
    ['of one bit', { depth: 1 }, (1 + 2) * 9],
    ['of colours from a list', { depth: 4, colour: 3, more: [pngChunk('PLTE', 'rgb')] }, (1 + 5) * 9],
    ['of grey and transparency', { colour: 4 }, (1 + 18) * 9],
    ['of colours of sixteen bits', { depth: 16, colour: 6 }, (1 + 72) * 9],
    ['that comes in passes', { side: 8, interlace: 1 }, 2 + 2 + 3 + 2 * 3 + 2 * 5 + 4 * 5 + 4 * 9],
  ])(
    '%s has so many bytes of pixels, and neither one more nor one less',
    async (_name, { side = 9, ...kind }, length) => {
      const read = (bytes: number) => readPicture(pngOf(side, side, { ...kind, pixels: Buffer.alloc(bytes) }));
      expect(await read(length)).toMatchObject({ type: 'image/png', width: side, height: side });
      expect([await read(length - 1), await read(length + 1)]).toEqual(['broken', 'broken']);
    },
  );
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
    ['pixels of nothing', pngOf(800, 600, { packed: new Uint8Array(0) }), 'broken'],
    ['pixels of noise', pngOf(800, 600, { packed: randomFillSync(new Uint8Array(500)) }), 'broken'],
    ['pixels cut short', pngOf(800, 600, { packed: deflateSync(Buffer.alloc(801 * 600)).subarray(0, -6) }), 'broken'],
    ['pixels of no filter', pngOf(16, 16, { pixels: Buffer.alloc(17 * 16, 5) }), 'broken'],
    ['pixels without end', pngOf(800, 600, { pixels: Buffer.alloc(100_000_000) }), 'broken'],
    [
      'words behind the pixels',
      pngOf(16, 16, { packed: joined(deflateSync(Buffer.alloc(17 * 16)), secret) }),
      'trailing',
    ],
    ['a list of colours that is not there', pngOf(16, 16, { colour: 3 }), 'broken'],
    ['a depth that no colour has', pngOf(16, 16, { depth: 3 }), 'broken'],
    ['tables with words in them', withSegment(canvasPictures.jpeg(), 0xc4, secret), 'broken'],
    ['a frame within a frame', withSegment(canvasPictures.jpeg(), 0xc0, new Uint8Array([8, 0, 9, 0, 9, 0])), 'broken'],
    ['a frame that no browser draws', withSegment(canvasPictures.jpeg(), 0xc9, new Uint8Array(6)), 'broken'],
    ['more than a picture may have', new Uint8Array(mostPictureBytes + 1), 'tooLarge'],
  ])('%s', async (_name, bytes, why) => {
    expect(await readPicture(bytes)).toBe(why);
  });

  it('is one whose header tells another size than the picture in it has', async () => {
    const webp = canvasPictures.webpAlpha();
    // the extended header's width less one, three bytes
    webp.set([7, 0, 0], 24);
    expect(await readPicture(webp)).toBe('broken');
  });

  it('is one that is drawn over thousands of times', async () => {
    const jpeg = Buffer.from(canvasPictures.jpeg());
    const scan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), -2);
    const bomb = joined(jpeg.subarray(0, -2), ...Array<Uint8Array>(100).fill(scan), jpeg.subarray(-2));
    expect(await readPicture(bomb)).toBe('broken');
  });

  it('is one with a damaged byte in its pixels, or cut anywhere', async () => {
    const png = pngOf(64, 64);
    png[60] = (png[60] ?? 0) ^ 1;
    expect(await readPicture(png)).toBe('broken');
    for (const whole of [pngOf(16, 16), ...Object.values(canvasPictures).map((bytes) => bytes())])
      for (let length = 1; length < whole.length; length += 1) {
        const read = await readPicture(whole.slice(0, length));
        if (typeof read !== 'string') throw new Error(`taken at ${length} of ${whole.length}`);
      }
  });

  it('whatever is changed in it, is refused or read, and never holds anybody up', async () => {
    const all = [pngOf(16, 16), ...Object.values(canvasPictures).map((bytes) => bytes())];
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), fc.array(change, { maxLength: 8 }), async (whole, changes) => {
        const bytes = new Uint8Array(whole);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const read = await readPicture(bytes);
        if (typeof read === 'string') return;
        expect((await taken(new Uint8Array(read.bytes))).sha256).toBe(read.sha256);
        for (const side of sides(read)) expect(side >= 8 && side <= 4096).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('of two megabytes made to be slow is read in a breath', async () => {
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
    await readPicture(hostile[0] ?? jpeg);
    for (const bytes of hostile) {
      const from = performance.now();
      await readPicture(bytes);
      // some ten milliseconds are usual; whoever came back to each of two million bytes would need hours
      expect(performance.now() - from).toBeLessThan(5000);
    }
  });
});

/** Pictures as a canvas of a browser gives them, as a machine draws them, and as somebody hostile would send them. */
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

const drawn = (name: string) => new Uint8Array(readFileSync(new URL(`../devices/pictures/${name}`, import.meta.url)));

/** 24 × 16, by the canvas of Chromium, with the colour profile that it puts in. */
export const canvasPictures = {
  jpeg: () => drawn('canvas.jpg'),
  png: () => drawn('canvas.png'),
  webp: () => drawn('canvas.webp'),
  webpAlpha: () => drawn('canvas-alpha.webp'),
  webpLossless: () => drawn('canvas-lossless.webp'),
};

export const joined = (...parts: (Uint8Array | string)[]) =>
  new Uint8Array(Buffer.concat(parts.map((one) => Buffer.from(one))));

/** A chunk of PNG, with a true checksum. */
export function pngChunk(name: string, body: Uint8Array | string = ''): Uint8Array {
  const named = joined(name, body);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(named.length - 4);
  sum.writeUInt32BE(crc32(named));
  return joined(length, named, sum);
}

/** How a PNG is made, where it is not as usual. */
export interface PngMade {
  /** The size that its header tells. */
  told?: [number, number];
  /** Chunks before its pixels. */
  more?: Uint8Array[];
  depth?: number;
  /** Of the header: 0 is grey. */
  colour?: number;
  interlace?: number;
  /** Lines, each with the byte of its filter. */
  pixels?: Uint8Array;
  /** What stands in IDAT. */
  packed?: Uint8Array;
}

/** A grey PNG of eight bits, unless it is made otherwise. */
export function pngOf(width: number, height: number, made: PngMade = {}): Uint8Array<ArrayBuffer> {
  const { told = [width, height], more = [], depth = 8, colour = 0, interlace = 0 } = made;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(told[0], 0);
  header.writeUInt32BE(told[1], 4);
  header.set([depth, colour, 0, 0, interlace], 8);
  const pixels = made.packed ?? deflateSync(made.pixels ?? Buffer.alloc((width + 1) * height));
  return joined(
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    ...more,
    pngChunk('IDAT', pixels),
    pngChunk('IEND'),
  );
}

/** A JPEG with a segment put in right after its beginning. */
export function withSegment(jpeg: Uint8Array, marker: number, body: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const text = joined(body);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return joined(jpeg.subarray(0, 2), head, text, jpeg.subarray(2));
}

/** A WebP with a chunk put in at its end. */
export function withChunk(webp: Uint8Array, name: string, body: string): Uint8Array<ArrayBuffer> {
  const [length, said] = [Buffer.alloc(4), joined(body)];
  length.writeUInt32LE(said.length);
  const whole = Buffer.from(joined(webp, name, length, said, new Uint8Array(said.length % 2)));
  whole.writeUInt32LE(whole.length - 8, 4);
  return new Uint8Array(whole);
}

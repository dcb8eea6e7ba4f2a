/**
 * PNG, chunk by chunk: what draws the picture stays, what only speaks (text, time, EXIF, profiles with a name, whatever
 * nobody knows) goes. Each chunk is proved by its own checksum, the pixels by their header, and behind the last one stands
 * nothing.
 */
import { crc32 } from 'node:zlib';
import { provePixels } from './pixels.js';
import { assertSides } from './sides.js';
import { bad } from './refusal.js';

const signature = 8;
/** Length, name and checksum. */
const frame = 12;
/** Kept, with the most bytes that one may have; the picture's own data as long as they are. */
const kept = new Map([
  ['IHDR', 13],
  ['PLTE', 768],
  ['IDAT', Number.POSITIVE_INFINITY],
  ['IEND', 0],
  ['tRNS', 256],
  ['gAMA', 4],
  ['sRGB', 1],
  ['cHRM', 32],
]);
/** Chunks of one picture: two megabytes in pieces of eight kilobytes are few hundred. */
const mostChunks = 8192;
/** Of a picture that moves: the board does not. */
const moving = ['acTL', 'fcTL', 'fdAT'];

/** The bytes without what speaks. Throws `BadPicture`: broken, animated, trailing, small, wide. */
export async function cleanPng(bytes: Buffer): Promise<Buffer> {
  const parts = [bytes.subarray(0, signature)];
  let at = signature;
  const packed: Buffer[] = [];
  let hasPalette = false;
  for (let chunk = 0; ; chunk += 1) {
    if (at + frame > bytes.length || chunk > mostChunks) return bad('broken');
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const end = at + frame + length;
    if (end > bytes.length || (name === 'IHDR') !== (chunk === 0)) return bad('broken');
    if (moving.includes(name)) return bad('animated');
    const most = kept.get(name);
    if (most !== undefined) {
      if (length > most || (chunk === 0 && length !== most)) return bad('broken');
      if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return bad('broken');
      parts.push(bytes.subarray(at, end));
      if (name === 'IDAT') packed.push(bytes.subarray(at + 8, end - 4));
      hasPalette ||= name === 'PLTE';
    } else if ((bytes[at + 4] ?? 0) < 97) {
      // a capital letter: without it nobody may draw the picture, and nobody here knows it
      return bad('broken');
    }
    at = end;
    if (name === 'IEND') break;
  }
  if (packed.length === 0) return bad('broken');
  if (at !== bytes.length) return bad('trailing');
  const header = bytes.subarray(signature + 8, signature + 8 + 13);
  // before anything is unpacked
  assertSides({ width: header.readUInt32BE(0), height: header.readUInt32BE(4) });
  await provePixels(header, hasPalette, Buffer.concat(packed));
  return Buffer.concat(parts);
}

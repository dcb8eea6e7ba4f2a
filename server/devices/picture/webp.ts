/**
 * WebP, chunk by chunk: the picture and its transparency stay; EXIF, XMP, profiles and whatever nobody knows go. The
 * file is as long as it says.
 */
import { bad } from './refusal.js';

const head = 12;
const isOdd = (length: number) => length % 2;
/** Chunks of one picture: a handful is usual. */
const mostChunks = 256;
/** Bits of the extended header that speak of what is left out (profile, EXIF, XMP), and of moving. */
const left = 0x20 | 0x08 | 0x04;
const moving = 0x02;

/** Does the one picture in it begin as its coding does? */
function isPicture(name: string, body: Buffer): boolean {
  if (name === 'VP8L') return body[0] === 0x2f && body.length > 5;
  // a frame of its own, and the three bytes that begin one
  return body.length > 10 && ((body[0] ?? 1) & 1) === 0 && body.readUIntBE(3, 3) === 0x9d012a;
}

/** The bytes without what speaks. Throws `BadPicture`: broken, animated, trailing. */
export function cleanWebp(bytes: Buffer): Buffer {
  const told = bytes.readUInt32LE(4) + 8;
  if (told > bytes.length) return bad('broken');
  if (told < bytes.length) return bad('trailing');
  const parts: Buffer[] = [];
  let pictures = 0;
  let chunks = 0;
  for (let at = head; at < bytes.length; chunks += 1) {
    if (at + 8 > bytes.length || chunks > mostChunks) return bad('broken');
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + isOdd(length);
    if (end > bytes.length) return bad('broken');
    const chunk = bytes.subarray(at, end);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'ANIM' || name === 'ANMF') return bad('animated');
    if (name === 'VP8X') {
      if (at !== head || length !== 10) return bad('broken');
      if (((body[0] ?? 0) & moving) !== 0) return bad('animated');
      const plain = Buffer.from(chunk);
      plain[8] = (body[0] ?? 0) & ~left;
      parts.push(plain);
    } else if (name === 'ALPH') parts.push(chunk);
    else if (name === 'VP8 ' || name === 'VP8L') {
      if (!isPicture(name, body)) return bad('broken');
      pictures += 1;
      parts.push(chunk);
    }
    at = end;
  }
  if (pictures !== 1) return bad('broken');
  const clean = Buffer.concat([bytes.subarray(0, head), ...parts]);
  clean.writeUInt32LE(clean.length - 8, 4);
  return clean;
}

/** The picture in it alone, as a file of its own: what the extended header says must be true of it. */
export function simpleWebp(clean: Buffer): Buffer {
  for (let at = head; at + 8 <= clean.length;) {
    const end = at + 8 + clean.readUInt32LE(at + 4) + isOdd(clean.readUInt32LE(at + 4));
    if (clean.toString('latin1', at, at + 3) === 'VP8' && clean[at + 3] !== 0x58)
      return Buffer.concat([clean.subarray(0, head), clean.subarray(at, end)]);
    at = end;
  }
  return bad('broken');
}

/**
 * PICTURES that an office hands in: slides of the board and its logo. A picture is what its own bytes say, PNG, JPEG or
 * WebP, whole to the end and with nothing behind it; never what its name or its sender says. Of what was handed in only
 * that is kept which draws the picture. Drawings of vectors and pages, which browsers run, are refused by name.
 */
import { createHash } from 'node:crypto';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import { mostPictureBytes } from '../../contract/index.js';
import type { PictureRefusal, PictureType } from '../../contract/index.js';
import { cleanJpeg } from './jpeg.js';
import { cleanPng } from './png.js';
import { bad, BadPicture } from './refusal.js';
import { assertSides, type Size } from './sides.js';
import { cleanWebp, simpleWebp } from './webp.js';

/** As it is kept. */
export interface ReadPicture {
  type: PictureType;
  /** Pixels. */
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** Hex digest of these bytes. */
  sha256: string;
}

/** What is no picture of ours, by its beginning: told by name, because people save the wrong way. */
function otherKind(bytes: Buffer): PictureRefusal {
  if (/^GIF8[79]a/.test(bytes.toString('latin1', 0, 6))) return 'gif';
  // in either byte order a text of sixteen bits has a nought in every second byte
  const beginning = bytes.toString('latin1', 0, 4096).replaceAll('\0', '').toLowerCase();
  if (/<svg[\s>:/]|<!doctype svg/.test(beginning)) return 'svg';
  return /<(!doctype|html|head|body|script|\?xml)/.test(beginning) ? 'page' : 'notPicture';
}

async function read(bytes: Buffer): Promise<{ type: PictureType; clean: Buffer; size: Size }> {
  if (bytes.length === 0) return bad('empty');
  if (bytes.length > mostPictureBytes) return bad('tooLarge');
  if (bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') {
    const clean = await cleanPng(bytes);
    return { type: 'image/png', clean, size: PNG.calculate(clean) };
  }
  if (bytes.length > 4 && bytes.readUInt32BE(0) >>> 8 === 0xffd8ff) {
    // from here on the library finds the frame at once: what could lead it astray is gone
    const clean = cleanJpeg(bytes);
    return { type: 'image/jpeg', clean, size: JPG.calculate(clean) };
  }
  if (bytes.length > 16 && WEBP.validate(bytes)) {
    const clean = cleanWebp(bytes);
    const size = WEBP.calculate(clean);
    const inner = WEBP.calculate(simpleWebp(clean));
    if (inner.width !== size.width || inner.height !== size.height) return bad('broken');
    return { type: 'image/webp', clean, size };
  }
  return bad(otherKind(bytes));
}

/** The picture as it is kept, or why it is not. Never throws, whatever the bytes are. */
export async function readPicture(given: Uint8Array<ArrayBuffer>): Promise<ReadPicture | PictureRefusal> {
  try {
    const { type, clean, size } = await read(Buffer.from(given.buffer, given.byteOffset, given.byteLength));
    assertSides(size);
    const bytes = new Uint8Array(clean);
    const { width, height } = size;
    return { type, width, height, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    // the library throws at what it cannot make out
    return error instanceof BadPicture ? error.why : 'broken';
  }
}

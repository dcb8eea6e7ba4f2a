/**
 * JPEG, segment by segment: tables, frame and scans stay; whatever else speaks (EXIF with the place where it was taken,
 * XMP, comments, profiles, previews) goes. Behind the end of the picture stands nothing.
 */
import { bad } from './refusal.js';

const soi = 0xd8;
const eoi = 0xd9;
const sos = 0xda;
const dqt = 0xdb;
const dht = 0xc4;
const dri = 0xdd;
/** Baseline, extended and progressive: what every browser draws. */
const frames = [0xc0, 0xc1, 0xc2];
/** Adobe's mark says how colours are coded; it is twelve bytes and carries no words. */
const app14 = 0xee;
/** A progressive picture has about ten scans; each is a walk over the whole of it, and thousands would hold up a board. */
const mostScans = 64;
/** Segments and bytes of filling between them: more make nothing but work. */
const mostSegments = 4096;
const isAdobe = (body: Buffer) => body.length === 12 && body.toString('latin1', 0, 5) === 'Adobe';

/** Quantisation tables, one after another. */
function areTables(body: Buffer): boolean {
  let at = 0;
  while (at < body.length) at += (body[at] ?? 0) >> 4 === 0 ? 65 : 129;
  return at === body.length;
}

/** Huffman tables: sixteen counts and as many values as they say. */
function areCodes(body: Buffer): boolean {
  let at = 0;
  while (at + 17 <= body.length) {
    let values = 0;
    for (let count = at + 1; count <= at + 16; count += 1) values += body[count] ?? 0;
    if (values > 256) return false;
    at += 17 + values;
  }
  return at === body.length;
}

/** Does a segment have the shape of its kind? What is left of it afterwards could carry anything. */
function isShaped(marker: number, body: Buffer): boolean {
  if (marker === dqt) return areTables(body);
  if (marker === dht) return areCodes(body);
  if (marker === dri) return body.length === 2;
  if (marker === sos) return body.length === 4 + 2 * (body[0] ?? 0);
  return body.length === 6 + 3 * (body[5] ?? 0);
}

/** Where the coded lines of a scan end: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    // usually one in so many; where somebody wrote nothing else they are passed in one breath
    for (; bytes[at] === 0xff; at += 2) {
      const next = bytes[at + 1] ?? 0;
      if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    }
  }
  return bad('broken');
}

/** The bytes without what speaks. Throws `BadPicture`: broken, trailing. */
export function cleanJpeg(bytes: Buffer): Buffer {
  const parts: Buffer[] = [Buffer.from([0xff, soi])];
  let at = 2;
  let framed = 0;
  let scans = 0;
  for (let segments = 0; ; segments += 1) {
    if (bytes[at] !== 0xff || segments > mostSegments) return bad('broken');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      // a byte of filling
      at += 1;
      continue;
    }
    if (marker === eoi) break;
    if (at + 4 > bytes.length) return bad('broken');
    const length = bytes.readUInt16BE(at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) return bad('broken');
    const body = bytes.subarray(at + 4, end);
    const isFrame = frames.includes(marker);
    if (isFrame || [dqt, dht, dri, sos].includes(marker)) {
      if (!isShaped(marker, body)) return bad('broken');
      framed += isFrame ? 1 : 0;
      if (framed > 1) return bad('broken');
      if (marker === sos) {
        if (framed === 0) return bad('broken');
        scans += 1;
        end = endOfScan(bytes, end);
      }
      parts.push(bytes.subarray(at, end));
    } else if (marker === app14 && isAdobe(body)) parts.push(bytes.subarray(at, end));
    // the rest of the applications' segments and comments is left out; a kind of frame that no browser draws is none
    else if (marker !== 0xfe && (marker < 0xe0 || marker > 0xef)) return bad('broken');
    at = end;
  }
  if (scans === 0 || scans > mostScans) return bad('broken');
  if (at + 2 !== bytes.length) return bad('trailing');
  parts.push(bytes.subarray(at));
  return Buffer.concat(parts);
}

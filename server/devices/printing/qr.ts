/** A QR code as a picture (`GS v 0`), for printers that have none of their own; and back, for the preview. */
import { encode as encodeQr } from 'uqr';

const quiet = 4;

/** The bytes of `GS v 0` for a code of level M, its modules six dots wide or as many as the paper's width allows. */
export function qrPicture(data: string, dots: number): number[] {
  // as bytes: digits or capitals alone would be packed in a mode that readPicture does not know
  const ascii = Array.from(data, (sign) => sign.charCodeAt(0));
  const { data: modules, size } = encodeQr(ascii, { ecc: 'M', border: quiet, boostEcc: false });
  const scale = Math.max(1, Math.min(6, Math.floor(dots / size)));
  const side = size * scale;
  const widthBytes = Math.ceil(side / 8);
  const bytes = [0x1d, 0x76, 0x30, 0, widthBytes & 255, widthBytes >> 8, side & 255, side >> 8];
  for (let y = 0; y < side; y += 1) {
    const row = modules[Math.floor(y / scale)] ?? [];
    for (let byteAt = 0; byteAt < widthBytes; byteAt += 1) {
      let byte = 0;
      for (let bit = 0; bit < 8; bit += 1) {
        if (row[Math.floor((byteAt * 8 + bit) / scale)] === true) byte |= 0x80 >> bit;
      }
      bytes.push(byte);
    }
  }
  return bytes;
}

/** Data codewords of level M by version: how many blocks, and the data words of the short ones and the long ones. */
const blocksOfM: readonly (readonly number[])[] = [
  [16],
  [28],
  [44],
  [32, 32],
  [43, 43],
  [27, 27, 27, 27],
  [31, 31, 31, 31],
  [38, 38, 39, 39],
  [36, 36, 36, 37, 37],
  [43, 43, 43, 43, 44],
];

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Codewords in the order of the symbol: two columns at a time, from the right, up and down. */
function codewords(modules: boolean[][], isData: (x: number, y: number) => boolean): number[] {
  const size = modules.length;
  const mask = [2, 3, 4].reduce((bits, x) => bits * 2 + (modules[8]?.[x] === true ? 1 : 0), 0) ^ 0b101;
  const flip = masks[mask] ?? (() => false);
  const bits: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (isData(x, y)) bits.push((modules[y]?.[x] === true) !== flip(x, y) ? 1 : 0);
      }
    }
  }
  const words: number[] = [];
  for (let at = 0; at + 8 <= bits.length; at += 8) words.push(parseInt(bits.slice(at, at + 8).join(''), 2));
  return words;
}

/** Takes the interleaved blocks apart and joins their data. */
function joinBlocks(words: number[], blocks: readonly number[]): number[] {
  const parts = blocks.map((): number[] => []);
  let at = 0;
  for (let row = 0; row < Math.max(...blocks); row += 1) {
    blocks.forEach((length, index) => {
      if (row < length) parts[index]?.push(words[at++] ?? 0);
    });
  }
  return parts.flat();
}

/** Reads the picture of a code that this file made (level M, bytes, up to version 10). Null for any other picture. */
export function readPicture(isBlack: (x: number, y: number) => boolean, side: number): string | null {
  let edge = 0;
  while (edge < side && !isBlack(edge, edge)) edge += 1;
  let run = edge;
  while (run < side && isBlack(run, edge)) run += 1;
  const scale = (run - edge) / 7;
  let last = side - 1;
  while (last > edge && !isBlack(last, edge)) last -= 1;
  const size = (last + 1 - edge) / scale;
  const version = (size - 17) / 4;
  const blocks = blocksOfM[version - 1];
  if (!Number.isInteger(scale) || blocks === undefined) return null;
  const modules = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_unused, x) => isBlack(edge + x * scale, edge + y * scale)),
  );
  const { types } = encodeQr('', { ecc: 'M', border: 0, boostEcc: false, minVersion: version, maxVersion: version });
  const words = joinBlocks(
    codewords(modules, (x, y) => Number(types[y]?.[x]) === 0),
    blocks,
  );
  const bits = words.map((word) => word.toString(2).padStart(8, '0')).join('');
  if (!bits.startsWith('0100')) return null;
  const lengthBits = version < 10 ? 8 : 16;
  const length = parseInt(bits.slice(4, 4 + lengthBits), 2);
  const start = 4 + lengthBits;
  const bytes = Array.from({ length }, (_, index) => parseInt(bits.slice(start + index * 8, start + index * 8 + 8), 2));
  return String.fromCharCode(...bytes);
}

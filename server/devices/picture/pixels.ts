/**
 * The pixels of a PNG, as its header tells them: lines of so many bytes, each after one that says how it was filtered. They
 * are unpacked piece by piece and never kept: however much somebody packed into two megabytes, no more of it is unpacked
 * than the picture has.
 */
import { createInflate } from 'node:zlib';
import { bad } from './refusal.js';

/** Samples of a pixel and the depths that they may have, by the kind of colour. */
const colours = new Map([
  [0, { samples: 1, depths: [1, 2, 4, 8, 16] }],
  [2, { samples: 3, depths: [8, 16] }],
  [3, { samples: 1, depths: [1, 2, 4, 8] }],
  [4, { samples: 2, depths: [8, 16] }],
  [6, { samples: 4, depths: [8, 16] }],
]);
/** Where the seven passes of an interlaced picture begin, and their steps: x, y, across, down. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const whole = [[0, 0, 1, 1]] as const;
/** Kinds of filter, from none on. */
const mostFilter = 4;
const indexed = 3;

/** Lines of one length, in bytes with the one of the filter. */
interface Lines {
  count: number;
  length: number;
}

/** The lines that a header tells of. Throws `BadPicture`: broken. */
function linesOf(header: Buffer, hasPalette: boolean): Lines[] {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, kind = -1, packing = -1, filtering = -1, interlace = -1] = header.subarray(8);
  const colour = colours.get(kind);
  if (colour === undefined || !colour.depths.includes(depth) || (kind === indexed && !hasPalette)) return bad('broken');
  if (packing !== 0 || filtering !== 0 || (interlace !== 0 && interlace !== 1)) return bad('broken');
  return (interlace === 1 ? passes : whole).flatMap(([x, y, across, down]) => {
    const [columns, rows] = [Math.ceil((width - x) / across), Math.ceil((height - y) / down)];
    if (columns <= 0 || rows <= 0) return [];
    return [{ count: rows, length: 1 + Math.ceil((columns * colour.samples * depth) / 8) }];
  });
}

/**
 * Are these the pixels of that header, every line and no byte more? Throws `BadPicture`: broken; trailing where something
 * stands behind them. `header` is the body of IHDR, `packed` those of all IDAT.
 */
export async function provePixels(header: Buffer, hasPalette: boolean, packed: Buffer): Promise<void> {
  const lines = linesOf(header, hasPalette).flatMap(({ count, length }) => Array<number>(count).fill(length));
  const total = lines.reduce((sum, length) => sum + length, 0);
  const inflate = createInflate({ chunkSize: 64 * 1024 });
  inflate.end(packed);
  let [had, line, next] = [0, 0, 0];
  for await (const piece of inflate) {
    if (!Buffer.isBuffer(piece) || had + piece.length > total) return bad('broken');
    for (; next < had + piece.length; next += lines[line++] ?? total)
      if ((piece[next - had] ?? 0) > mostFilter) return bad('broken');
    had += piece.length;
  }
  if (had !== total) return bad('broken');
  if (inflate.bytesWritten !== packed.length) return bad('trailing');
}

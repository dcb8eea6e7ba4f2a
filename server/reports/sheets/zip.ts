/** A ZIP archive, made part after part: only what is packed already is held, never the whole text of a part. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** Every part says the same moment, so that an archive of the same rows is the same file, whenever it is made. */
const options = {
  mtime: new Date(1980, 0, 1),
  forceDosTimestamp: true,
  // rows are alike: a light effort packs them nearly as small in half the time
  compressionLevel: 4,
};

/** The archive of these parts, in their order; a part's pieces are asked for as the packer takes them. */
export function zip(parts: readonly { name: string; pieces: Iterable<string> }[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const archive = new ZipFile();
    archive.on('error', reject);
    for (const { name, pieces } of parts)
      archive.addReadStreamLazy(name, options, (take) => {
        // the packer hears of no failure of what it reads: rows that cannot be read end the sheet here
        take(null, Readable.from(pieces, { objectMode: false }).on('error', reject));
      });
    archive.end();
    const packed: Buffer[] = [];
    archive.outputStream.on('data', (chunk: Buffer) => void packed.push(chunk));
    archive.outputStream.on('end', () => resolve(Buffer.concat(packed)));
  });
}

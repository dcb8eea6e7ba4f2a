/** A ZIP archive, made part after part: only what is packed already is held, never the whole text of a part. */
import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

interface Packed {
  name: Buffer;
  crc: number;
  packed: Buffer;
  size: number;
}

/** 1 January 1980, midnight: an archive of the same rows is the same file, whenever it is made. */
const noTime = 0;
const noDate = 0x0021;
/** 2.0: folders and deflate. */
const version = 20;
const deflated = 8;
/** The names are UTF-8. */
const flags = 0x0800;

async function pack(name: string, pieces: Iterable<string>): Promise<Packed> {
  // rows are alike: a light effort packs them nearly as small in half the time
  const deflate = createDeflateRaw({ level: 4 });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = once(deflate, 'end');
  let crc = 0;
  let size = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    crc = crc32(bytes, crc);
    size += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  }
  deflate.end();
  await ended;
  return { name: Buffer.from(name), crc, packed: Buffer.concat(chunks), size };
}

/** What the local heading and the directory say alike of a part. */
function described({ name, crc, packed, size }: Packed): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(flags, 2);
  head.writeUInt16LE(deflated, 4);
  head.writeUInt16LE(noTime, 6);
  head.writeUInt16LE(noDate, 8);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(size, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

function directoryEntry(part: Packed, offset: number): Buffer {
  const start = Buffer.alloc(6);
  start.writeUInt32LE(0x02014b50, 0);
  start.writeUInt16LE(version, 4);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([start, described(part), rest, part.name]);
}

/** The archive of these parts, in their order. */
export async function zip(parts: readonly { name: string; pieces: Iterable<string> }[]): Promise<Buffer> {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, pieces } of parts) {
    const part = await pack(name, pieces);
    directory.push(directoryEntry(part, offset));
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), described(part), part.name]);
    written.push(local, part.packed);
    offset += local.length + part.packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...written, entries, end]);
}

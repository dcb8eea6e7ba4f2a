/**
 * THE CONTAINER of a backup: one file that says what it holds and proves by itself that it is whole. A line of magic, a
 * line of manifest (JSON), the parts one after another packed by gzip, and at the very end the sha-256 of everything
 * before it. Everything streams: nine gigabytes need no more memory than nine kilobytes.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { isManifest, type Manifest, type PartName } from './manifest.js';

/** A sentence for whoever typed the command: what is wrong with the file, or why it is not for this program. */
export class BackupRefused extends Error {
  override name = 'BackupRefused';
}

const magic = 'TALON BACKUP 1\n';
const trailerOf = (digest: string) => `\nsha256 ${digest}\n`;
const trailerBytes = trailerOf('0'.repeat(64)).length;
/** A manifest is a few hundred bytes for each office. */
const longestManifest = 1024 * 1024;
const chunkBytes = 1024 * 1024;
/** Bytes written between two waits for the disk: a gigabyte handed over at once would hold up the clerk's commits. */
const syncBytes = 4 * 1024 * 1024;

/** Writes what may be long without filling the disk's line: other people's commits come in between. */
async function makeWriter(file: string, flags: string) {
  const handle = await open(file, flags, 0o600);
  let sinceSync = 0;
  return {
    handle,
    async write(chunk: Uint8Array): Promise<void> {
      for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at, chunk.length - at)).bytesWritten;
      sinceSync += chunk.length;
      if (sinceSync < syncBytes) return;
      sinceSync = 0;
      await handle.datasync();
    },
  };
}

/** A stream's chunks, known to be bytes. */
async function* bytesOf(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Buffer)) throw new Error('A file is read as bytes.');
    yield chunk;
  }
}

/** A part as it was found: `path` is read to exactly the bytes that the manifest says. */
type Sources = ReadonlyMap<PartName, string>;

async function* rawBytes(
  { parts }: Manifest,
  sources: Sources,
  digests: Map<PartName, string>,
): AsyncGenerator<Buffer> {
  for (const { name, bytes } of parts) {
    const path = sources.get(name);
    if (path === undefined) throw new Error(`The part ${name} has no file.`);
    let read = 0;
    const hash = createHash('sha256');
    for await (const chunk of bytesOf(createReadStream(path, { highWaterMark: chunkBytes }))) {
      read += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
    digests.set(name, hash.digest('hex'));
    if (read !== bytes) throw new Error(`The part ${name} changed while it was packed.`);
  }
}

/**
 * Writes a new container, mode 0600, and waits until it is on the disk; the sha-256 of each part as it was read. Throws
 * when the file is there already.
 */
export async function writeContainer(
  file: string,
  manifest: Manifest,
  sources: Sources,
): Promise<Map<PartName, string>> {
  const digests = new Map<PartName, string>();
  const { handle, write } = await makeWriter(file, 'wx');
  try {
    const hash = createHash('sha256');
    const put = async (chunk: Uint8Array): Promise<void> => {
      hash.update(chunk);
      await write(chunk);
    };
    await put(Buffer.from(`${magic}${JSON.stringify(manifest)}\n`));
    // the fastest level: a journal packs to a fifth with it, the slowest saves a little more and takes ten times as long
    const packed = createGzip({ level: 1, chunkSize: chunkBytes });
    const raw = Readable.from(rawBytes(manifest, sources, digests), { objectMode: false });
    raw.on('error', (error) => packed.destroy(error));
    for await (const chunk of bytesOf(raw.pipe(packed))) await put(chunk);
    await write(Buffer.from(trailerOf(hash.digest('hex'))));
    await handle.sync();
    return digests;
  } finally {
    await handle.close();
  }
}

interface Opened {
  manifest: Manifest;
  /** Where the packed parts begin and end in the file. */
  from: number;
  until: number;
}

async function readHead(handle: FileHandle, file: string, size: number): Promise<Opened> {
  const head = Buffer.alloc(Math.min(size, magic.length + longestManifest));
  await handle.read(head, 0, head.length, 0);
  const start = head.subarray(0, magic.length).toString('latin1');
  if (start !== magic) {
    const isLater = /^TALON BACKUP \d+\n$/.test(start);
    throw new BackupRefused(
      isLater
        ? `${file} was made by a newer version of Talon.`
        : `${file} is no backup of Talon, or its beginning is damaged.`,
    );
  }
  const end = head.indexOf('\n', magic.length);
  const until = size - trailerBytes;
  const manifest = end < 0 ? null : parsed(head.subarray(magic.length, end).toString('utf8'));
  if (!isManifest(manifest) || end + 1 > until)
    throw new BackupRefused(`${file} is damaged: its manifest cannot be read.`);
  return { manifest, from: end + 1, until };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a backup says of itself; nothing of it is proved. Throws `BackupRefused` for a file that is none. */
export async function readManifest(file: string): Promise<Manifest> {
  const handle = await open(file, 'r');
  try {
    return (await readHead(handle, file, (await handle.stat()).size)).manifest;
  } finally {
    await handle.close();
  }
}

/** Reads the whole file and compares it with its own checksum: one changed byte anywhere throws `BackupRefused`. */
export async function checkContainer(file: string): Promise<Opened> {
  const { size } = await stat(file);
  const hash = createHash('sha256');
  const until = size - trailerBytes;
  if (until > 0)
    for await (const chunk of bytesOf(createReadStream(file, { end: until - 1, highWaterMark: chunkBytes })))
      hash.update(chunk);
  const handle = await open(file, 'r');
  try {
    const trailer = Buffer.alloc(trailerBytes);
    if (until > 0) await handle.read(trailer, 0, trailerBytes, until);
    const head = await readHead(handle, file, size);
    if (trailer.toString('latin1') !== trailerOf(hash.digest('hex')))
      throw new BackupRefused(`${file} is damaged: its bytes do not fit its checksum. Nothing was changed.`);
    return head;
  } finally {
    await handle.close();
  }
}

/** Where the bytes of one part go. */
interface Sink {
  write(chunk: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** Unpacks a container that was checked, one part after the other. Throws `BackupRefused` when its parts are not as it says. */
async function unpack(
  file: string,
  { manifest, from, until }: Opened,
  sinkOf: (name: PartName) => Promise<Sink>,
): Promise<void> {
  const rest = [...manifest.parts];
  const packed = createReadStream(file, { start: from, end: until - 1, highWaterMark: chunkBytes });
  const raw = createGunzip({ chunkSize: chunkBytes });
  packed.on('error', (error) => raw.destroy(error));
  let part: { left: number; sink: Sink } | null = null;

  async function endPart(): Promise<void> {
    const ended = part;
    part = null;
    await ended?.sink.end();
  }
  async function nextPart(): Promise<{ left: number; sink: Sink }> {
    const next = rest.shift();
    if (next === undefined) throw new BackupRefused(`${file} holds more than its manifest says.`);
    return { left: next.bytes, sink: await sinkOf(next.name) };
  }

  try {
    for await (const chunk of bytesOf(packed.pipe(raw))) {
      for (let at = 0; at < chunk.length;) {
        part ??= await nextPart();
        const piece = chunk.subarray(at, at + part.left);
        await part.sink.write(piece);
        at += piece.length;
        part.left -= piece.length;
        if (part.left === 0) await endPart();
      }
    }
    if (part !== null || rest.length > 0) throw new BackupRefused(`${file} holds less than its manifest says.`);
  } catch (error) {
    // a checksum that fits and a pack that cannot be read: whoever made it was not this program
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw new BackupRefused(`${file} cannot be unpacked.`);
    throw error;
  } finally {
    await endPart();
  }
}

/** Unpacks a container that was checked into a folder, each part under its own name, mode 0600. */
export function unpackContainer(file: string, opened: Opened, folder: string): Promise<void> {
  return unpack(file, opened, async (name) => {
    const { handle, write } = await makeWriter(join(folder, name), 'wx');
    return {
      write,
      async end() {
        await handle.sync();
        await handle.close();
      },
    };
  });
}

/** The sha-256 of each part as a restore would unpack it; nothing is written. */
export async function digestParts(file: string, opened: Opened): Promise<Map<PartName, string>> {
  const digests = new Map<PartName, string>();
  await unpack(file, opened, async (name) => {
    const hash = createHash('sha256');
    return {
      write: async (chunk) => void hash.update(chunk),
      end: async () => void digests.set(name, hash.digest('hex')),
    };
  });
  return digests;
}

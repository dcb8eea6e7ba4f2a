/** The files of a ZIP: counted, bounded in size and growth, their names plain. No archive inside is opened. */
import { Buffer } from 'node:buffer';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { NotRead, type IntakeLimits } from './refusal.js';

export interface Unzipped {
  name: string;
  bytes: Uint8Array;
}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5 || bytes[2] === 7);
}

/** What an entry's growth is not asked about: small files of many spaces grow a lot and harm nobody. */
const harmlessBytes = 1_048_576;

function opened(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // names are decoded here: those of Russian archivers are CP866 and do not say so
    fromBuffer(buffer, { lazyEntries: true, decodeStrings: false }, (error, zip) =>
      error === null ? resolve(zip) : reject(new NotRead('archiveBroken')),
    );
  });
}

/** The archive's next entry; null after the last. */
function nextOf(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      zip.off('entry', onEntry);
      zip.off('end', onEnd);
      zip.off('error', onError);
      settle();
    };
    const onEntry = (entry: Entry) => done(() => resolve(entry));
    const onEnd = () => done(() => resolve(null));
    const onError = () => done(() => reject(new NotRead('archiveBroken')));
    zip.on('entry', onEntry);
    zip.on('end', onEnd);
    zip.on('error', onError);
    zip.readEntry();
  });
}

function inflated(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) return reject(new NotRead('archiveBroken'));
      const parts: Buffer[] = [];
      // a stream that grows beyond what its entry says of itself is an error of the reader's own
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', () => reject(new NotRead('archiveBroken')));
      stream.on('end', () => resolve(Buffer.concat(parts)));
    });
  });
}

/** Longest name of a file, and of one folder before it. */
const longestName = 255;
const longestFolder = 60;

/** No sign that nobody sees: control characters, marks of direction, spaces without width. */
const visible = (part: string) => part.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();

function partsOf(name: string): string[] {
  return name
    .split(/[\\/]/)
    .map(visible)
    .filter((part) => part !== '' && !/^\.{1,2}$|^[a-z]:$/i.test(part));
}

/** «C:\ОТЧЕТ\PFR-700-….XML» as `PFR-700-….XML`: no path, nothing hidden. */
export function plainName(name: string): string {
  return partsOf(name).at(-1)?.slice(0, longestName) ?? 'без имени';
}

/**
 * «филиал1\otchet.xml» as `филиал1/otchet.xml`: files of one name lie in an archive in folders of their own. The path
 * is only shown; where it is too long its first folders are left out.
 */
export function shownPath(name: string): string {
  const folders = partsOf(name).slice(0, -1);
  let shown = plainName(name);
  for (const folder of folders.reverse()) {
    const longer = `${folder.slice(0, longestFolder)}/${shown}`;
    if (longer.length > longestName) break;
    shown = longer;
  }
  return shown;
}

function nameOf(entry: Entry): string {
  const raw: unknown = entry.fileName;
  if (!(raw instanceof Uint8Array)) return shownPath(String(raw));
  // bit 11: the name is UTF-8
  const isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
  return shownPath(new TextDecoder(isUtf8 ? 'utf-8' : 'ibm866').decode(raw));
}

const isFolder = (entry: Entry) => {
  const raw: unknown = entry.fileName;
  return raw instanceof Uint8Array ? raw.at(-1) === 0x2f : String(raw).endsWith('/');
};

/** Gives the entries one by one, so that one file at a time is in memory. Throws NotRead; what was given is given. */
export async function* entriesOf(bytes: Uint8Array, limits: IntakeLimits): AsyncGenerator<Unzipped> {
  const zip = await opened(bytes);
  try {
    if (zip.entryCount > limits.entries) throw new NotRead('archiveTooMany');
    let total = 0;
    for (let entry = await nextOf(zip); entry !== null; entry = await nextOf(zip)) {
      if (isFolder(entry)) continue;
      if ((entry.generalPurposeBitFlag & 1) !== 0) throw new NotRead('archiveEncrypted');
      const { uncompressedSize, compressedSize } = entry;
      total += uncompressedSize;
      const isBomb = uncompressedSize > harmlessBytes && uncompressedSize > compressedSize * limits.ratio;
      if (total > limits.inflatedBytes || isBomb) throw new NotRead('archiveTooLarge');
      yield { name: nameOf(entry), bytes: await inflated(zip, entry) };
    }
  } finally {
    zip.close();
  }
}

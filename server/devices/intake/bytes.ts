/** The bytes of a file as text: only what a format's files are written in, and nothing guessed. */
import { NotRead } from './refusal.js';

const chunkBytes = 65_536;

/** Looks at the beginning: is it XML that says which encoding it has, and has it? Throws NotRead. */
export function assertEncoding(bytes: Uint8Array, encoding: string): void {
  if (bytes.length === 0) throw new NotRead('empty');
  // marks of UTF-8 and UTF-16 at the very beginning
  const [first, second] = bytes;
  if ((first === 0xef && second === 0xbb) || (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new NotRead('encoding');
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).trimStart();
  if (head === '') throw new NotRead('empty');
  if (!head.startsWith('<')) throw new NotRead('notXml');
  const said = /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]{1,40})["']/i.exec(head)?.[1];
  // XML without a declaration is UTF-8 by its own standard
  if (said?.toLowerCase() !== encoding || isUtf8(bytes)) throw new NotRead('encoding');
}

/** Russian text of windows-1251 is practically never well-formed UTF-8: a file that is, says the wrong thing of itself. */
function isUtf8(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 8192);
  if (!head.some((byte) => byte >= 0x80)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The text in parts. Throws NotRead where a byte means nothing in that encoding. */
export function* partsOf(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    const chunk = bytes.subarray(from, from + chunkBytes);
    // the standard gives this one empty place of windows-1251 a control character; no report has it
    if (chunk.includes(0x98)) throw new NotRead('encoding');
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw new NotRead('encoding');
    }
    yield text;
  }
}

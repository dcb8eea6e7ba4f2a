/** Reads what came out of a printer, as a person would, and fails where a letter was lost. */
import { decode } from '../../server/devices/printing/decoder.js';
import { unprintable } from '../../server/devices/printing/letters.js';
import type { PrinterProfile } from '../../server/devices/printing/profiles.js';

/** The lines of text on the paper, empty ones left out. Throws on a byte that the printer would not understand. */
export function readPaper(bytes: Uint8Array, profile: PrinterProfile): string[] {
  const lines = decode(bytes, profile).flatMap((line) => (line.kind === 'text' && line.text !== '' ? [line.text] : []));
  const spoilt = lines.find((line) => line.includes('?') || line.includes(unprintable));
  if (spoilt !== undefined) throw new Error(`A letter was lost on paper: «${spoilt}»`);
  return lines;
}

import { createHash } from 'node:crypto';
import { loadPack, PackRefused } from '../../server/regulations/pack.js';
import type { PackContent } from '../../server/regulations/shape.js';
import json from '../../server/regulations/ru.pfr.196n-2012.json' with { type: 'json' };

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const read = (content: unknown = json) => loadPack('ru.pfr.196n-2012.json', content, sha256);

/** A copy of the pack 196н, as loose data that a test may break. */
export function copy(): PackContent {
  return structuredClone(json) as PackContent;
}

/** The places that a broken pack is refused for. */
export function placesOf(broken: unknown): string[] {
  try {
    read(broken);
  } catch (error) {
    if (error instanceof PackRefused) return error.faults.map((fault) => fault.place);
    throw error;
  }
  return [];
}

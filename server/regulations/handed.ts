/**
 * A pack as it was handed in: text from anywhere, to be trusted only after every look at it. Nothing here walks deeper
 * or reads longer than a regulation ever is.
 */
import type { Fault } from './faults.js';
import { canonical, loadPack, PackRefused, type Pack } from './pack.js';

/** Kept: its content is the canonical text, whose digest is the pack's hash. Otherwise what is wrong, by its place. */
export type HandedPack = { pack: Pack; content: string } | { faults: Fault[] };

/** A regulation has six levels, texts of two hundred characters and lists of twenty; these are no regulation's. */
const deepest = 32;
const longestText = 4000;
const longestList = 500;
/** Faults that are told: who has more begins with these. */
const mostFaults = 200;
/** Names that are no names of data. */
const forbidden = ['__proto__', 'constructor', 'prototype'];

/** What makes a value dangerous to walk through or to show; looked for without recursion. */
function dangers(json: unknown): Fault[] {
  const faults: Fault[] = [];
  const left: { value: unknown; place: string; depth: number }[] = [{ value: json, place: '', depth: 0 }];
  for (let one = left.pop(); one !== undefined && faults.length < mostFaults; one = left.pop()) {
    const { value, place, depth } = one;
    const fault = (why: string) => void faults.push({ place: place || 'the whole file', why });
    if (typeof value === 'string' && value.length > longestText) fault(`a text has at most ${longestText} characters`);
    if (typeof value !== 'object' || value === null) continue;
    if (depth === deepest) {
      fault(`a pack has at most ${deepest} levels`);
      continue;
    }
    if (Array.isArray(value)) {
      if (value.length > longestList) fault(`a list has at most ${longestList} entries`);
      value.slice(0, longestList).forEach((inner: unknown, at) => {
        left.push({ value: inner, place: `${place}[${at}]`, depth: depth + 1 });
      });
      continue;
    }
    for (const [key, inner] of Object.entries(value)) {
      const at = place === '' ? key.slice(0, 80) : `${place}.${key.slice(0, 80)}`;
      if (forbidden.includes(key)) faults.push({ place: at, why: 'a field cannot be called so' });
      else left.push({ value: inner, place: at, depth: depth + 1 });
    }
  }
  return faults;
}

/** Reads a pack that was handed in; null where the text is no object of JSON at all. */
export function readHanded(text: string, sha256: (text: string) => string): HandedPack | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const found = dangers(json);
  if (found.length > 0) return { faults: found };
  try {
    return { pack: loadPack('handed in', json, sha256), content: canonical(json) };
  } catch (error) {
    if (error instanceof PackRefused) return { faults: error.faults.slice(0, mostFaults) };
    throw error;
  }
}
